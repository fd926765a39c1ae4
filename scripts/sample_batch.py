"""A small batch of the samples, as `lredit batch` makes it, for pictures of the window on its results."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

#: (sample, prompt, what it replaces); the last ones fail, as some do.
ROWS = (
    ("rocket_photo", "remove the rocket", ""),
    ("cat_and_car", "a duck", "the car"),
    ("cat_photo", "blur everything but the cat", ""),
    ("beach_toys", "a balloon in the sky", ""),
    ("coffee_photo", "brighten the cup", ""),
    ("cat_and_car", "make the car blue", ""),
    ("wooden_table", "a red apple", ""),
    ("cat_photo", "remove the cat", ""),
    ("rocket_photo", "make the unicorn green", ""),
)


def make_batch(folder: Path) -> Path:
    """Edits them; gives the folder of results, with its contact sheet."""
    rows = [
        {"picture": str(resource_path(f"samples/{sample}.jpg")), "prompt": prompt, "source": source}
        for sample, prompt, source in ROWS
    ]
    listed, out = folder / "list.json", folder / "holiday"
    listed.write_text(json.dumps(rows), encoding="utf-8")
    begin = "from lredit_core.cli.main import main; raise SystemExit(main())"
    command = [sys.executable, "-c", begin, "batch", str(listed), "--out", str(out), "--html"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode not in (0, 5):
        raise RuntimeError(done.stderr)
    return out
