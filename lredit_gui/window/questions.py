"""Questions to the person, awaited; they never block the event loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from lredit_gui.session.notice import Doubt


def question(parent: QWidget, name: str, text: str) -> QMessageBox:
    """A box without buttons yet; `name` is its object name."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box


async def answered(
    box: QMessageBox, *, default: QPushButton, until: Callable[[], Awaitable[None]] | None = None
) -> QAbstractButton | None:
    """Shows the box.

    Args:
        box: goes once it was answered.
        default: the button of Enter and of Esc.
        until: what the box is about; it goes by itself once this returns.

    Returns:
        the button that was pressed; None where what the box was about came to its end before.
    """
    box.setDefaultButton(default)
    box.setEscapeButton(default)
    answer: asyncio.Future[QAbstractButton] = asyncio.get_running_loop().create_future()

    def decide() -> None:
        if not answer.done():
            answer.set_result(box.clickedButton())

    box.finished.connect(decide)
    box.open()
    waiting: list[asyncio.Future[Any]] = [answer]
    if until is not None:
        waiting.append(asyncio.ensure_future(until()))
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        return answer.result() if answer.done() else None
    finally:
        for each in waiting:
            each.cancel()
        box.deleteLater()


async def confirmed(parent: QWidget, doubt: Doubt) -> bool:
    """Whether the person wants it done, asked."""
    box = question(parent, "doubtQuestion", doubt.text)
    box.setInformativeText(doubt.meaning)
    yes = box.addButton(doubt.button, QMessageBox.ButtonRole.DestructiveRole)
    no = box.addButton(QCoreApplication.translate("Questions", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    return await answered(box, default=no) is yes
