"""Layers copied to another open picture, by the menu and by dropping them on its tab; their colours matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def accepted(window: MainWindow, bench: Bench) -> str:
    QTest.keyClick(window.canvas, Qt.Key.Key_A)
    bench.wait_for_picture()
    document = bench.session.document
    assert document is not None
    bench.session.layers.choose([document.layers[-1].layer_id])
    return document.layers[-1].name


def test_a_layer_is_copied_to_another_picture_by_the_menu(edited: MainWindow, bench: Bench, other_path: Path) -> None:
    edited.copy_layers_menu.aboutToShow.emit()
    assert [one.isEnabled() for one in edited.copy_layers_menu.actions()] == [False]
    name = accepted(edited, bench)
    first = bench.session.history.picture
    bench.open(other_path)
    other = bench.session.history.picture
    assert first is not None and other is not None
    bench.session.history.show(first)
    edited.copy_layers_menu.aboutToShow.emit()
    (entry,) = edited.copy_layers_menu.actions()
    assert entry.text() == other.name.title
    entry.trigger()
    bench.wait(lambda: other.document.layers)
    assert bench.session.history.picture is other and other.document.layers[0].name == name
    assert [layer.layer_id for layer in bench.session.layers.framed] == [other.document.layers[0].layer_id]
    assert len(first.document.layers) == 1
    bench.session.undo()
    assert not other.document.layers


def test_a_layer_is_dropped_on_another_pictures_tab(edited: MainWindow, bench: Bench, other_path: Path) -> None:
    accepted(edited, bench)
    first = bench.session.history.picture
    bench.open(other_path)
    other = bench.session.history.picture
    assert first is not None and other is not None
    bench.session.history.show(first)
    tabs, rows = edited.tabs, edited.layers.list
    assert isinstance(tabs, QTabBar)

    class Dropped(QDropEvent):
        def source(self) -> object:
            return rows

    for index, expected in ((0, 0), (1, 1)):
        place = QPointF(tabs.tabRect(index).center())
        copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        tabs.dropEvent(Dropped(place, copy, QMimeData(), Qt.MouseButton.LeftButton, none))
        bench.wait(lambda expected=expected: len(other.document.layers) == expected)


def test_the_colours_of_a_layer_are_matched_as_a_step_of_undo(edited: MainWindow, bench: Bench) -> None:
    accepted(edited, bench)
    before = bench.session.document
    assert before is not None
    edited.action_set[Action.LAYER_MATCH].trigger()
    bench.wait(lambda: bench.session.document is not before)
    bench.session.undo()
    assert bench.session.document is before
