"""The ablation, on tiny random models: its questions, and that terms sum to the loss the engine learns from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import torch

from lredit_core.api.request import EditSettings
from lredit_core.evaluation.ablation import _drawn_by_all, _looked_up, measure_ablation
from lredit_core.evaluation.ablation_pieces import ANCHOR_COUNTS, drafted
from lredit_core.evaluation.ablation_plots import write_plots
from lredit_core.evaluation.methods import Trial
from lredit_core.evaluation.regions_benchmark import Bench
from lredit_core.evaluation.tasks import TaskKind, make_task
from lredit_core.resources import resource_path
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker
from tests.core.engine.test_engine import QUICK

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.bundles.loading import ModelBundle

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bench(tiny_bundle: ModelBundle) -> Bench:
    return Bench(tiny_bundle, SceneMaker(ArtLibrary(resource_path("art"))))


@pytest.mark.parametrize("kind", [TaskKind.REPLACE, TaskKind.REPLACE_NO_SOURCE])
def test_the_terms_sum_to_the_loss_of_the_engine(bench: Bench, kind: TaskKind, monkeypatch: pytest.MonkeyPatch) -> None:
    # which close-up stands for which depends on how many there are; here each stands for itself
    monkeypatch.setattr("lredit_core.engine.learning.COARSE_IOU", 1.0)
    monkeypatch.setattr("lredit_core.engine.learning.SAME_IOU", 1.0)
    bench = replace(bench, seed=3)
    ours = drafted(bench, kind, 0)
    windows = Trial(
        make_task(bench.maker, kind, 0, seed=3), bench.bundle, editor="", seed=3
    ).all_windows()  # nine anchors, the first of the sixteen
    losses = ours.loss()[:9].reshape(-1)
    assert len(losses) == len(windows.losses)
    assert torch.allclose(losses, windows.losses, atol=1e-4)
    assert torch.allclose(ours.scores[:9].reshape(-1), windows.scores, atol=1e-4)


def test_every_question_has_its_variants(bench: Bench) -> None:
    picture = drafted(replace(bench, seed=3), TaskKind.REPLACE, 1)
    questions = _looked_up([picture], seed=0)
    assert set(questions["anchors (K)"]) == {str(count) for count in ANCHOR_COUNTS}
    assert questions["objective"]["best window there is"]["mean_iou"] == pytest.approx(
        float(picture.iou[:9].max()), abs=1e-3
    )
    for variants in questions.values():
        for values in variants.values():
            low, high = values["interval"]
            assert 0 <= low <= values["hit50"] <= high <= 1


def test_the_whole_runs_and_is_drawn(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lredit_core.evaluation.ablation_pieces.BUDGET_STEPS", (1, 2))
    for module in ("ablation", "ablation_pieces"):
        monkeypatch.setattr(f"lredit_core.evaluation.{module}.ANCHOR_COUNTS", (2, 4, 9))
    monkeypatch.setattr(EditSettings, "for_preset", classmethod(lambda cls, preset: QUICK))
    told: list[tuple[int, int]] = []
    figures = measure_ablation(bench, scenes=1, runs=2, on_progress=lambda *count: told.append(count))
    assert "estimators and budget" in figures and len(figures["estimators and budget"]) == 5
    assert set(figures["several things"]) == {"1 thing", "2 things", "3 things"}
    assert set(figures["editors"]) == set(bench.bundle.manifest.editors)
    assert figures["anchors' sources: replace"]["all"]["mean_iou"] > 0
    total = 2 + 1 + 2 + 2 * len(bench.bundle.manifest.editors) + 4
    assert told == [(done, total) for done in range(1, total + 1)]
    plots = write_plots(figures, tmp_path / "plots")
    assert len(plots) == len(figures)
    text = plots[0].read_text()
    assert "<svg" in text and "95 % interval" in text
    assert sorted((tmp_path / "plots").iterdir()) == sorted(plots)
    assert [path.read_bytes() for path in write_plots(figures, tmp_path / "again")] == [
        path.read_bytes() for path in plots
    ]


def test_editors_that_share_no_thing_are_not_compared(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    info = bench.bundle.editor_info
    names = list(bench.bundle.manifest.editors)
    own = {name: replace(info(name), vocabulary=(f"thing {number}",)) for number, name in enumerate(names)}
    monkeypatch.setattr(type(bench.bundle), "editor_info", lambda _bundle, name: own[name])
    assert _drawn_by_all(bench, names, 2) == []
