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


def test_what_the_current_document_and_snapshots_hold_is_no_reason_to_forget_a_step() -> None:
    """Counted by identity: the source, a layer that stays and one of a snapshot are not the steps' own."""
    stays, goes = layer("stays", box=Box(0, 0, 8, 8)), layer("goes", box=Box(0, 0, 6, 6))
    history = History(Document(grey(), (stays,)))
    assert history.held_bytes == 0
    history.push(history.document.with_layer(goes), "one")
    history.push(history.document.with_opacity(stays.layer_id, 0.5), "two")
    assert history.held_bytes == 0
    history.push(Document(history.document.source, (stays,)), "three")
    assert history.held_bytes == 6 * 6 * 4
    history.undo()
    kept = history.keep_snapshot(" before it goes ")
    history.redo()
    assert kept.name == "before it goes" and history.held_bytes == 0
    history.drop_snapshot(kept.snapshot_id)
    assert history.held_bytes == 6 * 6 * 4


def test_views_count_as_all_of_what_they_look_into_and_arrays_that_are_shared_once() -> None:
    whole = np.zeros((100, 10, 3), np.uint8)
    mask = np.full((2, 10), 255, np.uint8)
    parts = tuple(Layer(f"{row}", Box(0, row, 10, row + 2), whole[row : row + 2], mask) for row in (0, 4))
    outline = Silhouette(Box(0, 0, 10, 2), mask)
    shaped = replace(parts[0], silhouette=outline, original=replace(parts[0].as_made, silhouette=outline))
    history = History(Document(grey(), (shaped, parts[1])))
    history.push(Document(history.document.source), "all gone")
    assert history.held_bytes == whole.nbytes + mask.nbytes


def test_a_smaller_budget_forgets_the_oldest_steps_at_once_but_no_snapshot() -> None:
    history = History(Document(grey()))
    for number in range(6):
        history.push(Document(history.document.source, (layer(str(number)),)), str(number))
        if number == 0:
            history.keep_snapshot("first")
    history.set_budget(3 * 36)
    assert [entry.label for entry in history.entries] == ["2", "3", "4", "5"] and history.cursor == 3
    assert history.snapshot(history.snapshots[0].snapshot_id).document.layers[0].name == "0"
    history.set_budget(0)
    assert [entry.label for entry in history.entries] == ["4", "5"]


def test_steps_that_cannot_be_redone_any_more_and_amended_ones_hold_nothing() -> None:
    history = History(Document(grey()))
    history.push(history.document.with_layer(layer("one")), "one")
    history.undo()
    assert history.held_bytes == 36
    history.push(history.document.with_layer(layer("two")), "two")
    history.replace_last(history.document.with_layer(layer("three")), "three")
    history.amend(Document(history.document.source))
    assert history.held_bytes == 0


def test_each_snapshot_is_found_by_its_id() -> None:
    history = History(Document(grey()))
    first = history.keep_snapshot("first")
    history.push(history.document.with_layer(layer("one")), "one")
    second = history.keep_snapshot("second")
    assert history.snapshot(second.snapshot_id).document is history.document
    assert history.snapshot(first.snapshot_id).document is history.entries[0].document


def test_a_snapshot_needs_a_name_and_one_that_is_gone_is_told() -> None:
    history = History(Document(grey()))
    history.drop_snapshot("nothing")
    with pytest.raises(InvalidRequest, match="needs a name"):
        history.keep_snapshot("  ")
    with pytest.raises(InvalidRequest, match="no longer there"):
        history.snapshot("nothing")
