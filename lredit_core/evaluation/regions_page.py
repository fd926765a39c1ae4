"""The benchmark as one page that needs no other file: tables, and per scene the boxes and the edits."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from lredit_core.evaluation.page_parts import NO_FIGURE, interval_note, method_key, table, whole_page
from lredit_core.evaluation.regions_pictures import as_data_uri, edit_picture, scene_picture
from lredit_core.evaluation.tasks import TaskKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.evaluation.regions_benchmark import Row

#: So many scenes of each task are shown; the tables count all.
SCENES_SHOWN = 6

#: Figures that some tasks have alone.
BESIDE_REGIONS = (("mask_iou", "mask IoU"), ("placed", "placed"), ("free", "free"))
_MEASURES = (
    ("hit50", "hit at IoU 0.5", "hit50_interval"),
    ("mean_iou", "mean IoU", "mean_iou_interval"),
    ("pointing", "pointing", None),
    ("edit_success", "edit success", "edit_success_interval"),
    *((key, title, f"{key}_interval") for key, title in BESIDE_REGIONS),
    ("score", "S", None),
    ("score_text_to_image", "S_t2i", None),
    ("score_image_to_image", "S_i2i", None),
    ("changed_outside", "changed outside", None),
    ("psnr_outside_db", "PSNR outside, dB", None),
    ("feature_distance_outside", "feature distance outside", None),
)


def page_of(figures: dict[str, Any], rows: Sequence[Row]) -> str:
    """The whole page, HTML."""
    methods = list(figures["methods"])
    kinds = [kind for kind in TaskKind if any(row.task.kind is kind for row in rows)]
    judged = figures.get("judge")
    about = [
        f"{figures['scenes_per_task']} scenes for each task, seed {figures['seed']}, bundle {figures['bundle']}, "
        f"editor {figures['editor']}, {figures['device']}. In brackets: 95 % intervals by bootstrap over scenes."
    ]
    if judged:
        about.append(f"The judge of the edits names {100 * judged['clean_accuracy']:.0f} % of clean drawings rightly.")
    if others := figures.get("whole_image"):
        told = ", ".join(f"{name} ({other['model']}, {other['steps']} steps)" for name, other in others.items())
        about.append(f"Editors without regions repaint the whole picture, so that they hit nothing: {told}.")
    body = [
        "<h1>Where should the edit go? Regions, scored</h1>",
        f'<p class="about">{escape(" ".join(about))}</p>',
        "<h2>Hit rate at IoU 0.5, and what each method costs alone</h2>",
        _hits_table(figures, methods, kinds),
        *(_details(figures, methods, kind) for kind in kinds),
    ]
    for kind in kinds:
        body.append(f"<h2>Task: {escape(kind.value)}</h2>")
        own = [row for row in rows if row.task.kind is kind]
        for number in list(dict.fromkeys(row.task.number for row in own))[:SCENES_SHOWN]:
            body.append(_scene([row for row in own if row.task.number == number], methods))
    return whole_page("lredit bench regions", body)


def _hits_table(figures: dict[str, Any], methods: Sequence[str], kinds: Sequence[TaskKind]) -> str:
    heading = ["method", *(kind.value for kind in kinds), "drafts", "edits", "denoising evaluations", "seconds"]
    rates = {kind: [figures["methods"][name]["tasks"][kind.value]["hit50"] for name in methods] for kind in kinds}
    best = {kind: max((rate for rate in rates[kind] if rate is not None), default=None) for kind in kinds}
    lines = []
    for number, name in enumerate(methods):
        values = figures["methods"][name]
        cells = [f"<td>{method_key(number)}{escape(name)}</td>"]
        for kind in kinds:
            task = values["tasks"][kind.value]
            rate = task["hit50"]
            mark = ' class="best"' if rate is not None and rate == best[kind] else ""
            shown = NO_FIGURE if rate is None else f"{rate:.2f}"
            cells.append(f"<td{mark}>{shown}{interval_note(task['hit50_interval'])}</td>")
        cost = values["cost"]
        cells += [f"<td>{cost[key]:.0f}</td>" for key in ("drafts", "edits", "denoising_evaluations")]
        cells.append(f"<td>{cost['seconds']:.2f}</td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return table(heading, lines)


def _details(figures: dict[str, Any], methods: Sequence[str], kind: TaskKind) -> str:
    lines = []
    for number, name in enumerate(methods):
        task = figures["methods"][name]["tasks"][kind.value]
        cells = [f"<td>{method_key(number)}{escape(name)}</td>"]
        for key, _title, interval in _MEASURES:
            value = task[key]
            digits = 4 if key == "feature_distance_outside" else 2
            shown = NO_FIGURE if value is None else f"{value:.{digits}f}"
            cells.append(f"<td>{shown}{interval_note(task[interval]) if interval else ''}</td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    heading = ["method", *(title for _key_, title, _interval_ in _MEASURES)]
    return f"<details><summary>All measures: {escape(kind.value)}</summary>{table(heading, lines)}</details>"


def _scene(rows: Sequence[Row], methods: Sequence[str]) -> str:
    task = rows[0].task
    prompts = f"“{task.prompt}”" + (f" for “{task.source_prompt}”" if task.source_prompt else "")
    figures = []
    for row in rows:
        number = methods.index(row.method)
        verdict = "hit" if row.is_hit else "miss"
        shown = "no region" if row.iou is None else f'<span class="{verdict}">{verdict} {row.iou:.2f}</span>'
        success = "" if row.is_success is None else ", edit seen" if row.is_success else ", edit not seen"
        success += "" if row.mask_iou is None else f", mask {row.mask_iou:.2f}"
        success += ", not placed" if row.is_placed is False else ""
        success += ", hides a thing" if row.is_free is False else ""
        figures.append(
            f'<figure><img alt="{escape(row.method)}" loading="lazy" src="{as_data_uri(edit_picture(row))}">'
            f"<figcaption>{method_key(number)}{escape(row.method)}<br>{shown}{success}</figcaption></figure>"
        )
    explained = (
        "dashed: the answer, dotted: things that are there, dots: anchors, numbered boxes: methods, thin boxes: where "
        "things went"
    )
    return (
        f'<section class="scene"><h3>{escape(prompts)} <span>scene {task.number}; {explained}</span></h3>'
        f'<img alt="The scene with every method’s box" loading="lazy" src="{as_data_uri(scene_picture(rows))}">'
        f'<div class="edits">{"".join(figures)}</div></section>'
    )
