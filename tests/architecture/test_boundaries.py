"""What must never be imported, opened or grown."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 800


def run_python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_importing_the_window_loads_no_torch() -> None:
    seen = run_python(
        "import sys, pkgutil, importlib, os\n"
        "os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "import lredit_gui\n"
        "for module in pkgutil.walk_packages(lredit_gui.__path__, 'lredit_gui.'):\n"
        "    importlib.import_module(module.name)\n"
        "print([name for name in ('torch', 'diffusers', 'transformers', 'open_clip', 'timm') if name in sys.modules])\n"
    )
    assert seen.strip() == "[]"


@pytest.mark.parametrize("package", ["lredit_core", "lredit_gui", "tests"])
def test_no_module_grows_beyond_what_one_can_live_in(package: str) -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in (ROOT / package).rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert not long


def test_nothing_loads_pickles() -> None:
    """But for one file of a package that is read once, when the eye is made, by its hash and as plain tensors."""
    once = ROOT / "lredit_core/training/eye_weights.py"
    assert once.read_text(encoding="utf-8").count("torch.load(") == 1
    assert "weights_only=True" in once.read_text(encoding="utf-8")
    forbidden = ("torch.load(", "pickle.load", "trust_remote_code=True")
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for package in ("lredit_core", "lredit_gui")
        for path in (ROOT / package).rglob("*.py")
        for word in forbidden
        if word in path.read_text(encoding="utf-8") and path != once
    ]
    assert not found


#: Rooms that write files of a person's; the others write models, and what is only read again by themselves.
_WRITING_ROOMS = (
    "lredit_gui",
    *(f"lredit_core/{room}" for room in ("batch", "choices", "cli", "compare", "library", "pictures", "project")),
    *(f"lredit_core/{room}" for room in ("report", "study")),
)
#: Where files are written as they grow, line by line; into a folder that is gone after; and the boundary itself.
_WRITES_ITSELF = {"report/event_log.py", "batch/lines.py", "batch/ray_pool.py", "pictures/atomic_writing.py"}


def test_a_persons_files_are_written_through_one_boundary() -> None:
    """What replaces a file elsewhere would leave a half on a disk that fills up."""
    writes = re.compile(r"\.write_(text|bytes)\(|open\(([^()]*, *)?[\"'][wax]|\bsave_file\(|os\.(rename|replace)\(")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for room in _WRITING_ROOMS
        for path in (ROOT / room).rglob("*.py")
        if "/".join(path.parts[-2:]) not in _WRITES_ITSELF
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if writes.search(line)
    ]
    assert not found


@pytest.mark.slow
def test_the_core_imports_without_qt_and_edits_with_the_built_in_bundle_without_a_socket() -> None:
    run_python(
        "import importlib, pkgutil, socket, sys\n"
        "sys.modules['PySide6'] = None; sys.modules['qasync'] = None\n"
        "def refuse(*arguments, **named): raise AssertionError('a socket was opened')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.create_connection = refuse\n"
        "socket.getaddrinfo = refuse\n"
        "import lredit_core\n"
        "for module in pkgutil.walk_packages(lredit_core.__path__, 'lredit_core.'):\n"
        "    importlib.import_module(module.name)\n"
        "import numpy as np\n"
        "from lredit_core.cancellation import EventToken\n"
        "from lredit_core.engine.engine import InProcessEngine\n"
        "from lredit_core.api.events import EditFinished\n"
        "from lredit_core.geometry import Box\n"
        "from lredit_core.pictures.image import PixelBuffer\n"
        "from lredit_core.api.request import EditRequest\n"
        "engine = InProcessEngine()\n"
        "info = engine.load('builtin')\n"
        "image = PixelBuffer(np.zeros((90, 120, 3), np.uint8))\n"
        "for editor in info.editors:\n"
        "    request = EditRequest(image, 'a red apple', editor=editor.name, user_boxes=(Box(20, 20, 70, 70),))\n"
        "    assert isinstance(list(engine.edit(request, EventToken()))[-1], EditFinished)\n"
    )
