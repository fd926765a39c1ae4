"""Does anything learn? A gradient reaches every parameter, and the loss falls on a case with a known answer."""

from __future__ import annotations

import pytest
import torch

from lredit_core.geometry import Box, PatchGrid, Size
from lredit_core.regions.estimators import ExpectedLoss, GatedLoss, GradientEstimator, StraightThrough
from lredit_core.regions.learner import RegionLearner
from lredit_core.regions.ledger import LossLedger, WindowIndex, expected_loss
from lredit_core.regions.network import RegionGenerationNetwork, gradient_norm, roi_features
from lredit_core.regions.proposals import Proposals

pytestmark = pytest.mark.slow

IMAGE = Size(160, 160)
GRID = PatchGrid(rows=16, columns=16, image=IMAGE)
SIDES = (24, 40, 64, 96, 128)
#: A thing of 64 x 64 at the middle: the third window of every anchor that sits there is right.
ANSWER = Box(48, 48, 112, 112)
BEST_WINDOW = 2


def proposals(anchor_count: int = 3) -> Proposals:
    boxes = tuple(tuple(Box.around(80, 80, side, side) for side in SIDES) for _ in range(anchor_count))
    return Proposals(boxes, torch.tensor([[GRID.to_patches(box) for box in row] for row in boxes]))


def features() -> torch.Tensor:
    generator = torch.Generator().manual_seed(1)
    field = 0.1 * torch.randn(16, 16, 12, generator=generator)
    field[5:11, 5:11, :4] += 1.0
    return field


def network(seed: int = 0, window_count: int = len(SIDES)) -> RegionGenerationNetwork:
    torch.manual_seed(seed)
    return RegionGenerationNetwork(feature_width=12, window_count=window_count)


def picture_with_the_thing_gone() -> torch.Tensor:
    """What the ideal edit leaves: the thing's place filled."""
    return torch.zeros(1, IMAGE.height, IMAGE.width)


def source_picture() -> torch.Tensor:
    picture = torch.zeros(1, IMAGE.height, IMAGE.width)
    rows, columns = ANSWER.as_slices()
    picture[:, rows, columns] = 1.0
    return picture


def mask_of(box: Box) -> torch.Tensor:
    mask = torch.zeros(IMAGE.height, IMAGE.width)
    rows, columns = box.as_slices()
    mask[rows, columns] = 1.0
    return mask


def pixel_loss(composite: torch.Tensor) -> torch.Tensor:
    """Lowest for the window that covers the thing and nothing else: the edited pixels are 0 on it and 0.6 elsewhere."""
    return (composite - picture_with_the_thing_gone()).pow(2).mean() * 4


def edited_pixels() -> torch.Tensor:
    edited = torch.full((1, IMAGE.height, IMAGE.width), 0.6)
    rows, columns = ANSWER.as_slices()
    edited[:, rows, columns] = 0.0
    return edited


def composite_of(box: Box) -> torch.Tensor:
    return source_picture() + mask_of(box) * (edited_pixels() - source_picture())


def gated_by(ledger: LossLedger) -> GatedLoss:
    """The straight-through composite, as scoring.py builds it: drafted windows bring their own edits."""

    def gated(index: WindowIndex, gates: torch.Tensor) -> torch.Tensor:
        boxes = proposals().boxes[index.anchor]
        drawn = composite_of(boxes[index.window])
        pictures = [
            composite_of(box)
            if ledger.is_drafted[index.anchor, window]
            else source_picture() + mask_of(box) * (drawn - source_picture())
            for window, box in enumerate(boxes)
        ]
        return pixel_loss(torch.einsum("m,mchw->chw", gates, torch.stack(pictures)))

    return gated


def window_losses() -> torch.Tensor:
    return torch.tensor([float(pixel_loss(composite_of(box))) for box in proposals().boxes[0]])


def learner_for(estimator: GradientEstimator, *, learning_rate: float = 1e-3) -> tuple[RegionLearner, LossLedger]:
    ledger = LossLedger(proposals(), torch.zeros(3, len(SIDES)))
    roi = roi_features(features(), proposals().patch_boxes)
    return RegionLearner(network(), roi, ledger, estimator, learning_rate=learning_rate), ledger


def estimators() -> list[GradientEstimator]:
    return [ExpectedLoss(temperature=0.01), StraightThrough(torch.Generator().manual_seed(3))]


@pytest.mark.parametrize("estimator", estimators(), ids=["expected-loss", "straight-through"])
def test_after_one_step_every_parameter_has_a_finite_non_zero_gradient(estimator: GradientEstimator) -> None:
    net = network()
    roi = roi_features(features(), proposals().patch_boxes)
    ledger = LossLedger(proposals(), torch.zeros(3, len(SIDES)))
    logits = net(roi)
    planned = estimator.plan(logits, ledger, count=3)
    for index in planned:
        ledger.record(index, float(window_losses()[index.window]))
    surrogate = estimator.surrogate(net(roi), ledger, {item.anchor: item.window for item in planned}, gated_by(ledger))
    surrogate.backward()
    for name, parameter in net.named_parameters():
        assert parameter.grad is not None, name
        assert torch.isfinite(parameter.grad).all(), name
        assert float(parameter.grad.abs().sum()) > 0, name
    assert gradient_norm(net) > 0


@pytest.mark.parametrize("estimator", estimators(), ids=["expected-loss", "straight-through"])
def test_the_expected_loss_falls_and_the_argmax_becomes_the_best_window(estimator: GradientEstimator) -> None:
    truth = window_losses()
    assert int(truth.argmin()) == BEST_WINDOW
    learner, ledger = learner_for(estimator)
    before = float(expected_loss(learner.probabilities(), truth.expand(3, -1)))
    norms: list[float] = []
    for _ in range(60):
        for index in learner.plan(count=3):
            ledger.record(index, float(truth[index.window]))
        norms.append(learner.learn(gated_by(ledger)).gradient_norm)
    after = float(expected_loss(learner.probabilities(), truth.expand(3, -1)))
    assert norms[0] > 0
    curve = learner.learn(gated_by(ledger)).loss_curve
    assert len(curve) == 62
    assert curve[-1] < curve[0]
    assert after < before - 0.5 * (before - float(truth.min()))
    assert [region.box for region in learner.regions()] == [ANSWER] * 3


def test_a_detached_loss_would_be_caught() -> None:
    """The trap itself: a loss of cut-out pixels has no graph, so backward on it must fail rather than do nothing."""
    net = network()
    probabilities = net.probabilities(roi_features(features(), proposals().patch_boxes))
    box = proposals().boxes[0][int(probabilities[0].argmax())]
    rows, columns = box.as_slices()
    loss = source_picture()[:, rows, columns].mean()
    with pytest.raises(RuntimeError, match="does not require grad"):
        loss.backward()
    assert gradient_norm(net) == 0.0


def test_no_window_is_drafted_twice_by_the_expected_loss_estimator() -> None:
    learner, ledger = learner_for(ExpectedLoss())
    seen: list[WindowIndex] = []
    for _ in range(10):
        planned = learner.plan(count=2)
        seen += planned
        for index in planned:
            ledger.record(index, float(window_losses()[index.window]))
        learner.learn(gated_by(ledger))
    boxes = [proposals().boxes[index.anchor][index.window] for index in seen]
    assert len(boxes) == len(set(boxes)) == len(SIDES)


def test_use_has_no_noise_in_it() -> None:
    learner, _ledger = learner_for(StraightThrough(torch.Generator().manual_seed(9)))
    first = learner.regions()
    learner.plan(count=3)
    assert learner.regions() == first


def test_the_same_seed_learns_the_same_probabilities() -> None:
    outcomes = []
    for _ in range(2):
        learner, ledger = learner_for(StraightThrough(torch.Generator().manual_seed(5)))
        for _step in range(4):
            for index in learner.plan(count=2):
                ledger.record(index, float(window_losses()[index.window]))
            learner.learn(gated_by(ledger))
        outcomes.append(learner.probabilities())
    torch.testing.assert_close(outcomes[0], outcomes[1], rtol=0, atol=0)


def test_roi_features_keep_each_anchors_crops_together() -> None:
    """(size, anchor, channel) reshaped without a permute would mix the crops of different anchors."""
    field = torch.zeros(16, 16, 2)
    field[:, :8, 0] = 1.0
    field[:, 8:, 1] = 1.0
    left, right = Box(10, 40, 60, 120), Box(100, 40, 150, 120)
    boxes = ((left, left), (right, right))
    patch_boxes = torch.tensor([[GRID.to_patches(box) for box in row] for row in boxes])
    roi = roi_features(field, patch_boxes)
    assert roi.shape == (2, 4, 7, 7)
    assert float(roi[0, 0].mean()) > 0.9
    assert float(roi[0, 2].mean()) > 0.9
    assert float(roi[1, 1].mean()) > 0.9
    assert float(roi[1, 3].mean()) > 0.9
    assert float(roi[1, 0].mean()) < -0.9


def test_roi_features_read_the_place_of_the_box() -> None:
    """Boxes are in patch units: with another spatial scale the crop of a far patch would read elsewhere."""
    field = torch.zeros(16, 16, 1)
    field[5, 12] = 1.0  # row 5, column 12: off the diagonal
    there = torch.tensor([[[12.0, 5.0, 13.0, 6.0], [5.0, 12.0, 6.0, 13.0]]])
    roi = roi_features(field, there)
    assert float(roi[0, 0].max()) > 10 * abs(float(roi[0, 1].max()))


def test_the_baseline_of_an_undrafted_window_is_that_of_its_neighbours() -> None:
    ledger = LossLedger(proposals(1), torch.zeros(1, len(SIDES)))
    ledger.record(WindowIndex(0, 0), 1.0)
    ledger.record(WindowIndex(0, 4), 3.0)
    losses = ledger.losses()[0]
    assert losses[0] == 1.0
    assert losses[4] == 3.0
    assert 1.0 < float(losses[1]) < float(losses[3]) < 3.0


def test_the_most_promising_windows_spread_over_the_picture() -> None:
    far = Proposals(
        ((Box(0, 0, 40, 40), Box(0, 0, 44, 44)), (Box(100, 100, 140, 140), Box(100, 100, 144, 144))),
        torch.zeros(2, 2, 4),
    )
    ledger = LossLedger(far, torch.zeros(2, 2))
    chosen = ledger.most_promising(2)
    assert {index.anchor for index in chosen} == {0, 1}
