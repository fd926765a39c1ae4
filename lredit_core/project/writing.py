"""Writes project files: the same content gives the same bytes, and what was written before is not encoded again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import weakref
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any

from lredit_core.bands import results_of
from lredit_core.errors import ChangedElsewhere
from lredit_core.pictures.atomic_writing import printable, replacing, saying_why_not, sync_folder, write_atomically
from lredit_core.project.arrays import encoded, raw_bytes, record_of
from lredit_core.project.content import HAND_NAME, JSON_NAME
from lredit_core.project.left_files import LeftFiles, digest_of
from lredit_core.project.limits import corners, drawn, near, plain, text
from lredit_core.project.records import (
    FORMAT,
    VERSION,
    ArrayRecord,
    BlobRecord,
    CandidateRecord,
    GroupRecord,
    HandRecord,
    LayerRecord,
    OriginalRecord,
    OutlineRecord,
    ProjectRecord,
    SourceRecord,
)

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.document.document import Document
    from lredit_core.document.history import Snapshot
    from lredit_core.document.layers import Layer, Original
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.project.content import InHand, Project

#: Every entry's time: the same content gives the same bytes.
_TIME = (2000, 1, 1, 0, 0, 0)
#: What reading an archive that was damaged since may raise.
_UNREADABLE = (OSError, ValueError, zipfile.BadZipFile, RuntimeError, EOFError, zlib.error)
#: Of a project that is not packed, the folders beside its JSON.
_PARTS = ("pixels", "blobs")
_Signature = tuple[int, int, int, int]


class ProjectWriter:
    """Writes one project again and again. Not for two threads at once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[weakref.ref[Any], ArrayRecord]] = {}
        self._formers: tuple[tuple[Path, _Signature], ...] = ()
        self._unpacked: dict[Path, bytes] = {}
        self.left = LeftFiles()

    def write(self, project: Project, path: Path, *, replaces_others: bool = False) -> None:
        """Replaces the file in one step; pixels that lie in a file that was written or read before are copied from
        there, as long as nobody else has touched it.

        Args:
            project: what it will hold.
            path: where to.
            replaces_others: also where somebody else wrote the file since it was read or written here.

        Raises:
            ChangedElsewhere: where somebody did, and it is to stay.
            PictureError: where the path cannot be written.
        """
        with saying_why_not(path):
            self._write(project, path, replaces_others=replaces_others)

    def _write(self, project: Project, path: Path, *, replaces_others: bool) -> None:
        if not replaces_others:
            self._check_left(path)
        written = self._gathered(project)
        former = self._former_entries()
        names = sorted(self._arrays, key=lambda name: -self._arrays[name].nbytes)  # threads end together
        made = dict(zip(names, results_of(names, partial(self._entry, former)), strict=True))
        with replacing(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            _put(archive, JSON_NAME, written, is_deflated=True)
            for name in sorted(self._blobs):
                _put(archive, name, self._blobs[name], is_deflated=True)
            for name in sorted(made):
                _put(archive, name, made[name])
            if not replaces_others:
                self._check_left(path)
            self.left.note_attempt(path, digest_of(written))
        self.left.note(path, digest_of(written))
        self.note_file(path)

    def _check_left(self, path: Path) -> None:
        if not self.left.is_as_left(path):
            raise ChangedElsewhere(
                f'"{printable(path)}" was changed by another program since it was opened or saved here. It was left as '
                "it is: save under another name, or save again and choose."
            )

    def write_unpacked(self, project: Project, folder: Path, hand: InHand | None = None) -> None:
        """Brings a folder up to the project, which `open_unpacked` reads: only what is not there yet is written, pixels
        as they are in memory. Killed at any moment, it holds the project as it was or as it is.

        Args:
            project: what it will hold.
            folder: made where it is not there.
            hand: what the person has in hand, if anything.

        Raises:
            PictureError: where the folder cannot be written.
        """
        written = {JSON_NAME: self._gathered(project)}
        if hand is not None:
            written[HAND_NAME] = self._gathered_hand(hand, project.document.source)
        files = {folder / raw_name(name): partial(raw_bytes, array) for name, array in self._arrays.items()}
        files |= {folder / name: partial(bytes, data) for name, data in self._blobs.items()}
        with saying_why_not(folder):
            self._write_parts(folder, files)
            known, self._unpacked = self._unpacked, {}  # of what fails it is not known what lies there
            for name, data in written.items():  # what is in hand last: it is about what lies there already
                if known.get(folder / name) != data or not (folder / name).exists():
                    write_atomically(folder / name, data)
        self._unpacked = {folder / name: data for name, data in written.items()}
        with contextlib.suppress(OSError):
            if hand is None:
                (folder / HAND_NAME).unlink(missing_ok=True)
            for old in (file for part in _PARTS for file in (folder / part).iterdir()):
                if old not in files:
                    old.unlink()

    @staticmethod
    def _write_parts(folder: Path, files: dict[Path, partial[bytes]]) -> None:
        """What is not there yet."""
        for part in _PARTS:
            (folder / part).mkdir(parents=True, exist_ok=True)
        missing = [file for file in files if not file.exists()]
        for file in missing:
            with replacing(file, is_synced=False) as stream:
                stream.write(files[file]())
        for part in _PARTS if missing else ():
            sync_folder(folder / part)

    def _gathered(self, project: Project) -> bytes:
        """The JSON; `_arrays` and `_blobs` are what it names."""
        self._arrays: dict[str, NDArray[Any]] = {}
        self._blobs: dict[str, bytes] = {}
        record = self._project(project)
        return json.dumps(record.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1).encode()

    def _gathered_hand(self, hand: InHand, source: PixelBuffer) -> bytes:
        """Its JSON; what that names is added to `_arrays`."""
        record = HandRecord(
            source=self._array(source.pixels).file,
            box=corners(hand.box),
            others=tuple(box.as_tuple() for box in hand.others),
            mask=self._outline(hand.mask),
            not_from=self._outline(hand.not_from),
            origin=hand.origin_id,
            selected=hand.selected_id,
            is_all=hand.is_all,
        )
        return record.model_dump_json(indent=1).encode()

    def note_file(self, path: Path) -> None:
        """A whole file of this project, written or read just now."""
        signature = _signature(path)
        others = tuple(former for former in self._formers if former[0] != path)
        self._formers = others[:1] if signature is None else ((path, signature), *others[:1])

    def _former_entries(self) -> _Former:
        """Of the latest file that is as it was left: a copy that was kept may be gone."""
        whole = (path for path, signature in self._formers if _signature(path) == signature)
        return _Former(next(whole, None))

    def _entry(self, former: _Former, name: str) -> bytes:
        """As it lay in the old file, else encoded."""
        data: bytes = former.get(name) or encoded(self._arrays[name])
        return data

    def note(self, array: NDArray[Any], record: ArrayRecord) -> None:
        """An array that was read from a file, so that its digest is not computed again."""
        self._known[id(array)] = (weakref.ref(array), record)

    def _array(self, array: NDArray[Any]) -> ArrayRecord:
        known = self._known.get(id(array))
        if known is not None and known[0]() is array:
            record = known[1]
        else:
            record = record_of(array)
            self.note(array, record)
        self._arrays[record.file] = array
        return record

    def _blob(self, data: bytes | None) -> BlobRecord | None:
        if data is None:
            return None
        name = f"blobs/{hashlib.blake2b(data, digest_size=16).hexdigest()}"
        self._blobs[name] = data
        return BlobRecord(file=name)

    def _project(self, project: Project) -> ProjectRecord:
        return ProjectRecord.model_validate(
            {
                **self._document(project.document),
                "format": FORMAT,
                "version": VERSION,
                "title": text(project.title),
                "snapshots": tuple(self._snapshot(snapshot) for snapshot in project.snapshots),
                "candidates": tuple(self._candidate(one, project) for one in project.candidates),
                "words": plain(project.words),
                "prompts": tuple({**plain(run), "ending": run.ending.value} for run in project.prompts),
                "guides": tuple(plain(guide) for guide in project.guides),
                "view": None if project.view is None else plain(project.view),
            }
        )

    def _document(self, document: Document) -> dict[str, Any]:
        return {
            "source": self._source(document.source),
            "layers": tuple(self._layer(layer) for layer in document.layers),
            "groups": tuple(GroupRecord(**plain(group)) for group in document.groups),
        }

    def _snapshot(self, snapshot: Snapshot) -> dict[str, Any]:
        names = {"snapshot_id": snapshot.snapshot_id, "name": text(snapshot.name)}
        return {**names, **self._document(snapshot.document)}

    def _source(self, source: PixelBuffer) -> SourceRecord:
        return SourceRecord(
            pixels=self._array(source.pixels), icc_profile=self._blob(source.icc_profile), exif=self._blob(source.exif)
        )

    def _outline(self, outline: Silhouette | None) -> OutlineRecord | None:
        item = drawn(outline)
        if item is None:
            return None
        return OutlineRecord(reach=item.reach.as_tuple(), mask=self._array(item.mask), confidence=item.confidence)

    def _original(self, made: Original | None, *, has_pixels: bool) -> OriginalRecord | None:
        if made is None:
            return None
        return OriginalRecord(
            box=made.box.as_tuple(),
            pixels=self._array(made.pixels) if has_pixels else None,
            mask=self._array(made.mask),
            silhouette=self._outline(made.silhouette),
        )

    def _layer(self, placed: Layer) -> LayerRecord:
        layer = near(placed)
        has_pixels = layer.adjustment is None
        provenance = {**plain(layer.provenance), "region": corners(layer.provenance.region)}
        return LayerRecord.model_validate(
            {
                "layer_id": layer.layer_id,
                "name": text(layer.name),
                "box": layer.box.as_tuple(),
                "pixels": self._array(layer.pixels) if has_pixels else None,
                "mask": self._array(layer.mask),
                "is_visible": layer.is_visible,
                "opacity": layer.opacity,
                "blend_mode": layer.blend_mode.value,
                "provenance": provenance,
                "silhouette": self._outline(layer.silhouette),
                "not_from": self._outline(layer.not_from),
                "is_locked": layer.is_locked,
                "is_clipped": layer.is_clipped,
                "group_id": layer.group_id,
                "original": self._original(layer.original, has_pixels=has_pixels),
                "placement": plain(layer.placement),
                "mask_shape": plain(layer.mask_shape),
                "adjustment": None if layer.adjustment is None else plain(layer.adjustment),
            }
        )

    def _candidate(self, candidate: Candidate, project: Project) -> CandidateRecord:
        key = candidate.candidate_id
        return CandidateRecord.model_validate(
            {
                "candidate_id": key,
                "box": candidate.box.as_tuple(),
                "pixels": self._array(candidate.pixels),
                "mask": self._array(candidate.mask),
                "preview": self._array(candidate.preview),
                "score": plain(candidate.score),
                "anchor_index": candidate.anchor_index,
                "prompt": text(candidate.prompt),
                "source_prompt": text(candidate.source_prompt),
                "seed": candidate.seed,
                "editor": text(candidate.editor),
                "note": text(candidate.note),
                "intent": candidate.intent.value,
                "opacity": candidate.opacity,
                "silhouette": self._outline(candidate.silhouette),
                "not_from": self._outline(candidate.not_from),
                "destination": corners(candidate.destination),
                "region": corners(candidate.region),
                "accepted": project.accepted.get(key),
                "is_starred": key in project.starred,
                "search": project.searches.get(key) or None,
            }
        )


def raw_name(name: str) -> str:
    """What an array is called in a folder, by its name in the archive."""
    return name.removesuffix(".png") + ".raw"


def _put(archive: zipfile.ZipFile, name: str, data: bytes, *, is_deflated: bool = False) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED if is_deflated else zipfile.ZIP_STORED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)


class _Former:
    """The entries of a file that this writer wrote or read, read as they are asked for; of none where there is none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._names: frozenset[str] = frozenset()
        with contextlib.suppress(*_UNREADABLE):
            if path is not None:
                with zipfile.ZipFile(path) as archive:
                    stored = (info for info in archive.infolist() if info.compress_type == zipfile.ZIP_STORED)
                    self._names = frozenset(info.filename for info in stored)

    def get(self, name: str) -> bytes | None:
        """None where it is not there, or cannot be read any more."""
        if self._path is None or name not in self._names:
            return None
        try:
            with zipfile.ZipFile(self._path) as archive:
                return archive.read(name)
        except _UNREADABLE:
            return None


def _signature(path: Path) -> _Signature | None:
    """What changes when somebody writes the file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
