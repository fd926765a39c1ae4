"""Reads project files. Whatever is wrong with one is said in a sentence; nothing is made of a file that is damaged."""

from __future__ import annotations

import logging
import math
import stat
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from pydantic import BaseModel, JsonValue, ValidationError

from lredit_core.api.events import Candidate, CandidateScore
from lredit_core.bands import results_of
from lredit_core.document.adjustments import LayerAdjustment
from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.document import Document
from lredit_core.document.guides import PictureGuide
from lredit_core.document.history import Snapshot
from lredit_core.document.layers import Group, Layer, MaskShape, Original, Placement, Provenance
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import LreditError, PictureError
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.project.archives import read_member
from lredit_core.project.arrays import DAMAGED, DAMAGED_DESCRIPTION, decoded, from_raw
from lredit_core.project.content import HAND_NAME, JSON_NAME, InHand, Project, View, Words
from lredit_core.project.left_files import digest_of
from lredit_core.project.limits import check_memory
from lredit_core.project.prompts import PromptEnding, PromptRun
from lredit_core.project.records import (
    FORMAT,
    VERSION,
    ArrayRecord,
    BlobRecord,
    CandidateRecord,
    HandRecord,
    LayerRecord,
    OriginalRecord,
    OutlineRecord,
    ProjectRecord,
    Record,
    SnapshotRecord,
    SourceRecord,
)
from lredit_core.project.writing import ProjectWriter, raw_name
from lredit_core.prompt.intent import EditIntent
from lredit_core.regular_files import LeadsOut, NoRegularFile, read_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

_log = logging.getLogger(__name__)
#: `project.json`, a profile or a metadata block is never larger than this. Ten thousand candidates take 15 MB.
_MOST_TEXT_BYTES, _MOST_BLOB_BYTES = 32 << 20, 64 << 20
#: Nor does it hold more values than this, each of which costs time and memory, however short it is. One in 22 bytes is
#: as it is written.
_MOST_VALUES = 1_600_000
#: Wrong places that are told of, in the details; and characters of a version that is none.
_MOST_FAULTS, _MOST_VERSION_CHARACTERS = 100, 20
_ZIP_BEGINS = b"PK\x03\x04"


@dataclass(slots=True, eq=False)
class OpenedProject:
    """A project that was read, and what writes it again without encoding what is there; of a journal, what the person
    had in hand."""

    project: Project
    writer: ProjectWriter = field(default_factory=ProjectWriter)
    hand: InHand | None = None


def open_project(path: Path) -> OpenedProject:
    """Reads a project.

    Raises:
        PictureError: with a sentence that says what is wrong with the file.
    """

    def read() -> OpenedProject:
        _check_kind(path)
        with _archive_of(path) as archive:
            reader = _Reader(_Archive(archive))
            opened = reader.opened()
        opened.writer.note_file(path)
        opened.writer.left.note(path, reader.digest)
        return opened

    return _said(path, read)


def open_unpacked(folder: Path) -> OpenedProject:
    """Reads what `ProjectWriter.write_unpacked` left in a folder.

    Raises:
        PictureError: with a sentence that says what is wrong with it.
    """

    def read() -> OpenedProject:
        reader = _Reader(_Folder(folder))
        opened = reader.opened()
        if (folder / HAND_NAME).exists():
            opened.hand = reader.hand(opened.project.document.source)
        return opened

    return _said(folder, read)


def _said(path: Path, read: Callable[[], OpenedProject]) -> OpenedProject:
    """Whatever goes wrong as a sentence."""
    try:
        return read()
    except LreditError:
        raise
    except FileNotFoundError as error:
        raise PictureError(f'There is no file "{path}". Check the name, or open another one.') from error
    except OSError as error:
        reason = error.strerror or error
        raise PictureError(f'The file "{path}" cannot be read ({reason}). Check that you may read it.') from error
    except Exception as error:  # what zlib, decoders and checks raise on damaged bytes is theirs to choose
        raise PictureError(DAMAGED, details=repr(error)) from error


def _archive_of(path: Path) -> zipfile.ZipFile:
    """Raises:
    PictureError: where the list of what it holds cannot be read, as in a file that was cut.
    """
    try:
        return zipfile.ZipFile(path)
    except OSError:
        raise
    except Exception as error:  # as `_said`
        raise PictureError(DAMAGED_DESCRIPTION, details=repr(error)) from error


def _check_kind(path: Path) -> None:
    """A regular file that begins as an archive does."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise PictureError(f'"{path}" is no file that can be read. Open a project file.')
    with path.open("rb") as stream:
        if stream.read(4) != _ZIP_BEGINS:
            raise PictureError(f'"{path.name}" is no project file. Open a file that was saved as one.')


class _Entries(Protocol):
    """Where a project's parts lie."""

    def data(self, name: str, most: int) -> bytes:
        """Raises:
        PictureError: where it is longer than it may be.
        """
        ...

    def array(self, record: ArrayRecord) -> NDArray[Any]: ...


class _Archive:
    """In a project file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def data(self, name: str, most: int) -> bytes:
        info = self._archive.getinfo(name)
        if info.file_size > most:
            raise PictureError(DAMAGED, details=f"{name} claims {info.file_size} bytes")
        return _bounded(read_member(self._archive, name, most), name, most)

    def array(self, record: ArrayRecord) -> NDArray[Any]:
        most = _bytes_of(record) * 2 + (1 << 20)  # a PNG of noise is hardly larger
        return decoded(self.data(record.file, most), record)


class _Folder:
    """In a folder, pixels as they were in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def data(self, name: str, most: int) -> bytes:
        try:
            return _bounded(read_inside(self._folder, name, most), name, most)
        except FileNotFoundError as error:
            if not self._folder.is_dir():
                raise
            raise PictureError(DAMAGED, details=f"{name} is missing") from error
        except (NoRegularFile, LeadsOut, IsADirectoryError) as error:
            raise PictureError(DAMAGED, details=f"{name}: {error}") from error

    def array(self, record: ArrayRecord) -> NDArray[Any]:
        return from_raw(self.data(raw_name(record.file), _bytes_of(record)), record)


def _bytes_of(record: ArrayRecord) -> int:
    return record.width * record.height * record.channels * record.bits // 8


def _bounded(data: bytes, name: str, most: int) -> bytes:
    if len(data) > most:
        raise PictureError(DAMAGED, details=f"{name} is longer than it may be")
    return data


class _Reader:
    """One project. Only parts that its JSON names are read."""

    def __init__(self, entries: _Entries) -> None:
        self._entries = entries
        self._arrays: dict[str, NDArray[Any]] = {}
        self._sources: dict[SourceRecord, PixelBuffer] = {}
        self.writer = ProjectWriter()
        self.digest = self._sources_file = ""

    def opened(self) -> OpenedProject:
        written = self._json(JSON_NAME)
        self.digest = digest_of(written)
        record = _checked(written)
        needed: dict[str, ArrayRecord] = {}
        for item in _arrays_in(record):
            if needed.setdefault(item.file, item) != item:
                raise PictureError(DAMAGED_DESCRIPTION, details=f"{item.file} is described in two ways")
        check_memory(needed.values())
        results_of(sorted(needed.values(), key=lambda item: -item.width * item.height), self._array)
        document = self._document(record)
        self._sources_file = record.source.pixels.file
        candidates = tuple(self._candidate(one, document.source) for one in record.candidates)
        project = Project(
            record.title,
            document,
            candidates,
            {one.candidate_id: one.accepted for one in record.candidates if one.accepted is not None},
            tuple(one.candidate_id for one in record.candidates if one.is_starred),
            {one.candidate_id: one.search for one in record.candidates if one.search is not None},
            tuple(PromptRun(**{**run.model_dump(), "ending": PromptEnding(run.ending)}) for run in record.prompts),
            tuple(Snapshot(one.name, self._document(one), one.snapshot_id) for one in record.snapshots),
            Words(**record.words.model_dump()),
            None if record.view is None else View(**record.view.model_dump()),
            tuple(PictureGuide(**guide.model_dump()) for guide in record.guides),
        )
        return OpenedProject(project, self.writer)

    def _json(self, name: str) -> bytes:
        """Raises:
        PictureError: where it cannot be read, or what it holds is more than any project of ours.
        """
        try:
            data = self._entries.data(name, _MOST_TEXT_BYTES)
        except OSError:
            raise
        except Exception as error:  # as `_said`
            details = error.details if isinstance(error, LreditError) else repr(error)
            raise PictureError(DAMAGED_DESCRIPTION, details=details) from error
        if data.count(b",") > _MOST_VALUES:
            raise PictureError(DAMAGED_DESCRIPTION, details=f"{name} holds more than {_MOST_VALUES} values")
        return data

    def hand(self, source: PixelBuffer) -> InHand | None:
        """What was in hand; None where that was another picture, or it cannot be read: the project matters more."""
        try:
            record = HandRecord.model_validate_json(self._json(HAND_NAME))
            check_memory({item.file: item for item in _arrays_in(record)}.values())
            outlines = [self._outline(item) for item in (record.mask, record.not_from)]
        except Exception:  # as `_said`
            _log.warning("What was in hand cannot be read", exc_info=True)
            return None
        if self._sources_file != record.source:
            return None
        mask, not_from = (None if one is None else one.within(source.size) for one in outlines)
        boxes = [Box(*item).clipped_to(source.size) for item in (record.box, *record.others) if item is not None]
        boxes = [box for box in boxes if not box.is_empty]
        box = boxes.pop(0) if record.box is not None and boxes else None
        mask = mask if box is not None else None
        return InHand(box, tuple(boxes), mask, not_from, record.origin, record.selected, record.is_all)

    def _document(self, record: ProjectRecord | SnapshotRecord) -> Document:
        """Documents of one source share it."""
        source = self._sources.get(record.source)
        if source is None:
            source = self._sources[record.source] = PixelBuffer(
                self._array(record.source.pixels),
                icc_profile=self._blob(record.source.icc_profile),
                exif=self._blob(record.source.exif),
            )
        groups = tuple(Group(**group.model_dump()) for group in record.groups)
        layers = tuple(self._layer(layer, source) for layer in record.layers)
        _check_document(layers, groups, source)
        return Document(source, layers, groups)

    def _array(self, record: ArrayRecord) -> NDArray[Any]:
        known = self._arrays.get(record.file)
        if known is None:
            known = self._entries.array(record)
            known.flags.writeable = False
            self._arrays[record.file] = known
            self.writer.note(known, record)
        return known

    def _blob(self, record: BlobRecord | None) -> bytes | None:
        return None if record is None else self._entries.data(record.file, _MOST_BLOB_BYTES)

    def _outline(self, record: OutlineRecord | None) -> Silhouette | None:
        if record is None:
            return None
        return Silhouette(Box(*record.reach), self._array(record.mask), record.confidence)

    def _pixels(self, record: ArrayRecord | None, box: Box, source: PixelBuffer) -> NDArray[Any]:
        if record is not None:
            return self._array(record)
        return np.broadcast_to(np.zeros((1, 1, 1), source.pixels.dtype), (box.height, box.width, 3))

    def _original(self, record: OriginalRecord | None, source: PixelBuffer) -> Original | None:
        if record is None:
            return None
        box = Box(*record.box)
        pixels, mask = self._pixels(record.pixels, box, source), self._array(record.mask)
        _check_arrays(box, pixels, mask)
        return Original(box, pixels, mask, self._outline(record.silhouette))

    def _layer(self, record: LayerRecord, source: PixelBuffer) -> Layer:
        box = Box(*record.box)
        pixels, mask = self._pixels(record.pixels, box, source), self._array(record.mask)
        _check_arrays(box, pixels, mask)
        made = record.provenance
        region = None if made.region is None else Box(*made.region)
        adjustment = None if record.adjustment is None else LayerAdjustment(**record.adjustment.model_dump())
        if (adjustment is None) != (record.pixels is not None) or pixels.dtype != source.pixels.dtype:
            raise PictureError(DAMAGED_DESCRIPTION, details=f"layer {record.layer_id}: pixels")
        return Layer(
            name=record.name,
            box=box,
            pixels=pixels,
            mask=mask,
            is_visible=record.is_visible,
            opacity=record.opacity,
            blend_mode=BlendMode(record.blend_mode),
            provenance=Provenance(**{**made.model_dump(), "region": region}),
            silhouette=self._outline(record.silhouette),
            not_from=self._outline(record.not_from),
            is_locked=record.is_locked,
            is_clipped=record.is_clipped,
            group_id=record.group_id,
            original=self._original(record.original, source),
            placement=Placement(**record.placement.model_dump()),
            mask_shape=MaskShape(**record.mask_shape.model_dump()),
            adjustment=adjustment,
            layer_id=record.layer_id,
        )

    def _candidate(self, record: CandidateRecord, source: PixelBuffer) -> Candidate:
        box = Box(*record.box)
        pixels, mask = self._array(record.pixels), self._array(record.mask)
        _check_arrays(box, pixels, mask)
        if pixels.dtype != source.pixels.dtype or box.clipped_to(source.size) != box or record.preview.channels != 3:
            raise PictureError(DAMAGED_DESCRIPTION, details=f"candidate {record.candidate_id}")
        return Candidate(
            candidate_id=record.candidate_id,
            box=box,
            pixels=pixels,
            mask=mask,
            preview=self._array(record.preview),
            score=CandidateScore(**record.score.model_dump()),
            anchor_index=record.anchor_index,
            prompt=record.prompt,
            source_prompt=record.source_prompt,
            seed=record.seed,
            editor=record.editor,
            note=record.note,
            intent=EditIntent(record.intent),
            opacity=record.opacity,
            silhouette=self._outline(record.silhouette),
            not_from=self._outline(record.not_from),
            destination=None if record.destination is None else Box(*record.destination),
            region=None if record.region is None else Box(*record.region),
        )


def _arrays_in(item: object) -> Iterator[ArrayRecord]:
    """All pixels and masks that a record names."""
    if isinstance(item, ArrayRecord):
        yield item
    elif isinstance(item, Record):
        for name in type(item).model_fields:
            yield from _arrays_in(getattr(item, name))
    elif isinstance(item, tuple):
        for each in item:
            yield from _arrays_in(each)


class _Head(BaseModel):
    """What tells a project of another version from one that is damaged. Of the rest nothing is made."""

    format: JsonValue = None
    version: JsonValue = None


def _checked(data: bytes) -> ProjectRecord:
    """Raises:
    PictureError: where it is no project, or one of a later version.
    """
    try:
        head = _Head.model_validate_json(data)
    except ValidationError as error:
        raise PictureError(DAMAGED_DESCRIPTION, details=_faults(error)) from None
    if head.format != FORMAT:
        raise PictureError("This file is no lredit project. Open a file that was saved as one.")
    version = head.version
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise PictureError(
            f"This project was saved by a later version of lredit (its format is {_short_number(version)}, this one "
            f"reads up to {VERSION}). Open it with the version that saved it, or a later one."
        )
    try:
        return ProjectRecord.model_validate_json(data)
    except ValidationError as error:
        raise PictureError(DAMAGED_DESCRIPTION, details=_faults(error)) from None


def _faults(error: ValidationError) -> str:
    """For the details: those of a file that is nothing but faults are counted, since to tell them takes seconds."""
    count = error.error_count()
    return str(error)[:2000] if count <= _MOST_FAULTS else f"{count} faults"


def _short_number(number: int) -> str:
    """Its first digits, as many as a sentence has room for. Python refuses to write out thousands of them."""
    surplus = max(0, int(number.bit_length() * math.log10(2)) - 2 * _MOST_VERSION_CHARACTERS)
    text = str(number // 10**surplus)
    return text if len(text) <= _MOST_VERSION_CHARACTERS else text[:_MOST_VERSION_CHARACTERS] + "\u2026"


def _check_arrays(box: Box, pixels: NDArray[Any], mask: NDArray[Any]) -> None:
    is_right = pixels.ndim == 3 and mask.ndim == 2 and mask.dtype == np.uint8
    if not is_right or pixels.shape[:2] != (box.height, box.width) or mask.shape != (box.height, box.width):
        raise PictureError(DAMAGED_DESCRIPTION, details=f"{box.as_tuple()} holds {pixels.shape} and {mask.shape}")


def _check_document(layers: tuple[Layer, ...], groups: tuple[Group, ...], source: PixelBuffer) -> None:
    """Ids are there once, groups lie together, no layer has more channels than the picture."""
    ids, group_ids = [layer.layer_id for layer in layers], [group.group_id for group in groups]
    runs: list[str] = []
    former: str | None = None
    for layer in layers:
        if layer.group_id is not None and layer.group_id != former:
            runs.append(layer.group_id)
        former = layer.group_id
        if layer.pixels.shape[2] > source.pixels.shape[2]:
            raise PictureError(DAMAGED_DESCRIPTION, details=f"layer {layer.layer_id}: channels")
    if len(set(ids)) != len(ids) or sorted(runs) != sorted(group_ids) or len(set(runs)) != len(runs):
        raise PictureError(DAMAGED_DESCRIPTION, details="layers and groups do not fit each other")
