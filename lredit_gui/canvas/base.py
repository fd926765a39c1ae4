"""The picture in a widget: zoom, pan, before and after. What lies over the picture is drawn by the view on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from lredit_core.geometry import Size
from lredit_gui.canvas.overlays import paint_split, paint_tag
from lredit_gui.canvas.picture_layer import PictureLayer
from lredit_gui.canvas.viewport import Viewport

if TYPE_CHECKING:
    from lredit_gui.canvas.hit_test import Rect
    from lredit_gui.rendering.ground import Ground
    from lredit_gui.rendering.tiles import TilePyramid

#: The picture is painted smoothly once the view has been still for this long.
_STILL_AFTER_MS = 90
#: How often the difference of before and after is doubled: three times is eight times as bright.
_DIFFERENCE_DOUBLINGS = 3


class PictureView(QWidget):
    """Shows one picture and, beside or instead of it, how it was before.

    The view may be turned and mirrored. Everything here and in what is drawn on top works on the sheet as it lies
    before that (see `Viewport`): the painter turns what is painted, and the positions of mouse and wheel are turned
    back before they are handled. "Widget pixels" are those of the sheet, but where "on the screen" is said.

    Signals:
        zoomChanged(float): device pixels per picture pixel.
        viewChanged: the viewport, for what is placed over the picture.
        splitChanged(float): the part of the picture's width that shows "before".
        picturesChanged: other pixels.
    """

    accessible_role = QAccessible.Role.Canvas
    zoomChanged = Signal(float)
    viewChanged = Signal()
    splitChanged = Signal(float)
    picturesChanged = Signal()
    _viewport: Viewport | None = None  # Qt sends events while the widget is being made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a picture's left is its left everywhere
        self._before: TilePyramid | None = None
        self._after: TilePyramid | None = None
        self._picture_key: object = None
        self._before_layer, self.picture_layer = PictureLayer(), PictureLayer()
        self._split = 0.0
        self._is_holding_before = False
        self._shows_difference = False
        self._difference: tuple[object, QPixmap] | None = None
        self._surround = QColor(32, 32, 32)
        self._has_grid = False
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_AFTER_MS)
        self._still.timeout.connect(self.update)

    # The picture

    def set_pictures(
        self, before: TilePyramid | None, after: TilePyramid | None, *, key: object, view: Viewport | None = None
    ) -> None:
        """Shows other pixels; another `key` is another picture, which is shown as in `view`, or else fitted into it."""
        self._before, self._after = before, after
        if after is None:
            self._viewport = None
        elif self._viewport is None or self._viewport.picture != after.size or key is not self._picture_key:
            is_known = view is not None and view.picture == after.size
            shown = view.resized(self._view_size()) if is_known and view is not None else None
            self._set_viewport(shown or Viewport(self._view_size(), after.size).fitted())
        self._picture_key = key
        self.picturesChanged.emit()
        self.update()

    def viewport_at(self, size: Size, x: float, y: float, scale: float) -> Viewport:
        """A picture of this size with one of its places in the middle, at so many device pixels for each of its own."""
        view = self._view_size()
        left, top = view.width / 2 - x * scale, view.height / 2 - y * scale
        return Viewport(view, size, scale, left, top, is_fit=False).panned(0.0, 0.0)

    def show_viewport(self, viewport: Viewport) -> None:
        """As another view of a picture of this size shows it."""
        if self._viewport is not None and viewport.picture == self._viewport.picture and viewport != self._viewport:
            self._set_viewport(viewport.resized(self._view_size()), is_moving=True)

    def set_surround(self, colour: QColor) -> None:
        """What lies around the picture."""
        self._surround = QColor(colour)
        self.update()

    def set_pixel_grid(self, is_shown: bool) -> None:
        """Whether lines lie between the pixels where these are large enough."""
        self._has_grid = is_shown
        self.update()

    def set_ground(self, ground: Ground) -> None:
        """What transparent places are seen on."""
        self._before_layer.ground = self.picture_layer.ground = ground
        self.update()

    @property
    def picture_size(self) -> Size | None:
        return None if self._viewport is None else self._viewport.picture

    @property
    def shown_tiles(self) -> TilePyramid | None:
        """The picture as it is, whatever of before is shown beside it."""
        return self._after

    @property
    def viewport(self) -> Viewport | None:
        return self._viewport

    # Zoom and pan

    @property
    def zoom(self) -> float:
        return 1.0 if self._viewport is None else self._viewport.scale

    def fit(self) -> None:
        if self._viewport is not None:
            self._set_viewport(self._viewport.fitted())

    def show_actual_pixels(self) -> None:
        """One picture pixel on one pixel of the screen."""
        if self._viewport is not None:
            self._set_viewport(self._viewport.zoomed(1.0))

    def set_zoom(self, scale: float) -> None:
        """So many pixels of the screen for each of the picture's, about the middle of the view."""
        if self._viewport is not None:
            self._set_viewport(self._viewport.zoomed(scale))

    def zoom_in(self) -> None:
        if self._viewport is not None:
            self._set_viewport(self._viewport.stepped(1))

    def zoom_out(self) -> None:
        if self._viewport is not None:
            self._set_viewport(self._viewport.stepped(-1))

    def zoom_about(self, position: QPointF, factor: float) -> None:
        """Zooms so that what is under a widget position stays there."""
        if self._viewport is not None:
            about = self._to_device(position)
            self._set_viewport(self._viewport.zoomed(self._viewport.scale * factor, about=about), is_moving=True)

    def pan_by(self, dx: float, dy: float) -> None:
        """Moves the picture by device pixels of the sheet."""
        if self._viewport is not None:
            self._set_viewport(self._viewport.panned(dx, dy), is_moving=True)

    def pan_on_screen(self, dx: float, dy: float) -> None:
        """Moves the picture by device pixels as they are seen."""
        if self._viewport is not None:
            self.pan_by(*self._viewport.direction_from_screen(dx, dy))

    def turn_by(self, degrees: float) -> None:
        """Turns the view clockwise about its middle; the picture itself stays as it is."""
        if self._viewport is not None:
            self._set_viewport(self._viewport.turned(degrees))

    def mirror(self) -> None:
        """Shows the view as in a mirror."""
        if self._viewport is not None:
            self._set_viewport(self._viewport.mirrored())

    def straighten_view(self) -> None:
        """Neither turned nor mirrored."""
        if self._viewport is not None:
            self._set_viewport(self._viewport.straight())

    def show_place(self, x: float, y: float) -> None:
        """Brings a place of the picture into the middle of the view."""
        if self._viewport is not None:
            now = self._viewport.to_view(x, y)
            sheet = self._viewport.sheet
            self.pan_by(sheet.width / 2 - now[0], sheet.height / 2 - now[1])

    def _set_viewport(self, viewport: Viewport, *, is_moving: bool = False) -> None:
        old, self._viewport = self._viewport, viewport
        if is_moving:
            self._still.start()
        self.update()
        if viewport != old:
            self.viewChanged.emit()
        if old is None or viewport.scale != old.scale:
            self.zoomChanged.emit(viewport.scale)

    # Before and after

    @property
    def split(self) -> float:
        """The part of the picture's width, from the left, that shows "before"; 0 is off."""
        return self._split

    def set_split(self, split: float) -> None:
        split = min(max(split, 0.0), 1.0)
        if split != self._split:
            self._split = split
            self.splitChanged.emit(split)
            self.update()

    def set_holding_before(self, is_holding: bool) -> None:
        """All of the picture as it was, while a key is held."""
        if is_holding != self._is_holding_before:
            self._is_holding_before = is_holding
            self.update()

    @property
    def is_holding_before(self) -> bool:
        return self._is_holding_before

    def set_difference(self, is_shown: bool) -> None:
        """Instead of the picture, how far it differs from before: black where it does not."""
        if is_shown != self._shows_difference:
            self._shows_difference = is_shown
            self.update()

    @property
    def shows_difference(self) -> bool:
        return self._shows_difference

    def _shows_split(self) -> bool:
        is_split = 0.0 < self._split < 1.0 and self._before is not self._after
        return is_split and not self._is_holding_before and not self._shows_difference

    def _split_x(self) -> float:
        """Where the split lies, in widget pixels."""
        rect = self.picture_rect()
        return rect.left() + rect.width() * self._split

    def picture_rect(self) -> QRectF:
        """Where the picture lies, in widget pixels."""
        if self._viewport is None:
            return QRectF()
        ratio = self.devicePixelRatioF()
        left, top = self._viewport.left / ratio, self._viewport.top / ratio
        scale = self._viewport.scale / ratio
        return QRectF(left, top, self._viewport.picture.width * scale, self._viewport.picture.height * scale)

    # Frames

    @property
    def screen_transform(self) -> QTransform:
        """From the sheet to the screen, in widget pixels."""
        if self._viewport is None or not self._viewport.is_turned:
            return QTransform()
        xx, xy, yx, yy, dx, dy = self._viewport.screen_matrix
        ratio = self.devicePixelRatioF()
        return QTransform(xx, xy, yx, yy, dx / ratio, dy / ratio)

    def from_screen(self, position: QPointF) -> QPointF:
        """A position on the screen to the one of the sheet that is seen there; both in widget pixels."""
        viewport = self._viewport
        if viewport is None or not viewport.is_turned:
            return position
        ratio = self.devicePixelRatioF()
        x, y = viewport.from_screen(*self._to_device(position))
        return QPointF(x / ratio, y / ratio)

    def _to_device(self, position: QPointF) -> tuple[float, float]:
        ratio = self.devicePixelRatioF()
        return position.x() * ratio, position.y() * ratio

    def to_picture(self, position: QPointF) -> tuple[float, float]:
        """Widget position to picture position."""
        return (0.0, 0.0) if self._viewport is None else self._viewport.to_picture(*self._to_device(position))

    def to_widget(self, x: float, y: float) -> tuple[float, float]:
        """Picture position to widget position."""
        if self._viewport is None:
            return x, y
        ratio = self.devicePixelRatioF()
        view_x, view_y = self._viewport.to_view(x, y)
        return view_x / ratio, view_y / ratio

    def widget_rect(self, rect: Rect) -> Rect:
        """A rectangle in picture pixels to widget pixels."""
        x0, y0 = self.to_widget(rect[0], rect[1])
        x1, y1 = self.to_widget(rect[2], rect[3])
        return x0, y0, x1, y1

    def _view_size(self) -> Size:
        ratio = self.devicePixelRatioF()
        return Size(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_picture(painter, event)
        painter.end()

    def paint_picture(self, painter: QPainter, event: QPaintEvent) -> None:
        """The picture, or its two halves, from what was painted before for this viewport. What is painted next lies on
        the sheet."""
        viewport, after, before = self._viewport, self._after, self._before
        if viewport is None or after is None:
            painter.fillRect(event.rect(), self._surround)
            return
        if self._shows_difference and before is not None:
            self._blit(painter, event, self._painted_difference(before, after))
            self._paint_edge(painter, QColor(255, 255, 255, 70))
            return
        shows_before = before is not None and before is not after
        if not (shows_before and (self._is_holding_before or self._split >= 1.0)):
            self._blit(painter, event, self._painted(self.picture_layer, after))
        if before is not None and shows_before and (self._is_holding_before or self._split > 0.0):
            pixmap = self._painted(self._before_layer, before)
            if self._shows_split():
                painter.save()
                painter.setTransform(self.screen_transform)
                painter.setClipRect(QRectF(0.0, 0.0, self._split_x(), viewport.sheet.height / self.devicePixelRatioF()))
                painter.resetTransform()
                self._blit(painter, event, pixmap)
                painter.restore()
            else:
                self._blit(painter, event, pixmap)
        self._paint_edge(painter, QColor(0, 0, 0, 70))

    def _paint_edge(self, painter: QPainter, colour: QColor) -> None:
        """Around the picture; what is painted next lies on the sheet."""
        painter.setTransform(self.screen_transform)
        painter.setPen(QPen(colour, 1.0))
        painter.drawRect(self.picture_rect().adjusted(-0.5, -0.5, 0.5, 0.5))

    def paint_comparison(self, painter: QPainter) -> None:
        """The split's line and the words on both sides."""
        seen = self.screen_transform.inverted()[0].mapRect(QRectF(self.rect()))
        rect = self.picture_rect().intersected(seen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._shows_split():
            x = self._split_x()
            paint_split(painter, x, rect.top(), rect.bottom())
            paint_tag(painter, self.tr("Before"), QPointF(x - 10.0, rect.top() + 10.0), is_right_aligned=True)
            paint_tag(painter, self.tr("After"), QPointF(x + 10.0, rect.top() + 10.0))
        elif self._shows_difference and self._before is not self._after:
            paint_tag(painter, self.tr("Difference, 8 times"), QPointF(rect.left() + 10.0, rect.top() + 10.0))
        elif self._is_holding_before and self._before is not self._after:
            paint_tag(painter, self.tr("Before"), QPointF(rect.left() + 10.0, rect.top() + 10.0))

    def _painted(self, layer: PictureLayer, tiles: TilePyramid) -> QPixmap:
        assert self._viewport is not None
        is_coarse = self._still.isActive()
        pixmap = layer.pixmap(tiles, self._viewport, self._surround, is_coarse=is_coarse, has_grid=self._has_grid)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        return pixmap

    def _painted_difference(self, before: TilePyramid, after: TilePyramid) -> QPixmap:
        """The absolute difference of each channel, several times as bright, kept until either or the view changes."""
        was, now = self._painted(self._before_layer, before), self._painted(self.picture_layer, after)
        key = (was.cacheKey(), now.cacheKey())
        if self._difference is None or self._difference[0] != key:
            made = QPixmap(now)
            made.setDevicePixelRatio(1.0)
            was.setDevicePixelRatio(1.0)
            painter = QPainter(made)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
            painter.drawPixmap(0, 0, was)
            painter.end()
            for _doubling in range(_DIFFERENCE_DOUBLINGS):
                once = made.copy()
                painter = QPainter(made)
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
                painter.drawPixmap(0, 0, once)
                painter.end()
            made.setDevicePixelRatio(self.devicePixelRatioF())
            self._difference = (key, made)
        return self._difference[1]

    @staticmethod
    def _blit(painter: QPainter, event: QPaintEvent, pixmap: QPixmap) -> None:
        ratio = pixmap.devicePixelRatio()
        part = QRectF(event.rect())
        source = QRectF(part.left() * ratio, part.top() * ratio, part.width() * ratio, part.height() * ratio)
        painter.drawPixmap(part, pixmap, source)

    def event(self, event: QEvent) -> bool:
        """Mouse and wheel are handled where they are on the sheet."""
        if self._viewport is None or not self._viewport.is_turned:
            return super().event(event)
        if isinstance(event, QWheelEvent):
            turned: QWheelEvent | QMouseEvent = QWheelEvent(
                self.from_screen(event.position()), event.globalPosition(), event.pixelDelta(), event.angleDelta(),
                event.buttons(), event.modifiers(), event.phase(), event.inverted(),
            )  # fmt: skip
        elif isinstance(event, QMouseEvent):
            turned = QMouseEvent(
                event.type(), self.from_screen(event.position()), event.scenePosition(), event.globalPosition(),
                event.button(), event.buttons(), event.modifiers(),
            )  # fmt: skip
        else:
            return super().event(event)
        is_handled = super().event(turned)
        event.setAccepted(turned.isAccepted())
        return is_handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._viewport is not None:
            self._set_viewport(self._viewport.resized(self._view_size()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange and self._viewport is not None:
            self._set_viewport(self._viewport.resized(self._view_size()))
