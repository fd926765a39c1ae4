"""Blind pairs: the seed decides sides and order, repeats change sides, and the key finds its pictures again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.batch.results_folder import Result, ResultsFolder
from lredit_core.errors import InvalidRequest
from lredit_core.study.pairs import Subject, make_study, read_key, subjects_of_folder, write_key

if TYPE_CHECKING:
    from pathlib import Path


def results_in(folder: Path, *, rows: int = 12, methods: tuple[str, ...] = ("ours", "theirs")) -> tuple[Subject, ...]:
    """A folder as `lredit evaluate --out` leaves it: every picture has a shade of its own."""
    kept, shade = ResultsFolder(folder), 0
    for number in range(rows):
        name = f"{number + 1:04d}-p"
        for method in ("before", *methods):
            shade += 6
            pixels = np.full((6, 8, 3), shade, np.uint8)
            if method == "before":
                kept._write_picture(kept.path_of(name, method), pixels)
            else:
                kept.keep(Result(name, method, f"thing {number}", "the cat", "x"), pixels)
    return subjects_of_folder(folder)


def test_sides_and_order_follow_the_seed_and_nothing_is_left_out(tmp_path: Path) -> None:
    subjects = results_in(tmp_path)
    study = make_study(subjects, seed=1)
    assert study == make_study(subjects, seed=1)
    other = make_study(subjects, seed=2)
    assert study.study != other.study and [pair.row for pair in study.pairs] != [pair.row for pair in other.pairs]
    assert sorted(pair.row for pair in study.pairs) == [subject.row for subject in subjects]
    lefts = [pair.left for pair in study.pairs]
    assert 2 <= lefts.count("ours") <= 10, "both stand on both sides"
    for pair in study.pairs:
        assert f"/{pair.left}/" in pair.left_picture and f"/{pair.right}/" in pair.right_picture
        assert pair.row in pair.left_picture and pair.row in pair.before
    assert [pair.number for pair in study.pairs] == list(range(1, 13))


def test_repeats_come_last_with_their_sides_changed(tmp_path: Path) -> None:
    study = make_study(results_in(tmp_path), repeats=3, seed=4)
    assert len(study.pairs) == 15
    by_number = {pair.number: pair for pair in study.pairs}
    for again in study.pairs[12:]:
        first = by_number[again.repeats]
        assert (again.left, again.right, again.left_picture) == (first.right, first.left, first.right_picture)
        assert again.row == first.row and not first.repeats
    assert len({pair.repeats for pair in study.pairs[12:]}) == 3
    assert len(make_study(results_in(tmp_path), repeats=99).pairs) == 24


def test_several_methods_are_compared_each_with_each_and_pairs_can_be_fewer(tmp_path: Path) -> None:
    subjects = results_in(tmp_path, rows=4, methods=("a", "b", "c"))
    assert len(make_study(subjects).pairs) == 12
    assert {frozenset((pair.left, pair.right)) for pair in make_study(subjects, methods=["a", "c"]).pairs} == {
        frozenset("ac")
    }
    assert len(make_study(subjects, most_pairs=5).pairs) == 5
    with pytest.raises(InvalidRequest, match=r'no results of "d".*a, b, c'):
        make_study(subjects, methods=["a", "d"])
    with pytest.raises(InvalidRequest, match="Two methods"):
        make_study(subjects, methods=["a"])
    with pytest.raises(InvalidRequest, match="no results"):
        subjects_of_folder(tmp_path / "nowhere")


def test_a_key_finds_its_pictures_also_once_its_folder_was_moved(tmp_path: Path) -> None:
    study = make_study(results_in(tmp_path / "one"), seed=3)
    key = tmp_path / "one" / "key.json"
    write_key(key, study.beside(key))
    shutil.move(tmp_path / "one", tmp_path / "two")
    moved = read_key(tmp_path / "two" / "key.json")
    assert moved.study == study.study and moved.methods == study.methods
    for pair in moved.pairs:
        assert all(moved.picture(name, tmp_path / "two" / "key.json").is_file() for name in pair.pictures)
    key = tmp_path / "elsewhere" / "key.json"
    beside = moved.beside(key)
    assert beside.pairs[0].before == moved.pairs[0].before or beside.pairs[0].before.startswith("/")


@pytest.mark.parametrize("text", [None, "[]", "{}", '{"version": 1, "pairs": [{}]}', '{"version": 2, "pairs": []}'])
def test_what_is_no_key_is_told(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "key.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidRequest):
        read_key(tmp_path / "key.json")
