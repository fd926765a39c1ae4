"""The page of a batch: one file, before and after parted where something was edited, failures told."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from lredit_core.batch.contact_sheet import is_untouched_sheet, write_contact_sheet
from lredit_core.batch.journal import RowRecord

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def record(tmp_path: Path) -> RowRecord:
    Image.new("RGB", (200, 100), "red").save(tmp_path / "a.png")
    Image.new("RGB", (200, 100), "green").save(tmp_path / "0001-a.png")
    return RowRecord(
        "digest", 1, "a.png", str(tmp_path / "a.png"), "a <b>pear</b>", "the cat", {"0001-a.png": "0" * 64},
        regions=((120, 10, 160, 60),), seconds=2.0, notes=("A note.",),
    )  # fmt: skip


def written(tmp_path: Path, *records: RowRecord) -> str:
    write_contact_sheet(records, tmp_path, tmp_path / "index.html", title="Holiday & more")
    assert is_untouched_sheet(tmp_path / "index.html")
    return (tmp_path / "index.html").read_text("utf-8")


def test_it_needs_no_other_file_and_no_network(tmp_path: Path, record: RowRecord) -> None:
    page = written(tmp_path, record)
    assert all(address.startswith("data:image/") for address in re.findall(r'src="([^"]+)"', page))
    assert "http" not in page and "Holiday &amp; more" in page
    assert "a &lt;b&gt;pear&lt;/b&gt; instead of the cat" in page and "A note." in page


def test_before_and_after_are_parted_in_the_middle_of_what_was_edited(tmp_path: Path, record: RowRecord) -> None:
    assert 'style="--at: 70%"' in written(tmp_path, record)
    assert 'style="--at: 90%"' in written(tmp_path, replace(record, regions=((190, 0, 200, 9),)))
    assert 'style="--at: 50%"' in written(tmp_path, replace(record, regions=()))


def test_what_failed_is_shown_as_it_was_and_what_is_gone_is_told(tmp_path: Path, record: RowRecord) -> None:
    failed = replace(record, files={}, failure="There was no room.")
    page = written(tmp_path, failed, replace(failed, source_path=str(tmp_path / "gone.png")))
    assert page.count("There was no room.") == 2 and page.count("<img") == 1 and "<input" not in page
    (tmp_path / "0001-a.png").unlink()
    page = written(tmp_path, record)
    assert "no file" in page and "1 of 1 pictures edited" in page


def test_a_page_that_somebody_changed_is_theirs(tmp_path: Path, record: RowRecord) -> None:
    page = written(tmp_path, record)
    place = tmp_path / "index.html"
    place.write_text(page.replace("Holiday", "My holiday"), "utf-8")
    assert not is_untouched_sheet(place)
    place.write_text("<p>mine</p>", "utf-8")
    assert not is_untouched_sheet(place)


def test_a_picture_of_another_size_is_not_laid_over_the_first(tmp_path: Path, record: RowRecord) -> None:
    Image.new("RGB", (90, 90), "green").save(tmp_path / "0001-a.png")
    page = written(tmp_path, record)
    assert page.count("<img") == 1 and "<input" not in page
