"""The log of the window: what went wrong and where, and nothing of the person's."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from lredit_core.errors import PictureError
from lredit_gui.app import desktop
from lredit_gui.session.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = "zebramark"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = desktop._start_log(tmp_path)
    yield tmp_path / "lredit.log"
    logging.getLogger().removeHandler(handler)
    handler.close()


def test_an_error_that_is_shown_is_in_the_log_without_its_names(log: Path, qtbot: object) -> None:
    try:
        raise PictureError(f'"{MARK}.png" is damaged. Open /home/x/{MARK}.', details=MARK) from OSError(2, MARK, MARK)
    except PictureError as error:
        notice = Notice.of_error(error)
        logging.getLogger("x").exception("Opening failed")
    assert MARK in notice.text and MARK in notice.details, "the person sees them"
    text = log.read_text("utf-8")
    assert MARK not in text
    assert text.count("PictureError: \u2026") == 2 and "test_log.py" in text
