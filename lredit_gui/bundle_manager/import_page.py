"""A bundle of parts that are on this machine already: each built in, or a folder, or for editors a file.

As `lredit bundles compose` does: several editors, the first of them the default, and LoRA files.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.bundles.composing import BundleParts
from lredit_gui.bundle_manager.part_rows import EditorRows, LoraRows, PartRows
from lredit_gui.bundle_manager.sampling_choice import SamplingChoice
from lredit_gui.widgets.cards import wrapped
from lredit_gui.widgets.place_choice import PlaceChoice

if TYPE_CHECKING:
    from lredit_gui.bundle_manager.manager import BundleManager
    from lredit_gui.theme.theme import Theme


class ImportPage(QWidget):
    """Asks the manager to compose, or to copy a whole bundle."""

    def __init__(self, manager: BundleManager, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importPage")
        self._manager = manager
        self.clip = self._part("clipChoice", self.tr("Image and text"))
        self.ssl = self._part("sslChoice", self.tr("Structure"))
        self.editors = EditorRows(theme=theme, parent=self)
        self.loras = LoraRows(theme=theme, parent=self)
        self.sampling = SamplingChoice(self)
        full = (self.tr("The model\u2019s own autoencoder alone"), "")
        self.tiny = PlaceChoice("tinyChoice", self.tr("Drafts by"), default=full, takes_file=True, parent=self)
        self.tiny_results = QCheckBox(self.tr("Results by it, too: quicker, with softer details"), self)
        self.tiny_results.setObjectName("tinyResultsBox")
        patches = (self.tr("Patches of what lies around"), "")
        self.filling = PlaceChoice(
            "fillingChoice", self.tr("Fills holes"), default=patches, takes_file=True, parent=self
        )
        ours = (self.tr("What is built in"), "")
        self.finder = PlaceChoice("finderChoice", self.tr("Finds words"), default=ours, takes_file=False, parent=self)
        self.segmenter = PlaceChoice(
            "segmenterChoice", self.tr("Draws masks"), default=ours, takes_file=False, parent=self
        )
        self.name = self._build_name()
        self.copies = QCheckBox(self.tr("Copy the parts instead of using them where they lie"), self)
        self.copies.setObjectName("copiesBox")
        self.add_button = self._build_button("addBundleButton", self.tr("Add"))
        self.add_button.setProperty("role", "primary")
        self.whole_button = self._build_button("installFolderButton", self.tr("Copy a whole bundle\u2026"))
        self.whole_button.setToolTip(self.tr("A folder with bundle.json"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._build_scroll_area())
        places = (self.clip, self.ssl, self.tiny, self.filling, self.finder, self.segmenter)
        for choice in (*places, self.editors, self.loras, self.sampling):
            choice.changed.connect(self._enable)
        self.name.textChanged.connect(self._enable)
        self.add_button.clicked.connect(self._add)
        self.whole_button.clicked.connect(self._choose_whole)
        manager.backgroundTaskChanged.connect(self._enable)
        manager.installed.connect(self._on_installed)
        self._enable()

    def _build_name(self) -> QLineEdit:
        name = QLineEdit(self)
        name.setObjectName("bundleName")
        name.setAccessibleName(self.tr("Name"))
        name.setPlaceholderText(self.tr("my-models"))
        return name

    def _build_button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _build_scroll_area(self) -> QScrollArea:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._build_body())
        return scroll

    def _build_body(self) -> QWidget:
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
        layout.addLayout(self._build_rows())
        layout.addLayout(buttons)
        layout.addSpacing(8)
        layout.addWidget(rule)
        layout.addLayout(whole)
        layout.addStretch(1)
        return body

    def _build_rows(self) -> QGridLayout:
        """A label, what is chosen, and below it what may be chosen."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (label, widget, hint) in enumerate(self._rows()):
            caption = QLabel(label, self)
            caption.setBuddy(widget)
            if isinstance(widget, PartRows):  # beside the first of its rows
                caption.setContentsMargins(0, 6, 0, 0)
                grid.addWidget(caption, 2 * row, 0, Qt.AlignmentFlag.AlignTop)
            else:
                grid.addWidget(caption, 2 * row, 0)
            grid.addWidget(widget, 2 * row, 1)
            below = wrapped(hint, "caption", self)
            below.setContentsMargins(0, 0, 0, 10)
            grid.addWidget(below, 2 * row + 1, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _rows(self) -> list[tuple[str, QWidget, str]]:
        """(label, widget, hint) from the top."""
        return [
            (self.tr("Image and text"), self.clip, self.tr("a folder of open_clip, with open_clip_config.json")),
            (self.tr("Structure"), self.ssl, self.tr("a folder of timm with a self-supervised ViT, with config.json")),
            (
                self.tr("Editors"),
                self.editors,
                self.tr("folders of diffusers, single files, folders of drawings; the first is the default"),
            ),
            (
                self.tr("LoRA"),
                self.loras,
                self.tr("changes the first diffusion editor above that is not built in; 1 is as it was trained"),
            ),
            (
                self.tr("Sampling"),
                self.sampling,
                self.tr("of the same editor; for a LoRA of few steps (LCM): lcm, 4 steps, guidance 1"),
            ),
            (
                self.tr("Drafts by"),
                self.tiny,
                self.tr(
                    "an AutoencoderTiny (TAESD) of the same editor\u2019s kind: a folder of diffusers, or its file"
                ),
            ),
            ("", self.tiny_results, ""),
            (
                self.tr("Fills holes"),
                self.filling,
                self.tr("where things were removed or moved from: a network of LaMa\u2019s kind"),
            ),
            (
                self.tr("Finds words"),
                self.finder,
                self.tr("anything that words name: OWLv2, Grounding DINO, OmDet-Turbo, CLIPSeg or SAM 3"),
            ),
            (
                self.tr("Draws masks"),
                self.segmenter,
                self.tr("of what a box or a click is on: SAM or SAM 2; SAM 3 above does both"),
            ),
            (self.tr("Name"), self.name, self.tr("letters, digits, dots, dashes")),
        ]

    def _part(self, name: str, label: str) -> PlaceChoice:
        built_in = (self.tr("Built-in"), BUILTIN_BUNDLE)
        return PlaceChoice(name, label, default=built_in, takes_file=False, parent=self)

    def _enable(self) -> None:
        is_idle = self._manager.background_task is None
        own_editors = any(reference != BUILTIN_BUNDLE for reference in self.editors.references)
        chosen = {self.clip.reference, self.ssl.reference} != {BUILTIN_BUNDLE} or own_editors
        chosen = chosen or bool(self.filling.reference or self._grounding())
        no_editor = self.tr("A LoRA file changes an editor: choose one that is not built in.")
        hindrance = ""
        if not is_idle:
            hindrance = self.tr("Wait until what is running is done.")
        elif self.loras.references and not own_editors:
            hindrance = no_editor
        elif (self.sampling.says_anything or self.tiny.reference) and not own_editors:
            hindrance = self.tr("Sampling is said of an editor: choose one that is not built in.")
        elif not chosen:
            hindrance = self.tr("Choose at least one part that is not built in.")
        elif not self.name.text().strip():
            hindrance = self.tr("Give it a name.")
        self.tiny_results.setEnabled(bool(self.tiny.reference))
        self.loras.add_button.setEnabled(own_editors)
        self.loras.add_button.setToolTip("" if own_editors else no_editor)
        self.add_button.setEnabled(not hindrance)
        self.add_button.setToolTip(hindrance)
        self.add_button.setAccessibleDescription(hindrance)
        self.whole_button.setEnabled(is_idle)

    def _add(self) -> None:
        parts = BundleParts(
            self.clip.reference,
            self.ssl.reference,
            self.editors.references,
            self.loras.references,
            self.filling.reference,
            sampling=self.sampling.choices(
                tiny_autoencoder=self.tiny.reference, tiny_results=self.tiny_results.isChecked()
            ),
            grounding=self._grounding(),
        )
        self._manager.compose(self.name.text().strip(), parts, copies=self.copies.isChecked())

    def _grounding(self) -> tuple[str, ...]:
        """The folders of what finds words and of what draws masks, those that were chosen."""
        return tuple(choice.reference for choice in (self.finder, self.segmenter) if choice.reference)

    def _choose_whole(self) -> None:
        dialog = QFileDialog(self, self.tr("The folder of a model bundle"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self._manager.install_folder(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_installed(self, name: str) -> None:
        if name == self.name.text().strip():
            self.name.clear()
