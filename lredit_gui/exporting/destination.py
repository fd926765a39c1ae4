"""Where an exported file goes: its name, and the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from lredit_core.pictures.file_names import shown_name, with_suffix_of
from lredit_core.pictures.formats import format_of_suffix
from lredit_gui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from lredit_core.pictures.formats import PictureFormat


class Destination(QWidget):
    """Signals: changed; formatNamed(str), when the person wrote a name that ends as another format's do."""

    changed = Signal()
    formatNamed = Signal(str)

    def __init__(self, path: Path, kind: PictureFormat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder, self._kind = path.parent, kind
        self.name_edit = QLineEdit(shown_name(path.name), self)
        self.name_edit.setObjectName("exportNameEdit")
        self.name_edit.setAccessibleName(self.tr("Name of the file"))
        self.name_edit.setMinimumWidth(160)
        self.folder_label = ElidedLabel(shown_name(path.parent), self)
        self.folder_label.setObjectName("exportFolder")
        self.folder_label.setProperty("role", "muted")
        self.folder_label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.choose_button = QPushButton(self.tr("Choose\u2026"), self)
        self.choose_button.setObjectName("chooseExportPathButton")
        self.choose_button.setAccessibleName(self.tr("Choose the folder and the name"))
        self.choose_button.setToolTip(self.choose_button.accessibleName())
        self.choose_button.setAutoDefault(False)
        name = QLabel(self.tr("Name"), self)
        name.setBuddy(self.name_edit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(name)
        row.addWidget(self.name_edit, 3)
        row.addWidget(QLabel(self.tr("in"), self))
        row.addWidget(self.folder_label, 2)
        row.addWidget(self.choose_button)
        self.name_edit.textChanged.connect(lambda _text: self.changed.emit())
        self.name_edit.editingFinished.connect(self._on_edited)
        self.choose_button.clicked.connect(self._choose)

    @property
    def path(self) -> Path | None:
        """With the suffix of the format; None where no name was written."""
        text = self.name_edit.text().strip()
        if not text or text in (".", "..") or text.endswith(("/", "\\")):
            return None
        return with_suffix_of(self._folder / text, self._kind.suffixes, self._kind.suffixes[0])

    def take_focus(self) -> None:
        """The name takes the keys; what is typed replaces it up to its suffix."""
        self.name_edit.setFocus()
        self.name_edit.setSelection(0, len(Path(self.name_edit.text()).stem))

    def set_path(self, path: Path) -> None:
        """Another place, by the person; its suffix may ask for another format."""
        self._folder = path.parent
        self.folder_label.set_text(shown_name(path.parent))
        self.name_edit.setText(shown_name(path.name))
        self._on_edited()

    def set_kind(self, kind: PictureFormat) -> None:
        """Another format: the name's suffix becomes one of its."""
        self._kind = kind
        name = Path(self.name_edit.text().strip())
        written = format_of_suffix(name) if name.name else None
        if written is not None and written is not kind:
            self.name_edit.setText(str(name.with_suffix(kind.suffixes[0])))

    def _on_edited(self) -> None:
        text = self.name_edit.text().strip()
        written = format_of_suffix(Path(text)) if text else None
        if written is not None and written is not self._kind:
            self.formatNamed.emit(written.name)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Where the picture is exported to"), str(self._folder))
        dialog.setObjectName("exportPathDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # asked once the whole name is known
        patterns = " ".join(f"*{suffix}" for suffix in self._kind.suffixes)
        dialog.setNameFilters([f"{self._kind.title} ({patterns})", self.tr("All files (*)")])
        if (path := self.path) is not None:
            dialog.selectFile(path.name)
        dialog.fileSelected.connect(lambda chosen: self.set_path(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
