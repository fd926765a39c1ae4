"""How anchors, learned boxes and their labels are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF, QTransform, qGray

from lredit_core.api.events import ANCHOR_COLOURS, Anchor, AnchorSource
from lredit_gui.canvas.hit_test import OUTSET_PX, handle_frame, is_small
from lredit_gui.canvas.overlay_model import BoxKind, OverlayBox, OverlayModel
from lredit_gui.canvas.region_item import paint_frame, paint_handles, qrect
from lredit_gui.rendering.conversion import to_glow, to_qimage

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from lredit_gui.canvas.hit_test import Rect

_MARK_RADIUS_PX = 5.0
#: Of the map where what is looked for is likeliest.
_MAP_OPACITY = 0.7


class DraftImages:
    """Drafts as images, made once each; those not used lately go."""

    _KEPT = 64

    def __init__(self) -> None:
        self._images: dict[int, tuple[NDArray[np.uint8], QImage]] = {}

    def image(self, pixels: NDArray[np.uint8]) -> QImage:
        found = self._images.pop(id(pixels), None) or (pixels, to_qimage(pixels))
        self._images[id(pixels)] = found
        while len(self._images) > self._KEPT:
            self._images.pop(next(iter(self._images)))
        return found[1]


class MapImage:
    """The latest map as an image, made once."""

    def __init__(self) -> None:
        self._made: tuple[NDArray[np.uint8], QColor, QImage] | None = None

    def paint(self, painter: QPainter, shown_map: NDArray[np.uint8], rect: QRectF, accent: QColor) -> None:
        """Over the whole picture, which is shown in `rect`."""
        if self._made is None or self._made[0] is not shown_map or self._made[1] != accent:
            colour = (accent.red(), accent.green(), accent.blue())
            self._made = (shown_map, QColor(accent), to_glow(shown_map, colour, opacity=_MAP_OPACITY))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, self._made[2])


def paint_anchor_mark(painter: QPainter, centre: QPointF, source: AnchorSource, *, strength: float = 1.0) -> None:
    """Attention: a disc. Objectness: a diamond. Text: a triangle. Grid: a cross. Grounding: a square. Each
    with a dark rim."""
    colour = QColor(*ANCHOR_COLOURS[source])
    radius = _MARK_RADIUS_PX * (0.75 + 0.25 * strength)
    x, y = centre.x(), centre.y()
    rim = QPen(QColor(0, 0, 0, 200), 1.25)
    rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(rim)
    painter.setBrush(colour)
    if source is AnchorSource.ATTENTION:
        painter.drawEllipse(centre, radius, radius)
    elif source is AnchorSource.OBJECTNESS:
        side = radius * 1.25
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - side), QPointF(x + side, y), QPointF(x, y + side), QPointF(x - side, y)])
        )
    elif source is AnchorSource.TEXT:
        side = radius * 1.25
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - side), QPointF(x + side, y + side * 0.8), QPointF(x - side, y + side * 0.8)])
        )
    elif source is AnchorSource.GROUNDING:
        side = radius * 0.95
        painter.drawRect(QRectF(x - side, y - side, 2 * side, 2 * side))
    else:
        for pen in (QPen(QColor(0, 0, 0, 200), 4.5), QPen(colour, 2.0)):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QPointF(x - radius, y), QPointF(x + radius, y))
            painter.drawLine(QPointF(x, y - radius), QPointF(x, y + radius))


def paint_anchors(
    painter: QPainter, anchors: tuple[Anchor, ...], to_view: Callable[[float, float], tuple[float, float]]
) -> None:
    for anchor in sorted(anchors, key=lambda one: one.strength):
        paint_anchor_mark(painter, QPointF(*to_view(anchor.x, anchor.y)), anchor.source, strength=anchor.strength)


def paint_boxes(
    painter: QPainter,
    model: OverlayModel,
    rects: dict[str, Rect],
    *,
    accent: QColor,
    drafts: DraftImages,
    dragged_key: str | None,
) -> None:
    """Drafts, frames and labels; `rects` are in view pixels. The box that is being dragged is a bare frame."""
    for box in model.boxes:
        has_draft = box.draft is not None and box.draft_box == box.box and box.key != dragged_key
        if has_draft and box.draft is not None and box.key in rects:
            painter.setOpacity(0.55 if box.kind is BoxKind.PERSONS else 0.25 + 0.7 * box.emphasis)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(qrect(rects[box.key]), drafts.image(box.draft))
    painter.setOpacity(1.0)
    for box in model.boxes:
        if box.key in rects:
            _paint_box(painter, box, rects[box.key], accent, is_dragged=box.key == dragged_key)
    held = [rects[box.key] for box in model.boxes if box.has_handles and box.key in rects]
    taken = [qrect(handle_frame(rect)) for rect in held if is_small(rect)]
    for box in reversed(model.boxes):
        if box.key in rects and box.label and box.key != dragged_key:
            _paint_label(painter, box, rects[box.key], accent, taken)


def _paint_box(painter: QPainter, box: OverlayBox, rect: Rect, accent: QColor, *, is_dragged: bool) -> None:
    white = QColor(255, 255, 255)
    if box.kind is BoxKind.LEARNING_SHARE:
        is_best = box.emphasis >= 0.999
        colour = accent if is_best else white
        paint_frame(painter, rect, colour, width_px=2.0 if is_best else 1.0, strength=0.55 + 0.45 * box.emphasis)
    elif box.kind is BoxKind.PERSONS:
        paint_frame(painter, rect, accent, width_px=2.0)
    elif box.has_handles or is_dragged:
        paint_frame(painter, rect, accent, width_px=1.5)
    else:
        paint_frame(painter, rect, white, width_px=1.0, strength=0.35 + 0.4 * box.emphasis, is_dashed=True)
    if box.has_handles and not is_dragged:
        paint_handles(painter, rect, accent)


#: An accent that is brighter than this takes black figures.
_BRIGHT_GREY = 170


def _paint_label(painter: QPainter, box: OverlayBox, rect: Rect, accent: QColor, taken: list[QRectF]) -> None:
    """A pill at the box's upper left corner, inside, or above it where it is small; past labels that are there."""
    metrics = QFontMetricsF(painter.font())
    size = QSizeF(metrics.horizontalAdvance(box.label) + 10.0, metrics.height() + 3.0)
    place = label_place(rect, size, has_handles=box.has_handles, taken=taken)
    taken.append(place)
    is_strong = box.emphasis >= 0.999
    fill = QColor(accent) if is_strong else QColor(0, 0, 0, 170)
    text = QColor(255, 255, 255, 255 if is_strong else round(150 + 105 * box.emphasis))
    if is_strong and qGray(fill.rgb()) > _BRIGHT_GREY:
        text = QColor(0, 0, 0)
    _paint_pill(painter, place, box.label, fill=fill, text_colour=text)


def label_place(rect: Rect, size: QSizeF, *, has_handles: bool, taken: list[QRectF]) -> QRectF:
    """Where a box's label lies: inside, or above or below where the box is small; it covers nothing that is taken.

    Args:
        rect: of the box, in view pixels as all.
        size: of the label.
        has_handles: the box shows handles.
        taken: where labels lie already, and the small box that can be taken hold of.
    """
    if not is_small(rect):
        inset = 10.0 if has_handles else 4.0
        place = QRectF(QPointF(rect[0] + inset, rect[1] + inset), size)
        return _past(place, taken, is_upwards=False)
    gap = 3.0 + (OUTSET_PX + 4.0 if has_handles else 0.0)
    above = QRectF(QPointF(rect[0], rect[1] - gap - size.height()), size)
    below = QRectF(QPointF(rect[0], rect[3] + gap), size)
    for place in (above, below):
        if place.top() >= 0.0 and not any(other.intersects(place) for other in taken):
            return place
    return _past(above, taken, is_upwards=True) if above.top() >= 0.0 else _past(below, taken, is_upwards=False)


def _past(place: QRectF, taken: list[QRectF], *, is_upwards: bool) -> QRectF:
    """Moved past what it would cover."""
    for _ in range(12):
        hit = next((other for other in taken if other.intersects(place)), None)
        if hit is None:
            break
        if is_upwards:
            place.moveBottom(hit.top() - 2.0)
        else:
            place.moveTop(hit.bottom() + 2.0)
    return place


def paint_split(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """The line between before and after, with a grip in its middle."""
    painter.setPen(QPen(QColor(0, 0, 0, 120), 4.0))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    painter.setPen(QPen(QColor(255, 255, 255), 1.5))
    painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    middle = (top + bottom) / 2
    painter.setPen(QPen(QColor(0, 0, 0, 140), 1.0))
    painter.setBrush(QColor(255, 255, 255))
    painter.drawEllipse(QPointF(x, middle), 13.0, 13.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(40, 40, 40))
    for side in (-1.0, 1.0):
        tip = QPointF(x + side * 8.5, middle)
        base = x + side * 3.5
        painter.drawPolygon(QPolygonF([tip, QPointF(base, middle - 4.5), QPointF(base, middle + 4.5)]))


def paint_tag(painter: QPainter, text: str, place: QPointF, *, is_right_aligned: bool = False) -> None:
    """The words "Before" and "After" beside the split."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(text) + 16.0, metrics.height() + 8.0
    left = place.x() - width if is_right_aligned else place.x()
    tag = QRectF(left, place.y(), width, height)
    _paint_pill(painter, tag, text, fill=QColor(0, 0, 0, 150), text_colour=QColor(255, 255, 255))


def _paint_pill(painter: QPainter, place: QRectF, text: str, *, fill: QColor, text_colour: QColor) -> None:
    """Words that stand upright about the middle of their place, however the view is turned."""
    painter.save()
    if not painter.worldTransform().isIdentity():
        to = painter.worldTransform().map(place.center()) - place.center()
        painter.setWorldTransform(QTransform.fromTranslate(to.x(), to.y()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(place, 4.0, 4.0)
    painter.setPen(text_colour)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
