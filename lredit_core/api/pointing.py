"""What the window asks of the engine besides edits, and what comes back: what the person points at, and what kind of
picture it is; no words in it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer


def _new_id() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class PointRequest:
    """What lies under a point. Answered by `RegionsOffered`.

    Attributes:
        image: the picture as it is seen now.
        x, y: in its pixels.
    """

    image: PixelBuffer
    x: float
    y: float
    request_id: str = field(default_factory=_new_id)


@dataclass(frozen=True, slots=True)
class SnapRequest:
    """What is in a box that was drawn loosely. Answered by `BoxSnapped`."""

    image: PixelBuffer
    box: Box
    request_id: str = field(default_factory=_new_id)


@dataclass(frozen=True, slots=True)
class LookRequest:
    """What kind of picture it is. Answered by `PictureLooked`."""

    image: PixelBuffer
    request_id: str = field(default_factory=_new_id)


@dataclass(frozen=True, slots=True)
class RegionsOffered:
    """Boxes under the point.

    Attributes:
        boxes: in pixels of the picture, from small to large, each clearly larger than the one before; () where nothing
            lies there.
        first: which of them to begin with.
    """

    request_id: str
    boxes: tuple[Box, ...]
    first: int = 0


@dataclass(frozen=True, slots=True)
class BoxSnapped:
    """The box of the thing in the person's box; None where nothing in it stands out."""

    request_id: str
    box: Box | None


@dataclass(frozen=True, slots=True)
class PictureLooked:
    """What kind of picture it is.

    Attributes:
        is_photograph: rather a photograph than a drawing; False where no model can tell.
    """

    request_id: str
    is_photograph: bool


@dataclass(frozen=True, slots=True)
class PointingFailed:
    """`message` is a sentence for the person; it is empty where what was asked was broken off."""

    request_id: str
    message: str
    details: str = ""


PointingRequest = PointRequest | SnapRequest | LookRequest
PointingAnswer = RegionsOffered | BoxSnapped | PictureLooked | PointingFailed
