"""What is called by the same words in the settings and elsewhere in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from lredit_gui.theme.theme import ThemeMode


def theme_text(mode: ThemeMode) -> str:
    """For a person."""
    return {
        ThemeMode.SYSTEM: _tr("Like the system"),
        ThemeMode.LIGHT: _tr("Light"),
        ThemeMode.DARK: _tr("Dark"),
        ThemeMode.CONTRAST: _tr("High contrast"),
    }[mode]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Theme", text)
