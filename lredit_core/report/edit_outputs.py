"""Which files an edit without a window writes. Loads no model library: what is wrong with them is said at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import check_writable, printable
from lredit_core.pictures.formats import check_picture_path, check_size, export_format, format_named
from lredit_core.pictures.output_paths import check_apart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lredit_core.geometry import Size


@dataclass(frozen=True, slots=True)
class EditOutputs:
    """Files to write; None for those not wanted. `layer` is the edit without the picture, transparent where nothing was
    edited. `source` is the picture's own file, which is never written; `prefix`
    stands before their names in sentences."""

    out: Path | None = None
    layer: Path | None = None
    boxes: Path | None = None
    candidates: Path | None = None
    events: Path | None = None
    report: Path | None = None
    source: Path | None = None
    prefix: str = "--"

    @property
    def by_option(self) -> dict[str, Path | None]:
        """Where each option of the command line writes to."""
        files = {
            "out": self.out,
            "layer": self.layer,
            "boxes": self.boxes,
            "candidates": self.candidates,
            "events": self.events,
            "report": self.report,
        }
        return {f"{self.prefix}{name}": path for name, path in files.items()}

    @property
    def wanted(self) -> tuple[Path, ...]:
        """The files, in the order in which they are told."""
        return tuple(path for path in self.by_option.values() if path is not None)

    def check(self, *, reads: Mapping[str, Path | None] | None = None, size: Size | None = None) -> None:
        """Looks before minutes are spent on an edit that could not be written.

        Args:
            reads: option -> file or folder that the edit reads.
            size: of the picture, once it is known: formats hold so much and no more.

        Raises:
            InvalidRequest: where one would overwrite the source or what is read, or two would be one file.
            PictureError: for the first file that cannot.
        """
        check_apart(self.by_option, source=self.source, reads=reads)
        for path in (self.out, self.layer, self.boxes, self.candidates):
            if path is not None:
                check_picture_path(path)
        if self.layer is not None and format_named(export_format(self.layer)).is_lossy:
            raise InvalidRequest(
                f'"{printable(self.layer)}" would not keep the layer as it is. Write it as PNG or TIFF.'
            )
        if size is not None:
            for path in (self.out, self.layer, self.boxes):
                if path is not None:
                    check_size(export_format(path), size)
        for path in (self.events, self.report):
            if path is not None:
                check_writable(path)
