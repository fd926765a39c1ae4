"""The model manager: models in use, models installed, models that can be fetched, and models put together from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lredit_core.api.service import BUILTIN_BUNDLE, BundleInfo, EditorInfo
from lredit_gui.bundle_manager.catalogue_page import CataloguePage
from lredit_gui.bundle_manager.import_page import ImportPage
from lredit_gui.bundle_manager.installed_page import InstalledPage
from lredit_gui.bundle_manager.things_page import ThingsPage
from lredit_gui.language.sentences import said
from lredit_gui.panels.messages import MessageBanner
from lredit_gui.widgets.plain_text import as_tip
from lredit_gui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from lredit_gui.bundle_manager.manager import BundleManager
    from lredit_gui.session.notice import Notice
    from lredit_gui.theme.theme import Theme

IN_USE, INSTALLED, CATALOGUE, IMPORT = range(4)


class BundleManagerDialog(QDialog):
    """Signals: thingChosen(str), by a double click or Enter; bundleChosen(str), a bundle's reference.

    What it starts goes on when it is closed; the manager lives longer.
    """

    thingChosen = Signal(str)
    bundleChosen = Signal(str)

    def __init__(
        self,
        bundle: BundleInfo | None,
        editor: EditorInfo | None,
        reference: str,
        *,
        manager: BundleManager,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("modelsDialog")
        self.setWindowTitle(self.tr("Models"))
        self._manager = manager
        labels = (self.tr("In use"), self.tr("Installed"), self.tr("Get more"), self.tr("From disk"))
        self.sections = SegmentedControl(labels, parent=self)
        self.sections.setObjectName("modelSections")
        self.things = ThingsPage(bundle, editor, self)
        self.installed = InstalledPage(manager, reference or BUILTIN_BUNDLE, self)
        self.catalogue = CataloguePage(manager, self)
        self.importing = ImportPage(manager, theme, self)
        self.stack = QStackedWidget(self)
        for page in (self.things, self.installed, self.catalogue, self.importing):
            self.stack.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self.sections)
        head.addStretch(1)
        head.addWidget(self.installed.folder_button)
        self.task_text = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.task_text.setObjectName("taskText")
        self.task_text.setProperty("role", "muted")
        self.stop_button = QPushButton(self.tr("Stop"), self)
        self.stop_button.setObjectName("stopChoreButton")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(manager.stop_background_task)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.task_text, 1)
        foot.addWidget(self.stop_button)
        foot.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.stack, 1)
        layout.addLayout(foot)
        self.banner = MessageBanner(theme, self, below=(self.sections, self.installed.folder_button))
        self.sections.chosen.connect(self.show_section)
        self.things.thingChosen.connect(self._choose_thing)
        self.installed.bundleChosen.connect(self._choose_bundle)
        self.catalogue.bundleChosen.connect(self._choose_bundle)
        manager.backgroundTaskChanged.connect(self._show_background_task)
        self.setMinimumSize(560, 400)
        self.resize(760, 600)
        self._show_background_task()
        self.show_section(IN_USE if bundle is not None else INSTALLED)
        self.things.search.setFocus()
        manager.look()

    def show_section(self, index: int) -> None:
        """One of `IN_USE`, `INSTALLED`, `CATALOGUE`, `IMPORT`."""
        self.sections.set_index(index)
        self.stack.setCurrentIndex(index)
        self.installed.folder_button.setVisible(index == INSTALLED)
        if index == CATALOGUE:
            self._manager.measure()

    def show_notice(self, notice: Notice) -> None:
        """Says something here, where the window's own banner is covered."""
        self.banner.show_notice(notice)

    def _show_background_task(self) -> None:
        background_task = self._manager.background_task
        self.stop_button.setVisible(background_task is not None and background_task.can_stop)
        if background_task is None:
            self.task_text.clear()
            return
        text = (
            f"{background_task.what}: {said(background_task.sentence)}"
            if background_task.sentence
            else background_task.what
        )
        metrics = self.task_text.fontMetrics()
        room = max(self.width() - 260, 200)
        self.task_text.setText(metrics.elidedText(f"{text}\u2026", Qt.TextElideMode.ElideMiddle, room))
        self.task_text.setToolTip(as_tip(text))

    def _choose_thing(self, thing: str) -> None:
        self.thingChosen.emit(thing)
        self.accept()

    def _choose_bundle(self, reference: str) -> None:
        self.bundleChosen.emit(reference)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        page = self.stack.currentWidget()
        area = page.findChild(QScrollArea) if page is not None else None
        if step and area is not None:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + step * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.banner.place()
