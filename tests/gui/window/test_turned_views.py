"""The view turned and mirrored, guides and rulers, the navigator, what is said under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from lredit_core.document.guides import PictureGuide
from lredit_core.geometry import Box
from lredit_gui.canvas.guides import PICTURE_GUIDE_COLOUR
from lredit_gui.canvas.overlay_model import BoxKind
from lredit_gui.window.actions import Action
from lredit_gui.window.size_dialogs import GuideDialog
from tests.gui.window.hands import LEFT, Modifier, move_mouse, turn_wheel

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def on_screen(window: MainWindow, x: float, y: float) -> QPoint:
    """Where a place of the picture is seen on the canvas."""
    canvas = window.canvas
    return canvas.screen_transform.map(QPointF(*canvas.to_widget(x, y))).toPoint()


def drag(window: MainWindow, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(window.canvas, LEFT, Modifier.NoModifier, start)
    move_mouse(window.canvas, end)
    QTest.mouseRelease(window.canvas, LEFT, Modifier.NoModifier, end)


@pytest.mark.parametrize("keys", ["6", "4", "m", "66m", "666666m"])
def test_a_box_is_drawn_where_the_mouse_goes_however_the_view_is_turned(
    window: MainWindow, bench: Bench, picture_path: Path, keys: str
) -> None:
    bench.open(picture_path)
    window.canvas.setFocus()
    window.action_set[Action.SNAP_LINES].setChecked(False)
    for key in keys:
        QTest.keyClick(window.canvas, key, Modifier.ShiftModifier if key == "m" else Modifier.NoModifier)
    assert window.canvas.viewport is not None and window.canvas.viewport.is_turned
    assert window.status.turn.isVisible()
    window.action_set[Action.DRAW_TOOL].trigger()
    drag(window, on_screen(window, 60, 50), on_screen(window, 200, 150))
    box = bench.session.selection.box
    assert box is not None
    assert box.as_tuple() == pytest.approx((60, 50, 200, 150), abs=2)
    corner = on_screen(window, box.x1, box.y1)
    drag(window, corner, on_screen(window, box.x1 - 60, box.y1 - 30))
    after = bench.session.selection.box
    assert after is not None
    assert after.as_tuple() == pytest.approx((box.x0, box.y0, box.x1 - 60, box.y1 - 30), abs=2)
    QTest.keyClick(window.canvas, "5")
    assert not window.canvas.viewport.is_turned and not window.status.turn.isVisible()


def test_a_quarter_turn_shows_the_same_pixels_turned(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.wait_for_picture()
    canvas = window.canvas
    if (canvas.width() - canvas.height()) % 2:
        window.resize(window.width() + 1, window.height())  # else all lies half a pixel beside
    canvas.set_zoom(1.0)
    straight = canvas.grab().toImage()
    canvas.turn_by(90)
    turned = canvas.grab().toImage()
    middle_x, middle_y = canvas.width() // 2, canvas.height() // 2
    back = turned.transformed(QTransform().rotate(-90))
    offset = (back.width() - straight.width()) // 2, (back.height() - straight.height()) // 2
    for dx, dy in ((0, 0), (40, 30), (-50, 20), (60, -70), (-33, -44)):
        x, y = middle_x + dx, middle_y + dy
        assert back.pixelColor(x + offset[0], y + offset[1]) == straight.pixelColor(x, y)


def test_arrow_keys_go_the_way_that_is_seen(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.session.selection.draw_box(Box(40, 40, 100, 90))
    window.canvas.turn_by(90)  # the picture's left edge is above
    QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    assert bench.session.selection.box == Box(40, 39, 100, 89)
    window.canvas.straighten_view()
    window.canvas.mirror()
    QTest.keyClick(window.canvas, Qt.Key.Key_Right)
    assert bench.session.selection.box == Box(39, 39, 99, 89)


def test_the_wheel_zooms_to_the_pointer_in_a_turned_view(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    canvas = window.canvas
    canvas.turn_by(35)
    place = QPointF(canvas.width() / 2 + 60, canvas.height() / 2 - 40)
    spot = canvas.to_picture(canvas.from_screen(place))
    turn_wheel(canvas, place, 240)
    assert canvas.to_picture(canvas.from_screen(place)) == pytest.approx(spot, abs=0.01)


def test_a_guide_is_pulled_out_of_a_ruler_moved_and_taken_away(
    window: MainWindow, bench: Bench, picture_path: Path, other_path: Path
) -> None:
    bench.open(picture_path)
    QTest.keyClick(window, Qt.Key.Key_R, Modifier.ControlModifier)
    ruler, canvas = window.rulers.down, window.canvas
    assert ruler.isVisible()
    to = ruler.mapFrom(canvas, on_screen(window, 77, 60))
    QTest.mousePress(ruler, LEFT, Modifier.NoModifier, QPoint(5, 50))
    move_mouse(ruler, to)
    QTest.mouseRelease(ruler, LEFT, Modifier.NoModifier, to)
    assert [(one.is_upright, one.at) for one in canvas.guides.lines] == [(True, pytest.approx(77, abs=1))]
    at = canvas.guides.lines[0].at
    seen = canvas.grab().toImage()
    spot = on_screen(window, at, 30)
    near = {seen.pixelColor(spot.x() + dx, spot.y()).name() for dx in (-1, 0, 1)}
    assert PICTURE_GUIDE_COLOUR.name() in near
    bench.session.selection.draw_box(Box(100, 40, 160, 90))
    drag(window, on_screen(window, 130, 65), on_screen(window, at + 31, 65))
    box = bench.session.selection.box
    assert box is not None and box.x0 == at  # it snaps
    bench.session.selection.discard_box()
    drag(window, on_screen(window, at, 200), on_screen(window, 123, 200))
    assert canvas.guides.lines[0].at == pytest.approx(123, abs=1)
    bench.open(other_path)
    assert canvas.guides.lines == ()
    window.action_set[Action.PREVIOUS_PICTURE].trigger()
    assert len(canvas.guides.lines) == 1
    drag(window, on_screen(window, canvas.guides.lines[0].at, 200), QPoint(2, 200))
    assert canvas.guides.lines == ()


def test_a_guide_is_laid_by_keys_and_hidden(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    window.action_set[Action.NEW_GUIDE].trigger()
    dialog = window.findChild(GuideDialog)
    assert dialog is not None and dialog.place.value() == 160
    dialog.way.setCurrentIndex(1)
    dialog.place.setValue(33)
    dialog.accept()
    assert window.canvas.guides.lines == (PictureGuide(False, 33),)
    shown = window.canvas.grab().toImage()
    window.action_set[Action.GUIDES].trigger()
    assert window.canvas.grab().toImage() != shown
    window.action_set[Action.CLEAR_GUIDES].trigger()
    assert window.canvas.guides.lines == ()


def test_the_rulers_count_the_pictures_pixels(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    window.action_set[Action.RULERS].setChecked(True)
    for turn in (0, 90, 180, 270):
        window.canvas.straighten_view()
        window.canvas.turn_by(turn)
        for ruler, is_upright in ((window.rulers.across, False), (window.rulers.down, True)):
            numbered = [(place, int(number)) for place, number in ruler.marks() if number]
            assert len(numbered) >= 2
            for place, number in numbered:
                on_canvas = QPointF(ruler.mapTo(window.canvas, QPoint(0, 0)))
                on_canvas += QPointF(0, place) if is_upright else QPointF(place, 0)
                seen = window.canvas.to_picture(window.canvas.from_screen(on_canvas))
                assert number == pytest.approx(seen[1 if is_upright == (turn % 180 == 0) else 0], abs=1e-6)
    window.canvas.turn_by(15)
    assert not window.rulers.across.isVisible()


def test_the_navigator_shows_and_moves_what_is_seen(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.wait_for_picture()
    window.navigator_dock.show()
    navigator, canvas = window.navigator, window.canvas
    canvas.set_zoom(4.0)
    place = navigator.viewport()
    assert place is not None
    to = QPointF(*place.to_view(250, 60)).toPoint()
    QTest.mousePress(navigator, LEFT, Modifier.NoModifier, to)
    assert canvas.middle() == pytest.approx((250, 60), abs=3)
    assert navigator.frame().boundingRect().center().toPoint().x() == pytest.approx(to.x(), abs=2)
    QTest.keyClick(navigator, Qt.Key.Key_Left)
    middle = canvas.middle()
    assert middle is not None and middle[0] < 247
    pixel = navigator.grab().toImage().pixelColor(to)
    assert pixel != QColor(window.theme.colours.panel)


def test_what_lies_under_the_pointer_is_said(edited: MainWindow) -> None:
    canvas = edited.canvas
    box = canvas.active_box()
    assert box is not None and box.kind is BoxKind.CANDIDATE
    tip = canvas.tip_at(QPointF(*canvas.to_widget(*box.box.centre)))
    assert "Candidate" in tip and "a red apple" in tip and "%" in tip and f"{box.box.width} \u00d7" in tip
    assert canvas.tip_at(QPointF(1, 1)) == ""
    assert QApplication.activePopupWidget() is None
