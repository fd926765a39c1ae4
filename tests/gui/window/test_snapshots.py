"""States of the document with a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu

from lredit_gui.window.actions import Action
from tests.gui.window.hands import LEFT
from tests.gui.window.test_projects import save_as

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from lredit_gui.session.preferences import Preferences
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def keep(window: MainWindow, bench: Bench, name: str) -> None:
    window.action_set[Action.KEEP_SNAPSHOT].trigger()
    bench.wait(lambda: window.findChild(QInputDialog, "snapshotDialog"))
    dialog = window.findChild(QInputDialog, "snapshotDialog")
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue(name)
    dialog.accept()
    bench.wait(lambda: window.findChild(QInputDialog, "snapshotDialog") is None)


def names(window: MainWindow) -> list[str]:
    shown = window.history.snapshots
    return [shown.item(row).text() for row in range(shown.count())] if shown.isVisible() else []


def click(window: MainWindow, row: int) -> None:
    shown = window.history.snapshots
    QTest.mouseClick(shown.viewport(), LEFT, pos=shown.visualItemRect(shown.item(row)).center())


def test_a_snapshot_is_gone_back_to_in_one_step_that_undo_takes_back(edited: MainWindow, bench: Bench) -> None:
    session = bench.session
    assert names(edited) == []
    session.accept()
    accepted = session.document
    keep(edited, bench, "with an apple")
    session.layers.delete()
    keep(edited, bench, "  ")
    assert names(edited) == ["with an apple"] and "needs a name" in bench.texts()[-1]
    assert edited.history.snapshots.currentRow() == -1
    click(edited, 0)
    assert session.document is accepted and edited.history.snapshots.currentRow() == 0
    count = edited.history.list.count()
    click(edited, 0)
    assert edited.history.list.count() == count, "it is there already"
    session.undo()
    assert session.document.layers == ()  # type: ignore[union-attr]


def test_snapshots_are_saved_with_a_project_and_forgotten_by_the_menu(
    edited: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    session = bench.session
    save_as(edited, bench, tmp_path / "one.lredit")
    session.accept()
    keep(edited, bench, "with an apple")
    session.undo()
    assert edited.isWindowModified()
    edited.action_set[Action.SAVE].trigger()
    bench.wait(lambda: not session.history.changed_pictures)
    session.close_picture(session.history.picture)  # type: ignore[arg-type]
    session.open_path(tmp_path / "one.lredit")
    bench.wait(lambda: session.document is not None)
    bench.wait_for_picture()
    assert names(edited) == ["with an apple"] and not edited.isWindowModified()
    hand = session.history.picture.hand  # type: ignore[union-attr]
    click(edited, 0)
    assert len(session.document.layers) == 1 and session.history.picture.hand is hand  # type: ignore[union-attr]
    session.undo()
    edited.history.menuRequested.emit(session.history.snapshots[0].snapshot_id, edited.mapToGlobal(edited.pos()))
    menu = edited.findChild(QMenu, "historyMenu")
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    assert names(edited) == [] and edited.isWindowModified()


def test_the_history_keeps_within_the_budget_that_is_preferred(
    preferences: Preferences, request: pytest.FixtureRequest, bench: Bench, picture_path: Path
) -> None:
    preferences.history_megabytes = 64
    budgets: list[int] = []
    bench.session.history.set_budget = budgets.append  # type: ignore[method-assign]
    window = request.getfixturevalue("window")
    assert budgets == [64 << 20]
    del bench.session.history.set_budget
    bench.session.history.set_budget(0)
    bench.open(picture_path)
    for count in range(1, 4):
        window.action_set[Action.TURN_RIGHT].trigger()
        bench.wait(lambda count=count: bench.session.history.cursor == min(count, 1) and bench.session.flows.count == 0)
    assert bench.session.history.entries[0].label != "Open meadow.png"
    bench.session.history.set_budget(1 << 30)
    window.action_set[Action.TURN_RIGHT].trigger()
    bench.wait(lambda: len(bench.session.history.entries) == 3)


def test_a_long_name_is_elided_in_the_history_and_whole_in_its_tool_tip(
    window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    long = picture_path.with_stem("a picture from the holidays in the mountains " * 3)
    picture_path.rename(long)
    bench.open(long)
    rows = window.history.list
    assert not rows.horizontalScrollBar().isVisible()
    assert rows.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert long.stem.strip() in rows.item(0).toolTip()
