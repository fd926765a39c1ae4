"""Documents never change; history remembers them within a budget."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.document import Document
from lredit_core.document.history import History
from lredit_core.document.layers import LONGEST_NAME, Layer, Provenance, layer_name
from lredit_core.document.silhouette import Silhouette
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


def test_a_renamed_layer_keeps_its_place_and_its_pixels() -> None:
    low, high = layer("low", 100), layer("high", 220)
    document = Document(grey()).with_layer(low).with_layer(high).with_layer_renamed(low.layer_id, " sky ")
    assert [one.name for one in document.layers] == ["sky", "high"]
    assert document.layer(low.layer_id).pixels is low.pixels


def test_a_layer_taken_out_leaves_the_others_in_their_order() -> None:
    low, middle, high = layer("low"), layer("middle"), layer("high")
    document = Document(grey(), (low, middle, high))
    assert document.without_layer(middle.layer_id).layers == (low, high)
    assert document.layers == (low, middle, high)


def test_a_layers_blend_mode_changes_what_is_seen() -> None:
    only = layer("only", 255)
    document = Document(grey(50)).with_layer(only).with_blend_mode(only.layer_id, BlendMode.MULTIPLY)
    assert document.flattened().pixels[3, 3, 0] == 50


def test_only_visible_layers_change_the_picture_at_their_boxes() -> None:
    here, there = layer("here"), layer("there", box=Box(0, 0, 2, 2))
    document = Document(grey(), (here, there))
    assert document.changed_boxes == (BOX, Box(0, 0, 2, 2))
    assert document.with_visibility(here.layer_id, False).changed_boxes == (Box(0, 0, 2, 2),)


def test_an_exported_picture_says_how_its_visible_layers_were_made() -> None:
    apple = replace(layer("apple"), provenance=Provenance("a red apple", "the cat", 7, "builtin", "diffusion"))
    hat = replace(layer("hat"), provenance=Provenance("a hat", "", 11, "builtin", "drawings"))
    document = Document(grey(), (apple, layer("painted by hand"), hat))
    assert document.metadata == {
        "Prompt": "a red apple; a hat",
        "Replaces": "the cat; ",
        "Seed": "7; 11",
        "Editor": "diffusion; drawings",
    }
    assert document.with_visibility(hat.layer_id, False).metadata["Prompt"] == "a red apple"


def test_a_picture_without_edits_says_nothing_of_how_it_was_made() -> None:
    assert Document(grey()).metadata == {}
    assert Document(grey(), (layer("painted by hand"),)).metadata == {}


def test_a_long_prompt_is_cut_to_a_name_and_its_spaces_are_closed_up() -> None:
    assert layer_name("  a   red\napple ") == "a red apple"
    name = layer_name("a red apple on a plate " * 5)
    assert len(name) <= LONGEST_NAME and name.endswith("\u2026")


def test_a_click_in_the_history_goes_to_any_entry_and_never_beyond() -> None:
    history = History(Document(grey()))
    for index in range(3):
        history.push(history.document.with_layer(layer(f"{index}")), f"Accept {index}")
    first = history.entries[0].document
    assert history.go_to(1) is history.entries[1].document and history.cursor == 1
    assert (history.undo_label, history.redo_label) == ("Accept 0", "Accept 1")
    assert history.go_to(-5) is first and history.undo_label is None
    assert history.go_to(99) is history.entries[3].document and history.redo_label is None


def test_strokes_and_outlines_count_among_a_layers_bytes() -> None:
    layer = Layer("", Box(0, 0, 2, 2), np.zeros((2, 2, 3), np.uint8), np.full((2, 2), 255, np.uint8))
    outlined = replace(
        layer, silhouette=Silhouette.of_box(Box(0, 0, 3, 3)), not_from=Silhouette.of_box(Box(0, 0, 4, 4))
    )
    assert layer.byte_count == 12 + 4 and outlined.byte_count == layer.byte_count + 9 + 16


def test_two_steps_of_one_intent_are_one_entry_and_an_amended_one_is_no_step() -> None:
    history = History(Document(grey()))
    one, two = (history.document.with_layer(layer(name)) for name in ("one", "two"))
    history.push(one, "nudge")
    history.replace_last(two, "nudge again")
    assert (history.document, history.undo_label, len(history.entries)) == (two, "nudge again", 2)
    history.undo()
    folded = Document(history.document.source)
    history.amend(folded)
    assert history.document is folded and history.redo_label == "nudge again"
    assert history.redo() is two
