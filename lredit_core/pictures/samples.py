"""From a file's bytes to grey or RGB values with straight alpha, at 8 or 16 bit, whatever the file's format."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageCms

from lredit_core.errors import PictureError
from lredit_core.pictures.icc_profiles import grey_as_srgb, is_usable_rgb, profile_colours
from lredit_core.pictures.optional_parts import only_pixels_of_png, png_chunks
from lredit_core.pictures.signatures import check_claimed_size
from lredit_core.pictures.tiff import decode_tiff

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.pictures.image import Pixels

_NAMES = {"CMYK": "CMYK", "P": "palette", "PA": "palette", "1": "black-and-white", "L": "greyscale", "LA": "greyscale"}
_DAMAGED_PROFILE = "Its colour profile is damaged and was left out."
_OTHER_PROFILE = "Its colour profile is for other colours than it has and was left out."
_CUT_NOTE = "The file lacks its end; nothing of the picture is missing."
_SHALLOWER_NOTE = "The file holds more than 8 bits a channel; it was opened with 8."
_JPEG_END = b"\xff\xd9"
_GREY_HEADER, _RGB_HEADER = 0, 2  # colour types of a PNG's header


@dataclass(frozen=True, slots=True)
class Samples:
    """Attributes:
    values: (H, W, C) uint8 or uint16: grey (1), grey and alpha (2), RGB (3) or RGBA (4), straight.
    profile: the one the values are in; None for sRGB.
    notes: what was converted or is missing, in sentences.
    grey_mode: what grey was called in the file, in Pillow's words.
    """

    values: Pixels
    profile: bytes | None = None
    notes: tuple[str, ...] = ()
    grey_mode: str = "L"


def samples_of(image: Image.Image | None, data: bytes, kind: str, name: str) -> Samples:
    """A file's first picture.

    Args:
        image: as Pillow opened it; None where it cannot, which happens for TIFF alone.
        data: the file's bytes.
        kind: of file, a key of `signatures.DECODERS`.
        name: of the file, for messages.

    Raises:
        PictureError: where the file holds what cannot be opened.
        Exception: whatever a decoder raises.
    """
    if kind == "TIFF":
        found = decode_tiff(data, name, pillow_knows_it=image is not None)
        if found is not None:
            return Samples(*found)
    assert image is not None
    if kind == "PNG" and data[24] == 16:
        return _png16(image, data, name)
    if kind == "HEIF" and int(image.info.get("bit_depth") or 8) > 8:
        return _deep_heif(image, data, name)
    check_claimed_size(image.width, image.height, name, bytes_per_pixel=len(image.getbands()))
    if kind == "JPEG":
        return _jpeg(image, data)
    image.load()
    samples = _of_pillow(image, has_own_key=kind != "PNG")
    if kind == "PNG":
        return _keyed(samples, data)
    if kind == "AVIF" and _avif_is_deep(data):
        return replace(samples, notes=(*samples.notes, _SHALLOWER_NOTE))
    return samples


def in_rgb(samples: Samples) -> Samples:
    """RGB or RGBA values with an RGB profile or none: one way for all depths and formats."""
    values, profile, notes = samples.values, samples.profile or None, list(samples.notes)
    if values.shape[2] <= 2:
        grey, alpha = values[..., 0], values[..., 1:]
        table = None
        if profile and profile_colours(profile) == "GRAY":
            table = grey_as_srgb(profile)
            if table is None:
                notes.append(_DAMAGED_PROFILE)
            profile = None
        colours = np.repeat(grey[..., None], 3, axis=2) if table is None else _through(table, grey)
        values = np.concatenate([colours, alpha], axis=2) if alpha.shape[2] else colours
        notes.append(_converted_note(samples.grey_mode))
    if profile and not is_usable_rgb(profile):
        notes.append(_DAMAGED_PROFILE if profile_colours(profile) in ("", "RGB") else _OTHER_PROFILE)
        profile = None
    return Samples(values, profile, tuple(notes))


def _through(table: NDArray[np.uint16], grey: Pixels) -> Pixels:
    """(H, W, 3) of grey's type."""
    if grey.dtype == np.uint16:
        return table[grey]
    return ((table[::257].astype(np.uint32) + 128) // 257).astype(np.uint8)[grey]


def _converted_note(mode: str) -> str:
    return f"The picture was converted from {_NAMES.get(mode, mode)} to RGB."


def _png16(image: Image.Image, data: bytes, name: str) -> Samples:
    import cv2

    check_claimed_size(image.width, image.height, name, bytes_per_pixel=2 * (2 if image.mode == "I;16" else 4))
    decoded: Any = cv2.imdecode(np.frombuffer(only_pixels_of_png(data), np.uint8), cv2.IMREAD_UNCHANGED)
    if decoded is None or decoded.dtype != np.uint16:
        raise OSError("16-bit PNG cannot be decoded")
    values = decoded if decoded.ndim == 3 else decoded[..., None]
    if values.shape[2] >= 3:
        values = values[..., [2, 1, 0, 3] if values.shape[2] == 4 else [2, 1, 0]]
        if data[25] in (_GREY_HEADER, 4):  # grey and alpha comes as BGRA
            values = values[..., [0, 3]] if values.shape[2] == 4 else values[..., :1]
    return _keyed(Samples(values, image.info.get("icc_profile")), data)


def _keyed(samples: Samples, data: bytes) -> Samples:
    """With the one colour transparent that a PNG without alpha names, whatever its depth."""
    depth, colour_type = data[24], data[25]
    if colour_type not in (_GREY_HEADER, _RGB_HEADER):
        return samples
    count = 1 if colour_type == _GREY_HEADER else 3
    chunk = next((chunk for kind, chunk in png_chunks(data) if kind == b"tRNS"), b"")
    if len(chunk) < 8 + 2 * count or samples.values.shape[2] < count:
        return samples
    colour = np.array(struct.unpack_from(f">{count}H", chunk, 8), np.int64)
    if depth < 8:
        colour = (colour & ((1 << depth) - 1)) * 255 // ((1 << depth) - 1)
    values = samples.values[..., :count]
    most = np.iinfo(values.dtype).max
    alpha = np.where((values == colour).all(axis=2, keepdims=True), 0, most).astype(values.dtype)
    return replace(samples, values=np.concatenate([values, alpha], axis=2))


def _deep_heif(image: Image.Image, data: bytes, name: str) -> Samples:
    import pillow_heif

    check_claimed_size(image.width, image.height, name, bytes_per_pixel=2 * len(image.getbands()))
    depth = int(image.info["bit_depth"])
    opened = pillow_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=False, hdr_to_16bit=False)
    values = np.asarray(opened)
    if values.dtype != np.uint16:
        image.load()
        return replace(_of_pillow(image, has_own_key=False), notes=(_SHALLOWER_NOTE,))
    most = (1 << depth) - 1
    wide = ((np.minimum(values, most).astype(np.uint32) * 65535 + most // 2) // most).astype(np.uint16)
    wide = wide[..., None] if wide.ndim == 2 else wide
    return Samples(wide, image.info.get("icc_profile"))


def _jpeg(image: Image.Image, data: bytes) -> Samples:
    """Also where the mark at the end is missing, as of files that were cut in a transfer."""
    try:
        image.load()
    except OSError:
        whole, other = (_ended_jpeg(data, filling) for filling in (b"", b"\x55" * 64))
        if not np.array_equal(np.asarray(whole), np.asarray(other)):
            raise  # what fills the gap is seen: there is more missing than the end
        samples = _of_pillow(whole, has_own_key=False)
        return replace(samples, notes=(*samples.notes, _CUT_NOTE))
    return _of_pillow(image, has_own_key=False)


def _ended_jpeg(data: bytes, filling: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data.rstrip(b"\xff") + filling + _JPEG_END), formats=("JPEG",))
    image.load()
    return image


def _avif_is_deep(data: bytes) -> bool:
    """Source: AV1 codec configuration box, "high_bitdepth"."""
    at = data.find(b"av1C", 0, 1 << 16)
    return at >= 0 and len(data) > at + 6 and bool(data[at + 6] & 0x40)


def _of_pillow(image: Image.Image, *, has_own_key: bool) -> Samples:
    """What Pillow decoded, at 8 bit.

    Args:
        image: loaded.
        has_own_key: Pillow knows which colour is transparent; of PNG it mistakes it below 8 bits.
    """
    profile = image.info.get("icc_profile")
    mode = image.mode
    notes: tuple[str, ...] = ()
    if mode in ("I", "F") or mode.startswith("I;"):
        raise PictureError("Pictures with 32-bit values cannot be opened. Export it with 8 or 16 bits a channel first.")
    if mode in ("1", "L"):
        if has_own_key and "transparency" in image.info:
            return Samples(np.asarray(image.convert("RGBA"))[..., [0, 3]], profile)
        return Samples(np.asarray(image.convert("L"))[..., None], profile, grey_mode=mode)
    if mode in ("LA", "La"):
        return Samples(np.asarray(image.convert("LA")), profile)
    if mode == "CMYK" and profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            notes = (_converted_note(mode), _DAMAGED_PROFILE)
            return Samples(np.asarray(image.convert("RGB")), None, notes)
        assert converted is not None
        return Samples(np.asarray(converted), None, (_converted_note(mode),))
    has_alpha = mode in ("RGBA", "RGBa", "PA") or "transparency" in image.info
    if mode not in ("RGB", "RGBA", "RGBa", "RGBX"):
        notes = (_converted_note(mode),)
        profile = profile if mode in ("P", "PA") else None
    if mode == "RGB" and not has_own_key:
        has_alpha = False
    return Samples(np.asarray(image.convert("RGBA" if has_alpha else "RGB")), profile, notes)
