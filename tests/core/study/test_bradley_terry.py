"""Strengths: known ones are found again, ties are halves, and what has no common scale is said."""

from __future__ import annotations

import numpy as np
import pytest

from lredit_core.study.bradley_terry import NoStrengths, strengths


def test_known_strengths_are_found_again() -> None:
    known = np.array([1.2, 0.3, -0.1, -1.4])
    chance = 1 / (1 + np.exp(known[None] - known[:, None]))
    np.testing.assert_allclose(strengths(1000 * chance), known, atol=1e-4)


def test_they_are_found_again_from_drawn_votes() -> None:
    known, rng = np.array([0.9, 0.0, -0.9]), np.random.default_rng(5)
    wins = np.zeros((3, 3))
    for first in range(3):
        for second in range(first + 1, 3):
            won = rng.binomial(4000, 1 / (1 + np.exp(known[second] - known[first])))
            wins[first, second], wins[second, first] = won, 4000 - won
    np.testing.assert_allclose(strengths(wins), known, atol=0.06)


def test_two_have_the_log_odds_and_ties_alone_are_nothing() -> None:
    one, other = strengths(np.array([[0.0, 30.0], [10.0, 0.0]]))
    assert one - other == pytest.approx(np.log(3))
    np.testing.assert_allclose(strengths(np.array([[0.0, 2.5], [2.5, 0.0]])), 0.0, atol=1e-9)
    np.testing.assert_allclose(strengths(np.array([[4.0]])), 0.0)


def test_some_that_were_never_compared_are_said_even_with_a_prior() -> None:
    wins = np.zeros((4, 4))
    wins[0, 2] = wins[2, 0] = wins[1, 3] = wins[3, 1] = 3.0
    with pytest.raises(NoStrengths) as told:
        strengths(wins, prior=0.5)
    assert told.value.groups == ((0, 2), (1, 3))


def test_who_always_won_has_a_strength_only_with_a_prior() -> None:
    wins = np.array([[0.0, 9.0], [0.0, 0.0]])
    with pytest.raises(NoStrengths):
        strengths(wins)
    one, other = strengths(wins, prior=0.5)
    assert one - other == pytest.approx(np.log(9.5 / 0.5))


@pytest.mark.parametrize("wins", [np.zeros((2, 3)), np.zeros((0, 0)), np.array([[0.0, -1.0], [1.0, 0.0]])])
def test_what_is_no_table_of_wins_is_refused(wins: np.ndarray) -> None:
    with pytest.raises(ValueError):
        strengths(wins)
