"""What presets are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from lredit_core.api.request import Preset


def preset_text(preset: Preset) -> str:
    """For a person."""
    return {
        Preset.FAST: _tr("Fast"),
        Preset.BALANCED: _tr("Balanced"),
        Preset.THOROUGH: _tr("Thorough"),
        Preset.PAPER: _tr("As in the paper"),
    }[preset]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preset", text)
