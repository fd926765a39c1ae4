"""Benchmarks measured by several processes, and by the machines of a Ray cluster: the figures of one process."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import torch
from typer.testing import CliRunner

from lredit_core.api.request import EditSettings
from lredit_core.bundles.digest import bundle_digest
from lredit_core.cli.commands import app
from lredit_core.cli.exit_codes import EXIT_BAD_REQUEST
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.evaluation import ablation_pieces
from lredit_core.evaluation.ablation import measure_ablation
from lredit_core.evaluation.ablation_pieces import AblationBench, AblationIngredients
from lredit_core.evaluation.regions_benchmark import Row, run_benchmark, summarised
from lredit_core.evaluation.regions_workers import Ingredients
from lredit_core.evaluation.tasks import TaskKind
from lredit_core.evaluation.workers import Workers, _LoadsBench, workers_of
from lredit_core.remote.actor_pool import WorkActor
from tests.core.engine.test_engine import QUICK
from tests.fakes.two_machines import two_machines

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

_KINDS = (TaskKind.REPLACE, TaskKind.SEVERAL)
_METHODS = ("zero-draft", "random")


@pytest.fixture
def made_of(tiny_folder: Path) -> Ingredients:
    torch.set_num_threads(1)
    return Ingredients(str(tiny_folder), None, "", 3)


def measured(
    made_of: Ingredients, scenes: int, workers: Workers[list[Row]] | None, on_progress: Callable[[int, int], None]
) -> list[Row]:
    return run_benchmark(
        made_of.bench(), scenes=scenes, methods=_METHODS, kinds=_KINDS, workers=workers, on_progress=on_progress
    )


def without_seconds(rows: list[Row]) -> tuple[list[object], dict[str, object]]:
    still = [replace(row, outcome=replace(row.outcome, seconds=0.0)) for row in rows]
    pixels = [[item.pixels.tobytes() for item in row.outcome.candidates] for row in still]
    places = [(row.method, row.task.kind, row.task.number, row.outcome.region, row.is_success) for row in still]
    return [*places, *pixels], summarised(still, seed=3)


def test_several_processes_measure_what_one_does(made_of: Ingredients) -> None:
    told: list[tuple[int, int]] = []
    apart = measured(made_of, 2, workers_of(made_of, processes=2), lambda *count: told.append(count))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert without_seconds(apart) == without_seconds(measured(made_of, 2, None, lambda *_count: None))


@pytest.mark.e2e
def test_two_machines_measure_what_one_does_and_a_lost_one_loses_nothing(
    made_of: Ingredients, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray")
    told: list[tuple[int, int]] = []
    with two_machines(monkeypatch) as machines:
        monkeypatch.chdir(Path(made_of.bundle).parent)  # the cluster was begun elsewhere
        near = replace(made_of, bundle=os.path.relpath(made_of.bundle))

        def on_progress(done: int, total: int) -> None:
            told.append((done, total))
            if done == 3:
                machines.lose_the_second()

        apart = measured(near, 5, workers_of(near, ray=machines.address), on_progress)
    assert told == [(done, 10) for done in range(1, 11)]
    assert without_seconds(apart) == without_seconds(measured(made_of, 5, None, lambda *_count: None))


class QuickAblation(AblationIngredients):
    """Makes benches that try little, wherever they are loaded."""

    def bench(self) -> AblationBench:
        ablation_pieces.BUDGET_STEPS = (1, 2)
        EditSettings.for_preset = classmethod(lambda cls, preset: QUICK)  # type: ignore[method-assign, assignment]
        return super().bench()

    def from_anywhere(self) -> QuickAblation:
        return QuickAblation(super().from_anywhere().ingredients)


@pytest.mark.e2e
def test_two_machines_measure_an_ablation_as_one_does(made_of: Ingredients, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    monkeypatch.setattr(ablation_pieces, "BUDGET_STEPS", ablation_pieces.BUDGET_STEPS)  # undone at the end
    monkeypatch.setattr(EditSettings, "for_preset", EditSettings.__dict__["for_preset"])
    quick = QuickAblation(made_of)
    bench = quick.bench().bench
    alone = measure_ablation(bench, scenes=1, runs=1)
    with two_machines(monkeypatch) as machines:
        apart = measure_ablation(bench, scenes=1, runs=1, workers=workers_of(quick, ray=machines.address))
    for figures in (alone, apart):
        for values in figures["editors"].values():
            assert values.pop("seconds") > 0
    assert apart == alone
    assert [list(variants) for variants in apart.values()] == [list(variants) for variants in alone.values()]


def test_a_machine_with_other_drawings_takes_no_part(made_of: Ingredients, tmp_path: Path) -> None:
    art = tmp_path / "art" / "thing"
    art.mkdir(parents=True)
    (art / "a.png").write_bytes(b"a drawing")
    own = replace(made_of, art=tmp_path / "art")
    asked, bundle = own.digest_beside(), bundle_digest(own.bundle)
    (art / "a.png").write_bytes(b"another")
    with pytest.raises(ModelUnavailable, match="has other drawings"):
        WorkActor(_LoadsBench(own, asked), own.bundle, bundle)


def test_processes_and_a_cluster_exclude_each_other(made_of: Ingredients) -> None:
    with pytest.raises(InvalidRequest, match="exclude each other"):
        workers_of(made_of, processes=2, ray="auto")
    for bench in ("regions", "ablation"):
        result = CliRunner().invoke(app, ["bench", bench, "--processes", "2", "--ray", "auto"])
        assert result.exit_code == EXIT_BAD_REQUEST and "--ray exclude each other" in result.output
