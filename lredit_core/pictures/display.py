"""Pictures as a screen shows them: in the screen's own colours, sixteen bit dithered to its eight."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageCms

from lredit_core.bands import for_each_band
from lredit_core.pictures.image import to_8_bit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.pictures.image import PixelBuffer, Pixels

#: Side of the square of thresholds; tiles begin at multiples of it, so that no seam shows between them.
_SIDE = 8


@dataclass(frozen=True, slots=True)
class Display:
    """What pictures are shown on.

    Attributes:
        profile: of the screen, an ICC profile of RGB; None where the screen is taken for sRGB.
    """

    profile: bytes | None = field(default=None, repr=False)

    def shown(self, picture: PixelBuffer) -> NDArray[np.uint8]:
        """(H, W, 3) uint8 in the screen's colours, or (H, W, 4) with straight alpha where the picture has alpha: for
        what is shown, which lies over a chequered ground.

        Colours are converted relative to the white point, as they are for sRGB screens by `PixelBuffer.to_srgb8`.
        Sixteen bit are dithered by an ordered pattern (Bayer 1973): each value is shown by the two next levels, mixed
        as it lies between them; what is a level exactly stays it.
        """
        pixels = picture.pixels
        transform = None if picture.icc_profile is None and self.profile is None else self._transform(picture)
        if pixels.dtype == np.uint8 and transform is None:
            return pixels
        height, width, channels = pixels.shape
        shown = np.empty((height, width, channels), np.uint8)

        def convert(top: int, bottom: int) -> None:
            band = pixels[top:bottom]
            colour = np.ascontiguousarray(dithered(band[..., :3], top))
            shown[top:bottom, :, :3] = colour if transform is None else _applied(colour, transform)
            if channels == 4:
                shown[top:bottom, :, 3] = to_8_bit(band[..., 3])

        for_each_band(height, width, convert)
        return shown

    def _transform(self, picture: PixelBuffer) -> ImageCms.ImageCmsTransform | None:
        return _transform_of(picture.icc_profile, self.profile)


def dithered(pixels: Pixels, first_row: int = 0) -> NDArray[np.uint8]:
    """(h, w, 3) uint16 as uint8 by thresholds of a pattern, in which `first_row` is the row of the first one; uint8 as
    it is."""
    if pixels.dtype == np.uint8:
        return np.asarray(pixels, dtype=np.uint8)
    height, width = pixels.shape[:2]
    rows = np.roll(_thresholds(), -(first_row % _SIDE), axis=0)
    pattern = np.tile(rows, (-(-height // _SIDE), -(-width // _SIDE), 1))[:height, :width]
    return ((pixels.astype(np.uint32) + pattern) // 257).astype(np.uint8)


@functools.lru_cache(maxsize=1)
def _thresholds() -> NDArray[np.uint32]:
    """(8, 8, 3) in [0, 257): Bayer's matrix, turned for each channel so that they do not rise together."""
    matrix = np.zeros((1, 1))
    while matrix.shape[0] < _SIDE:
        matrix = np.block([[4 * matrix, 4 * matrix + 2], [4 * matrix + 3, 4 * matrix + 1]])
    levels = np.floor((matrix + 0.5) / matrix.size * 257).astype(np.uint32)
    return np.stack([levels, np.rot90(levels, 2), levels.T], axis=2)


@functools.lru_cache(maxsize=8)
def _transform_of(source: bytes | None, target: bytes | None) -> ImageCms.ImageCmsTransform | None:
    """None where both are the same, or one cannot be read: its values are taken as they are then."""
    if source == target:
        return None
    try:
        ends: tuple[Any, Any] = (_opened(source), _opened(target))
        return ImageCms.buildTransform(*ends, inMode="RGB", outMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _opened(profile: bytes | None) -> Any:
    return ImageCms.createProfile("sRGB") if profile is None else ImageCms.ImageCmsProfile(io.BytesIO(profile))


def _applied(colours: NDArray[np.uint8], transform: ImageCms.ImageCmsTransform) -> NDArray[np.uint8]:
    try:
        converted = ImageCms.applyTransform(Image.fromarray(colours), transform)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return colours
    assert converted is not None
    return np.asarray(converted, dtype=np.uint8)
