"""Numbers and dates as the person's language writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from lredit_core.sizes import size_text

if TYPE_CHECKING:
    import datetime

_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def localised(text: str) -> str:
    """A text with numbers in it: the points in these as the language has them."""
    return _POINT.sub(QLocale().decimalPoint(), text)


def shown_size(byte_count: int) -> str:
    """In the unit that suits it."""
    return localised(size_text(byte_count))


def moment_text(moment: datetime.datetime) -> str:
    """Day and time of day, short."""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(round(moment.timestamp())), QLocale.FormatType.ShortFormat)
