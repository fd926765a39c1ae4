"""Comparing before and after: the slider, the switch and the line on the canvas are one; blinking; the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from lredit_gui.window.actions import Action
from lredit_gui.window.layout import SPLIT_TICKS, WindowLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from lredit_gui.session.ui_state import UiState


#: Each of the two is seen for so long: slow enough for eyes that flicker hurts.
_BLINK_MS = 600


class BeforeAndAfter(QObject):
    """Keeps the three together. Only one of the line, blinking and the difference is on."""

    def __init__(self, window: WindowLayout) -> None:
        super().__init__(window)
        self._canvas, self._slider, self._session = window.canvas, window.compare_slider, window.session
        self._switch = window.action_set[Action.COMPARE]
        self._switch.toggled.connect(self._on_switched)
        self._slider.valueChanged.connect(self._on_slider)
        self._canvas.splitChanged.connect(self._on_split)
        self._blink = window.action_set[Action.BLINK]
        self._difference = window.action_set[Action.DIFFERENCE]
        self._blink.toggled.connect(self._on_blink)
        self._difference.toggled.connect(self._on_difference)
        self._timer = QTimer(self)
        self._timer.setInterval(_BLINK_MS)
        self._timer.timeout.connect(self._on_tick)

    def show_state(self, ui: UiState) -> None:
        self._slider.setEnabled(ui.can_compare)
        if not ui.can_compare:
            self._canvas.set_split(0.0)
            self._blink.setChecked(False)
            self._difference.setChecked(False)

    def leave(self) -> bool:
        """Neither blinks any more nor shows the difference; False where it did not."""
        was_on = self._blink.isChecked() or self._difference.isChecked()
        self._leave(self._blink, self._difference)
        return was_on

    def _on_blink(self, is_on: bool) -> None:
        if is_on:
            self._leave(self._switch, self._difference)
            self._timer.start()
        else:
            self._timer.stop()
        self._canvas.set_holding_before(is_on)

    def _on_tick(self) -> None:
        self._canvas.set_holding_before(not self._canvas.is_holding_before)

    def _on_difference(self, is_on: bool) -> None:
        if is_on:
            self._leave(self._switch, self._blink)
        self._canvas.set_difference(is_on)

    @staticmethod
    def _leave(*others: QAction) -> None:
        for action in others:
            action.setChecked(False)

    def _on_switched(self, is_on: bool) -> None:
        if is_on:
            self._leave(self._blink, self._difference)
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
