"""A layer's colours matched to what lies around it; layers of one picture in another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lredit_core.document.adjustments import LayerAdjustment
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer, MaskShape, Placement
from lredit_core.document.reshaping import reshaped
from lredit_core.document.silhouette import Silhouette
from lredit_core.document.surroundings import matched_to_surroundings
from lredit_core.document.transplanting import with_layers_of
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.icc_profiles import in_profile
from lredit_core.pictures.image import PixelBuffer
from tests.core.pictures.test_export_settings import wide_gamut_profile

BOX = Box(40, 30, 120, 100)
THING = Box(65, 50, 95, 80)


def a_picture(dtype: type = np.uint8) -> PixelBuffer:
    rows, columns = np.mgrid[0:140, 0:180]
    base = np.stack([80 + columns // 4, 70 + rows // 3, 120 - columns // 6], axis=2)
    return PixelBuffer((base * (257 if dtype is np.uint16 else 1)).astype(dtype))


def shifted_layer(picture: PixelBuffer, shift: int = 18) -> Layer:
    """The ground, lighter, with a red thing in the middle."""
    scale = picture.max_value // 255
    pixels = (picture.pixels[BOX.as_slices()].astype(int) + shift * scale).astype(picture.pixels.dtype)
    pixels[THING.translated(-BOX.x0, -BOX.y0).as_slices()] = np.array([220, 20, 20]) * scale
    mask = np.full((BOX.height, BOX.width), 255, np.uint8)
    return Layer("a red thing", BOX, pixels, mask, silhouette=Silhouette.of_box(THING))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("softens", [False, True])
def test_the_edge_meets_the_ground_and_the_thing_keeps_its_colour(dtype: type, softens: bool) -> None:
    picture = a_picture(dtype)
    layer = shifted_layer(picture)
    if softens:
        layer = reshaped(layer, mask_shape=MaskShape(soften_px=4))
    document = Document(picture, (layer,))
    after = matched_to_surroundings(document, layer.layer_id).layer(layer.layer_id)
    scale = picture.max_value // 255
    edge = np.abs(after.pixels[0].astype(int) - picture.pixels[BOX.y0, BOX.x0 : BOX.x1]).max() / scale
    assert edge <= 3.0  # it was 18
    middle = THING.translated(-BOX.x0, -BOX.y0).centre
    red = after.pixels[round(middle[1]), round(middle[0])] / scale
    assert np.abs(red - [220, 20, 20]).max() <= 8
    assert after.mask_shape == layer.mask_shape and np.array_equal(after.mask, layer.mask)
    if softens:
        assert after.original is not None and np.array_equal(after.original.pixels, after.pixels)
    assert after.pixels.dtype == dtype


def test_a_layer_that_was_turned_is_as_it_lies_from_then_on() -> None:
    picture = a_picture()
    layer = reshaped(replace(shifted_layer(picture), silhouette=None), placement=Placement(turn_deg=20.0))
    after = matched_to_surroundings(Document(picture, (layer,)), layer.layer_id).layer(layer.layer_id)
    assert after.original is None and after.placement.is_plain and after.box == layer.box
    assert np.abs(after.pixels.astype(int) - layer.pixels).max() > 5


def test_what_has_no_ground_is_left_with_a_sentence() -> None:
    picture = a_picture()
    layer = shifted_layer(picture)
    mask = np.zeros_like(layer.mask)
    mask[THING.translated(-BOX.x0, -BOX.y0).as_slices()] = 255
    for bad, why in (
        (replace(layer, mask=mask), "no ground"),
        (replace(layer, is_locked=True), "locked"),
        (replace(layer, adjustment=LayerAdjustment()), "adjustment"),
        (layer.translated(500, 0), "no ground"),
    ):
        with pytest.raises(InvalidRequest, match=why):
            matched_to_surroundings(Document(picture, (bad,)), bad.layer_id)


def test_a_layer_goes_into_a_picture_of_another_depth_profile_and_alpha() -> None:
    picture = a_picture()
    layer = shifted_layer(picture)
    wide = wide_gamut_profile()
    target = PixelBuffer(np.full((200, 200, 4), 30_000, np.uint16), icc_profile=wide)
    document, ids = with_layers_of(Document(target), (layer,), picture)
    taken = document.layer(ids[0])
    assert taken.box == layer.box and taken.layer_id != layer.layer_id
    assert taken.pixels.dtype == np.uint16 and taken.pixels.shape[2] == 4
    assert (taken.pixels[..., 3] == 65535).all()
    expected, _bits = in_profile(layer.pixels, None, wide)
    assert np.array_equal(taken.pixels[..., :3], expected.astype(np.uint16) * 257)
    document.flattened()


def test_layers_keep_their_order_and_lie_on_the_picture() -> None:
    picture = a_picture()
    one, other = shifted_layer(picture), replace(shifted_layer(picture), name="other", group_id=None).duplicated()
    far = reshaped(other.translated(900, 900), placement=Placement(scale_x=0.5, scale_y=0.5))
    light = replace(other.duplicated(), adjustment=LayerAdjustment(light=0.2))
    target = Document(PixelBuffer(np.zeros((90, 70, 3), np.uint8)))
    document, ids = with_layers_of(target, (one, far, light), picture)
    assert [layer.layer_id for layer in document.layers] == list(ids)
    assert all(not layer.box.clipped_to(document.source.size).is_empty for layer in document.layers)
    assert document.layers[1].original is not None and document.layers[2].adjustment is not None
    document.flattened()
