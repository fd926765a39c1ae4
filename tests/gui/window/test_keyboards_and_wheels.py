"""Keys on other layouts, wheels with small steps, a second button: what one kind of hardware does not show."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from lredit_gui.canvas.overlay_model import PERSONS_KEY
from lredit_gui.window.first_size import first_size
from tests.gui.window.hands import LEFT, Modifier, box_corner, turn_wheel

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench

POSITION_OF_C = {"win32": 46}.get(sys.platform, 54)
CYRILLIC_ES, KEY_J_ON_DVORAK = 0x0421, Qt.Key.Key_J


def _key(kind: QEvent.Type, key: int, scan_code: int) -> QKeyEvent:
    return QKeyEvent(kind, key, Modifier.NoModifier, scan_code, 8, 0, "")


@pytest.mark.parametrize(
    ("key", "scan_code", "shows"),
    [
        (Qt.Key.Key_C, 0, True),
        (CYRILLIC_ES, POSITION_OF_C, True),
        (CYRILLIC_ES, POSITION_OF_C + 1, False),
        (KEY_J_ON_DVORAK, POSITION_OF_C, False),
    ],
)
def test_c_is_held_by_its_place_where_a_layout_has_no_c(
    edited: MainWindow, bench: Bench, key: int, scan_code: int, shows: bool
) -> None:
    if sys.platform == "darwin" and key == CYRILLIC_ES and not shows:
        pytest.skip("positions are virtual keys there")
    bench.session.accept()
    bench.wait_for_picture()
    QApplication.sendEvent(edited, _key(QEvent.Type.KeyPress, key, scan_code))
    assert edited.canvas.is_holding_before is shows
    QApplication.sendEvent(edited, _key(QEvent.Type.KeyRelease, key, scan_code))
    assert not edited.canvas.is_holding_before


@pytest.mark.parametrize("steps", [[40, 40, 40], [120], [7] * 17 + [1], [60, 90, -30, 120]])
def test_small_turns_of_the_wheel_over_an_edge_are_added_up(edited: MainWindow, bench: Bench, steps: list[int]) -> None:
    selected = bench.session.selection.candidates.selected
    assert selected is not None
    box = selected.box
    for number, amount in enumerate(steps):
        key = selected.candidate_id if bench.session.selection.box is None else PERSONS_KEY
        place = box_corner(edited, key, corner="left") if edited.canvas.box_widget_rect(key) else QPoint()
        turn_wheel(edited.canvas, QPointF(place), amount, Modifier.ControlModifier)
        moved = bench.session.selection.box
        if number < len(steps) - 1 and sum(steps[: number + 1]) < 120:
            assert moved is None
    moved = bench.session.selection.box
    expected = 2 if steps[-1] == 120 and len(steps) > 1 else 1
    assert moved is not None and moved.x0 == box.x0 - expected


def test_a_right_click_during_a_drag_does_not_end_it(edited: MainWindow, bench: Bench) -> None:
    selected = bench.session.selection.candidates.selected
    assert selected is not None
    canvas = edited.canvas
    start = box_corner(edited, selected.candidate_id, corner="centre")
    QTest.mousePress(canvas, LEFT, Modifier.NoModifier, start)
    QTest.mouseMove(canvas, start + QPoint(20, 0))
    QTest.mouseClick(canvas, Qt.MouseButton.RightButton, Modifier.NoModifier, start + QPoint(20, 0))
    assert canvas.drag is not None and bench.session.selection.box is None
    QTest.mouseMove(canvas, start + QPoint(40, 0))
    QTest.mouseRelease(canvas, LEFT, Modifier.NoModifier, start + QPoint(40, 0))
    assert canvas.drag is None
    moved = bench.session.selection.box
    assert moved is not None and moved.x0 - selected.box.x0 == pytest.approx(40 / canvas.zoom, abs=1)


def _copied(picture: bool, text: str = "", path: Path | None = None) -> QMimeData:
    data = QMimeData()
    if picture:
        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.red)
        data.setImageData(image)
    if path is not None:
        data.setData("text/uri-list", path.as_uri().encode())
    if text:
        data.setText(text)
    return data


def _paste_into(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_V, Modifier.ControlModifier)


@pytest.mark.parametrize("what", ["picture", "file"])
def test_a_copied_picture_is_pasted_while_the_prompt_has_the_keys(
    window: MainWindow, bench: Bench, picture_path: Path, other_path: Path, what: str
) -> None:
    bench.open(picture_path)
    window.activateWindow()
    bench.wait(window.isActiveWindow)
    data = _copied(True) if what == "picture" else _copied(False, text=str(other_path), path=other_path)
    QGuiApplication.clipboard().setMimeData(data)
    _paste_into(window.prompt.prompt_edit)
    width = 40 if what == "picture" else 200
    bench.wait(lambda: bench.session.document.source.size.width == width)  # type: ignore[union-attr]
    assert window.prompt.prompt_edit.text() == ""


def test_a_copied_text_is_pasted_as_text_also_where_it_brings_its_looks(window: MainWindow, bench: Bench) -> None:
    window.activateWindow()
    bench.wait(window.isActiveWindow)
    QGuiApplication.clipboard().setMimeData(_copied(True, text="a red apple"))
    _paste_into(window.prompt.prompt_edit)
    assert window.prompt.prompt_edit.text() == "a red apple"
    assert not bench.session.pictures.is_opening


@pytest.mark.parametrize(
    ("screen", "size"),
    [(QSize(1366, 768), QSize(1280, 720)), (QSize(1024, 640), QSize(1008, 592)), (QSize(2560, 1440), QSize(1280, 820))],
)
def test_the_first_window_fits_its_screen(screen: QSize, size: QSize) -> None:
    assert first_size(screen) == size


def test_the_window_can_be_as_small_as_its_first_size_on_a_small_screen(window: MainWindow) -> None:
    least = window.minimumSizeHint()
    assert least.width() <= 1008 and least.height() <= 592
