"""What `lredit bench remove` measured, as text, JSON and a page with the pictures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.evaluation.page_parts import NO_FIGURE, interval_note, table, whole_page
from lredit_core.evaluation.regions_pictures import as_data_uri, shown_at
from lredit_core.evaluation.regions_run import laid_out
from lredit_core.pictures.atomic_writing import write_json, write_text_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.evaluation.remove_benchmark import MeasuredRemoval, RemoveRun

#: Longest side of a picture on the page, and how many things are shown.
SHOWN_PX, THINGS_SHOWN = 300, 60
_COLUMNS = (
    ("psnr", "PSNR, dB", 2),
    ("seam", "seam", 2),
    ("texture", "texture", 2),
    ("unseen", "no longer seen", 2),
    ("seconds", "seconds", 2),
)
_MASK_COLOUR = np.array((255, 0, 120), np.float32)
_STYLE = (
    "<style>.removal { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .6rem; "
    "margin: .5rem 0 1.5rem; } .removal img { max-height: none; }</style>"
)


def table_of(figures: dict[str, Any]) -> str:
    """The figures as text: the masks, then a line for each fill."""
    lines = [["fill", *(title for _key, title, _digits in _COLUMNS)]]
    for name, values in figures["fills"].items():
        lines.append([name, *(_number(values[key], digits) for key, _title, digits in _COLUMNS)])
    return "\n".join([_told_of_masks(figures), "", *laid_out(lines)])


def write_run(run: RemoveRun, *, json_file: Path | None, html_file: Path | None) -> None:
    """Writes what was asked for."""
    if json_file is not None:
        write_json(json_file, run.figures)
    if html_file is not None:
        write_text_atomically(html_file, page_of(run))


def page_of(run: RemoveRun) -> str:
    """The whole page, HTML."""
    shown = run.measured[:THINGS_SHOWN]
    body = [
        _STYLE,
        "<h1>As if it had never been there? Removals, scored</h1>",
        f'<p class="about">{escape(_told_of_masks(run.figures))} Drawn things on photographs, so that what is behind '
        "them is known. PSNR over what was filled; seam: the step across the mask's outline over the true one, and "
        "texture: roughness over the true one (1 is right, medians); no longer seen: the judge gives the place another "
        "name. In brackets: 95 % intervals by bootstrap over things.</p>",
        _fills_table(run.figures),
        "<h2>Pictures</h2>",
        *(_thing(item) for item in shown),
    ]
    if len(shown) < len(run.measured):
        body.append(f'<p class="about">The first {len(shown)} of {len(run.measured)} are shown.</p>')
    return whole_page("lredit bench remove", body)


def _told_of_masks(figures: dict[str, Any]) -> str:
    mask = figures["mask"]
    low, high = mask["mean_iou_interval"]
    return (
        f"{figures['scenes']} things, masks from their true boxes: mean IoU {mask['mean_iou']:.2f} [{low:.2f}, "
        f"{high:.2f}], at least 0.85 for {mask['iou85']:.2f} of them, the worst {mask['least_iou']:.2f}; "
        f"{mask['seconds']:.2f} s each."
    )


def _fills_table(figures: dict[str, Any]) -> str:
    lines = []
    for name, values in figures["fills"].items():
        cells = [f"<td>{escape(name)}</td>"]
        for key, _title, digits in _COLUMNS:
            note = interval_note(values.get(f"{key}_interval"))
            cells.append(f"<td>{_number(values[key], digits)}{note}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return table(["fill", *(title for _key, title, _digits in _COLUMNS)], lines)


def _thing(item: MeasuredRemoval) -> str:
    task = item.task
    heading = f"{task.name} on {task.background}: mask {item.mask_iou:.2f}, believed {item.confidence:.2f}"
    figures = [
        _figure(tinted(task.pixels, item.mask), "with its mask"),
        _figure(task.truth, "what was behind"),
        *(
            _figure(
                removal.pixels,
                f"{removal.fill}: {removal.psnr:.1f} dB, seam {removal.seam:.2f}, {removal.seconds:.1f} s"
                + (", still seen" if removal.is_unseen is False else ""),
            )
            for removal in item.removals
        ),
    ]
    return f'<h3>{escape(heading)}</h3><section class="removal">{"".join(figures)}</section>'


def tinted(pixels: NDArray[np.uint8], mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(H, W, 3) uint8: a picture with a mask laid over it."""
    share = mask[..., None].astype(np.float32) / 255 * 0.5
    return np.asarray(np.rint(pixels * (1 - share) + _MASK_COLOUR * share), np.uint8)


def _figure(pixels: NDArray[np.uint8], caption: str) -> str:
    picture, _scale = shown_at(pixels, SHOWN_PX)
    return (
        f'<figure><img alt="{escape(caption)}" loading="lazy" src="{as_data_uri(picture)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def _number(value: float | None, digits: int) -> str:
    return NO_FIGURE if value is None else f"{value:.{digits}f}"
