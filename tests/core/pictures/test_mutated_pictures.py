"""Pictures of every format, changed at random from a fixed seed: opened or refused with a sentence, nothing else.

`LREDIT_FUZZ_PICTURES=5000` tries as many; a few hundred without it.
"""

from __future__ import annotations

import io
import os
import random
import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import ExifTags, Image

from lredit_core.pictures.opening import decode_picture
from tests.core.pictures.made_pictures import encoded, linear_grey_profile, srgb_profile, tiff
from tests.mutations.attempts import Attempts
from tests.mutations.watching import watched

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow
COUNT = int(os.environ.get("LREDIT_FUZZ_PICTURES", "400"))
SEED = 18
#: What an entry of a TIFF's or EXIF's directory may say it is; 0 and 99 are nothing.
_KINDS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 18, 99)
_NUMBERS = (0, 1, 2, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


def exif(*, is_turned: bool = True) -> bytes:
    block = Image.Exif()
    block[ExifTags.Base.Make] = "Canon"
    if is_turned:
        block[ExifTags.Base.Orientation] = 6
    block[ExifTags.Base.XResolution] = 72.0
    block.get_ifd(ExifTags.IFD.Exif).update({34855: 400, 33434: 0.005, 37500: b"note" * 9})
    block.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 8.0, 30.5)})
    return block.tobytes()


def seeds() -> list[bytes]:
    noise = np.random.default_rng(SEED).integers(0, 256, (40, 48, 4), dtype=np.uint8)
    rgb, rgba = Image.fromarray(noise[..., :3]), Image.fromarray(noise)
    with_all = {"exif": exif(), "icc_profile": srgb_profile()}
    files = [encoded(rgb, kind, **with_all) for kind in ("PNG", "JPEG", "WEBP", "AVIF", "HEIF")]
    files += [encoded(rgba, kind, **with_all) for kind in ("PNG", "WEBP", "AVIF", "HEIF")]
    files += [encoded(rgb, "JPEG", progressive=True), encoded(rgb, "WEBP", lossless=True), encoded(rgb, "BMP")]
    files += [encoded(rgb.convert(mode), "PNG") for mode in ("P", "1", "L", "LA")]
    files += [encoded(rgb.convert("L"), "PNG", icc_profile=linear_grey_profile(), transparency=9)]
    files += [encoded(rgb.convert("P"), "GIF", save_all=True, append_images=[rgb.convert("P")]), encoded(rgba, "BMP")]
    files += [
        encoded(rgb.convert("CMYK"), "JPEG"),
        encoded(rgb.convert("P"), "TIFF"),
        encoded(rgb.convert("1"), "TIFF"),
    ]
    files += [
        encoded(rgb.convert("CMYK"), "TIFF"),
        encoded(rgb.convert("YCbCr"), "TIFF"),
        encoded(rgb, "TIFF", exif=exif()),
    ]
    for deep in (noise, noise.astype(np.uint16) * 257):
        for compression in (None, "lzw", "deflate", "packbits", "zstd"):
            files.append(tiff(deep[..., :3], photometric="rgb", compression=compression))
        files.append(tiff(deep, photometric="rgb", extrasamples=["assocalpha"], tile=(16, 16), compression="lzw"))
        files.append(tiff(deep[..., 0], photometric="miniswhite", bigtiff=True, iccprofile=linear_grey_profile()))
        files.append(
            tiff(np.ascontiguousarray(deep[..., :3].transpose(2, 0, 1)), photometric="rgb", planarconfig="separate")
        )
    files.append(_deep_png(noise.astype(np.uint16) * 257))
    return files


def _deep_png(pixels: np.ndarray) -> bytes:
    from lredit_core.pictures.png16 import encode_png16

    return encode_png16(pixels, icc_profile=srgb_profile(), exif=exif(), texts={"prompt": "a cat"})


def mutated(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    ways: tuple[Callable[[], None], ...] = (
        lambda: _set_bytes(changed, rng, len(changed)),
        lambda: _set_bytes(changed, rng, min(len(changed), 300)),
        lambda: changed.__delitem__(slice(rng.randrange(len(changed)), None)),
        lambda: changed.__delitem__(slice(at := rng.randrange(len(changed)), at + rng.randrange(1, 40))),
        lambda: changed.__setitem__(slice(at := rng.randrange(len(changed)), at), rng.randbytes(rng.randrange(1, 40))),
        lambda: _set_number(changed, rng),
        lambda: _set_entry(changed, rng),
    )
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        if changed:
            rng.choice(ways)()
    if changed.startswith(b"\x89PNG") and rng.random() < 0.7:
        _repair_checksums(changed)
    return bytes(changed)


def _set_bytes(changed: bytearray, rng: random.Random, end: int) -> None:
    for _ in range(rng.randrange(1, 6)):
        changed[rng.randrange(end)] = rng.randrange(256)


def _set_number(changed: bytearray, rng: random.Random) -> None:
    """Counts, sizes and offsets as wrong as can be."""
    if len(changed) > 64:
        struct.pack_into(
            rng.choice("<>") + "I", changed, rng.randrange(min(len(changed) - 4, 400)), rng.choice(_NUMBERS)
        )


def _set_entry(changed: bytearray, rng: random.Random) -> None:
    """An entry of a directory (TIFF, EXIF) that says it is something else."""
    start = max(changed.find(b"II*\0"), changed.find(b"MM\0*"), changed.find(b"II+\0"))
    if start < 0 or len(changed) < start + 40:
        return
    order = "<" if changed[start : start + 1] == b"I" else ">"
    (first,) = struct.unpack_from(order + "I", changed, start + 4)
    at = start + first + 2 + 12 * rng.randrange(8)
    if at + 12 <= len(changed):
        struct.pack_into(order + "HI", changed, at + 2, rng.choice(_KINDS), rng.choice((*_NUMBERS, 3, 4, 1000)))


def test_only_our_errors_escape() -> None:
    files, rng = seeds(), random.Random(SEED)
    for data in files:
        decode_picture(data, "seed")
    attempts = Attempts()
    with watched() as seen:
        for number in range(COUNT):
            which = number % len(files)
            data = mutated(files[which], rng)
            attempts.attempt(f"{number} (seed {which})", lambda data=data: decode_picture(data, "x").buffer.to_srgb8())
    print(attempts.in_words())
    assert not attempts.strange
    assert not seen, "no program, no socket, no code from elsewhere"
    assert min(attempts.opened, attempts.refused) > COUNT // 20, "both happen, else nothing is tried"


@pytest.mark.parametrize("count", [1, 3, 5])
def test_no_byte_of_the_exif_keeps_a_picture_from_opening(count: int) -> None:
    rng = random.Random(SEED + count)
    noise = Image.fromarray(np.random.default_rng(SEED).integers(0, 256, (40, 48, 3), dtype=np.uint8))
    for kind in ("PNG", "JPEG", "WEBP", "AVIF", "HEIF"):
        marked = encoded(noise, kind, exif=exif(is_turned=False))
        length = len(Image.open(io.BytesIO(marked)).info["exif"]) - len(b"Exif\0\0")
        start = marked.index(b"MM\0*" if b"MM\0*" in marked else b"II*\0")
        for _ in range(max(10, COUNT // 20)):
            changed = bytearray(marked)
            for _ in range(count):
                changed[start + rng.randrange(length)] = rng.randrange(256)
            if kind == "PNG":
                _repair_checksums(changed)
            assert decode_picture(bytes(changed), "x").buffer.size.area == 40 * 48


def _repair_checksums(png: bytearray) -> None:
    """So that a changed PNG gets past the first look."""
    at = 8
    while at + 12 <= len(png):
        (length,) = struct.unpack_from(">I", png, at)
        if at + 12 + length <= len(png):
            struct.pack_into(">I", png, at + 8 + length, zlib.crc32(png[at + 4 : at + 8 + length]))
        at += 12 + length
