"""Pyramids that were changed tile by tile are those that would be built anew; drafts are close to them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from lredit_core.document.document import Document
from lredit_core.document.layers import Layer
from lredit_core.geometry import Box, Size
from lredit_core.pictures.display import Display
from lredit_core.pictures.image import PixelBuffer
from lredit_gui.canvas.picture_layer import PictureLayer
from lredit_gui.canvas.viewport import Viewport
from lredit_gui.rendering.documents import DocumentRenderer, Rendered
from lredit_gui.rendering.drafts import DraftRenderer, Sight
from lredit_gui.rendering.ground import GroundTint
from lredit_gui.rendering.tiles import TilePyramid
from tests.core.document.test_compositor import a_picture, changed, three_layers


def level_pixels(tiles: TilePyramid, index: int) -> np.ndarray:
    """(h, w, 4): one level of a pyramid, put together."""
    level = tiles.levels[index]
    rows, columns = (max(place[axis] for place in level.tiles) + 1 for axis in (0, 1))
    return np.concatenate(
        [np.concatenate([level.tiles[row, column].pixels for column in range(columns)], axis=1) for row in range(rows)]
    )


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), channels=st.sampled_from((3, 4)))
def test_after_any_changes_the_pyramid_is_that_of_the_flattened_document(seed: int, channels: int) -> None:
    rng, renderer = np.random.default_rng(seed), DocumentRenderer()
    history = [Document(a_picture(seed, channels=channels))]
    rendered: Rendered | None = None
    for _ in range(6):
        undoes = len(history) > 1 and rng.random() < 0.3
        history.append(history[int(rng.integers(len(history)))] if undoes else changed(history[-1], rng))
        rendered = renderer.render(history[-1], rendered)
        anew = TilePyramid.built(Display().shown(history[-1].flattened()))
        for index in range(len(anew.levels)):
            assert np.array_equal(level_pixels(rendered.tiles, index), level_pixels(anew, index))


def test_undo_brings_the_very_tiles_back() -> None:
    document, renderer = three_layers(), DocumentRenderer()
    before = renderer.render(document)
    hidden = renderer.render(document.with_visibility(document.layers[0].layer_id, False), before)
    again = renderer.render(document, hidden)
    assert again.tiles.levels[0].tiles[0, 0] is before.tiles.levels[0].tiles[0, 0]


def test_a_draft_at_full_size_is_exact_where_it_is_in_view() -> None:
    document, renderer = three_layers(), DocumentRenderer()
    rendered = renderer.render(document)
    dragged = document.with_opacity(document.layers[1].layer_id, 0.4)
    sight = Sight(2.0, Box(50, 30, 280, 200))
    draft = DraftRenderer().draft(dragged, rendered, sight)
    exact = renderer.render(dragged, rendered)
    here, shown = sight.box.as_slices(), level_pixels(draft, 0)
    assert draft.level_for(sight.scale) == 0
    assert np.array_equal(shown[here], level_pixels(exact.tiles, 0)[here])
    shown[here] = level_pixels(rendered.tiles, 0)[here]
    assert np.array_equal(shown, level_pixels(rendered.tiles, 0))


def test_a_coarse_draft_is_close_to_the_exact_picture() -> None:
    document, renderer = three_layers(), DocumentRenderer()
    smooth = np.tile(np.linspace(0, 255, 600).astype(np.uint8)[None, :, None], (300, 1, 3))
    soft = [layer.mask * 0 + np.linspace(0, 255, layer.box.width).astype(np.uint8)[None] for layer in document.layers]
    flat = [np.full_like(layer.pixels, 60 * index) for index, layer in enumerate(document.layers)]
    layers = [
        type(layer)(layer.name, layer.box, pixels, mask)
        for layer, pixels, mask in zip(document.layers, flat, soft, strict=True)
    ]
    document = Document(PixelBuffer(smooth), tuple(layers))
    rendered, drafts = renderer.render(document), DraftRenderer()
    for opacity in (0.9, 0.5, 0.1):
        dragged = document.with_opacity(layers[1].layer_id, opacity)
        draft = drafts.draft(dragged, rendered, Sight(0.5, document.source.size.as_box()))
        exact = renderer.render(dragged, rendered)
        assert draft.finest == 1 and draft.level_for(0.5) == 1
        difference = np.abs(level_pixels(draft, 1).astype(int) - level_pixels(exact.tiles, 1))
        assert difference.max() <= 2


def test_a_drag_back_to_where_it_began_shows_the_picture_itself() -> None:
    document = three_layers()
    rendered = DocumentRenderer().render(document)
    same = document.with_opacity(document.layers[1].layer_id, 1.0)
    assert DraftRenderer().draft(same, rendered, None) is rendered.tiles


@pytest.mark.usefixtures("qapp")
def test_transparent_places_are_seen_on_a_chequered_ground_and_models_see_white() -> None:
    pixels = np.zeros((300, 400, 4), np.uint8)
    pixels[:, 200:] = (200, 40, 40, 255)
    pixels[:100, 200:, 3] = 128
    document = Document(PixelBuffer(pixels))
    assert (document.source.to_srgb8()[0, 0] == 255).all()
    tiles = DocumentRenderer().render(document).tiles
    assert tiles.has_alpha and not DocumentRenderer().render(Document(PixelBuffer(pixels[..., :3]))).tiles.has_alpha
    viewport = Viewport(Size(400, 300), Size(400, 300), 1.0, 0.0, 0.0, is_fit=False)
    image = PictureLayer().pixmap(tiles, viewport, QColor(0, 0, 0)).toImage()
    greys = {image.pixelColor(x, y).red() for x in range(0, 100, 5) for y in range(0, 100, 5)}
    assert greys == set(GroundTint.GREY.greys)
    opaque, half = image.pixelColor(300, 200), image.pixelColor(300, 50)
    assert (opaque.red(), opaque.green()) == (200, 40)
    assert half.green() in {round((40 * 128 + grey * 127) / 255) for grey in GroundTint.GREY.greys}


def test_a_draft_of_a_transparent_picture_stays_transparent() -> None:
    pixels = np.zeros((300, 400, 4), np.uint8)
    patch, mask = np.full((60, 60, 4), 255, np.uint8), np.full((60, 60), 255, np.uint8)
    document = Document(PixelBuffer(pixels), (Layer("a", Box(20, 20, 80, 80), patch, mask),))
    rendered = DocumentRenderer().render(document)
    moved = document.with_layers_translated(frozenset({document.layers[0].layer_id}), 90, 0)
    tiles = DraftRenderer().draft(moved, rendered, None)
    tile = tiles.levels[tiles.finest].tiles[0, 0]
    factor = 1 << tiles.finest
    assert tile.pixels[30 // factor, 30 // factor, 3] == 0 and tile.pixels[50 // factor, 130 // factor, 3] == 255
