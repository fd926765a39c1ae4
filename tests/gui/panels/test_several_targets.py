"""A prompt of several things: shown before it runs, accepted thing by thing, nudged each by its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.geometry import Box
from lredit_gui.panels.several_targets import several_text
from lredit_gui.session.form import EditForm

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench

TWO = "a cat and a red apple"


def test_what_is_read_is_shown_and_can_be_overruled(window: MainWindow) -> None:
    line = window.prompt.several
    window.prompt.prompt_edit.setText("a cat")
    assert line.isHidden()
    window.prompt.prompt_edit.setText(TWO)
    assert not line.isHidden() and "2 things" in line.text() and "a red apple" in line.text()
    assert not window.prompt.form.is_one_thing
    line.linkActivated.emit("#one")
    assert window.prompt.form.is_one_thing and "One thing" in line.text()
    line.linkActivated.emit("#several")
    assert not window.prompt.form.is_one_thing


def test_another_prompt_forgets_that_one_was_one_thing(window: MainWindow) -> None:
    window.prompt.prompt_edit.setText(TWO)
    window.prompt.several.linkActivated.emit("#one")
    window.prompt.prompt_edit.setText("a cat")
    window.prompt.prompt_edit.setText(TWO)
    assert not window.prompt.form.is_one_thing


def test_words_are_shown_as_they_are_written() -> None:
    assert "&lt;b&gt;" in several_text(EditForm("a <b>cat</b> and a dog", "", is_one_thing=False))
    assert "above the house" in several_text(EditForm("a balloon above the house", "", is_one_thing=False))
    assert "a cat for the car" in several_text(EditForm("a cat and a dog", "the car and the bus", is_one_thing=False))


def test_a_thing_the_models_do_not_know_is_told_beside_one_they_do(window: MainWindow, bench: Bench) -> None:
    bench.session.edits.load()
    bench.wait(lambda: window.prompt.editor_info is not None)
    window.prompt.prompt_edit.setText("a cat and a tepot")
    hint = window.prompt.hint
    bench.wait(lambda: not hint.isHidden())
    hint.linkActivated.emit("teapot")
    assert window.prompt.prompt_edit.text() == "a cat and a teapot"


def test_accepting_one_thing_selects_the_next(bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.write(TWO)
    bench.edit()
    session = bench.session
    assert session.selection.candidates.selected is not None and session.selection.candidates.selected.prompt == "a cat"
    session.accept()
    assert (
        session.selection.candidates.selected is not None
        and session.selection.candidates.selected.prompt == "a red apple"
    )
    session.accept()
    assert session.document is not None
    assert [layer.provenance.prompt for layer in session.document.layers] == ["a cat", "a red apple"]
    assert not session.ui.can_accept


def test_a_things_box_is_edited_again_by_its_own_words(bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.write(TWO)
    bench.edit()
    other = next(item for item in bench.session.selection.candidates.ranked if item.prompt == "a red apple")
    bench.session.selection.select(other.candidate_id)
    bench.session.selection.move_box(Box(20, 20, 90, 90))
    bench.session.start_edit()
    bench.wait_for_end()
    sent = bench.engine.requests[-1]
    assert (sent.prompt, sent.user_boxes) == ("a red apple", (Box(20, 20, 90, 90),))
