"""What `lredit bench remove` measured, as text, JSON and a page with the pictures."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.evaluation.figure_tables import html_table, text_table, write_figures
from lredit_core.evaluation.page_parts import figure, shown_of, strip, whole_page

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.evaluation.remove_benchmark import MeasuredRemoval, Removal, RemoveRun

#: Longest side of a picture on the page, and how many things are shown.
SHOWN_PX, THINGS_SHOWN = 300, 60
_COLUMNS = (
    ("psnr", "PSNR, dB", 2),
    ("distance", "perceptual distance", 3),
    ("seam", "seam", 2),
    ("texture", "texture", 2),
    ("unseen", "no longer seen", 2),
    ("seconds", "seconds", 2),
)
_MASK_COLOUR = np.array((255, 0, 120), np.float32)


def table_of(figures: dict[str, Any]) -> str:
    """The figures as text: the masks, then a line for each fill."""
    return "\n".join([_told_of_masks(figures), "", *text_table("fill", figures["fills"], _COLUMNS)])


def write_run(run: RemoveRun, *, json_file: Path | None, html_file: Path | None) -> None:
    """Writes what was asked for."""
    write_figures(run.figures, lambda: page_of(run), json_file=json_file, html_file=html_file)


def page_of(run: RemoveRun) -> str:
    """The whole page, HTML."""
    shown = run.measured[:THINGS_SHOWN]
    body = [
        "<h1>As if it had never been there? Removals, scored</h1>",
        f'<p class="about">{escape(_told_of_masks(run.figures))} Drawn things on photographs, so that what is behind '
        "them is known. PSNR over what was filled; perceptual distance: of the features of the place and a quarter "
        "around it, 0 is right, the mean; seam: the step across the mask's outline over the true one, and "
        "texture: roughness over the true one (1 is right, medians); no longer seen: the judge gives the place another "
        "name. In brackets: 95 % intervals by bootstrap over things.</p>",
        html_table("fill", run.figures["fills"], _COLUMNS),
        "<h2>Pictures</h2>",
        *(_thing(item) for item in shown),
        *shown_of(len(shown), len(run.measured), "things"),
    ]
    return whole_page("lredit bench remove", body)


def _told_of_masks(figures: dict[str, Any]) -> str:
    mask = figures["mask"]
    low, high = mask["mean_iou_interval"]
    return (
        f"{figures['scenes']} things, masks from their true boxes: mean IoU {mask['mean_iou']:.2f} [{low:.2f}, "
        f"{high:.2f}], at least 0.85 for {mask['iou85']:.2f} of them, the worst {mask['least_iou']:.2f}; "
        f"{mask['seconds']:.2f} s each."
    )


def _thing(item: MeasuredRemoval) -> str:
    task = item.task
    heading = f"{task.name} on {task.background}: mask {item.mask_iou:.2f}, believed {item.confidence:.2f}"
    pictures = [(tinted(task.pixels, item.mask), "with its mask"), (task.truth, "what was behind")]
    pictures += [(removal.pixels, _told(removal)) for removal in item.removals]
    return strip(heading, [figure(pixels, caption, longest_px=SHOWN_PX) for pixels, caption in pictures])


def _told(removal: Removal) -> str:
    return (
        f"{removal.fill}: {removal.psnr:.1f} dB, distance {removal.distance:.3f}, seam {removal.seam:.2f}, "
        f"{removal.seconds:.1f} s{', still seen' if removal.is_unseen is False else ''}"
    )


def tinted(pixels: NDArray[np.uint8], mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(H, W, 3) uint8: a picture with a mask laid over it."""
    share = mask[..., None].astype(np.float32) / 255 * 0.5
    return np.asarray(np.rint(pixels * (1 - share) + _MASK_COLOUR * share), np.uint8)
