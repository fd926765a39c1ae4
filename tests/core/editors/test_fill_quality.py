"""How much a fill is seen."""

import numpy as np

from lredit_core.editors.fill_quality import fill_loss


def ground(seed: int = 4) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(120, 12, (80, 100, 1))
    return np.clip(np.repeat(noise, 3, axis=2), 0, 255).astype(np.uint8)


def hole() -> np.ndarray:
    mask = np.zeros((80, 100), np.bool_)
    mask[25:55, 30:70] = True
    return mask


def test_what_goes_on_costs_next_to_nothing_a_patch_and_a_blur_cost_more() -> None:
    same, patch, smooth = ground(), ground(), ground()
    patch[hole()] = np.clip(patch[hole()].astype(int) + 70, 0, 255)
    smooth[hole()] = 120
    costs = [fill_loss(pixels, hole()) for pixels in (same, patch, smooth)]
    assert costs[0] < 0.1 and costs[1] > costs[0] + 0.3 and costs[2] > costs[0] + 0.3


def test_nothing_filled_costs_nothing() -> None:
    assert fill_loss(ground(), np.zeros((80, 100), np.bool_)) == 0.0
