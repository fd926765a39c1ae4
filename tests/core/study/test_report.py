"""Votes and what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lredit_core.errors import InvalidRequest
from lredit_core.study.pairs import Pair, Study
from lredit_core.study.report import agreement, figures_of, table_of
from lredit_core.study.votes import Choice, Question, Vote, csv_of, read_votes, write_votes

if TYPE_CHECKING:
    from pathlib import Path


def study_of(*sides: tuple[str, str], repeats: dict[int, int] | None = None) -> Study:
    pairs = tuple(
        Pair(number, f"row{number}", "p", "", left, right, "b", "l", "r", (repeats or {}).get(number, 0))
        for number, (left, right) in enumerate(sides, start=1)
    )
    return Study("s1", 0, tuple(dict.fromkeys(name for pair in sides for name in sorted(pair))), pairs)


def vote(pair: int, choice: Choice, voter: str = "anna", question: Question = Question.WORDS) -> Vote:
    return Vote("s1", voter, pair, question, choice)


STUDY = study_of(("diffedit", "ours"), ("ours", "diffedit"), ("ours", "diffedit"), ("diffedit", "ours"))
L, R, A = Choice.LEFT, Choice.RIGHT, Choice.ALIKE


def test_preferences_go_by_method_whatever_the_side_with_the_papers_beside() -> None:
    votes = [vote(1, R), vote(2, L), vote(3, A), vote(4, L)]
    words = figures_of(STUDY, votes)["questions"]["words"]
    (pair,) = words["preferences"]
    assert (pair["method"], pair["over"], pair["paper"]) == ("ours", "diffedit", 0.919)
    assert (pair["won"], pair["alike"], pair["lost"], pair["preferred"]) == (2, 1, 1, 0.625)
    low, high = pair["preferred_interval"]
    assert low < 0.625 < high
    found = words["strengths"]
    assert found["ours"]["strength"] == -found["diffedit"]["strength"] > 0
    real = figures_of(STUDY, votes)["questions"]["real"]
    assert real["votes"] == 0 and real["preferences"] == [] and real["strengths"] is None
    told = table_of(figures_of(STUDY, votes))
    assert "ours       diffedit  0.62" in told.replace("0.625", "0.62") and "0.919" in told


def test_a_pair_shown_again_says_how_steady_a_voter_is_and_counts_once() -> None:
    study = study_of(("a", "b"), ("b", "a"), ("b", "a"), ("a", "b"), repeats={3: 1, 4: 2})
    votes = [vote(1, L), vote(3, R), vote(2, L), vote(4, L), vote(4, L, voter="ben")]
    words = figures_of(study, votes)["questions"]["words"]
    assert words["steadiness"] == {"repeated": 2, "same": 0.5}
    (pair,) = words["preferences"]
    assert pair["won"] + pair["lost"] + pair["alike"] == 2


def test_agreement_is_what_is_above_chance() -> None:
    assert agreement([(1, 1.0), (2, 0.0)]) == {"pairs": 0, "share": None, "kappa": None}
    assert agreement([(1, 1.0), (1, 1.0), (2, 0.0), (2, 0.0)]) == {"pairs": 2, "share": 1.0, "kappa": 1.0}
    assert agreement([(1, 1.0), (1, 0.0), (2, 0.0), (2, 1.0)]) == {"pairs": 2, "share": 0.0, "kappa": -1.0}
    assert agreement([(1, 1.0), (1, 1.0)])["kappa"] is None
    assert agreement([(1, 1.0), (1, 1.0), (1, 0.5)])["share"] == pytest.approx(0.333)


def test_methods_that_nobody_compared_have_no_common_scale() -> None:
    study = study_of(("a", "b"), ("c", "d"))
    figures = figures_of(study, [vote(1, L), vote(2, R)])
    assert figures["questions"]["words"]["apart"] == [["a", "b"], ["c", "d"]]
    assert "No common scale" in table_of(figures) and "a, b; c, d" in table_of(figures)


def test_votes_are_written_and_read_and_the_last_answer_counts(tmp_path: Path) -> None:
    votes = [Vote("s1", 'an "odd", name', 1, Question.REAL, A, 2.5), vote(2, L)]
    write_votes(tmp_path / "v.csv", votes)
    assert read_votes([tmp_path / "v.csv"]) == tuple(votes)
    (tmp_path / "w.csv").write_text(csv_of([vote(2, R)]), encoding="utf-8")
    assert read_votes([tmp_path / "v.csv", tmp_path / "w.csv"])[1].choice is R


def test_votes_of_another_study_and_broken_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="no votes"):
        figures_of(STUDY, [])
    with pytest.raises(InvalidRequest, match=r"this is s1 with 4 pairs"):
        figures_of(STUDY, [Vote("s2", "anna", 1, Question.REAL, L)])
    with pytest.raises(InvalidRequest, match="pair 9"):
        figures_of(STUDY, [vote(9, L)])
    (tmp_path / "v.csv").write_text("study,voter,pair,question,choice\ns1,a,1,words,middle\n", encoding="utf-8")
    with pytest.raises(InvalidRequest, match="line 2"):
        read_votes([tmp_path / "v.csv"])
    (tmp_path / "v.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InvalidRequest, match="no column"):
        read_votes([tmp_path / "v.csv"])
    with pytest.raises(InvalidRequest, match="no file"):
        read_votes([tmp_path / "nowhere.csv"])
