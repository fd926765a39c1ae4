"""Who makes the results of a list of pictures: methods with regions, editors without, and other programs."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lredit_core.errors import InvalidRequest, ModelUnavailable, PictureError
from lredit_core.evaluation.judging import edited_picture
from lredit_core.evaluation.methods import METHODS, TAKE_SEVERAL, Outcome, Trial
from lredit_core.evaluation.tasks import place_of
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.locating import located
from lredit_core.pictures.opening import open_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.batch.manifest import PromptedPicture
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.evaluation.tasks import RegionTask
    from lredit_core.evaluation.without_regions import WholeImageMethod, WholeImagePlace
    from lredit_core.geometry import Box


@dataclass(frozen=True, slots=True, eq=False)
class MadePicture:
    """What somebody made of a picture.

    Attributes:
        pixels: (H, W, 3) uint8 sRGB; of the source's size, but for ready-made ones.
        regions: the boxes it chose, in pixels of the source; () without regions.
        seconds: as if it ran alone; None where somebody else made it.
    """

    pixels: NDArray[np.uint8]
    regions: tuple[Box, ...] = ()
    seconds: float | None = None


class MakesResults(Protocol):
    """One column of an evaluation."""

    @property
    def name(self) -> str: ...

    def made_of(self, row: PromptedPicture) -> tuple[str, ...]:
        """What its result depends on beside the row itself.

        Raises:
            PictureError: where it has none for this row.
        """
        ...

    def make(self, row: PromptedPicture, trials: Trials) -> MadePicture:
        """Raises LreditError: where it cannot."""
        ...


class Trials:
    """A row as the methods are asked it, one trial for all of them, so that what one computed the next has for free.

    Args:
        task: of the row.
        bundle: None where nothing is edited here.
        editor: of the bundle; "" for its default.
        seed: of edits and random methods.
    """

    def __init__(self, task: RegionTask, bundle: ModelBundle | None, *, editor: str, seed: int) -> None:
        self.task, self.seed = task, seed
        self._bundle, self._editor = bundle, editor
        self._whole: Trial | None = None
        self._parts: list[Trial] = []

    def outcome(self, method: str) -> Outcome:
        """By a method's name; those that take one thing at a time are asked for each."""
        if self._bundle is None:
            raise ValueError("methods need a bundle")
        if self._whole is None:
            self._whole, *self._parts = (
                Trial(task, self._bundle, editor=self._editor, seed=self.seed) for task in (self.task, *self.task.parts)
            )
        if self._parts and method not in TAKE_SEVERAL:
            return Outcome.joined([part.measured(METHODS[method]) for part in self._parts])
        return self._whole.measured(METHODS[method])


@dataclass(frozen=True, slots=True)
class ByMethod:
    """One of `METHODS`; `settings` is what its results depend on: bundle, editor, seed."""

    name: str
    settings: tuple[str, ...]

    def made_of(self, row: PromptedPicture) -> tuple[str, ...]:  # noqa: ARG002 (of the protocol)
        return self.settings

    def make(self, row: PromptedPicture, trials: Trials) -> MadePicture:  # noqa: ARG002 (of the protocol)
        outcome = trials.outcome(self.name)
        places = [(place_of(candidate), candidate.destination) for candidate in outcome.candidates]
        regions = tuple(dict.fromkeys(box for pair in places for box in pair if box is not None))
        return MadePicture(edited_picture(trials.task.image, *outcome.candidates), regions, outcome.seconds)


@dataclass(frozen=True, slots=True)
class WithoutRegions:
    """An editor that repaints the whole picture."""

    place: WholeImagePlace
    loaded: WholeImageMethod
    seed: int

    @property
    def name(self) -> str:
        return self.place.name

    def made_of(self, row: PromptedPicture) -> tuple[str, ...]:  # noqa: ARG002 (of the protocol)
        return (str(self.place.place.resolve()), str(self.place.steps), str(self.seed))

    def make(self, row: PromptedPicture, trials: Trials) -> MadePicture:  # noqa: ARG002 (of the protocol)
        started = time.perf_counter()
        pixels = self.loaded.edited(trials.task, seed=trials.seed, on_step=lambda _images: None)
        return MadePicture(pixels, seconds=time.perf_counter() - started)


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """Results of another program: a folder of pictures that are called as those of the list are, or as its rows."""

    name: str
    folder: Path

    def made_of(self, row: PromptedPicture) -> tuple[str, ...]:
        return (hashlib.blake2b(self.path(row).read_bytes()).hexdigest(),)

    def make(self, row: PromptedPicture, trials: Trials) -> MadePicture:  # noqa: ARG002 (of the protocol)
        return MadePicture(open_picture(self.path(row)).buffer.to_srgb8())

    def path(self, row: PromptedPicture) -> Path:
        """Where a row's result lies: by the row's name, the picture's, with any ending, or the row's number.

        Raises:
            PictureError: where none is there.
        """
        stem = Path(row.picture.replace("\\", "/")).stem
        for name in (row.name, row.picture, stem, str(row.number)):
            path = located(self.folder, name)
            if path is not None:
                return path
        raise PictureError(f'There is no result "{row.name}" or "{row.picture}" in "{printable(self.folder)}".')


def parse_results(texts: Sequence[str]) -> tuple[ReadyMade, ...]:
    """ "NAME=FOLDER", each.

    Raises:
        InvalidRequest: where one is something else, or no folder is there.
    """
    found = []
    for text in texts:
        name, equals, place = text.partition("=")
        folder = Path(place).expanduser()
        if not (name and equals and place):
            raise InvalidRequest(f'"{text}" is not of the form NAME=FOLDER, such as null-text=~/results/null-text.')
        if not folder.is_dir():
            raise InvalidRequest(f'There is no folder "{printable(folder)}". Give --results {name}=FOLDER.')
        found.append(ReadyMade(name, folder))
    return tuple(found)


def settings_of(bundle: ModelBundle, editor: str, seed: int) -> tuple[str, ...]:
    """What a method's results depend on beside the row.

    Raises:
        ModelUnavailable: where the bundle has no such editor.
    """
    name = editor or bundle.default_editor
    if not name:
        raise ModelUnavailable(f'The bundle "{bundle.name}" has no editor. Choose another bundle.')
    return (bundle.name, name, bundle.editor(name).fingerprint, str(seed))
