"""No text that a person sees is left out of the translation: in a language that only marks, everything is marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QMessageBox

from lredit_core.compare.comparison import OTHER_EDITORS
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.manifest import SAMPLER_NAMES
from lredit_gui.bundle_manager.dialog import CATALOGUE, IMPORT, IN_USE, INSTALLED, BundleManagerDialog
from lredit_gui.language.language import LANGUAGES
from lredit_gui.language.sentences import said
from lredit_gui.session.notice import Notice
from lredit_gui.widgets.spotlight import Spotlight
from lredit_gui.window.actions import Action
from tests.fakes.fake_engine import FAKE_BUNDLE
from tests.gui.language.pseudo import escaped, texts_of, wide

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench

#: Names of files, languages, samplers and editors, and what the person typed.
NAMES = (
    *("meadow.png", "meadow", "a red apple", "red apple", "~/.ray/auth_token"),
    *LANGUAGES.values(),
    *SAMPLER_NAMES,
    *(editor.title for editor in OTHER_EDITORS),
)
#: Of a file dialog's filter.
_PATTERN = re.compile(r"\*\.\w+")
#: What the scripted engine calls itself.
MODELS = (
    FAKE_BUNDLE.title,
    FAKE_BUNDLE.name,
    FAKE_BUNDLE.device,
    FAKE_BUNDLE.description,
    *(editor.title for editor in FAKE_BUNDLE.editors),
    *(editor.name for editor in FAKE_BUNDLE.editors),
)


@pytest.fixture
def window(marked: None, window: MainWindow) -> MainWindow:
    return window


def left_out(top: QWidget, *names: str) -> list[str]:
    """What was not translated, but for names."""
    allowed = (*NAMES, *MODELS, *names)
    return sorted({f"{where}: {text!r}" for where, text in texts_of(top) if escaped(text, allowed)})


def test_a_text_that_escapes_is_found(marked: None) -> None:
    assert escaped("Open") == "Open" and escaped(f"{wide('Open')} file") and not escaped(f"{wide('Open')} (Ctrl+O)")
    assert not escaped("12 px, 3 %") and escaped("twelve px")
    filled = wide("Saved as <b>{0}</b>.")
    assert not escaped(filled.format(wide("x"))) and escaped(filled.format("that")) and filled.count("{0}") == 1


def test_the_main_window_is_translated(window: MainWindow) -> None:
    assert left_out(window) == []


def test_with_an_edit_and_layers_the_main_window_is_translated(edited: MainWindow, bench: Bench) -> None:
    edited.action_set[Action.ADVANCED].trigger()
    bench.session.edits.load()
    bench.wait(lambda: bench.session.edits.bundle)
    assert left_out(edited) == []
    QTest.keyClick(edited.canvas, Qt.Key.Key_A)
    bench.wait_for_picture()
    bench.session.layers.add_adjustment()
    bench.session.selection.draw_box(Box(20, 20, 120, 120))
    edited.settings_actions.bindings.set_keys("saveAction", ("Ctrl+J",))
    assert left_out(edited) == []


@pytest.mark.parametrize("prompt", ["a zeppelin", "swap the cat and the dog", "...", "a cat and a bird", "x" * 400])
def test_what_is_said_of_a_prompt_is_translated(edited: MainWindow, bench: Bench, prompt: str) -> None:
    bench.session.edits.load()
    bench.wait(lambda: bench.session.edits.bundle)
    edited.prompt.prompt_edit.setText(prompt)
    words = (prompt, "zeppelin", "the cat", "the dog", "a cat", "a bird", "cat", "dog", "apple", "duck", "bird")
    assert left_out(edited, *words) == []


def test_an_error_is_told_in_the_persons_language(window: MainWindow) -> None:
    name = "no.png"
    window.banner.show_notice(
        Notice.of_error(InvalidRequest(f'There is no file "{name}". Check the name, or open another picture.'))
    )
    assert window.banner.notice is not None
    assert (
        window.banner.notice.text == said(window.banner.notice.text)
        and escaped(window.banner.notice.text, (name,)) == ""
    )
    window.banner.show_notice(Notice.of_error(RuntimeError("oops")))
    assert left_out(window) == []


DIALOGS: dict[str, Callable[[MainWindow], object]] = {
    "shortcuts": lambda window: window.dialogs.show_shortcuts(),
    "commands": lambda window: window.dialogs.show_commands(),
    "choices": lambda window: window.dialogs.show_choices(),
    "own things": lambda window: window.dialogs.show_own_things(),
    "comparing": lambda window: window.dialogs.show_comparison(),
    "study": lambda window: window.dialogs.choose_study(),
    "settings": lambda window: window.settings_actions.show(),
    "export": lambda window: window.file_actions.choose_and_export(),
    "open": lambda window: window.file_actions.choose_and_open(),
    "straighten": lambda window: window.action_set[Action.STRAIGHTEN].trigger(),
    "resize": lambda window: window.action_set[Action.RESIZE].trigger(),
    "canvas size": lambda window: window.action_set[Action.CANVAS].trigger(),
    "guide": lambda window: window.action_set[Action.NEW_GUIDE].trigger(),
    "side by side": lambda window: window.dialogs.show_side_by_side(),
    "save": lambda window: window.action_set[Action.SAVE_COPY].trigger(),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_is_translated(edited: MainWindow, bench: Bench, tmp_path: Path, name: str) -> None:
    DIALOGS[name](edited)
    bench.wait(lambda: [one for one in edited.findChildren(QDialog) if one.isVisible()])
    bench.wait(lambda: bench.workers.pending_count == 0)
    for dialog in edited.findChildren(QDialog):
        if isinstance(dialog, QFileDialog):
            filters = [escaped(_PATTERN.sub("", one)) for one in dialog.nameFilters()]
            assert escaped(dialog.windowTitle()) == "" and not any(filters)
        else:
            assert left_out(dialog, str(bench.session.choices.folder), str(tmp_path), str(tmp_path.home())) == []
        dialog.close()


@pytest.mark.parametrize("section", [IN_USE, INSTALLED, CATALOGUE, IMPORT])
def test_the_model_manager_is_translated(edited: MainWindow, bench: Bench, section: int) -> None:
    bench.session.edits.load()
    bench.wait(lambda: bench.session.edits.bundle)
    edited.dialogs.show_models()
    (dialog,) = edited.findChildren(BundleManagerDialog)
    dialog.show_section(section)
    bench.wait(lambda: edited.models.inventory.installed)
    catalogue = edited.models.catalogue
    names = [bundle.title for bundle in catalogue.bundles]
    installed = edited.models.inventory.installed
    names += [text for bundle in installed for text in (bundle.name, bundle.licence)]
    names += [thing for editor in FAKE_BUNDLE.editors for thing in editor.vocabulary]
    names += [text for part in catalogue.parts.values() for text in (part.title, part.licence.name)]
    assert left_out(dialog, *names, *(bundle.name for bundle in catalogue.bundles)) == []
    dialog.close()


def test_menus_under_the_right_button_are_translated(edited: MainWindow, bench: Bench) -> None:
    candidate = bench.session.selection.candidates.ranked[0]
    bench.session.selection.hide(bench.session.selection.candidates.ranked[1].candidate_id)
    edited.context_menus.show_for_candidate(candidate.candidate_id, QPoint(5, 5))
    edited.layer_actions.show_menu(QPoint(5, 5))
    edited.canvas.customContextMenuRequested.emit(QPoint(60, 60))
    menus = [menu for menu in edited.findChildren(QMenu) if menu.isVisible()]
    assert menus
    for menu in menus:
        assert [action.text() for action in menu.actions() if escaped(action.text(), NAMES)] == []
        menu.close()


def test_the_question_on_closing_is_translated(edited: MainWindow, bench: Bench) -> None:
    QTest.keyClick(edited.canvas, Qt.Key.Key_A)
    edited.close_with_care()
    bench.wait(lambda: edited.findChildren(QMessageBox))
    (box,) = edited.findChildren(QMessageBox)
    assert left_out(box) == []
    box.reject()
    bench.wait(lambda: bench.session.flows.count == 0)


def test_the_tour_is_translated(edited: MainWindow) -> None:
    edited.tour.start()
    spotlight = edited.findChild(Spotlight)
    assert spotlight is not None and spotlight.isVisible()
    assert left_out(edited) == []


def test_labels_of_steps_are_translated(edited: MainWindow, bench: Bench) -> None:
    QTest.keyClick(edited.canvas, Qt.Key.Key_A)
    bench.wait_for_picture()
    work = bench.session.layers
    work.duplicate()
    work.flip(is_across=True)
    work.turn(90.0)
    edited.image_actions.turn(is_clockwise=True)
    bench.wait(lambda: bench.session.flows.count == 0)
    labels = [entry.label for entry in bench.session.history.entries]
    assert len(labels) > 4 and [label for label in labels if escaped(label, NAMES)] == []
