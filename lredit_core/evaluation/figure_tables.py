"""Figures laid out: a line for each of what was compared, a column for each figure, as text and as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from lredit_core.evaluation.page_parts import NO_FIGURE, interval_note, table
from lredit_core.pictures.atomic_writing import write_json, write_text_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

#: A figure's key in the JSON, its title, and how many digits are shown.
Column = tuple[str, str, int]


def number(value: float | None, digits: int) -> str:
    """A figure as it is shown; a dash for None."""
    return NO_FIGURE if value is None else f"{value:.{digits}f}"


def with_interval(values: Mapping[str, Any], key: str, digits: int = 2) -> str:
    """ "0.86 [0.76, 0.97]", the interval as it stands under the key with "_interval"; a dash for None."""
    pair = values.get(f"{key}_interval")
    shown = number(values[key], digits)
    return shown if pair is None else f"{shown} [{', '.join(number(end, max(digits, 2)) for end in pair)}]"


def laid_out(lines: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as lines of text, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]


def left_out_lines(figures: Mapping[str, Any]) -> list[str]:
    """What was not measured and why, a line for each reason; [] where all was."""
    reasons: dict[str, list[str]] = {}
    for name, why in figures.get("left_out", {}).items():
        reasons.setdefault(why, []).append(name)
    return [f"\nNot measured: {', '.join(names)}. {why}" for why, names in reasons.items()]


def text_table(what: str, figures: Mapping[str, Mapping[str, Any]], columns: Sequence[Column]) -> list[str]:
    """Lines of text.

    Args:
        what: the first column's title: what is compared.
        figures: of each.
        columns: which of them are shown.
    """
    lines = [[what, *(title for _key, title, _digits in columns)]]
    for name, values in figures.items():
        lines.append([name, *(number(values[key], digits) for key, _title, digits in columns)])
    return laid_out(lines)


def html_table(what: str, figures: Mapping[str, Mapping[str, Any]], columns: Sequence[Column]) -> str:
    """The same as HTML, with intervals where there are any."""
    lines = []
    for name, values in figures.items():
        cells = [f"<td>{escape(name)}</td>"]
        for key, _title, digits in columns:
            cells.append(
                f"<td>{number(values[key], digits)}{interval_note(values.get(f'{key}_interval'), max(digits, 2))}</td>"
            )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return table([what, *(title for _key, title, _digits in columns)], lines)


def write_figures(
    figures: Mapping[str, Any], page: Callable[[], str], *, json_file: Path | None, html_file: Path | None
) -> None:
    """Writes what was asked for; the page is HTML, and made only where it is wanted."""
    if json_file is not None:
        write_json(json_file, figures)
    if html_file is not None:
        write_text_atomically(html_file, page())
