"""What is asked of photographs whose things are known: "replace a dog by a red apple"."""

from __future__ import annotations

import math
import os
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.evaluation.photograph_answers import Answers, NamedBox, PictureAnswers
from lredit_core.evaluation.tasks import RegionTask, TaskKind
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.formats import OPEN_SUFFIXES
from lredit_core.pictures.opening import open_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.geometry import Box, Size

#: What every thing is replaced by.
TARGET_PROMPT = "a red apple"
#: The geometric mean of an asked thing's sides, as a share of the picture's shorter side.
ASKED_SHARES = (0.12, 0.8)
#: Where pictures lie in a folder that data sets are unpacked into.
_SUB_FOLDERS = ("", "JPEGImages", "images")


class Half(StrEnum):
    """Every second picture, so that one can tune on the one half and report the other; no picture is in both."""

    EVEN = "even"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing of one photograph.

    Attributes:
        number: among all questions of the answers, whichever of them are measured.
        picture: as the answers call it.
        answer: within the picture, where its size is known.
        occupied: the boxes of all things in the picture.
        size: what the answers say that the picture has, or None.
    """

    number: int
    picture: str
    path: Path
    thing: str
    answer: Box
    occupied: tuple[Box, ...]
    size: Size | None = None

    def task(self) -> RegionTask:
        """Opens the picture.

        Raises:
            PictureError: where it cannot be read, or is not the one that the answers speak of.
        """
        image = open_picture(self.path).buffer
        if self.size is not None and image.size != self.size:
            raise PictureError(
                f'"{self.picture}" has {image.size.width} x {image.size.height} pixels; the answers are for one of '
                f"{self.size.width} x {self.size.height}. Put the picture there that they were made for."
            )
        answer = self.answer.clipped_to(image.size)
        if answer.is_empty:
            raise PictureError(
                f'The answer {self.answer.as_tuple()} lies outside of "{self.picture}", which has {image.size.width} x '
                f"{image.size.height} pixels. Put the picture there that it was made for."
            )
        return RegionTask(
            TaskKind.REPLACE,
            self.number,
            image,
            TARGET_PROMPT,
            self.thing,
            (answer,),
            self.occupied,
            target="red apple",
        )


@dataclass(frozen=True, slots=True)
class SkippedPicture:
    """A picture of the answers that nothing could be asked about, and why: a sentence."""

    picture: str
    why: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is asked, and what of the answers could not be."""

    questions: tuple[Question, ...]
    skipped: tuple[SkippedPicture, ...]

    @property
    def picture_count(self) -> int:
        return len({question.picture for question in self.questions})


def ask(answers: Answers, folder: Path, *, half: Half | None = None, limit: int | None = None) -> Questionnaire:
    """The questions about the pictures in a folder, in the answers' order.

    Args:
        answers: what is known of pictures, there or not.
        folder: of the pictures.
        half: of the pictures that something is asked about; None for all.
        limit: so many of the first questions of those; None for all.

    Raises:
        InvalidRequest: where no picture is there, or nothing can be asked.
    """
    questions: list[Question] = []
    skipped: list[SkippedPicture] = []
    pictures_asked = pictures_there = 0
    for known in answers.pictures:
        path = located(folder, known.picture)
        if path is None:
            skipped.append(SkippedPicture(known.picture, f'It is not in "{printable(folder)}".'))
            continue
        pictures_there += 1
        try:
            asked = things_asked(known, known.size or _size_if_needed(known, path))
        except PictureError as error:
            skipped.append(SkippedPicture(known.picture, error.message))
            continue
        occupied = tuple(thing.box for thing in known.things)
        new = [
            Question(len(questions) + place, known.picture, path, thing.phrase, thing.box, occupied, known.size)
            for place, thing in enumerate(asked)
        ]
        questions += new
        pictures_asked += bool(new)
    if not pictures_there:
        raise InvalidRequest(
            f'None of the {len(answers.pictures)} pictures that the answers speak of is in "{printable(folder)}". Give '
            "the folder that they lie in by --pictures."
        )
    kept = _half_of(questions, half)[:limit]
    if not kept:
        low, high = ASKED_SHARES
        where = " in this half" if half else ""
        raise InvalidRequest(
            f"There is nothing to ask: no thing in these {pictures_there} pictures occurs once and has {100 * low:.0f} "
            f"% to {100 * high:.0f} % of the picture's shorter side{where}. Give more pictures."
        )
    return Questionnaire(tuple(kept), tuple(skipped))


def things_asked(known: PictureAnswers, size: Size | None) -> tuple[NamedBox, ...]:
    """What is asked of a picture: what its answers say, else each thing that occurs once and is neither tiny nor nearly
    everything.

    Args:
        known: of the picture.
        size: of the picture; may be None where the answers say what is asked.
    """
    if known.asked is not None:
        return known.asked
    if size is None:
        raise ValueError("without a size it cannot be told what is asked")
    counts = Counter(thing.phrase for thing in known.things)
    low, high = ASKED_SHARES
    asked = []
    for thing in known.things:
        box = thing.box.clipped_to(size)
        share = math.sqrt(box.area) / size.shortest
        if counts[thing.phrase] == 1 and thing.is_one_thing and low <= share <= high:
            asked.append(NamedBox(thing.phrase, box))
    return tuple(asked)


def located(folder: Path, picture: str) -> Path | None:
    """Where a picture lies in a folder; answers may leave its ending out, or name it by a folder that is not there."""
    name = PurePosixPath(picture.replace("\\", "/"))
    if not name.name:
        return None
    inside = [name] if not name.is_absolute() and ".." not in name.parts else []
    for sub in _SUB_FOLDERS:
        for candidate in (*inside, PurePosixPath(name.name)):
            for ending in ("", *(OPEN_SUFFIXES if not candidate.suffix else ())):
                path = folder / sub / candidate.with_name(candidate.name + ending)
                if os.path.isfile(path):  # noqa: PTH113 (says no, and does not raise, for names that cannot be)
                    return path
    return None


def _size_if_needed(known: PictureAnswers, path: Path) -> Size | None:
    return None if known.asked is not None else open_picture(path).buffer.size


def _half_of(questions: Sequence[Question], half: Half | None) -> list[Question]:
    if half is None:
        return list(questions)
    pictures = list(dict.fromkeys(question.picture for question in questions))
    kept = set(pictures[0 if half is Half.EVEN else 1 :: 2])
    return [question for question in questions if question.picture in kept]
