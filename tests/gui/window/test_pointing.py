"""Clicks on the picture, keys and menu: the regions there, and a box that snaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from lredit_core.geometry import Box
from lredit_gui.canvas.tools import Tool
from lredit_gui.window.actions import Action
from lredit_gui.window.shortcuts import ShortcutsDialog
from tests.gui.window.hands import LEFT, Modifier, drag

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def opened(window: MainWindow, bench: Bench, picture_path: Path) -> MainWindow:
    bench.open(picture_path)
    bench.wait_for_picture()
    return window


def place(window: MainWindow, x: float, y: float) -> QPoint:
    return QPointF(*window.canvas.to_widget(x, y)).toPoint()


def click(
    window: MainWindow, bench: Bench, x: float = 110, y: float = 90, modifiers: Modifier = Modifier.NoModifier
) -> None:
    QTest.mouseClick(window.canvas, LEFT, modifiers, place(window, x, y))
    bench.wait(lambda: not bench.session.pointing.is_asking)


@pytest.mark.parametrize("tool", [Action.SELECT_TOOL, Action.DRAW_TOOL])
def test_clicks_go_through_the_regions_and_shift_goes_back(opened: MainWindow, bench: Bench, tool: Action) -> None:
    small, middle, _large = bench.engine.offered
    opened.action_set[tool].trigger()
    click(opened, bench)
    assert bench.session.selection.box == small and opened.canvas.tool is Tool.SELECT
    assert opened.box_bar.isVisible() and "Region 1 of 3" in opened.status.text()
    click(opened, bench)
    assert bench.session.selection.box == middle and "Region 2 of 3" in opened.status.text()
    click(opened, bench, modifiers=Modifier.ShiftModifier)
    assert bench.session.selection.box == small
    assert len(bench.engine.pointed) == 1


def test_the_second_press_of_a_double_click_counts_as_one(opened: MainWindow, bench: Bench) -> None:
    click(opened, bench)
    position = QPointF(place(opened, 110, 90))
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(kind, position, opened.canvas.mapToGlobal(position), LEFT, LEFT, Modifier.NoModifier)
        QApplication.sendEvent(opened.canvas, event)
    assert bench.session.selection.box == bench.engine.offered[1]


def test_a_drag_still_draws_and_moves_and_points_at_nothing(opened: MainWindow, bench: Bench) -> None:
    drag(opened.canvas, place(opened, 200, 150), place(opened, 230, 190))
    assert not bench.engine.pointed and bench.session.selection.box is None
    opened.action_set[Action.DRAW_TOOL].trigger()
    drag(opened.canvas, place(opened, 20, 30), place(opened, 120, 110))
    drawn = bench.session.selection.box
    assert drawn is not None and not bench.engine.pointed
    drag(opened.canvas, place(opened, 70, 70), place(opened, 90, 80))
    assert bench.session.selection.box not in (drawn, None) and not bench.engine.pointed


def test_clicks_beside_the_picture_and_with_the_hand_point_at_nothing(opened: MainWindow, bench: Bench) -> None:
    rect = opened.canvas.picture_rect()
    beside = QPoint(round(rect.center().x()), round(rect.top()) - 20)
    if beside.y() < 0:
        beside = QPoint(round(rect.left()) - 20, round(rect.center().y()))
    QTest.mouseClick(opened.canvas, LEFT, pos=beside)
    opened.action_set[Action.PAN_TOOL].trigger()
    QTest.mouseClick(opened.canvas, LEFT, pos=place(opened, 110, 90))
    assert not bench.engine.pointed and not bench.session.pointing.is_asking


def test_a_press_that_esc_breaks_off_is_no_click(opened: MainWindow, bench: Bench) -> None:
    QTest.mousePress(opened.canvas, LEFT, Modifier.NoModifier, place(opened, 110, 90))
    QTest.keyClick(opened.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(opened.canvas, LEFT, Modifier.NoModifier, place(opened, 110, 90))
    assert not bench.session.pointing.is_asking


def test_keys_alone_do_it_too(opened: MainWindow, bench: Bench) -> None:
    small, middle, _large = bench.engine.offered
    opened.canvas.setFocus()
    assert not opened.action_set[Action.SMALLER].isEnabled()
    for expected in (small, middle):
        QTest.keyClick(opened.canvas, Qt.Key.Key_N)
        bench.wait(lambda: not bench.session.pointing.is_asking)
        assert bench.session.selection.box == expected
    asked = bench.engine.pointed[0]
    assert (asked.x, asked.y) == pytest.approx((160, 120), abs=1)  # type: ignore[union-attr]
    QTest.keyClick(opened.canvas, Qt.Key.Key_N, Modifier.ShiftModifier)
    assert bench.session.selection.box == small


def test_s_snaps_the_box_and_ctrl_z_brings_it_back(opened: MainWindow, bench: Bench) -> None:
    loose, tight = Box(60, 50, 220, 200), Box(80, 70, 180, 170)
    bench.session.selection.draw_box(loose)
    bench.engine.snaps_to = tight
    opened.canvas.setFocus()
    QTest.keyClick(opened.canvas, Qt.Key.Key_S)
    bench.wait(lambda: bench.session.selection.box == tight)
    QTest.keyClick(opened.canvas, Qt.Key.Key_Z, Modifier.ControlModifier)
    assert bench.session.selection.box == loose
    QTest.mouseClick(opened.box_bar.snap_button, LEFT)
    bench.wait(lambda: bench.session.selection.box == tight)


def test_a_box_that_stays_is_told_in_the_banner(opened: MainWindow, bench: Bench) -> None:
    bench.session.selection.draw_box(Box(60, 50, 220, 200))
    opened.action_set[Action.SNAP].trigger()
    bench.wait(lambda: "Nothing stands out in this box. It stays as it is." in bench.texts())
    assert opened.banner.isVisible()


def test_the_keys_stand_in_the_list_of_shortcuts(opened: MainWindow) -> None:
    dialog = ShortcutsDialog(opened.action_set, opened)
    texts = {label.text() for label in dialog.findChildren(QLabel)}
    assert {"Snap the box to the thing in it", "S", "N", "Shift+N", "Click"} <= texts
    dialog.deleteLater()
