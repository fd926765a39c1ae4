"""What a picture is here: pixels, bit depth, colour profile, alpha. The only module where pictures become tensors.

A buffer never changes after it is made; documents, history and jobs share it by reference.
"""

from __future__ import annotations

import functools
import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from lredit_core.bands import for_each_band
from lredit_core.errors import PictureError
from lredit_core.geometry import Box, Size
from lredit_core.once import Once

if TYPE_CHECKING:
    import torch

Pixels = NDArray[Any]
"""(H, W, C) uint8 or uint16."""

#: A picture that shrinks by more than twice this is first reduced by whole numbers: a third of the time, and on average
#: a fifth of a level away.
_REDUCING_GAP = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class PixelBuffer:
    """An upright picture.

    Attributes:
        pixels: (H, W, 3) or (H, W, 4) of uint8 or uint16, RGB or RGBA with straight alpha; made read-only here.
        icc_profile: the colour profile the values are in; None means sRGB.
        exif: the metadata block to write back on export, orientation already applied and removed; or None.
    """

    pixels: Pixels
    icc_profile: bytes | None = None
    exif: bytes | None = field(default=None, repr=False)
    _digest: Once[str] = field(default_factory=lambda: Once[str](), init=False, repr=False)

    def __post_init__(self) -> None:
        pixels = self.pixels
        if pixels.ndim != 3 or pixels.shape[2] not in (3, 4) or pixels.dtype not in (np.uint8, np.uint16):
            raise PictureError(
                f"A picture needs (height, width, 3 or 4) values of 8 or 16 bit, but got {pixels.shape} {pixels.dtype}."
            )
        if pixels.shape[0] == 0 or pixels.shape[1] == 0:
            raise PictureError("The picture has no pixels. Open another file.")
        contiguous = np.ascontiguousarray(pixels)
        if contiguous.flags.writeable:
            contiguous = contiguous.view()
            contiguous.flags.writeable = False
        object.__setattr__(self, "pixels", contiguous)

    @property
    def digest(self) -> str:
        """Names the pixels and their profile. Computed when it is asked for first, which takes a while for a large
        picture: not for the GUI thread."""
        return self._digest.get(lambda: _digest_of(self.pixels, self.icc_profile))

    def take_digest(self, digest: str) -> None:
        """Takes over the digest that another process computed of the same picture."""
        self._digest.get(lambda: digest)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, PixelBuffer) and self.digest == other.digest)

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def size(self) -> Size:
        height, width = self.pixels.shape[:2]
        return Size(width, height)

    @property
    def bit_depth(self) -> int:
        """8 or 16."""
        return self.pixels.dtype.itemsize * 8

    @property
    def max_value(self) -> int:
        """255 or 65535."""
        return int(np.iinfo(self.pixels.dtype).max)

    @property
    def has_alpha(self) -> bool:
        return bool(self.pixels.shape[2] == 4)

    def replaced(self, pixels: Pixels) -> PixelBuffer:
        """Other pixels with the same profile and metadata."""
        return PixelBuffer(pixels, icc_profile=self.icc_profile, exif=self.exif)

    def to_srgb8(self, box: Box | None = None) -> NDArray[np.uint8]:
        """What the models and the screen see: (H, W, 3) uint8 sRGB, transparent places over white.

        Args:
            box: only this part, which must lie in the picture.
        """
        pixels = self.pixels if box is None else self.pixels[box.as_slices()]
        if pixels.dtype == np.uint8 and not self.has_alpha and self.icc_profile is None:
            return np.ascontiguousarray(pixels)
        height, width = pixels.shape[:2]
        seen = np.empty((height, width, 3), np.uint8)

        def convert(top: int, bottom: int) -> None:
            seen[top:bottom] = self._seen(pixels[top:bottom])

        for_each_band(height, width, convert)
        return seen

    def _seen(self, pixels: Pixels) -> NDArray[np.uint8]:
        """Some of the pixels as `to_srgb8` shows them."""
        eight_bit = to_8_bit(pixels)
        colour = np.ascontiguousarray(eight_bit[..., :3])
        if self.icc_profile is not None:
            colour = _convert_profile(colour, self.icc_profile, to_srgb=True)
        if pixels.shape[2] == 4:
            alpha = eight_bit[..., 3:].astype(np.uint16)
            white = np.uint16(255)
            colour = ((colour * alpha + white * (white - alpha) + 127) // 255).astype(np.uint8)
        return colour

    def colours_from_srgb8(self, colours: NDArray[np.uint8]) -> Pixels:
        """(h, w, 3) uint8 sRGB into this picture's own profile and bit depth: (h, w, 3)."""
        converted = np.ascontiguousarray(colours)
        if self.icc_profile is not None:
            converted = _convert_profile(converted, self.icc_profile, to_srgb=False)
        if self.bit_depth == 16:
            return converted.astype(np.uint16) * np.uint16(257)
        return converted

    def repainted(self, box: Box, seen: NDArray[np.uint8]) -> Pixels:
        """What this part of the picture has to hold so that it looks like `seen`, in its own profile and depth.

        Where the picture is transparent, alpha rises as far as the colours need it over white, and no further; where
        nothing looks different, the pixels stay as they are.

        Args:
            box: the part, within the picture.
            seen: (h, w, 3) uint8 sRGB of the box's size, as `to_srgb8` shows pictures.

        Returns:
            (h, w, 3), or (h, w, 4) where the picture has alpha.
        """
        if not self.has_alpha:
            return self.colours_from_srgb8(seen)
        own = self.pixels[box.as_slices()]
        before = to_8_bit(own)[..., 3].astype(np.int32)
        alpha = np.maximum(before, 255 - seen.min(axis=2).astype(np.int32))
        wanted = (seen.astype(np.int32) - (255 - alpha[..., None])) * 255
        divisor = np.maximum(alpha, 1)[..., None]
        straight = np.clip((wanted + divisor // 2) // divisor, 0, 255).astype(np.uint8)
        result = own.copy()
        differs = (np.abs(seen.astype(np.int32) - self.to_srgb8(box)) > 1).any(axis=2)
        result[differs, :3] = self.colours_from_srgb8(straight)[differs]
        rises = differs & (alpha > before)
        result[rises, 3] = alpha[rises] * (self.max_value // 255)
        return result


def to_8_bit(pixels: Pixels) -> NDArray[np.uint8]:
    """uint8 values as they are, uint16 ones rounded to uint8."""
    if pixels.dtype == np.uint8:
        return np.asarray(pixels, dtype=np.uint8)
    return ((pixels.astype(np.uint32) + 128) // 257).astype(np.uint8)


def _digest_of(pixels: Pixels, icc_profile: bytes | None) -> str:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr((pixels.shape, pixels.dtype.str)).encode())
    digest.update(pixels.data)
    digest.update(icc_profile or b"")
    return digest.hexdigest()


def _convert_profile(colours: NDArray[np.uint8], icc_profile: bytes, *, to_srgb: bool) -> NDArray[np.uint8]:
    transform = _transform(icc_profile, to_srgb)
    if transform is None:
        return colours
    try:
        converted = ImageCms.applyTransform(Image.fromarray(colours), transform)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return colours
    assert converted is not None
    return np.asarray(converted, dtype=np.uint8)


@functools.lru_cache(maxsize=8)
def _transform(icc_profile: bytes, to_srgb: bool) -> ImageCms.ImageCmsTransform | None:
    """Between a profile and sRGB; threads may share it. None for a damaged profile: the values are taken as sRGB
    then, and the profile is still written back."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
        srgb = ImageCms.createProfile("sRGB")
        ends: tuple[Any, Any] = (own, srgb) if to_srgb else (srgb, own)
        return ImageCms.buildTransform(*ends, inMode="RGB", outMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def resized(pixels: NDArray[np.uint8], size: Size) -> NDArray[np.uint8]:
    """(H, W, C) uint8 resized with antialiasing (Lanczos down, bicubic up) to `size`: (height, width, C)."""
    height, width = pixels.shape[:2]
    if (width, height) == (size.width, size.height):
        return pixels
    shrinks = size.width < width or size.height < height
    method = Image.Resampling.LANCZOS if shrinks else Image.Resampling.BICUBIC
    picture = Image.fromarray(pixels)
    return np.asarray(picture.resize((size.width, size.height), method, reducing_gap=_REDUCING_GAP), dtype=np.uint8)


def to_tensor(pictures: list[NDArray[np.uint8]], mean: tuple[float, ...], std: tuple[float, ...]) -> torch.Tensor:
    """uint8 pictures of one size to (B, 3, H, W) float32, scaled to [0, 1], then normalised by `mean` and `std`."""
    import torch

    batch = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).to(torch.float32) / 255.0
    centre = torch.tensor(mean, dtype=torch.float32).view(1, 3, 1, 1)
    spread = torch.tensor(std, dtype=torch.float32).view(1, 3, 1, 1)
    return (batch - centre) / spread
