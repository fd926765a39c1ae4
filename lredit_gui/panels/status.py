"""The line at the bottom: where the pointer is, the zoom, the machine, the models, and what we promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psutil
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from lredit_gui.language.numbers import localised
from lredit_gui.language.sentences import said
from lredit_gui.session.ui_state import EnginePhase
from lredit_gui.widgets.plain_text import as_tip
from lredit_gui.widgets.zoom_field import ZoomField

if TYPE_CHECKING:
    from lredit_core.api.service import BundleInfo
    from lredit_core.geometry import Size

_MEMORY_EVERY_MS = 3000


class StatusLine(QWidget):
    """Labels in a row; each says nothing while it has nothing to say. Signals: modelsRequested."""

    modelsRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setAccessibleName(self.tr("Status"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._engine_memory_bytes = 0
        self._process = psutil.Process()
        self.pointing = self._label("pointingLabel")
        self.position = self._label("positionLabel")
        self.zoom = ZoomField(self)
        self.turn = QPushButton(self)
        self.turn.setObjectName("turnButton")
        self.turn.setProperty("role", "status")
        self.show_key("")
        self.turn.hide()
        self.picture = self._label("pictureLabel")
        self.outside = self._label("outsideLabel")
        self.bundle = QPushButton(self)
        self.bundle.setObjectName("bundleButton")
        self.bundle.setProperty("role", "status")
        self.bundle.setAccessibleName(self.tr("Models and what they can draw"))
        self.bundle.setEnabled(False)
        self.bundle.clicked.connect(self.modelsRequested)
        self.device = self._label("deviceLabel")
        self.memory = self._label("memoryLabel")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 4)
        layout.setSpacing(16)
        layout.addWidget(self.zoom)
        layout.addWidget(self.turn)
        for label in (self.picture, self.pointing, self.outside, self.position):
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self.bundle)
        layout.addWidget(self.device)
        layout.addWidget(self.memory)
        self._timer = QTimer(self)
        self._timer.setInterval(_MEMORY_EVERY_MS)
        self._timer.timeout.connect(self._show_memory)
        self._timer.start()
        self._show_memory()

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("role", "caption")
        return label

    def text(self) -> str:
        """All of it, as a screen reader reads it."""
        shown: list[QLabel | QPushButton | ZoomField] = [
            self.zoom,
            self.turn,
            self.picture,
            self.pointing,
            self.outside,
            self.position,
            self.bundle,
            self.device,
            self.memory,
        ]
        return " - ".join(part.text() for part in shown if part.text())

    def show_pointer(self, x: int, y: int) -> None:
        self.position.setText(f"{x}, {y} px" if x >= 0 else "")

    def show_pointing(self, text: str) -> None:
        """What lies where the person clicked."""
        self.pointing.setText(text)

    def show_zoom(self, scale: float) -> None:
        self.zoom.show_zoom(scale)

    def show_key(self, straight: str) -> None:
        """In a tool tip: the key that shows the view straight again, or "" for none."""
        tip = self.tr("Show the view straight again")
        self.turn.setAccessibleName(tip)
        self.turn.setToolTip(f"{tip} ({straight})" if straight else tip)

    def show_turn(self, turn_deg: float | None, *, is_mirrored: bool = False) -> None:
        """How the view is turned; None where it is not."""
        self.turn.setVisible(turn_deg is not None)
        if turn_deg is None:
            self.turn.setText("")
            return
        degrees = round(turn_deg if turn_deg <= 180.0 else turn_deg - 360.0)
        parts = [self.tr("view turned {0}\u00b0").format(degrees)] if degrees else []
        parts += [self.tr("view mirrored")] if is_mirrored else []
        self.turn.setText(", ".join(parts))

    def show_picture(self, size: Size | None, bit_depth: int = 8) -> None:
        text = self.tr("{0} x {1} px, {2} bit")
        self.picture.setText("" if size is None else text.format(size.width, size.height, bit_depth))
        if size is None:
            self.zoom.clear_zoom()
            self.outside.clear()

    def show_outside(self, changed_count: int | None) -> None:
        """Pixels that changed outside of the boxes; None where nothing was edited."""
        if changed_count is None:
            self.outside.clear()
            return
        self.outside.setText(self.tr("{0} px changed outside the box").format(changed_count))
        self.outside.setProperty("role", "good" if changed_count == 0 else "bad")
        self.style().unpolish(self.outside)
        self.style().polish(self.outside)

    def show_engine(self, phase: EnginePhase, bundle: BundleInfo | None) -> None:
        if phase is EnginePhase.LOADING:
            self.bundle.setText(self.tr("Loading models"))
        elif phase is EnginePhase.FAILED:
            self.bundle.setText(self.tr("No models"))
        else:
            self.bundle.setText(said(bundle.title) if bundle is not None else "")
        self.bundle.setToolTip(as_tip(said(bundle.description) if bundle is not None else ""))
        self.bundle.setEnabled(bundle is not None)
        self._show_device(bundle)
        self._engine_memory_bytes = bundle.memory_bytes if bundle is not None else 0
        self._show_memory()

    def _show_device(self, bundle: BundleInfo | None) -> None:
        """What edits run on, and that pictures are sent away where they are."""
        device, workstation = (said(bundle.device), bundle.workstation) if bundle is not None else ("", "")
        self.device.setText(self.tr("{0} on {1}").format(device, workstation) if workstation else device)
        told = self.tr(
            "Edits run on the workstation {0}: your picture, words, boxes and masks are sent to it, and whoever runs "
            "it can see them."
        )
        self.device.setToolTip(as_tip(told.format(workstation)) if workstation else "")

    def _show_memory(self) -> None:
        own = self._process.memory_info().rss
        total = own + self._engine_memory_bytes
        self.memory.setText(memory_text(total))
        self.memory.setToolTip(
            self.tr("Memory: the window {0}, the models {1}").format(
                memory_text(own), memory_text(self._engine_memory_bytes)
            )
        )


def memory_text(byte_count: int) -> str:
    """In MB or GB."""
    if byte_count >= 1 << 30:
        return localised(f"{byte_count / (1 << 30):.1f} GB")
    return f"{byte_count / (1 << 20):.0f} MB"


def rule(parent: QWidget) -> QFrame:
    """A thin horizontal line."""
    frame = QFrame(parent)
    frame.setProperty("role", "rule")
    return frame
