"""Removing: what stands behind comes back, nothing else changes, and it can be stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from lredit_core.cancellation import EventToken
from lredit_core.editors.contact_shadow import contact_shadow
from lredit_core.editors.filling import filled
from lredit_core.editors.patch_fill import patch_filled
from lredit_core.editors.patch_levels import leaves_enough
from lredit_core.editors.removing import hole_of, remove
from lredit_core.errors import InvalidRequest, Stopped
from lredit_core.geometry import Box, Size
from lredit_core.synthetic.backgrounds import painted

if TYPE_CHECKING:
    from numpy.typing import NDArray

BOX = Box(60, 50, 130, 120)


def stripes(size: Size) -> NDArray[np.uint8]:
    """Diagonal stripes with grain: what lies in a hole follows from what lies around it."""
    rows, columns = np.mgrid[: size.height, : size.width]
    light = 120 + 60 * np.sign(np.sin((rows + columns) * 2 * np.pi / 24))
    grain = np.random.default_rng(5).normal(0, 3, (size.height, size.width))
    return np.clip(np.stack([light + grain, light * 0.8 + grain, light * 0.5 + grain], axis=2), 0, 255).astype(np.uint8)


def hole_in(size: Size, box: Box = BOX) -> NDArray[np.bool_]:
    hole = np.zeros((size.height, size.width), np.uint8)
    cv2.ellipse(hole, (int(box.centre[0]), int(box.centre[1])), (box.width // 2, box.height // 2), 0, 0, 360, 1, -1)
    return hole > 0


def rmse(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    return float(np.sqrt(((one.astype(np.float32) - other) ** 2).mean()))


def test_stripes_go_on_through_the_hole_better_than_the_box_fill() -> None:
    size = Size(200, 180)
    truth, hole = stripes(size), hole_in(size)
    spoiled = truth.copy()
    spoiled[hole] = (255, 0, 255)
    found = patch_filled(spoiled, hole)
    boxed, here = spoiled.copy(), BOX.as_slices()
    boxed[here][hole[here]] = np.rint(filled(spoiled, BOX)).astype(np.uint8)[hole[here]]
    assert rmse(found[hole], truth[hole]) < 0.5 * rmse(boxed[hole], truth[hole])
    assert rmse(found[hole], truth[hole]) < 25


def test_a_horizon_goes_through() -> None:
    size = Size(220, 180)
    truth = painted("desert", size, np.random.default_rng(2)).clip(0, 255).astype(np.uint8)
    hole = hole_in(size, Box(70, 30, 150, 150))
    spoiled = truth.copy()
    spoiled[hole] = 0
    assert rmse(patch_filled(spoiled, hole)[hole], truth[hole]) < 14


def test_outside_of_the_mask_every_bit_stays_and_the_thing_is_gone() -> None:
    size = Size(200, 180)
    pixels, hole = stripes(size), hole_in(size)
    pixels[hole] = (250, 20, 240)
    mask = np.where(hole, 255, 0).astype(np.uint8)
    removed = remove(pixels, mask)
    assert np.array_equal(removed.pixels[~removed.filled], pixels[~removed.filled])
    assert (removed.filled & hole).sum() == hole.sum()
    assert removed.box.contains(BOX.grown(-1))
    pink = (removed.pixels[..., 1].astype(int) < 40) & (removed.pixels[..., 2] > 180)
    assert not pink.any()


def test_the_same_seed_gives_the_same_pixels_and_another_seed_others() -> None:
    size = Size(200, 180)
    pixels = np.random.default_rng(0).integers(0, 255, (180, 200, 3), np.uint8)
    hole = hole_in(size)
    one, again, other = (patch_filled(pixels, hole, seed=seed) for seed in (3, 3, 4))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_what_is_in_the_hole_has_no_part_in_what_comes_out() -> None:
    size = Size(160, 140)
    one = stripes(size)
    hole = hole_in(size, Box(50, 40, 100, 100))
    other = one.copy()
    other[hole] = np.random.default_rng(8).integers(0, 255, (int(hole.sum()), 3), np.uint8)
    assert np.array_equal(patch_filled(one, hole), patch_filled(other, hole))


def test_no_patch_comes_from_what_is_to_be_avoided() -> None:
    size = Size(240, 160)
    pixels = np.full((size.height, size.width, 3), 90, np.uint8)
    pixels[:, 120:] = (200, 40, 40)
    hole = hole_in(size, Box(90, 50, 150, 110))
    avoid = np.zeros(hole.shape, np.bool_)
    avoid[:, 120:] = True
    assert (patch_filled(pixels, hole, avoid=avoid)[hole] == 90).mean() > 0.98


def test_patches_are_looked_for_further_away_where_those_nearby_are_too_thin() -> None:
    size = Size(400, 300)
    pixels = np.full((size.height, size.width, 3), 90, np.uint8)
    hole = hole_in(size, Box(20, 120, 60, 160))
    pixels[hole] = (255, 0, 255)
    avoid = np.zeros(hole.shape, np.bool_)
    avoid[::4], avoid[:, 300:] = True, False  # slivers of three pixels on the left, whole patches on the right
    pixels[:, 300:] = (40, 160, 60)
    assert (patch_filled(pixels, hole, avoid=avoid)[hole] == (40, 160, 60)).all()


def test_too_little_is_left_where_no_whole_patch_fits_at_the_size_that_is_searched() -> None:
    hole, avoid = hole_in(Size(200, 180)), np.ones((180, 200), np.bool_)
    avoid[4:14, 4:14] = False
    assert leaves_enough(hole, avoid, searched_px=int(hole.sum()))
    assert not leaves_enough(hole, avoid, searched_px=int(hole.sum()) - 1)
    assert not leaves_enough(hole, np.ones_like(avoid), searched_px=10**6)


def test_a_hole_at_the_pictures_corner_is_filled() -> None:
    truth = stripes(Size(160, 140))
    hole = np.zeros((140, 160), np.bool_)
    hole[90:, 100:] = True
    spoiled = truth.copy()
    spoiled[hole] = 0
    found = patch_filled(spoiled, hole)
    assert rmse(found[hole], truth[hole]) < 45
    assert found[hole].min() > 20


@pytest.mark.parametrize("limit", [400, 1500])
def test_what_is_found_at_a_bounded_size_is_carried_to_the_pictures_own(
    limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lredit_core.editors.patch_fill.SEARCHED_HOLE_PX", limit)
    monkeypatch.setattr("lredit_core.editors.patch_fill._ALIGNED_HOLE_PX", 2 * limit)
    size = Size(200, 180)
    truth, hole = stripes(size), hole_in(size)
    spoiled = truth.copy()
    spoiled[hole] = 0
    found = patch_filled(spoiled, hole)
    assert rmse(found[hole], truth[hole]) < 45
    contrast = found[hole].astype(np.float32).std() / truth[hole].astype(np.float32).std()
    assert 0.85 < contrast < 1.15  # not blurred


def test_it_stops_between_its_steps() -> None:
    pixels, hole = stripes(Size(200, 180)), hole_in(Size(200, 180))
    token = EventToken()
    token.cancel()
    with pytest.raises(Stopped):
        patch_filled(pixels, hole, token=token)

    class Later(EventToken):
        asked = 0

        def raise_if_cancelled(self) -> None:
            self.asked += 1
            if self.asked > 5:
                raise Stopped

    later = Later()
    with pytest.raises(Stopped):
        remove(pixels, np.where(hole, 255, 0).astype(np.uint8), token=later)
    assert later.asked == 6


def test_masks_that_cannot_be_filled_are_refused_with_a_reason() -> None:
    pixels = stripes(Size(60, 50))
    with pytest.raises(InvalidRequest, match="empty"):
        remove(pixels, np.zeros((50, 60), np.uint8))
    with pytest.raises(InvalidRequest, match="too much"):
        remove(pixels, np.full((50, 60), 255, np.uint8))
    with pytest.raises(InvalidRequest, match="one size"):
        remove(pixels, np.zeros((5, 6), np.uint8))
    with pytest.raises(InvalidRequest, match="nothing is left"):
        patch_filled(pixels, hole_in(Size(60, 50), Box(20, 20, 30, 30)), avoid=np.ones((50, 60), np.bool_))
    with pytest.raises(InvalidRequest, match="one size"):
        patch_filled(pixels, np.zeros((5, 6), np.bool_))
    assert np.array_equal(patch_filled(pixels, np.zeros((50, 60), np.bool_)), pixels)


def test_the_shadow_where_a_thing_stands_goes_with_it() -> None:
    ground = np.clip(np.random.default_rng(0).normal(150, 3, (200, 240, 3)), 0, 255)
    shadow = np.zeros((200, 240), np.uint8)
    cv2.ellipse(shadow, (120, 142), (50, 11), 0, 0, 360, 1, -1)
    thing = np.zeros((200, 240), np.bool_)
    thing[60:142, 75:165] = True
    pixels = np.where(shadow[..., None] > 0, ground * 0.6, ground).astype(np.uint8)
    pixels[thing] = (40, 80, 200)
    found = contact_shadow(pixels, thing)
    below = (shadow > 0) & ~thing
    assert (found & below).sum() > 0.85 * below.sum()
    assert (found & ~below).sum() < 0.8 * below.sum()
    plain = ground.astype(np.uint8)
    plain[thing] = (40, 80, 200)
    assert contact_shadow(plain, thing).sum() < 0.1 * below.sum()
    mask = np.where(thing, 255, 0).astype(np.uint8)
    assert (hole_of(pixels, mask) & below).sum() > (hole_of(pixels, mask, with_shadow=False) & below).sum()


def test_a_shadow_that_is_thrown_beside_the_thing_goes_with_it() -> None:
    ground = np.clip(np.random.default_rng(0).normal(150, 3, (240, 300, 3)), 0, 255)
    shadow = np.zeros((240, 300), np.uint8)
    cv2.ellipse(shadow, (190, 156), (34, 7), 0, 0, 360, 1, -1)  # close to the feet, and apart from them
    thing = np.zeros((240, 300), np.bool_)
    thing[60:150, 90:150] = True
    pixels = np.where(shadow[..., None] > 0, ground * 0.5, ground).astype(np.uint8)
    pixels[thing] = (200, 80, 40)
    found = contact_shadow(pixels, thing)
    assert found[shadow > 0].mean() > 0.9
    assert found.sum() < 1.6 * shadow.sum()
    upright = pixels.copy()
    upright[100:165, 170:190] = 70  # something dark that stands there
    upright[shadow > 0] = 150
    assert contact_shadow(upright, thing)[100:165, 170:190].mean() < 0.1


def test_dark_ground_is_not_taken_for_a_shadow() -> None:
    pixels = np.full((200, 240, 3), 170, np.uint8)
    pixels[120:] = 90  # the thing stands on a dark floor before a light wall
    thing = np.zeros((200, 240), np.bool_)
    thing[60:150, 90:150] = True
    assert contact_shadow(pixels, thing).sum() < 0.25 * thing.sum()
