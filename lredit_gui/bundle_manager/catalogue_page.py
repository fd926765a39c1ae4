"""What can be fetched: what it is for, how large, whether it fits this machine; downloads with progress and a pause."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from lredit_core.bundles.machine import Fit, fit_of, memory_text
from lredit_gui.bundle_manager.manager import BundleManager, Download, DownloadPhase
from lredit_gui.bundle_manager.terms import TermsDialog
from lredit_gui.language.numbers import localised, shown_size
from lredit_gui.language.sentences import said
from lredit_gui.widgets.cards import Card, CardList, wrapped
from lredit_gui.widgets.roles import set_role

if TYPE_CHECKING:
    from lredit_core.bundles.catalogue import Catalogue, CatalogueBundle

_TICKS = 1000


class CataloguePage(QWidget):
    """Signals: bundleChosen(str), the name of one that is installed."""

    bundleChosen = Signal(str)

    def __init__(self, manager: BundleManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cataloguePage")
        self._manager = manager
        self.cards = CardList("catalogueCards", self.tr("Models that can be fetched"), self)
        self._by_name: dict[str, CatalogueCard] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        about = self.tr("Nothing is fetched until you press Download; lredit is offline otherwise.")
        layout.addWidget(wrapped(about, "muted", self))
        layout.addWidget(self.cards, 1)
        manager.inventoryChanged.connect(self._fill)
        manager.machineChanged.connect(self._show_states)
        manager.downloadsChanged.connect(self._show_states)
        self._fill()

    def card(self, name: str) -> CatalogueCard:
        """The card of a bundle by its name."""
        return self._by_name[name]

    def _fill(self) -> None:
        catalogue = self._manager.catalogue
        if catalogue is not None and not self._by_name:
            for bundle in catalogue.bundles:
                card = CatalogueCard(self._manager, catalogue, bundle, self)
                card.bundleChosen.connect(self.bundleChosen)
                self._by_name[bundle.name] = card
                self.cards.add(card)
        self._show_states()

    def _show_states(self) -> None:
        for card in self._by_name.values():
            card.show_state()


class CatalogueCard(Card):
    """One bundle of the catalogue. Signals: bundleChosen(str)."""

    bundleChosen = Signal(str)

    def __init__(self, manager: BundleManager, catalogue: Catalogue, bundle: CatalogueBundle, parent: QWidget) -> None:
        super().__init__(f"catalogue-{bundle.name}", bundle.title, parent)
        self._manager, self._catalogue, self._bundle = manager, catalogue, bundle
        what = bundle.title
        self.download_button = self.add_button("downloadButton", self.tr("Download\u2026"), what=what)
        self.pause_button = self.add_button("pauseButton", self.tr("Pause"), what=what)
        self.resume_button = self.add_button("resumeButton", self.tr("Resume"), what=what, role="primary")
        self.discard_button = self.add_button("discardButton", self.tr("Discard"), what=what, role="quiet")
        self.use_button = self.add_button("useButton", self.tr("Use"), what=what)
        self.discard_button.setToolTip(self.tr("Deletes what was fetched so far"))
        self.download_button.clicked.connect(self.ask)
        self.pause_button.clicked.connect(partial(manager.pause, bundle.name))
        self.resume_button.clicked.connect(self._resume)
        self.discard_button.clicked.connect(partial(manager.discard, bundle))
        self.use_button.clicked.connect(partial(self.bundleChosen.emit, bundle.name))
        self.add_line(said(bundle.good_for))
        self.facts = self.add_line(self._facts(), "caption")
        self.fit = self.add_line(" ", "muted")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _TICKS)
        self.bar.setAccessibleName(self.tr("Progress of the download of {0}").format(what))
        self.lines.addSpacing(2)
        self.lines.addWidget(self.bar)
        self.progress = self.add_line("", "caption")
        self._token = ""
        self.show_state()

    def ask(self) -> None:
        """Shows the terms; downloads once they are accepted."""
        dialog = TermsDialog(self._catalogue, self._bundle, self.window())
        dialog.accepted.connect(lambda: self._download(dialog.token.text().strip()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _download(self, token: str) -> None:
        self._token = token
        self._manager.download(self._bundle, token)

    def _resume(self) -> None:
        if self._is_gated and not self._token:
            self.ask()
        else:
            self._download(self._token)

    @property
    def _is_gated(self) -> bool:
        return any(licence.gated for licence in self._catalogue.licences(self._bundle))

    def _facts(self) -> str:
        licences = self._catalogue.licences(self._bundle)
        size = shown_size(self._catalogue.download_bytes(self._bundle))
        is_installed = self._manager.inventory.has(self._bundle.name)
        facts = [
            size if is_installed else self.tr("{0} to fetch").format(size),
            localised(said(memory_text(self._bundle.memory))),
            ", ".join(licence.name for licence in licences),
        ]
        if self._is_gated and not is_installed:
            facts.append(self.tr("needs an account on the hub and a token"))
        return "  \u00b7  ".join(facts)

    def show_state(self) -> None:
        """Shows what the manager knows of this bundle."""
        name = self._bundle.name
        download, begun = self._manager.downloads.get(name), self._manager.inventory.begun_bytes(name)
        is_installed = self._manager.inventory.has(name)
        is_active = download is not None and download.is_active
        is_paused = not is_installed and not is_active and (download is not None or begun > 0)
        self.download_button.setVisible(not (is_installed or is_active or is_paused))
        self.pause_button.setVisible(is_active)
        self.pause_button.setEnabled(download is not None and download.phase is not DownloadPhase.PAUSING)
        self.resume_button.setVisible(is_paused)
        self.discard_button.setVisible(is_paused)
        self.use_button.setVisible(is_installed)
        is_free = not self._manager.is_downloading
        for button in (self.download_button, self.resume_button, self.discard_button):
            button.setEnabled(is_free)
        self.download_button.setToolTip("" if is_free else self.tr("One download at a time"))
        self.facts.setText(self._facts())
        self._show_fit()
        self._show_progress(download, begun, is_paused=is_paused)

    def _show_fit(self) -> None:
        machine = self._manager.machine
        if machine is None:
            self.fit.setText(self.tr("Looking at this machine\u2026"))
            set_role(self.fit, "muted")
            return
        report = fit_of(self._bundle.memory, machine)
        self.fit.setText(localised(said(report.reason)))
        set_role(self.fit, {Fit.WELL: "good", Fit.SLOWLY: "muted", Fit.NOT: "warning"}[report.fit])

    def _show_progress(self, download: Download | None, begun: int, *, is_paused: bool) -> None:
        progress = download.progress if download is not None else None
        shows_bar = download is not None or is_paused
        self.bar.setVisible(shows_bar)
        if progress is not None and progress.total_bytes:
            self.bar.setRange(0, _TICKS)
            self.bar.setValue(round(_TICKS * progress.done_bytes / progress.total_bytes))
        elif is_paused:
            total = self._catalogue.download_bytes(self._bundle)
            self.bar.setRange(0, _TICKS)
            self.bar.setValue(round(_TICKS * min(begun / total, 1.0)))
        elif shows_bar:
            self.bar.setRange(0, 0)
        text = progress_text(download, begun) if shows_bar else ""
        self.progress.setText(text)
        self.progress.setVisible(bool(text))
        self.progress.setAccessibleDescription(text)


def progress_text(download: Download | None, begun: int) -> str:
    """ "Stable Diffusion 1.5 inpainting: 1.2 GB of 3.1 GB, 8.3 MB a second, 4 min left"."""
    if download is None or (download.phase is DownloadPhase.PAUSED and download.progress is None):
        return _tr("{0} are here; Resume goes on from there.").format(shown_size(begun)) if begun else _tr("Paused")
    if download.phase is DownloadPhase.INSTALLING:
        return f"{said(download.sentence)}\u2026"
    progress = download.progress
    if progress is None:
        return _tr("Asking the hub\u2026") if download.phase is DownloadPhase.RUNNING else _tr("Pausing\u2026")
    amount = _tr("{0} of {1}").format(shown_size(progress.done_bytes), shown_size(progress.total_bytes))
    if download.phase is DownloadPhase.PAUSED:
        return _tr("Paused at {0}").format(amount)
    if download.phase is DownloadPhase.PAUSING:
        return _tr("Pausing\u2026 {0}").format(amount)
    return f"{progress.what}: {', '.join(part for part in (amount, localised(said(progress.rate_in_words))) if part)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CataloguePage", text)
