"""One person's way through a study, question by question; values alone, so that a window only shows them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lredit_core.study.votes import Choice, Question, Vote, write_votes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lredit_core.study.pairs import Pair, Study


@dataclass(frozen=True, slots=True)
class Voting:
    """Where a person is, and what they said so far.

    Attributes:
        place: of the question that is asked now, from 0; the number of all once there is none left.
        answers: (pair's number, question) -> the vote.
    """

    study: Study
    voter: str
    place: int = 0
    answers: Mapping[tuple[int, Question], Vote] = field(default_factory=dict)

    @classmethod
    def resumed(cls, study: Study, voter: str, votes: Sequence[Vote]) -> Voting:
        """Goes on at the first question that this person has not answered."""
        own = {(vote.pair, vote.question): vote for vote in votes if (vote.study, vote.voter) == (study.study, voter)}
        voting = cls(study, voter, answers=own)
        steps = voting.steps
        place = next(
            (at for at, (pair, question) in enumerate(steps) if (pair.number, question) not in own), len(steps)
        )
        return replace(voting, place=place)

    @property
    def steps(self) -> tuple[tuple[Pair, Question], ...]:
        """Every question of every pair, in the order in which they are asked."""
        return tuple((pair, question) for pair in self.study.pairs for question in Question)

    @property
    def current(self) -> tuple[Pair, Question] | None:
        """What is asked now; None once everything is answered."""
        return self.steps[self.place] if self.place < len(self.steps) else None

    @property
    def choice(self) -> Choice | None:
        """What was said to the current question before."""
        if self.current is None:
            return None
        pair, question = self.current
        known = self.answers.get((pair.number, question))
        return None if known is None else known.choice

    @property
    def votes(self) -> tuple[Vote, ...]:
        return tuple(self.answers.values())

    def answered(self, choice: Choice, *, seconds: float) -> Voting:
        """With an answer to the current question, at the next one; the same once everything is answered."""
        if self.current is None:
            return self
        pair, question = self.current
        vote = Vote(self.study.study, self.voter, pair.number, question, choice, round(seconds, 1))
        return replace(self, place=self.place + 1, answers={**self.answers, (pair.number, question): vote})

    def back(self) -> Voting:
        """At the question before; its answer stays until it is given anew."""
        return replace(self, place=max(0, self.place - 1))


class VotesFile:
    """Where votes are kept; threads may write in any order, and the latest votes stay.

    Args:
        path: of the CSV file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._written = 0

    def write(self, number: int, votes: Sequence[Vote]) -> None:
        """Replaces the file, unless votes with a higher number were written already.

        Raises:
            PictureError: where it cannot be written.
        """
        with self._lock:
            if number > self._written:
                write_votes(self.path, votes)
                self._written = number
