"""A choice of where something lies on this machine: a folder, a .safetensors file, or neither."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from lredit_gui.widgets.plain_text import as_tip

_ASK_FOLDER, _ASK_FILE = "?folder", "?file"


class PlaceChoice(QComboBox):
    """Places that were chosen stay in the list. Signals: changed."""

    changed = Signal()

    def __init__(
        self, name: str, label: str, *, default: tuple[str, str], takes_file: bool, parent: QWidget | None = None
    ) -> None:
        """Args:
        default: the first entry's text and what `reference` is while it is chosen.
        """
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self._label = label
        self.setMinimumContentsLength(24)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(*default)
        self.addItem(self.tr("Choose a folder\u2026"), _ASK_FOLDER)
        if takes_file:
            self.addItem(self.tr("Choose a .safetensors file\u2026"), _ASK_FILE)
        self._last = 0
        self.activated.connect(self._on_activated)

    @property
    def reference(self) -> str:
        """The default's, or a path."""
        return str(self.itemData(self._last))

    def offer(self, path: str, text: str = "") -> None:
        """Puts a place into the list without choosing it; `text` stands for it there."""
        with QSignalBlocker(self):
            if self.findData(path) < 0:
                self.insertItem(self.count() - self._asking_count, text or path, path)

    def set_path(self, path: str) -> None:
        """Chooses a folder or a file."""
        self.offer(path)
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(path))
        self._last = self.currentIndex()
        self.setToolTip(as_tip(path))
        self.changed.emit()

    @property
    def _asking_count(self) -> int:
        return sum(self.itemData(row) in (_ASK_FOLDER, _ASK_FILE) for row in range(self.count()))

    def _on_activated(self, row: int) -> None:
        data = self.itemData(row)
        if data not in (_ASK_FOLDER, _ASK_FILE):
            self._last = row
            self.setToolTip(str(data) if row else "")
            self.changed.emit()
            return
        self.setCurrentIndex(self._last)
        dialog = QFileDialog(self, self._label)
        dialog.setObjectName("placeDialog")
        if data == _ASK_FOLDER:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilter(self.tr("Weights (*.safetensors)"))
        dialog.fileSelected.connect(self.set_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
