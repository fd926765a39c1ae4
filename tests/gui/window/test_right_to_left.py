"""The window for languages that are written from right to left: mirrored, but for what is a place in the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QDockWidget, QLabel, QScrollArea, QWidget

from lredit_gui.widgets.elided import ElidedLabel
from lredit_gui.window.actions import Action
from tests.gui.window.hands import LEFT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench

LEFT_TO_RIGHT, RIGHT_TO_LEFT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(params=[LEFT_TO_RIGHT, RIGHT_TO_LEFT], ids=["to right", "to left"])
def direction(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Qt.LayoutDirection]:
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(LEFT_TO_RIGHT)


def outside(window: QWidget) -> list[str]:
    """What reaches over the window's edge; what scrolls may be anywhere."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or _is_covered(widget, window):
            continue
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        if not window.rect().contains(place):
            found.append(f"{type(widget).__name__} {widget.objectName()} {place}")
    return found


def _is_covered(widget: QWidget, window: QWidget) -> bool:
    """Whether it lies in what scrolls, or in a panel behind another one's tab."""
    parent: QWidget | None = widget
    while parent is not None and parent is not window:
        is_behind = isinstance(parent, QDockWidget) and parent.visibleRegion().isEmpty()
        if is_behind or (isinstance(parent, QAbstractScrollArea) and parent is not widget):
            return True
        parent = parent.parentWidget()
    return False


def cut(window: QWidget) -> list[str]:
    """Texts that have less room than they need."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or isinstance(widget, ElidedLabel):
            continue
        if _is_covered(widget, window):
            continue
        if isinstance(widget, QLabel) and widget.text():
            is_short = widget.wordWrap() and widget.height() < widget.heightForWidth(widget.width())
            if is_short or (not widget.wordWrap() and widget.width() < widget.minimumSizeHint().width()):
                found.append(f"{widget.text()!r} {widget.size()} {widget.sizeHint()}")
        elif (
            isinstance(widget, QAbstractButton) and widget.text() and widget.width() < widget.minimumSizeHint().width()
        ):
            found.append(f"{widget.text()!r} {widget.width()} {widget.minimumSizeHint().width()}")
    return found


@pytest.mark.parametrize("size", [(1280, 860), (900, 620)])
def test_everything_is_inside_of_the_window_and_no_text_is_cut(
    direction: Qt.LayoutDirection, edited: MainWindow, bench: Bench, size: tuple[int, int]
) -> None:
    edited.resize(*size)
    edited.action_set[Action.ADVANCED].trigger()
    QTest.qWait(0)
    assert edited.layoutDirection() == direction
    assert outside(edited) == [] and cut(edited) == []


def test_the_settings_fit_their_dialog(direction: Qt.LayoutDirection, window: MainWindow) -> None:
    dialog = window.settings_actions.show()
    for page in dialog.pages:
        dialog.show_page(page.name)
        QTest.qWait(0)
        assert outside(dialog) == [] and cut(dialog) == [], page.name
        area = dialog.findChild(QScrollArea)
        assert area is not None and page.width() <= area.viewport().width()
    dialog.close()


def test_what_is_a_place_in_the_picture_is_not_mirrored(
    direction: Qt.LayoutDirection, edited: MainWindow, bench: Bench
) -> None:
    """The slider between before and after moves as the line over the picture does."""
    slider = edited.compare_slider
    assert slider.layoutDirection() == edited.canvas.layoutDirection() == LEFT_TO_RIGHT
    QTest.mouseClick(slider, LEFT, pos=QPoint(slider.width() - 8, slider.height() // 2))
    assert edited.canvas.split > 0


def test_the_first_segment_has_the_round_corner_outside(direction: Qt.LayoutDirection, window: MainWindow) -> None:
    presets = window.prompt.presets
    places = [presets.button(index).property("place") for index in range(3)]
    assert places == (["first", "middle", "last"] if direction == LEFT_TO_RIGHT else ["last", "middle", "first"])
    leftmost = min(range(3), key=lambda index: presets.button(index).x())
    assert presets.button(leftmost).property("place") == "first"
    presets.set_index(1)
    QTest.keyClick(presets, Qt.Key.Key_Left)
    assert presets.index == leftmost


def test_a_click_on_a_layers_eye_hides_it(direction: Qt.LayoutDirection, edited: MainWindow, bench: Bench) -> None:
    QTest.keyClick(edited.canvas, Qt.Key.Key_A)
    bench.wait_for_picture()
    row = edited.layers.list.visualItemRect(edited.layers.list.item(0))
    QTest.mouseClick(edited.layers.list.viewport(), LEFT, pos=QPoint(row.left() + 16, row.center().y()))
    document = bench.session.document
    assert document is not None and not document.layers[0].is_visible
