"""A field for a seed."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from lredit_core.api.request import MAX_SEED


class SeedEdit(QLineEdit):
    """A whole number from 0 to 2**32 - 1: more than a spin box holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("0", parent)
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{1,10}"), self))
        self.editingFinished.connect(self._settle)

    @property
    def value(self) -> int:
        """0 while nothing is written."""
        return min(int(self.text() or 0), MAX_SEED)

    def set_value(self, seed: int) -> None:
        self.setText(str(seed))

    def _settle(self) -> None:
        self.setText(str(self.value))
