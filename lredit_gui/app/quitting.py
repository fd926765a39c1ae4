"""Ways out that do not begin in the window: the system's Quit, and a loop that is ended from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    import qasync


class QuitRequests(QObject):
    """An event filter of the application: whoever asks it to quit (the system, its menu, `QCoreApplication.quit`) asks
    the window to close, and the program ends once the window has."""

    def __init__(self, ask: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Quit:
            return False
        event.ignore()
        self._ask()
        return True


def run_to_the_end(loop: qasync.QEventLoop, life: asyncio.Task[None], close: Callable[[], object]) -> None:
    """Runs the loop until the program's life has come to its end, also where Qt ends the loop before: the window is
    closed then, and what has to be put away is put away. Raises what `life` raises.
    """
    while not life.done():
        try:
            loop.run_until_complete(life)
        except RuntimeError:
            if life.done():
                raise
            loop.call_soon(close)
