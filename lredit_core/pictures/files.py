"""Opening and exporting pictures: anything a camera or an editor writes, upright, in its colours, at its bit depth."""

from __future__ import annotations

import contextlib
import io
import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms, PngImagePlugin, UnidentifiedImageError

from lredit_core.errors import PictureError
from lredit_core.pictures.atomic_writing import check_writable, printable, write_atomically
from lredit_core.pictures.image import PixelBuffer, Pixels
from lredit_core.pictures.png16 import encode_png16
from lredit_core.pictures.tiff import decode_tiff16, encode_tiff

#: A picture may have this many pixels: about 13,000 x 13,000.
MAX_PIXELS = 170_000_000

OPEN_SUFFIXES: tuple[str, ...] = (
    ".png", ".jpg", ".jpeg", ".jpe", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".heic", ".heif", ".avif",
)  # fmt: skip
EXPORT_SUFFIXES: dict[str, str] = {
    ".png": "PNG (*.png)",
    ".jpg": "JPEG (*.jpg *.jpeg)",
    ".webp": "WebP (*.webp)",
    ".tif": "TIFF (*.tif *.tiff)",
    ".avif": "AVIF (*.avif)",
}
_FORMAT_OF_SUFFIX = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WEBP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".avif": "AVIF",
}


@dataclass(frozen=True, slots=True)
class OpenedPicture:
    """A decoded file, and what was converted on the way, in sentences."""

    buffer: PixelBuffer
    name: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """quality: 1-100 for JPEG, WebP and AVIF (100 is lossless in WebP). keep_metadata: EXIF, prompt and seed."""

    quality: int = 92
    keep_metadata: bool = True


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
    notes: list[str] = []
    with _friendly_errors(name):
        image = _open_checked(data, name)
        orientation = int(image.getexif().get(ExifTags.Base.Orientation, 1))
        exif = _exif_without_orientation(image)
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
    upright = np.ascontiguousarray(oriented(pixels, orientation))
    return OpenedPicture(PixelBuffer(upright, icc_profile=profile or None, exif=exif), name, tuple(notes))


@contextlib.contextmanager
def _friendly_errors(name: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
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
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
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


def _exif_without_orientation(image: Image.Image) -> bytes | None:
    exif = image.getexif()
    if not exif:
        return None
    exif.pop(ExifTags.Base.Orientation, None)
    return exif.tobytes() if exif else None


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


def export_picture(buffer: PixelBuffer, path: Path, *, options: ExportOptions, metadata: dict[str, str]) -> None:
    """Writes a picture, whole or not at all; the suffix decides the format.

    PNG and TIFF keep every bit and the bit depth; JPEG, WebP and AVIF are 8 bit, JPEG without alpha (over white).

    Args:
        metadata: how the picture was made (prompt, seed); written with the picture's own unless turned off.

    Raises:
        PictureError: where the suffix is unknown or the path cannot be written; nothing is left behind.
    """
    encoded = _encoded(buffer, export_format(path), options, metadata if options.keep_metadata else {})
    write_atomically(path, encoded)


def write_picture(image: Image.Image, path: Path) -> None:
    """Writes an RGB picture that explains something, whole or not at all; the suffix decides the format.

    Raises:
        PictureError: as `export_picture`.
    """
    buffer = PixelBuffer(np.asarray(image.convert("RGB"), dtype=np.uint8))
    export_picture(buffer, path, options=ExportOptions(), metadata={})


def check_picture_path(path: Path) -> None:
    """Looks, before the work, whether a picture can be written there.

    Raises:
        PictureError: where it cannot.
    """
    export_format(path)
    check_writable(path)


def export_format(path: Path) -> str:
    """The format that a file name asks for, in Pillow's words.

    Raises:
        PictureError: where it says none, or one that is not written.
    """
    kind = _FORMAT_OF_SUFFIX.get(path.suffix.lower())
    if kind is None:
        endings = ", ".join(_FORMAT_OF_SUFFIX)
        if path.suffix.lower() in OPEN_SUFFIXES:
            raise PictureError(
                f'"{printable(Path(path.name))}": pictures are not written as {path.suffix[1:].upper()}. End the name '
                f"with one of {endings}."
            )
        raise PictureError(
            f'The file name "{printable(Path(path.name))}" does not say a format that is written. End it with one of '
            f"{endings}."
        )
    return kind


def _encoded(buffer: PixelBuffer, kind: str, options: ExportOptions, metadata: dict[str, str]) -> bytes:
    exif = _exif_with_description(buffer.exif, metadata) if options.keep_metadata else None
    if buffer.bit_depth == 16 and kind == "PNG":
        return encode_png16(buffer.pixels, icc_profile=buffer.icc_profile, exif=exif, texts=metadata)
    if kind == "TIFF":
        description = json.dumps(metadata, ensure_ascii=True) if metadata else None
        return encode_tiff(buffer.pixels, icc_profile=buffer.icc_profile, exif=exif, description=description)
    pixels = buffer.pixels
    if buffer.bit_depth == 16:
        pixels = ((pixels.astype(np.uint32) + 128) // 257).astype(np.uint8)
    if buffer.has_alpha and kind == "JPEG":
        alpha = pixels[..., 3:].astype(np.uint16)
        pixels = ((pixels[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
    image = Image.fromarray(np.ascontiguousarray(pixels))
    extra: dict[str, Any] = {}
    if buffer.icc_profile:
        extra["icc_profile"] = buffer.icc_profile
    if exif:
        extra["exif"] = exif
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        for key, value in metadata.items():
            texts.add_itxt(key, value)
        extra["pnginfo"] = texts
    elif kind == "JPEG":
        extra |= {"quality": options.quality, "subsampling": 0}
    elif kind == "WEBP":
        extra |= {"lossless": True} if options.quality == 100 else {"quality": options.quality}
    elif kind == "AVIF":
        extra |= {"quality": options.quality}
    sink = io.BytesIO()
    try:
        image.save(sink, kind, **extra)
    except (OSError, ValueError, KeyError) as error:
        raise PictureError(
            f"The picture cannot be written as {kind} ({error}). Export it as PNG instead.", details=repr(error)
        ) from error
    return sink.getvalue()


def _exif_with_description(own: bytes | None, metadata: dict[str, str]) -> bytes | None:
    exif = Image.Exif()
    if own:
        exif.load(own)
    if metadata:
        exif[ExifTags.Base.ImageDescription] = json.dumps(metadata, ensure_ascii=True)
        exif[ExifTags.Base.Software] = "lredit"
    return exif.tobytes() if len(exif) else None
