"""Pictures in other sizes, at their own bit depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.geometry import Size
    from lredit_core.pictures.image import Pixels

_METHOD = Image.Resampling.LANCZOS


def resampled(pixels: Pixels, size: Size) -> Pixels:
    """(H, W, 3 or 4) uint8 or uint16 in another size by a Lanczos filter: (height, width, 3 or 4) of the same type.

    Transparent places lend no colour to their neighbours. The same pixels come back where the size is the same.
    """
    height, width = pixels.shape[:2]
    if (width, height) == (size.width, size.height):
        return pixels
    if pixels.dtype == np.uint8:
        picture = Image.fromarray(np.ascontiguousarray(pixels))
        return np.asarray(picture.resize((size.width, size.height), _METHOD), dtype=np.uint8)
    has_alpha = pixels.shape[2] == 4
    result = np.empty((size.height, size.width, pixels.shape[2]), np.uint16)
    alpha = _resized(pixels[..., 3].astype(np.float32), size) if has_alpha else None
    for channel in range(3):
        values = pixels[..., channel].astype(np.float32)
        if alpha is None:
            result[..., channel] = _rounded(_resized(values, size))
        else:
            premultiplied = _resized(values * (pixels[..., 3].astype(np.float32) / 65535.0), size)
            share = np.maximum(alpha, 0.5) / 65535.0
            result[..., channel] = _rounded(np.where(alpha < 0.5, 0.0, premultiplied / share))
    if alpha is not None:
        result[..., 3] = _rounded(alpha)
    return result


def _resized(values: NDArray[np.float32], size: Size) -> NDArray[np.float32]:
    picture = Image.fromarray(values).resize((size.width, size.height), _METHOD)
    return np.asarray(picture, dtype=np.float32)


def _rounded(values: NDArray[Any]) -> NDArray[np.uint16]:
    rounded: NDArray[np.uint16] = np.clip(np.rint(values), 0, 65535).astype(np.uint16)
    return rounded
