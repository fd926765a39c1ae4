"""`lredit bench photographs`: reads answers, measures every question, and lays the figures out as a table."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lredit_core.bundles.devices import described
from lredit_core.bundles.loading import BundleLoader
from lredit_core.errors import InvalidRequest
from lredit_core.evaluation.figure_tables import laid_out, left_out_lines, number, with_interval, write_figures
from lredit_core.evaluation.methods import measurable
from lredit_core.evaluation.photograph_answers import find_answers, read_answers
from lredit_core.evaluation.photograph_questions import INTENTS, Half, Questionnaire, ask
from lredit_core.evaluation.photographs_benchmark import (
    BESIDE,
    PHOTOGRAPH_METHODS,
    MeasuredQuestion,
    PhotographsBench,
    rows_of,
    summarised,
)
from lredit_core.evaluation.photographs_page import page_of
from lredit_core.evaluation.regions_run import chosen_methods
from lredit_core.evaluation.workers import measured_in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lredit_core.prompt.intent import EditIntent

#: Of the JSON; 2 added what is removed and added.
FIGURES_VERSION = 2


@dataclass(frozen=True, slots=True)
class PhotographsRun:
    """What was measured: the figures as they go into JSON, and the questions behind them."""

    figures: dict[str, Any]
    measured: tuple[MeasuredQuestion, ...]


@dataclass(frozen=True, slots=True)
class PhotographsIngredients:
    """What a `PhotographsBench` is loaded from; plain values, so that they travel to other processes."""

    bundle: str
    seed: int

    def bench(self) -> PhotographsBench:
        return PhotographsBench(BundleLoader().load(self.bundle), self.seed)


def chosen_half(text: str) -> Half | None:
    """ "" for all, "even" or "odd".

    Raises:
        InvalidRequest: for anything else.
    """
    if text not in ("", *Half):
        raise InvalidRequest(f'There is no half "{text}". Say "even" or "odd", or leave --half out for all.')
    return Half(text) if text else None


def chosen_intent(text: str) -> EditIntent:
    """ "replace", "remove" or "add".

    Raises:
        InvalidRequest: for anything else.
    """
    known = {intent.value: intent for intent in INTENTS}
    if text not in known:
        raise InvalidRequest(f'Nothing is asked for "{text}" of photographs. Say one of: {", ".join(known)}.')
    return known[text]


def measure_photographs(
    pictures: Path,
    *,
    answers: Path | None,
    bundle: str,
    intent: str = "replace",
    methods: str = "",
    half: str = "",
    limit: int | None = None,
    seed: int = 0,
    processes: int = 1,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> PhotographsRun:
    """The figures of every method on the photographs in a folder.

    Args:
        pictures: the folder.
        answers: a file, or a folder of .xml files; None for what lies with the pictures.
        bundle: its name or folder.
        intent: as `chosen_intent` reads it.
        methods: as `chosen_methods` reads them.
        half: as `chosen_half` reads it.
        limit: so many questions at most.
        seed: of the edits, the random methods and the intervals.
        processes: questions measured at a time.
        on_progress: called with how many questions are done, of how many.

    Raises:
        InvalidRequest: where the answers cannot be read, or nothing can be asked.
    """
    names, part, asked_for = chosen_methods(methods, PHOTOGRAPH_METHODS), chosen_half(half), chosen_intent(intent)
    known = read_answers(answers if answers is not None else find_answers(pictures))
    asked = ask(known, pictures, half=part, limit=limit, intent=asked_for)
    made_of = PhotographsIngredients(bundle, seed)
    bench = made_of.bench()
    names, left_out = measurable(names, bench.bundle)
    jobs = [(question, names) for question in asked.questions]
    measured: list[MeasuredQuestion] = []
    if processes == 1:
        bench.warm_up(asked.questions[0])
        for done, job in enumerate(jobs, start=1):
            measured.append(bench.measure(*job))
            on_progress(done, len(jobs))
    else:
        measured = measured_in_processes(made_of, jobs, processes=processes, on_progress=on_progress)
    figures = {
        "version": FIGURES_VERSION,
        "bundle": bench.bundle.name,
        "editor": bench.bundle.default_editor,
        "device": described(bench.bundle.device),
        "seed": seed,
        "processes": processes,
        "answers": known.kind,
        "intent": intent,
        "half": half or None,
        **_counts(asked, left_out),
        **summarised(measured, seed=seed),
        "rows": rows_of(measured),
    }
    return PhotographsRun(figures, tuple(measured))


def _counts(asked: Questionnaire, left_out: Mapping[str, str]) -> dict[str, Any]:
    return {
        "left_out": dict(left_out),
        "questions": len(asked.questions),
        "pictures": asked.picture_count,
        "skipped": [{"picture": item.picture, "why": item.why} for item in asked.skipped],
    }


def write_run(run: PhotographsRun, *, json_file: Path | None, html_file: Path | None) -> None:
    """Writes what was asked for."""
    page = functools.partial(page_of, run.figures, run.measured)
    write_figures(run.figures, page, json_file=json_file, html_file=html_file)


_COLUMNS = (
    ("hit50", "IoU 0.5"),
    ("hit30", "IoU 0.3"),
    ("mean_iou", "mean IoU"),
    ("centre_inside", "centre inside"),
    ("best_candidate50", "best of 4"),
)


def table_of(figures: dict[str, Any]) -> str:
    """The figures as text: a line for each method, then what holds for all, then what failed."""
    methods = figures["methods"].values()
    beside = [(key, title) for key, title in BESIDE.items() if any(key in values for values in methods)]
    columns = (*_COLUMNS, *beside)
    lines = [["method", *(title for _key, title in columns), "drafts", "seconds", "median", "failed"]]
    for name, values in figures["methods"].items():
        cells = [with_interval(values, key) for key, _title in columns]
        cells += [
            number(values["drafts"], 0),
            number(values["seconds_mean"], 2),
            number(values["seconds_median"], 2),
        ]
        lines.append([name, *cells, str(values["failures"])])
    proposals, skipped = figures["proposals"], figures["skipped"]
    told = [
        *laid_out(lines),
        f"\n{figures['questions']} questions on {figures['pictures']} pictures. The best of "
        f"{number(proposals['windows'], 0)} proposals has IoU 0.5: {with_interval(proposals, 'best50')}.",
    ]
    if skipped:
        told.append(f"{len(skipped)} pictures were skipped, the first {skipped[0]['picture']}: {skipped[0]['why']}")
    told += left_out_lines(figures)
    told += [
        f"Failed: {item['picture']}, {item['thing']}, {item['method'] or 'whole question'}: {item['why']}"
        for item in figures["failures"]
    ]
    return "\n".join(told)
