"""Files in and out: dialogs, drops, the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from lredit_gui.exporting.dialog import ExportDialog
from lredit_gui.window.actions import Action
from tests.gui.window.hands import LEFT, Modifier

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_the_welcome_page_gives_way_to_the_picture_and_the_prompt_takes_the_keys(
    window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    assert window.stage.currentWidget() is window.welcome
    bench.open(picture_path)
    assert window.stage.currentWidget() is window.canvas
    assert window.windowTitle() == "meadow.png[*] - lredit" and not window.isWindowModified()
    assert window.focusWidget() is window.prompt.prompt_edit


def test_a_dropped_file_is_opened(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture_path))])
    assert window.file_actions.can_take(data)
    event = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, LEFT, Modifier.NoModifier)
    window.dropEvent(event)
    bench.wait(lambda: bench.session.document is not None)


def test_an_address_from_the_web_is_refused_in_words(window: MainWindow, bench: Bench) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/cat.png")])
    window.file_actions.take(data, "x")
    assert "not fetched" in bench.texts()[-1]


def test_pasting_an_image_a_file_and_nothing(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("no picture")
    window.file_actions.paste()
    assert "no picture on the clipboard" in bench.texts()[-1]
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    clipboard.setImage(image)
    window.file_actions.paste()
    bench.wait(lambda: bench.session.document is not None)
    assert bench.session.document.source.pixels[5, 5].tolist() == [255, 0, 0]  # type: ignore[union-attr]
    data = QMimeData()
    data.setData("image/png", picture_path.read_bytes())
    window.file_actions.take(data, "Pasted picture")
    bench.wait(lambda: bench.session.document.source.size.width == 320)  # type: ignore[union-attr]
    assert bench.session.history.name is not None and bench.session.history.name.title == "Pasted picture"


def test_the_open_dialog_blocks_nothing(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    window.action_set[Action.OPEN].trigger()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(picture_path)])
    dialog.close()
    bench.wait(lambda: bench.session.document is not None)


def test_exporting_says_where_to(edited: MainWindow, bench: Bench, tmp_path: Path) -> None:
    edited.action_set[Action.EXPORT].trigger()
    (dialog,) = edited.findChildren(ExportDialog)
    dialog.destination.set_path(tmp_path / "out.png")
    dialog.export_button.click()
    bench.wait(lambda: (tmp_path / "out.png").exists() and bench.notices)
    assert "out.png" in bench.texts()[-1]


def test_opened_files_are_remembered(window: MainWindow, bench: Bench, picture_path: Path, other_path: Path) -> None:
    bench.open(picture_path)
    bench.open(other_path)
    assert [path.name for path in window._preferences.recent] == ["harbour.png", "meadow.png"]
