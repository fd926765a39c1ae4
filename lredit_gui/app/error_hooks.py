"""Errors that nobody caught, brought before the person from whatever thread they come."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from lredit_gui.session.notice import Notice

if TYPE_CHECKING:
    import asyncio
    from types import TracebackType

    from lredit_gui.panels.messages import Messages


class ErrorHooks(QObject):
    """Brings every error that nobody caught before the person, from whatever thread it comes."""

    raised = Signal(object)

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._loop: asyncio.AbstractEventLoop | None = None
        self._old_hook = sys.excepthook
        self._old_thread_hook = threading.excepthook
        self.raised.connect(self._show)

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        self._loop = loop
        loop.set_exception_handler(self._on_loop_exception)

    def remove(self) -> None:
        sys.excepthook = self._old_hook
        threading.excepthook = self._old_thread_hook
        if self._loop is not None:
            self._loop.set_exception_handler(None)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._old_hook(kind, error, trace)
        else:
            self.raised.emit(error)

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.raised.emit(arguments.exc_value)

    def _on_loop_exception(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        self.raised.emit(error if isinstance(error, Exception) else RuntimeError(str(context.get("message"))))

    def _show(self, error: BaseException) -> None:
        self._messages.show(Notice.of_error(error))
