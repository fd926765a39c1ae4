"""Layers taken hold of: moved, locked, clipped, grouped, adjusted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lredit_core.document.adjustments import RANGES, LayerAdjustment, adjusted
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer, Provenance
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer

HERE = Box(2, 2, 6, 6)


def grey(value: int = 50, side: int = 12) -> PixelBuffer:
    return PixelBuffer(np.full((side, side, 3), value, np.uint8))


def layer(name: str, value: int = 200, box: Box = HERE) -> Layer:
    shape = (box.height, box.width)
    return Layer(name, box, np.full((*shape, 3), value, np.uint8), np.full(shape, 255, np.uint8))


def test_a_moved_layer_takes_all_that_it_remembers_along_and_computes_nothing() -> None:
    thing = Silhouette(Box(3, 3, 5, 5), np.full((2, 2), 255, np.uint8))
    made = replace(layer("one"), silhouette=thing, not_from=thing, provenance=Provenance(region=Box(2, 2, 6, 6)))
    document = Document(grey(), (made,)).with_layers_translated(frozenset({made.layer_id}), 3, -1)
    moved = document.layers[0]
    assert moved.box == Box(5, 1, 9, 5) and moved.pixels is made.pixels and moved.mask is made.mask
    assert moved.silhouette is not None and moved.silhouette.reach == Box(6, 2, 8, 4)
    assert moved.not_from is not None and moved.not_from.reach == Box(6, 2, 8, 4)
    assert moved.provenance.region == Box(5, 1, 9, 5)


def test_a_layer_moved_beyond_the_border_is_cut_off_and_comes_back_whole() -> None:
    one = layer("one")
    document = Document(grey(), (one,))
    out = document.with_layers_translated(frozenset({one.layer_id}), -4, -4)
    pixels = out.flattened().pixels
    assert pixels[0, 0, 0] == 200 and pixels[2:, 2:].max() == 50 and out.changed_boxes == (Box(0, 0, 2, 2),)
    gone = out.with_layers_translated(frozenset({one.layer_id}), -40, 0)
    assert gone.flattened() == gone.source and gone.changed_boxes == ()
    back = gone.with_layers_translated(frozenset({one.layer_id}), 44, 4)
    assert back.flattened() == document.flattened()


def test_a_locked_layer_is_neither_moved_nor_deleted() -> None:
    one = layer("one")
    document = Document(grey(), (one,)).with_lock(one.layer_id, True)
    with pytest.raises(InvalidRequest, match="locked"):
        document.without_layer(one.layer_id)
    with pytest.raises(InvalidRequest, match="Unlock"):
        document.with_layers_translated(frozenset({one.layer_id}), 1, 0)
    copied, copy = document.with_duplicate(one.layer_id)
    assert not copy.is_locked and [item.name for item in copied.layers] == ["one", "one"]
    assert document.with_lock(one.layer_id, False).without_layer(one.layer_id).layers == ()


def test_a_clipped_layer_is_seen_where_the_one_below_is() -> None:
    base, clipped = layer("base", 100, Box(0, 0, 4, 4)), layer("clipped", 250, Box(2, 2, 8, 8))
    document = Document(grey(), (base, clipped)).with_clipping(clipped.layer_id, True)
    pixels = document.flattened().pixels[..., 0]
    assert pixels[3, 3] == 250 and pixels[5, 5] == 50 and pixels[0, 0] == 100
    hidden = document.with_visibility(base.layer_id, False)
    assert hidden.flattened() == hidden.source
    faded = document.with_opacity(base.layer_id, 0.5).flattened().pixels[..., 0]
    assert faded[3, 3] == 163  # 50 -> 75 by half of the base, then half of the way to 250
    alone = Document(grey(), (clipped,)).with_clipping(clipped.layer_id, True)
    assert alone.flattened() == alone.source


def test_several_clipped_layers_are_clipped_to_the_same_one() -> None:
    base, one, two = layer("base", 100, Box(0, 0, 4, 4)), layer("one", 150), layer("two", 250)
    document = Document(grey(), (base, replace(one, is_clipped=True), replace(two, is_clipped=True)))
    assert document.flattened().pixels[3, 3, 0] == 250 and document.flattened().pixels[5, 5, 0] == 50


def test_a_group_is_hidden_and_faded_as_one_and_taken_apart_without_a_change_of_looks() -> None:
    low, high, other = layer("low", 150), layer("high", 250, Box(4, 4, 8, 8)), layer("other", 90, Box(8, 8, 10, 10))
    document = Document(grey(), (low, other, high)).with_group_of(frozenset({low.layer_id, high.layer_id}), "both")
    assert [item.name for item in document.layers] == ["other", "low", "high"]
    group = document.groups[0]
    faded = document.with_group_replaced(replace(group, opacity=0.5))
    assert faded.flattened().pixels[2, 2, 0] == 100 and faded.flattened().pixels[9, 9, 0] == 90
    freed = faded.without_group(group.group_id)
    assert freed.groups == () and freed.flattened() == faded.flattened()
    hidden = document.with_group_replaced(replace(group, is_visible=False))
    assert hidden.flattened().pixels[2, 2, 0] == 50
    emptied = document.without_layer(low.layer_id).without_layer(high.layer_id)
    assert emptied.groups == ()


def test_a_layer_dropped_between_members_joins_them_and_one_taken_out_leaves() -> None:
    a, b, c = layer("a"), layer("b"), layer("c")
    document = Document(grey(), (a, b, c)).with_group_of(frozenset({a.layer_id, b.layer_id}), "group")
    joined = document.with_layer_moved(c.layer_id, 1)
    assert [item.group_id is not None for item in joined.layers] == [True, True, True]
    left = joined.with_layer_moved(c.layer_id, 2).with_layer_moved(c.layer_id, 0)
    assert left.layer(c.layer_id).group_id is not None  # at its own group's end it stays
    apart = Document(grey(), (a, b, c, layer("d"))).with_group_of(frozenset({a.layer_id, b.layer_id}), "group")
    out = apart.with_layer_moved(a.layer_id, 3)
    assert out.layer(a.layer_id).group_id is None and len(out.groups) == 1


def test_the_topmost_thing_that_is_seen_at_a_place_is_found() -> None:
    low, high = layer("low"), layer("high", box=Box(4, 4, 8, 8))
    document = Document(grey(), (low, high))
    assert document.topmost_at(5, 5) is high and document.topmost_at(2, 2) is low
    assert document.topmost_at(11, 11) is None
    assert document.with_visibility(high.layer_id, False).topmost_at(5, 5) is low
    faint = document.with_layer_replaced(replace(high, mask=np.full((4, 4), 20, np.uint8)))
    assert faint.topmost_at(7, 7) is None


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_an_adjustment_that_does_nothing_changes_no_value(dtype: type) -> None:
    pixels = np.random.default_rng(0).integers(0, np.iinfo(dtype).max, (20, 20, 4), dtype=dtype, endpoint=True)
    assert np.array_equal(adjusted(pixels, LayerAdjustment()), pixels)


def test_each_figure_does_what_its_name_says() -> None:
    pixels = np.zeros((3, 3, 3), np.uint8)
    pixels[..., 0], pixels[..., 1], pixels[..., 2] = 160, 100, 60
    lighter = adjusted(pixels, LayerAdjustment(light=0.5))
    assert (lighter > pixels).all()
    grey_ = adjusted(pixels, LayerAdjustment(saturation=-1))[0, 0]
    assert grey_.max() - grey_.min() <= 1 and abs(int(grey_[0]) - 110) <= 1
    warm, cool = (adjusted(pixels, LayerAdjustment(warmth=value))[0, 0].astype(int) for value in (1, -1))
    assert warm[0] > 160 and warm[2] < 60 and cool[0] < 160 and cool[2] > 60
    turned = adjusted(pixels, LayerAdjustment(hue_deg=120))[0, 0]
    assert turned[1] == turned.max()
    steep = adjusted(np.array([[[60, 200, 128]]], np.uint8), LayerAdjustment(contrast=1))[0, 0]
    assert steep[0] < 60 and steep[1] > 200
    ends = np.array([[[0, 255, 0]]], np.uint8)
    assert np.array_equal(adjusted(ends, LayerAdjustment(light=1, contrast=-1, warmth=1)), ends)


def test_a_blur_is_of_the_pictures_own_pixels_and_smooths() -> None:
    pixels = np.zeros((41, 41, 3), np.uint8)
    pixels[:, 20:] = 200
    soft = adjusted(pixels, LayerAdjustment(blur_px=4))[20, :, 0].astype(int)
    assert soft[0] == 0 and soft[40] == 200 and 90 <= soft[19] <= 100 and (np.diff(soft) >= 0).all()
    half = adjusted(pixels[::2, ::2], LayerAdjustment(blur_px=4), scale=0.5)[10, :, 0].astype(int)
    assert abs(half[9] - soft[18]) < 20


@pytest.mark.parametrize(("name", "low", "high"), RANGES)
def test_a_figure_out_of_its_range_is_refused(name: str, low: float, high: float) -> None:
    for value in (low - 0.1, high + 0.1, float("nan")):
        with pytest.raises(InvalidRequest, match=name):
            LayerAdjustment(**{name: value})


def test_a_layer_is_put_above_another_in_its_group_or_above_all() -> None:
    a, b, c = layer("a"), layer("b"), layer("c")
    document = Document(grey(), (a, b)).with_group_of(frozenset({a.layer_id}), "group")
    inside = document.with_layer_above(c, a.layer_id)
    assert [item.name for item in inside.layers] == ["a", "c", "b"]
    assert inside.layer(c.layer_id).group_id == document.groups[0].group_id
    on_top = document.with_layer_above(c, None)
    assert [item.name for item in on_top.layers] == ["a", "b", "c"] and on_top.layers[-1].group_id is None


def test_only_the_layers_that_are_meant_move() -> None:
    a, b = layer("a"), layer("b")
    moved = Document(grey(), (a, b)).with_layers_translated(frozenset({b.layer_id}), 1, 1)
    assert moved.layers[0] is a and moved.layers[1].box == HERE.translated(1, 1)


def test_a_group_that_is_gone_is_told_and_of_no_layers_none_is_made() -> None:
    document = Document(grey(), (layer("a"),))
    with pytest.raises(InvalidRequest, match="no longer in the document"):
        document.without_group("nothing")
    assert document.with_group_of(frozenset(), "empty") is document


def test_a_group_made_of_the_middle_of_another_leaves_that_one_together() -> None:
    a, b, c, d = (layer(name) for name in "abcd")
    document = Document(grey(), (a, b, c, d))
    document = document.with_group_of(frozenset({a.layer_id, b.layer_id, c.layer_id}), "outer")
    outer = document.groups[0]
    document = document.with_group_of(frozenset({b.layer_id}), "inner")
    assert [item.name for item in document.layers] == ["a", "c", "b", "d"]
    assert [item.group_id == outer.group_id for item in document.layers] == [True, True, False, False]
    both = document.with_group_replaced(replace(outer, is_visible=False))
    assert [group.is_visible for group in both.groups] == [False, True]
    inner = document.with_group_replaced(replace(document.groups[1], opacity=0.5))
    assert [group.opacity for group in inner.groups] == [1.0, 0.5]


def test_a_hidden_layer_that_is_clipped_hides_nothing_else() -> None:
    base, clipped, top = layer("base"), layer("clipped"), layer("top")
    hidden = replace(clipped, is_clipped=True, is_visible=False)
    document = Document(grey(), (base, hidden, replace(top, is_clipped=True)))
    assert [item.layer.name for item in document.seen_layers] == ["base", "top"]
