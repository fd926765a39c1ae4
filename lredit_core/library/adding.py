"""Looks through a folder of photographs for things, one photograph at a time; what was seen before is passed over."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.errors import DiskFull, InvalidRequest, LreditError, OutOfMemory, Stopped
from lredit_core.geometry import Box
from lredit_core.library.finding import SAME_IOU, KeptThing, things_in
from lredit_core.library.index import OwnThing, Place, SeenPhotograph
from lredit_core.library.outcome import Added
from lredit_core.library.photographs import photographs_in
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.opening import open_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lredit_core.cancellation import CancellationToken
    from lredit_core.encoders.detector import Detector
    from lredit_core.encoders.eye import PhotographEye
    from lredit_core.encoders.grounding.grounded import WordFinder
    from lredit_core.library.store import OwnThings


@dataclass(frozen=True, slots=True)
class _Models:
    """What finds things, as a bundle has it."""

    detector: Detector | None
    eye: PhotographEye | None
    finder: WordFinder | None


def add_folder(
    store: OwnThings,
    folder: Path,
    *,
    detector: Detector | None,
    eye: PhotographEye | None = None,
    words: Sequence[str] = (),
    besides: Sequence[str] = (),
    finder: WordFinder | None = None,
    on_progress: Callable[[int, int, int], None] = lambda _done, _total, _things: None,
    token: CancellationToken | None = None,
) -> Added:
    """Finds the things of all photographs in a folder.

    Each photograph is noted when it is done: a run that was broken off goes on where it was.

    Args:
        store: where they are kept.
        folder: with photographs, in sub-folders too.
        detector: of a loaded bundle.
        eye: of a loaded bundle; only needed for words that the detector does not know.
        words: what is looked for; () for all that the detector knows.
        besides: what is looked for besides. A photograph that is known is only looked through for words that are new.
        finder: of a bundle's grounding part: finds words that neither of them knows.
        on_progress: called with photographs done, photographs in all, and things found.
        token: looked at before each photograph and each thing.

    Raises:
        InvalidRequest: where neither the detector nor the eye knows any of the words, or there is no detector.
        PictureError: where the folder is not there, or the store cannot be written.
    """
    asked, folder = _told_apart(words), folder.expanduser().absolute()
    more, notes = _known_words(asked, _told_apart(besides), detector, eye, finds_all=finder is not None)
    paths = photographs_in(folder, but=store.folder)
    store.sweep()
    seen = store.index().photographs
    done = passed_over = things = 0
    for number, path in enumerate(paths):
        on_progress(number, len(paths), things)
        try:
            if token is not None:
                token.raise_if_cancelled()
            now = _as_it_is(path, asked, more)
            before = seen.get(str(path))
            if before is not None and before.is_unchanged(now) and set(more) <= set(before.besides):
                passed_over += 1
                continue
            things += _add_photograph(store, path, now, before, _Models(detector, eye, finder), token=token)
            done += 1
        except Stopped:
            return Added(done, passed_over, things, tuple(notes), was_stopped=True)
        except (DiskFull, OutOfMemory):
            raise
        except (LreditError, OSError) as error:
            if not folder.is_dir():
                notes.append(f'The folder "{printable(folder)}" has gone after {number} of {len(paths)} photographs.')
                break
            notes.append(_told(path, error))
    on_progress(len(paths), len(paths), things)
    return Added(done, passed_over, things, tuple(notes))


def _as_it_is(path: Path, asked: tuple[str, ...], besides: tuple[str, ...]) -> SeenPhotograph:
    state = path.stat()
    return SeenPhotograph(bytes=state.st_size, modified_ns=state.st_mtime_ns, asked=asked, besides=besides)


def _add_photograph(
    store: OwnThings,
    path: Path,
    now: SeenPhotograph,
    before: SeenPhotograph | None,
    models: _Models,
    *,
    token: CancellationToken | None,
) -> int:
    """How many things were found in one photograph; they are kept and noted beside those that it has already."""
    words, besides, known = now.asked, now.besides, list[OwnThing]()
    if before is not None and before.is_unchanged(now):
        words, besides = tuple(word for word in now.besides if word not in before.besides), ()
        known = [thing for thing in store.things() if thing.photograph == str(path)]
        now = now.model_copy(update={"besides": (*before.besides, *words)})
    buffer = open_picture(path).buffer
    kept: list[OwnThing] = []
    found_in = things_in(
        buffer,
        detector=models.detector,
        eye=models.eye,
        words=words,
        besides=besides,
        finder=models.finder,
        token=token,
    )
    for found in found_in:
        if any(found.cut_out.origin.iou(Box(*thing.box)) > SAME_IOU for thing in known):
            continue
        thing = _noted(path, found)
        store.keep(thing, found.cut_out)
        kept.append(thing)
    store.note(str(path), now, kept, keeps_others=bool(known))
    return len(kept)


def _noted(path: Path, found: KeptThing) -> OwnThing:
    box = found.cut_out.origin.as_tuple()
    digest = hashlib.blake2b(repr((str(path), found.name, box)).encode("utf-8", "replace"), digest_size=6)
    place = found.cut_out.surroundings
    tight = found.cut_out.box
    return OwnThing(
        id=digest.hexdigest(),
        name=found.name,
        photograph=str(path),
        box=box,
        size=(tight.width, tight.height),
        quality=round(found.quality, 4),
        has_shadow=found.cut_out.shadow is not None,
        surroundings=None if place is None else Place(**asdict(place)),
    )


def _told_apart(words: Sequence[str]) -> tuple[str, ...]:
    """Each word once, as it is looked for."""
    return tuple(dict.fromkeys(word.strip().lower() for word in words if word.strip()))


def _is_known(word: str, *models: Detector | PhotographEye | None) -> bool:
    return any(model.words.kinds_of(word) for model in models if model is not None)


def _known_words(
    asked: Sequence[str],
    besides: Sequence[str],
    detector: Detector | None,
    eye: PhotographEye | None,
    *,
    finds_all: bool = False,
) -> tuple[tuple[str, ...], list[str]]:
    """Those further words that somebody knows, and a sentence for each word of all that nobody does."""
    if not asked and detector is None:
        raise InvalidRequest(
            "These models have no detector: say which things are to be found, or choose another bundle."
        )
    if finds_all:
        return tuple(besides), []
    unknown = [word for word in asked if not _is_known(word, detector, eye)]
    if asked and len(unknown) == len(asked):
        raise InvalidRequest(f"These models know no {' and no '.join(unknown)}. Name other things, or leave them out.")
    known = tuple(word for word in besides if _is_known(word, detector, eye))
    unknown += [word for word in besides if word not in known]
    return known, [f'These models know no "{word}": it was left out.' for word in unknown]


def _told(path: Path, error: LreditError | OSError) -> str:
    if isinstance(error, LreditError):
        return f"{printable(Path(path.name))} was left out: {error.message}"
    return f"{printable(Path(path.name))} was left out: it cannot be read ({error.strerror or error})."
