"""Which kinds of picture files are opened and written, and how a file name says its kind."""

from __future__ import annotations

from pathlib import Path

from lredit_core.errors import PictureError
from lredit_core.pictures.atomic_writing import check_writable, printable

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
