"""Cut out and laid down: hair stays soft, edges hard, no old ground comes along, nothing changes beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from lredit_core.document.compositing import blended
from lredit_core.editors.cut_outs import CutOut, cut_out
from lredit_core.editors.laying_down import Laid, laid_down
from lredit_core.editors.matting import alpha_of, foreground_of
from lredit_core.editors.surroundings import blur_of, grain_of, surroundings_of
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.oklab import to_oklab
from lredit_core.regions.silhouette import Silhouette

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = Size(200, 160)
RED, GREEN, BLUE = (190, 50, 40), (60, 150, 70), (50, 90, 190)


def ground(size: Size, colour: tuple[int, int, int], *, grain: float = 3.0, seed: int = 0) -> NDArray[np.float32]:
    """(H, W, 3) float32 in [0, 255]: a grainy wall."""
    noise = np.random.default_rng(seed).normal(0, grain, (size.height, size.width, 1))
    return np.asarray(np.float32(colour) + noise, np.float32)


def disc(size: Size = SIZE, *, softness_px: float = 1.0) -> NDArray[np.float32]:
    """(H, W) float32 in [0, 1]: a disc of 45 pixels radius."""
    rows, columns = np.mgrid[: size.height, : size.width]
    away = 45 - np.hypot(rows - 80, columns - 100)
    return np.clip(away / softness_px + 0.5, 0, 1).astype(np.float32)


def hairy() -> NDArray[np.float32]:
    """(480, 600) float32: a disc of 132 pixels radius with hairs of some pixels width that reach 15 pixels out."""
    rows, columns = np.mgrid[:480, :600]
    away, angle = np.hypot(rows - 240, columns - 300), np.arctan2(rows - 240, columns - 300)
    strands = np.clip(0.5 + 0.9 * np.sin(angle * 90), 0, 1)
    return np.where(away < 132, 1.0, strands * np.clip((148 - away) / 12, 0, 1)).astype(np.float32)


def scene(
    alpha: NDArray[np.float32], *, dtype: str = "uint8", shadow: bool = False
) -> tuple[NDArray[np.uint8] | NDArray[np.uint16], Silhouette]:
    """A red thing on a green wall, and its hard silhouette."""
    size = Size(alpha.shape[1], alpha.shape[0])
    below = ground(size, GREEN)
    if shadow:
        pool = np.zeros(alpha.shape, np.float32)
        cv2.ellipse(pool, (100, 124), (40, 7), 0, 0, 360, 1.0, -1)
        below *= 1.0 - 0.5 * cv2.GaussianBlur(pool, (0, 0), 2.0)[..., None]
    mixed = ground(size, RED, seed=1) * alpha[..., None] + below * (1 - alpha[..., None])
    top = np.iinfo(np.dtype(dtype)).max
    pixels = np.clip(np.rint(mixed / 255 * top), 0, top).astype(dtype)
    mask = np.where(alpha > 0.5, 255, 0).astype(np.uint8)
    return pixels, Silhouette(Box(0, 0, size.width, size.height), mask, 0.9)


def shown(below: NDArray[np.uint8], laid: Laid) -> NDArray[np.uint8]:
    result = below.copy()
    result[laid.box.as_slices()] = blended(below[laid.box.as_slices()], laid.pixels, laid.mask)
    return result


@pytest.fixture(scope="module")
def thing() -> CutOut:
    return cut_out(*scene(disc()))


def test_hair_is_softer_than_its_mask_and_nearer_to_the_truth() -> None:
    truth = hairy()
    pixels, silhouette = scene(truth)
    smooth = cv2.morphologyEx(silhouette.mask, cv2.MORPH_OPEN, np.ones((15, 15), np.uint8))
    alpha = alpha_of(pixels.astype(np.float32) / 255, smooth)
    assert np.abs(alpha - truth).mean() < 0.6 * np.abs((smooth > 127) - truth).mean()
    assert ((alpha > 0.1) & (alpha < 0.9)).sum() > 2000


def test_an_edge_stays_an_edge_even_where_the_mask_is_a_little_off() -> None:
    truth = disc()
    pixels, silhouette = scene(truth)
    alpha = alpha_of(pixels.astype(np.float32) / 255, silhouette.mask)
    away = np.abs(cv2.distanceTransform(silhouette.mask, cv2.DIST_L2, 5) + 0.0)
    away += cv2.distanceTransform(255 - silhouette.mask, cv2.DIST_L2, 5)
    assert np.array_equal(alpha[away > 4], truth[away > 4])
    assert np.abs(alpha - truth).max() < 0.5


def test_a_large_edge_is_solved_small_and_stays_sharp() -> None:
    factor = 10
    truth = cv2.resize(disc(softness_px=0.1), None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    truth = (truth > 0.5).astype(np.float32)
    pixels, silhouette = scene(truth)
    alpha = alpha_of(pixels.astype(np.float32) / 255, silhouette.mask)
    assert alpha.shape == truth.shape
    assert np.abs(alpha - truth).mean() < 0.004
    border = cv2.dilate(cv2.morphologyEx(silhouette.mask, cv2.MORPH_GRADIENT, np.ones((3, 3))), np.ones((15, 15))) > 0
    assert not np.abs(alpha - truth)[~border].any()


def test_the_old_ground_does_not_come_along() -> None:
    truth = disc(softness_px=8)
    pixels, _silhouette = scene(truth)
    colours = foreground_of(pixels.astype(np.float32) / 255, truth) * 255
    shared = (truth > 0.1) & (truth < 0.9)
    assert np.abs(colours[shared].mean(axis=0) - RED).max() < 6
    assert np.abs(pixels[shared].astype(float).mean(axis=0) - RED).max() > 30


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_a_cut_out_keeps_its_depth_and_its_size(dtype: str) -> None:
    pixels, silhouette = scene(disc(), dtype=dtype)
    cut = cut_out(pixels, silhouette)
    assert cut.pixels.dtype == np.dtype(dtype)
    assert cut.size == Size(cut.pixels.shape[1], cut.pixels.shape[0]) == cut.origin.size
    assert abs(cut.box.width - 91) <= 3 and abs(cut.box.height - 91) <= 3
    middle = tuple(side // 2 for side in cut.alpha.shape)
    assert cut.alpha[middle] == 255
    there = cut.origin.y0 + middle[0], cut.origin.x0 + middle[1]
    assert np.abs(cut.pixels[middle].astype(int) - pixels[there]).max() <= 1


def test_a_shadow_is_lifted_as_what_it_leaves_of_the_light() -> None:
    cut = cut_out(*scene(disc(), shadow=True))
    assert cut.shadow is not None
    under = cut.shadow[124 - cut.origin.y0 + 3, 100 - cut.origin.x0 - 10 : 100 - cut.origin.x0 + 10]
    assert 40 < under.mean() < 190  # half of the encoded value is a fifth of the light
    assert cut.shadow[0].min() > 240
    assert cut_out(*scene(disc())).shadow is None


def test_transparent_parts_of_a_picture_stay_transparent() -> None:
    pixels, silhouette = scene(disc())
    half = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    half[:, :100, 3] = 0
    cut = cut_out(half, silhouette)
    assert cut.origin.x0 >= 97 and cut.box.width <= 47
    with pytest.raises(InvalidRequest, match="transparent"):
        cut_out(np.dstack([pixels, np.zeros(pixels.shape[:2], np.uint8)]), silhouette)


def test_what_cannot_be_cut_out_is_said() -> None:
    pixels, silhouette = scene(disc())
    with pytest.raises(InvalidRequest, match="empty"):
        cut_out(pixels, Silhouette(silhouette.reach, np.zeros_like(silhouette.mask), 0.0))
    with pytest.raises(InvalidRequest, match="beyond the picture"):
        cut_out(pixels[:100], silhouette)


def test_laid_back_where_it_was_nothing_can_be_seen() -> None:
    pixels, silhouette = scene(disc())
    cut = cut_out(pixels, silhouette)
    centre_x, centre_y = cut.box.translated(cut.origin.x0, cut.origin.y0).centre
    laid = laid_down(pixels, cut, (centre_x, centre_y), relight=False, with_shadow=False)
    assert laid.box == cut.origin
    assert np.abs(shown(pixels, laid).astype(int) - pixels).mean() < 0.3


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("relight", [False, True])
def test_nothing_changes_outside_of_the_mask_and_the_depth_is_the_pictures(
    thing: CutOut, dtype: str, relight: bool
) -> None:
    top = np.iinfo(np.dtype(dtype)).max
    below = np.clip(ground(Size(300, 220), BLUE) / 255 * top, 0, top).astype(dtype)
    laid = laid_down(below, thing, Box(120, 40, 200, 140), relight=relight)
    assert laid.pixels.dtype == below.dtype
    assert laid.pixels.shape[:2] == laid.mask.shape == (laid.box.height, laid.box.width)
    after = shown(below, laid)
    changed = (after != below).any(axis=2)
    assert not changed[: laid.box.y0].any() and not changed[laid.box.y1 :].any()
    assert not changed[laid.box.as_slices()][laid.mask == 0].any()
    hue = to_oklab(after)[100, 160]
    assert hue[1] > 0.1  # red


def test_a_thing_fills_its_box_stands_on_its_lower_side_and_keeps_its_shape(thing: CutOut) -> None:
    below = ground(Size(400, 300), BLUE).astype(np.uint8)
    laid = laid_down(below, thing, Box(100, 40, 300, 160), with_shadow=False, relight=False)
    x, y, width, height = cv2.boundingRect((laid.mask > 127).astype(np.uint8))
    assert abs(height - 120) <= 3 and abs(width - 120) <= 3
    assert abs(laid.box.y0 + y + height - 160) <= 2
    assert abs(laid.box.x0 + x + width / 2 - 200) <= 2


def test_no_dark_or_bright_rim_comes_of_resizing(thing: CutOut) -> None:
    for scale in (0.4, 2.3):
        laid = laid_down(
            ground(Size(400, 300), RED, grain=0).astype(np.uint8), thing, (200, 150), scale=scale, relight=False,
            with_shadow=False,
        )  # fmt: skip
        assert np.abs(laid.pixels[laid.mask > 20].astype(int) - RED).max() < 25


def test_mirrored_is_the_other_way_round() -> None:
    alpha = disc()
    alpha[:, :100] *= 0  # the right half
    cut = cut_out(*scene(alpha))
    below = ground(Size(300, 220), BLUE).astype(np.uint8)
    plain = laid_down(below, cut, (150, 110), relight=False, with_shadow=False)
    turned = laid_down(below, cut, (150, 110), is_mirrored=True, relight=False, with_shadow=False)
    assert np.array_equal(turned.mask, plain.mask[:, ::-1])
    assert np.array_equal(turned.pixels[turned.mask == 255], plain.pixels[:, ::-1][turned.mask == 255])


def test_over_the_border_it_is_clipped_and_beyond_it_refused(thing: CutOut) -> None:
    below = ground(Size(300, 220), BLUE).astype(np.uint8)
    laid = laid_down(below, thing, (5, 215))
    assert Size(300, 220).as_box().contains(laid.box) and laid.mask.any()
    with pytest.raises(InvalidRequest, match="outside of the picture"):
        laid_down(below, thing, (-200, 100))
    with pytest.raises(InvalidRequest, match="no area"):
        laid_down(below, thing, Box(5, 5, 5, 9))
    with pytest.raises(InvalidRequest, match="times its size"):
        laid_down(below, thing, (100, 100), scale=500.0)


def test_a_dark_place_makes_it_darker_and_no_more_than_moderately(thing: CutOut) -> None:
    lights = []
    for level in (25, 235):
        below = ground(Size(300, 220), (level, level, level), grain=0).astype(np.uint8)
        laid = laid_down(below, thing, (150, 110), with_shadow=False)
        lights.append(float(to_oklab(laid.pixels)[laid.mask == 255][:, 0].mean()))
    own = float(to_oklab(thing.pixels)[thing.alpha == 255][:, 0].mean())
    assert own - 0.12 < lights[0] < own - 0.02
    assert own + 0.02 < lights[1] < own + 0.12


def test_a_grainy_place_makes_it_grainy_the_same_for_the_same_seed(thing: CutOut) -> None:
    below = np.clip(ground(Size(300, 220), GREEN, grain=4), 0, 255).astype(np.uint8)
    one, same, other = (laid_down(below, thing, (150, 110), with_shadow=False, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.pixels, same.pixels) and not np.array_equal(one.pixels, other.pixels)

    def grain(pixels: NDArray[np.uint8], where: NDArray[np.bool_]) -> float:
        return grain_of(np.ascontiguousarray(to_oklab(pixels)[..., 0]), where)

    place = grain(below, np.ones(below.shape[:2], np.bool_))
    assert grain(thing.pixels, thing.alpha == 255) < 0.85 * place
    assert grain(one.pixels, one.mask == 255) == pytest.approx(place, rel=0.35)


def test_a_pool_of_shadow_lies_under_what_brings_none(thing: CutOut) -> None:
    assert thing.shadow is None
    below = ground(Size(300, 260), GREEN, grain=0).astype(np.uint8)
    after = shown(below, laid_down(below, thing, (150, 110), relight=False))
    without = shown(below, laid_down(below, thing, (150, 110), relight=False, with_shadow=False))
    darker = without.astype(int).sum(axis=2) - after.astype(int).sum(axis=2)
    rows = np.flatnonzero((darker > 6).any(axis=1))
    assert rows.size and rows[0] > 130 and darker.max() > 30
    assert darker.min() >= -3


@pytest.mark.parametrize("blur", [0.8, 1.5, 2.5])
def test_a_blur_is_told_from_two_others(blur: float) -> None:
    steps = np.where(np.mgrid[:120, :120][1] // 30 % 2 == 0, 0.3, 0.7).astype(np.float32)
    found = blur_of(cv2.GaussianBlur(steps, (0, 0), blur), np.ones(steps.shape, np.bool_))
    assert found == pytest.approx(blur, abs=0.3)
    assert blur_of(np.full((60, 60), 0.5, np.float32), np.ones((60, 60), np.bool_)) is None


@pytest.mark.parametrize("grain", [0.004, 0.02])
def test_grain_is_measured_and_edges_are_none(grain: float) -> None:
    rows, columns = np.mgrid[:160, :160].astype(np.float32)
    smooth = 0.5 + 0.2 * np.sin(rows / 30) + 0.2 * (columns > 80)
    noisy = smooth + np.random.default_rng(0).normal(0, grain, smooth.shape)
    everywhere = np.ones(smooth.shape, np.bool_)
    assert grain_of(noisy.astype(np.float32), everywhere) == pytest.approx(grain, rel=0.15)
    assert grain_of(smooth.astype(np.float32), everywhere) < 5e-4


def test_texture_that_leaves_calm_spots_is_no_grain() -> None:
    noise = np.random.default_rng(0).normal(0, 1, (200, 200))
    texture = np.where(np.kron(np.random.default_rng(1).random((10, 10)), np.ones((20, 20))) < 0.7, 0.08, 0.004)
    found = grain_of((0.5 + noise * texture).astype(np.float32), np.ones((200, 200), np.bool_))
    assert found < 0.006


def test_of_a_few_pixels_nothing_is_said() -> None:
    where = np.zeros((50, 50), np.bool_)
    where[:3, :3] = True
    assert surroundings_of(np.zeros((50, 50, 3), np.uint8), where) is None
