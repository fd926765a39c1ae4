"""What is said to the person: a sentence, how serious it is, and details to copy."""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from lredit_core.errors import LreditError
from lredit_core.memory_shortage import is_memory_shortage
from lredit_gui.language.sentences import said

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)


class NoticeKind(Enum):
    """How serious it is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked before something is done that cannot be undone: what, what it means, and the button that does it.
    Enter and Esc leave it undone."""

    text: str
    meaning: str
    button: str


@dataclass(frozen=True, slots=True)
class NoticeChoice:
    """What the person may do about it, by a button; the notice goes then.

    Attributes:
        doubt: asked before, if anything is.
    """

    text: str
    act: Callable[[], None]
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the person, in their language; `details` are for "Copy details" and the log."""

    kind: NoticeKind
    text: str
    details: str = ""
    choices: tuple[NoticeChoice, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", said(self.text))

    @classmethod
    def of_error(cls, error: BaseException) -> Notice:
        """Our own errors say what to do; of others only the details know more."""
        trace = "".join(traceback.format_exception(error))
        _log.error("Shown to the person:\n%s", trace)
        if isinstance(error, LreditError):
            return cls(NoticeKind.ERROR, error.message, "\n".join(part for part in (error.details, trace) if part))
        if is_memory_shortage(error):
            text = QCoreApplication.translate(
                "Notice",
                "There is not enough memory for this. Close other pictures or programs and try again; your picture is "
                "safe.",
            )
            return cls(NoticeKind.ERROR, text, trace)
        text = QCoreApplication.translate(
            "Notice", "Something went wrong in the program. Your picture is safe; copy the details to report it."
        )
        return cls(NoticeKind.ERROR, text, trace)
