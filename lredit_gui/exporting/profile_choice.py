"""Which colour profile an exported picture is written in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from lredit_core.pictures.export_settings import Colours
from lredit_core.pictures.file_names import shown_name
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from lredit_core.pictures.export_settings import ExportSettings

_ASK = "?"


class ProfileChoice(QComboBox):
    """Signals: changed, by the person."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportProfileChoice")
        self.setAccessibleName(self.tr("Colour profile"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self._last = 0
        self.addItem(self.tr("As it is"), (Colours.KEEP, None))
        self.addItem(self.tr("sRGB, for screens and the web"), (Colours.SRGB, None))
        self.addItem(self.tr("Choose an ICC file\u2026"), (_ASK, None))
        self.activated.connect(self._on_activated)

    @property
    def colours(self) -> Colours:
        colours: Colours = self.itemData(self._last)[0]
        return colours

    @property
    def icc_file(self) -> Path | None:
        file: Path | None = self.itemData(self._last)[1]
        return file

    def show_settings(self, settings: ExportSettings) -> None:
        """Without a signal."""
        self._choose(settings.colours, settings.icc_file if settings.colours is Colours.FILE else None)

    def show_own(self, title: str) -> None:
        """What the picture's own profile calls itself."""
        if title:
            self.setItemText(0, self.tr("As it is ({0})").format(shown_name(title)))

    def set_file(self, path: Path) -> None:
        """Chooses an ICC file."""
        self._choose(Colours.FILE, path)
        self.changed.emit()

    def _choose(self, colours: Colours, file: Path | None) -> None:
        with QSignalBlocker(self):
            row = next((row for row in range(self.count()) if self.itemData(row) == (colours, file)), -1)
            if row < 0:
                row = self.count() - 1  # before the entry that asks
                self.insertItem(row, shown_name(file.name) if file is not None else "", (colours, file))
            self._last = row
            self.setCurrentIndex(row)
            self.setToolTip(as_tip(shown_name(file)) if file is not None else "")

    def _on_activated(self, row: int) -> None:
        if self.itemData(row)[0] != _ASK:
            self._choose(*self.itemData(row))
            self.changed.emit()
            return
        with QSignalBlocker(self):
            self.setCurrentIndex(self._last)
        dialog = QFileDialog(self, self.tr("A colour profile"))
        dialog.setObjectName("profileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Colour profiles (*.icc *.icm *.ICC *.ICM)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.set_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
