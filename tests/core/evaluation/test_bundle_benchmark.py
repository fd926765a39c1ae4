"""`lredit bench bundle`: its keys are stable, and the shipped models reach well over chance on a few scenes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from typer.testing import CliRunner

from lredit_core.cli.commands import app
from lredit_core.evaluation.bundle_figures import border_ratio, suppressed_peaks
from lredit_core.evaluation.reliability import ScoreBin, calibration_error
from lredit_core.geometry import Box
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

#: What the model card and others rely on.
KEYS = {
    "image_text": {"top1", "two_object_top3", "retrieval_r1", "direction", "relevance_peak"},
    "self_supervised": {"anchor_recall", "anchor_precision", "untrained_anchor_recall", "untrained_anchor_precision"},
    "autoencoder": {"psnr"},
    "retrieve": {"judge_top1", "ms", "border_scenes", "border_photographs"},
    "diffusion": {
        "border_scenes",
        "seam_scenes",
        "judge_top1",
        "judge_top5",
        "draft_judge_top1",
        "colour_right",
        "steps",
        "things",
    },
    "masked": {"judge_top1", "steps", "things"},
    "photographs": {"things", "naming", "two_object_top3", "direction", "relevance_peak", "calibration_error"},
    "judge": {"top1"},
    "speed": {"draft_batch_s", "encode_16_s"},
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    path = tmp_path_factory.mktemp("bench") / "figures.json"
    result = CliRunner().invoke(app, ["bench", "bundle", "--scenes", "8", "--seed", "3", "--json", str(path)])
    assert result.exit_code == 0, result.output
    assert "image_text.top1" in result.output
    loaded: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_every_figure_has_its_key(figures: dict[str, dict[str, float]]) -> None:
    for part, keys in KEYS.items():
        assert keys <= figures[part].keys(), part
    assert figures["size_mb"] < 80
    assert figures["load_seconds"] > 0


def test_the_shipped_models_are_well_over_chance(figures: dict[str, dict[str, float]]) -> None:
    assert figures["judge"]["top1"] >= 0.95
    assert figures["image_text"]["top5"] >= 0.6
    seen = figures["self_supervised"]
    assert seen["anchor_precision"] > seen["untrained_anchor_precision"] + 0.05
    assert figures["retrieve"]["judge_top1"] >= 0.7
    assert figures["retrieve"]["border_scenes"] < 1.5
    assert figures["diffusion"]["seam_scenes"] < figures["diffusion"]["border_scenes"]
    assert figures["diffusion"]["judge_top5"] >= 0.6
    assert figures["retrieve"]["colour_right"] >= 0.6
    assert figures["masked"]["judge_top1"] >= 0.1
    assert figures["autoencoder"]["psnr"] > 24


def test_photographs_of_a_person_are_measured_and_the_scores_drawn(tmp_path: Path) -> None:
    for name in ("cat_photo.jpg", "coffee_photo.jpg"):
        shutil.copy(resource_path("samples") / name, tmp_path / name)
    rows = [
        {"picture": "cat_photo.jpg", "things": [{"name": "a cat", "box": [30, 0, 370, 300]}]},
        {"picture": "coffee_photo.jpg", "things": [{"name": "a cup of coffee", "box": [172, 18, 425, 250]}]},
        {"picture": "lost.jpg", "things": [{"name": "a dog", "box": [0, 0, 9, 9]}]},
    ]
    (tmp_path / "answers.json").write_text(json.dumps({"rows": rows}), encoding="utf-8")
    plot = tmp_path / "reliability.svg"
    arguments = ["bench", "bundle", "--only", "photographs", "--photographs", str(tmp_path), "--plot", str(plot)]
    run = CliRunner().invoke(app, arguments)
    assert run.exit_code == 0, run.output
    assert "photographs.things             2" in run.output and "photographs.detector_peak      1" in run.output
    assert plot.read_text(encoding="utf-8").startswith("<?xml")


def test_scores_that_are_as_sure_as_they_are_right_have_no_error() -> None:
    assert calibration_error([ScoreBin(10, 0.25, 0.25), ScoreBin(30, 0.9, 0.9)]) == 0
    assert calibration_error([ScoreBin(10, 0.2, 0.6), ScoreBin(30, 0.9, 0.8)]) == pytest.approx(0.175)


def test_some_figures_alone_are_measured_and_unknown_ones_refused() -> None:
    run = CliRunner().invoke(app, ["bench", "bundle", "--scenes", "8", "--only", "size_mb", "--only", "judge"])
    assert run.exit_code == 0, run.output
    assert "size_mb" in run.output and "judge.top1" in run.output and "image_text" not in run.output
    refused = CliRunner().invoke(app, ["bench", "bundle", "--only", "beauty"])
    assert refused.exit_code != 0
    assert "beauty" in refused.output and "self_supervised" in refused.output


def test_a_visible_rectangle_is_measured() -> None:
    rng = np.random.default_rng(0)
    before = rng.integers(100, 110, (64, 64, 3)).astype(np.uint8)
    box = Box(16, 16, 48, 48)
    dark, same = before.copy(), before.copy()
    dark[box.as_slices()] //= 2
    same[box.as_slices()] = rng.integers(100, 110, (32, 32, 3))
    assert border_ratio(before, same, box) == pytest.approx(1, abs=0.1)
    assert border_ratio(before, dark, box) > 5


def test_suppressed_peaks_keep_their_distance_and_come_in_order() -> None:
    cue = torch.rand(20, 30, generator=torch.Generator().manual_seed(0))
    peaks = suppressed_peaks(cue, 9)
    values = [float(cue[peak]) for peak in peaks]
    assert values == sorted(values, reverse=True) and values[0] == float(cue.max())
    distances = [np.hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(peaks) for b in peaks[:i]]
    assert min(distances) >= 0.09 * 30
