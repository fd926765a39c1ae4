"""What votes come to: strengths, preferences beside the paper's, how steady voters are and whether they agree."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.errors import InvalidRequest
from lredit_core.evaluation.figure_tables import laid_out, number, with_interval
from lredit_core.evaluation.summaries import mean_or_none, middle_95
from lredit_core.study.bradley_terry import NoStrengths, strengths
from lredit_core.study.votes import Choice, Question, Vote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.study.pairs import Pair, Study

#: Lin et al. 2024, its user study (60 images, 203 people): how often its method was preferred over each.
PAPER_PREFERENCES = {
    "plug-and-play": 0.805,
    "instruct-pix2pix": 0.732,
    "null-text": 0.882,
    "diffedit": 0.919,
    "masactrl": 0.908,
    "random": 0.839,
    "attention-random": 0.710,
}
#: Names of methods that learn a region, as the paper's does.
_LEARNED = ("ours", "paper", "lredit")
#: So many wins are added each way to every two methods that were compared: who always won has a finite strength.
PRIOR = 0.5
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class _Judgement:
    """A vote with the methods that it is about; `share` is the first one's: 1, 0, or 0.5 for a tie."""

    row: str
    voter: str
    pair: int
    first: int
    second: int
    share: float


def figures_of(study: Study, votes: Sequence[Vote], *, seed: int = 0) -> dict[str, Any]:
    """The figures as they go into JSON, for each question.

    Args:
        study: its key.
        votes: of it alone.
        seed: of the intervals, by bootstrap over the pictures.

    Raises:
        InvalidRequest: where a vote belongs to another study, or none is there.
    """
    if not votes:
        raise InvalidRequest("There are no votes in these files. Vote first: open study.html.")
    pairs = {pair.number: pair for pair in study.pairs}
    if strange := [vote for vote in votes if vote.study != study.study or vote.pair not in pairs]:
        vote = strange[0]
        raise InvalidRequest(
            f'A vote of "{vote.voter}" is about pair {vote.pair} of the study {vote.study}; this is {study.study} with '
            f"{len(pairs)} pairs. Give the votes that belong to this folder."
        )
    return {
        "study": study.study,
        "methods": list(study.methods),
        "voters": len({vote.voter for vote in votes}),
        "votes": len(votes),
        "prior": PRIOR,
        "questions": {
            question.value: _figures(study, pairs, [one for one in votes if one.question is question], seed)
            for question in Question
        },
    }


def _figures(study: Study, pairs: dict[int, Pair], votes: Sequence[Vote], seed: int) -> dict[str, Any]:
    judged = [_judgement(study, pairs[vote.pair], vote) for vote in votes]
    first_shown = [one for one in judged if not pairs[one.pair].repeats]
    rows = sorted({one.row for one in first_shown})
    count = len(study.methods)
    wins = np.zeros((len(rows), count, count))
    for one in first_shown:
        place = rows.index(one.row)
        wins[place, one.first, one.second] += one.share
        wins[place, one.second, one.first] += 1 - one.share
    resampled = _resampled(wins, seed)
    return {
        "votes": len(votes),
        **_strength_figures(study.methods, wins.sum(axis=0), resampled),
        "preferences": _preferences(study.methods, first_shown, resampled),
        "steadiness": _steadiness(pairs, judged),
        "agreement": agreement([(one.pair, one.share) for one in first_shown]),
    }


def _judgement(study: Study, pair: Pair, vote: Vote) -> _Judgement:
    left, right = study.methods.index(pair.left), study.methods.index(pair.right)
    share = {Choice.LEFT: 1.0, Choice.RIGHT: 0.0, Choice.ALIKE: 0.5}[vote.choice]
    first, second = min(left, right), max(left, right)
    return _Judgement(pair.row, vote.voter, pair.number, first, second, share if left == first else 1 - share)


def _resampled(wins: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    """(rows, N, N) to (resamples, N, N): the sums over rows that were drawn again with replacement."""
    rng = np.random.default_rng(seed)
    if not len(wins):
        return np.zeros((0, *wins.shape[1:]))
    return np.stack([wins[rng.integers(0, len(wins), len(wins))].sum(axis=0) for _round in range(_RESAMPLES)])


def _strength_figures(
    methods: Sequence[str], wins: NDArray[np.float64], resampled: NDArray[np.float64]
) -> dict[str, Any]:
    """Strengths of the methods on one scale, or which of them have none in common."""
    try:
        fitted = strengths(wins, prior=PRIOR)
    except NoStrengths as error:
        return {"strengths": None, "apart": [[methods[one] for one in group] for group in error.groups]}
    again = []
    for sample in resampled:
        try:
            again.append(strengths(sample, prior=PRIOR))
        except NoStrengths:
            continue  # a method was not drawn
    spread = np.stack(again) if again else np.zeros((0, len(methods)))
    return {
        "strengths": {
            name: {
                "strength": round(float(fitted[place]), 3),
                "strength_interval": middle_95(spread[:, place]) if len(spread) else None,
            }
            for place, name in enumerate(methods)
        },
        "apart": None,
    }


def _preferences(
    methods: Sequence[str], judged: Sequence[_Judgement], resampled: NDArray[np.float64]
) -> list[dict[str, Any]]:
    """Of every two methods that were compared, how often the first was preferred; ties count half."""
    found = []
    for first, second in itertools.combinations(range(len(methods)), 2):
        shares = [one.share for one in judged if (one.first, one.second) == (first, second)]
        if not shares:
            continue
        for_first, for_second = resampled[:, first, second], resampled[:, second, first]
        there = for_first + for_second > 0
        drawn = for_first[there] / (for_first + for_second)[there]
        is_turned = _is_learned(methods[second]) and methods[first] in PAPER_PREFERENCES
        if is_turned:
            shares, drawn = [1 - share for share in shares], 1 - drawn
        name, other = (methods[second], methods[first]) if is_turned else (methods[first], methods[second])
        found.append(
            {
                "method": name,
                "over": other,
                "preferred": mean_or_none(shares),
                "preferred_interval": middle_95(drawn),
                "won": shares.count(1.0),
                "alike": shares.count(0.5),
                "lost": shares.count(0.0),
                "paper": PAPER_PREFERENCES.get(other) if _is_learned(name) else None,
            }
        )
    return found


def _is_learned(method: str) -> bool:
    return method.startswith(_LEARNED)


def _steadiness(pairs: dict[int, Pair], judged: Sequence[_Judgement]) -> dict[str, Any]:
    """Of the pairs that were shown twice, sides changed: how often a voter said the same."""
    said = {(one.voter, one.pair): one.share for one in judged}
    same = [
        said[voter, pairs[pair].repeats] == share
        for (voter, pair), share in said.items()
        if pairs[pair].repeats and (voter, pairs[pair].repeats) in said
    ]
    return {"repeated": len(same), "same": mean_or_none([float(one) for one in same])}


def agreement(answers: Sequence[tuple[int, float]]) -> dict[str, Any]:
    """How often two voters say the same of a pair, and how much more often than by chance.

    Args:
        answers: a pair's number and an answer, for each voter.

    Returns:
        "share": over all two voters on a pair, the mean over pairs; "kappa": (share - chance) / (1 - chance) with the
        chance that two answers drawn from all are equal, as Fleiss 1971 has it, for any number of voters a pair. Both
        None where no pair has two voters, kappa also where all answers are the same.
    """
    by_pair: dict[int, list[float]] = {}
    for pair, share in answers:
        by_pair.setdefault(pair, []).append(share)
    several = [shares for shares in by_pair.values() if len(shares) > 1]
    if not several:
        return {"pairs": 0, "share": None, "kappa": None}
    same = [float(np.mean([one == other for one, other in itertools.combinations(shares, 2)])) for shares in several]
    everything = [share for shares in several for share in shares]
    chance = sum((everything.count(value) / len(everything)) ** 2 for value in set(everything))
    share = float(np.mean(same))
    kappa = None if chance >= 1 else round((share - chance) / (1 - chance), 3)
    return {"pairs": len(several), "share": round(share, 3), "kappa": kappa}


def table_of(figures: dict[str, Any]) -> str:
    """The figures as text."""
    told = [f"{figures['votes']} votes of {figures['voters']} voters, study {figures['study']}."]
    for question, values in figures["questions"].items():
        told += ["", Question(question).in_words]
        told += _strength_lines(values)
        if values["preferences"]:
            lines = [["preferred", "over", "share", "won", "alike", "lost", "the paper's"]]
            for pair in values["preferences"]:
                counts = [str(pair[key]) for key in ("won", "alike", "lost")]
                share = with_interval(pair, "preferred")
                lines.append([pair["method"], pair["over"], share, *counts, number(pair["paper"], 3)])
            told += ["", *laid_out(lines)]
        steady, agreed = values["steadiness"], values["agreement"]
        if steady["repeated"]:
            told.append(f"Said the same of {steady['same']:.0%} of {steady['repeated']} pairs that were shown again.")
        if agreed["pairs"]:
            kappa = number(agreed["kappa"], 2)
            told.append(f"Two voters agree on {agreed['share']:.0%} of {agreed['pairs']} pairs (kappa {kappa}).")
    told += [
        "",
        f"Strengths: Bradley-Terry, log scale with mean 0, ties as half a win, {figures['prior']} wins added each way; "
        "95 % intervals by bootstrap over pictures. The paper's: 60 pictures, 203 people, one question.",
    ]
    return "\n".join(told)


def _strength_lines(values: dict[str, Any]) -> list[str]:
    if values["strengths"] is None:
        groups = "; ".join(", ".join(group) for group in values["apart"])
        return [f"No common scale, since nobody compared these groups with one another: {groups}."]
    ranked = sorted(values["strengths"].items(), key=lambda item: -item[1]["strength"])
    return laid_out([["method", "strength"], *([name, with_interval(one, "strength")] for name, one in ranked)])
