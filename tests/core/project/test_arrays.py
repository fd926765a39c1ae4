"""Pixels and masks in a project: exact, or refused by what they say before anything is decoded."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import cv2
import numpy as np
import pytest

from lredit_core.errors import PictureError
from lredit_core.project.arrays import decoded, encoded, from_raw, raw_bytes, record_of

SHAPES = [(5, 7), (5, 7, 3), (5, 7, 4)]


def noise(shape: tuple[int, ...], dtype: Any) -> np.ndarray:
    return np.random.default_rng(len(shape)).integers(0, np.iinfo(dtype).max, shape, dtype=dtype, endpoint=True)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_written_is_read_again_both_ways(shape: tuple[int, ...], dtype: Any) -> None:
    array = noise(shape, dtype)
    record = record_of(array)
    assert (record.width, record.height) == (7, 5)
    assert (record.channels, record.bits) == (1 if len(shape) == 2 else shape[2], 8 if dtype is np.uint8 else 16)
    for again in (decoded(encoded(array), record), from_raw(raw_bytes(array), record)):
        assert again.dtype == dtype
        np.testing.assert_array_equal(again, array)


def test_a_name_is_that_of_the_values_and_their_shape() -> None:
    array = noise((6, 4), np.uint8)
    assert record_of(array).file == record_of(np.asfortranarray(array)).file
    others = (array.reshape(4, 6), array.view(np.uint16), array ^ np.uint8(1))
    assert len({record_of(one).file for one in (array, *others)}) == 4


def test_pixels_that_a_png_cannot_hold_are_refused_in_a_sentence() -> None:
    with pytest.raises(PictureError, match="could not be written"):
        encoded(np.zeros((1, 1_000_001), np.uint8))


ARRAY = noise((5, 7, 3), np.uint8)
RECORD = record_of(ARRAY)


@pytest.mark.parametrize("change", ["width", "height", "bits", "channels"])
def test_a_png_of_another_shape_than_was_said_is_not_decoded(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = {"width": 8, "height": 6, "bits": 16, "channels": 4}
    data = encoded(ARRAY)
    monkeypatch.setattr(cv2, "imdecode", lambda *_: pytest.fail("decoded"))
    with pytest.raises(PictureError, match="damaged") as caught:
        decoded(data, RECORD.model_copy(update={change: other[change]}))
    assert "(7, 5, 8, 3)" in caught.value.details


@pytest.mark.parametrize("data", [b"", b"no picture at all, but long enough to be one of them", encoded(ARRAY)[:32]])
def test_what_is_no_png_is_not_decoded(data: bytes) -> None:
    with pytest.raises(PictureError, match="damaged") as caught:
        decoded(data, RECORD)
    assert "is no PNG" in caught.value.details


def test_a_png_whose_first_part_is_another_is_not_decoded() -> None:
    data = encoded(ARRAY)
    with pytest.raises(PictureError) as caught:
        decoded(data[:12] + b"IDAT" + data[16:], RECORD)
    assert "is no PNG" in caught.value.details


def test_a_part_that_claims_more_than_there_is_is_refused() -> None:
    data = bytearray(encoded(ARRAY))
    at = data.index(b"IDAT") - 4
    data[at : at + 4] = struct.pack(">I", 2**31 - 1)
    with pytest.raises(PictureError, match="damaged") as caught:
        decoded(bytes(data), RECORD)
    assert "cut short" in caught.value.details


def test_pixels_that_do_not_unpack_are_refused() -> None:
    data = bytearray(encoded(ARRAY))
    at = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[at - 4 : at])
    data[at + 4 : at + 4 + length] = b"\xff" * length
    data[at + 4 + length : at + 8 + length] = struct.pack(">I", zlib.crc32(data[at : at + 4 + length]))
    with pytest.raises(PictureError, match="damaged"):
        decoded(bytes(data), RECORD)


def test_a_palette_that_says_it_is_a_mask_is_refused() -> None:
    """Colours come of it where one channel was said."""
    mask = noise((5, 7), np.uint8)
    data = bytearray(encoded(mask))
    data[25] = 3
    with pytest.raises(PictureError, match="damaged") as caught:
        decoded(bytes(data), record_of(mask))
    assert "None" in caught.value.details


def test_other_pixels_of_the_same_shape_are_refused_both_ways() -> None:
    other = ARRAY ^ np.uint8(1)
    for read in (lambda: decoded(encoded(other), RECORD), lambda: from_raw(raw_bytes(other), RECORD)):
        with pytest.raises(PictureError, match="damaged") as caught:
            read()
        assert "other pixels" in caught.value.details


@pytest.mark.parametrize("change", [-1, 1])
def test_raw_pixels_of_another_length_are_refused(change: int) -> None:
    data = raw_bytes(ARRAY)
    with pytest.raises(PictureError, match="damaged") as caught:
        from_raw(data[:change] if change < 0 else data + b"\0", RECORD)
    assert "not as long" in caught.value.details
