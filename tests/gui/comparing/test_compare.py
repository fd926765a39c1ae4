"""Comparing with editors without regions: what is asked of whom, what is shown, what happens meanwhile."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from lredit_core.api.request import EditSettings
from lredit_core.compare.comparison import ComparedPicture
from lredit_core.compare.tasks import COMPARED_PX, OtherEditTask, OurEditTask
from lredit_core.document.document import Document
from lredit_core.errors import ModelUnavailable, Stopped
from lredit_core.pictures.image import PixelBuffer
from lredit_gui.comparing.dialog import ComparisonDialog
from lredit_gui.comparing.manager import ComparisonManager, Phase
from lredit_gui.comparing.subject import Subject, subject_of
from lredit_gui.comparing.tiles import tile_size
from lredit_gui.panels.messages import Messages
from lredit_gui.session.form import EditForm
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.window.actions import Action
from lredit_gui.window.main_window import MainWindow
from tests.fakes.tiny_pipelines import write_whole_image_model
from tests.gui.conftest import WAIT_MS, Bench, picture_pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.theme.theme import Theme

FORM = EditForm(prompt="a red apple", source_prompt="the cat", seed=5)


class Script:
    """Stands in for the processes: every editor paints the picture in a colour of its own.

    Attributes:
        gate: tasks wait for it after they told that they are half done.
        failures: raised by an editor's name.
    """

    def __init__(self) -> None:
        self.tasks: list[Any] = []
        self.threads: list[threading.Thread] = []
        self.gate = threading.Event()
        self.gate.set()
        self.failures: dict[str, Exception] = {}

    def run_task(self, task: Any, *, token: Any, on_message: Callable[[Any], None]) -> ComparedPicture:
        self.tasks.append(task)
        self.threads.append(threading.current_thread())
        on_message(0.5)
        while not self.gate.wait(0.01):
            if token.is_cancelled():
                raise Stopped
        name = task.other.name if isinstance(task, OtherEditTask) else "lredit"
        if name in self.failures:
            raise self.failures[name]
        shape = task.picture.shape if isinstance(task, OtherEditTask) else task.request.image.pixels.shape
        return ComparedPicture(name, np.full(shape, 40 * len(self.tasks), np.uint8), 1.5)

    @property
    def names(self) -> list[str]:
        return [task.other.name if isinstance(task, OtherEditTask) else "lredit" for task in self.tasks]


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def manager(script: Script, qtbot: QtBot) -> Iterator[ComparisonManager]:
    made = ComparisonManager(run_task=script.run_task)
    yield made
    made.close()
    script.gate.set()


@pytest.fixture
def subject(picture: PixelBuffer) -> Subject:
    return Subject(Document(picture), FORM, "builtin")


@pytest.fixture
def show(
    manager: ComparisonManager, subject: Subject, preferences: Preferences, theme: Theme, qtbot: QtBot
) -> Callable[..., ComparisonDialog]:
    host = QWidget()
    qtbot.addWidget(host)

    def shown(about: Subject = subject) -> ComparisonDialog:
        dialog = ComparisonDialog(about, manager=manager, preferences=preferences, theme=theme, parent=host)
        manager.noticed.connect(dialog.show_notice)
        dialog.show()
        qtbot.waitExposed(dialog)
        return dialog

    return shown


def finish(manager: ComparisonManager, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not manager.is_running and manager.pending_count == 0, timeout=WAIT_MS)


def phases(manager: ComparisonManager) -> dict[str, Phase]:
    return {attempt.name: attempt.phase for attempt in manager.attempts}


# The manager


def test_everyone_gets_the_picture_as_it_is_with_the_forms_prompts(
    manager: ComparisonManager, script: Script, subject: Subject, tmp_path: Path, qtbot: QtBot
) -> None:
    places = {"instruct-pix2pix": tmp_path / "ip2p", "diffedit": tmp_path / "sd"}
    manager.start(subject, places, instruction=" turn the cat into an apple ")
    finish(manager, qtbot)
    ours, instructed, other = script.tasks
    assert isinstance(ours, OurEditTask) and ours.bundle == "builtin"
    assert ours.request.image == subject.before.source and ours.request.prompt == "a red apple"
    assert instructed.told.prompt == "turn the cat into an apple" and instructed.place == tmp_path / "ip2p"
    assert (other.told.prompt, other.told.source_prompt, other.told.seed) == ("a red apple", "the cat", 5)
    assert other.told.steps == FORM.settings.edit_steps
    assert np.array_equal(other.picture, subject.before.source.pixels)
    assert [picture.name for picture in manager.pictures] == ["before", "lredit", "instruct-pix2pix", "diffedit"]
    assert all(thread is not threading.main_thread() for thread in script.threads)


def test_an_edit_that_is_there_is_not_made_again(
    manager: ComparisonManager, script: Script, picture: PixelBuffer, tmp_path: Path, qtbot: QtBot
) -> None:
    edited = PixelBuffer(np.ascontiguousarray(255 - picture.pixels))
    manager.start(Subject(Document(picture), FORM, "builtin", "one", Document(edited)), {"diffedit": tmp_path})
    finish(manager, qtbot)
    assert script.names == ["diffedit"]
    assert np.array_equal(manager.pictures[1].pixels, edited.pixels) and manager.pictures[1].name == "lredit"


def test_a_large_picture_is_compared_smaller_but_edited_whole(
    manager: ComparisonManager, script: Script, tmp_path: Path, qtbot: QtBot
) -> None:
    large = PixelBuffer(picture_pixels(COMPARED_PX * 2, 64))
    manager.start(Subject(Document(large), FORM, "builtin"), {"diffedit": tmp_path})
    finish(manager, qtbot)
    assert script.tasks[0].request.image == large
    assert script.tasks[1].picture.shape == manager.pictures[0].pixels.shape == (32, COMPARED_PX, 3)


def test_what_one_editor_cannot_do_stops_no_other(
    manager: ComparisonManager, script: Script, subject: Subject, tmp_path: Path, qtbot: QtBot
) -> None:
    notices: list[Notice] = []
    manager.noticed.connect(notices.append)
    script.failures["diffedit"] = ModelUnavailable("Its files are damaged. Get it again.")
    manager.start(subject, {"diffedit": tmp_path, "masactrl": tmp_path})
    finish(manager, qtbot)
    assert phases(manager) == {
        "before": Phase.DONE,
        "lredit": Phase.DONE,
        "diffedit": Phase.FAILED,
        "masactrl": Phase.DONE,
    }
    assert [notice.text for notice in notices] == ["DiffEdit: Its files are damaged. Get it again."]
    assert manager.attempts[2].problem == "Its files are damaged. Get it again."


def test_stop_ends_the_one_that_works_and_begins_no_other(
    manager: ComparisonManager, script: Script, subject: Subject, tmp_path: Path, qtbot: QtBot
) -> None:
    script.gate.clear()
    manager.start(subject, {"diffedit": tmp_path})
    qtbot.waitUntil(lambda: manager.is_running and manager.attempts[1].fraction == 0.5, timeout=WAIT_MS)
    assert phases(manager)["diffedit"] is Phase.WAITING
    manager.stop()
    finish(manager, qtbot)
    assert script.names == ["lredit"]
    assert phases(manager) == {"before": Phase.DONE, "lredit": Phase.STOPPED, "diffedit": Phase.STOPPED}
    script.gate.set()
    manager.start(subject, {"diffedit": tmp_path})
    finish(manager, qtbot)
    assert set(phases(manager).values()) == {Phase.DONE}, "it can be started again"


def test_the_sheet_is_saved_and_a_place_that_takes_none_is_told(
    manager: ComparisonManager, subject: Subject, tmp_path: Path, qtbot: QtBot
) -> None:
    manager.start(subject, {"diffedit": tmp_path})
    finish(manager, qtbot)
    with qtbot.waitSignal(manager.noticed, timeout=WAIT_MS):
        manager.save(tmp_path / "sheet.png")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.width == 3 * (512 + 8) + 8
    with qtbot.waitSignal(manager.noticed, timeout=WAIT_MS) as told:
        manager.save(tmp_path / "none" / "sheet.png")
    assert "There is no folder" in told.args[0].text
    with qtbot.waitSignal(manager.noticed, timeout=WAIT_MS) as told:
        manager.save(tmp_path / "sheet.xyz")
    assert "does not say a format" in told.args[0].text


def test_a_sheet_that_cannot_be_made_leaves_the_one_that_is_there(
    manager: ComparisonManager, subject: Subject, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager.start(subject, {"diffedit": tmp_path})
    finish(manager, qtbot)
    sheet = tmp_path / "sheet.png"
    sheet.write_bytes(b"of yesterday")

    def half(_image: Image.Image, stream: BinaryIO, *_arguments: object, **_named: object) -> None:
        stream.write(b"half")
        raise OSError("the disk is full")

    monkeypatch.setattr(Image.Image, "save", half)
    with qtbot.waitSignal(manager.noticed, timeout=WAIT_MS) as told:
        manager.save(sheet)
    assert told.args[0].kind is NoticeKind.ERROR
    assert sheet.read_bytes() == b"of yesterday"
    assert list(tmp_path.iterdir()) == [sheet], "nothing is left beside it"


@pytest.mark.slow
def test_the_real_processes_make_the_pictures_and_say_what_they_cannot(
    picture: PixelBuffer, tmp_path: Path, qtbot: QtBot
) -> None:
    write_whole_image_model("stable-diffusion", tmp_path / "plain")
    notices: list[Notice] = []
    manager = ComparisonManager()
    manager.noticed.connect(notices.append)
    form = replace(FORM, settings=EditSettings(edit_steps=3))
    places = dict.fromkeys(("masactrl", "instruct-pix2pix"), tmp_path / "plain")
    manager.start(Subject(Document(picture), form, "builtin", "one", Document(picture)), places)
    qtbot.waitUntil(lambda: not manager.is_running, timeout=8 * WAIT_MS)
    before, _ours, theirs = manager.pictures
    assert theirs.name == "masactrl" and (theirs.pixels != before.pixels).any() and theirs.seconds > 0
    assert manager.attempts[2].fraction == 1.0, "it told how far it was"
    assert [notice.text.split(": ")[0] for notice in notices] == ["InstructPix2Pix"]
    manager.close()


# The subject


def test_ours_is_the_selected_candidate_and_others_get_the_picture_without_it(bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.write("a red apple", "the cat")
    session = bench.session

    def about() -> Subject:
        assert session.document is not None
        return subject_of(session.document, session.selection.candidates, session.form, bundle="fake")

    assert about().ours is None and about().candidate_id == ""
    untouched = session.document
    assert untouched is not None
    bench.edit()
    selected = session.selection.candidates.selected
    assert selected is not None
    before_accepting = about()
    assert before_accepting.before is untouched and before_accepting.ours is not None
    with_edit = before_accepting.ours.flattened().pixels
    here = selected.box.as_slices()
    assert (with_edit[here] != untouched.source.pixels[here]).any()
    session.accept()
    accepted = about()
    assert accepted.before.layers == () and accepted.ours is session.document
    assert np.array_equal(accepted.ours.flattened().pixels, with_edit)
    assert accepted.asks_the_same_as(before_accepting)
    bench.write("a teapot")
    other = about()
    assert other.before is session.document and other.ours is None, "the candidate is no answer to another prompt"
    assert not other.asks_the_same_as(accepted)


# The dialog


def test_choosing_a_model_chooses_its_editor_and_those_that_need_the_same(
    show: Callable[..., ComparisonDialog], preferences: Preferences, tmp_path: Path
) -> None:
    dialog = show()
    assert not dialog.start_button.isEnabled() and "at least one editor" in dialog.state_text.text()
    dialog.editors.boxes["masactrl"].click()
    assert not dialog.start_button.isEnabled() and "MasaCtrl" in dialog.state_text.text()
    dialog.editors.models["diffedit"].set_path(str(tmp_path))
    assert dialog.start_button.isEnabled()
    assert dialog.editors.places == {"diffedit": tmp_path, "masactrl": tmp_path}
    assert dialog.editors.models["instruct-pix2pix"].reference == "", "it needs another kind of model"
    assert preferences.other_editor("diffedit") == (str(tmp_path), True)
    assert preferences.other_editor("plug-and-play") == (str(tmp_path), False)
    again = show()
    assert again.editors.places == dialog.editors.places
    again.editors.boxes["diffedit"].click()
    assert preferences.other_editor("diffedit") == (str(tmp_path), False)


def test_a_model_is_chosen_by_a_dialog_for_folders_or_files(
    show: Callable[..., ComparisonDialog], tmp_path: Path
) -> None:
    file = tmp_path / "sd15.safetensors"
    file.touch()
    choice = show().editors.models["diffedit"]
    texts = [choice.itemText(row) for row in range(choice.count())]
    assert texts == [
        "A model of Stable Diffusion 1 or 2: none chosen",
        "Choose a folder\u2026",
        "Choose a .safetensors file\u2026",
    ]
    choice.activated.emit(2)
    asked = choice.findChild(QFileDialog, "placeDialog")
    assert asked is not None and asked.fileMode() is QFileDialog.FileMode.ExistingFile
    asked.fileSelected.emit(str(file))
    assert choice.reference == choice.currentText() == str(file)
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    assert choice.reference == "" and choice.findData(str(file)) == 1, "a place stays in the list"
    asked.close()


def test_the_instruction_shows_only_where_someone_is_told_something(
    show: Callable[..., ComparisonDialog], manager: ComparisonManager, script: Script, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = show()
    field = dialog.editors.instruction_edit
    assert not field.isVisible()
    dialog.editors.models["instruct-pix2pix"].set_path(str(tmp_path))
    assert field.isVisible()
    field.setText("make it an apple")
    dialog.start_button.click()
    finish(manager, qtbot)
    assert script.tasks[-1].told.prompt == "make it an apple"
    assert show().editors.instruction_edit.text() == "make it an apple"


def test_without_a_prompt_nothing_can_be_compared(
    show: Callable[..., ComparisonDialog], subject: Subject, preferences: Preferences, tmp_path: Path
) -> None:
    preferences.set_other_editor("diffedit", str(tmp_path), True)
    dialog = show(Subject(subject.before, EditForm(), "builtin"))
    assert not dialog.start_button.isEnabled() and "write a prompt" in dialog.state_text.text()


def compared(
    show: Callable[..., ComparisonDialog],
    manager: ComparisonManager,
    preferences: Preferences,
    place: Path,
    qtbot: QtBot,
) -> ComparisonDialog:
    preferences.set_other_editor("diffedit", str(place), True)
    dialog = show()
    dialog.start_button.click()
    finish(manager, qtbot)
    return dialog


def test_progress_is_shown_and_stop_stands_in_for_compare(
    show: Callable[..., ComparisonDialog], manager: ComparisonManager,
    script: Script, preferences: Preferences, tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    script.gate.clear()
    preferences.set_other_editor("diffedit", str(tmp_path), True)
    dialog = show()
    dialog.start_button.click()
    qtbot.waitUntil(lambda: manager.attempts[1].fraction == 0.5, timeout=WAIT_MS)
    assert dialog.stop_button.isVisible() and not dialog.start_button.isVisible()
    assert dialog.state_text.text() == "lredit: picture 2 of 3"
    spoken = [dialog.tiles.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken[1:] == ["lredit, 50 %", "DiffEdit, Waiting"]
    assert not dialog.editors.isEnabled() and not dialog.editors.isVisible()
    dialog.stop_button.click()
    finish(manager, qtbot)
    assert dialog.start_button.isVisible() and not dialog.save_button.isEnabled()


def test_a_click_shows_a_picture_large_and_the_arrows_flip(
    show: Callable[..., ComparisonDialog],
    manager: ComparisonManager,
    preferences: Preferences,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialog = compared(show, manager, preferences, tmp_path, qtbot)
    tiles = dialog.tiles
    middle = tiles.visualItemRect(tiles.item(2)).center()
    qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    large = dialog.large
    assert large.isVisible() and large.name == "diffedit"
    shown = large.grab().toImage()
    assert shown.pixelColor(large.rect().center() + QPoint(0, 20)).red() == 80, "the second task's colour"
    qtbot.keyClick(large, Qt.Key.Key_Right)
    assert large.name == "before", "around the end"
    qtbot.keyClick(large, Qt.Key.Key_Left)
    assert large.name == "diffedit"
    qtbot.keyClick(large, Qt.Key.Key_Escape)
    assert dialog.isVisible() and tiles.isVisible() and not large.isVisible()


def test_tiles_show_their_pictures_and_say_why_there_is_none(
    show: Callable[..., ComparisonDialog], manager: ComparisonManager,
    script: Script, preferences: Preferences, tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    script.failures["diffedit"] = ModelUnavailable("Its files are damaged. Get it again.")
    dialog = compared(show, manager, preferences, tmp_path, qtbot)
    tiles = dialog.tiles
    image = tiles.viewport().grab().toImage()
    assert image.pixelColor(tiles.visualItemRect(tiles.item(1)).center()).red() == 40
    assert tiles.item(2).toolTip() == "Its files are damaged. Get it again."
    qtbot.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=tiles.visualItemRect(tiles.item(2)).center())
    assert not dialog.large.isVisible(), "there is nothing to show"
    assert dialog.banner.notice is not None and dialog.banner.notice.text.startswith("DiffEdit: Its files")


def test_save_asks_for_a_file_and_writes_the_sheet(
    show: Callable[..., ComparisonDialog],
    manager: ComparisonManager,
    preferences: Preferences,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    dialog = compared(show, manager, preferences, tmp_path, qtbot)
    dialog.save_button.click()
    asked = dialog.findChild(QFileDialog, "saveSheetDialog")
    assert asked is not None
    asked.fileSelected.emit(str(tmp_path / "mine.png"))
    qtbot.waitUntil(lambda: manager.pending_count == 0, timeout=WAIT_MS)
    with Image.open(tmp_path / "mine.png") as sheet:
        assert sheet.width == 3 * (512 + 8) + 8
    assert dialog.banner.notice is not None and "mine.png" in dialog.banner.notice.text
    asked.close()


def test_pictures_stay_for_the_same_question_and_go_with_another(
    show: Callable[..., ComparisonDialog], manager: ComparisonManager,
    subject: Subject, preferences: Preferences, tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    compared(show, manager, preferences, tmp_path, qtbot).close()
    again = show(Subject(subject.before, FORM, "builtin"))
    assert again.tiles.count() == 3 and again.tiles.isVisible() and not again.editors.isVisible()
    again.close()
    other = show(Subject(subject.before, EditForm(prompt="a teapot"), "builtin"))
    assert other.tiles.count() == 0 and other.editors.isVisible()
    assert other.asked.text() == "\u201ca teapot\u201d"


@pytest.mark.parametrize("count", [1, 2, 5, 6])
@pytest.mark.parametrize("room", [QSize(512, 420), QSize(712, 300), QSize(300, 700)])
@pytest.mark.parametrize("aspect", [0.6, 1.0, 1.7])
def test_tiles_are_as_large_as_fits(room: QSize, count: int, aspect: float) -> None:
    def fits(size: QSize) -> bool:
        columns = (room.width() - 14) // size.width()
        return columns > 0 and -(-count // columns) * size.height() <= room.height()

    size = tile_size(room, count, aspect=aspect)
    assert fits(size) or size.width() == 112 + 12, "below that size they scroll"
    wider = size.width() + 4
    assert not fits(QSize(wider, int((wider - 12) / aspect) + 12 + 24)), "no larger one does"


def test_many_tiles_in_little_room_keep_a_size_that_one_can_see() -> None:
    assert tile_size(QSize(300, 100), 6, aspect=1.0) == QSize(124, 148)
    assert tile_size(QSize(90, 100), 6, aspect=1.0).width() <= 90


# The window


@pytest.fixture
def window(
    bench: Bench, theme: Theme, preferences: Preferences, manager: ComparisonManager, qtbot: QtBot
) -> MainWindow:
    made = MainWindow(
        bench.session, workers=bench.workers, theme=theme, preferences=preferences, messages=Messages(), samples=[],
        comparing=manager,
    )  # fmt: skip
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_menu_opens_it_and_what_it_started_goes_on_without_it(
    window: MainWindow, bench: Bench, manager: ComparisonManager, script: Script,
    preferences: Preferences, picture_path: Path,
    tmp_path: Path, qtbot: QtBot,
) -> None:  # fmt: skip
    action = window.action_set[Action.COMPARE_WITH]
    assert not action.isEnabled(), "there is no picture yet"
    preferences.set_other_editor("diffedit", str(tmp_path), True)
    bench.open(picture_path)
    bench.write("a red apple")
    script.gate.clear()
    action.trigger()
    dialog = window.findChild(ComparisonDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.start_button.click()
    qtbot.waitUntil(lambda: len(script.tasks) == 1, timeout=WAIT_MS)
    dialog.close()
    script.gate.set()
    finish(manager, qtbot)
    assert window.banner.notice is not None and "comparison is ready" in window.banner.notice.text
    qtbot.waitUntil(lambda: window.findChild(ComparisonDialog) is None, timeout=WAIT_MS)
    action.trigger()
    again = window.findChild(ComparisonDialog)
    assert again is not None and again.tiles.count() == 3
    again.close()


def test_an_error_is_said_where_the_person_looks(
    window: MainWindow, bench: Bench, manager: ComparisonManager, script: Script,
    preferences: Preferences, picture_path: Path,
    tmp_path: Path, qtbot: QtBot,
) -> None:  # fmt: skip
    preferences.set_other_editor("diffedit", str(tmp_path), True)
    script.failures["diffedit"] = ModelUnavailable("Its files are damaged. Get it again.")
    bench.open(picture_path)
    bench.write("a red apple")
    window.action_set[Action.COMPARE_WITH].trigger()
    dialog = window.findChild(ComparisonDialog)
    assert dialog is not None
    dialog.start_button.click()
    finish(manager, qtbot)
    assert dialog.banner.notice is not None and window.banner.notice is None
    dialog.close()


def test_closing_the_window_stops_a_comparison(
    window: MainWindow, bench: Bench, manager: ComparisonManager, script: Script, picture_path: Path, subject: Subject,
    tmp_path: Path, qtbot: QtBot,
) -> None:  # fmt: skip
    script.gate.clear()
    manager.start(subject, {"diffedit": tmp_path})
    qtbot.waitUntil(lambda: len(script.threads) == 1, timeout=WAIT_MS)
    window.close()
    script.threads[0].join(WAIT_MS / 1000)
    assert not script.threads[0].is_alive() and script.names == ["lredit"]


def test_a_message_leaves_the_heads_of_both_pages_in_reach(show: Callable[..., ComparisonDialog]) -> None:
    dialog = show()
    dialog.show_notice(Notice(NoticeKind.ERROR, "It broke. " * 20, "why"))
    head = dialog.editors_button
    assert dialog.banner.geometry().top() >= head.mapTo(dialog, QPoint(0, head.height())).y()
    dialog.stack.setCurrentWidget(dialog.large)
    back = dialog.large.back_button
    assert dialog.banner.geometry().top() >= back.mapTo(dialog, QPoint(0, back.height())).y()
