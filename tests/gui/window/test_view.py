"""Zooming, panning, hiding what lies over the picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from lredit_core.api.events import MapKind
from lredit_gui.window.actions import Action
from tests.gui.window.hands import LEFT, Modifier, turn_wheel

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_the_wheel_zooms_to_the_pointer(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    place, before = QPointF(300, 200), window.canvas.zoom
    spot = window.canvas.to_picture(place)
    turn_wheel(window.canvas, place, 240)
    assert window.canvas.zoom > before
    assert window.canvas.to_picture(place) == pytest.approx(spot, abs=0.01)
    assert window.status.zoom.text().endswith("%")


def test_fit_and_one_to_one_by_key(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    fitted = window.canvas.zoom
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, Qt.Key.Key_1, Modifier.ControlModifier)
    assert window.canvas.zoom == 1.0
    QTest.keyClick(window.canvas, Qt.Key.Key_0, Modifier.ControlModifier)
    assert window.canvas.zoom == fitted


@pytest.mark.parametrize("how", ["space", "middle", "tool"])
def test_panning(window: MainWindow, bench: Bench, picture_path: Path, how: str) -> None:
    bench.open(picture_path)
    canvas = window.canvas
    canvas.setFocus()
    before = canvas.picture_rect().topLeft()
    button = Qt.MouseButton.MiddleButton if how == "middle" else LEFT
    if how == "space":
        QTest.keyPress(canvas, Qt.Key.Key_Space)
    elif how == "tool":
        QTest.keyClick(canvas, Qt.Key.Key_H)
    QTest.mousePress(canvas, button, Modifier.NoModifier, QPoint(200, 200))
    QTest.mouseMove(canvas, QPoint(230, 215))
    QTest.mouseRelease(canvas, button, Modifier.NoModifier, QPoint(230, 215))
    moved = canvas.picture_rect().topLeft() - before
    assert (moved.x(), moved.y()) == pytest.approx((30, 15))


def test_the_pointers_pixel_is_shown(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    QTest.mouseMove(window.canvas, QPointF(*window.canvas.to_widget(50.5, 60.5)).toPoint())
    x, y = (int(part.strip(" px")) for part in window.status.position.text().split(","))
    assert (x, y) == pytest.approx((50, 60), abs=1)
    assert "px" in window.status.text()


def test_boxes_can_be_hidden(edited: MainWindow) -> None:
    edited.canvas.setFocus()
    QTest.keyClick(edited.canvas, Qt.Key.Key_X)
    assert len(edited.canvas.overlay.boxes) == 1
    QTest.keyClick(edited.canvas, Qt.Key.Key_X)
    assert len(edited.canvas.overlay.boxes) == 3


def test_m_shows_where_the_models_look_below_the_boxes_and_hides_it_again(edited: MainWindow, bench: Bench) -> None:
    canvas = edited.canvas
    assert canvas.picture_size is not None
    size, target = canvas.picture_size, bench.engine.target
    height = (target[1] + target[3]) / 2 * size.height
    inside, outside = (canvas.to_widget(share * size.width, height) for share in (0.3, 0.1))

    def colours() -> list[QColor]:
        shown = canvas.grab().toImage()
        ratio = shown.devicePixelRatio()
        return [QColor(shown.pixel(round(x * ratio), round(y * ratio))) for x, y in (inside, outside)]

    plain = colours()
    QTest.keyClick(edited, Qt.Key.Key_M)
    lit = colours()
    assert edited.action_set[Action.MAP].isChecked()
    assert lit[1] == plain[1] and lit[0] != plain[0]
    accent = QColor(edited.theme.colours.on_picture)
    difference = [abs(got - want) for got, want in zip(lit[0].getRgb(), accent.getRgb(), strict=True)]
    assert max(difference) < 0.35 * 255
    QTest.keyClick(edited, Qt.Key.Key_M)
    assert colours() == plain


def test_the_map_is_of_the_words_that_were_looked_for_and_leaves_with_them(edited: MainWindow) -> None:
    QTest.keyClick(edited, Qt.Key.Key_M)
    shown, words = edited.canvas.overlay.shown_map, edited.session.form
    assert shown is not None
    for other in (replace(words, source_prompt="the dog"), replace(words, prompt="a green pear")):
        edited.session.set_form(other)
        assert edited.canvas.overlay.shown_map is None
        edited.session.set_form(replace(words, seed=words.seed + 1))
        assert edited.canvas.overlay.shown_map is shown
    QTest.keyClick(edited, Qt.Key.Key_M, Modifier.ShiftModifier | Modifier.ControlModifier)
    assert not edited.action_set[Action.MAP].isChecked()
    assert edited.canvas.overlay.shown_map is edited.session.shown_map(MapKind.ATTENTION) is not shown


def test_the_zoom_is_typed_and_chosen_in_the_status_line(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    field, canvas = window.status.zoom, window.canvas
    assert not field.isVisible()
    bench.open(picture_path)
    fitted = canvas.zoom
    assert field.isVisible() and field.text() == f"{fitted * 100:.0f} %"
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    field.setFocus()
    field.lineEdit().selectAll()
    QTest.keyClicks(field, "250")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert canvas.zoom == 2.5 and field.text() == "250 %" and canvas.hasFocus()
    field.lineEdit().selectAll()
    QTest.keyClicks(field, "99999")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert canvas.zoom == 32.0 and field.text() == "3200 %"
    field.activated.emit(0)
    assert canvas.zoom == fitted
