"""Our own icons, drawn with one stroke width and tinted with the theme's colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lredit_core.resources import resource_path

#: Sides in device pixels that an icon is drawn at: 20 logical pixels on screens of 1, 1.5, 2 and 3 times the density.
_SIDES_PX = (20, 30, 40, 60)


@cache
def _svg_text(name: str) -> str:
    return resource_path(f"icons/{name}.svg").read_text("utf-8")


def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg_text(name).replace("currentColor", colour).encode()))


def tinted_icon(name: str, colour: QColor, *, disabled: QColor, checked: QColor | None = None) -> QIcon:
    """An icon of resources/icons by its name; a disabled one is faint, a checked one takes the accent."""
    icon = QIcon()
    looks = (
        (colour, QIcon.Mode.Normal, QIcon.State.Off),
        (checked if checked is not None else colour, QIcon.Mode.Normal, QIcon.State.On),
        (disabled, QIcon.Mode.Disabled, QIcon.State.Off),
        (disabled, QIcon.Mode.Disabled, QIcon.State.On),
    )
    for tint, mode, state in looks:
        for side_px in _SIDES_PX:
            icon.addPixmap(tinted_pixmap(name, tint, side_px), mode, state)
    return icon


def tinted_pixmap(name: str, colour: QColor, size_px: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a pixmap of `size_px` logical pixels."""
    pixmap = QPixmap(round(size_px * ratio), round(size_px * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, colour.name()).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    icon = QIcon()
    renderer = _renderer("lredit", "#000000")
    for side in (16, 32, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        icon.addPixmap(pixmap)
    return icon
