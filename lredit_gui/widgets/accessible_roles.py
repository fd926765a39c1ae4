"""What widgets that are painted by us are called to screen readers, which know Qt's own ones only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

ACCESSIBLE_ROLE = "accessible_role"
"""Name of a class's attribute: the `QAccessible.Role` of its widgets."""


def install_accessible_roles() -> None:
    """For all widgets from now on whose class says its role. Older Qt bindings do not let one."""
    if hasattr(QAccessible, "installFactory"):
        QAccessible.installFactory(_interface)


def _interface(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    role = getattr(thing, ACCESSIBLE_ROLE, None)
    if isinstance(thing, QWidget) and isinstance(role, QAccessible.Role):
        return QAccessibleWidget(thing, role)
    return None
