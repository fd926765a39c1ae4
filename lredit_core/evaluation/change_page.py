"""What `lredit bench change` measured, as text, JSON and a page with the pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lredit_core.evaluation.change_benchmark import FOUND
from lredit_core.evaluation.figure_tables import html_table, text_table, write_figures
from lredit_core.evaluation.page_parts import figure, shown_of, strip, whole_page

if TYPE_CHECKING:
    from pathlib import Path

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


def table_of(figures: dict[str, Any]) -> str:
    """The figures as text, a line for each kind of thing and mask."""
    return "\n".join(text_table("things", figures["figures"], _COLUMNS))


def write_run(run: ChangeRun, *, json_file: Path | None, html_file: Path | None) -> None:
    """Writes what was asked for."""
    write_figures(run.figures, lambda: page_of(run), json_file=json_file, html_file=html_file)


def page_of(run: ChangeRun) -> str:
    """The whole page, HTML."""
    shown = sorted(run.measured, key=lambda item: item.task.is_drawn)[:THINGS_SHOWN]
    body = [
        "<h1>Is it blue now, and still the same thing? Colours, scored</h1>",
        '<p class="about">Colour right: the mean OKLab hue of what has a colour lies within 20 degrees of the word\'s; '
        "for shades of grey little chroma is left and the lightness went there. Texture kept: rank correlation of the "
        "lightness with what it was (median). Found masks are those that follow from the true box, mean IoU "
        f"{run.figures['mask_iou']:.2f}. In brackets: 95 % intervals by bootstrap over changes.</p>",
        html_table("things", run.figures["figures"], _COLUMNS),
        "<h2>Pictures, with found masks</h2>",
        *(_thing(item) for item in shown),
        *shown_of(len(shown), len(run.measured), "things"),
    ]
    return whole_page("lredit bench change", body)


def _thing(item: MeasuredChange) -> str:
    heading = f"{item.task.name} on {item.task.background}: mask {item.mask_iou:.2f}, believed {item.confidence:.2f}"
    pictures = [(item.task.pixels, "before")]
    pictures += [(change.pixels, _told(change)) for change in item.changes if change.mask == FOUND]
    return strip(heading, [figure(pixels, caption, longest_px=SHOWN_PX) for pixels, caption in pictures])


def _told(change: Change) -> str:
    off = "" if change.hue_off is None else f", hue off {change.hue_off:.0f}"
    return f"{change.adjustment.in_words}: {'right' if change.is_right else 'wrong'}{off}, texture {change.texture:.2f}"
