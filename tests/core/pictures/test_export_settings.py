"""What a person chooses for an exported file, and what becomes of the picture."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms

from lredit_core.cancellation import EventToken
from lredit_core.errors import InvalidRequest, LreditError, PictureError, Stopped
from lredit_core.geometry import Size
from lredit_core.pictures import icc_profiles
from lredit_core.pictures.export_settings import (
    Colours,
    ExportSettings,
    SizeKind,
    SizeRule,
    settings_from_json,
)
from lredit_core.pictures.exporting import ExportOptions, encode_picture, export_picture, export_with
from lredit_core.pictures.formats import EXPORT_FORMATS, check_size, format_named, format_of_suffix, written_formats
from lredit_core.pictures.icc_profiles import in_profile, profile_title, read_profile, srgb_profile
from lredit_core.pictures.image import PixelBuffer
from lredit_core.pictures.opening import open_picture
from lredit_core.pictures.preparing import Loss, prepared
from lredit_core.pictures.resampling import resampled

LARGE = Size(4000, 3000)


def smooth(height: int = 60, width: int = 80, dtype: Any = np.uint8, channels: int = 3) -> np.ndarray:
    rows, columns = np.mgrid[0:height, 0:width]
    whole = np.stack([columns / width, rows / height, (rows + columns) / (height + width), rows / height], axis=2)
    return np.asarray(whole[..., :channels] * np.iinfo(dtype).max).astype(dtype)


def wide_gamut_profile(gamma: float = 2.19921875) -> bytes:
    """A profile of three curves and a matrix: Adobe RGB (1998)'s colours, D50."""
    import struct

    def xyz(*numbers: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(number * 65536) for number in numbers))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    title = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"Wide\0" + b"\0" * 78
    tags = {
        b"desc": title + b"\0" * (-len(title) % 4),
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
        b"wtpt": xyz(0.9642, 1.0, 0.82491),
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    at, table, body = 132 + 12 * len(tags), b"", b""
    for name, value in tags.items():
        table += struct.pack(">4sII", name, at + len(body), len(value))
        body += value
    head = bytearray(128)
    struct.pack_into(">I4sI4s4s4s", head, 0, at + len(body), b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    struct.pack_into(">6H4s", head, 24, 2000, 1, 1, 0, 0, 0, b"acsp")
    struct.pack_into(">3i", head, 68, 63190, 65536, 54061)
    return bytes(head) + struct.pack(">I", len(tags)) + table + body


@pytest.mark.parametrize(
    ("rule", "size"),
    [
        (SizeRule(), LARGE),
        (SizeRule(SizeKind.PERCENT, 50), Size(2000, 1500)),
        (SizeRule(SizeKind.WIDTH, 2000), Size(2000, 1500)),
        (SizeRule(SizeKind.HEIGHT, 6000), Size(8000, 6000)),
        (SizeRule(SizeKind.LONGEST_SIDE, 2048), Size(2048, 1536)),
        (SizeRule(SizeKind.LONGEST_SIDE, 5000), LARGE),
        (SizeRule(SizeKind.WIDTH, 1), Size(1, 1)),
    ],
)
def test_a_size_keeps_the_aspect(rule: SizeRule, size: Size) -> None:
    assert rule.of(LARGE) == size


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: ExportSettings(format="BMP"), "no picture format"),
        (lambda: ExportSettings(quality=0), "1 to 100"),
        (lambda: ExportSettings(depth=12), "8 or 16"),
        (lambda: ExportSettings(colours=Colours.FILE), "Choose an ICC file"),
        (lambda: SizeRule(SizeKind.PERCENT, 0), "0 % was asked"),
        (lambda: SizeRule(SizeKind.WIDTH, 10.5), "whole pixels"),
        (lambda: SizeRule(SizeKind.HEIGHT, 0), "1 to"),
        (lambda: settings_from_json({"size": "large"}), "cannot be read"),
        (lambda: settings_from_json({"colours": 7}), "cannot be read"),
    ],
)
def test_what_cannot_be_is_said_with_what_can(make: Any, words: str) -> None:
    with pytest.raises(InvalidRequest, match=words):
        make()


@pytest.mark.parametrize(
    "settings",
    [
        ExportSettings(),
        ExportSettings("JPEG", 71, SizeRule(SizeKind.LONGEST_SIDE, 2048), Colours.SRGB, keep_place=False),
        ExportSettings(
            "TIFF", size=SizeRule(SizeKind.PERCENT, 33.5), colours=Colours.FILE, icc_file=Path("/x/wide.icc"), depth=16,
            keep_metadata=False, write_prompt=False,
        ),
    ],
)  # fmt: skip
def test_settings_come_back_from_where_they_were_stored(settings: ExportSettings) -> None:
    import json

    assert settings_from_json(json.loads(json.dumps(settings.as_json()))) == settings


@pytest.mark.parametrize("kind", [one for one in EXPORT_FORMATS if one.longest_side_px is not None])
def test_what_a_format_does_not_hold_is_said_before_the_work(kind: Any, tmp_path: Path) -> None:
    limit = kind.longest_side_px
    check_size(kind.name, Size(limit, 1))
    with pytest.raises(PictureError, match=f"{kind.title} file holds at most {limit:,} pixels a side"):
        check_size(kind.name, Size(8, limit + 1))
    wide = PixelBuffer(np.zeros((1, limit + 1, 3), np.uint8))
    with pytest.raises(PictureError, match="PNG or TIFF"):
        export_picture(wide, tmp_path / f"x{kind.suffixes[0]}", options=ExportOptions(), metadata={})
    assert not list(tmp_path.iterdir())


def test_a_size_that_no_picture_may_have_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="200 million"):
        ExportSettings(size=SizeRule(SizeKind.PERCENT, 800)).check(LARGE)


@pytest.mark.parametrize("kind", written_formats())
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_every_format_is_written_and_opened_again(kind: Any, dtype: Any, channels: int, tmp_path: Path) -> None:
    buffer = PixelBuffer(smooth(dtype=dtype, channels=channels))
    path = tmp_path / f"x{kind.suffixes[-1]}"
    export_with(buffer, path, settings=ExportSettings(kind.name, size=SizeRule(SizeKind.WIDTH, 40)), metadata={})
    opened = open_picture(path).buffer
    assert opened.size == Size(40, 30)
    assert opened.bit_depth == (16 if kind.has_16_bit and dtype == np.uint16 else 8)
    assert opened.has_alpha == (channels == 4 and kind.has_alpha)
    assert format_of_suffix(path) is kind and format_named(kind.name) is kind


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_what_nothing_is_asked_of_stays_bit_for_bit(suffix: str, dtype: Any, tmp_path: Path) -> None:
    pixels = np.random.default_rng(5).integers(0, np.iinfo(dtype).max + 1, (31, 17, 4), dtype=dtype)
    buffer = PixelBuffer(pixels, icc_profile=wide_gamut_profile())
    settings = ExportSettings("PNG" if suffix == ".png" else "TIFF")
    assert prepared(buffer, settings).buffer is buffer
    export_with(buffer, tmp_path / f"x{suffix}", settings=settings, metadata={"prompt": "a cat"})
    again = open_picture(tmp_path / f"x{suffix}").buffer
    np.testing.assert_array_equal(again.pixels, pixels)
    assert again.icc_profile == buffer.icc_profile


def test_what_is_lost_without_being_asked_for_is_told() -> None:
    seen_through = PixelBuffer(smooth(dtype=np.uint16, channels=4))
    opaque = PixelBuffer(np.dstack([smooth(), np.full((60, 80), 255, np.uint8)]))
    assert prepared(seen_through, ExportSettings("JPEG")).losses == (Loss.DEPTH, Loss.TRANSPARENCY)
    assert prepared(seen_through, ExportSettings("JPEG", depth=8)).losses == (Loss.TRANSPARENCY,)
    assert prepared(opaque, ExportSettings("JPEG")).losses == ()
    assert prepared(seen_through, ExportSettings("PNG")).losses == ()


def test_work_that_nobody_waits_for_ends_between_its_steps() -> None:
    token = EventToken()
    token.cancel()
    with pytest.raises(Stopped):
        prepared(PixelBuffer(smooth()), ExportSettings(), token=token)


@pytest.mark.parametrize("channels", [3, 4])
def test_16_bit_is_resampled_as_8_bit_is_but_finer(channels: int) -> None:
    deep = smooth(120, 160, np.uint16, channels)
    deep[:, :, 3:] = np.maximum(deep[:, :, 3:], 20000)
    small = resampled(deep, Size(40, 30))
    eight = resampled((deep >> 8).astype(np.uint8), Size(40, 30))
    assert small.dtype == np.uint16 and small.shape == (30, 40, channels)
    assert np.abs(small.astype(int) - eight.astype(int) * 257).max() < 257 * 5
    assert len(np.unique(small)) > len(np.unique(eight))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_transparent_places_lend_no_colour_when_a_picture_shrinks(dtype: Any) -> None:
    most = np.iinfo(dtype).max
    pixels = np.zeros((40, 40, 4), dtype)
    pixels[:, :20] = (most, 0, 0, most)
    pixels[:, 20:] = (0, most, 0, 0)  # green that nobody sees
    small = resampled(pixels, Size(9, 9))
    assert int(small[..., 1][small[..., 3] > 0].max()) <= most * 0.01


@pytest.mark.parametrize("gamma", [1.0, 1.8, 2.2])
def test_deep_colours_are_converted_as_the_colour_management_converts_them(gamma: float) -> None:
    wide = wide_gamut_profile(gamma)
    eight = np.random.default_rng(2).integers(0, 256, (40, 50, 3), dtype=np.uint8)
    expected, at = in_profile(eight, wide, srgb_profile())
    assert at == 8
    deep, deep_at = in_profile(eight.astype(np.uint16) * 257, wide, srgb_profile())
    assert deep_at == 16
    assert np.abs(deep / 257.0 - expected).max() <= 1.6
    back, _ = in_profile(in_profile(deep, None, wide)[0], wide, srgb_profile())
    inside = ((deep > 2000) & (deep < 63000)).all(axis=2)
    assert np.abs(back.astype(int) - deep.astype(int))[inside].max() < 80, "16 bit stays 16 bit"


def test_the_profile_of_the_file_is_the_one_that_was_chosen(tmp_path: Path) -> None:
    wide = tmp_path / "wide.icc"
    wide.write_bytes(wide_gamut_profile())
    buffer = PixelBuffer(smooth())
    for settings, profile in (
        (ExportSettings(colours=Colours.SRGB), srgb_profile()),
        (ExportSettings(colours=Colours.FILE, icc_file=wide), wide.read_bytes()),
    ):
        export_with(buffer, tmp_path / "x.png", settings=settings, metadata={})
        written = open_picture(tmp_path / "x.png").buffer
        assert written.icc_profile == profile
        differences = np.abs(written.to_srgb8().astype(int) - buffer.pixels.astype(int))
        assert differences.mean() < 0.5 and differences.max() < 16, "it looks the same"
    assert profile_title(srgb_profile()).startswith("sRGB") and profile_title(None) == "sRGB"
    assert profile_title(b"nonsense") == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        (b"no profile", "is no colour profile"),
        (wide_gamut_profile()[:16] + b"CMYK" + wide_gamut_profile()[20:], "a profile for CMYK"),
        (wide_gamut_profile()[:140], "is damaged"),
    ],
)
def test_a_file_that_is_no_profile_for_pictures_is_refused(content: bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "x.icc"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PictureError, match=words):
        read_profile(path)


def test_a_profile_of_another_form_takes_the_depth_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icc_profiles, "_matrix_profile", lambda _data: None)  # as of one that is a table
    deep = PixelBuffer(smooth(dtype=np.uint16), icc_profile=wide_gamut_profile())
    whole = prepared(deep, ExportSettings(colours=Colours.SRGB))
    assert whole.losses == (Loss.DEPTH_OF_COLOURS,) and whole.buffer.bit_depth == 16
    assert len(np.unique(whole.buffer.pixels)) <= 256
    assert prepared(deep, ExportSettings("JPEG", colours=Colours.SRGB)).losses == (Loss.DEPTH,)


def exif_of(**entries: Any) -> bytes:
    exif = Image.Exif()
    for name, value in entries.items():
        exif[ExifTags.Base[name]] = value
    exif.get_ifd(ExifTags.IFD.Exif).update({34855: 400})
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 8.0, 30.5)})
    return exif.tobytes()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("keeps", [(True, True), (True, False), (False, True), (False, False)])
def test_the_camera_s_notes_and_ours_go_their_own_ways(kind: str, keeps: tuple[bool, bool]) -> None:
    keeps_own, writes_prompt = keeps
    buffer = PixelBuffer(smooth(), exif=exif_of(Make="Canon", ImageDescription="Our garden", Software="Darkroom 3"))
    options = ExportOptions(keep_metadata=keeps_own, write_prompt=writes_prompt)
    data = encode_picture(buffer, kind, options=options, metadata={"Prompt": "a red apple", "Seed": "7"}).data
    exif = Image.open(io.BytesIO(data)).getexif()
    assert (exif.get(ExifTags.Base.Make) == "Canon") is keeps_own
    if keeps_own:
        assert exif[ExifTags.Base.ImageDescription] == "Our garden", "the person's caption stays"
        assert exif[ExifTags.Base.Software] == "Darkroom 3"
        assert exif.get_ifd(ExifTags.IFD.GPSInfo)[1] == "N"
    else:
        assert not exif.get_ifd(ExifTags.IFD.GPSInfo)
    said = repr(exif.get(ExifTags.Base.ImageDescription)) + repr(dict(exif.get_ifd(ExifTags.IFD.Exif)))
    assert ("a red apple" in said) is writes_prompt


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "AVIF"])
def test_the_place_is_taken_out_by_itself(kind: str) -> None:
    buffer = PixelBuffer(smooth(), exif=exif_of(Make="Canon"))
    data = encode_picture(buffer, kind, options=ExportOptions(keep_place=False), metadata={}).data
    exif = Image.open(io.BytesIO(data)).getexif()
    assert exif[ExifTags.Base.Make] == "Canon" and exif.get_ifd(ExifTags.IFD.Exif)[34855] == 400
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo)


def test_what_an_earlier_export_noted_is_replaced_and_goes_when_it_is_not_wanted() -> None:
    for own in (exif_of(Make="Canon"), exif_of(ImageDescription="Our garden"), exif_of(Software="Darkroom 3")):
        first = encode_picture(
            PixelBuffer(smooth(), exif=own), "JPEG", options=ExportOptions(), metadata={"Prompt": "one"}
        )
        exif = Image.open(io.BytesIO(first.data)).getexif().tobytes()
        buffer = PixelBuffer(smooth(), exif=exif)
        second = encode_picture(buffer, "JPEG", options=ExportOptions(), metadata={"Prompt": "two"}).data
        assert b'"two"' in second and b'"one"' not in second
        without = encode_picture(buffer, "JPEG", options=ExportOptions(write_prompt=False), metadata={"Prompt": "two"})
        assert b'"one"' not in without.data and b"Prompt" not in without.data


def test_a_failure_says_what_to_do_and_leaves_nothing_behind(tmp_path: Path) -> None:
    settings = replace(ExportSettings(), colours=Colours.FILE, icc_file=tmp_path / "none.icc")
    with pytest.raises(LreditError, match="Choose another file"):
        export_with(PixelBuffer(smooth()), tmp_path / "x.png", settings=settings, metadata={})
    assert not list(tmp_path.iterdir())


def test_the_profile_of_srgb_is_the_same_at_every_call() -> None:
    made = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert made.profile.xcolor_space.strip() == "RGB"
    srgb_profile.cache_clear()
    first = srgb_profile()
    srgb_profile.cache_clear()
    assert first == srgb_profile()
