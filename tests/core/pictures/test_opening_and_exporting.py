"""Pictures as cameras and editors write them, and files that are none."""

from __future__ import annotations

import io
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms

from lredit_core.errors import PictureError
from lredit_core.pictures.exporting import ExportOptions, export_picture
from lredit_core.pictures.formats import check_picture_path
from lredit_core.pictures.image import PixelBuffer
from lredit_core.pictures.opening import decode_picture, open_picture


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    sink = io.BytesIO()
    image.save(sink, kind, **options)
    return sink.getvalue()


def gradient(height: int = 20, width: int = 30) -> np.ndarray:
    rows, columns = np.mgrid[0:height, 0:width]
    return np.stack([rows * 7 % 256, columns * 5 % 256, (rows + columns) * 3 % 256], axis=2).astype(np.uint8)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_comes_out_upright(orientation: int) -> None:
    upright = Image.fromarray(gradient())
    inverse = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(inverse[orientation]) if orientation in inverse else upright
    exif = Image.Exif()
    exif[274] = orientation
    opened = decode_picture(encoded(stored, "PNG", exif=exif.tobytes()), "x.png")
    np.testing.assert_array_equal(opened.buffer.pixels, gradient())
    again = Image.open(io.BytesIO(_exported(opened.buffer, ".png")))
    assert again.getexif().get(274) is None


def _exported(buffer: PixelBuffer, suffix: str, options: ExportOptions | None = None, **metadata: str) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out{suffix}"
        export_picture(buffer, path, options=options or ExportOptions(), metadata=metadata)
        assert [item.name for item in Path(folder).iterdir()] == [path.name]
        return path.read_bytes()


@pytest.mark.parametrize("suffix", [".png", ".tif"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [3, 4])
def test_png_and_tiff_keep_every_bit(suffix: str, dtype: type, channels: int) -> None:
    rng = np.random.default_rng(3)
    pixels = rng.integers(0, np.iinfo(dtype).max + 1, (17, 23, channels), dtype=dtype)
    opened = decode_picture(_exported(PixelBuffer(pixels), suffix), f"x{suffix}")
    assert opened.buffer.bit_depth == pixels.dtype.itemsize * 8
    np.testing.assert_array_equal(opened.buffer.pixels, pixels)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_colour_profile_is_written_back(suffix: str, dtype: type) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pixels = gradient().astype(dtype) * (257 if dtype == np.uint16 else 1)
    opened = decode_picture(_exported(PixelBuffer(pixels, icc_profile=profile), suffix), f"x{suffix}")
    assert opened.buffer.icc_profile == profile


def test_the_prompt_and_the_seed_are_in_the_file_unless_turned_off() -> None:
    buffer = PixelBuffer(gradient())
    with_texts = Image.open(io.BytesIO(_exported(buffer, ".png", prompt="a red apple", seed="7")))
    assert with_texts.info["prompt"] == "a red apple"
    in_jpeg = Image.open(io.BytesIO(_exported(buffer, ".jpg", prompt="a red apple")))
    assert "a red apple" in in_jpeg.getexif()[270]
    without = _exported(buffer, ".png", ExportOptions(keep_metadata=False), prompt="a red apple")
    assert b"a red apple" not in without


def test_a_deep_png_carries_the_prompt_too() -> None:
    deep = PixelBuffer(gradient().astype(np.uint16) * 257)
    image = Image.open(io.BytesIO(_exported(deep, ".png", prompt="a red apple")))
    assert image.info["prompt"] == "a red apple"


@pytest.mark.parametrize(
    ("image", "kind", "word"),
    [
        (Image.fromarray(gradient()).convert("CMYK"), "JPEG", "CMYK"),
        (Image.fromarray(gradient()).convert("P"), "PNG", "palette"),
        (Image.fromarray(gradient()).convert("L"), "PNG", "greyscale"),
        (Image.fromarray(gradient()).convert("LA"), "PNG", "greyscale"),
        (Image.fromarray(gradient()).convert("1"), "PNG", "black-and-white"),
    ],
)
def test_other_colour_models_are_converted_with_a_note(image: Image.Image, kind: str, word: str) -> None:
    opened = decode_picture(encoded(image, kind), "x")
    assert any(word in note for note in opened.notes)
    assert opened.buffer.has_alpha == (image.mode == "LA")


def test_a_grey_16_bit_png_stays_16_bit() -> None:
    grey = (np.arange(300, dtype=np.uint16) * 200).reshape(15, 20)
    opened = decode_picture(encoded(Image.fromarray(grey), "PNG"), "x.png")
    assert opened.buffer.bit_depth == 16
    np.testing.assert_array_equal(opened.buffer.pixels[..., 1], grey)


def test_a_heic_photograph_opens() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    opened = decode_picture(encoded(Image.fromarray(gradient(64, 64)), "HEIF"), "x.heic")
    assert opened.buffer.size.width == 64


def png_of_claimed_size(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"this is a text file", "is not a picture"),
        (encoded(Image.fromarray(gradient(200, 200)), "JPEG")[:1500], "damaged or incomplete"),
        (encoded(Image.fromarray(gradient(200, 200)), "PNG")[:300], "damaged or incomplete"),
        (png_of_claimed_size(60_000, 60_000), "million pixels"),
        (encoded(Image.fromarray(np.zeros((4, 4), np.int32)), "TIFF"), "32-bit"),
    ],
    ids=["empty", "text", "cut JPEG", "cut PNG", "huge PNG", "32-bit TIFF"],
)
def test_a_file_that_is_no_picture_gets_a_sentence(data: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(data)
    with pytest.raises(PictureError, match=sentence):
        open_picture(path)


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="There is no file"):
        open_picture(tmp_path / "nothing.png")
    with pytest.raises(PictureError, match="is a folder"):
        open_picture(tmp_path)
    with pytest.raises(PictureError, match="holds a character"):
        open_picture(tmp_path / "a\0b.png")


def test_an_export_to_nowhere_leaves_nothing_behind(tmp_path: Path) -> None:
    buffer = PixelBuffer(gradient())
    with pytest.raises(PictureError, match="There is no folder"):
        export_picture(buffer, tmp_path / "none" / "x.png", options=ExportOptions(), metadata={})
    with pytest.raises(PictureError, match=r"does not say a format.*\.png, \.jpg"):
        export_picture(buffer, tmp_path / "x.xyz", options=ExportOptions(), metadata={})
    with pytest.raises(PictureError, match=r"not written as BMP.*\.png, \.jpg"):
        export_picture(buffer, tmp_path / "x.bmp", options=ExportOptions(), metadata={})
    with pytest.raises(PictureError, match="holds a character"):
        export_picture(buffer, tmp_path / "x\0.png", options=ExportOptions(), metadata={})
    (tmp_path / "taken.png").mkdir()
    with pytest.raises(PictureError, match=r"is a folder\. Give the name"):
        export_picture(buffer, tmp_path / "taken.png", options=ExportOptions(), metadata={})
    assert [path.name for path in tmp_path.iterdir()] == ["taken.png"]


def test_a_wide_gamut_profile_is_converted_for_the_screen_and_back() -> None:
    lab = ImageCms.createProfile("sRGB")
    profile = ImageCms.ImageCmsProfile(lab).tobytes()
    buffer = PixelBuffer(gradient(), icc_profile=profile)
    seen = buffer.to_srgb8()
    back = buffer.colours_from_srgb8(seen)
    assert np.abs(back.astype(int) - gradient().astype(int)).max() <= 2


def camera_exif() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Copyright] = "Canon", "A. Person"
    exif.get_ifd(ExifTags.IFD.Exif).update({34855: 400, 33434: 0.005, 36867: "2020:01:02 03:04:05", 37500: b"note" * 9})
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 8.0, 30.5)})
    return exif.tobytes()


@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg", ".webp"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("keeps_prompt", [False, True])
def test_what_the_camera_wrote_is_kept(suffix: str, dtype: type, keeps_prompt: bool) -> None:
    pixels = gradient().astype(dtype) * (257 if dtype == np.uint16 else 1)
    words = {"prompt": "a red apple"} if keeps_prompt else {}
    data = _exported(PixelBuffer(pixels, exif=camera_exif()), suffix, **words)
    again = _exported(decode_picture(data, "x").buffer, suffix, **words)
    for written in (data, again):
        exif = Image.open(io.BytesIO(written)).getexif()
        assert (exif[ExifTags.Base.Make], exif[ExifTags.Base.Copyright]) == ("Canon", "A. Person")
        assert ("a red apple" in exif.get(ExifTags.Base.ImageDescription, "")) == keeps_prompt
        camera, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
        assert (camera[34855], camera[36867], camera[37500]) == (400, "2020:01:02 03:04:05", b"note" * 9)
        assert tuple(map(float, place[2])) == (48.0, 8.0, 30.5)
    bare = _exported(PixelBuffer(pixels, exif=camera_exif()), suffix, ExportOptions(keep_metadata=False))
    assert b"Canon" not in bare


def deep_tiff(array: np.ndarray, photometric: str) -> bytes:
    import tifffile

    sink = io.BytesIO()
    tifffile.imwrite(sink, array, photometric=photometric)
    return sink.getvalue()


def test_a_deep_grey_tiff_whose_zero_is_white_is_opened() -> None:
    grey = (np.arange(300, dtype=np.uint16) * 200).reshape(15, 20)
    opened = decode_picture(deep_tiff(grey, "miniswhite"), "x.tif")
    np.testing.assert_array_equal(opened.buffer.pixels[..., 0], 65535 - grey)


def test_a_deep_tiff_of_other_colours_is_called_what_it_is() -> None:
    with pytest.raises(PictureError, match="in CMYK cannot be opened"):
        decode_picture(deep_tiff(np.zeros((4, 5, 4), np.uint16), "separated"), "x.tif")


def test_a_long_name_can_be_written_and_one_too_long_is_told(tmp_path: Path) -> None:
    long = tmp_path / ("n" * 246 + ".png")
    export_picture(PixelBuffer(gradient()), long, options=ExportOptions(), metadata={})
    assert [path.name for path in tmp_path.iterdir()] == [long.name]
    with pytest.raises(PictureError, match="cannot be written"):
        check_picture_path(tmp_path / ("n" * 300 + ".png"))


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_a_folder_where_nothing_can_be_made_is_not_called_missing() -> None:
    for check in (
        check_picture_path,
        lambda path: export_picture(PixelBuffer(gradient()), path, options=ExportOptions(), metadata={}),
    ):
        with pytest.raises(PictureError, match='The folder "/proc" cannot be written to'):
            check(Path("/proc/x.png"))


def test_a_look_leaves_nothing_behind(tmp_path: Path) -> None:
    check_picture_path(tmp_path / "x.png")
    assert not list(tmp_path.iterdir())
