"""`lredit bench regions`: loads what it needs, runs the benchmark, and lays the figures out as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lredit_core.bundles.devices import described
from lredit_core.errors import InvalidRequest
from lredit_core.evaluation.figure_tables import laid_out, left_out_lines, with_interval, write_figures
from lredit_core.evaluation.judge import clean_renderings
from lredit_core.evaluation.methods import DEFAULT_METHODS, METHODS, measurable
from lredit_core.evaluation.page_parts import NO_FIGURE
from lredit_core.evaluation.regions_benchmark import Row, run_benchmark, summarised
from lredit_core.evaluation.regions_page import BESIDE_REGIONS, page_of
from lredit_core.evaluation.regions_workers import Ingredients
from lredit_core.evaluation.tasks import TaskKind, kinds_in
from lredit_core.evaluation.workers import workers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lredit_core.cancellation import CancellationToken
    from lredit_core.evaluation.judging import NamesThings
    from lredit_core.evaluation.without_regions import WholeImagePlace
    from lredit_core.synthetic.scenes import SceneMaker

#: Of the JSON; 2 added the judge, what changed around the answer, and the parts of S; 3 editors without regions, whose
#: hits, IoU and pointing are null; 4 the tasks that draw nothing new, the IoU of masks, `placed` and `free`; 5 `ray`:
#: measured on a cluster, the seconds of each row those of its machine.
FIGURES_VERSION = 5


@dataclass(frozen=True, slots=True)
class RegionsRun:
    """What was measured: the figures as they go into JSON, and the rows behind them."""

    figures: dict[str, Any]
    rows: tuple[Row, ...]


def chosen_methods(text: str, default: tuple[str, ...] = DEFAULT_METHODS) -> tuple[str, ...]:
    """ "" for the default ones, "all", or names with commas between; "ours-*" stands for all that begin so.

    Raises:
        InvalidRequest: for a name that there is not.
    """
    if not text:
        return default
    return _chosen(text, tuple(METHODS), "method")


def chosen_tasks(text: str) -> tuple[TaskKind, ...]:
    """Likewise for tasks; "" is all of them."""
    names = _chosen(text or "all", tuple(kind.value for kind in TaskKind), "task")
    return tuple(kind for kind in TaskKind if kind.value in names)


def _chosen(text: str, known: Sequence[str], what: str) -> tuple[str, ...]:
    if text == "all":
        return tuple(known)
    chosen: list[str] = []
    for word in (part.strip() for part in text.split(",")):
        found = [name for name in known if name == word or (word.endswith("*") and name.startswith(word[:-1]))]
        if not found:
            raise InvalidRequest(f'There is no {what} "{word}". There are: {", ".join(known)}, and "all".')
        chosen += found
    return tuple(name for name in known if name in chosen)


def measure_regions(
    *,
    scenes: int,
    seed: int,
    art: Path | None,
    bundle: str,
    editor: str,
    methods: str = "",
    tasks: str = "",
    processes: int = 1,
    ray: str = "",
    token: CancellationToken | None = None,
    others: Sequence[WholeImagePlace] = (),
    has_simulated_clip: bool = False,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> RegionsRun:
    """The figures of every method and every editor without regions, and what they were measured with.

    `processes`, `ray` and `token` as `workers_of` takes them.
    """
    names, kinds = chosen_methods(methods), chosen_tasks(tasks)
    made_of = Ingredients(bundle, art, editor, seed, tuple(others), has_simulated_clip)
    workers = workers_of(made_of, processes=processes, ray=ray, token=token)
    bench = made_of.bench()
    names, left_out = measurable(names, bench.bundle)
    possible = kinds_in(bench.maker.library)
    kinds = tuple(kind for kind in kinds if kind in possible)
    if not kinds:
        raise InvalidRequest(
            f'The drawings in "{art}" are too few for this task, or none carries a colour word. They allow: '
            f"{', '.join(kind.value for kind in possible)}."
        )
    rows = run_benchmark(bench, scenes=scenes, methods=names, kinds=kinds, workers=workers, on_progress=on_progress)
    loaded = bench.bundle
    figures = {
        "version": FIGURES_VERSION,
        "bundle": loaded.name,
        "simulated_clip": has_simulated_clip,
        "editor": editor or loaded.default_editor,
        "device": described(loaded.device),
        "scenes_per_task": scenes,
        "seed": seed,
        "processes": processes,
        "ray": bool(ray),
        "left_out": left_out,
        "judge": _judge_figures(bench.judge, bench.maker) if bench.judge is not None else None,
        "whole_image": {other.name: {"model": other.place.name, "steps": other.steps} for other in others},
        **summarised(rows, seed=seed),
    }
    return RegionsRun(figures, tuple(rows))


def _judge_figures(judge: NamesThings, maker: SceneMaker) -> dict[str, float]:
    """Its accuracy on clean drawings of the things it knows, on plain colours."""
    crops, names = clean_renderings(maker)
    known = [(crop, name) for crop, name in zip(crops, names, strict=True) if name in judge.names]
    if not known:
        return {"clean_accuracy": 0.0, "clean_pictures": 0}
    first = judge.classify([crop for crop, _name in known])[:, 0]
    right = [judge.names[int(seen)] == name for seen, (_crop, name) in zip(first, known, strict=True)]
    return {"clean_accuracy": round(sum(right) / len(right), 3), "clean_pictures": len(known)}


def write_run(run: RegionsRun, *, json_file: Path | None, html_file: Path | None) -> None:
    """Writes what was asked for."""
    write_figures(run.figures, lambda: page_of(run.figures, run.rows), json_file=json_file, html_file=html_file)


def table_of(figures: dict[str, Any]) -> str:
    """Hit rates at IoU 0.5 by task, how often the edit was seen, and the cost, as text."""
    kinds = list(next(iter(figures["methods"].values()))["tasks"])
    heading = ["method", *kinds, "edit seen", "drafts", "edits", "evaluations", "seconds"]
    lines = [heading]
    for name, values in figures["methods"].items():
        tasks = [values["tasks"][kind] for kind in kinds]
        seen = [task["edit_success"] for task in tasks if task["edit_success"] is not None]
        cost = values["cost"]
        lines.append(
            [
                name,
                *(with_interval(task, "hit50") for task in tasks),
                f"{sum(seen) / len(seen):.2f}" if seen else NO_FIGURE,
                f"{cost['drafts']:.0f}",
                f"{cost['edits']:.0f}",
                f"{cost['denoising_evaluations']:.0f}",
                f"{cost['seconds']:.2f}",
            ]
        )
    table = laid_out(lines)
    table += _beside_regions(figures, kinds)
    table += left_out_lines(figures)
    judge = figures.get("judge")
    if judge:
        table.append(
            f"\nEdits are judged by a classifier of its own: {100 * judge['clean_accuracy']:.1f} % of "
            f"{judge['clean_pictures']} clean drawings named rightly."
        )
    return "\n".join(table)


def _beside_regions(figures: dict[str, Any], kinds: Sequence[str]) -> list[str]:
    """What is measured of some tasks alone: masks, where things went, and what is hidden."""
    methods = figures["methods"]
    shown = [
        (key, title, kind)
        for key, title in BESIDE_REGIONS
        for kind in kinds
        if any(values["tasks"][kind][key] is not None for values in methods.values())
    ]
    if not shown:
        return []
    lines = [["method", *(f"{title}: {kind}" for _key, title, kind in shown)]]
    for name, values in methods.items():
        lines.append([name, *(with_interval(values["tasks"][kind], key) for key, _title, kind in shown)])
    return ["", *laid_out(lines)]
