"""What documents look like, small: kept of each that was shown, as long as a history holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lredit_core.document.document import Document
    from lredit_gui.rendering.renderer import Renderer

#: Twice of what is shown, for screens of high density.
SHOWN_PX = QSize(36, 27)
_GREY = 0xFFB0B0B0


class DocumentThumbnails(QObject):
    """Taken from what is rendered anyway. Signals: changed, there is one more."""

    changed = Signal()

    def __init__(self, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._images: dict[int, QImage] = {}
        renderer.changed.connect(self._take)

    def image(self, document: Document) -> QImage | None:
        """(36 x 27 pixels, twice as fine); None where it was not shown yet."""
        return self._images.get(id(document))

    def keep_only(self, documents: Iterable[Document]) -> None:
        """Others are gone."""
        held = {id(document) for document in documents}
        self._images = {key: image for key, image in self._images.items() if key in held}

    def _take(self) -> None:
        rendered = self._renderer.rendered
        if rendered is None or self._renderer.draft_tiles is not None:
            return
        looks = rendered.tiles.levels[-1].tiles[0, 0].image
        self._images[id(rendered.document)] = _framed(looks)
        self.changed.emit()


def _framed(looks: QImage) -> QImage:
    """All of it in the middle; grey below what is transparent, nothing beside it."""
    room = SHOWN_PX * 2
    size = looks.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    made = QImage(room, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
    painter.fillRect(left, top, size.width(), size.height(), _GREY)
    smooth = looks.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter.drawImage(left, top, smooth)
    painter.end()
    made.setDevicePixelRatio(2.0)
    return made
