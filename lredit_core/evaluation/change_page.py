"""What `lredit bench change` measured, as text, JSON and a page with the pictures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from lredit_core.evaluation.change_benchmark import FOUND
from lredit_core.evaluation.page_parts import NO_FIGURE, interval_note, table, whole_page
from lredit_core.evaluation.regions_pictures import as_data_uri, shown_at
from lredit_core.evaluation.regions_run import laid_out
from lredit_core.pictures.atomic_writing import write_json, write_text_atomically

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.evaluation.change_benchmark import Change, ChangeRun, MeasuredChange

#: Longest side of a picture on the page, and how many things are shown; those in photographs come first.
SHOWN_PX, THINGS_SHOWN = 260, 40
_COLUMNS = (
    ("right", "colour right", 2),
    ("hue_off", "hue off, degrees", 1),
    ("texture", "texture kept", 3),
    ("texture95", "at least 0.95", 2),
    ("changed_outside", "pixels changed outside", 0),
    ("seconds", "seconds", 3),
)
_STYLE = (
    "<style>.change { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .6rem; "
    "margin: .5rem 0 1.5rem; } .change img { max-height: none; }</style>"
)


def table_of(figures: dict[str, Any]) -> str:
    """The figures as text, a line for each kind of thing and mask."""
    lines = [["things", *(title for _key, title, _digits in _COLUMNS)]]
    for name, values in figures["figures"].items():
        lines.append([name, *(_number(values[key], digits) for key, _title, digits in _COLUMNS)])
    return "\n".join(laid_out(lines))


def write_run(run: ChangeRun, *, json_file: Path | None, html_file: Path | None) -> None:
    """Writes what was asked for."""
    if json_file is not None:
        write_json(json_file, run.figures)
    if html_file is not None:
        write_text_atomically(html_file, page_of(run))


def page_of(run: ChangeRun) -> str:
    """The whole page, HTML."""
    shown = sorted(run.measured, key=lambda item: item.task.is_drawn)[:THINGS_SHOWN]
    body = [
        _STYLE,
        "<h1>Is it blue now, and still the same thing? Colours, scored</h1>",
        '<p class="about">Colour right: the mean OKLab hue of what has a colour lies within 20 degrees of the word\'s; '
        "for shades of grey little chroma is left and the lightness went there. Texture kept: rank correlation of the "
        "lightness with what it was (median). Found masks are those that follow from the true box, mean IoU "
        f"{run.figures['mask_iou']:.2f}. In brackets: 95 % intervals by bootstrap over changes.</p>",
        _figures_table(run.figures),
        "<h2>Pictures, with found masks</h2>",
        *(_thing(item) for item in shown),
    ]
    if len(shown) < len(run.measured):
        body.append(f'<p class="about">{len(shown)} of {len(run.measured)} things are shown.</p>')
    return whole_page("lredit bench change", body)


def _figures_table(figures: dict[str, Any]) -> str:
    lines = []
    for name, values in figures["figures"].items():
        cells = [f"<td>{escape(name)}</td>"]
        for key, _title, digits in _COLUMNS:
            cells.append(f"<td>{_number(values[key], digits)}{interval_note(values.get(f'{key}_interval'))}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return table(["things", *(title for _key, title, _digits in _COLUMNS)], lines)


def _thing(item: MeasuredChange) -> str:
    heading = f"{item.task.name} on {item.task.background}: mask {item.mask_iou:.2f}, believed {item.confidence:.2f}"
    figures = [_figure(item.task.pixels, "before")]
    figures += [_figure(change.pixels, _told(change)) for change in item.changes if change.mask == FOUND]
    return f'<h3>{escape(heading)}</h3><section class="change">{"".join(figures)}</section>'


def _told(change: Change) -> str:
    off = "" if change.hue_off is None else f", hue off {change.hue_off:.0f}"
    return f"{change.adjustment.in_words}: {'right' if change.is_right else 'wrong'}{off}, texture {change.texture:.2f}"


def _figure(pixels: NDArray[np.uint8], caption: str) -> str:
    picture, _scale = shown_at(pixels, SHOWN_PX)
    return (
        f'<figure><img alt="{escape(caption)}" loading="lazy" src="{as_data_uri(picture)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def _number(value: float | None, digits: int) -> str:
    return NO_FIGURE if value is None else f"{value:.{digits}f}"
