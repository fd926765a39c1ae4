"""`python main.py --sample` where there is no display: the sample is edited headless, and it is edited well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from lredit_core.geometry import Box
from lredit_core.pictures.opening import open_picture
from lredit_core.resources import SAMPLE, resource_path

#: The glass of coffee in the sample, without the saucer.
CUP = Box(172, 18, 425, 250)
MAIN = Path(__file__).resolve().parents[2] / "main.py"


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_the_sample_is_edited_headless(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    done = subprocess.run(
        [sys.executable, str(MAIN), "--sample"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no display" in done.stdout
    out = tmp_path / "out"
    assert {path.name for path in out.iterdir()} >= {"edited.png", "boxes.png", "candidates.png", "report.json"}
    report = json.loads((out / "report.json").read_text())
    region, painted = Box(*report["region"]), Box(*report["candidates"][0]["painted"])
    assert region.iou(CUP) > 0.7
    assert region.grown(12).contains(CUP), "a part of the cup would stay beside the apple"
    before = open_picture(resource_path(SAMPLE)).buffer.pixels
    after = open_picture(out / "edited.png").buffer.pixels
    changed = (before != after).any(axis=2)
    assert changed[region.as_slices()].mean() > 0.3
    changed[painted.as_slices()] = False
    assert not np.any(changed)
