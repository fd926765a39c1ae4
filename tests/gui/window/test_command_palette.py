"""Commands found by name and run by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lredit_gui.window.actions import Action
from lredit_gui.window.command_palette import CommandPalette, fit_of
from tests.gui.window.hands import Modifier

if TYPE_CHECKING:
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def opened(window: MainWindow) -> CommandPalette:
    QTest.keyClick(window.canvas, Qt.Key.Key_K, Modifier.ControlModifier)
    (palette,) = window.findChildren(CommandPalette)
    return palette


def test_a_command_is_found_by_a_part_of_its_name_and_run(edited: MainWindow, bench: Bench) -> None:
    palette = opened(edited)
    QTest.keyClicks(palette.field, "upside")
    assert palette.list.count() == 2 and palette.list.item(0).text().startswith("Image: Flip the picture upside down")
    before = bench.session.document
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    bench.wait(lambda: bench.session.document is not before)
    assert bench.session.ui.undo_text == "Undo Flip the picture upside down"
    bench.wait(lambda: not edited.findChildren(CommandPalette))


def test_what_cannot_be_done_stands_last_and_is_not_run(edited: MainWindow, bench: Bench) -> None:
    palette = opened(edited)
    QTest.keyClicks(palette.field, "crop to")
    item = palette.list.item(0)
    assert item.flags() == Qt.ItemFlag.NoItemFlags and not edited.action_set[Action.CROP].isEnabled()
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.field.setText("no such thing")
    assert palette.list.isHidden()
    QTest.keyClick(palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_every_action_of_the_menus_can_be_found(edited: MainWindow) -> None:
    palette = opened(edited)
    assert palette.list.count() == len(Action)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1


def test_words_at_the_beginning_fit_better() -> None:
    assert fit_of("flip", "Image: Flip the picture") < fit_of("lip", "Image: Flip the picture")  # type: ignore[operator]
    assert fit_of("picture flip", "Image: Flip the picture") is not None
    assert fit_of("crop", "Image: Flip the picture") is None
