"""Two windows of the program, each a process of its own, on one project."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from lredit_core.project.reading import open_unpacked
from lredit_core.project.recovery import RecoveryStore
from lredit_core.project.writing import ProjectWriter
from lredit_gui.session.journal import Journal
from tests.core.project.test_errors_while_saving import PROJECT
from tests.e2e.walk import Walker, run_walk
from tests.fakes.fake_engine import FakeEngine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[2]
OTHER = """
    import asyncio
    from pathlib import Path
    from lredit_gui.session.journal import Journal
    from tests.e2e.walk import run_walk
    from tests.fakes.fake_engine import FakeEngine

    async def steps(walker):
        session = walker.session
        await walker.open(Path({project!r}))
        session.layers.choose([session.document.layers[0].layer_id])
        session.layers.set_opacity(0.25)
        await walker.until(lambda: session.findChild(Journal).is_current, "the journal")
        print("ready", flush=True)
        await asyncio.sleep(600)

    run_walk(steps, settings_dir=Path({folder!r}), engine_factory=FakeEngine, timeout_s=60.0)
"""


def journals(home: Path) -> list[Path]:
    return sorted(home.glob("*/*.lredit"))


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_second_window_leaves_the_first_ones_project_and_journal_alone(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))  # where no other test left anything
    project, home = tmp_path / "work.lredit", tmp_path / "data" / "lredit" / "recovery"
    ProjectWriter().write(PROJECT, project)
    before, seen = project.read_bytes(), list[str]()
    code = textwrap.dedent(OTHER).format(project=str(project), folder=str(tmp_path / "other"))
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline().strip() == "ready"
            (theirs,) = journals(home)

            async def steps(walker: Walker) -> None:
                window, session = walker.window, walker.session
                session.noticed.connect(lambda notice: seen.append(notice.text))
                await walker.open(project)
                picture = session.history.picture
                assert picture is not None and picture.project_path is None
                assert not window.findChildren(QPushButton, "messageChoiceButton"), "nothing is offered"
                session.layers.choose([picture.document.layers[0].layer_id])
                session.layers.set_opacity(0.75)
                journal = session.findChild(Journal)
                assert isinstance(journal, Journal)
                await walker.until(lambda: journal.is_current, "the journal")
                assert len(journals(home)) == 2
                session.close_picture(picture)
                await walker.until(lambda: journals(home) == [theirs], "the own journal to go")

            assert run_walk(steps, settings_dir=tmp_path / "own", engine_factory=FakeEngine) == 0
            assert any(f"process {other.pid}" in text and "a copy" in text for text in seen)
            assert open_unpacked(theirs).project.document.layers[0].opacity == 0.25
        finally:
            other.kill()
            other.wait()
    store = RecoveryStore(home)
    (left,) = store.left_behind()
    assert left.folder == theirs and left.path == project and project.read_bytes() == before
    store.forget(left)
    store.end()
    assert journals(home) == []
