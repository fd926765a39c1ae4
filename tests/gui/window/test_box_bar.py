"""The figures in the bar below the person's box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lredit_core.geometry import Box, Size
from lredit_gui.canvas.box_figures import BoxFigure
from tests.gui.window.hands import Modifier

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def drawn(window: MainWindow, bench: Bench, picture_path: Path) -> MainWindow:
    """With a box that was drawn."""
    bench.open(picture_path)
    bench.write()
    bench.session.selection.draw_box(Box(40, 50, 100, 90))
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return window


def enter(window: MainWindow, figure: BoxFigure, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field = window.box_bar.fields.fields[figure]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)


def shown(window: MainWindow) -> list[int]:
    return [field.value() for field in window.box_bar.fields.fields.values()]


def test_the_figures_follow_the_box(drawn: MainWindow, bench: Bench) -> None:
    assert drawn.box_bar.isVisible() and shown(drawn) == [40, 50, 60, 40]
    bench.session.selection.move_box(Box(10, 20, 90, 60))
    assert shown(drawn) == [10, 20, 80, 40]
    for field, text in zip(drawn.box_bar.fields.fields.values(), ("X 10", "Y 20", "W 80", "H 40"), strict=True):
        assert field.text() == text
        assert field.lineEdit().width() > field.fontMetrics().horizontalAdvance(text + "000")


@pytest.mark.parametrize(
    ("figure", "text", "box"),
    [
        (BoxFigure.X, "7", Box(7, 50, 67, 90)),
        (BoxFigure.Y, "900", Box(40, 200, 100, 240)),
        (BoxFigure.WIDTH, "120", Box(40, 50, 160, 90)),
        (BoxFigure.HEIGHT, "5000", Box(40, 50, 100, 240)),
    ],
)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_a_typed_figure_moves_or_resizes_the_box_in_one_step(
    drawn: MainWindow, bench: Bench, figure: BoxFigure, text: str, box: Box, key: Qt.Key
) -> None:
    selection = bench.session.selection
    enter(drawn, figure, text, key)
    assert selection.box == box and not bench.session.edits.is_running, "Enter in a field edits nothing"
    assert shown(drawn) == [box.x0, box.y0, box.width, box.height]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Modifier.ControlModifier)
    assert selection.box == Box(40, 50, 100, 90)
    assert shown(drawn) == [40, 50, 60, 40]


def test_the_proportions_are_kept_while_the_switch_is_on(drawn: MainWindow, bench: Bench) -> None:
    lock, selection = drawn.box_bar.fields.lock_button, bench.session.selection
    lock.click()
    enter(drawn, BoxFigure.WIDTH, "91")
    assert selection.box is not None and selection.box.size == Size(91, 61)
    enter(drawn, BoxFigure.WIDTH, "60")
    assert selection.box.size == Size(60, 40), "rounding does not creep in"
    selection.move_box(Box(40, 50, 140, 70))
    enter(drawn, BoxFigure.HEIGHT, "10")
    assert selection.box.size == Size(50, 10)
    lock.click()
    enter(drawn, BoxFigure.HEIGHT, "30")
    assert selection.box.size == Size(50, 30)


def test_arrows_step_and_esc_goes_back_to_the_canvas_with_the_box(drawn: MainWindow, bench: Bench) -> None:
    field, selection = drawn.box_bar.fields.fields[BoxFigure.X], bench.session.selection
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert selection.box == Box(41, 50, 101, 90)
    field.selectAll()
    QTest.keyClicks(field, "9")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert selection.box == Box(41, 50, 101, 90) and field.value() == 41 and drawn.canvas.hasFocus()


def test_the_bar_is_never_wider_than_the_canvas(drawn: MainWindow) -> None:
    fields = drawn.box_bar.fields
    drawn.canvas.setFixedWidth(320)
    QTest.qWait(0)
    drawn.box_bar.place()
    assert not fields.isVisible() and drawn.box_bar.width() <= 304
    drawn.canvas.setFixedWidth(640)
    QTest.qWait(0)
    drawn.box_bar.place()
    assert fields.isVisible() and drawn.box_bar.width() <= 624
