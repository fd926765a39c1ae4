"""Every example runs as a person runs it, and the notebook from top to bottom."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from lredit_core.pictures.opening import open_picture
from lredit_core.resources import resource_path

pytestmark = [pytest.mark.slow, pytest.mark.e2e]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LREDIT = shlex.join([sys.executable, "-c", "from lredit_core.cli.main import main; main()"])

#: Each example with what it says and what it writes.
SAYS = {
    "edit.py": (["Edited (", "S = "], ["edited.png"]),
    "find_region.py": (["the car:", "the cup of coffee:", "giraffe"], []),
    "edit_box.py": (["no pixel changed: True"], ["boxed.png", "masked.png"]),
    "remove.py": (["Removed "], ["without.webp"]),
    "watch_and_stop.py": (["Learning the region", "step 3 of 16", "EditStopped", "EditFinished"], []),
    "serve_client.py": (["Loaded: Built-in models", "100%", "Wrote "], ["edited.png"]),
}


def environment() -> dict[str, str]:
    """Of the examples: this checkout's program, wherever they run."""
    return {**os.environ, "PYTHONPATH": str(EXAMPLES.parent), "LREDIT": LREDIT}


def test_every_example_is_run_here() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(SAYS)


@pytest.mark.parametrize("name", SAYS)
def test_an_example_runs(name: str, tmp_path: Path) -> None:
    sample = str(resource_path("samples/wooden_table.jpg"))
    arguments = [sample, "a lemon", "edited.png"] if name == "serve_client.py" else [str(tmp_path)]
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name), *arguments],
        capture_output=True, text=True, cwd=tmp_path, env=environment(), check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said, written = SAYS[name]
    for text in said:
        assert text in done.stdout
    for file in written:
        assert open_picture(tmp_path / file).buffer.pixels.std() > 0
    assert {path.name for path in tmp_path.iterdir()} == set(written)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_notebook_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in environment().items():
        monkeypatch.setenv(key, value)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = nbformat.read(EXAMPLES / "edit.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "the notebook ships without outputs"
    NotebookClient(
        notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    pictures = [
        output for cell in notebook.cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 3
