"""The program is killed with unsaved edits; the next start brings them back."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PySide6.QtWidgets import QPushButton

from tests.e2e.walk import Walker, run_walk
from tests.fakes.fake_engine import FakeEngine
from tests.gui.conftest import picture_pixels

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[2]


def test_edits_of_a_program_that_was_killed_come_back(qapp: QApplication, tmp_path: Path) -> None:
    picture = tmp_path / "meadow.png"
    Image.fromarray(picture_pixels()).save(picture)
    code = f"""
        import os
        from pathlib import Path
        from lredit_gui.session.journal import Journal
        from tests.e2e.walk import run_walk
        from tests.fakes.fake_engine import FakeEngine

        async def steps(walker):
            await walker.open(Path({str(picture)!r}))
            await walker.type_prompt("an apple")
            await walker.press_enter()
            await walker.until_done()
            walker.session.accept()
            journal = walker.session.findChild(Journal)
            await walker.until(lambda: journal.is_current, "the journal")
            os._exit(9)

        run_walk(steps, settings_dir=Path({str(tmp_path)!r}), engine_factory=FakeEngine)
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, check=False)
    assert killed.returncode == 9
    seen: list[int] = []

    async def steps(walker: Walker) -> None:
        window, session = walker.window, walker.session
        await walker.until(lambda: window.findChildren(QPushButton, "messageChoiceButton"), "the offer")
        assert "meadow.png" in window.banner.accessibleDescription()
        window.findChildren(QPushButton, "messageChoiceButton")[0].click()
        await walker.until(lambda: session.document is not None, "the picture")
        assert session.history.changed_pictures and window.isWindowModified()
        seen.append(len(session.document.layers))  # type: ignore[union-attr]

    assert run_walk(steps, settings_dir=tmp_path, engine_factory=FakeEngine) == 0
    assert seen == [1]
