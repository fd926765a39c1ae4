"""What a screen reader hears: names, roles and states of everything that can be reached, by QAccessible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QApplication, QComboBox, QDialog, QWidget

from lredit_core.geometry import Box
from lredit_gui.widgets.accessible_roles import install_accessible_roles
from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench

ROLE = QAccessible.Role
#: Roles that say nothing of what a thing is.
MUTE = {ROLE.NoRole, ROLE.Client, ROLE.Window}
DIALOGS = (
    Action.MODELS,
    Action.CHOICES,
    Action.OWN_THINGS,
    Action.COMPARE_WITH,
    Action.SHORTCUTS,
    Action.COMMANDS,
    Action.SIDE_BY_SIDE,
    Action.RESIZE,
    Action.CANVAS,
    Action.STRAIGHTEN,
    Action.NEW_GUIDE,
    Action.EXPORT,
)


def seen(root: QWidget) -> Iterator[QWidget]:
    """Every visible widget that the keyboard can reach."""
    for widget in (root, *root.findChildren(QWidget)):
        is_reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if widget.isVisible() and is_reached and widget.window() is root and widget.focusProxy() is None:
            yield widget


def interface_of(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def faults_of(root: QWidget) -> list[str]:
    """What cannot be told by ear."""
    found = []
    for widget in seen(root):
        what = f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"
        heard = interface_of(widget)
        if not heard.text(QAccessible.Text.Name).strip():
            found.append(f"{what}: no name")
        if heard.role() in MUTE and widget is not root:
            found.append(f"{what}: no role")
        state = heard.state()
        if widget.isEnabled() and state.disabled:
            found.append(f"{what}: said to be disabled")
        if isinstance(widget, QAbstractButton) and widget.isCheckable() and not state.checkable:
            found.append(f"{what}: not said to be checkable")
        if isinstance(widget, QAbstractSlider | QComboBox) and not heard.text(QAccessible.Text.Value):
            found.append(f"{what}: no value")
    return found


@pytest.fixture(autouse=True)
def _heard() -> Iterator[None]:
    install_accessible_roles()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def test_the_welcome_page_can_be_heard(window: MainWindow) -> None:
    assert faults_of(window) == []


@pytest.mark.parametrize("state", ["candidates", "box in hand", "layer", "adjustment", "everything shown"])
def test_every_state_of_the_window_can_be_heard(edited: MainWindow, bench: Bench, state: str) -> None:
    session = bench.session
    if state == "box in hand":
        session.selection.draw_box(Box(20, 20, 90, 90))
    elif state in ("layer", "adjustment", "everything shown"):
        session.accept()
        bench.wait_for_picture()
        if state == "adjustment":
            session.layers.add_adjustment()
            bench.wait_for_picture()
        document = session.document
        assert document is not None
        session.layers.choose([document.layers[-1].layer_id])
    if state == "everything shown":
        for dock in edited.docks:
            dock.show()
        edited.action_set[Action.RULERS].setChecked(True)
        edited.canvas.turn_by(15)
    assert faults_of(edited) == []


@pytest.mark.parametrize("action", DIALOGS, ids=lambda action: action.value)
def test_every_dialog_can_be_heard(edited: MainWindow, bench: Bench, action: Action) -> None:
    assert edited.action_set[action].isEnabled()
    edited.action_set[action].trigger()
    bench.wait(lambda: [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()])
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert interface_of(dialog).text(QAccessible.Text.Name).strip()
    assert faults_of(dialog) == []
    dialog.reject()


def test_tab_reaches_everything_once_and_comes_back(edited: MainWindow, bench: Bench, picture_path: Path) -> None:
    del picture_path
    edited.activateWindow()
    bench.qtbot.waitUntil(edited.isActiveWindow)
    edited.prompt.prompt_edit.setFocus()
    first = QApplication.focusWidget()
    assert first is edited.prompt.prompt_edit
    order: list[QWidget] = []
    current: QWidget | None = first
    while current is not None and current not in order and len(order) < 200:
        order.append(current)
        QTest.keyClick(current, Qt.Key.Key_Tab)
        current = QApplication.focusWidget()
    assert current is first, f"Tab ends at {current}"
    missed = [widget for widget in seen(edited) if widget.isEnabled() and widget not in order]
    assert [f"{type(one).__name__} {one.objectName()}" for one in missed] == []
