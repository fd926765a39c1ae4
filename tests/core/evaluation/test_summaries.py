"""Means and intervals, and the tables that they are laid out in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.evaluation.figure_tables import html_table, number, text_table, with_interval, write_figures
from lredit_core.evaluation.masks import mask_iou
from lredit_core.evaluation.summaries import interval, mean_of, mean_or_none, median_or_none, rates

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = {
    "ours": {"right": 0.75, "right_interval": [0.5, 1.0], "seconds": 1.234},
    "<other>": {"right": None, "right_interval": None, "seconds": 12.0},
}
COLUMNS = (("right", "colour right", 2), ("seconds", "seconds", 1))


def test_means_are_rounded_and_nothing_has_none() -> None:
    assert mean_of([0.0, 1.0, 1.0]) == 0.667
    assert mean_of([0.0, 0.00012], digits=5) == 0.00006
    assert (mean_or_none([]), mean_or_none([2.0])) == (None, 2.0)
    assert (median_or_none([]), median_or_none([1.0, 5.0, 9.0])) == (None, 5.0)


def test_each_column_has_its_mean_and_where_it_lies() -> None:
    figures = rates({"hit": [1.0, 1.0, 1.0], "half": [0.0, 1.0] * 8, "none": []}, seed=1)
    assert figures["hit"] == 1.0 and figures["hit_interval"] == [1.0, 1.0]
    assert figures["half"] == 0.5 and figures["half_interval"] == interval([0.0, 1.0] * 8, seed=1)
    assert figures["half_interval"][0] < 0.5 < figures["half_interval"][1]
    assert figures["none"] is None and figures["none_interval"] is None


def test_a_table_is_laid_out_in_columns_and_says_where_nothing_was_measured() -> None:
    assert text_table("masks", FIGURES, COLUMNS) == [
        "masks    colour right  seconds",
        "ours     0.75          1.2",
        "<other>  –             12.0",
    ]
    page = html_table("masks", FIGURES, COLUMNS)
    assert "&lt;other&gt;" in page and "<other>" not in page
    assert "<td>0.75<small>[0.50, 1.00]</small></td>" in page and "<td>–</td>" in page


def test_a_figure_stands_with_its_interval_where_it_has_one() -> None:
    assert with_interval(FIGURES["ours"], "right") == "0.75 [0.50, 1.00]"
    assert with_interval(FIGURES["<other>"], "right") == "–"
    assert with_interval(FIGURES["ours"], "seconds", 1) == "1.2"
    assert number(None, 3) == "–"


def test_only_what_was_asked_for_is_made_and_written(tmp_path: Path) -> None:
    def page() -> str:
        raise AssertionError("nobody wants a page")

    write_figures({"a": 1}, page, json_file=tmp_path / "f.json", html_file=None)
    assert json.loads((tmp_path / "f.json").read_text(encoding="utf-8")) == {"a": 1}
    write_figures({"a": 1}, lambda: "<p>", json_file=None, html_file=tmp_path / "f.html")
    assert (tmp_path / "f.html").read_text(encoding="utf-8") == "<p>"


@pytest.mark.parametrize(("columns", "expected"), [(4, 1.0), (2, 0.5), (8, 0.5), (0, 0.0)])
def test_masks_overlap_by_what_both_cover_over_what_either_does(columns: int, expected: float) -> None:
    truth = np.zeros((5, 8), np.bool_)
    truth[:, :4] = True
    found = np.zeros((5, 8), np.uint8)
    found[:, :columns] = 255
    assert mask_iou(found, truth) == expected
    assert mask_iou(np.full((5, 8), 127, np.uint8), np.zeros((5, 8), np.bool_)) == 0.0
