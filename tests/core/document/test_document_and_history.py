"""Documents never change; history remembers them within a budget."""

from __future__ import annotations

import numpy as np
import pytest

from lredit_core.document.document import Document, Layer
from lredit_core.document.history import History
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer


def grey(value: int = 50, side: int = 8) -> PixelBuffer:
    return PixelBuffer(np.full((side, side, 3), value, np.uint8))


BOX = Box(2, 2, 5, 5)


def layer(name: str, value: int = 200, box: Box = BOX) -> Layer:
    pixels = np.full((box.height, box.width, 3), value, np.uint8)
    return Layer(name=name, box=box, pixels=pixels, mask=np.full((box.height, box.width), 255, np.uint8))


def test_the_topmost_layer_is_seen() -> None:
    document = Document(grey()).with_layer(layer("low", 100)).with_layer(layer("high", 220))
    assert document.flattened().pixels[3, 3, 0] == 220


def test_moving_a_layer_to_the_bottom_changes_what_is_seen() -> None:
    high = layer("high", 220)
    document = Document(grey()).with_layer(layer("low", 100)).with_layer(high)
    assert document.with_layer_moved(high.layer_id, 0).flattened().pixels[3, 3, 0] == 100


def test_a_hidden_layer_leaves_the_source_untouched() -> None:
    only = layer("only")
    document = Document(grey()).with_layer(only).with_visibility(only.layer_id, False)
    assert document.flattened() == document.source


def test_half_opacity_lies_half_way() -> None:
    only = layer("only", 150)
    document = Document(grey(50)).with_layer(only).with_opacity(only.layer_id, 0.5)
    assert document.flattened().pixels[3, 3, 0] == 100


def test_a_layer_cannot_be_renamed_to_nothing() -> None:
    only = layer("only")
    with pytest.raises(InvalidRequest, match="needs a name"):
        Document(grey()).with_layer(only).with_layer_renamed(only.layer_id, "  ")


def test_a_missing_layer_is_told_in_a_sentence() -> None:
    with pytest.raises(InvalidRequest, match="no longer in the document"):
        Document(grey()).without_layer("nothing")


def test_undo_and_redo_walk_the_same_documents() -> None:
    first = Document(grey())
    history = History(first)
    second = first.with_layer(layer("one"))
    history.push(second, "Accept one")
    assert (history.undo_label, history.redo_label) == ("Accept one", None)
    assert history.undo() is first
    assert (history.undo_label, history.redo_label) == (None, "Accept one")
    assert history.redo() is second


def test_a_new_step_after_undo_forgets_what_could_be_redone() -> None:
    history = History(Document(grey()))
    history.push(history.document.with_layer(layer("one")), "one")
    history.undo()
    history.push(history.document.with_layer(layer("two")), "two")
    assert history.redo_label is None
    assert [item.name for item in history.document.layers] == ["two"]


def test_the_oldest_entries_go_when_the_bytes_run_out_but_one_undo_always_stays() -> None:
    history = History(Document(grey()), budget_bytes=400)
    for number in range(20):
        history.push(Document(history.document.source, (layer(str(number)),)), str(number))
    assert len(history.entries) < 20
    assert history.undo_label == "19"
    history.undo()
    assert history.document.layers[0].name == "18"


def test_a_buffer_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        grey().pixels[0, 0] = 1
