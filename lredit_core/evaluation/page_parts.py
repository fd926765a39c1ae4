"""What the benchmarks' pages share: their style, tables, and the marks of methods."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from lredit_core.evaluation.regions_pictures import as_data_uri, colour_of, shown_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1d21; --soft: #5c626c; --ground: #fbfbfc; --card: #ffffff; --line: #d9dce1;
  --good: #0b7a3e; --bad: #a3341f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaee; --soft: #a2a8b3; --ground: #17191d; --card: #202329;
  --line: #363b44; --good: #5fd08d; --bad: #ef8b74; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 78rem; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
p.about { color: var(--soft); margin: 0 0 1.5rem; max-width: 60rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .85rem; background: var(--card); }
th, td { padding: .3rem .65rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; } thead th { color: var(--soft); font-weight: 600; }
td small { color: var(--soft); display: block; font-size: .72rem; }
td.best { font-weight: 700; }
summary { cursor: pointer; color: var(--soft); margin: .5rem 0; }
.key { display: inline-flex; align-items: center; justify-content: center; min-width: 1.5rem; height: 1.1rem;
  border: 1px solid #000; font-size: .72rem; margin-right: .4rem; color: #000; }
.key.dark { color: #fff; }
.scene { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: 1rem 0;
  display: grid; grid-template-columns: minmax(18rem, 30rem) 1fr; gap: 1rem; }
@media (max-width: 60rem) { .scene { grid-template-columns: 1fr; } }
.scene h3 { grid-column: 1 / -1; font-size: .95rem; margin: 0; font-weight: 600; }
.scene h3 span { color: var(--soft); font-weight: 400; }
.scene > img { max-width: 100%; height: auto; border-radius: 4px; }
.edits { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .6rem;
  align-content: start; }
figure { margin: 0; font-size: .75rem; }
figure img { display: block; max-width: 100%; max-height: 8.5rem; border-radius: 3px; }
.strip { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .6rem;
  margin: .5rem 0 1.5rem; }
.strip img { max-height: none; }
.hit { color: var(--good); } .miss { color: var(--bad); }
"""

#: Stands where a figure has no meaning: regions of an editor that knows none.
NO_FIGURE = "–"


def whole_page(title: str, body: Sequence[str]) -> str:
    """A page that needs no other file; `body` is HTML."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def table(heading: Sequence[str], lines: Sequence[str]) -> str:
    """A table from its heading and the HTML of its rows; a wide one scrolls by itself."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in heading)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table></div>'


def method_key(number: int) -> str:
    """The number of a method (from 0) in its colour, as it stands on the pictures."""
    red, green, blue = colour_of(number)
    shade = " dark" if 0.3 * red + 0.59 * green + 0.11 * blue <= 110 else ""
    return f'<span class="key{shade}" style="background:rgb({red},{green},{blue})">{number + 1}</span>'


def interval_note(pair: Sequence[float] | None, digits: int = 2) -> str:
    """An interval in small type; nothing for None."""
    return "" if pair is None else f"<small>[{pair[0]:.{digits}f}, {pair[1]:.{digits}f}]</small>"


def figure(pixels: NDArray[np.uint8], caption: str, *, longest_px: int) -> str:
    """A picture, (H, W, 3) uint8, with its caption."""
    picture, _scale = shown_at(pixels, longest_px)
    return (
        f'<figure><img alt="{escape(caption)}" loading="lazy" src="{as_data_uri(picture)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def strip(heading: str, figures: Sequence[str]) -> str:
    """Pictures of one thing side by side; `figures` are HTML."""
    return f'<h3>{escape(heading)}</h3><section class="strip">{"".join(figures)}</section>'


def shown_of(shown: int, count: int, what: str) -> list[str]:
    """A line that says how many of them are shown, where some are not."""
    return [f'<p class="about">{shown} of {count} {what} are shown.</p>'] if shown < count else []
