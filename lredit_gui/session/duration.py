"""Durations in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from lredit_gui.language.numbers import localised


def _tr(text: str) -> str:
    return QCoreApplication.translate("Duration", text)


def duration_text(seconds: float) -> str:
    """Seconds in the unit that suits them."""
    if seconds < 10:
        return localised(_tr("{0:.1f} s").format(seconds))
    if seconds < 90:
        return _tr("{0} s").format(round(seconds))
    return _tr("{0} min").format(round(seconds / 60))
