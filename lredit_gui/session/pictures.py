"""Opening and exporting pictures, as many at a time as are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from lredit_core.document.document import Document
from lredit_core.pictures.display import Display
from lredit_core.pictures.file_names import shown_name
from lredit_core.project.claims import ProjectClaims
from lredit_core.project.content import LAYERED_SUFFIX, SUFFIX
from lredit_gui.rendering.conversion import to_buffer
from lredit_gui.rendering.documents import Rendered, render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QImage

    from lredit_core.pictures.export_settings import ExportSettings
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.project.claims import Claim
    from lredit_core.project.reading import OpenedProject
    from lredit_gui.session.picture_files import PictureFiles
    from lredit_gui.threads.flows import Flows
    from lredit_gui.threads.workers import Workers


class OpenedLike(Protocol):
    """A decoded picture with its name and what was converted on the way."""

    @property
    def buffer(self) -> PixelBuffer: ...
    @property
    def name(self) -> str: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class PictureName:
    """What a picture is called, and the file it came from, if any."""

    title: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class _Pasted:
    buffer: PixelBuffer
    name: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """A picture that was opened, ready to be shown.

    Attributes:
        project: where it came from a project file.
        project_path: that file, where it is the picture's own.
        is_recovered: it lies in no file of the person's as it is.
        claim: on that project file; where another program has it open, this is a copy without a file of its own.
    """

    title: str
    path: Path | None
    notes: tuple[str, ...]
    rendered: Rendered
    project: OpenedProject | None = None
    project_path: Path | None = None
    is_recovered: bool = False
    claim: Claim | None = None


class PictureManager(QObject):
    """Attributes:
        display: what opened pictures are made ready for.
        claims: the projects that this program has open.

    Signals: opened(Arrival), exported(Path, Document or None, notes) with the document that was written as a whole,
    changed (`is_opening`, `is_exporting`)."""

    opened = Signal(object)
    exported = Signal(object, object, object)
    changed = Signal()

    def __init__(self, workers: Workers, files: PictureFiles, flows: Flows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._flows = flows
        self.files = files
        self.display = Display()
        self.claims = ProjectClaims()
        self._opening_count = 0
        self.is_exporting = False

    def open_path(self, path: Path) -> None:
        """A picture, or a project by its suffix."""
        if path.suffix.lower() == SUFFIX:
            self._open(lambda: _read_project(self.files, path, self.display, self.claims))
        elif path.suffix.lower() == LAYERED_SUFFIX:
            self._open(lambda: _read_layers(self.files, path, self.display))
        else:
            self._open(lambda: _read(lambda: self.files.open(path), path, self.display))

    def open_bytes(self, data: bytes, name: str) -> None:
        self._open(lambda: _read(lambda: self.files.decode(data, name), None, self.display))

    def open_image(self, image: QImage, name: str) -> None:
        self._open(lambda: _read(lambda: _Pasted(to_buffer(image), name), None, self.display))

    def _open(self, read: Callable[[], Arrival]) -> None:
        self._opening_count += 1
        self.changed.emit()
        self._flows.start(self._opening(read))

    @property
    def is_opening(self) -> bool:
        return self._opening_count > 0

    async def _opening(self, read: Callable[[], Arrival]) -> None:
        arrival: Arrival | None = None
        try:
            arrival = await self._workers.run(read)
        finally:
            self._opening_count -= 1
            if arrival is not None:
                self.opened.emit(arrival)
            self.changed.emit()

    def export(
        self,
        document: Document,
        image: Callable[[], PixelBuffer],
        path: Path,
        *,
        settings: ExportSettings | None,
        is_whole: bool = True,
    ) -> None:
        """Writes what `image` gives (called in a worker) for this document.

        Args:
            document: what the file tells of: prompts and seeds.
            image: the pixels.
            path: where to.
            settings: as the person chose; as it is, by the path's suffix, where None.
            is_whole: the document's edits are in the file, and not only one of its layers.
        """
        self.is_exporting = True
        self.changed.emit()

        def write() -> tuple[str, ...]:
            return self.files.export(image(), path, settings=settings, metadata=document.metadata)

        self._flows.start(self._exporting(write, path, document if is_whole else None))

    async def _exporting(self, write: Callable[[], tuple[str, ...]], path: Path, document: Document | None) -> None:
        try:
            notes = await self._workers.run(write)
        except Exception:  # not where it is broken off: nobody is there any more
            self._end_export()
            raise
        self._end_export()
        self.exported.emit(path, document, notes)

    def _end_export(self) -> None:
        self.is_exporting = False
        self.changed.emit()


def _read(read: Callable[[], OpenedLike], path: Path | None, display: Display) -> Arrival:
    opened = read()
    return Arrival(shown_name(opened.name), path, opened.notes, render(Document(opened.buffer), display))


def _read_project(files: PictureFiles, path: Path, display: Display, claims: ProjectClaims) -> Arrival:
    claim = claims.claim(path)
    try:
        opened = files.open_project(path)
    except BaseException:
        if claim.is_new:
            claims.release(claim.key)
        raise
    rendered, own = render(opened.project.document, display), path if claim.holder is None else None
    return Arrival(shown_name(path.name), path, (), rendered, opened, own, claim=claim)


def _read_layers(files: PictureFiles, path: Path, display: Display) -> Arrival:
    opened = files.open_layers(path)
    return Arrival(shown_name(path.name), path, opened.notes, render(opened.document, display))
