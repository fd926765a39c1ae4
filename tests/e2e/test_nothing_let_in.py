"""A whole edit, a project opened and exported, and an edit in the engine's own process, on a machine without a network:
no socket, no program, no code from elsewhere, and nothing of the person's in a log."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
MARK = "zebramark"
_LOOKS_FOR_LIBRARIES = "subprocess.Popen '/sbin/ldconfig' ['/sbin/ldconfig', '-p']"
#: Imported by every Python that starts, the engine's and multiprocessing's too; writes down what must not be.
WATCH = """
import os, sys
_place = os.open(os.environ["LREDIT_TEST_WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def _note(text):
    os.write(_place, f"{os.getpid()} {text}\\n".encode("utf-8", "replace"))
def _watch(event, arguments):
    if event == "socket.__new__":
        _note(f"{event} {int(arguments[1])}") if int(arguments[1]) != 1 else None
    elif event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        _note(f"{event} {arguments[1:]!r}") if not isinstance(arguments[-1], (str, bytes)) else None
    elif event.startswith(("socket.get", "os.exec", "os.system", "os.posix_spawn", "os.spawn", "pty.")):
        _note(f"{event} {arguments!r:.300}")
    elif event == "subprocess.Popen":
        _note(f"{event} {arguments[0]!r} {arguments[1]!r:.300}")
_note("began")
sys.addaudithook(_watch)
"""
ENGINE = """
import sys
import numpy as np
from lredit_core.api.events import EditFailed, EditFinished
from lredit_core.api.request import EditRequest
from lredit_core.cancellation import EventToken
from lredit_core.engine.engine_process import ProcessEngine
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer

if __name__ == "__main__":
    engine = ProcessEngine()
    picture = PixelBuffer(np.random.default_rng(0).integers(0, 256, (64, 90, 3), dtype=np.uint8))
    engine.load("builtin")
    asked = EditRequest(picture, "a red zebramark apple", user_boxes=(Box(20, 12, 70, 52),))
    assert isinstance(list(engine.edit(asked, EventToken()))[-1], EditFinished)
    wrong = EditRequest(picture, "a zebramark", editor="zebramark", user_boxes=(Box(20, 12, 70, 52),))
    failed = list(engine.edit(wrong, EventToken()))[-1]
    assert isinstance(failed, EditFailed) and "zebramark" in failed.message, failed
    engine.close()
"""


def without_network() -> list[str]:
    """What comes before a command so that it has no network at all; nothing where the system does not let us."""
    if shutil.which("unshare") is None:
        return []
    words = ["unshare", "--map-root-user", "--net"]
    return words if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0 else []


class Session:
    """Commands of one person: their folders, what they said, and what was written down of them."""

    def __init__(self, folder: Path) -> None:
        self.home, self.watched = folder / "home", folder / "watched"
        (folder / "site").mkdir()
        (folder / "site" / "sitecustomize.py").write_text(WATCH)
        self._environment = {
            **os.environ,
            "LREDIT_TEST_WATCH": str(self.watched),
            "PYTHONPATH": f"{folder / 'site'}{os.pathsep}{ROOT}",
            "HOME": str(self.home),
            **{f"XDG_{name}_HOME": str(self.home / name) for name in ("DATA", "CONFIG", "CACHE", "STATE")},
        }
        self.said = ""

    def run(self, *words: object) -> None:
        command = [*without_network(), sys.executable, *map(str, words)]
        done = subprocess.run(
            command, cwd=ROOT, env=self._environment, capture_output=True, text=True, timeout=250, check=False
        )
        assert done.returncode == 0, done.stderr
        self.said += done.stderr

    def lredit(self, *words: object) -> None:
        self.run("-c", "from lredit_core.cli.main import main; main()", *words)

    @property
    def processes(self) -> int:
        return len({line.split()[0] for line in self.watched.read_text().splitlines()})

    @property
    def happened(self) -> list[str]:
        """But for the one program that Python starts by itself where a library looks for another (ctypes.util)."""
        lines = (line.split(" ", 1)[1] for line in self.watched.read_text().splitlines())
        return [line for line in lines if line != "began" and not line.startswith(_LOOKS_FOR_LIBRARIES)]


@pytest.mark.skipif(sys.platform == "win32", reason="namespaces and sitecustomize of POSIX systems")
def test_an_edit_a_project_and_an_export_open_no_socket_start_no_program_and_log_no_words(tmp_path: Path) -> None:
    session = Session(tmp_path)
    photo, project = tmp_path / f"{MARK}.png", tmp_path / f"{MARK}.lredit"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 90, 3), dtype=np.uint8)).save(photo)
    shutil.copy(ROOT / "tests" / "data" / "project-v1.lredit", project)
    session.lredit(
        "edit", photo, "--prompt", f"a red {MARK} apple", "--box", "20,12,70,52", "--preset", "fast",
        "--out", tmp_path / "edited.png",
    )  # fmt: skip
    for suffix in ("png", "jpg", "ora"):
        session.lredit("project", "export", project, "--out", tmp_path / f"{MARK}-out.{suffix}")
    (tmp_path / "engine.py").write_text(ENGINE)
    session.run(tmp_path / "engine.py")
    print(f"{session.processes} processes, {len(session.happened)} things happened, network: {without_network()}")
    assert session.processes >= 6, "the engine's own among them"
    assert session.happened == []
    said = [line for line in session.said.splitlines() if MARK in line and not line.startswith("lredit: ")]
    logs = [path for path in session.home.rglob("*") if path.is_file() and path.suffix == ".log"]
    assert said == [] and not any(MARK in path.read_text(errors="replace") for path in logs)
