"""`lredit evaluate` as one page that needs no other file: the table, then every picture with all results."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from lredit_core.batch.results_folder import BEFORE, Result, picture_path
from lredit_core.errors import PictureError
from lredit_core.evaluation.figure_tables import html_table, number
from lredit_core.evaluation.page_parts import shown_of, whole_page
from lredit_core.evaluation.prompted_run import FIGURES, about
from lredit_core.evaluation.regions_pictures import as_data_uri, colour_of, scaled, shown_at
from lredit_core.pictures.opening import open_picture

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.evaluation.prompted_run import EvaluationRun

#: So many rows are shown at most, lest no browser opens the page; the table counts all.
ROWS_SHOWN = 200
_LONGEST_PX = 384


def page_of(run: EvaluationRun) -> str:
    """The whole page, HTML."""
    figures = run.figures
    columns = [(key, title, digits) for key, title, digits, _more in FIGURES]
    rows: dict[str, list[Result]] = {}
    for result in run.results:
        rows.setdefault(result.row, []).append(result)
    shown = list(rows.items())[:ROWS_SHOWN]
    by = (
        f", bundle {figures['bundle']}, editor {figures['editor']}, seed {figures['seed']}" if figures["bundle"] else ""
    )
    made_by = f"{figures['list']}: {figures['rows']} rows{by}. "
    body = [
        "<h1>Evaluation</h1>",
        f'<p class="about">{escape(made_by + " ".join(about(figures)))}</p>',
        html_table("method", figures["methods"], [*columns, ("seconds", "seconds", 1), ("failures", "failed", 0)]),
        "<h2>Pictures</h2>",
        *shown_of(len(shown), len(rows), "pictures"),
        *(_row(run.folder, name, results) for name, results in shown),
    ]
    return whole_page("lredit evaluate", body)


def _row(folder: Path, name: str, results: list[Result]) -> str:
    asked = " for ".join(f"“{words}”" for words in (results[0].prompt, results[0].source) if words)
    figures = [_figure(picture_path(folder, name, BEFORE), "before", "")]
    for place, result in enumerate(results):
        path = picture_path(folder, name, result.method)
        told = result.failure or _told(result.figures) + (f"<br>{escape(result.note)}" if result.note else "")
        figures.append(
            f"<figure><figcaption>{escape(result.method)}: {escape(result.failure)}</figcaption></figure>"
            if result.failure
            else _figure(path, result.method, told, result=result, number_of_method=place)
        )
    return f'<h3>{escape(asked)} <small>{escape(name)}</small></h3><section class="strip">{"".join(figures)}</section>'


def _told(figures: dict[str, Any]) -> str:
    shown = [f"{title} {number(figures.get(key), digits)}" for key, title, digits, _more in FIGURES]
    return escape(", ".join(shown))


def _figure(path: Path, caption: str, told: str, *, result: Result | None = None, number_of_method: int = 0) -> str:
    """A picture, with the method's own regions drawn thinly, its caption, and what is told of it (HTML)."""
    from PIL import ImageDraw

    try:
        pixels = open_picture(path).buffer.to_srgb8()
    except PictureError as error:  # it went while others were measured
        return f"<figure><figcaption>{escape(caption)}: {escape(error.message)}</figcaption></figure>"
    picture, scale = shown_at(pixels, _LONGEST_PX)
    draw = ImageDraw.Draw(picture)
    for box in result.regions if result is not None else ():
        draw.rectangle(scaled(box, scale), outline=colour_of(number_of_method), width=1)
    return (
        f'<figure><img alt="{escape(caption)}" loading="lazy" src="{as_data_uri(picture)}">'
        f"<figcaption><b>{escape(caption)}</b><br>{told}</figcaption></figure>"
    )
