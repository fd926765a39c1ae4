"""Whatever a person does to a document, it is saved and opened again as it was."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lredit_core.document.document import Document
from lredit_core.document.layers import Layer, MaskShape, Placement, Provenance
from lredit_core.document.merging import merged_down, merged_visible
from lredit_core.document.reframing import flipped, quarter_turned, resized, straightened, with_canvas
from lredit_core.document.reshaping import reshaped, with_mask
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer
from lredit_core.project.content import Project
from lredit_core.project.reading import open_project
from lredit_core.project.writing import ProjectWriter
from tests.core.document.test_compositor import a_layer, changed
from tests.core.project.test_project_file import same

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def merge(document: Document, rng: np.random.Generator) -> Document:
    if rng.random() < 0.2:
        return merged_visible(document, "all")
    index = int(rng.integers(len(document.layers) > 1, len(document.layers)))
    return merged_down(document, document.layers[index].layer_id)


def reframe(document: Document, rng: np.random.Generator) -> Document:
    size = document.source.size
    kind = int(rng.integers(5))
    if kind == 0:
        x, y = (int(step) for step in rng.integers(-30, 60, 2))
        return with_canvas(document, Box(x, y, x + size.width // 2 + 20, y + size.height // 2 + 20))
    if kind == 1:
        return flipped(document, is_across=bool(rng.random() < 0.5))
    if kind == 2:
        return quarter_turned(document, is_clockwise=bool(rng.random() < 0.5))
    if kind == 3:
        return straightened(document, float(rng.uniform(-20, 20)))
    return resized(document, Size(max(8, size.width * 2 // 3), max(8, size.height * 3 // 4)))


def reshape(document: Document, rng: np.random.Generator) -> Document:
    layer = document.layers[int(rng.integers(len(document.layers)))]
    scale_x, scale_y = (float(scale) for scale in rng.uniform(0.2, 1.4, 2))
    placement = Placement(scale_x, scale_y, float(rng.choice([0.0, 33.0, 90.0])), bool(rng.random() < 0.5))
    shape = MaskShape(int(rng.integers(-3, 6)), int(rng.integers(0, 5)), bool(rng.random() < 0.3))
    placed = reshaped(layer, placement=placement if rng.random() < 0.6 else None, mask_shape=shape)
    if rng.random() < 0.3:
        placed = with_mask(placed, np.full_like(placed.mask, 200))
    return document.with_layer_replaced(placed)


def outline(document: Document, rng: np.random.Generator) -> Document:
    """A layer gets strokes and an outline, which may lie anywhere, and words of any kind."""
    layer = document.layers[int(rng.integers(len(document.layers)))]
    x, y = (int(step) for step in rng.integers(-300, 900, 2))
    item = Silhouette(Box(x, y, x + 9, y + 7), rng.integers(0, 256, (7, 9), dtype=np.uint8), 0.5)
    made = Provenance("a hat", region=Box(x, y, x + 5, y + 5), seed=int(rng.integers(2**62)))
    kept = item.within(document.source.size)
    outlined = replace(layer, silhouette=item, not_from=None if kept.reach.is_empty else kept, provenance=made)
    return document.with_layer_replaced(outlined)


def accept_in_place(document: Document, rng: np.random.Generator) -> Document:
    """An edit that is done again, as the session does it."""
    index = int(rng.integers(len(document.layers)))
    old, new = document.layers[index], a_layer(rng, document.source)
    return document.with_layer(new).without_layer(old.layer_id).with_layer_moved(new.layer_id, index)


def group_alone(document: Document, rng: np.random.Generator) -> Document:
    layer = document.layers[int(rng.integers(len(document.layers)))]
    return document.with_group_of(frozenset({layer.layer_id}), "alone")


def copied(document: Document, rng: np.random.Generator) -> Document:
    layer = document.layers[int(rng.integers(len(document.layers)))]
    if rng.random() < 0.5:
        return document.with_duplicate(layer.layer_id)[0]
    return document.with_layer_above(a_layer(rng, document.source), layer.layer_id)


CHANGES: tuple[Callable[[Document, np.random.Generator], Document], ...] = (
    *(changed,) * 5, *(merge,) * 3, *(group_alone,) * 2, reshape, reshape, outline, accept_in_place, copied, reframe,
)  # fmt: skip


def assert_whole(document: Document) -> None:
    runs = [group_id for group_id, _ in itertools.groupby(layer.group_id for layer in document.layers)]
    assert sorted(run for run in runs if run is not None) == sorted(group.group_id for group in document.groups)


def without_blanks(document: Document) -> Document:
    """Adjustments without their pixels, which are not looked at and not kept."""

    def blank(layer: Layer) -> Layer:
        if layer.adjustment is None:
            return layer
        nothing = np.zeros((1, 1, 3), np.uint8)
        original = None if layer.original is None else replace(layer.original, pixels=nothing)
        return replace(layer, pixels=nothing, original=original)

    return replace(document, layers=tuple(blank(layer) for layer in document.layers))


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    dtype=st.sampled_from((np.uint8, np.uint16)),
    channels=st.sampled_from((3, 4)),
    steps=st.integers(1, 25),
)
def test_any_document_is_opened_as_it_was_saved(
    tmp_path_factory: pytest.TempPathFactory, seed: int, dtype: type[Any], channels: int, steps: int
) -> None:
    rng = np.random.default_rng(seed)
    pixels = rng.integers(0, np.iinfo(dtype).max, (300, 600, channels), dtype=dtype, endpoint=True)
    document = Document(PixelBuffer(pixels))
    document = replace(document, layers=tuple(a_layer(rng, document.source) for _ in range(4)))
    for _ in range(steps):
        change = CHANGES[int(rng.integers(len(CHANGES)))] if document.layers else changed
        try:
            document = change(document, rng)
        except InvalidRequest:
            continue  # what cannot be done is said, and changes nothing
        assert_whole(document)
    path = tmp_path_factory.mktemp("walk") / "one.lredit"
    ProjectWriter().write(Project("one", document), path)
    again = open_project(path).project.document
    assert same(without_blanks(again), without_blanks(document))
    assert again.flattened() == document.flattened()
