"""Opening pictures: anything a camera or an editor writes, upright, in its colours, at its bit depth."""

from __future__ import annotations

import contextlib
import io
import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from lredit_core.errors import LreditError, PictureError
from lredit_core.pictures.file_reading import read_picture_file
from lredit_core.pictures.formats import MAX_PIXELS
from lredit_core.pictures.image import PixelBuffer, Pixels
from lredit_core.pictures.metadata import ReadExif, read_exif
from lredit_core.pictures.optional_parts import without_optional_parts, without_tiff_orientation
from lredit_core.pictures.samples import in_rgb, samples_of
from lredit_core.pictures.signatures import (
    DECODERS,
    HEAD_BYTES,
    check_claimed_size,
    check_jpeg_scans,
    check_webp_header,
    picture_kind,
    refuse_camera_raw,
    refuse_what_is_no_picture,
)

#: Headers are looked at here before anything is decoded; Pillow's own limit is lower.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_UNREADABLE_NOTE = "What the file says about the picture (EXIF, texts) cannot be read and was left out."


@dataclass(frozen=True, slots=True)
class OpenedPicture:
    """A decoded file, and what was converted on the way, in sentences."""

    buffer: PixelBuffer
    name: str
    notes: tuple[str, ...] = ()


def open_picture(path: Path) -> OpenedPicture:
    """Reads a picture from a file.

    Raises:
        PictureError: with a sentence that says what is wrong with the file.
    """
    data = read_picture_file(path)
    return decode_picture(data, path.name)


def decode_picture(data: bytes, name: str) -> OpenedPicture:
    """Decodes the bytes of a picture file; `name` is used in messages.

    Raises:
        PictureError: with a sentence that says what is wrong.
    """
    if not data:
        raise PictureError(f'The file "{name}" is empty (0 bytes). Open another picture.')
    kind = picture_kind(data[:HEAD_BYTES])
    if kind is None:
        refuse_what_is_no_picture(name)
    with _friendly_errors(name):
        if kind == "TIFF":
            refuse_camera_raw(data, name)
        if kind == "WEBP":
            check_webp_header(data, name)
        if kind == "JPEG":
            check_jpeg_scans(data, name)
        stored, orientation = without_tiff_orientation(data)
        try:
            return _decoded(stored, kind, name, orientation)
        except (PictureError, MemoryError, Image.DecompressionBombError):
            raise
        except Exception:  # whatever a decoder raises on what is optional
            bare = without_optional_parts(stored)
            if bare == stored:
                raise
            opened = _decoded(bare, kind, name, orientation)
            return replace(opened, notes=(*opened.notes, _UNREADABLE_NOTE))


def _decoded(data: bytes, kind: str, name: str, orientation: int) -> OpenedPicture:
    """A file's first picture.

    Args:
        data: the file's bytes.
        kind: of file.
        name: of the file, for messages.
        orientation: what a TIFF file said before it was taken out; others say theirs here.
    """
    notes: list[str] = []
    image = _open_checked(data, kind, name)
    exif = ReadExif() if image is None else read_exif(image)
    if exif.lost:
        notes.append("Some of what the file says about the picture (EXIF) cannot be read and was left out.")
    if image is not None and _holds_several(image):
        notes.append("The file holds several pictures; the first one was opened.")
    samples = in_rgb(samples_of(image, data, kind, name))
    turned = orientation if kind == "TIFF" else exif.orientation
    upright = np.ascontiguousarray(oriented(samples.values, turned))
    buffer = PixelBuffer(upright, icc_profile=samples.profile, exif=exif.block)
    return OpenedPicture(buffer, name, (*notes, *samples.notes))


def _holds_several(image: Image.Image) -> bool:
    """Whether another picture follows the first, which alone is looked at: of those behind it nothing is needed, so
    that they may be damaged, and as many as take minutes to count."""
    try:
        return bool(getattr(image, "is_animated", False))
    except (MemoryError, Image.DecompressionBombError):
        raise
    except Exception:
        return False


@contextlib.contextmanager
def _friendly_errors(name: str) -> Iterator[None]:
    """The one border that decoders' errors come to: only ours leave it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of files; what matters of it is in a note
            yield
    except LreditError:
        raise
    except Image.DecompressionBombError as error:
        raise PictureError(
            f'"{name}" says it is larger than {MAX_PIXELS // 1_000_000} million pixels, the most that can be opened. '
            "Scale it down first."
        ) from error
    except MemoryError as error:
        raise PictureError(
            f'"{name}" needs more memory than there is. Close other pictures, or scale it down first.',
            details=repr(error),
        ) from error
    except Exception as error:  # decoders raise more than they document
        raise PictureError(
            f'"{name}" is damaged or incomplete and cannot be decoded. Copy the file again from where it came.',
            details=repr(error),
        ) from error


def _open_checked(data: bytes, kind: str, name: str) -> Image.Image | None:
    """As Pillow opens it, by the decoder for its kind alone; None for a TIFF that Pillow does not know."""
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    try:
        image = Image.open(io.BytesIO(data), formats=DECODERS[kind])
    except (MemoryError, Image.DecompressionBombError):
        raise
    except Exception:
        if kind != "TIFF":
            raise
        return None
    check_claimed_size(image.width, image.height, name)
    return image


def oriented(pixels: Pixels, orientation: int) -> Pixels:
    """(H, W, C) turned upright by the EXIF orientation, 1 to 8; others leave it as it is."""
    turns: dict[int, Any] = {
        2: lambda p: p[:, ::-1],
        3: lambda p: p[::-1, ::-1],
        4: lambda p: p[::-1],
        5: lambda p: p.transpose(1, 0, 2),
        6: lambda p: np.rot90(p, k=-1),
        7: lambda p: p.transpose(1, 0, 2)[::-1, ::-1],
        8: lambda p: np.rot90(p, k=1),
    }
    turned: Pixels = turns.get(orientation, lambda p: p)(pixels)
    return turned
