"""What a project file holds at the most. What is saved is brought within it, so that saving never fails for a long text
or a stray stroke; what is read is looked at before anything is decoded."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import psutil

from lredit_core.document.reshaping import MOST_PIXELS
from lredit_core.errors import PictureError
from lredit_core.pictures.formats import MAX_PIXELS
from lredit_core.project.arrays import DAMAGED_DESCRIPTION
from lredit_core.project.records import FAR, MOST_CHARACTERS, ArrayRecord
from lredit_core.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lredit_core.document.layers import Layer
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box

#: No picture and no layer of the program has more.
_MOST_PIXELS = max(MAX_PIXELS, MOST_PIXELS)
#: How far from the picture's corner a layer is saved: a side shorter than the farthest coordinate.
_NEAR = FAR // 2


def text(value: str) -> str:
    """A text as it is saved: cut where it is too long, halves of characters replaced."""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole[:MOST_CHARACTERS]


def plain(item: Any) -> dict[str, Any]:
    """The fields of a small dataclass of plain values, as they are saved; a number that is none is 0."""
    return {name: _plain(getattr(item, name)) for name in item.__dataclass_fields__}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return 0.0 if isinstance(value, float) and not math.isfinite(value) else value


def corners(box: Box | None) -> tuple[int, int, int, int] | None:
    """A region's corners, as far out as they can be saved."""
    if box is None:
        return None
    x0, y0, x1, y1 = (min(max(value, -FAR), FAR) for value in box.as_tuple())
    return x0, y0, x1, y1


def near(layer: Layer) -> Layer:
    """The layer itself; one that was moved further from the picture than can be saved lies nearer."""
    x0, y0 = layer.box.x0, layer.box.y0
    dx, dy = min(max(x0, -_NEAR), _NEAR) - x0, min(max(y0, -_NEAR), _NEAR) - y0
    return layer.translated(dx, dy) if dx or dy else layer


def drawn(item: Silhouette | None) -> Silhouette | None:
    """An outline that covers something within reach; None for strokes that lie outside of the picture."""
    if item is None or item.reach.is_empty or max(abs(value) for value in item.reach.as_tuple()) > FAR:
        return None
    return item


def check_memory(arrays: Iterable[ArrayRecord]) -> None:
    """Looks, before anything is decoded, whether what a file says it holds can be held.

    Args:
        arrays: each once.

    Raises:
        PictureError: where a picture in it is larger than any of the program's, or all need more memory than is free.
    """
    needed = 0
    for record in arrays:
        if record.width * record.height > _MOST_PIXELS:
            raise PictureError(
                DAMAGED_DESCRIPTION, details=f"{record.file} claims {record.width} x {record.height} pixels"
            )
        needed += record.width * record.height * record.channels * record.bits // 8
    require_memory(needed)


def require_memory(needed: int) -> None:
    """Raises PictureError: where a project needs more bytes than are free."""
    free = free_bytes()
    if needed > free:
        raise PictureError(
            f"This project needs {size_text(needed)} of memory and {size_text(free)} are free. Close other "
            "programs, or open it on a machine with more memory."
        )


def free_bytes() -> int:
    """Memory that can be had now."""
    return int(psutil.virtual_memory().available)
