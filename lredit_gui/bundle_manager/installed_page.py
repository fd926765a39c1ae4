"""The bundles on this machine: use one, verify it, move its files, throw it away."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QVBoxLayout, QWidget

from lredit_gui.language.numbers import localised, shown_size
from lredit_gui.language.sentences import said
from lredit_gui.widgets.cards import Card, CardList, wrapped

if TYPE_CHECKING:
    from lredit_core.bundles.installed import InstalledBundle
    from lredit_gui.bundle_manager.manager import BundleManager


class InstalledPage(QWidget):
    """Signals: bundleChosen(str), by its name or a folder. The dialog places `folder_button`."""

    bundleChosen = Signal(str)

    def __init__(self, manager: BundleManager, reference: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("installedPage")
        self._manager, self._reference = manager, reference
        self.cards = CardList("installedCards", self.tr("Installed models"), self)
        self.folder_button = QPushButton(self.tr("Use a bundle\u2019s folder\u2026"), self)
        self.folder_button.setObjectName("bundleFolderButton")
        self.folder_button.setToolTip(self.tr("A folder with bundle.json, wherever it lies; it is not copied"))
        self.folder_button.setAutoDefault(False)
        self.folder_button.clicked.connect(self._choose_folder)
        self.elsewhere = wrapped("", "muted", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.elsewhere)
        layout.addWidget(self.cards, 1)
        manager.inventoryChanged.connect(self._fill)
        manager.backgroundTaskChanged.connect(self._enable)
        self._fill()

    def _in_use_text(self) -> str:
        names = {bundle.name for bundle in self._manager.inventory.installed}
        if self._reference and names and self._reference not in names:
            return self.tr("In use: {0}").format(self._reference)
        return ""

    def _fill(self) -> None:
        self.cards.clear()
        self.elsewhere.setText(self._in_use_text())
        self.elsewhere.setVisible(bool(self.elsewhere.text()))
        for bundle in self._manager.inventory.installed:
            self.cards.add(self._card(bundle))
        self._enable()

    def _card(self, bundle: InstalledBundle) -> Card:
        title = self.tr("Built-in models") if bundle.is_builtin else bundle.title
        card = Card(f"installed-{bundle.name}", title, self)
        if bundle.problem:
            card.add_line(said(bundle.problem), "bad")
        else:
            card.add_line(said(bundle.description))
            card.add_line(
                "  \u00b7  ".join(
                    part for part in (bundle.name, shown_size(bundle.byte_count), bundle.licence) if part
                ),
                "caption",
            )
            card.add_line(
                self.tr("Editors: {0}").format(", ".join(_editor_text(editor) for editor in bundle.editors)), "caption"
            )
        if bundle.missing:
            part = bundle.missing[0]
            missing = self.tr("Not where it was: {0}. Locate says where it lies now.")
            card.add_line(missing.format(self._part_text(part)), "bad")
            locate = card.add_button("locateButton", self.tr("Locate\u2026"), what=title)
            locate.setProperty("isChore", True)
            locate.clicked.connect(partial(self._ask_for_part, bundle.name, part))
        if bundle.name == self._reference:
            card.add_badge(self.tr("In use"))
        elif not bundle.problem and not bundle.missing:
            use = card.add_button("useButton", self.tr("Use"), what=title)
            use.clicked.connect(partial(self.bundleChosen.emit, bundle.name))
        if not bundle.problem:
            verify = card.add_button("verifyButton", self.tr("Verify"), what=title)
            verify.setToolTip(self.tr("Compares its files with their checksums and loads each part once"))
            verify.setProperty("isChore", True)
            verify.clicked.connect(partial(self._manager.verify, bundle.name))
        if bundle.package:
            card.add_line(self.tr("From the package {0}; it goes with that.").format(bundle.package), "caption")
        elif not bundle.is_builtin:
            in_use = bundle.name == self._reference
            if not bundle.problem:
                move = card.add_button("moveButton", self.tr("Move\u2026"), what=title)
                move.clicked.connect(partial(self._ask_where, bundle.name))
                self._allow(move, in_use, self.tr("Moves its files to another folder or disk"))
            remove = card.add_button("removeButton", self.tr("Remove\u2026"), what=title)
            remove.clicked.connect(partial(self._ask_to_remove, bundle))
            self._allow(remove, in_use, self.tr("Moves it to the trash"))
        return card

    def _allow(self, button: QPushButton, in_use: bool, tip: str) -> None:
        button.setToolTip(self.tr("It is in use; choose other models first") if in_use else tip)
        button.setEnabled(not in_use)
        button.setProperty("isChore", not in_use)

    def _enable(self) -> None:
        is_idle = self._manager.background_task is None
        for button in self.cards.findChildren(QPushButton):
            if button.property("isChore"):
                button.setEnabled(is_idle)

    def _ask_to_remove(self, bundle: InstalledBundle) -> None:
        box = QMessageBox(self)
        box.setObjectName("removeQuestion")
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(self.tr("Remove"))
        box.setText(self.tr("Move \u201c{0}\u201d to the trash?").format(bundle.title))
        about = self.tr(
            "Parts that it fetched go with it, unless other models use them. Folders of your own that it only refers "
            "to stay."
        )
        box.setInformativeText(about)
        remove = box.addButton(self.tr("Move to the trash"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        remove.clicked.connect(partial(self._manager.remove, bundle.name))
        box.finished.connect(box.deleteLater)
        box.open()

    def _ask_where(self, name: str) -> None:
        dialog = _folder_dialog(self, self.tr("The folder for the files of {0}").format(name))
        dialog.fileSelected.connect(lambda folder: self._manager.relocate(name, Path(folder)))
        dialog.open()

    def _ask_for_part(self, name: str, part: str) -> None:
        dialog = _folder_dialog(self, self.tr("Where {0} lies now").format(self._part_text(part)))
        dialog.fileSelected.connect(lambda folder: self._manager.locate(name, part, Path(folder)))
        dialog.open()

    def _part_text(self, part: str) -> str:
        names = {
            "image_text": self.tr("the image-text model"),
            "self_supervised": self.tr("the self-supervised model"),
            "filling": self.tr("the filling network"),
            "grounding": self.tr("what finds and frames things"),
            "grounding-2": self.tr("what finds and frames things, the second"),
        }
        return names.get(part) or self.tr("the editor \u201c{0}\u201d").format(part)

    def _choose_folder(self) -> None:
        dialog = _folder_dialog(self, self.tr("The folder of a model bundle"))
        dialog.fileSelected.connect(self.bundleChosen)
        dialog.open()


def _folder_dialog(parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _editor_text(text: str) -> str:
    """An editor's title, with how it samples in brackets."""
    title, _, settings = text.rpartition(" (")
    if not title:
        return said(text)
    return f"{said(title)} ({', '.join(localised(said(part)) for part in settings.removesuffix(')').split(', '))})"
