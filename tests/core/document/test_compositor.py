"""What is seen after any change is what putting the whole document together anew would give, bit for bit."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lredit_core.document.adjustments import LayerAdjustment
from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.compositing import blend_seen, pixels_changed_outside
from lredit_core.document.compositor import TILE_PX, Composite, Compositor, count_changed_outside
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer

WIDTH, HEIGHT = 600, 300


def a_picture(seed: int, *, dtype: type[Any] = np.uint8, channels: int = 3) -> PixelBuffer:
    rng = np.random.default_rng(seed)
    return PixelBuffer(rng.integers(0, np.iinfo(dtype).max, (HEIGHT, WIDTH, channels), dtype=dtype, endpoint=True))


def a_layer(rng: np.random.Generator, source: PixelBuffer) -> Layer:
    x0, x1 = sorted(int(x) for x in rng.choice(WIDTH + 1, 2, replace=False))
    y0, y1 = sorted(int(y) for y in rng.choice(HEIGHT + 1, 2, replace=False))
    channels = int(rng.integers(3, source.pixels.shape[2] + 1))
    dtype = source.pixels.dtype
    pixels = rng.integers(0, source.max_value, (y1 - y0, x1 - x0, channels), dtype=dtype, endpoint=True)
    mask = np.full((y1 - y0, x1 - x0), 255, np.uint8)
    if rng.random() < 0.6:
        mask[: (y1 - y0) // 2] = rng.integers(0, 256, ((y1 - y0) // 2, x1 - x0), dtype=np.uint8)
    return Layer("a layer", Box(x0, y0, x1, y1), pixels, mask)


def an_adjustment(rng: np.random.Generator, source: PixelBuffer) -> Layer:
    light, warmth, saturation = rng.uniform(-1, 1, 3)
    blur_px = float(rng.choice([0.0, 1.5, 20.0]))
    adjustment = LayerAdjustment(light, 0.3, saturation, float(rng.uniform(-180, 180)), warmth, blur_px)
    return replace(a_layer(rng, source), adjustment=adjustment)


def grouped(document: Document, rng: np.random.Generator) -> Document:
    """Some layers become a group, or a group is faded, hidden or taken apart."""
    if document.groups and rng.random() < 0.6:
        group = document.groups[int(rng.integers(len(document.groups)))]
        if rng.random() < 0.3:
            return document.without_group(group.group_id)
        faded = replace(group, opacity=float(rng.choice([0.0, 0.4, 1.0])), is_visible=bool(rng.random() < 0.7))
        return document.with_group_replaced(faded)
    chosen = frozenset(layer.layer_id for layer in document.layers if rng.random() < 0.5)
    return document.with_group_of(chosen, "a group")


def changed(document: Document, rng: np.random.Generator) -> Document:
    """One change that a person can make."""
    kinds = ["accept", "hide", "opacity", "mode", "move", "delete", "replace", "clip", "drag", "group", "adjust"]
    kind = str(rng.choice(kinds)) if document.layers else "accept"
    if kind == "accept":
        return document.with_layer(a_layer(rng, document.source))
    layer = document.layers[int(rng.integers(len(document.layers)))]
    if kind == "hide":
        return document.with_visibility(layer.layer_id, not layer.is_visible)
    if kind == "opacity":
        return document.with_opacity(layer.layer_id, float(rng.choice([0.0, 0.3, 0.77, 1.0])))
    if kind == "mode":
        return document.with_blend_mode(layer.layer_id, list(BlendMode)[int(rng.integers(len(BlendMode)))])
    if kind == "move":
        return document.with_layer_moved(layer.layer_id, int(rng.integers(len(document.layers))))
    if kind == "clip":
        return document.with_clipping(layer.layer_id, not layer.is_clipped)
    if kind == "drag":
        dx, dy = (int(step) for step in rng.integers(-400, 400, 2))
        return document.with_layers_translated(frozenset({layer.layer_id}), dx, dy)
    if kind == "group":
        return grouped(document, rng)
    if kind == "adjust":
        return document.with_layer(an_adjustment(rng, document.source))
    if kind == "delete":
        return document.without_layer(layer.layer_id)
    return document.with_layer_replaced(replace(a_layer(rng, document.source), layer_id=layer.layer_id))


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    dtype=st.sampled_from((np.uint8, np.uint16)),
    channels=st.sampled_from((3, 4)),
    budget=st.sampled_from((0, 1 << 20, 1 << 28)),
)
def test_after_any_changes_the_composite_is_the_flattened_document(
    seed: int, dtype: type[Any], channels: int, budget: int
) -> None:
    rng = np.random.default_rng(seed)
    compositor = Compositor(budget_bytes=budget)
    history = [Document(a_picture(seed, dtype=dtype, channels=channels))]
    composite: Composite | None = None
    for _ in range(10):
        if len(history) > 1 and rng.random() < 0.3:  # undo, or a jump in the history
            document = history[int(rng.integers(len(history)))]
        else:
            document = changed(history[-1], rng)
        history.append(document)
        composite = compositor.composite(document, composite)
        assert np.array_equal(composite.flat().pixels, document.flattened().pixels)
        assert count_changed_outside(composite) == 0
        assert_groups_lie_together(document)


def assert_groups_lie_together(document: Document) -> None:
    runs = [group_id for group_id, _ in itertools.groupby(layer.group_id for layer in document.layers)]
    grouped_runs = [group_id for group_id in runs if group_id is not None]
    assert sorted(grouped_runs) == sorted(group.group_id for group in document.groups)


def three_layers() -> Document:
    rng, document = np.random.default_rng(3), Document(a_picture(3))
    for place in (Box(0, 0, 256, 256), Box(0, 0, 300, 256), Box(20, 20, 200, 200)):
        mask = rng.integers(0, 256, (place.height, place.width), dtype=np.uint8)
        pixels = rng.integers(0, 256, (place.height, place.width, 3), dtype=np.uint8)
        document = document.with_layer(Layer("one", place, pixels, mask))
    return document


def test_tiles_that_a_change_does_not_meet_are_shared() -> None:
    document, compositor = three_layers(), Compositor()
    before = compositor.composite(document)
    after = compositor.composite(document.with_visibility(document.layers[2].layer_id, False), before)
    assert set(before.tiles) == {(0, 0), (0, 1)}
    assert after.tiles[0, 1] is before.tiles[0, 1] and after.tiles[0, 0] is not before.tiles[0, 0]


def test_undo_blends_nothing() -> None:
    document, compositor = three_layers(), Compositor()
    before = compositor.composite(document)
    hidden = compositor.composite(document.with_visibility(document.layers[0].layer_id, False), before)
    blended_so_far = compositor.blend_count
    again = compositor.composite(document, hidden)
    assert again.tiles[0, 0] is before.tiles[0, 0] and compositor.blend_count == blended_so_far


def test_a_new_layer_is_blended_alone_and_a_dragged_one_over_what_was_kept_below() -> None:
    document, compositor = three_layers(), Compositor()
    composite = compositor.composite(document)
    counts = [compositor.blend_count]
    top = document.layers[2]
    accepted = document.with_layer(replace(top, pixels=top.pixels.copy(), layer_id="new"))
    composite = compositor.composite(accepted, composite)
    counts.append(compositor.blend_count)
    assert counts[1] - counts[0] == 1
    for opacity in (0.9, 0.8, 0.7):
        composite = compositor.composite(accepted.with_opacity(top.layer_id, opacity), composite)
        counts.append(compositor.blend_count)
    # at first all four of the tile, then the dragged one and the one above it
    assert np.diff(counts[1:]).tolist() == [4, 2, 2]


def test_a_renamed_layer_leaves_every_tile_as_it_is() -> None:
    document, compositor = three_layers(), Compositor()
    before = compositor.composite(document)
    after = compositor.composite(document.with_layer_renamed(document.layers[0].layer_id, "other"), before)
    assert all(after.tiles[place] is tile for place, tile in before.tiles.items())


def test_what_a_full_layer_hides_is_not_blended() -> None:
    document, compositor = three_layers(), Compositor()
    cover = Layer("all", Box(0, 0, 600, 300), a_picture(9).pixels, np.full((300, 600), 255, np.uint8))
    composite = compositor.composite(document.with_layer(cover))
    assert compositor.blend_count == 0
    assert np.array_equal(composite.flat().pixels, cover.pixels)


def test_tiles_beyond_the_budget_are_let_go() -> None:
    document, compositor = three_layers(), Compositor(budget_bytes=0)
    before = compositor.composite(document)
    hidden = compositor.composite(document.with_visibility(document.layers[0].layer_id, False), before)
    blended_so_far = compositor.blend_count
    compositor.composite(document, hidden)
    assert compositor.blend_count > blended_so_far


def test_readers_cannot_write_into_a_tile() -> None:
    tile = Compositor().composite(three_layers()).tiles[0, 0]
    with pytest.raises(ValueError, match="read-only"):
        tile.pixels[0, 0, 0] = 1


def test_a_picture_without_visible_layers_is_its_source() -> None:
    document = three_layers()
    for layer in document.layers:
        document = document.with_visibility(layer.layer_id, False)
    assert Compositor().composite(document).flat() is document.source


def test_the_check_finds_a_pixel_that_changed_outside() -> None:
    document, compositor = three_layers(), Compositor()
    composite = compositor.composite(document)
    assert count_changed_outside(composite) == 0
    broken = composite.tiles[0, 1].pixels.copy()
    broken[10, TILE_PX - 1] ^= 1
    tiles = {**composite.tiles, (0, 1): replace(composite.tiles[0, 1], pixels=broken)}
    spoilt = Composite(document, tiles)
    assert count_changed_outside(spoilt) == 1
    boxes = document.changed_boxes
    assert pixels_changed_outside(document.source.pixels, spoilt.flat().pixels, boxes) == 1


def test_a_check_that_nobody_waits_for_ends_without_a_result() -> None:
    assert count_changed_outside(Compositor().composite(three_layers()), is_wanted=lambda: False) is None


def test_a_layer_that_lies_outside_of_the_picture_is_in_no_tile() -> None:
    source = a_picture(3)
    patch = np.zeros((20, 20, 3), np.uint8)
    outside = Layer("outside", Box(WIDTH + 5, 0, WIDTH + 25, 20), patch, np.full((20, 20), 255, np.uint8))
    composite = Compositor().composite(Document(source, (outside,)))
    assert not composite.tiles and composite.flat() is source


def test_tiles_of_a_picture_that_was_left_meanwhile_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    document, compositor = three_layers(), Compositor()
    source = a_picture(9)
    other = Document(source, (a_layer(np.random.default_rng(2), source),))
    opened: list[bool] = []

    def blend_after_another_was_opened(*arguments: Any, **named: Any) -> None:
        if not opened:
            opened.append(True)
            compositor.composite(other)
        blend_seen(*arguments, **named)

    monkeypatch.setattr("lredit_core.document.compositor.blend_seen", blend_after_another_was_opened)
    assert compositor.composite(document).flat() == document.flattened()
    assert opened
    assert compositor._kept and all(
        tuple(item.layer for item in tile.layers) == other.layers for tile in compositor._kept.values()
    )


def test_an_adjustment_over_a_whole_tile_hides_nothing_of_what_is_below() -> None:
    source = a_picture(9)
    whole = Layer("all", Box(0, 0, WIDTH, HEIGHT), source.pixels, np.full((HEIGHT, WIDTH), 255, np.uint8))
    document = Document(a_picture(3), (whole, replace(whole, layer_id="light", adjustment=LayerAdjustment(light=0.5))))
    compositor = Compositor()
    assert compositor.composite(document).flat() == document.flattened()
    faint = document.with_opacity(whole.layer_id, 0.5)
    assert compositor.composite(faint).flat() == faint.flattened()
