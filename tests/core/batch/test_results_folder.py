"""Folders of results: what is there is taken, and a stop loses at most one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.batch.results_folder import Result, ResultsFolder, check_method_name, picture_path, read_results
from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from pathlib import Path

PIXELS = np.full((8, 9, 3), 7, np.uint8)
RESULT = Result("0001-a", "ours", "a dog", "the cat", "abc", (Box(1, 2, 3, 4),), 1.5, {"score": 1.0, "ssim": None}, "d")


def test_a_result_is_found_again_by_what_it_was_made_of(tmp_path: Path) -> None:
    ResultsFolder(tmp_path / "deep" / "out").keep(RESULT, PIXELS)
    again = ResultsFolder(tmp_path / "deep" / "out")
    assert again.known("0001-a", "ours", made_of="abc") == RESULT
    assert again.known("0001-a", "ours", made_of="abd") is None
    assert again.known("0001-a", "theirs", made_of="abc") is None
    picture_path(again.folder, "0001-a", "ours").unlink()
    assert again.known("0001-a", "ours", made_of="abc") is None, "without its picture it is none"


def test_a_line_that_a_stop_cut_off_is_none_and_the_next_one_is_whole(tmp_path: Path) -> None:
    folder = ResultsFolder(tmp_path)
    folder.keep(RESULT, PIXELS)
    with (tmp_path / "rows.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"row": "0002-b", "meth')
    other = Result("0003-c", "ours", "é", "", "x", failure="It broke.")
    folder.keep(other, None)
    assert read_results(tmp_path) == (RESULT, other)
    assert ResultsFolder(tmp_path).known("0003-c", "ours", made_of="x") is None, "what failed is tried again"


def test_the_last_line_of_a_result_counts(tmp_path: Path) -> None:
    folder = ResultsFolder(tmp_path)
    for made_of in ("one", "two"):
        folder.keep(Result("0001-a", "ours", "p", "", made_of), PIXELS)
    assert [result.made_of for result in read_results(tmp_path)] == ["two"]


def test_names_that_can_be_no_folder_are_refused(tmp_path: Path) -> None:
    for name in ("before", "a/b", "..", "", "ours balanced"):
        with pytest.raises(InvalidRequest):
            check_method_name(name)
    check_method_name("plug-and-play_1.5")
    (tmp_path / "file").write_text("")
    with pytest.raises(PictureError):
        ResultsFolder(tmp_path / "file")
