"""Colour profiles of exported pictures: read, checked, and pictures converted into them at 8 and at 16 bit.

Pillow's colour management works at 8 bit. Profiles of three curves and a matrix (sRGB, Display P3, Adobe RGB, ProPhoto:
nearly all that pictures carry) are followed here in floating point, so that 16 bit stays 16 bit.
"""

from __future__ import annotations

import functools
import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageCms

from lredit_core.bands import for_each_band
from lredit_core.errors import PictureError
from lredit_core.pictures.atomic_writing import printable
from lredit_core.regular_files import open_regular

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.pictures.image import Pixels

_MOST_BYTES = 16_000_000
_LEVELS = 65536
#: When a profile was made is written into it; a fixed day makes equal pictures equal files.
_DATE_AT, _DATE = 24, struct.pack(">6H", 2000, 1, 1, 0, 0, 0)


@functools.lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """The profile of sRGB; the same bytes at every call."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:_DATE_AT] + _DATE + made[_DATE_AT + len(_DATE) :]


def read_profile(path: Path) -> bytes:
    """The bytes of a profile that RGB pictures can be written in.

    Raises:
        PictureError: where the file cannot be read, or is no such profile.
    """
    name = printable(path)
    try:
        with open_regular(path) as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise PictureError(
            f'The colour profile "{name}" cannot be read ({error.strerror or error}). Choose another file.'
        ) from error
    except ValueError as error:
        raise PictureError(f'"{name}" is no file name. Choose another file.', details=repr(error)) from error
    if len(data) > _MOST_BYTES or data[36:40] != b"acsp":
        raise PictureError(f'"{name}" is no colour profile. Choose an ICC file (.icc or .icm).')
    if data[16:20] != b"RGB ":
        space = data[16:20].decode("latin-1").strip()
        raise PictureError(f'"{name}" is a profile for {space}, but pictures are RGB. Choose an RGB profile.')
    _transform(data, srgb_profile(), printable(path))
    _transform(srgb_profile(), data, printable(path))
    return data


def profile_title(data: bytes | None) -> str:
    """What a profile calls itself; "sRGB" where there is none, and "" where it does not say."""
    if data is None:
        return "sRGB"
    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(data))).strip()
    except (ImageCms.PyCMSError, OSError):
        return ""


def in_profile(pixels: Pixels, source: bytes | None, target: bytes) -> tuple[Pixels, int]:
    """Pixels as they have to be in another profile to look the same; alpha stays as it is.

    Args:
        pixels: (H, W, 3 or 4) uint8 or uint16.
        source: the profile they are in; None for sRGB.
        target: the profile they are to be in.

    Returns:
        the pixels, of the same shape and type; and the bits a channel that they were converted at: 8 for 16-bit
        pictures where one of the profiles is of another form than three curves and a matrix.

    Raises:
        PictureError: where one of the profiles is damaged.
    """
    own = source if source is not None else srgb_profile()
    if own == target:
        return pixels, pixels.dtype.itemsize * 8
    if pixels.dtype == np.uint16:
        ends = _matrix_profile(own), _matrix_profile(target)
        if ends[0] is not None and ends[1] is not None:
            return _through_matrices(pixels, ends[0], ends[1]), 16
    result = pixels.copy()
    eight = pixels[..., :3] if pixels.dtype == np.uint8 else ((pixels[..., :3].astype(np.uint32) + 128) // 257)
    transform = _transform(own, target, "")
    height, width = pixels.shape[:2]
    scale = 257 if pixels.dtype == np.uint16 else 1

    def convert(top: int, bottom: int) -> None:
        band = Image.fromarray(np.ascontiguousarray(eight[top:bottom].astype(np.uint8)))
        converted = ImageCms.applyTransform(band, transform)
        assert converted is not None
        result[top:bottom, :, :3] = np.asarray(converted).astype(pixels.dtype) * scale

    for_each_band(height, width, convert)
    return result, 8


@functools.lru_cache(maxsize=8)
def _transform(source: bytes, target: bytes, name: str) -> ImageCms.ImageCmsTransform:
    """Threads may share it."""
    try:
        return ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(source)),
            ImageCms.ImageCmsProfile(io.BytesIO(target)),
            inMode="RGB",
            outMode="RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        which = f'The colour profile "{name}"' if name else "The picture's colour profile"
        raise PictureError(
            f"{which} is damaged, and colours cannot be converted with it. Choose another one, or keep the colours.",
            details=repr(error),
        ) from error


def profile_colours(data: bytes) -> str:
    """The colours that a profile is for, in its own words: "RGB", "GRAY", "CMYK"; "" for what is no profile."""
    return data[16:20].decode("latin-1").strip() if data[36:40] == b"acsp" else ""


def is_usable_rgb(data: bytes) -> bool:
    """Whether RGB pictures can be shown through a profile."""
    if profile_colours(data) != "RGB":
        return False
    try:
        _transform(data, srgb_profile(), "")
    except PictureError:
        return False
    return True


@functools.lru_cache(maxsize=4)
def grey_as_srgb(data: bytes) -> NDArray[np.uint16] | None:
    """(65536, 3): what each level of grey is in sRGB, at 16 bit; None where a grey profile is damaged or for others."""
    if profile_colours(data) != "GRAY":
        return None
    try:
        tags = _tags(data)
        if data[20:24] == b"XYZ " and b"A2B0" not in tags:
            light = np.clip(_curve(tags[b"kTRC"]), 0.0, 1.0)
            values = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
            return np.repeat(np.rint(values * 65535.0).astype(np.uint16)[:, None], 3, axis=1)
        ramp = Image.fromarray(np.arange(256, dtype=np.uint8)[None])
        own, srgb = ImageCms.ImageCmsProfile(io.BytesIO(data)), ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(ramp, own, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, KeyError, ValueError, struct.error, IndexError):
        return None
    assert shown is not None
    known = np.asarray(shown, dtype=np.float64)[0] * 257.0
    levels = [np.interp(np.arange(_LEVELS), np.arange(256) * 257, known[:, channel]) for channel in range(3)]
    return np.asarray(np.rint(np.stack(levels, axis=1)), dtype=np.uint16)


@dataclass(frozen=True, slots=True)
class _MatrixProfile:
    """Attributes:
    curves: (3, 65536) float64: a channel's value as light in [0, 1], for each of its levels.
    matrix: (3, 3): RGB light to XYZ (D50).
    """

    curves: NDArray[np.float64]
    matrix: NDArray[np.float64]


@functools.lru_cache(maxsize=8)
def _matrix_profile(data: bytes) -> _MatrixProfile | None:
    """None where a profile has another form, or cannot be read."""
    try:
        tags = _tags(data)
        if data[16:24] != b"RGB XYZ " or {b"A2B0", b"A2B1", b"B2A0", b"B2A1"} & tags.keys():
            return None
        columns = [struct.unpack_from(">3i", tags[name], 8) for name in (b"rXYZ", b"gXYZ", b"bXYZ")]
        matrix = np.array(columns, np.float64).T / 65536.0
        curves = np.stack([_curve(tags[name]) for name in (b"rTRC", b"gTRC", b"bTRC")])
        np.linalg.inv(matrix)
    except (KeyError, ValueError, struct.error, IndexError, np.linalg.LinAlgError):
        return None
    return _MatrixProfile(curves, matrix)


def _tags(data: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">I", data, 128)
    found: dict[bytes, bytes] = {}
    for index in range(min(count, 200)):
        name, at, length = struct.unpack_from(">4sII", data, 132 + 12 * index)
        found[name] = data[at : at + length]
    return found


def _curve(tag: bytes) -> NDArray[np.float64]:
    """(65536,) in [0, 1]: light for each level. Source: ICC.1:2022, 10.6 and 10.18."""
    levels = np.linspace(0.0, 1.0, _LEVELS)
    if tag[:4] == b"curv":
        (count,) = struct.unpack_from(">I", tag, 8)
        if count == 0:
            return levels
        if count == 1:
            (gamma,) = struct.unpack_from(">H", tag, 12)
            return np.asarray(levels ** (gamma / 256.0))
        points = np.frombuffer(tag, ">u2", count, 12) / 65535.0
        return np.interp(levels, np.linspace(0.0, 1.0, count), points)
    if tag[:4] != b"para":
        raise ValueError(tag[:4])
    (kind,) = struct.unpack_from(">H", tag, 8)
    numbers = [number / 65536.0 for number in struct.unpack_from(f">{(1, 3, 4, 5, 7)[kind]}i", tag, 12)]
    gamma, a, b, c, d, e, f = _as_seven(kind, numbers)
    curved = np.maximum(a * levels + b, 0.0) ** gamma + e
    return np.clip(np.where(levels >= d, curved, c * levels + f), 0.0, 1.0)


def _as_seven(kind: int, numbers: list[float]) -> tuple[float, ...]:
    """The parameters of each of the five forms, as those of the last: gamma, a, b, c, d, e, f."""
    if kind == 0:
        return numbers[0], 1.0, 0.0, 0.0, 0.0, 0.0, 0.0
    if kind in (1, 2):
        gamma, a, b = numbers[:3]
        offset = numbers[3] if kind == 2 else 0.0
        return gamma, a, b, 0.0, -b / a, offset, offset
    if kind == 3:
        return (*numbers, 0.0, 0.0)
    return tuple(numbers)


def _through_matrices(pixels: Pixels, source: _MatrixProfile, target: _MatrixProfile) -> Pixels:
    height, width = pixels.shape[:2]
    result = pixels.copy()
    matrix = np.linalg.inv(target.matrix) @ source.matrix
    levels = np.arange(_LEVELS, dtype=np.float64)

    def convert(top: int, bottom: int) -> None:
        band = pixels[top:bottom]
        light = np.stack([source.curves[channel][band[..., channel]] for channel in range(3)], axis=-1)
        light = np.clip(light @ matrix.T, 0.0, 1.0)
        for channel in range(3):
            values = np.interp(light[..., channel], target.curves[channel], levels)
            result[top:bottom, :, channel] = np.rint(values).astype(np.uint16)

    for_each_band(height, width, convert)
    return result
