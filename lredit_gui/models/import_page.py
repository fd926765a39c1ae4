"""A bundle of parts that are on this machine already: each built in, or a folder, or for editors a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lredit_core.bundles.composing import Parts
from lredit_core.service import BUILTIN_BUNDLE
from lredit_gui.models.cards import wrapped
from lredit_gui.models.desk import ModelsDesk
from lredit_gui.widgets.place_choice import PlaceChoice


class ImportPage(QWidget):
    """Asks the desk to compose, or to copy a whole bundle."""

    def __init__(self, desk: ModelsDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importPage")
        self._desk = desk
        self.clip = self._part("clipChoice", self.tr("Image and text"))
        self.ssl = self._part("sslChoice", self.tr("Structure"))
        self.editor = self._part("editorChoice", self.tr("Editor"), takes_file=True)
        self.name = QLineEdit(self)
        self.name.setObjectName("bundleName")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("my-models"))
        self.copies = QCheckBox(self.tr("Copy the parts instead of using them where they lie"), self)
        self.copies.setObjectName("copiesBox")
        self.add_button = QPushButton(self.tr("Add"), self)
        self.add_button.setObjectName("addBundleButton")
        self.add_button.setProperty("role", "primary")
        self.add_button.setAutoDefault(False)
        self.whole_button = QPushButton(self.tr("Copy a whole bundle\u2026"), self)
        self.whole_button.setObjectName("installFolderButton")
        self.whole_button.setToolTip(self.tr("A folder with bundle.json"))
        self.whole_button.setAutoDefault(False)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget, str]] = [
            (self.tr("Image and text"), self.clip, self.tr("a folder of open_clip, with open_clip_config.json")),
            (self.tr("Structure"), self.ssl, self.tr("a folder of timm with a self-supervised ViT, with config.json")),
            (
                self.tr("Editor"),
                self.editor,
                self.tr("a folder of diffusers with model_index.json, a single file, or a folder of drawings"),
            ),
            (self.tr("Name"), self.name, self.tr("letters, digits, dots, dashes")),
        ]
        for row, (label, widget, hint) in enumerate(rows):
            caption = QLabel(label, self)
            caption.setBuddy(widget)
            grid.addWidget(caption, 2 * row, 0)
            grid.addWidget(widget, 2 * row, 1)
            grid.addWidget(wrapped(hint, "caption", self), 2 * row + 1, 1, Qt.AlignmentFlag.AlignTop)
            grid.setRowMinimumHeight(2 * row + 1, 28)
        rule = QFrame(self)
        rule.setProperty("role", "rule")
        buttons = QHBoxLayout()
        buttons.addWidget(self.copies, 1)
        buttons.addWidget(self.add_button)
        whole = QHBoxLayout()
        whole.addWidget(wrapped(self.tr("A folder that is a bundle already, from another machine:"), "muted", self), 1)
        whole.addWidget(self.whole_button)
        body = QWidget(self)
        body.setObjectName("cards")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        about = self.tr(
            "Weights must be safetensors; pickled checkpoints can run code when they are opened and are refused. What "
            "you add is loaded once before it counts as installed."
        )
        layout.addWidget(wrapped(about, "muted", self))
        layout.addSpacing(4)
        layout.addLayout(grid)
        layout.addLayout(buttons)
        layout.addSpacing(8)
        layout.addWidget(rule)
        layout.addLayout(whole)
        layout.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        for choice in (self.clip, self.ssl, self.editor):
            choice.changed.connect(self._enable)
        self.name.textChanged.connect(self._enable)
        self.add_button.clicked.connect(self._add)
        self.whole_button.clicked.connect(self._choose_whole)
        desk.choreChanged.connect(self._enable)
        desk.installed.connect(self._on_installed)
        self._enable()

    def _part(self, name: str, label: str, *, takes_file: bool = False) -> PlaceChoice:
        built_in = (self.tr("Built-in"), BUILTIN_BUNDLE)
        return PlaceChoice(name, label, default=built_in, takes_file=takes_file, parent=self)

    def _enable(self) -> None:
        is_idle = self._desk.chore is None
        chosen = {self.clip.reference, self.ssl.reference, self.editor.reference} != {BUILTIN_BUNDLE}
        self.add_button.setEnabled(is_idle and chosen and bool(self.name.text().strip()))
        self.whole_button.setEnabled(is_idle)

    def _add(self) -> None:
        parts = Parts(self.clip.reference, self.ssl.reference, (self.editor.reference,))
        self._desk.compose(self.name.text().strip(), parts, copies=self.copies.isChecked())

    def _choose_whole(self) -> None:
        dialog = QFileDialog(self, self.tr("The folder of a model bundle"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self._desk.install_folder(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_installed(self, name: str) -> None:
        if name == self.name.text().strip():
            self.name.clear()
