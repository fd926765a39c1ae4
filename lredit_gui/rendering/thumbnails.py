"""Small pictures of files, made in worker threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

if TYPE_CHECKING:
    from pathlib import Path

#: Files with more pixels than this have no small picture: decoding them would take too long.
_MOST_PIXELS = 60_000_000


def thumbnail(path: Path, size: QSize) -> QImage:
    """A picture that covers twice this size, upright; a null image where there is none. For a worker thread."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    stored = reader.size()
    if stored.isValid():
        if stored.width() * stored.height() > _MOST_PIXELS:
            return QImage()
        reader.setScaledSize(stored.scaled(size * 2, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return reader.read()
