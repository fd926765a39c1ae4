"""`lredit bench photographs` as one page that needs no other file: tables, then every photograph."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from lredit_core.errors import PictureError
from lredit_core.evaluation.figure_tables import number
from lredit_core.evaluation.page_parts import interval_note, method_key, table, whole_page
from lredit_core.evaluation.photographs_benchmark import BESIDE
from lredit_core.evaluation.photographs_pictures import choices_picture, map_picture, proposals_picture
from lredit_core.evaluation.regions_pictures import as_data_uri
from lredit_core.pictures.opening import open_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.evaluation.photographs_benchmark import Choice, MeasuredQuestion

#: So many questions are shown at most, lest no browser opens the page; the tables count all.
QUESTIONS_SHOWN = 300
_STYLE = """<style>
.photograph { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: 1rem 0;
  display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 1rem; }
.photograph h3 { grid-column: 1 / -1; font-size: .95rem; margin: 0; font-weight: 600; }
.photograph h3 span { color: var(--soft); font-weight: 400; }
.photograph > img { max-width: 100%; height: auto; border-radius: 4px; }
.photograph ul { grid-column: 1 / -1; columns: 20rem; list-style: none; margin: 0; padding: 0; font-size: .8rem;
  font-variant-numeric: tabular-nums; }
</style>"""
_MEASURES = (
    ("hit50", "hit at IoU 0.5"),
    ("hit30", "hit at IoU 0.3"),
    ("mean_iou", "mean IoU"),
    ("centre_inside", "centre inside"),
    ("best_candidate50", "best of four at 0.5"),
)
_PICTURES = (
    ("The answer and every method’s region", choices_picture),
    ("The relevance map", map_picture),
    ("The proposals", proposals_picture),
)
_EXPLAINED = (
    "First picture: the answer is dashed (where something is added, what is known is dotted), a numbered box is a "
    "method's region, thin boxes in the first method's colour are its other candidates. Second: the relevance map of "
    "the thing's words. Third: the proposals of the balanced preset (thin), the best of them green."
)


def page_of(figures: dict[str, Any], measured: Sequence[MeasuredQuestion]) -> str:
    """The whole page, HTML."""
    half = f", {figures['half']} half of the pictures" if figures["half"] else ""
    about = (
        f"{figures['intent']}: {figures['questions']} questions on {figures['pictures']} pictures{half}, bundle "
        f"{figures['bundle']}, editor {figures['editor']}, {figures['device']}. In brackets: 95 % intervals by "
        "bootstrap over questions."
    )
    asked = [item for item in measured if item.choices]
    shown = asked[:QUESTIONS_SHOWN]
    body = [
        _STYLE,
        "<h1>Where should the edit go? Photographs, scored</h1>",
        f'<p class="about">{escape(about)}</p>',
        _methods_table(figures),
        f'<p class="about">{escape(_proposals(figures["proposals"]))}</p>',
        *_listed("Skipped", [f"{item['picture']}: {item['why']}" for item in figures["skipped"]]),
        *_listed("Failed", [_failure(item) for item in figures["failures"]]),
        "<h2>Photographs</h2>",
        f'<p class="about">{escape(_EXPLAINED)}</p>',
        *(_photograph(item) for item in shown),
    ]
    if len(shown) < len(asked):
        body.append(f'<p class="about">The first {len(shown)} of {len(asked)} questions are shown.</p>')
    return whole_page("lredit bench photographs", body)


def _methods_table(figures: dict[str, Any]) -> str:
    lines = []
    methods = figures["methods"]
    known = [(key, title) for key, title in BESIDE.items() if any(key in values for values in methods.values())]
    measures = (*_MEASURES, *known)
    best = {key: max((values.get(key, 0.0) for values in methods.values()), default=0.0) for key, _title in measures}
    for place, (name, values) in enumerate(methods.items()):
        cells = [f"<td>{method_key(place)}{escape(name)}</td>"]
        for key, _title in measures:
            value = values.get(key, 0.0)
            mark = ' class="best"' if value == best[key] else ""
            cells.append(f"<td{mark}>{value:.2f}{interval_note(values.get(f'{key}_interval'))}</td>")
        for key, digits in (("drafts", 0), ("seconds_mean", 2), ("seconds_median", 2), ("failures", 0)):
            cells.append(f"<td>{number(values[key], digits)}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return table(["method", *(title for _key, title in measures), "drafts", "seconds", "median", "failed"], lines)


def _proposals(figures: dict[str, Any]) -> str:
    if figures["best50"] is None:
        return "No proposals were made."
    low, high = figures["best50_interval"]
    return (
        f"Of {figures['windows']:.0f} proposals a picture the best has IoU 0.5 for {figures['best50']:.2f} [{low:.2f}, "
        f"{high:.2f}] of the questions; its mean IoU is {figures['mean_best_iou']:.2f}. No method that chooses among "
        "them can do better."
    )


def _listed(what: str, lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return [f"<details><summary>{what}: {len(lines)}</summary><ul>{items}</ul></details>"]


def _failure(item: dict[str, str]) -> str:
    return f"{item['picture']}, {item['thing']}, {item['method'] or 'the question'}: {item['why']}"


def _photograph(measured: MeasuredQuestion) -> str:
    question = measured.question
    heading = (
        f"<h3>{escape(question.in_words)} <span>{escape(question.picture)}, question "
        f"{question.number}; best proposal {measured.best_proposal_iou:.2f}</span></h3>"
    )
    try:
        pixels = open_picture(question.path).buffer.to_srgb8()
    except PictureError as error:  # it went while others were measured
        pictures = f"<p>{escape(error.message)}</p>"
    else:
        pictures = "".join(
            f'<img alt="{alt}" loading="lazy" src="{as_data_uri(draw(measured, pixels))}">' for alt, draw in _PICTURES
        )
    verdicts = "".join(_verdict(number, choice) for number, choice in enumerate(measured.choices))
    return f'<section class="photograph">{heading}{pictures}<ul>{verdicts}</ul></section>'


def _verdict(number: int, choice: Choice) -> str:
    told = "failed" if choice.failure else "hit" if choice.iou >= 0.5 else "miss"
    style = "hit" if told == "hit" else "miss"
    return (
        f'<li>{method_key(number)}<span class="{style}">{told} {choice.iou:.2f}</span> {escape(choice.method)}, '
        f"best of {len(choice.candidates)}: {choice.best_iou:.2f}, {choice.seconds:.1f} s</li>"
    )
