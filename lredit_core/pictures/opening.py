"""Opening pictures: anything a camera or an editor writes, upright, in its colours, at its bit depth."""

from __future__ import annotations

import contextlib
import io
import warnings
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageCms, UnidentifiedImageError

from lredit_core.errors import LreditError, PictureError
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.formats import MAX_PIXELS
from lredit_core.pictures.image import PixelBuffer, Pixels
from lredit_core.pictures.metadata import read_exif
from lredit_core.pictures.optional_parts import without_optional_parts, without_tiff_orientation
from lredit_core.pictures.tiff import decode_tiff16

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

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
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise PictureError(f'There is no file "{path}". Check the name, or open another picture.') from error
    except IsADirectoryError as error:
        raise PictureError(f'"{path}" is a folder. Open a picture inside it.') from error
    except OSError as error:
        reason = error.strerror or error
        raise PictureError(f'The file "{path}" cannot be read ({reason}). Check that you may read it.') from error
    except ValueError as error:
        raise PictureError(
            f'The file name "{printable(path)}" holds a character that no file name can hold. Open another picture.',
            details=repr(error),
        ) from error
    return decode_picture(data, path.name)


def decode_picture(data: bytes, name: str) -> OpenedPicture:
    """Decodes the bytes of a picture file; `name` is used in messages.

    Raises:
        PictureError: with a sentence that says what is wrong.
    """
    if not data:
        raise PictureError(f'The file "{name}" is empty (0 bytes). Open another picture.')
    stored, orientation = without_tiff_orientation(data)
    with _friendly_errors(name):
        try:
            return _decoded(stored, name, orientation)
        except (PictureError, MemoryError, Image.DecompressionBombError):
            raise
        except Exception:  # whatever a decoder raises on what is optional
            bare = without_optional_parts(stored)
            if bare == stored:
                raise
            opened = _decoded(bare, name, orientation)
            return replace(opened, notes=(*opened.notes, _UNREADABLE_NOTE))


def _decoded(data: bytes, name: str, orientation: int) -> OpenedPicture:
    """A file's first picture.

    Args:
        data: the file's bytes.
        name: of the file, for messages.
        orientation: what a TIFF file said before it was taken out; others say theirs here.
    """
    notes: list[str] = []
    image = _open_checked(data, name)
    exif = read_exif(image)
    if exif.lost:
        notes.append("Some of what the file says about the picture (EXIF) cannot be read and was left out.")
    if getattr(image, "n_frames", 1) > 1:
        notes.append("The file holds several pictures; the first one was opened.")
    deep = _decode_16_bit(image, data)
    if deep is not None:
        pixels: Pixels = deep
        profile = image.info.get("icc_profile")
    else:
        image.load()
        converted = _converted_to_rgb(image, notes)
        pixels = np.asarray(converted, dtype=np.uint8)
        profile = converted.info.get("icc_profile")
    turned = orientation if image.format == "TIFF" else exif.orientation
    upright = np.ascontiguousarray(oriented(pixels, turned))
    return OpenedPicture(PixelBuffer(upright, icc_profile=profile or None, exif=exif.block), name, tuple(notes))


@contextlib.contextmanager
def _friendly_errors(name: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            warnings.filterwarnings("ignore", "(Corrupt|Possibly corrupt) EXIF", UserWarning)  # a note says it
            yield
    except UnidentifiedImageError as error:
        raise PictureError(
            f'"{name}" is not a picture that can be read. Open a PNG, JPEG, WebP, TIFF, HEIC, AVIF, BMP or GIF file.'
        ) from error
    except Image.DecompressionBombError as error:
        raise PictureError(
            f'"{name}" says it is larger than {MAX_PIXELS // 1_000_000} million pixels, the most that can be opened. '
            "Scale it down first."
        ) from error
    except (LreditError, MemoryError):
        raise
    except Exception as error:  # decoders raise more than they document
        raise PictureError(
            f'"{name}" is damaged or incomplete and cannot be decoded. Copy the file again from where it came.',
            details=repr(error),
        ) from error


def _open_checked(data: bytes, name: str) -> Image.Image:
    import pillow_heif

    pillow_heif.register_heif_opener()
    image = Image.open(io.BytesIO(data))
    if image.width * image.height > MAX_PIXELS:
        raise PictureError(
            f'"{name}" has {image.width} x {image.height} pixels; {MAX_PIXELS // 1_000_000} million are the most that '
            "can be opened. Scale it down first."
        )
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


def _decode_16_bit(image: Image.Image, data: bytes) -> Pixels | None:
    """(H, W, 3 or 4) uint16 where the file holds 16 bits a channel, else None."""
    if image.format == "PNG" and data[24] == 16:
        import cv2

        decoded: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
        if decoded is None:
            raise OSError("16-bit PNG cannot be decoded")
        return _as_rgb16(np.asarray(decoded), is_bgr=True)
    if image.format == "TIFF":
        bits = image.tag_v2.get(258, (8,))  # type: ignore[attr-defined]
        if max(bits if isinstance(bits, tuple) else (bits,)) == 16:
            return _as_rgb16(decode_tiff16(data), is_bgr=False)
    return None


def _as_rgb16(array: NDArray[Any], *, is_bgr: bool) -> Pixels:
    if array.dtype == np.uint8:
        array = array.astype(np.uint16) * 257
    if array.ndim == 2:
        array = array[..., None]
    channels = array.shape[2]
    if channels == 1:
        return np.repeat(array, 3, axis=2)
    if channels == 2:
        return np.concatenate([np.repeat(array[..., :1], 3, axis=2), array[..., 1:]], axis=2)
    if is_bgr:
        array = array[..., [2, 1, 0, 3] if channels == 4 else [2, 1, 0]]
    return np.asarray(array[..., :4], dtype=np.uint16)


def _converted_to_rgb(image: Image.Image, notes: list[str]) -> Image.Image:
    """RGB or RGBA with the profile that belongs to it in `info`."""
    profile = image.info.get("icc_profile")
    if image.mode in ("RGB", "RGBA"):
        return image
    if image.mode in ("I", "F", "I;16", "I;16B", "I;16L"):
        if image.mode == "F" or image.mode == "I":
            raise PictureError(
                "Pictures with 32-bit values cannot be opened. Export it with 8 or 16 bits a channel first."
            )
        deep = np.asarray(image).astype(np.uint32)
        image = Image.fromarray(((deep + 128) // 257).astype(np.uint8))
    names = {"CMYK": "CMYK", "P": "palette", "L": "greyscale", "LA": "greyscale", "1": "black-and-white"}
    notes.append(f"The picture was converted from {names.get(image.mode, image.mode)} to RGB.")
    has_alpha = image.mode in ("LA", "PA", "La") or "transparency" in image.info
    if image.mode in ("CMYK", "L") and profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            assert converted is not None
            converted.info.pop("icc_profile", None)
            return converted
        except (ImageCms.PyCMSError, OSError):
            notes.append("Its colour profile is damaged and was left out.")
    converted = image.convert("RGBA" if has_alpha else "RGB")
    if image.mode != "P":
        converted.info.pop("icc_profile", None)
    return converted
