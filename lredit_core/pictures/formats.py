"""Which kinds of picture files are opened and written, and how a file name says its kind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.pictures.atomic_writing import check_writable, printable

if TYPE_CHECKING:
    from lredit_core.geometry import Size

#: A picture may have this many pixels: about 14,100 x 14,100.
MAX_PIXELS = 200_000_000
#: A side may have this many; longer ones are claims of damaged files, and nothing on the screen is made for them.
MAX_SIDE_PX = 200_000
#: The decoded values of a picture: 125 million pixels of RGBA at 16 bit. An edit holds about five times as much.
MAX_UNPACKED_BYTES = 1_000_000_000
#: A picture file may have this many bytes.
MAX_FILE_BYTES = 2_000_000_000

OPEN_SUFFIXES: tuple[str, ...] = (
    ".png", ".jpg", ".jpeg", ".jpe", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".heic", ".heif", ".avif",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PictureFormat:
    """A kind of picture file that is written.

    Attributes:
        name: in Pillow's words.
        title: what people call it.
        suffixes: with their dot; the first is the usual one.
        longest_side_px: the most that the format, its encoder and its readers take; None where pictures never reach it.
        has_alpha: it keeps transparency.
        has_16_bit: it keeps 16 bits a channel; others hold 8.
        is_lossy: it has a quality.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    longest_side_px: int | None = None
    has_alpha: bool = True
    has_16_bit: bool = False
    is_lossy: bool = False


EXPORT_FORMATS: tuple[PictureFormat, ...] = (
    PictureFormat("PNG", "PNG", (".png",), has_16_bit=True),
    PictureFormat("JPEG", "JPEG", (".jpg", ".jpeg"), 65_500, has_alpha=False, is_lossy=True),
    PictureFormat("WEBP", "WebP", (".webp",), 16_383, is_lossy=True),
    PictureFormat("TIFF", "TIFF", (".tif", ".tiff"), has_16_bit=True),
    PictureFormat("AVIF", "AVIF", (".avif",), 32_768, is_lossy=True),
    PictureFormat("HEIF", "HEIC", (".heic", ".heif"), 16_384, is_lossy=True),
)
#: Suffix with its dot -> what a dialog calls the format.
EXPORT_SUFFIXES: dict[str, str] = {
    one.suffixes[0]: f"{one.title} ({' '.join('*' + suffix for suffix in one.suffixes)})" for one in EXPORT_FORMATS
}
_FORMAT_OF_SUFFIX = {suffix: one.name for one in EXPORT_FORMATS for suffix in one.suffixes}


def format_named(name: str) -> PictureFormat:
    """A format by its name in Pillow's words.

    Raises:
        InvalidRequest: where none is called so.
    """
    for one in EXPORT_FORMATS:
        if one.name == name:
            return one
    names = ", ".join(one.name for one in EXPORT_FORMATS)
    raise InvalidRequest(f'There is no picture format "{name}". Choose one of {names}.')


def format_of_suffix(path: Path) -> PictureFormat | None:
    """The format that a file name asks for; None where it asks for none that is written."""
    name = _FORMAT_OF_SUFFIX.get(path.suffix.lower())
    return None if name is None else format_named(name)


def written_formats() -> tuple[PictureFormat, ...]:
    """Those whose encoders are here. Loads the libraries: not for the GUI thread."""
    import pillow_heif
    from PIL import features

    missing = set()
    if not features.check("avif"):
        missing.add("AVIF")
    if not pillow_heif.libheif_info()["encoders"]:
        missing.add("HEIF")
    return tuple(one for one in EXPORT_FORMATS if one.name not in missing)


def check_size(name: str, size: Size) -> None:
    """Looks whether a format holds a picture of this size.

    Raises:
        PictureError: where it does not.
    """
    kind = format_named(name)
    limit = kind.longest_side_px
    if limit is not None and size.longest > limit:
        raise PictureError(
            f"A {kind.title} file holds at most {limit:,} pixels a side, but the picture has {size.width:,} x "
            f"{size.height:,}. Make it smaller, or export it as PNG or TIFF."
        )


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
