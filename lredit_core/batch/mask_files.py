"""Masks that a list names: a picture of the same size, white on the thing, or transparent beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.opening import open_picture

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.geometry import Size


def read_mask(path: Path, size: Size) -> Silhouette:
    """Reads a mask.

    Args:
        path: of a picture; where it has alpha, that is the mask, else its brightness.
        size: that it must have.

    Raises:
        PictureError: where it cannot be read.
        InvalidRequest: where it has another size or covers nothing.
    """
    buffer = open_picture(path).buffer
    if buffer.size != size:
        raise InvalidRequest(
            f'The mask "{printable(path)}" has {buffer.size.width} x {buffer.size.height} pixels, the picture '
            f"{size.width} x {size.height}. Save it in the picture's size."
        )
    values = buffer.pixels[..., 3] if buffer.pixels.shape[2] == 4 else buffer.to_srgb8().max(axis=2)
    mask = (values // 257 if values.dtype == np.uint16 else values).astype(np.uint8)
    if not (mask > 127).any():
        raise InvalidRequest(f'The mask "{printable(path)}" is empty: paint the thing white on black.')
    return Silhouette(size.as_box(), mask)
