"""What an export would come to while one chooses: the file's size, and a part of the picture as the file will show it.

Two threads: a part is encoded quickly and does not wait for the whole. What nobody waits for any more ends between its
steps, and what it still brings is dropped.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from lredit_core.cancellation import EventToken
from lredit_core.errors import Stopped
from lredit_core.geometry import Box, Size
from lredit_core.pictures.export_settings import Colours
from lredit_core.pictures.image import PixelBuffer, to_8_bit
from lredit_gui.rendering.conversion import to_qimage, to_qimage_with_alpha
from lredit_gui.threads.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from PySide6.QtGui import QImage

    from lredit_core.pictures.export_settings import ExportSettings
    from lredit_core.pictures.preparing import Loss, Prepared
    from lredit_gui.session.exports import ExportSubject

#: Encoders work in blocks: a part that begins at one shows what the whole will show there.
_BLOCK_PX = 16


@dataclass(frozen=True, slots=True)
class Measured:
    """The file as it will be.

    Attributes:
        byte_count: its size.
        size: of the picture in it.
        bit_depth: 8 or 16.
        losses: what of the picture it does not hold.
        notes: sentences on what else could not be written.
    """

    byte_count: int
    size: Size
    bit_depth: int
    losses: tuple[Loss, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of the exported picture.

    Attributes:
        box: where it lies in the exported picture.
        whole: the exported picture's size.
        encoded: as the file shows it, in sRGB.
        plain: before it was encoded.
        losses: what of the picture the file does not hold.
    """

    box: Box
    whole: Size
    encoded: QImage
    plain: QImage
    losses: tuple[Loss, ...] = ()


class ExportEstimates(QObject):
    """Signals, of what was asked for last: measured(Measured), partShown(ShownPart), failed(Exception)."""

    measured = Signal(object)
    partShown = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._wholes = Workers(self, thread_count=1), Workers(self, thread_count=1)
        self._part_token, self._whole_token = EventToken(), EventToken()
        self._preparing = _Preparing()

    @property
    def is_busy(self) -> bool:
        """Whether something is asked for that has not come."""
        return self._parts.pending_count + self._wholes.pending_count > 0

    def measure(self, subject: ExportSubject, settings: ExportSettings) -> None:
        """Encodes the whole picture to see how large the file becomes."""
        self._whole_token.cancel()
        self._whole_token = token = EventToken()
        work = partial(_measure, self._preparing, subject, settings, token)
        self._wholes.submit(work, partial(self._take, token, self.measured.emit), partial(self._fail, token))

    def show_part(
        self, subject: ExportSubject, settings: ExportSettings, centre: tuple[float, float], room: Size
    ) -> None:
        """Encodes a part of the picture.

        Args:
            subject: what is exported.
            settings: as the person chose.
            centre: where the part lies, in shares of the picture's width and height.
            room: how many pixels of it are wanted.
        """
        self._part_token.cancel()
        self._part_token = token = EventToken()
        work = partial(_part, self._preparing, subject, settings, centre, room, token)
        self._parts.submit(work, partial(self._take, token, self.partShown.emit), partial(self._fail, token))

    def cancel(self) -> None:
        """Nothing of what was asked for arrives any more."""
        self._part_token.cancel()
        self._whole_token.cancel()

    def close(self) -> None:
        """Nothing is asked for any more."""
        self.cancel()
        self._parts.close()
        self._wholes.close()

    def _take(self, token: EventToken, tell: Callable[[object], None], result: object) -> None:
        if not token.is_cancelled():
            tell(result)

    def _fail(self, token: EventToken, error: Exception) -> None:
        if not token.is_cancelled() and not isinstance(error, Stopped):
            self.failed.emit(error)


class _Preparing:
    """The picture in the size, colours and depth that were asked for last: both threads take it from here."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key: Hashable = None
        self._ready: Prepared | None = None

    def get(self, subject: ExportSubject, settings: ExportSettings, token: EventToken) -> Prepared:
        from lredit_core.pictures.preparing import prepared

        kind = settings.kind
        key = (
            subject,
            settings.size,
            settings.colours,
            settings.icc_file if settings.colours is Colours.FILE else None,
            settings.depth,
            (kind.has_16_bit, kind.has_alpha, kind.longest_side_px),
        )
        with self._lock:
            token.raise_if_cancelled()
            if self._ready is None or self._key != key:
                self._ready = None  # two large pictures are not held at once
                self._ready, self._key = prepared(subject.image(), settings, token=token), key
            return self._ready


def _measure(preparing: _Preparing, subject: ExportSubject, settings: ExportSettings, token: EventToken) -> Measured:
    """In a worker thread."""
    from lredit_core.pictures.exporting import encode_picture, options_of

    ready = preparing.get(subject, settings, token)
    token.raise_if_cancelled()
    metadata = subject.document.metadata
    encoded = encode_picture(ready.buffer, settings.format, options=options_of(settings), metadata=metadata)
    depth = settings.depth_of(ready.buffer.bit_depth)
    return Measured(len(encoded.data), ready.buffer.size, depth, ready.losses, encoded.notes)


def _part(
    preparing: _Preparing,
    subject: ExportSubject,
    settings: ExportSettings,
    centre: tuple[float, float],
    room: Size,
    token: EventToken,
) -> ShownPart:
    """In a worker thread."""
    from lredit_core.pictures.exporting import ExportOptions, encode_picture
    from lredit_core.pictures.opening import decode_picture

    ready = preparing.get(subject, settings, token)
    buffer = ready.buffer
    box = part_box(buffer.size, centre, room)
    rows, columns = box.as_slices()
    cut = PixelBuffer(np.ascontiguousarray(buffer.pixels[rows, columns]), icc_profile=buffer.icc_profile)
    shown = cut
    if settings.kind.is_lossy:
        token.raise_if_cancelled()
        options = ExportOptions(quality=settings.quality, keep_metadata=False)
        encoded = encode_picture(cut, settings.format, options=options, metadata={})
        token.raise_if_cancelled()
        shown = decode_picture(encoded.data, "part").buffer
    return ShownPart(box, buffer.size, image_of(shown), image_of(cut), ready.losses)


def part_box(whole: Size, centre: tuple[float, float], room: Size) -> Box:
    """The part of a picture around a place (in shares of its sides) that fills so many pixels; it begins at a block."""
    edges: list[tuple[int, int]] = []
    for side, share, wanted in ((whole.width, centre[0], room.width), (whole.height, centre[1], room.height)):
        first = min(max(round(side * share - wanted / 2), 0), max(0, side - wanted))
        first -= first % _BLOCK_PX
        edges.append((first, min(side, first + wanted + _BLOCK_PX)))
    (x0, x1), (y0, y1) = edges
    return Box(x0, y0, x1, y1)


def image_of(buffer: PixelBuffer) -> QImage:
    """As the screen shows it: sRGB, 8 bit, with its transparency."""
    opaque = PixelBuffer(np.ascontiguousarray(buffer.pixels[..., :3]), icc_profile=buffer.icc_profile)
    colours = opaque.to_srgb8()
    if not buffer.has_alpha:
        return to_qimage(colours)
    return to_qimage_with_alpha(np.dstack([colours, to_8_bit(buffer.pixels)[..., 3]]))
