"""Menus under the right button: candidates with a star, hidden ones, layers on the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def menu_of(window: MainWindow) -> QMenu:
    menus = [menu for menu in window.findChildren(QMenu, "contextMenu") if menu.isVisible()]
    (menu,) = menus
    return menu


def choose(window: MainWindow, text: str) -> None:
    menu = menu_of(window)
    next(action for action in menu.actions() if text in action.text()).trigger()
    menu.close()


def right_click_candidate(window: MainWindow, row: int) -> None:
    place = window.strip.visualItemRect(window.strip.item(row)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, window.strip.viewport().mapToGlobal(place))
    QApplication.sendEvent(window.strip.viewport(), event)


def test_a_candidate_with_a_star_stands_first_and_outlives_another_search(edited: MainWindow, bench: Bench) -> None:
    candidates = bench.session.selection.candidates
    third = candidates.ranked[2]
    right_click_candidate(edited, 2)
    choose(edited, "star")
    assert candidates.ranked[0] is third and edited.strip.count() == 3
    edited.prompt.prompt_edit.setText("a hat")
    edited.start_edit()
    bench.wait_for_end()
    assert third in candidates.ranked and edited.strip.count() == 4
    assert {one.prompt for one in candidates.ranked} == {"a red apple", "a hat"}
    bench.session.selection.star(third.candidate_id)
    bench.edit()
    assert third not in candidates.ranked


def test_a_hidden_candidate_is_gone_until_it_is_asked_for(edited: MainWindow, bench: Bench) -> None:
    candidates = bench.session.selection.candidates
    second = candidates.ranked[1]
    right_click_candidate(edited, 1)
    choose(edited, "Hide")
    assert second not in candidates.ranked and edited.strip.count() == 2
    assert edited.canvas.overlay.box(second.candidate_id) is None
    right_click_candidate(edited, 0)
    choose(edited, "Show the 1")
    assert candidates.ranked[1] is second and edited.strip.count() == 3


def right_click_picture(window: MainWindow, x: float, y: float) -> None:
    place = QPointF(*window.canvas.to_widget(x, y)).toPoint()
    window.canvas.customContextMenuRequested.emit(place)


def test_a_right_click_on_a_layer_offers_what_can_be_done_to_it(edited: MainWindow, bench: Bench) -> None:
    bench.session.accept()
    document = bench.session.document
    assert document is not None
    right_click_picture(edited, *document.layers[0].box.centre)
    assert list(bench.session.layers.framed) == [document.layers[0]]
    assert edited.action_set[Action.LAYER_DUPLICATE] in menu_of(edited).actions()
    menu_of(edited).close()
    bench.session.layers.leave()
    right_click_picture(edited, 2, 2)
    assert edited.action_set[Action.FIT] in menu_of(edited).actions()
    menu_of(edited).close()


def test_with_a_brush_in_hand_the_right_button_opens_nothing(edited: MainWindow) -> None:
    edited.action_set[Action.BRUSH_TOOL].trigger()
    edited.canvas.customContextMenuRequested.emit(QPoint(50, 50))
    assert not [menu for menu in edited.findChildren(QMenu, "contextMenu") if menu.isVisible()]
    assert edited.canvas.contextMenuPolicy() is Qt.ContextMenuPolicy.CustomContextMenu
