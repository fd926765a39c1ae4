"""Layers for other programs, in the formats that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.project.content import LAYERED_SUFFIX, PSD_SUFFIX

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.document.document import Document

#: Suffixes of files that hold layers for other programs.
LAYERED_SUFFIXES = (LAYERED_SUFFIX, PSD_SUFFIX)


def write_layers(document: Document, path: Path) -> tuple[str, ...]:
    """Writes the document's layers, as the path's suffix says.

    Returns:
        sentences on what the format does not hold.

    Raises:
        PictureError: where the path cannot be written, or the format does not hold such a picture.
    """
    if path.suffix.lower() == PSD_SUFFIX:
        from lredit_core.project.psd import write_psd

        return write_psd(document, path)
    from lredit_core.project.openraster import write_openraster

    return write_openraster(document, path)
