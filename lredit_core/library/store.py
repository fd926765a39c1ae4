"""Own things on disk: a folder that can be looked into and erased; nothing in it leaves the machine.

`index.json` says what there is; each thing has a PNG with its alpha, another with its shadow where it has one, and a
thumbnail. The index is replaced in one step after the pictures are there, so whatever happens it names only what is
there; pictures that it does not name are swept away when things are added.
"""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

import cv2
import numpy as np
from filelock import FileLock, Timeout
from platformdirs import user_data_path
from pydantic import ValidationError

from lredit_core.editors.cut_outs import CutOut
from lredit_core.editors.surroundings import Surroundings
from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.geometry import Box, Size
from lredit_core.library.index import Index, OwnThing, SeenPhotograph
from lredit_core.pictures.atomic_writing import printable, saying_why_not, write_text_atomically
from lredit_core.pictures.exporting import ExportOptions, export_picture
from lredit_core.pictures.image import PixelBuffer, resized, to_8_bit
from lredit_core.pictures.opening import open_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.pictures.image import Pixels

#: Longest side of a thumbnail.
THUMBNAIL_PX = 160
#: How long another process may keep the index.
_PATIENCE_S = 10.0
#: So far beyond a thing's border its colours are kept; what lies further is the photograph, and goes.
_CARRIED_PX = 10
_INDEX, _LOCK = "index.json", "index.lock"
_SHADOW, _THUMBNAIL = "-shadow", "-thumbnail"
_PLAIN = ExportOptions(keep_metadata=False)


def library_home() -> Path:
    """Where own things are kept; the folder may not exist yet."""
    return user_data_path("lredit", appauthor=False) / "library"


class OwnThings:
    """The things in a folder, in the order in which they were found.

    Every method that reads or changes the list raises `PictureError` where it is damaged or cannot be written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or library_home()

    def __len__(self) -> int:
        return len(self.index().things)

    def index(self) -> Index:
        """All that is written down."""
        try:
            text = (self.folder / _INDEX).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return Index()
        except (OSError, UnicodeDecodeError) as error:
            raise self._damaged(error) from error
        try:
            return Index.model_validate_json(text)
        except ValidationError as error:
            raise self._damaged(error) from error

    def things(self) -> tuple[OwnThing, ...]:
        """All things."""
        return self.index().things

    def thing(self, thing_id: str) -> OwnThing:
        """One thing.

        Raises:
            InvalidRequest: where there is none of this id.
        """
        return self._require(thing_id, self.index())

    @staticmethod
    def _require(thing_id: str, index: Index) -> OwnThing:
        for thing in index.things:
            if thing.id == thing_id:
                return thing
        raise InvalidRequest(f'There is no thing "{thing_id}". `lredit library list` says which there are.')

    def cut_out(self, thing: OwnThing) -> CutOut:
        """Its pixels, as they were cut out.

        Raises:
            PictureError: where its file is gone or damaged.
        """
        pixels = self._opened(thing.id)
        if pixels.shape[2] != 4:
            raise self._damaged(None)
        shadow = self._opened(thing.id + _SHADOW)[..., 0] if thing.has_shadow else None
        place = thing.surroundings
        return CutOut(
            np.ascontiguousarray(pixels[..., :3]),
            to_8_bit(pixels[..., 3]),
            None if shadow is None else np.ascontiguousarray(to_8_bit(shadow)),
            Box(*thing.box),
            None if place is None else Surroundings(place.lab, place.spread, place.blur_px, place.grain),
        )

    def thumbnail(self, thing: OwnThing) -> NDArray[np.uint8]:
        """(h, w, 4) uint8 sRGB with straight alpha, at most `THUMBNAIL_PX` long.

        Raises:
            PictureError: where its file is gone or damaged.
        """
        return to_8_bit(self._opened(thing.id + _THUMBNAIL))

    def keep(self, thing: OwnThing, cut_out: CutOut) -> None:
        """Writes a thing's pictures; `note` names it in the list afterwards.

        Args:
            thing: as it will be noted.
            cut_out: its pixels.
        """
        self._make_folder()
        scale = 257 if cut_out.pixels.dtype == np.uint16 else 1
        alpha = (cut_out.alpha.astype(np.uint16) * scale).astype(cut_out.pixels.dtype)
        near = cv2.dilate(cut_out.alpha, np.ones((3, 3), np.uint8), iterations=_CARRIED_PX) > 0
        pixels = np.dstack([np.where(near[..., None], cut_out.pixels, 0).astype(alpha.dtype), alpha])
        self._write(thing.id, pixels)
        if cut_out.shadow is not None:
            self._write(thing.id + _SHADOW, np.repeat(cut_out.shadow[..., None], 3, axis=2))
        self._write(thing.id + _THUMBNAIL, _thumbnail(cut_out))

    def note(
        self, path: str, photograph: SeenPhotograph, things: Sequence[OwnThing], *, keeps_others: bool = False
    ) -> None:
        """Writes down what a photograph holds, in place of what was noted of it before.

        Args:
            path: of the photograph.
            photograph: what its file was like.
            things: whose pictures are kept already.
            keeps_others: what was noted of it before stays.
        """
        with self._changing() as index:
            fresh = {thing.id for thing in things}
            stay = [thing for thing in index.things if keeps_others or thing.photograph != path]
            others = tuple(thing for thing in stay if thing.id not in fresh)
            left = fresh | {thing.id for thing in others}
            gone = [thing.id for thing in index.things if thing.id not in left]
            photographs = {**index.photographs, path: photograph}
            self._save(Index(things=(*others, *things), photographs=photographs))
            self._discard(gone)

    def rename(self, thing_id: str, name: str) -> None:
        """Calls a thing by another name.

        Raises:
            InvalidRequest: where there is no such thing, or the name is empty or too long.
        """
        name = " ".join(name.split())
        if not 1 <= len(name) <= 200:
            raise InvalidRequest(f"A name has 1 to 200 characters, this one {len(name)}. Choose another.")
        with self._changing() as index:
            self._require(thing_id, index)
            renamed = [
                thing.model_copy(update={"name": name}) if thing.id == thing_id else thing for thing in index.things
            ]
            self._save(index.model_copy(update={"things": tuple(renamed)}))

    def remove(self, thing_id: str) -> None:
        """Takes a thing out; its photograph stays noted, so it does not come back by itself.

        Raises:
            InvalidRequest: where there is no such thing.
        """
        with self._changing() as index:
            self._require(thing_id, index)
            kept = tuple(thing for thing in index.things if thing.id != thing_id)
            self._save(index.model_copy(update={"things": kept}))
            self._discard([thing_id])

    def erase(self) -> None:
        """Forgets everything, for good, whatever state it is in."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def sweep(self) -> None:
        """Deletes pictures that the list does not name: what was left when adding was broken off."""
        if not self.folder.is_dir():
            return
        with self._changing() as index:
            named = {thing.id for thing in index.things}
            for path in self.folder.glob("*.png"):
                if path.stem.partition("-")[0] not in named:
                    path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _changing(self) -> Iterator[Index]:
        """The list, while no other process changes it."""
        self._make_folder()
        lock = FileLock(self.folder / _LOCK, timeout=_PATIENCE_S)
        with saying_why_not(self.folder / _LOCK):
            try:
                lock.acquire()
            except Timeout as error:
                raise PictureError(
                    "Another window or command is changing your own things just now. Try again when it is done."
                ) from error
        try:
            yield self.index()
        finally:
            lock.release()

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or error
            raise PictureError(f'The folder "{printable(self.folder)}" cannot be made ({reason}).') from error

    def _save(self, index: Index) -> None:
        write_text_atomically(self.folder / _INDEX, index.model_dump_json(indent=1) + "\n")

    def _discard(self, ids: Sequence[str]) -> None:
        for thing_id in ids:
            for suffix in ("", _SHADOW, _THUMBNAIL):
                with contextlib.suppress(OSError):
                    self._path(thing_id + suffix).unlink(missing_ok=True)

    def _write(self, stem: str, pixels: Pixels) -> None:
        export_picture(PixelBuffer(pixels), self._path(stem), options=_PLAIN, metadata={})

    def _opened(self, stem: str) -> Pixels:
        return open_picture(self._path(stem)).buffer.pixels

    def _path(self, stem: str) -> Path:
        return self.folder / f"{stem}.png"

    def _damaged(self, error: Exception | None) -> PictureError:
        return PictureError(
            f'The list of your own things in "{printable(self.folder)}" is damaged. Restore it from a backup, or start '
            "anew with `lredit library clear`.",
            details=repr(error),
        )


def _thumbnail(cut_out: CutOut) -> NDArray[np.uint8]:
    """(h, w, 4) uint8: the thing alone, small."""
    here = cut_out.box.as_slices()
    alpha = cut_out.alpha[here]
    colours = to_8_bit(cut_out.pixels[here])
    size = Size(alpha.shape[1], alpha.shape[0])
    if size.longest > THUMBNAIL_PX:
        small = size.scaled_to_longest(THUMBNAIL_PX)
        colours, alpha = resized(colours, small), resized(alpha[..., None].repeat(3, axis=2), small)[..., 0]
    return np.dstack([colours, alpha])
