"""Files that would take minutes: answered at once, by reading no more of them than is needed."""

from __future__ import annotations

import io
import struct
import time
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest
from PIL import Image

from lredit_core.errors import PictureError
from lredit_core.pictures.opening import decode_picture
from tests.core.pictures.made_pictures import encoded

if TYPE_CHECKING:
    from collections.abc import Callable

_Made = TypeVar("_Made")
_SEVERAL = "The file holds several pictures; the first one was opened."
#: Processor time, on a machine that does other things as well.
_MOST_S = 8.0


def directories(count: int, *, bits: int = 8) -> bytes:
    """A TIFF of so many grey pictures, all with the same 64 x 64 pixels."""
    first, each = 8, 2 + 12 * 9 + 4
    pixels_at = first + count * each
    parts = [b"II*\0" + struct.pack("<I", first)]
    values = {
        256: 64, 257: 64, 258: bits, 259: 1, 262: 1, 273: pixels_at, 277: 1, 278: 64, 279: 64 * 64 * bits // 8,
    }  # fmt: skip
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in values.items())
    for number in range(count):
        follows = first + (number + 1) * each if number + 1 < count else 0
        parts.append(struct.pack("<H", len(values)) + entries + struct.pack("<I", follows))
    return b"".join(parts) + bytes(range(256)) * (64 * 64 * bits // 8 // 256)


def animated(kind: str, count: int) -> bytes:
    frames = [Image.fromarray(np.full((8, 8, 3), shade * 80, np.uint8)) for shade in range(count)]
    sink = io.BytesIO()
    frames[0].save(sink, kind, save_all=True, append_images=frames[1:])
    return sink.getvalue()


def scans(count: int, side: int) -> bytes:
    """A progressive JPEG that goes over its picture again and again."""
    whole = encoded(Image.new("L", (side, side), 128), "JPEG", progressive=True)
    last = whole[whole.rfind(b"\xff\xda") : -2]
    return whole[:-2] + last * (count - whole.count(b"\xff\xda")) + whole[-2:]


@pytest.mark.parametrize("bits", [8, 16])
def test_of_a_tiff_with_thousands_of_directories_the_first_is_read(bits: int) -> None:
    opened, spent = timed(lambda: decode_picture(directories(20_000, bits=bits), "many.tif"))
    assert _SEVERAL in opened.notes and opened.buffer.size.width == 64
    assert spent < _MOST_S
    assert decode_picture(directories(1, bits=bits), "one.tif").notes == opened.notes[1:]


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "AVIF"])
def test_moving_pictures_are_told_from_still_ones(kind: str) -> None:
    many, one = decode_picture(animated(kind, 3), "moving"), decode_picture(animated(kind, 1), "still")
    assert _SEVERAL in many.notes and _SEVERAL not in one.notes
    assert abs(int(many.buffer.pixels.max())) <= 8, "the first one is shown"


def test_a_jpeg_of_hundreds_of_scans_is_refused_before_it_is_decoded() -> None:
    def refused() -> None:
        with pytest.raises(PictureError, match=r"more than 100 scans.*Save it anew"):
            decode_picture(scans(800, 8000), "scans.jpg")

    _, spent = timed(refused)
    assert spent < _MOST_S
    assert decode_picture(scans(100, 64), "all.jpg").buffer.size.width == 64


def test_what_only_looks_like_scans_is_none() -> None:
    plain = encoded(Image.new("RGB", (32, 32), "red"), "JPEG")
    comment = b"\xff\xfe" + struct.pack(">H", 2 + 600) + b"\xff\xda" * 300
    assert decode_picture(plain[:2] + comment + plain[2:] + b"\xff\xda\0\2" * 300, "odd.jpg").buffer.size.width == 32


def timed(act: Callable[[], _Made]) -> tuple[_Made, float]:
    """What it gives, and the seconds of processor time that it took."""
    began = time.process_time()
    return act(), time.process_time() - began
