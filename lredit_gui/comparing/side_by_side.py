"""Candidates beside each other and beside the picture as it is: the same place at the same zoom in each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from lredit_gui.canvas.linked_view import LinkedView, link
from lredit_gui.session.candidates import ranks_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from lredit_core.api.events import Candidate
    from lredit_core.geometry import Box, Size
    from lredit_gui.canvas.viewport import Viewport
    from lredit_gui.rendering.documents import DocumentRenderer, Rendered
    from lredit_gui.rendering.tiles import TilePyramid
    from lredit_gui.session.candidates import CandidateSet
    from lredit_gui.theme.theme import Theme
    from lredit_gui.threads.workers import Workers

#: So much of a pane's shorter side the regions take at first.
_REGION_SHARE = 0.6
#: Small regions are not enlarged beyond it.
_MOST_SCALE = 8.0
_MOST_PANES = 4


class SideBySideDialog(QDialog):
    """Up to four panes; which candidate each shows is chosen above it.

    Signals: acceptedCandidate(str), the id of the one the person takes.
    """

    acceptedCandidate = Signal(str)

    def __init__(
        self,
        rendered: Rendered,
        candidates: CandidateSet,
        *,
        renderer: DocumentRenderer,
        workers: Workers,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """Args:
        rendered: the picture as it is, without any of the candidates that are looked at.
        candidates: to choose from.
        renderer, workers: put them together, in threads.
        """
        super().__init__(parent)
        self.setObjectName("sideBySideDialog")
        self.setWindowTitle(self.tr("Candidates side by side"))
        self._rendered, self._renderer, self._workers = rendered, renderer, workers
        earlier = (one for search in candidates.earlier for one in search.candidates)
        self._set, self._candidates = candidates, (*candidates.ranked, *earlier)
        self._is_closed = False
        self._tiles: dict[str, TilePyramid] = {"": rendered.tiles}
        shown = _shown_first(candidates)
        self.panes = [Pane(self._candidates, key, theme, self) for key in ("", *shown)][:_MOST_PANES]
        grid = QGridLayout()
        grid.setSpacing(8)
        columns = 2 if len(self.panes) != 3 else 3
        for index, pane in enumerate(self.panes):
            grid.addWidget(pane, index // columns, index % columns)
            pane.chosen.connect(partial(self._on_chosen, pane))
            pane.taken.connect(self._on_taken)
        hint = QLabel(self.tr("Drag and wheel move all of them together; Ctrl+1 to Ctrl+4 accept one."), self)
        hint.setProperty("role", "caption")
        close = QPushButton(self.tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(hint)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addLayout(grid, 1)
        layout.addLayout(foot)
        link([pane.view for pane in self.panes])
        room = parent.size()
        self.resize(max(640, room.width() - 80), max(420, room.height() - 80))
        for index, pane in enumerate(self.panes):
            keys = QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self)
            keys.activated.connect(pane.accept_button.click)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for pane in self.panes:  # they have their size now
            self._on_chosen(pane)

    def done(self, result: int) -> None:
        self._is_closed = True  # what is put together for it meanwhile finds nobody
        super().done(result)

    def _on_chosen(self, pane: Pane) -> None:
        """What the pane is to show, once it is put together."""
        key = pane.candidate_id
        if key in self._tiles:
            self._show(pane, self._tiles[key])
            return
        candidate = self._set.get(key)
        if candidate is None:
            return
        replaced = self._set.replaced_in(key, self._rendered.document)
        self._workers.submit(
            lambda: self._renderer.with_candidate(self._rendered, candidate, replaces_layer_id=replaced),
            partial(self._on_ready, key),
            partial(self._on_error, pane),
        )

    def _show(self, pane: Pane, tiles: TilePyramid) -> None:
        """Where the other panes are; at first with the regions of all that are shown in the middle."""
        shown = next((one.view.viewport for one in self.panes if one.view.viewport is not None), None)
        chosen = [self._set.get(one.candidate_id) for one in self.panes]
        regions = [candidate.region_box for candidate in chosen if candidate is not None]
        pane.show_tiles(tiles, self._rendered.document.source, shown or pane.place_of(regions, tiles.size))

    def _on_error(self, pane: Pane, error: Exception) -> None:
        if not self._is_closed:
            pane.say(str(error))

    def _on_ready(self, key: str, tiles: TilePyramid) -> None:
        if self._is_closed:
            return
        self._tiles[key] = tiles
        for pane in self.panes:
            if pane.candidate_id == key:
                self._show(pane, tiles)

    def _on_taken(self, key: str) -> None:
        self.accept()
        self.acceptedCandidate.emit(key)


class Pane(QFrame):
    """One picture with its name. Signals: chosen, another one was; taken(str), its candidate was accepted."""

    chosen = Signal()
    taken = Signal(str)

    def __init__(self, candidates: tuple[Candidate, ...], key: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sideBySidePane")
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("What this pane shows"))
        self.choice.addItem(self.tr("As it is now"), "")
        ranks = ranks_of(candidates)
        for candidate in candidates:
            rank = ranks[candidate.candidate_id]
            self.choice.addItem(self.tr("{0}: {1}").format(rank, candidate.prompt), candidate.candidate_id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(key)))
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.accept_button = QPushButton(self.tr("Accept"), self)
        self.accept_button.setAutoDefault(False)
        theme.set_icon(self.accept_button, "accept")
        self.view = LinkedView()
        self.view.setMinimumSize(160, 120)
        self.view.set_surround(QColor(theme.colours.canvas))
        head = QHBoxLayout()
        head.addWidget(self.choice, 1)
        head.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.accept_button.clicked.connect(lambda: self.taken.emit(self.candidate_id))
        self._show_name()

    @property
    def candidate_id(self) -> str:
        """Of the candidate that is chosen; "" for the picture as it is."""
        return str(self.choice.currentData())

    def show_tiles(self, tiles: TilePyramid, key: object, place: Viewport) -> None:
        """At the place where the view is; there at first."""
        self.view.set_pictures(None, tiles, key=key, view=place)

    def place_of(self, regions: list[Box], size: Size) -> Viewport:
        """Regions of a picture of this size in the middle, as large as leaves something around them."""
        fitted = self.view.viewport_at(size, 0.0, 0.0, 1.0).fitted()
        if not regions:
            return fitted
        x0, y0 = min(box.x0 for box in regions), min(box.y0 for box in regions)
        x1, y1 = max(box.x1 for box in regions), max(box.y1 for box in regions)
        room = min(self.view.width(), self.view.height()) * self.view.devicePixelRatioF()
        scale = min(room * _REGION_SHARE / max(x1 - x0, y1 - y0, 1), _MOST_SCALE)
        if scale <= fitted.scale:
            return fitted
        return self.view.viewport_at(size, (x0 + x1) / 2, (y0 + y1) / 2, scale)

    def say(self, text: str) -> None:
        """Why there is nothing to see."""
        self.view.setToolTip(text)

    def _on_choice(self) -> None:
        self._show_name()
        self.chosen.emit()

    def _show_name(self) -> None:
        self.view.setAccessibleName(self.choice.currentText())
        self.accept_button.setEnabled(bool(self.candidate_id))
        self.accept_button.setAccessibleName(self.tr("Accept {0}").format(self.choice.currentText()))


def _shown_first(candidates: CandidateSet) -> list[str]:
    """The selected one, those with a star, then the best."""
    ranked = [one.candidate_id for one in candidates.ranked]
    selected = [candidates.selected_id] if candidates.selected_id in ranked else []
    starred = [key for key in ranked if candidates.is_starred(key)]
    return list(dict.fromkeys([*(key for key in selected if key is not None), *starred, *ranked]))[: _MOST_PANES - 1]
