"""Comparing before and after: the slider, the switch and the line on the canvas are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lredit_gui.window.actions import Action
from lredit_gui.window.layout import SPLIT_TICKS, WindowLayout

if TYPE_CHECKING:
    from lredit_gui.session.ui_state import UiState


class BeforeAndAfter(QObject):
    """Keeps the three together."""

    def __init__(self, window: WindowLayout) -> None:
        super().__init__(window)
        self._canvas, self._slider, self._session = window.canvas, window.compare_slider, window.session
        self._switch = window.action_set[Action.COMPARE]
        self._switch.toggled.connect(self._on_switched)
        self._slider.valueChanged.connect(self._on_slider)
        self._canvas.splitChanged.connect(self._on_split)

    def show_state(self, ui: UiState) -> None:
        self._slider.setEnabled(ui.can_compare)
        if not ui.can_compare:
            self._canvas.set_split(0.0)

    def _on_switched(self, is_on: bool) -> None:
        if is_on and self._canvas.split == 0.0:
            shown, size = self._session.selection.shown_candidate, self._canvas.picture_size
            middle = 0.5 if shown is None or size is None else shown.box.centre[0] / size.width
            self._canvas.set_split(min(max(middle, 0.1), 0.9))
        elif not is_on:
            self._canvas.set_split(0.0)

    def _on_slider(self, ticks: int) -> None:
        self._canvas.set_split(ticks / SPLIT_TICKS)

    def _on_split(self, split: float) -> None:
        self._slider.setValue(round(split * SPLIT_TICKS))
        self._switch.setChecked(split > 0.0)
