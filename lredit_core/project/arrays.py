"""Pixels and masks as PNG files in a project's archive: 8 or 16 bits, one, three or four channels, exact. In a journal,
where time counts, they lie as they are in memory."""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.errors import PictureError
from lredit_core.pictures.optional_parts import only_pixels_of_png
from lredit_core.project.records import ArrayRecord

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: zlib's quickest: half the time of its usual one for a tenth more bytes.
_COMPRESSION = 1
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOUR_TYPES = {0: 1, 2: 3, 6: 4}
DAMAGED = "This project file is damaged: a picture in it cannot be read. Open an earlier copy of it."

#: Likewise, where its JSON is at fault.
DAMAGED_DESCRIPTION = "This project file is damaged: its description cannot be read. Open an earlier copy of it."


def record_of(array: NDArray[Any]) -> ArrayRecord:
    """What an array is called and how it is shaped: (h, w) or (h, w, 3 or 4), uint8 or uint16."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr((array.shape, array.dtype.str)).encode())
    digest.update(np.ascontiguousarray(array).data)
    height, width = array.shape[:2]
    channels: Any = 1 if array.ndim == 2 else array.shape[2]
    bits: Any = array.dtype.itemsize * 8
    name = f"pixels/{digest.hexdigest()}.png"
    return ArrayRecord(file=name, width=width, height=height, channels=channels, bits=bits)


def encoded(array: NDArray[Any]) -> bytes:
    """The array as a PNG file."""
    import cv2

    ordered = array if array.ndim == 2 else array[..., _order(array.shape[2])]
    done, data = cv2.imencode(".png", np.ascontiguousarray(ordered), [cv2.IMWRITE_PNG_COMPRESSION, _COMPRESSION])
    if not done:
        raise PictureError("The project's pixels could not be written.")
    return data.tobytes()


def decoded(data: bytes, record: ArrayRecord) -> NDArray[Any]:
    """The array of a PNG file, which has to be as the record says.

    Raises:
        PictureError: where it is not, looked at before anything is decoded.
    """
    import cv2

    _check_header(data, record)
    try:
        array = cv2.imdecode(np.frombuffer(only_pixels_of_png(data), np.uint8), cv2.IMREAD_UNCHANGED)
    except (cv2.error, MemoryError, ValueError) as error:
        raise PictureError(DAMAGED, details=repr(error)) from error
    shape = (record.height, record.width) if record.channels == 1 else (record.height, record.width, record.channels)
    dtype = np.uint8 if record.bits == 8 else np.uint16
    if array is None or array.shape != shape or array.dtype != dtype:
        raise PictureError(DAMAGED, details=f"{record.file} is not as it is described")
    array = array if record.channels == 1 else array[..., _order(record.channels)]
    array = np.ascontiguousarray(array)
    if record_of(array) != record:  # a decoder may make something of damaged bytes
        raise PictureError(DAMAGED, details=f"{record.file} holds other pixels than were written")
    return array


def raw_bytes(array: NDArray[Any]) -> bytes:
    """The array's values, row by row, the low byte first."""
    return np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False).tobytes()


def from_raw(data: bytes, record: ArrayRecord) -> NDArray[Any]:
    """The array of such bytes, which has to be as the record says.

    Raises:
        PictureError: where it is not.
    """
    shape = (record.height, record.width) if record.channels == 1 else (record.height, record.width, record.channels)
    dtype = np.dtype(np.uint8 if record.bits == 8 else "<u2")
    if len(data) != int(np.prod(shape)) * dtype.itemsize:
        raise PictureError(DAMAGED, details=f"{record.file} is not as long as it should be")
    array = np.frombuffer(data, dtype).reshape(shape).astype(dtype.newbyteorder("="))
    if record_of(array) != record:
        raise PictureError(DAMAGED, details=f"{record.file} holds other pixels than were written")
    return array


def _order(channels: int) -> list[int]:
    """Between RGB(A) and the order that OpenCV has."""
    return [2, 1, 0, 3] if channels == 4 else [2, 1, 0]


def _check_header(data: bytes, record: ArrayRecord) -> None:
    if len(data) < 33 or not data.startswith(_SIGNATURE) or data[12:16] != b"IHDR":
        raise PictureError(DAMAGED, details=f"{record.file} is no PNG")
    width, height, bits, colour_type = struct.unpack(">IIBB", data[16:26])
    found = (width, height, bits, _COLOUR_TYPES.get(colour_type))
    if found != (record.width, record.height, record.bits, record.channels):
        raise PictureError(DAMAGED, details=f"{record.file} is {found}")
