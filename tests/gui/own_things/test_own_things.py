"""Own things in the window: the list, its names, what is taken out, and the search that goes on behind it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import skimage
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QPushButton, QWidget

from lredit_core.editors.cut_outs import CutOut
from lredit_core.errors import PictureError, Stopped
from lredit_core.geometry import Box
from lredit_core.library.index import OwnThing, SeenPhotograph
from lredit_core.library.outcome import Added, LookedThrough
from lredit_core.library.store import OwnThings
from lredit_gui.own_things.dialog import OwnThingsDialog
from lredit_gui.own_things.manager import OwnThingsManager, Search
from lredit_gui.own_things.wording import search_text
from lredit_gui.panels.messages import Messages
from lredit_gui.window.actions import Action
from lredit_gui.window.main_window import MainWindow
from tests.gui.conftest import WAIT_MS, Bench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from lredit_gui.session.notice import Notice
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme


def keep(store: OwnThings, number: int, name: str) -> None:
    """One more thing, out of a photograph of its own."""
    alpha = np.zeros((60, 40), np.uint8)
    alpha[4:56, 4:36] = 255
    pixels = np.full((60, 40, 3), (200, 40, 60), np.uint8)
    thing = OwnThing(
        id=f"{number:012x}",
        name=name,
        photograph=f"/holiday/photo {number}.jpg",
        box=(0, 0, 40, 60),
        size=(32, 52),
        quality=0.724,
        has_shadow=True,
    )
    store.keep(thing, CutOut(pixels, alpha, np.full((60, 40), 255, np.uint8), Box(0, 0, 40, 60), None))
    store.note(thing.photograph, SeenPhotograph(bytes=1, modified_ns=1), [thing])


class Script:
    """Stands in for the process: finds a cup, then waits, then ends as it is told.

    Attributes:
        gate: it waits for it.
        result: what it gives, or raises.
        is_deaf: it hears no stop, as a process that is ended.
    """

    def __init__(self, store: OwnThings) -> None:
        self.tasks: list[Any] = []
        self.threads: list[threading.Thread] = []
        self.gate = threading.Event()
        self.gate.set()
        self.result: Added | Exception = Added(2, 1, 1, ("three.png was left out: it is damaged.",))
        self.is_deaf = False
        self._store = store

    def run_task(self, task: Any, *, token: Any, on_message: Callable[[Any], None]) -> Added:
        self.tasks.append(task)
        self.threads.append(threading.current_thread())
        on_message(LookedThrough(0, 3, 0))
        keep(self._store, 100 + len(self.tasks), "cup")
        on_message(LookedThrough(1, 3, 1))
        while not self.gate.wait(0.01):
            if token.is_cancelled():
                if self.is_deaf:
                    raise Stopped
                return Added(1, 0, 1, (), was_stopped=True)
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


@pytest.fixture
def store(tmp_path: Path) -> OwnThings:
    made = OwnThings(tmp_path / "library")
    for number, name in enumerate(("dog", "cup", "cat")):
        keep(made, number, name)
    return made


@pytest.fixture
def script(store: OwnThings) -> Script:
    return Script(store)


@pytest.fixture
def manager(store: OwnThings, script: Script, qtbot: QtBot) -> Iterator[OwnThingsManager]:
    made = OwnThingsManager(kept_in=store.folder, run_task=script.run_task)
    yield made
    made.close()
    script.gate.set()


@pytest.fixture
def notices(manager: OwnThingsManager) -> list[Notice]:
    heard: list[Notice] = []
    manager.noticed.connect(heard.append)
    return heard


@pytest.fixture
def show(
    manager: OwnThingsManager, preferences: Preferences, theme: Theme, qtbot: QtBot
) -> Callable[[], OwnThingsDialog]:
    host = QWidget()
    qtbot.addWidget(host)

    def shown() -> OwnThingsDialog:
        dialog = OwnThingsDialog(manager=manager, preferences=preferences, theme=theme, parent=host)
        manager.noticed.connect(dialog.show_notice)
        dialog.show()
        qtbot.waitExposed(dialog)
        settle(manager, qtbot)
        return dialog

    return shown


@pytest.fixture
def dialog(show: Callable[[], OwnThingsDialog]) -> OwnThingsDialog:
    return show()


def settle(manager: OwnThingsManager, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not manager.is_searching and manager.pending_count == 0, timeout=WAIT_MS)


def names_in(dialog: OwnThingsDialog) -> list[str]:
    return [dialog.listing.item(row).text() for row in range(dialog.listing.count())]


def confirm(dialog: OwnThingsDialog, name: str) -> None:
    box = dialog.findChild(QMessageBox, name)
    assert box is not None
    button = box.findChild(QPushButton, "confirmButton")
    assert button is not None
    button.click()


# The list


def test_each_thing_is_listed_with_where_it_is_from_its_size_and_quality(dialog: OwnThingsDialog) -> None:
    assert names_in(dialog) == ["dog", "cup", "cat"] and dialog.count_text.text() == "3 things"
    said = dialog.listing.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "dog, from photo 0.jpg, 32 x 52 px, quality 72 %"
    assert "/holiday/photo 0.jpg" in dialog.listing.item(0).toolTip()
    assert "kept on this machine" in dialog.about.text() and "nothing is sent" in dialog.about.text()


def test_thumbnails_are_read_behind_the_window_and_painted(
    dialog: OwnThingsDialog, manager: OwnThingsManager, qtbot: QtBot
) -> None:
    assert manager.things is not None
    thing = manager.things[0]
    qtbot.waitUntil(lambda: manager.thumbnail(thing) is not None, timeout=WAIT_MS)
    image = manager.thumbnail(thing)
    assert image is not None and (image.width(), image.height()) == (32, 52)
    row = dialog.listing.visualItemRect(dialog.listing.item(0))
    seen = dialog.listing.viewport().grab().toImage().pixelColor(QPoint(38, row.center().y()))
    assert (seen.red(), seen.green(), seen.blue()) == (200, 40, 60)


def test_a_thing_whose_picture_is_gone_is_listed_all_the_same(
    store: OwnThings, manager: OwnThingsManager, show: Callable[[], OwnThingsDialog], qtbot: QtBot
) -> None:
    (store.folder / f"{0:012x}-thumbnail.png").unlink()
    dialog = show()
    assert manager.things is not None
    gone = manager.things[0]
    manager.thumbnail(gone)
    settle(manager, qtbot)
    image = manager.thumbnail(gone)
    assert image is not None and image.isNull()
    dialog.grab()


def test_a_name_is_written_with_f2_and_kept(
    dialog: OwnThingsDialog, manager: OwnThingsManager, store: OwnThings, qtbot: QtBot
) -> None:
    dialog.listing.setFocus()
    dialog.listing.setCurrentRow(1)
    QTest.keyClick(dialog.listing, Qt.Key.Key_F2)
    editor = dialog.listing.viewport().findChild(QLineEdit)
    assert editor is not None and editor.accessibleName() and editor.maxLength() == 200
    editor.setText("  Grandma's   cup ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    named = ["dog", "Grandma's cup", "cat"]
    qtbot.waitUntil(lambda: names_in(dialog) == named, timeout=WAIT_MS)
    settle(manager, qtbot)
    assert [thing.name for thing in store.things()] == named
    assert dialog.listing.currentRow() == 1


def test_esc_leaves_the_name_and_not_the_dialog(
    dialog: OwnThingsDialog, manager: OwnThingsManager, qtbot: QtBot
) -> None:
    dialog.listing.setCurrentRow(0)
    dialog.listing.rename_current()
    editor = dialog.listing.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("Rex")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.listing.viewport().findChild(QLineEdit) is None, timeout=WAIT_MS)
    settle(manager, qtbot)
    assert dialog.isVisible() and names_in(dialog) == ["dog", "cup", "cat"]


def test_tab_goes_from_the_list_down(dialog: OwnThingsDialog) -> None:
    dialog.activateWindow()
    dialog.listing.setCurrentRow(0)
    dialog.listing.setFocus()
    visited = []
    for _step in range(6):
        widget = dialog.focusWidget()
        assert widget is not None
        visited.append(widget.objectName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert visited == [
        "ownThingsList",
        "renameThingButton",
        "removeThingsButton",
        "eraseThingsButton",
        "besidesEdit",
        "addFolderButton",
    ]


def test_an_empty_name_is_no_name(dialog: OwnThingsDialog, manager: OwnThingsManager, qtbot: QtBot) -> None:
    dialog.listing.item(0).setText("   ")
    settle(manager, qtbot)
    assert names_in(dialog) == ["dog", "cup", "cat"]


def test_a_name_that_cannot_be_kept_is_said_and_taken_back(
    dialog: OwnThingsDialog, manager: OwnThingsManager, notices: list[Notice], qtbot: QtBot
) -> None:
    dialog.listing.item(0).setText("x" * 201)
    settle(manager, qtbot)
    assert names_in(dialog) == ["dog", "cup", "cat"]
    assert len(notices) == 1 and "1 to 200 characters" in notices[0].text


def test_del_removes_one_at_once_and_several_after_a_question(
    dialog: OwnThingsDialog, manager: OwnThingsManager, store: OwnThings, qtbot: QtBot
) -> None:
    QTest.keyClick(dialog.listing, Qt.Key.Key_Delete)
    settle(manager, qtbot)
    assert len(store) == 3 and not dialog.remove_button.isEnabled(), "nothing is chosen"
    dialog.listing.setCurrentRow(0)
    QTest.keyClick(dialog.listing, Qt.Key.Key_Delete)
    settle(manager, qtbot)
    assert names_in(dialog) == [thing.name for thing in store.things()] == ["cup", "cat"]
    dialog.listing.selectAll()
    assert not dialog.rename_button.isEnabled()
    dialog.remove_button.click()
    assert len(store) == 2
    confirm(dialog, "removeQuestion")
    settle(manager, qtbot)
    assert len(store) == 0 and dialog.stack.currentIndex() == 1


def test_erasing_asks_first_and_the_empty_page_says_what_it_is_for(
    dialog: OwnThingsDialog, manager: OwnThingsManager, store: OwnThings, qtbot: QtBot
) -> None:
    dialog.erase_button.click()
    assert len(store) == 3
    confirm(dialog, "eraseQuestion")
    settle(manager, qtbot)
    assert not store.folder.exists() and dialog.listing.count() == 0
    assert dialog.empty_heading.isVisible() and "photographs of your own" in dialog.empty_text.text()
    assert not dialog.erase_button.isEnabled() and dialog.count_text.text() == ""


def test_a_damaged_list_is_said_and_can_be_erased(
    store: OwnThings,
    manager: OwnThingsManager,
    notices: list[Notice],
    show: Callable[[], OwnThingsDialog],
    qtbot: QtBot,
) -> None:
    (store.folder / "index.json").write_text("{")
    dialog = show()
    assert "damaged" in notices[0].text and "cannot be read" in dialog.empty_heading.text()
    dialog.erase_button.click()
    confirm(dialog, "eraseQuestion")
    settle(manager, qtbot)
    assert manager.things == () and dialog.empty_heading.text() == "Nothing here yet"


def test_a_name_that_is_being_written_survives_what_is_found_meanwhile(
    dialog: OwnThingsDialog, manager: OwnThingsManager, store: OwnThings, qtbot: QtBot
) -> None:
    dialog.listing.setCurrentRow(0)
    dialog.rename_button.click()
    editor = dialog.listing.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("Rex")
    keep(store, 7, "car")
    store.remove(f"{1:012x}")
    manager.read()
    settle(manager, qtbot)
    assert names_in(dialog) == ["dog", "cat", "car"]
    assert dialog.listing.viewport().findChild(QLineEdit) is editor and editor.text() == "Rex"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names_in(dialog) == ["Rex", "cat", "car"], timeout=WAIT_MS)
    settle(manager, qtbot)
    assert store.things()[0].name == "Rex"


def test_things_in_another_order_are_shown_so(
    dialog: OwnThingsDialog, manager: OwnThingsManager, store: OwnThings, qtbot: QtBot
) -> None:
    keep(store, 0, "dog")  # its photograph was looked through anew
    manager.read()
    settle(manager, qtbot)
    assert names_in(dialog) == ["cup", "cat", "dog"]


def test_every_part_has_a_name_for_screen_readers(dialog: OwnThingsDialog) -> None:
    for widget in (dialog.listing, dialog.words_edit, dialog.searching.bar, dialog.searching.left_out):
        assert widget.accessibleName(), widget.objectName()
    for button in dialog.findChildren(QPushButton):
        assert button.text() and not button.autoDefault(), button.objectName()


# The search


def test_a_folder_is_chosen_and_looked_through_behind_the_window(
    dialog: OwnThingsDialog,
    manager: OwnThingsManager,
    script: Script,
    store: OwnThings,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    script.gate.clear()
    dialog.words_edit.setText("espresso, , lighthouse ")
    dialog.add_button.click()
    asked = dialog.findChild(QFileDialog, "addFolderDialog")
    assert asked is not None and asked.fileMode() is QFileDialog.FileMode.Directory
    asked.fileSelected.emit(str(tmp_path / "holiday"))
    asked.close()
    qtbot.waitUntil(lambda: names_in(dialog) == ["dog", "cup", "cat", "cup"], timeout=WAIT_MS)
    assert dialog.searching.text.text() == "Photograph 2 of 3 in \u201choliday\u201d: 1 thing found"
    assert (dialog.searching.bar.value(), dialog.searching.bar.maximum()) == (1, 3)
    assert not dialog.add_button.isEnabled() and not dialog.erase_button.isEnabled()
    manager.erase()
    manager.look_through(tmp_path / "other")
    script.gate.set()
    settle(manager, qtbot)
    (task,) = script.tasks
    assert (task.folder, task.kept_in) == (tmp_path / "holiday", store.folder)
    assert task.besides == ("espresso", "lighthouse")
    assert script.threads[0] is not threading.main_thread()
    said = "1 thing found in 2 photographs of \u201choliday\u201d. 1 photograph passed over: looked through before."
    assert dialog.searching.text.text() == said
    assert dialog.searching.left_out.item(0).text() == "three.png was left out: it is damaged."
    assert dialog.add_button.isEnabled() and not dialog.searching.stop_button.isVisible()


@pytest.mark.parametrize("is_deaf", [False, True])
def test_stop_keeps_what_was_found_and_says_how_to_go_on(
    dialog: OwnThingsDialog, manager: OwnThingsManager, script: Script, tmp_path: Path, qtbot: QtBot, is_deaf: bool
) -> None:
    script.gate.clear()
    script.is_deaf = is_deaf
    manager.look_through(tmp_path)
    qtbot.waitUntil(lambda: dialog.listing.count() == 4, timeout=WAIT_MS)
    dialog.searching.stop_button.click()
    assert dialog.searching.text.text() == "Stopping" and not dialog.searching.stop_button.isEnabled()
    settle(manager, qtbot)
    assert "Stopped" in dialog.searching.text.text()
    assert "Add the folder again to go on from there." in dialog.searching.text.text()
    assert dialog.listing.count() == 4
    script.gate.set()
    manager.look_through(tmp_path)
    settle(manager, qtbot)
    assert len(script.tasks) == 2


def test_a_search_that_fails_is_said(
    dialog: OwnThingsDialog,
    manager: OwnThingsManager,
    script: Script,
    notices: list[Notice],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    script.result = PictureError("There is no folder.")
    manager.look_through(tmp_path)
    settle(manager, qtbot)
    assert [notice.text for notice in notices] == ["There is no folder."]
    assert dialog.banner.notice == notices[0] and dialog.searching.text.text() == ""
    assert dialog.add_button.isEnabled()


def test_words_and_results_are_there_when_the_dialog_is_opened_again(
    show: Callable[[], OwnThingsDialog], manager: OwnThingsManager, tmp_path: Path, qtbot: QtBot
) -> None:
    show().close()
    manager.look_through(tmp_path / "holiday", "espresso")
    settle(manager, qtbot)
    again = show()
    assert again.words_edit.text() == "espresso"
    assert again.searching.left_out.count() == 1 and "1 thing found" in again.searching.text.text()


@pytest.mark.parametrize(
    ("search", "text"),
    [
        (Search(Path("/a/b")), "Stopped before the first photograph."),
        (Search(Path("/a/b"), LookedThrough(0, 0, 0), result=Added(0, 0, 0)), "no photographs in \u201cb\u201d."),
        (Search(Path("/a/b"), result=Added(1, 0, 1, (), was_stopped=True)), "1 thing found in 1 photograph"),
        (Search(Path("/a/b"), LookedThrough(4, 9, 2)), "Stopped at photograph 5 of 9: 2 things found."),
        (Search(Path("/a/b"), result=Added(0, 4, 0)), "Nothing new in \u201cb\u201d: 4 photographs passed over"),
    ],
)
def test_what_came_of_a_search_is_said_in_a_sentence(search: Search, text: str) -> None:
    assert text in search_text(search, is_running=False)


# In the window


@pytest.fixture
def own_window(
    bench: Bench, theme: Theme, preferences: Preferences, manager: OwnThingsManager, qtbot: QtBot
) -> MainWindow:
    made = MainWindow(
        bench.session,
        workers=bench.workers,
        theme=theme,
        preferences=preferences,
        messages=Messages(),
        samples=[],
        own_things=manager,
    )
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_search_goes_on_when_the_dialog_is_closed_and_is_said_in_the_window(
    own_window: MainWindow, manager: OwnThingsManager, script: Script, tmp_path: Path, qtbot: QtBot
) -> None:
    script.gate.clear()
    own_window.action_set[Action.OWN_THINGS].trigger()
    dialog = own_window.findChild(OwnThingsDialog)
    assert dialog is not None
    manager.look_through(tmp_path / "holiday")
    qtbot.waitUntil(lambda: dialog.listing.count() == 4, timeout=WAIT_MS)
    dialog.close()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: own_window.findChild(OwnThingsDialog) is None, timeout=WAIT_MS)
    assert manager.is_searching
    script.gate.set()
    settle(manager, qtbot)
    notice = own_window.banner.notice
    assert notice is not None and notice.text.startswith("Your own things: 1 thing found in 2 photographs")


def test_closing_the_window_stops_the_search(
    own_window: MainWindow, manager: OwnThingsManager, script: Script, tmp_path: Path, qtbot: QtBot
) -> None:
    script.gate.clear()
    manager.look_through(tmp_path)
    qtbot.waitUntil(lambda: bool(script.threads), timeout=WAIT_MS)
    own_window.close()
    script.threads[0].join(WAIT_MS / 1000)
    assert not script.threads[0].is_alive() and not script.gate.is_set()


@pytest.mark.slow
def test_the_real_process_finds_things_and_passes_over_what_it_knows(
    preferences: Preferences, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    photographs = Path(skimage.__file__).parent / "data"
    folder = tmp_path / "holiday"
    folder.mkdir()
    for name in ("coffee.png", "motorcycle_left.png"):
        shutil.copy(photographs / name, folder / name)
    (folder / "broken.jpg").write_bytes(b"no picture")
    manager = OwnThingsManager(kept_in=tmp_path / "library")
    manager.look_through(folder, "espresso, unicorn")
    qtbot.waitUntil(lambda: not manager.is_searching and manager.pending_count == 0, timeout=8 * WAIT_MS)
    assert manager.search is not None and manager.search.result is not None and manager.things
    found = manager.search.result
    assert (found.photographs, found.passed_over, found.things) == (2, 0, len(manager.things))
    assert {"cup", "motorcycle"} <= {thing.name for thing in manager.things}
    assert any("unicorn" in note for note in found.notes) and any("broken.jpg" in note for note in found.notes)
    manager.look_through(folder, "espresso")
    qtbot.waitUntil(lambda: not manager.is_searching and manager.pending_count == 0, timeout=8 * WAIT_MS)
    assert manager.search.result is not None and manager.search.result.passed_over == 2
    manager.close()


@pytest.mark.slow
def test_what_the_real_process_tells_loads_no_model_library_here(tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    (tmp_path / "holiday" / "broken.jpg").write_bytes(b"no picture")
    code = (
        "import pathlib, sys\n"
        "from lredit_core.bundles.looking_through import LookThroughTask\n"
        "from lredit_core.library.store import OwnThings\n"
        "from lredit_core.processes.subprocess_task import run_in_subprocess\n"
        "if __name__ == '__main__':\n"
        "    here = pathlib.Path(sys.argv[1])\n"
        "    told = []\n"
        "    added = run_in_subprocess(LookThroughTask(here / 'holiday', here / 'library'), on_message=told.append)\n"
        "    OwnThings(here / 'library').things()\n"
        "    print(added.photographs, len(added.notes), told[-1].total, 'torch' in sys.modules)\n"
    )
    script = tmp_path / "look.py"
    script.write_text(code)
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])},
        timeout=200,
        check=True,
    )
    assert done.stdout.split() == ["0", "1", "1", "False"]
