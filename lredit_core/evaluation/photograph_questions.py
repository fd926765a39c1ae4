"""What is asked of photographs whose things are known: "a red apple" for "a dog", "remove the dog"."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.evaluation.photograph_answers import Answers, NamedBox, PictureAnswers
from lredit_core.evaluation.tasks import RegionTask, TaskKind, definite
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.locating import located
from lredit_core.pictures.opening import open_picture
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lredit_core.geometry import Box, Size

#: What every thing is replaced by, and what is added.
TARGET_PROMPT = "a red apple"
#: What can be asked of photographs.
INTENTS = (EditIntent.REPLACE, EditIntent.REMOVE, EditIntent.ADD)
_KINDS = {
    EditIntent.REPLACE: TaskKind.REPLACE,
    EditIntent.REMOVE: TaskKind.REMOVE,
    EditIntent.ADD: TaskKind.INSERT,
}
#: The geometric mean of an asked thing's sides, as a share of the picture's shorter side.
ASKED_SHARES = (0.12, 0.8)


class Half(StrEnum):
    """Every second picture, so that one can tune on the one half and report the other; no picture is in both."""

    EVEN = "even"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing of one photograph, or something to be added to it.

    Attributes:
        number: among all questions of the answers, whichever of them are measured.
        picture: as the answers call it.
        thing: "a dog"; "" where something is added.
        answer: within the picture, where its size is known; None where something is added.
        occupied: the boxes of all things in the picture.
        size: what the answers say that the picture has, or None.
        intent: one of `INTENTS`.
    """

    number: int
    picture: str
    path: Path
    thing: str
    answer: Box | None
    occupied: tuple[Box, ...]
    size: Size | None = None
    intent: EditIntent = EditIntent.REPLACE

    @property
    def prompts(self) -> tuple[str, str]:
        """What a person types: the prompt and the source prompt."""
        if self.intent is EditIntent.REMOVE:
            return f"remove {definite(self.thing)}", ""
        if self.intent is EditIntent.ADD:
            return f"add {TARGET_PROMPT}", ""
        return TARGET_PROMPT, self.thing

    @property
    def in_words(self) -> str:
        """ "“a red apple” for “a dog”"."""
        return " for ".join(f"“{words}”" for words in self.prompts if words)

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
        answers: tuple[Box, ...] = () if self.answer is None else (self.answer.clipped_to(image.size),)
        if self.answer is not None and answers[0].is_empty:
            raise PictureError(
                f'The answer {self.answer.as_tuple()} lies outside of "{self.picture}", which has {image.size.width} x '
                f"{image.size.height} pixels. Put the picture there that it was made for."
            )
        return RegionTask(
            _KINDS[self.intent], self.number, image, *self.prompts, answers, self.occupied, target="red apple"
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


def ask(
    answers: Answers,
    folder: Path,
    *,
    half: Half | None = None,
    limit: int | None = None,
    intent: EditIntent = EditIntent.REPLACE,
) -> Questionnaire:
    """The questions about the pictures in a folder, in the answers' order.

    Args:
        answers: what is known of pictures, there or not.
        folder: of the pictures.
        half: of the pictures that something is asked about; None for all.
        limit: so many of the first questions of those; None for all.
        intent: one of `INTENTS`; to add something is asked once of each picture in which a thing is known.

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
            new = _questions_of(known, path, intent, first=len(questions))
        except PictureError as error:
            skipped.append(SkippedPicture(known.picture, error.message))
            continue
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


def _questions_of(known: PictureAnswers, path: Path, intent: EditIntent, *, first: int) -> list[Question]:
    """Those of one picture, numbered from `first`."""
    occupied = tuple(thing.box for thing in known.things)
    if intent is EditIntent.ADD:
        asked: list[tuple[str, Box | None]] = [("", None)] if occupied else []
    else:
        things = things_asked(known, known.size or _size_if_needed(known, path))
        asked = [(thing.phrase, thing.box) for thing in things]
    return [
        Question(first + place, known.picture, path, phrase, box, occupied, known.size, intent)
        for place, (phrase, box) in enumerate(asked)
    ]


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


def _size_if_needed(known: PictureAnswers, path: Path) -> Size | None:
    return None if known.asked is not None else open_picture(path).buffer.size


def _half_of(questions: Sequence[Question], half: Half | None) -> list[Question]:
    if half is None:
        return list(questions)
    pictures = list(dict.fromkeys(question.picture for question in questions))
    kept = set(pictures[0 if half is Half.EVEN else 1 :: 2])
    return [question for question in questions if question.picture in kept]
