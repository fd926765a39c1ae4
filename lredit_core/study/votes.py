"""What people said of blind pairs: a row a vote, as the page and the window write them.

A vote names a pair and a side; which method stood on which side, the study's key alone says.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import printable, write_text_atomically
from lredit_core.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

COLUMNS = ("study", "voter", "pair", "question", "choice", "seconds")


class Question(StrEnum):
    """What is asked of every pair."""

    WORDS = "words"
    REAL = "real"

    @property
    def in_words(self) -> str:
        return "Which fits the words better?" if self is Question.WORDS else "Which looks more real?"


class Choice(StrEnum):
    """What can be answered."""

    LEFT = "left"
    RIGHT = "right"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Vote:
    """One answer.

    Attributes:
        study: the study's id.
        voter: the name a person gave, or a random one.
        pair: the shown pair's number, from 1; a pair that is shown twice has two.
        seconds: the person took, or 0.
    """

    study: str
    voter: str
    pair: int
    question: Question
    choice: Choice
    seconds: float = 0.0


def csv_of(votes: Iterable[Vote]) -> str:
    """The file's text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for vote in votes:
        seconds = f"{vote.seconds:.1f}"
        writer.writerow([vote.study, vote.voter, vote.pair, vote.question.value, vote.choice.value, seconds])
    return text.getvalue()


def write_votes(path: Path, votes: Iterable[Vote]) -> None:
    """Replaces the file in one step.

    Raises:
        PictureError: where it cannot be written.
    """
    write_text_atomically(path, csv_of(votes))


def read_votes(paths: Sequence[Path]) -> tuple[Vote, ...]:
    """The votes of several files; of a voter's several answers to one question the last counts.

    Raises:
        InvalidRequest: with the file and the line.
    """
    votes: dict[tuple[str, str, int, Question], Vote] = {}
    for path in paths:
        for vote in _read(path):
            votes[(vote.study, vote.voter, vote.pair, vote.question)] = vote
    return tuple(votes.values())


def _read(path: Path) -> list[Vote]:
    try:
        text = read_regular(path).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InvalidRequest(f'There is no file "{printable(path)}". Give the votes.csv of a study.') from error
    except (OSError, ValueError) as error:
        raise InvalidRequest(f'"{printable(path)}" cannot be read ({error}). Give the votes.csv of a study.') from error
    reader = csv.DictReader(text.splitlines())
    if missing := [name for name in COLUMNS[:-1] if name not in (reader.fieldnames or ())]:
        raise InvalidRequest(f'"{printable(path)}" has no column "{missing[0]}". Give the votes.csv of a study.')
    votes = []
    for row in reader:
        try:
            pair, question, choice = int(row["pair"]), Question(row["question"]), Choice(row["choice"])
            seconds = float(row.get("seconds") or 0)
        except (ValueError, TypeError, OverflowError) as error:
            raise InvalidRequest(f'"{printable(path)}", line {reader.line_num}: {error}. Mend or delete it.') from error
        votes.append(Vote(row["study"], row["voter"], pair, question, choice, seconds))
    return votes
