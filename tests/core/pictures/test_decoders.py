"""One way for every depth and format: a picture means the same at 8 and at 16 bit, and only our errors escape."""

from __future__ import annotations

import contextlib
import io
import struct
from typing import Any

import imagecodecs
import numpy as np
import pytest
from PIL import Image

from lredit_core.errors import LreditError, PictureError
from lredit_core.pictures import samples, signatures
from lredit_core.pictures.formats import MAX_SIDE_PX
from lredit_core.pictures.opening import decode_picture
from tests.core.pictures.made_pictures import (
    GREY,
    PALETTE,
    RGB,
    camera_raw,
    encoded,
    linear_grey_profile,
    png,
    srgb_profile,
    tiff,
)

DEPTHS = pytest.mark.parametrize("dtype", [np.uint8, np.uint16])


def scale(dtype: type) -> int:
    return 257 if dtype == np.uint16 else 1


@pytest.mark.parametrize("depth", [1, 2, 4, 8, 16])
def test_the_transparent_colour_of_a_grey_png_is_kept_at_every_depth(depth: int) -> None:
    most = (1 << depth) - 1
    for key in {1, most}:
        values = [key, most - key] if key != most - key else [key, 0]
        if depth == 16:
            row = struct.pack(">2H", *values)
        else:
            row = bytes(values) if depth == 8 else bytes([values[0] << (8 - depth) | values[1] << (8 - 2 * depth)])
        data = png((2, 1), depth, GREY, b"\0" + row, [(b"tRNS", struct.pack(">H", key))])
        pixels = decode_picture(data, "x.png").buffer.pixels
        full = 65535 if depth == 16 else 255
        assert pixels[0, :, 3].tolist() == [0, full]
        assert pixels[0, :, 0].tolist() == [value * full // most for value in values]


@pytest.mark.parametrize("depth", [8, 16])
def test_the_transparent_colour_of_an_rgb_png_is_kept_at_every_depth(depth: int) -> None:
    form = ">6H" if depth == 16 else ">6B"
    data = png(
        (2, 1), depth, RGB, b"\0" + struct.pack(form, 1, 2, 3, 1, 2, 4), [(b"tRNS", struct.pack(">3H", 1, 2, 3))]
    )
    pixels = decode_picture(data, "x.png").buffer.pixels
    assert pixels[0].tolist() == [[1, 2, 3, 0], [1, 2, 4, 65535 if depth == 16 else 255]]


def test_the_transparency_of_a_palette_is_kept() -> None:
    data = png((2, 1), 8, PALETTE, b"\0\0\1", [(b"PLTE", b"\1\2\3\4\5\6"), (b"tRNS", b"\0\x80")])
    assert decode_picture(data, "x.png").buffer.pixels[0].tolist() == [[1, 2, 3, 0], [4, 5, 6, 128]]


@DEPTHS
@pytest.mark.parametrize("channels", [2, 4])
@pytest.mark.parametrize("compression", [None, "lzw", "deflate"])
def test_a_tiff_means_the_same_by_its_extra_channel_at_both_depths(
    dtype: type, channels: int, compression: str | None
) -> None:
    pixels = np.full((4, 5, channels), 40 * scale(dtype), dtype)
    pixels[..., -1] = 80 * scale(dtype)
    options: dict[str, Any] = {"compression": compression, "photometric": "rgb" if channels == 4 else "minisblack"}
    if channels == 2:
        options["planarconfig"] = "contig"

    def opened(extra: str) -> np.ndarray:
        return decode_picture(tiff(pixels, extrasamples=[extra], **options), "x.tif").buffer.pixels

    assert opened("unspecified").shape[2] == 3, "nobody said that it is transparency"
    straight, multiplied = opened("unassalpha"), opened("assocalpha")
    assert straight[0, 0].tolist() == [40 * scale(dtype)] * 3 + [80 * scale(dtype)]
    assert multiplied[0, 0, 3] == 80 * scale(dtype)
    assert np.abs(multiplied[..., :3].astype(int) - 127.5 * scale(dtype)).max() <= 0.5 * scale(dtype)


@DEPTHS
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize("has_alpha", [False, True])
def test_grey_is_seen_through_its_profile_and_leaves_none_behind(dtype: type, kind: str, has_alpha: bool) -> None:
    grey = np.full((4, 4, 2 if has_alpha else 1), 55 * scale(dtype), dtype)
    profile = linear_grey_profile()
    if kind == "TIFF":
        extra = {"extrasamples": ["unassalpha"], "planarconfig": "contig"} if has_alpha else {}
        shape = grey if has_alpha else grey[..., 0]
        data = tiff(shape, photometric="minisblack", iccprofile=profile, **extra)
    elif dtype == np.uint8:
        data = encoded(Image.fromarray(grey if has_alpha else grey[..., 0]), "PNG", icc_profile=profile)
    else:
        import zlib

        rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in grey)
        data = png((4, 4), 16, 4 if has_alpha else GREY, rows, [(b"iCCP", b"g\0\0" + zlib.compress(profile))])
    opened = decode_picture(data, "x").buffer
    assert opened.icc_profile is None, "a grey profile would be wrong for RGB"
    assert opened.pixels.dtype == dtype and opened.has_alpha == has_alpha
    assert np.abs(opened.pixels[..., :3].astype(int) - 128 * scale(dtype)).max() <= scale(dtype)
    assert not has_alpha or int(opened.pixels[0, 0, 3]) == 55 * scale(dtype)


def test_an_rgb_profile_of_a_grey_picture_stays_with_it() -> None:
    opened = decode_picture(encoded(Image.new("L", (4, 4), 55), "PNG", icc_profile=srgb_profile()), "x.png")
    assert opened.buffer.icc_profile == srgb_profile()


@pytest.mark.parametrize(
    ("profile", "word"),
    [(b"nonsense" * 30, "damaged"), (srgb_profile()[:200], "damaged"), (linear_grey_profile(), "other")],
)
def test_a_profile_that_cannot_be_used_is_left_out_with_a_note(profile: bytes, word: str) -> None:
    opened = decode_picture(encoded(Image.new("RGB", (4, 4), (55, 6, 7)), "PNG", icc_profile=profile), "x.png")
    assert opened.buffer.icc_profile is None
    assert [word in note and "profile" in note for note in opened.notes] == [True]
    np.testing.assert_array_equal(opened.buffer.pixels[0, 0], [55, 6, 7])


def test_twelve_bits_of_a_tiff_fill_the_range() -> None:
    data = tiff(np.full((4, 5), 4095, np.uint16), photometric="minisblack", bitspersample=12)
    assert decode_picture(data, "x.tif").buffer.pixels.max() == 65535


@pytest.mark.parametrize(
    ("dtype", "words"),
    [
        (np.float32, "32-bit floating"),
        (np.float16, "16-bit floating"),
        (np.uint32, "32-bit values"),
        (np.int8, "signed"),
    ],
)
def test_numbers_that_no_picture_here_has_are_called_what_they_are(dtype: type, words: str) -> None:
    with pytest.raises(PictureError, match=words):
        decode_picture(tiff(np.zeros((4, 5, 3), dtype), photometric="rgb"), "x.tif")


def test_a_camera_raw_is_not_taken_for_its_preview() -> None:
    with pytest.raises(PictureError, match="raw developer"):
        decode_picture(camera_raw(), "x.dng")


def test_ten_bits_of_a_heic_stay() -> None:
    import pillow_heif

    rows = np.arange(64 * 64, dtype=np.uint16).reshape(64, 64) % 1024 << 6
    deep = np.repeat(rows[..., None], 3, axis=2)
    sink = io.BytesIO()
    pillow_heif.encode("RGB;16", (64, 64), deep.tobytes(), sink, quality=-1)
    opened = decode_picture(sink.getvalue(), "x.heic").buffer
    assert opened.bit_depth == 16 and len(np.unique(opened.pixels)) > 256
    assert int(opened.pixels.max()) > 65000


def test_ten_bits_of_an_avif_are_told_to_be_lost() -> None:
    deep = np.zeros((64, 64, 3), np.uint16)
    opened = decode_picture(imagecodecs.avif_encode(deep, bitspersample=10), "x.avif")
    assert any("more than 8 bits" in note for note in opened.notes)
    shallow = decode_picture(imagecodecs.avif_encode(deep.astype(np.uint8), bitspersample=8), "x.avif")
    assert shallow.notes == ()


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 30}])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_jpeg_that_lacks_its_end_mark_opens_with_a_note(options: dict[str, Any], mode: str) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (61, 83, 3), dtype=np.uint8)).convert(mode)
    data = encoded(noise, "JPEG", **options)
    for cut in (1, 2):
        opened = decode_picture(data[:-cut], "x.jpg")
        np.testing.assert_array_equal(opened.buffer.pixels, decode_picture(data, "x.jpg").buffer.pixels)
        assert any("lacks its end" in note for note in opened.notes)
    with pytest.raises(PictureError, match="incomplete"):
        decode_picture(data[: len(data) * 3 // 4], "x.jpg")


@pytest.mark.parametrize("kind", signatures.DECODERS)
def test_every_kind_is_known_by_its_first_bytes(kind: str) -> None:
    data = encoded(Image.new("RGB", (64, 64)), kind)
    assert signatures.picture_kind(data[: signatures.HEAD_BYTES]) == kind
    assert decode_picture(data, "x").buffer.size.width == 64


def test_what_would_start_another_program_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "open", lambda *_args, **_more: pytest.fail("Pillow saw it"))
    for data in (b"%!PS-Adobe-3.0 EPSF-3.0\n", b"P6 1 1 255\n\0\0\0", b"8BPS\0\1", b"\xd7\xcd\xc6\x9a", b"\0" * 99):
        with pytest.raises(PictureError, match="is not a picture"):
            decode_picture(data, "x.png")


def test_absurd_sizes_are_refused_by_the_header() -> None:
    with pytest.raises(PictureError, match="a side may have"):
        decode_picture(png((1, 169_000_000), 8, GREY, b"\0"), "x.png")
    with pytest.raises(PictureError, match="a side may have"):
        decode_picture(png((MAX_SIDE_PX + 1, 1), 8, GREY, b"\0"), "x.png")
    with pytest.raises(PictureError, match="8 bytes each"):
        decode_picture(png((13_000, 13_000), 16, 6, b"\0"), "x.png")
    with pytest.raises(PictureError, match="million"):
        decode_picture(png((60_000, 60_000), 8, GREY, b"\0"), "x.png")
    webp = bytearray(encoded(Image.new("RGBA", (4, 4), (1, 2, 3, 9)), "WEBP", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"))
    assert webp[12:16] == b"VP8X"
    webp[24:27] = (2_097_204).to_bytes(3, "little")
    with pytest.raises(PictureError, match="2097205 x 4"):
        decode_picture(bytes(webp), "x.webp")
    claims = tiff(np.zeros((4, 5), np.uint16), photometric="minisblack")
    width = next(claims.index(struct.pack("<HHI", 256, kind, 1)) for kind in (3, 4) if _has(claims, kind)) + 2
    for kind, number in ((4, 2**31), (4, 2**32 - 1)):
        changed = bytearray(claims)
        struct.pack_into("<HII", changed, width, kind, 1, number)
        with pytest.raises(PictureError):
            decode_picture(bytes(changed), "x.tif")


def _has(file: bytes, kind: int) -> bool:
    return struct.pack("<HHI", 256, kind, 1) in file


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("codec"),
        TypeError(),
        AttributeError(),
        struct.error(),
        ZeroDivisionError(),
        MemoryError(),
        OSError(),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_whatever_a_decoder_raises_becomes_a_sentence(
    error: Exception, dtype: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr(samples, "decode_tiff", fail)
    with pytest.raises(PictureError, match=r"damaged|memory") as caught:
        decode_picture(tiff(np.zeros((4, 5, 3), dtype), photometric="rgb"), "x.tif")
    assert isinstance(caught.value, LreditError) and caught.value.__cause__ is error


def test_a_flipped_byte_in_a_compressed_strip_is_a_sentence_or_a_picture() -> None:
    noise = np.random.default_rng(1).integers(0, 65536, (24, 32, 3), dtype=np.uint16)
    for compression in ("lzw", "deflate", "zstd", "packbits"):
        data = tiff(noise, photometric="rgb", compression=compression)
        for at in range(8, len(data), max(1, len(data) // 60)):
            changed = bytearray(data)
            changed[at] ^= 0xFF
            with contextlib.suppress(PictureError):
                decode_picture(bytes(changed), "x.tif")


def test_a_16_bit_png_with_a_chunk_longer_than_the_file_is_refused_before_room_is_made_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """OpenCV makes room for what a chunk says: 4 GB for a file of 700 bytes."""
    import cv2

    from lredit_core.pictures.png16 import encode_png16

    whole = encode_png16(np.full((40, 48, 4), 9000, np.uint16), icc_profile=None, exif=None, texts={})
    at = whole.index(b"IDAT") - 4
    monkeypatch.setattr(cv2, "imdecode", lambda *_: pytest.fail("decoded"))
    for length in (2**31 - 1, 2**32 - 1, len(whole)):
        with pytest.raises(PictureError, match=r"damaged or incomplete.*\.$"):
            decode_picture(whole[:at] + length.to_bytes(4, "big") + whole[at + 4 :], "x.png")
