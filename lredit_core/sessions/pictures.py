"""Pictures in and out, for programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.document.document import Document
from lredit_core.pictures import opening
from lredit_core.pictures.exporting import ExportOptions, export_picture

if TYPE_CHECKING:
    from os import PathLike

    from lredit_core.pictures.image import PixelBuffer


def open_picture(path: str | PathLike[str]) -> PixelBuffer:
    """Opens a picture: upright, in its colours, at its bit depth.

    Args:
        path: of a PNG, JPEG, WebP, TIFF, AVIF, HEIC, GIF or BMP file.

    Returns:
        its pixels, (H, W, 3 or 4) of 8 or 16 bits in `pixels`, with colour profile and EXIF.

    Raises:
        PictureError: with a sentence that says what is wrong with the file.
    """
    return opening.open_picture(Path(path)).buffer


def export(
    document: Document | PixelBuffer, path: str | PathLike[str], *, options: ExportOptions | None = None
) -> tuple[str, ...]:
    """Writes a picture, whole or not at all; the suffix decides the format.

    Args:
        document: an edited picture (`EditResult.document`), or pixels alone.
        path: where to: .png, .jpg, .webp, .tif, .avif or .heic; a file that is there is replaced.
        options: quality, and what is said in the file.

    Returns:
        sentences on what could not be written with it.

    Raises:
        PictureError: where the suffix is unknown or the path cannot be written; nothing is left behind.
    """
    if isinstance(document, Document):
        pixels, metadata = document.flattened(), document.metadata
    else:
        pixels, metadata = document, {}
    return export_picture(pixels, Path(path), options=options or ExportOptions(), metadata=metadata)
