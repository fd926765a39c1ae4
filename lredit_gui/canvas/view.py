"""The canvas: the picture with its anchors and boxes, and what mouse and keys do to them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from lredit_core.document.silhouette import Silhouette
from lredit_core.geometry import Box
from lredit_gui.canvas.base import PictureView
from lredit_gui.canvas.frame_item import KNOB_PX, frame_cursor, paint_ghost, paint_layer_frame, zone_px
from lredit_gui.canvas.guides import paint_guides, paint_picture_guides
from lredit_gui.canvas.hatching import NOT_FROM_COLOUR, HatchImage
from lredit_gui.canvas.hit_test import Handle, Rect, dragged, handle_at, smallest_at
from lredit_gui.canvas.hovering import anchor_tip, box_tip
from lredit_gui.canvas.layer_frame import Frame, FrameHandle
from lredit_gui.canvas.mask_tools import Brush, Lasso, MaskStroke, paint_brush, paint_lasso
from lredit_gui.canvas.outline import OutlineImage
from lredit_gui.canvas.overlay_model import OTHERS_KEY, PERSONS_KEY, BoxKind, OverlayBox, OverlayModel
from lredit_gui.canvas.overlays import DraftImages, MapImage, paint_anchors, paint_boxes
from lredit_gui.canvas.picture_guides import PictureGuides
from lredit_gui.canvas.region_item import cursor_along, cursor_for, paint_frame, qrect
from lredit_gui.canvas.settling import Settling
from lredit_gui.canvas.snapping import SNAP_REACH_PX, SnapLines, around_all
from lredit_gui.canvas.tools import (
    BoxDrag,
    DrawDrag,
    EdgeWheel,
    FrameDrag,
    FreePress,
    GuideDrag,
    PanDrag,
    SplitDrag,
    Tool,
)
from lredit_gui.theme.colours import DARK
from lredit_gui.widgets.arrow_keys import ARROWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHelpEvent, QImage
    from PySide6.QtWidgets import QWidget

    from lredit_core.document.guides import PictureGuide
    from lredit_core.document.layers import Layer


Drag = BoxDrag | FrameDrag | DrawDrag | GuideDrag | FreePress | PanDrag | SplitDrag | MaskStroke | Lasso

_FRAME_MS = 16
#: How far from an anchor's mark it is still meant.
_ANCHOR_REACH_PX = 10.0
#: How far from a guide, in view pixels, it is still taken hold of.
_GUIDE_REACH_PX = 4.0
#: Where no edge or corner of a box lies, guides are taken first.
_FREE = (None, Handle.BODY)
#: A press that moves less than this is a click.
_CLICK_PX = 4.0
#: Clicks that lie at most so far apart are in the same place.
_SAME_PLACE_PX = 10.0


class CanvasView(PictureView):
    """Signals:
    boxMoved(Box): a learned, a candidate's or the person's own box was dragged, nudged or clicked to be edited.
    boxDrawn(Box, adds): a new one; `adds` with Shift, beside those that are there.
    otherTaken(int): one of the person's boxes beside the one in hand was pressed.
    boxConfirmed, boxDiscarded: Enter and Esc.
    candidatePicked(str): a candidate's box was clicked.
    maskDrawn(Silhouette): the mask in hand after a stroke of the brush or the lasso.
    strokesDrawn(Silhouette): what nothing is filled from, after a "not from here" stroke.
    pictureClicked(x, y, reach, is_back): in picture pixels, where no box lies that a click takes; clicks up to `reach`
    apart are in the same place; `is_back` with Shift.
    pointerMoved(x, y): picture pixels, or (-1, -1) off the picture.
    layerPressed(id, adds): a layer was pressed; `adds` with Shift or Ctrl.
    layersMoved(dx, dy, is_draft), layersNudged(dx, dy): those that are taken hold of, in picture pixels.
    layerPlaced(id, Placement, dx, dy): one was scaled or turned, and moved by that.
    nothingClicked: beside the picture.
    guidesChanged(tuple of PictureGuide): one was pulled out, moved or taken away.
    """

    boxMoved = Signal(object)
    boxDrawn = Signal(object, bool)
    otherTaken = Signal(int)
    boxConfirmed = Signal()
    boxDiscarded = Signal()
    candidatePicked = Signal(str)
    pictureClicked = Signal(float, float, float, bool)
    pointerMoved = Signal(int, int)
    layerPressed = Signal(str, bool)
    layersMoved = Signal(int, int, bool)
    layersNudged = Signal(int, int)
    layerPlaced = Signal(str, object, int, int)
    nothingClicked = Signal()
    guidesChanged = Signal(object)
    maskDrawn = Signal(object)
    strokesDrawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._model = OverlayModel()
        self._settling = Settling()
        self._drafts = DraftImages()
        self._map = MapImage()
        self._outline = OutlineImage()
        self._hatching = HatchImage()
        self._accent = QColor(DARK.on_picture)
        self.tool = Tool.SELECT
        self.layer_at: Callable[[float, float], str | None] = _no_layer
        self.ghost_of: Callable[[Layer], QImage | None] = _no_ghost
        self.layers_seen: Callable[[], tuple[Layer, ...]] = tuple
        self.snaps = False
        self.guides = PictureGuides()
        self.drag: Drag | None = None
        self.brush = Brush()
        self._pointer = QPointF(-1.0, -1.0)
        self._pressure = 1.0
        self._press_position = QPointF()
        self._press_button = Qt.MouseButton.NoButton
        self._edge_wheel = EdgeWheel()
        self._is_space_held = False
        self.is_animated = True
        self._clock = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._advance)

    # What is shown

    def set_overlay(self, model: OverlayModel) -> None:
        """Other anchors and boxes; learned boxes glide to their new places."""
        self._model = model
        boxes = {box.key: box.box for box in model.boxes}
        moved_by_hand = frozenset(box.key for box in model.boxes if box.kind is not BoxKind.LEARNING_SHARE)
        self._settling.set_targets(boxes, at_once=moved_by_hand)
        if isinstance(self.drag, BoxDrag) and self.drag.key != PERSONS_KEY and self.drag.key not in boxes:
            self.drag = None
        if not self.is_animated:
            self._settling.finish()
        elif not self._settling.is_settled and not self._frames.isActive():
            self._clock.start()
            self._frames.start()
        self.update()

    @property
    def overlay(self) -> OverlayModel:
        return self._model

    def set_accent(self, colour: QColor) -> None:
        self._accent = QColor(colour)
        self.update()

    def set_tool(self, tool: Tool) -> None:
        self.tool = tool
        if self.picture_size is not None:
            self.brush.fit(self.picture_size)
        self.cancel_drag()
        self._show_cursor(self._pointed())

    def set_snapping(self, snaps: bool) -> None:
        """Whether what is dragged falls into line with what is there."""
        self.snaps = snaps

    # Guides

    def set_guides(self, guides: tuple[PictureGuide, ...]) -> None:
        """Others, those of another picture perhaps."""
        if guides != self.guides.lines:
            self.guides.lines = guides
            self.update()

    def set_guides_shown(self, is_shown: bool) -> None:
        """Whether they are seen, taken hold of and fallen into line with."""
        self.guides.is_shown = is_shown
        self.update()

    def begin_guide(self, *, is_upright: bool) -> None:
        """A new one is being pulled out of a ruler."""
        if self.viewport is not None and self.drag is None:
            self.drag = GuideDrag(None, is_upright)

    def move_guide(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The one that is pulled, to a widget position."""
        if isinstance(self.drag, GuideDrag) and self.picture_size is not None:
            self.drag.move(*self.to_picture(position), self.picture_size, self._snap_lines(self.drag, modifiers))
            self.update()

    def drop_guide(self) -> None:
        """The one that is pulled stays where it is; off the picture it is gone."""
        drag, self.drag = self.drag, None
        if isinstance(drag, GuideDrag) and drag.has_moved:
            self.set_guides(self.guides.after(drag))
            self.guidesChanged.emit(self.guides.lines)
        self.update()

    def _guide_under(self, position: QPointF) -> PictureGuide | None:
        if self.picture_size is None:
            return None
        reach = _GUIDE_REACH_PX * self.devicePixelRatioF() / self.zoom
        return self.guides.under(*self.to_picture(position), reach, self.picture_size)

    def _paint_guides(self, painter: QPainter) -> None:
        """The person's, over the picture and the ground around it."""
        assert self.picture_size is not None
        drag = self.drag if isinstance(self.drag, GuideDrag) else None
        guides = self.guides.seen_during(drag, self.picture_size)
        if guides:
            over = self.screen_transform.inverted()[0].mapRect(QRectF(self.rect()))
            paint_picture_guides(painter, guides, self.to_widget, over)

    @property
    def is_settled(self) -> bool:
        return self._settling.is_settled

    def active_box(self) -> OverlayBox | None:
        """The box with handles: the person's own, or the selected candidate's."""
        return next((box for box in reversed(self._model.boxes) if box.has_handles), None)

    def box_widget_rect(self, key: str) -> QRectF | None:
        """Around where a box is shown on the screen, in widget pixels."""
        shown = self._shown_rect(key)
        return None if shown is None else self.screen_transform.mapRect(qrect(shown))

    def _shown_rect(self, key: str) -> Rect | None:
        if isinstance(self.drag, BoxDrag) and self.drag.key == key:
            x0, y0, x1, y1 = self.drag.box.as_tuple()
            return self.widget_rect((float(x0), float(y0), float(x1), float(y1)))
        shown = self._settling.shown(key)
        return None if shown is None else self.widget_rect(shown)

    def _advance(self) -> None:
        self._settling.advance(self._clock.restart() / 1000.0)
        if self._settling.is_settled:
            self._frames.stop()
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_picture(painter, event)
        if self.viewport is not None and not self.is_holding_before:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._model.shown_map is not None:
                self._map.paint(painter, self._model.shown_map, self.picture_rect(), self._accent)
            self._paint_strokes(painter)
            self._paint_outline(painter)
            self._paint_guides(painter)
            rects = {box.key: self._shown_rect(box.key) for box in self._model.boxes}
            present = {key: rect for key, rect in rects.items() if rect is not None}
            dragged_key = self.drag.key if isinstance(self.drag, BoxDrag) and self.drag.has_moved else None
            paint_boxes(
                painter, self._model, present, accent=self._accent, drafts=self._drafts, dragged_key=dragged_key
            )
            paint_anchors(painter, self._model.anchors, self.to_widget)
            self._paint_frames(painter)
            self._paint_tool(painter)
            if isinstance(self.drag, DrawDrag) and self.drag.box is not None:
                x0, y0, x1, y1 = self.drag.box.as_tuple()
                drawn = self.widget_rect((float(x0), float(y0), float(x1), float(y1)))
                paint_frame(painter, drawn, self._accent, width_px=2.0)
            if isinstance(self.drag, BoxDrag | DrawDrag | FrameDrag):
                paint_guides(painter, self.drag.guides, self.to_widget)
        self.paint_comparison(painter)
        painter.end()

    def _stroke(self, *, is_not_from: bool) -> MaskStroke | None:
        """The stroke that is being drawn on one of the two masks."""
        drag = self.drag
        return drag if isinstance(drag, MaskStroke) and drag.is_not_from is is_not_from else None

    def _paint_strokes(self, painter: QPainter) -> None:
        """What nothing is filled from."""
        stroke = self._stroke(is_not_from=True)
        strokes = self._model.not_from if stroke is None else stroke.silhouette
        if strokes is not None:
            x0, y0, x1, y1 = (float(edge) for edge in strokes.reach.as_tuple())
            self._hatching.paint(painter, strokes, self.widget_rect((x0, y0, x1, y1)))

    def _paint_outline(self, painter: QPainter) -> None:
        """The thing's mask; away while its box is dragged."""
        stroke = self._stroke(is_not_from=False)
        outline = self._model.outline if stroke is None else stroke.silhouette
        if outline is not None and not (isinstance(self.drag, BoxDrag) and self.drag.has_moved):
            x0, y0, x1, y1 = (float(edge) for edge in outline.reach.as_tuple())
            is_in_hand = stroke is not None or self._model.box(PERSONS_KEY) is not None
            rect = self.widget_rect((x0, y0, x1, y1))
            self._outline.paint(painter, outline, rect, self._accent, is_tinted=is_in_hand)

    def _paint_frames(self, painter: QPainter) -> None:
        """Of the layers that are taken hold of; what is scaled or turned is shown in its frame."""
        zoom, drag = self.zoom / self.devicePixelRatioF(), self.drag if isinstance(self.drag, FrameDrag) else None
        for hold in self._model.layers:
            frame = Frame.of(hold.layer)
            if drag is not None and hold.layer.layer_id == drag.key:
                frame = drag.frame
                ghost = self.ghost_of(hold.layer) if drag.handle is not FrameHandle.BODY else None
                if ghost is not None and drag.has_moved:
                    flips = hold.layer.placement.is_flipped_x, hold.layer.placement.is_flipped_y
                    paint_ghost(painter, ghost, frame, self.to_widget, zoom=zoom, flips=flips)
            elif drag is not None:
                frame = frame.moved(*drag.offset)
            has_handles = hold.can_scale and not (drag is not None and drag.has_moved)
            paint_layer_frame(painter, frame, self.to_widget, self._accent, zoom=zoom, has_handles=has_handles)

    def _paint_tool(self, painter: QPainter) -> None:
        """The brush under the pointer, the lasso's shape."""
        if isinstance(self.drag, Lasso):
            paint_lasso(painter, [QPointF(*self.to_widget(x, y)) for x, y in self.drag.points])
        elif (
            self.tool.is_brush
            and self.rect().contains(self.screen_transform.map(self._pointer).toPoint())
            and not self._pans()
        ):
            radius = self.brush.radius_px * self.zoom / self.devicePixelRatioF()
            colour = NOT_FROM_COLOUR if self.tool is Tool.NOT_FROM else QColor(255, 255, 255)
            paint_brush(painter, self._pointer, radius, colour)

    def _update_around(self, *rects: Rect | None) -> None:
        """Repaints only where a moving box was and is, with what lies around a small one."""
        if self.viewport is not None and self.viewport.is_turned:
            self.update()
            return
        for rect in rects:
            if rect is not None:
                x0, y0, x1, y1 = (round(edge) for edge in rect)
                self.update(QRect(QPoint(x0, y0), QPoint(x1, y1)).adjusted(-48, -48, 48, 48))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.viewport is None or self.drag is not None:
            return
        self._press_position, self._press_button = position, event.button()
        is_left = event.button() is Qt.MouseButton.LeftButton
        if event.button() is Qt.MouseButton.MiddleButton or (is_left and self._pans()):
            self.drag = PanDrag(self._to_device(position))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif is_left and self._is_on_split(position):
            self.drag = SplitDrag()
        elif self.tool.is_of_masks and (is_left or event.button() is Qt.MouseButton.RightButton):
            is_right = event.button() is Qt.MouseButton.RightButton
            self._begin_mask(position, erases=is_right or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif is_left and self.tool is Tool.DRAW and self._handle_under(position) is None:
            self.drag = DrawDrag(self.to_picture(position))
        elif is_left:
            self._take_box(position, event.modifiers())

    def _begin_mask(self, position: QPointF, *, erases: bool) -> None:
        size, base, box = self.picture_size, self._model.outline, self._model.box(PERSONS_KEY)
        assert size is not None
        is_not_from = self.tool is Tool.NOT_FROM
        if is_not_from:
            base = self._model.not_from
        elif base is None and box is not None:
            base = Silhouette.of_box(box.box)
        if self.tool.is_brush:
            self.drag = MaskStroke(self.brush, base, size, erases=erases, is_not_from=is_not_from)
            self.drag.move(*self.to_picture(position), pressure=self._pressure)
        else:
            self.drag = Lasso(base, size, erases=erases)
            self.drag.move(*self.to_picture(position))
        self.update()

    def _take_box(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        active, handle = self.active_box(), self._handle_under(position)
        guide = self._guide_under(position) if handle in _FREE and self.tool is Tool.SELECT else None
        if guide is not None:
            self.drag = GuideDrag(guide, guide.is_upright)
            return
        if active is None and (held := self._frame_under(position)) is not None:
            layer, frame_handle = held
            frame = Frame.of(layer)
            self.drag = FrameDrag(layer.layer_id, frame, frame_handle, self.to_picture(position), frame)
            self.drag.around = self._around_held()
            return
        if active is None or handle is None:
            key = self._key_under(position) or ""
            if key.startswith(OTHERS_KEY):
                self.otherTaken.emit(int(key.removeprefix(OTHERS_KEY)))
                key = PERSONS_KEY
            active, handle = self._model.box(key), Handle.BODY
        if active is not None and handle is not None:
            self.drag = BoxDrag(active.key, active.box, handle, self.to_picture(position), active.box)
        elif self.tool is not Tool.SELECT or not self._take_layer(position, modifiers):
            self.drag = FreePress()

    def _take_layer(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> bool:
        """A layer that was not taken hold of yet: it can be dragged on at once. False where none is seen there."""
        key = self.layer_at(*self.to_picture(position))
        if key is None:
            return False
        adds = bool(modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        self.layerPressed.emit(key, adds)
        hold = next((one for one in self._model.layers if one.layer.layer_id == key), None)
        if hold is not None:
            frame = Frame.of(hold.layer)
            self.drag = FrameDrag(key, frame, FrameHandle.BODY, self.to_picture(position), frame, is_new=True)
            self.drag.around = self._around_held()
        return hold is not None

    def _around_held(self) -> Rect:
        """Around all layers that are taken hold of."""
        return around_all([Frame.of(hold.layer).bounds() for hold in self._model.layers])

    def _frame_under(self, position: QPointF) -> tuple[Layer, FrameHandle] | None:
        """The layer that is taken hold of under the pointer, and by what it would be taken."""
        x, y = self.to_picture(position)
        zoom = self.zoom / self.devicePixelRatioF()
        for hold in reversed(self._model.layers):
            frame = Frame.of(hold.layer)
            handle = frame.handle_at(x, y, zone_px=zone_px(frame, zoom), knob_px=KNOB_PX / zoom)
            if handle is not None and not hold.can_scale:
                handle = FrameHandle.BODY if handle is not FrameHandle.KNOB else None
            if handle is not None:
                return hold.layer, handle
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        size = self.picture_size
        if size is None:
            return
        x, y = self.to_picture(position)
        is_on = 0 <= x < size.width and 0 <= y < size.height
        self.pointerMoved.emit(int(x) if is_on else -1, int(y) if is_on else -1)
        drag = self.drag
        self._pointer = position
        if self.tool.is_brush:
            self.update()
        if isinstance(drag, PanDrag):
            now = self._to_device(position)
            self.pan_by(now[0] - drag.last[0], now[1] - drag.last[1])
            drag.last = now
        elif isinstance(drag, BoxDrag):
            if drag.has_moved or (position - self._press_position).manhattanLength() >= _CLICK_PX:
                before, guides = self._shown_rect(drag.key), drag.guides
                drag.move(x, y, size, self._snap_lines(drag, event.modifiers()))
                if drag.guides != guides:
                    self.update()
                self._update_around(before, self._shown_rect(drag.key))
                self.viewChanged.emit()
        elif isinstance(drag, FrameDrag):
            self._drag_frame(drag, event)
        elif isinstance(drag, GuideDrag):
            self.move_guide(position, event.modifiers())
        elif isinstance(drag, DrawDrag):
            drag.move(x, y, size, self._snap_lines(drag, event.modifiers()))
            self.update()
        elif isinstance(drag, MaskStroke):
            drag.move(x, y, pressure=self._pressure)
        elif isinstance(drag, Lasso):
            drag.move(x, y)
            self.update()
        elif isinstance(drag, SplitDrag):
            rect = self.picture_rect()
            self.set_split(min(max((position.x() - rect.left()) / rect.width(), 0.01), 0.99))
        else:
            self._show_cursor(position)

    def _drag_frame(self, drag: FrameDrag, event: QMouseEvent) -> None:
        moved = (event.position() - self._press_position).manhattanLength() >= _CLICK_PX
        hold = next((one for one in self._model.layers if one.layer.layer_id == drag.key), None)
        if not (drag.has_moved or moved) or hold is None or hold.layer.is_locked:
            return
        drag.has_moved = True
        modifiers = event.modifiers()
        drag.move(
            *self.to_picture(event.position()),
            is_free=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            is_about_centre=bool(modifiers & Qt.KeyboardModifier.AltModifier),
            snap=self._snap_lines(drag, modifiers),
        )
        if drag.handle is FrameHandle.BODY:
            self.layersMoved.emit(*drag.offset, True)
        self.update()

    def _snap_lines(self, drag: Drag, modifiers: Qt.KeyboardModifier) -> SnapLines | None:
        """What is fallen into line with: the picture, guides, boxes and layers that stay; nothing while Ctrl is
        held."""
        size = self.picture_size
        if size is None or not self.snaps or modifiers & Qt.KeyboardModifier.ControlModifier:
            return None
        held = {hold.layer.layer_id for hold in self._model.layers} if isinstance(drag, FrameDrag) else set()
        boxes = (box.box for box in self._model.boxes if not isinstance(drag, BoxDrag) or box.key != drag.key)
        layers = (layer for layer in self.layers_seen() if layer.layer_id not in held)
        targets = (
            size.as_box().as_tuple(),
            *(box.as_tuple() for box in boxes),
            *(Frame.of(layer).bounds() for layer in layers),
            *(() if isinstance(drag, GuideDrag) else self.guides.snap_targets(size)),
        )
        return SnapLines(targets, SNAP_REACH_PX * self.devicePixelRatioF() / self.zoom)

    def _drop_frame(self, drag: FrameDrag, event: QMouseEvent) -> None:
        hold = next((one for one in self._model.layers if one.layer.layer_id == drag.key), None)
        if not drag.has_moved:
            if not drag.is_new:
                self._click(event)
        elif drag.handle is FrameHandle.BODY:
            self.layersMoved.emit(*drag.offset, False)
        elif hold is not None:
            self.layerPlaced.emit(drag.key, drag.frame.placement_of(hold.layer), *drag.offset)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.drag is not None and event.button() is not self._press_button:
            return  # another button was clicked while this one is held: the drag goes on
        if isinstance(self.drag, GuideDrag):
            self.drop_guide()
            return
        drag, self.drag = self.drag, None
        if isinstance(drag, BoxDrag):
            box = self._model.box(drag.key)
            if drag.has_moved or (box is not None and box.kind is BoxKind.LEARNING_SHARE):
                self.boxMoved.emit(drag.box)
            elif box is not None and box.kind is BoxKind.CANDIDATE:
                self.candidatePicked.emit(box.key)
            elif box is not None:
                self._click(event)
        elif isinstance(drag, FrameDrag):
            self._drop_frame(drag, event)
        elif isinstance(drag, MaskStroke) and drag.is_not_from:
            self.strokesDrawn.emit(drag.finished())
        elif isinstance(drag, MaskStroke) or (isinstance(drag, Lasso) and drag.is_shape):
            self.maskDrawn.emit(drag.finished())
        elif isinstance(drag, DrawDrag) and drag.box is not None:
            self.boxDrawn.emit(drag.box, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif isinstance(drag, DrawDrag | FreePress):
            self._click(event)
        self._show_cursor(event.position())
        self.viewChanged.emit()
        self.update()

    def _click(self, event: QMouseEvent) -> None:
        """A press that did not move, on the picture."""
        x, y = self.to_picture(event.position())
        size = self.picture_size
        is_click = (event.position() - self._press_position).manhattanLength() < _CLICK_PX
        if is_click and size is not None and size.as_box().contains_point(x, y):
            reach = self.to_picture(event.position() + QPointF(_SAME_PLACE_PX, 0.0))[0] - x
            self.pictureClicked.emit(x, y, reach, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif is_click:
            self.nothingClicked.emit()

    def middle(self) -> tuple[float, float] | None:
        """The place of the picture in the middle of the view, in picture pixels; the nearest one if none."""
        viewport = self.viewport
        if viewport is None:
            return None
        x, y = viewport.to_picture(viewport.sheet.width / 2, viewport.sheet.height / 2)
        return min(max(x, 0.0), viewport.picture.width - 1.0), min(max(y, 0.0), viewport.picture.height - 1.0)

    def cancel_drag(self) -> bool:
        """Drops what is being dragged; False where nothing was."""
        had, drag, self.drag = self.drag is not None, self.drag, None
        if isinstance(drag, FrameDrag) and drag.has_moved:
            self.layersMoved.emit(0, 0, False)
        self.viewChanged.emit()
        self.update()
        return had

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms to the pointer; with Ctrl over an edge of the active box it moves that edge; Shift and Alt pan."""
        steps = event.angleDelta()
        modifiers = event.modifiers()
        handle = self._handle_under(event.position())
        takes_edge = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if self.tool.is_brush and takes_edge:
            amount = (steps.y() or steps.x()) / 120.0
            is_hardness = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self.change_brush(size=0.0 if is_hardness else amount, hardness=amount if is_hardness else 0.0)
        elif modifiers & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier):
            amount = steps.y() or steps.x()
            is_across = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self.pan_on_screen(amount if is_across else 0.0, 0.0 if is_across else amount)
        elif takes_edge and handle is not None and sum(handle.moves) == 1 and self.drag is None:
            if outwards := self._edge_wheel.turned(handle, steps.y()):
                left, top, _right, _bottom = handle.moves
                sign = -1 if left or top else 1
                self._nudge(handle, outwards * sign, outwards * sign)
        else:
            self.zoom_about(event.position(), 1.2 ** (steps.y() / 120.0))
        event.accept()

    def change_brush(self, *, size: float = 0.0, hardness: float = 0.0) -> None:
        """The brush, larger or harder by so many steps."""
        self.brush.resize(size)
        self.brush.harden(hardness)
        self.update()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen presses: what it draws follows as mouse events."""
        is_up = event.type() is QEvent.Type.TabletRelease
        self._pressure = 1.0 if is_up else max(0.05, event.pressure())
        event.ignore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_about(self.from_screen(event.position()), 1.0 + event.value())
            return True
        if event.type() is QEvent.Type.ToolTip:
            self._show_tip(cast("QHelpEvent", event))
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        """What lies under the pointer: an anchor, else the smallest box."""
        place = self.from_screen(QPointF(event.pos()))
        text = "" if self.is_holding_before or self.drag is not None else self.tip_at(place)
        if text:
            QToolTip.showText(event.globalPos(), text, self)
        else:
            QToolTip.hideText()

    def tip_at(self, position: QPointF) -> str:
        """What is said of what lies at a widget position; "" of nothing."""
        near = ((position - QPointF(*self.to_widget(one.x, one.y)), one) for one in self._model.anchors)
        anchor = min(
            ((way.manhattanLength(), one) for way, one in near), key=lambda pair: pair[0], default=(math.inf, None)
        )
        if anchor[1] is not None and anchor[0] <= _ANCHOR_REACH_PX:
            return anchor_tip(anchor[1])
        box = self._model.box(self._key_under(position) or "")
        return "" if box is None else box_tip(box)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_cursor(self.from_screen(event.position()))
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointerMoved.emit(-1, -1)
        super().leaveEvent(event)

    def _pans(self) -> bool:
        return self.tool is Tool.PAN or self._is_space_held

    def _handle_under(self, position: QPointF) -> Handle | None:
        active = self.active_box()
        rect = None if active is None else self._shown_rect(active.key)
        return None if rect is None else handle_at(position.x(), position.y(), rect)

    def _key_under(self, position: QPointF) -> str | None:
        rects = [(box.key, self._shown_rect(box.key)) for box in self._model.boxes]
        return smallest_at(position.x(), position.y(), [(key, rect) for key, rect in rects if rect is not None])

    def _is_on_split(self, position: QPointF) -> bool:
        return self._shows_split() and abs(position.x() - self._split_x()) <= 14.0

    def _pointed(self) -> QPointF:
        """Where the pointer is."""
        return self.from_screen(QPointF(self.mapFromGlobal(self.cursor().pos())))

    def _show_cursor(self, point: QPointF) -> None:
        handle = None if self.tool.is_of_masks else self._handle_under(point)
        if self.drag is not None or self.viewport is None:
            return
        if self._pans():
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self._is_on_split(point):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif (guide := self._guide_under(point)) is not None and self.tool is Tool.SELECT and handle in _FREE:
            self.setCursor(cursor_along(guide.is_upright, not guide.is_upright, self.screen_transform))
        elif handle is not None:
            self.setCursor(cursor_for(handle, self.screen_transform))
        elif (held := self._frame_under(point)) is not None and not self.tool.is_of_masks:
            self.setCursor(frame_cursor(held[1], Frame.of(held[0]), self.screen_transform))
        elif self.tool.is_brush:
            self.setCursor(Qt.CursorShape.BlankCursor)
        elif self.tool in (Tool.DRAW, Tool.LASSO):
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self._key_under(point) is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        modifiers = event.modifiers()
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_space_held = True
            self._show_cursor(self._pointed())
        elif (arrow := ARROWS.get(key)) is not None and self.active_box() is not None:
            step = 10 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
            resizes = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            dx, dy = self._arrow(*arrow)
            self._nudge(Handle.BOTTOM_RIGHT if resizes else Handle.BODY, dx * step, dy * step)
        elif arrow is not None and self._model.layers:
            step = 10 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
            dx, dy = self._arrow(*arrow)
            self.layersNudged.emit(dx * step, dy * step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._model.box(PERSONS_KEY) is not None:
            self.boxConfirmed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.tool is Tool.DRAW:
            self._draw_in_middle(adds=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Escape:
            if not self.cancel_drag():
                self.boxDiscarded.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._is_space_held = False
            self._show_cursor(self._pointed())
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._is_space_held = False
        super().focusOutEvent(event)

    def _arrow(self, dx: int, dy: int) -> tuple[int, int]:
        """The way along the picture's rows or columns that comes nearest to an arrow on the screen."""
        assert self.viewport is not None
        across, down = self.viewport.direction_from_screen(dx, dy)
        return (round(math.copysign(1, across)), 0) if abs(across) > abs(down) else (0, round(math.copysign(1, down)))

    def _nudge(self, handle: Handle, dx: int, dy: int) -> None:
        active, size = self.active_box(), self.picture_size
        if active is not None and size is not None:
            moved = dragged(active.box, handle, dx, dy, picture=size)
            if moved != active.box:
                self.boxMoved.emit(moved)

    def _draw_in_middle(self, *, adds: bool) -> None:
        """A box for those who draw with the keyboard: it is then moved with the arrow keys."""
        size, middle = self.picture_size, self.middle()
        if size is None or middle is None:
            return
        side = max(8.0, size.shortest / 4)
        self.boxDrawn.emit(Box.around(*middle, side, side).moved_inside(size), adds)


def _no_layer(_x: float, _y: float) -> str | None:
    return None


def _no_ghost(_layer: Layer) -> QImage | None:
    return None
