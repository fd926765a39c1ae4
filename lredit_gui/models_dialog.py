"""The models that are loaded, in words, the list of what they can draw, and the choice of others."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lredit_core.bundles.store import installed_names
from lredit_core.service import BUILTIN_BUNDLE, BundleInfo, EditorInfo


class ModelsDialog(QDialog):
    """Signals: thingChosen(str), by a double click or Enter; bundleChosen(str), a bundle's reference."""

    thingChosen = Signal(str)
    bundleChosen = Signal(str)

    def __init__(self, bundle: BundleInfo, editor: EditorInfo | None, reference: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("modelsDialog")
        self.setWindowTitle(self.tr("Models"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        self.choice = QComboBox(self)
        self.choice.setObjectName("bundleChoice")
        self.choice.setAccessibleName(self.tr("Models"))
        for known in dict.fromkeys((BUILTIN_BUNDLE, *installed_names(), reference or BUILTIN_BUNDLE)):
            self.choice.addItem(self.tr("Built-in") if known == BUILTIN_BUNDLE else known, known)
        self.choice.setCurrentIndex(max(0, self.choice.findData(reference)))
        self.choice.activated.connect(lambda row: self._choose_bundle(self.choice.itemData(row)))
        folder = QPushButton(self.tr("Choose a folder\u2026"), self)
        folder.setObjectName("bundleFolderButton")
        folder.clicked.connect(self._choose_folder)
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        row.addWidget(folder)
        layout.addLayout(row)
        layout.addWidget(self._label(bundle.title, "heading"))
        layout.addWidget(self._label(bundle.description, ""))
        if bundle.is_builtin:
            layout.addWidget(
                self._label(
                    self.tr(
                        "To put anything else into photographs, choose the folder of a bundle of large models; "
                        "the user guide says what one is made of."
                    ),
                    "muted",
                )
            )
        things = editor.vocabulary if editor is not None else ()
        self.search = QLineEdit(self)
        self.search.setObjectName("thingsSearch")
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.list = QListWidget(self)
        self.list.setObjectName("thingsList")
        self.list.setAccessibleName(self.tr("What the models can draw"))
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setWrapping(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.addItems(sorted(things, key=str.lower))
        metrics = self.list.fontMetrics()
        widest = max((metrics.horizontalAdvance(thing) for thing in things), default=0)
        self.list.setGridSize(QSize(widest + 20, metrics.height() + 8))
        if things and editor is not None:
            caption = self.tr("{0}: {1} things. Double-click one to write it into the prompt.")
            layout.addWidget(self._label(caption.format(editor.title, len(things)), "muted"))
            layout.addWidget(self.search)
            layout.addWidget(self.list, 1)
        else:
            self.search.hide()
            self.list.hide()
            layout.addWidget(self._label(self.tr("These models draw whatever the prompt says."), "muted"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self.list.itemActivated.connect(self._choose)
        self.search.setFocus()
        self.resize(640, 480 if things else 240)

    def _label(self, text: str, role: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        if role:
            label.setProperty("role", role)
        return label

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("The folder of a model bundle"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._choose_bundle)
        dialog.open()

    def _choose_bundle(self, reference: str) -> None:
        self.bundleChosen.emit(reference)
        self.accept()

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().lower())
        first = self._first_visible()
        if first is not None:
            self.list.setCurrentItem(first, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _first_visible(self) -> QListWidgetItem | None:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in rows if not item.isHidden()), None)

    def _choose_first(self) -> None:
        first = self._first_visible()
        if first is not None:
            self._choose(first)

    def _choose(self, item: QListWidgetItem) -> None:
        self.thingChosen.emit(item.text())
        self.accept()
