"""Pictures on disk as the session sees them; the readers and writers themselves are the core's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from lredit_core.project.content import LAYERED_SUFFIX, SUFFIX

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.document.document import Document
    from lredit_core.pictures.export_settings import ExportSettings
    from lredit_core.pictures.formats import PictureFormat
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.pictures.opening import OpenedPicture
    from lredit_core.project.openraster import OpenedLayers
    from lredit_core.project.reading import OpenedProject


class PictureFiles(Protocol):
    """Reading and writing pictures; every call may take long and is made in a worker thread."""

    def open(self, path: Path) -> OpenedPicture:
        """Raises PictureError with a sentence for the person."""
        ...

    def decode(self, data: bytes, name: str) -> OpenedPicture:
        """A pasted or dropped file; raises PictureError."""
        ...

    def open_project(self, path: Path) -> OpenedProject:
        """A project file; raises PictureError."""
        ...

    def open_unpacked(self, folder: Path) -> OpenedProject:
        """What a journal left; raises PictureError."""
        ...

    def open_layers(self, path: Path) -> OpenedLayers:
        """An OpenRaster file; raises PictureError."""
        ...

    def write_layers(self, document: Document, path: Path) -> tuple[str, ...]:
        """An OpenRaster or PSD file; gives sentences on what it does not hold, raises PictureError."""
        ...

    def export(
        self, buffer: PixelBuffer, path: Path, *, settings: ExportSettings | None, metadata: dict[str, str]
    ) -> tuple[str, ...]:
        """Writes atomically, as the settings say, else as it is in the format of the path's suffix; gives sentences on
        what could not be written with it, raises LreditError."""
        ...

    def open_suffixes(self) -> tuple[str, ...]:
        """Suffixes with their dot that can be opened."""
        ...

    def formats(self) -> tuple[PictureFormat, ...]:
        """The formats that can be written."""
        ...


class DiskPictures:
    """The core's readers and writers, imported when first used: the window is shown before they load."""

    def open(self, path: Path) -> OpenedPicture:
        from lredit_core.pictures.opening import open_picture

        return open_picture(path)

    def decode(self, data: bytes, name: str) -> OpenedPicture:
        from lredit_core.pictures.opening import decode_picture

        return decode_picture(data, name)

    def open_project(self, path: Path) -> OpenedProject:
        from lredit_core.project.reading import open_project

        return open_project(path)

    def open_unpacked(self, folder: Path) -> OpenedProject:
        from lredit_core.project.reading import open_unpacked

        return open_unpacked(folder)

    def open_layers(self, path: Path) -> OpenedLayers:
        from lredit_core.project.openraster import open_openraster

        return open_openraster(path)

    def write_layers(self, document: Document, path: Path) -> tuple[str, ...]:
        from lredit_core.project.layered import write_layers

        return write_layers(document, path)

    def export(
        self, buffer: PixelBuffer, path: Path, *, settings: ExportSettings | None, metadata: dict[str, str]
    ) -> tuple[str, ...]:
        from lredit_core.pictures.exporting import ExportOptions, export_picture, export_with

        if settings is None:
            return export_picture(buffer, path, options=ExportOptions(), metadata=metadata)
        return export_with(buffer, path, settings=settings, metadata=metadata)

    def open_suffixes(self) -> tuple[str, ...]:
        from lredit_core.pictures.formats import OPEN_SUFFIXES

        return (*OPEN_SUFFIXES, SUFFIX, LAYERED_SUFFIX)

    def formats(self) -> tuple[PictureFormat, ...]:
        from lredit_core.pictures.formats import written_formats

        return written_formats()
