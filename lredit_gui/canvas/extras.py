"""Small things that float over the canvas: the offer to edit a box, and what the anchors' marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from lredit_gui.canvas.box_fields import BoxFields
from lredit_gui.canvas.hit_test import OUTSET_PX, SMALL_BOX_PX
from lredit_gui.canvas.hovering import source_names
from lredit_gui.canvas.overlay_model import PERSONS_KEY, BoxKind
from lredit_gui.canvas.overlays import paint_anchor_mark
from lredit_gui.canvas.tools import BoxDrag
from lredit_gui.session.ui_state import Primary
from lredit_gui.widgets.roles import set_role

if TYPE_CHECKING:
    from lredit_core.api.events import AnchorSource
    from lredit_gui.canvas.view import CanvasView
    from lredit_gui.session.ui_state import UiState
    from lredit_gui.theme.theme import Theme


class BoxBar(QFrame):
    """Below the person's box: edit it, type its figures, snap it, leave. Signals: editRequested, discardRequested."""

    editRequested = Signal()
    discardRequested = Signal()

    def __init__(self, canvas: CanvasView, theme: Theme, *, snap: QAction) -> None:
        super().__init__(canvas)
        self.setObjectName("boxBar")
        self._canvas = canvas
        self.edit_button = QPushButton(self.tr("Edit this box"), self)
        self.edit_button.setObjectName("editBoxButton")
        self.edit_button.setAccessibleName(self.tr("Edit this box"))
        self.edit_button.setProperty("role", "primary")
        self.edit_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fields = BoxFields(theme, self)
        self.snap_button = QToolButton(self)
        self.snap_button.setObjectName("snapBoxButton")
        self.snap_button.setDefaultAction(snap)
        self.snap_button.setAccessibleName(snap.text())
        self.snap_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button = QToolButton(self)
        self.close_button.setObjectName("discardBoxButton")
        self.close_button.setAccessibleName(self.tr("Leave the box"))
        self.close_button.setToolTip(self.tr("Leave the box (Esc)"))
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_icon(self.close_button, "close")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 6, 4, 6)
        layout.setSpacing(8)
        layout.addWidget(self.edit_button)
        layout.addWidget(self.fields)
        layout.addWidget(self.snap_button)
        layout.addWidget(self.close_button)
        self.edit_button.clicked.connect(self.editRequested)
        self.close_button.clicked.connect(self.discardRequested)
        self.fields.boxChanged.connect(canvas.boxMoved)
        self.fields.left.connect(canvas.setFocus)
        canvas.viewChanged.connect(self.place)
        self.hide()

    def show_state(self, ui: UiState) -> None:
        self.edit_button.setEnabled(ui.can_edit_box)
        tip = self.tr("Edit inside this box only (Enter)") if ui.can_edit_box else ui.edit_hint
        self.edit_button.setToolTip(tip)
        set_role(self.edit_button, "primary" if ui.primary is Primary.BOX else "")

    def _edit_text(self) -> str:
        overlay = self._canvas.overlay
        count = sum(box.kind is BoxKind.PERSONS for box in overlay.boxes)
        if count > 1:
            return self.tr("Edit these {0} boxes").format(count)
        return self.tr("Edit this box") if overlay.outline is None else self.tr("Edit this mask")

    def place(self) -> None:
        """Below the box, above it where there is no room; away while it is dragged."""
        box = self._canvas.overlay.box(PERSONS_KEY)
        rect = self._canvas.box_widget_rect(PERSONS_KEY)
        is_dragged = isinstance(self._canvas.drag, BoxDrag)
        picture = self._canvas.picture_size
        if box is None or rect is None or picture is None or is_dragged:
            self.hide()
            return
        self.fields.show_box(box.box, picture)
        self.edit_button.setText(self._edit_text())
        self.fields.show()
        if self.sizeHint().width() > self._canvas.width() - 16:
            self.fields.hide()
        self.adjustSize()
        left = min(max(rect.center().x() - self.width() / 2, 8.0), self._canvas.width() - self.width() - 8.0)
        gap = 14.0 if min(rect.width(), rect.height()) >= SMALL_BOX_PX else 14.0 + OUTSET_PX
        top = rect.bottom() + gap
        if top + self.height() > self._canvas.height() - 8.0:
            top = rect.top() - self.height() - gap
        if top < 8.0:
            top = self._canvas.height() - self.height() - 12.0
        self.move(round(left), round(top))
        self.show()
        self.raise_()


class _Mark(QWidget):
    def __init__(self, source: AnchorSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._source = source
        self.setFixedSize(QSize(14, 16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_anchor_mark(painter, QPointF(self.width() / 2, self.height() / 2), self._source, strength=0.6)
        painter.end()


class Legend(QFrame):
    """Which mark is which source; there only while anchors are."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self.setObjectName("legend")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._canvas = canvas
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 10, 4)
        layout.setSpacing(4)
        self._parts: dict[AnchorSource, tuple[_Mark, QLabel]] = {}
        for source, name in source_names().items():
            mark, label = _Mark(source, self), QLabel(name, self)
            label.setProperty("role", "caption")
            self._parts[source] = (mark, label)
            layout.addWidget(mark)
            layout.addWidget(label)
        canvas.viewChanged.connect(self.place)
        self.hide()

    def place(self) -> None:
        """At the lower left of the canvas, with the sources that are there."""
        sources = {anchor.source for anchor in self._canvas.overlay.anchors}
        for source, (mark, label) in self._parts.items():
            mark.setVisible(source in sources)
            label.setVisible(source in sources)
        self.setVisible(bool(sources))
        if sources:
            self.adjustSize()
            self.move(12, self._canvas.height() - self.height() - 12)
