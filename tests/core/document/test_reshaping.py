"""Layers placed otherwise and documents in other frames: exact where values only move, and never worn out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lredit_core.document.adjustments import LayerAdjustment
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer, MaskShape, Placement, Provenance
from lredit_core.document.reframing import flipped, inner_size, quarter_turned, resized, straightened, with_canvas
from lredit_core.document.reshaping import reshaped, with_mask
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer

HERE = Box(10, 6, 22, 14)


def noise(height: int, width: int, channels: int = 3, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, channels), dtype=np.uint8)


def a_layer(box: Box = HERE) -> Layer:
    mask = np.zeros((box.height, box.width), np.uint8)
    mask[2:-2, 2:-2] = 255
    thing = Silhouette(box, mask)
    return Layer("a", box, noise(box.height, box.width), mask, silhouette=thing, provenance=Provenance(region=box))


def a_document() -> Document:
    turned = reshaped(a_layer(Box(20, 14, 34, 30)), placement=Placement(1.3, 1.3, 20.0, is_flipped_x=True))
    broad = np.broadcast_to(np.zeros((1, 1, 3), np.uint8), (20, 20, 3))
    light = Layer(
        "l", Box(5, 5, 25, 25), broad, np.full((20, 20), 200, np.uint8), adjustment=LayerAdjustment(light=0.4)
    )
    return Document(PixelBuffer(noise(40, 60, seed=3)), (a_layer(), turned, light))


def test_flips_and_quarter_turns_of_a_layer_move_values_and_compute_none() -> None:
    made = a_layer()
    across = reshaped(made, placement=Placement(is_flipped_x=True))
    assert across.box == made.box and np.array_equal(across.pixels, made.pixels[:, ::-1])
    turned = reshaped(made, placement=Placement(turn_deg=90))
    assert np.array_equal(turned.pixels, np.rot90(made.pixels, -1)) and turned.box.size == Size(8, 12)
    assert turned.box.centre == made.box.centre and turned.silhouette is not None
    assert np.array_equal(turned.silhouette.mask, np.rot90(made.mask, -1))
    half = reshaped(made, placement=Placement(turn_deg=180))
    assert np.array_equal(half.pixels, made.pixels[::-1, ::-1])


def test_placing_again_and_again_begins_with_the_original() -> None:
    made = a_layer()
    placed = made
    for turn in (10.0, 33.0, -71.0, 145.0):
        placed = reshaped(placed, placement=Placement(1.7, 0.6, turn))
    once = reshaped(made, placement=Placement(1.7, 0.6, 145.0))
    assert np.array_equal(placed.pixels, once.pixels) and np.array_equal(placed.mask, once.mask)
    back = reshaped(placed, placement=Placement())
    assert back.pixels is made.pixels and back.mask is made.mask and back.box == made.box and back.original is None


def test_a_moved_layer_that_is_placed_stays_where_it_was_moved_to() -> None:
    placed = reshaped(reshaped(a_layer(), placement=Placement(2.0, 2.0)).translated(7, -3), placement=Placement())
    assert placed.box == Box(17, 3, 29, 11)


def test_a_turned_layer_shows_nothing_beyond_its_corners() -> None:
    square = replace(a_layer(), mask=np.full((8, 12), 255, np.uint8))
    turned = reshaped(square, placement=Placement(turn_deg=45), mask_shape=MaskShape(is_off=True))
    assert turned.mask[0, 0] == 0 and turned.mask[turned.mask.shape[0] // 2, turned.mask.shape[1] // 2] == 255


def test_a_mask_is_grown_softened_inverted_and_switched_off_from_what_it_was() -> None:
    made = a_layer()
    grown = reshaped(made, mask_shape=MaskShape(grow_px=1))
    assert (grown.mask > 127).sum() > (made.mask > 127).sum() and grown.pixels is made.pixels
    soft = reshaped(grown, mask_shape=MaskShape(soften_px=6))
    assert ((soft.mask > 0) & (soft.mask < 255)).any()
    assert np.array_equal(reshaped(soft, mask_shape=MaskShape(is_inverted=True)).mask, 255 - made.mask)
    assert reshaped(soft, mask_shape=MaskShape(is_off=True)).mask.min() == 255
    assert reshaped(soft, mask_shape=MaskShape()).mask is made.mask


def test_a_painted_mask_is_the_layers_own_from_then_on() -> None:
    placed = reshaped(a_layer(), placement=Placement(2.0, 1.0))
    painted = with_mask(placed, np.full((placed.box.height, placed.box.width), 9, np.uint8))
    assert painted.original is None and painted.pixels is placed.pixels and painted.mask.max() == 9
    with pytest.raises(InvalidRequest, match="size"):
        with_mask(placed, np.zeros((3, 3), np.uint8))


@pytest.mark.parametrize("placement", [Placement(0.01, 1.0), Placement(9000.0, 9000.0)])
def test_a_layer_of_no_or_too_many_pixels_is_refused(placement: Placement) -> None:
    with pytest.raises(InvalidRequest, match="Scale it less"):
        reshaped(a_layer(), placement=placement)


@settings(max_examples=30, deadline=None)
@given(x0=st.integers(-20, 50), y0=st.integers(-20, 30), width=st.integers(1, 80), height=st.integers(1, 60))
def test_a_crop_or_canvas_shows_what_was_seen_there(x0: int, y0: int, width: int, height: int) -> None:
    document, frame = a_document(), Box(x0, y0, x0 + width, y0 + height)
    framed = with_canvas(document, frame)
    assert framed.source.size == frame.size
    inside = frame.clipped_to(document.source.size)
    seen = framed.flattened().pixels[inside.translated(-x0, -y0).as_slices()]
    assert np.array_equal(seen, document.flattened().pixels[inside.as_slices()])


def test_new_ground_is_white_or_transparent_where_the_picture_can_be() -> None:
    frame = Box(-2, 0, 60, 40)
    assert (with_canvas(Document(PixelBuffer(noise(40, 60))), frame).source.pixels[:, :2] == 255).all()
    assert (with_canvas(Document(PixelBuffer(noise(40, 60, 4))), frame).source.pixels[:, :2, 3] == 0).all()


def test_a_document_flipped_or_turned_shows_the_same_flipped_or_turned() -> None:
    document = a_document()
    seen = document.flattened().pixels
    assert np.array_equal(flipped(document, is_across=True).flattened().pixels, seen[:, ::-1])
    assert np.array_equal(flipped(document, is_across=False).flattened().pixels, seen[::-1])
    assert np.array_equal(quarter_turned(document, is_clockwise=True).flattened().pixels, np.rot90(seen, -1))
    assert np.array_equal(quarter_turned(document, is_clockwise=False).flattened().pixels, np.rot90(seen, 1))
    again = document
    for _ in range(4):
        again = quarter_turned(again, is_clockwise=True)
    assert again.flattened() == document.flattened() and again.layers[0].provenance.region == Box(10, 6, 22, 14)


def test_a_placed_layer_can_be_placed_anew_after_the_document_was_flipped() -> None:
    document = flipped(
        Document(PixelBuffer(noise(40, 60)), (reshaped(a_layer(), placement=Placement(turn_deg=30)),)), is_across=True
    )
    layer = document.layers[0]
    assert layer.placement.turn_deg == -30
    upright = reshaped(layer, placement=Placement())
    assert np.array_equal(upright.pixels, a_layer().pixels[:, ::-1])


def test_straightening_turns_layers_with_the_picture_and_leaves_no_new_ground() -> None:
    pixels = np.full((300, 400, 3), 40, np.uint8)
    mask = np.full((60, 60), 255, np.uint8)
    spot = Layer("spot", Box(250, 60, 310, 120), np.full((60, 60, 3), 240, np.uint8), mask)
    document = straightened(Document(PixelBuffer(pixels), (spot,)), 12.0)
    assert document.source.pixels.min() == 40 and document.source.size == inner_size(Size(400, 300), 12.0)
    turned = straightened(Document(Document(PixelBuffer(pixels), (spot,)).flattened()), 12.0)
    difference = np.abs(document.flattened().pixels.astype(int) - turned.source.pixels)
    assert (difference > 60).mean() < 0.005  # but for the square's own border
    with pytest.raises(InvalidRequest, match="-45 to 45"):
        straightened(document, 60.0)


def test_a_resized_document_is_the_picture_resized() -> None:
    document = a_document()
    small = resized(document, Size(30, 20))
    plain = resized(Document(document.flattened()), Size(30, 20))
    difference = np.abs(small.flattened().pixels.astype(int) - plain.source.pixels)
    assert small.source.size == Size(30, 20) and float(np.median(difference)) <= 8
    assert small.layers[0].box == Box(5, 3, 11, 7) and small.layers[0].provenance.region == Box(5, 3, 11, 7)
    with pytest.raises(InvalidRequest, match="megapixels"):
        resized(document, Size(60_000, 60_000))
    with pytest.raises(InvalidRequest, match="at least one"):
        resized(document, Size(0, 10))


@settings(max_examples=40, deadline=None)
@given(width=st.integers(10, 2000), height=st.integers(10, 2000), turn=st.floats(-45, 45))
def test_the_inner_rectangle_lies_within_the_turned_picture(width: int, height: int, turn: float) -> None:
    inner, angle = inner_size(Size(width, height), turn), np.radians(abs(turn))
    assert inner.width * np.cos(angle) + inner.height * np.sin(angle) <= width + 1e-6 or inner.width == 1
    assert inner.width * np.sin(angle) + inner.height * np.cos(angle) <= height + 1e-6 or inner.height == 1
