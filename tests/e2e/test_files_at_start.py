"""Files that are named at the start, by a person or by their desktop: each opens in a tab, projects as projects."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtGui import QGuiApplication

from lredit_core.resources import DESKTOP_ID
from tests.e2e.walk import Walker, run_walk
from tests.fakes.fake_engine import FakeEngine
from tests.gui.conftest import picture_pixels

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

PROJECT = Path(__file__).resolve().parents[1] / "data" / "project-v1.lredit"


def test_a_picture_and_a_project_open_in_tabs_of_their_own(qapp: QApplication, tmp_path: Path) -> None:
    picture, project = tmp_path / "-meadow.png", tmp_path / "holiday.lredit"
    Image.fromarray(picture_pixels()).save(picture)
    shutil.copy(PROJECT, project)
    seen: dict[str, Path | None] = {}

    async def steps(walker: Walker) -> None:
        history = walker.session.history
        await walker.until(lambda: len(history.pictures) == 2, "both files to be open")
        seen.update({one.name.title: one.project_path for one in history.pictures})
        assert QGuiApplication.desktopFileName() == DESKTOP_ID

    arguments = ("--", str(picture), str(project))
    assert run_walk(steps, settings_dir=tmp_path / "settings", engine_factory=FakeEngine, arguments=arguments) == 0
    assert seen == {"-meadow.png": None, "holiday.lredit": project}
