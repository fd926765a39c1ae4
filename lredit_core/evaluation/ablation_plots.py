"""The plots of docs/findings.md: a dot for each variant with its interval, readable without colour."""

from __future__ import annotations

import importlib.util
import io
import re
from typing import TYPE_CHECKING, Any

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import check_writable, saying_why_not, write_atomically

if TYPE_CHECKING:
    from pathlib import Path

_INK, _SOFT = "#1b1d21", "#8a919c"
_MOST_LABEL = 40


def check_plots(folder: Path) -> None:
    """Looks before the figures are measured whether they can be drawn into a folder, which is made.

    Raises:
        InvalidRequest: where matplotlib is not installed (the `bench` extra).
        PictureError: where the folder cannot be written to.
    """
    if importlib.util.find_spec("matplotlib") is None:
        raise InvalidRequest("Plots are drawn by matplotlib, which is not installed: pip install 'lredit[bench]'.")
    with saying_why_not(folder):
        folder.mkdir(parents=True, exist_ok=True)
    check_writable(folder / "plot.svg")


def write_plots(figures: dict[str, dict[str, Any]], folder: Path) -> list[Path]:
    """One SVG for each question, each whole or not at all.

    Raises:
        InvalidRequest, PictureError: as `check_plots`.
    """
    check_plots(folder)
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams.update({"svg.hashsalt": "lredit", "svg.fonttype": "none", "font.family": "sans-serif"})
    from matplotlib import pyplot

    written: list[Path] = []
    for question, variants in figures.items():
        names = list(variants)
        figure, axes = pyplot.subplots(figsize=(7.2, 0.7 + 0.27 * len(names)))
        for row, name in enumerate(names):
            values = variants[name]
            low, high = values["interval"]
            axes.plot([low, high], [row, row], color=_SOFT, linewidth=2, solid_capstyle="round", zorder=1)
            axes.plot(values["hit50"], row, "o", color=_INK, markersize=6, zorder=2)
            axes.plot(values["mean_iou"], row, "|", color=_INK, markersize=9, markeredgewidth=1.5, zorder=2)
            axes.annotate(f"{values['hit50']:.2f}", (1.03, row), va="center", fontsize=8, annotation_clip=False)
        axes.set_yticks(range(len(names)), [name[:_MOST_LABEL] for name in names], fontsize=8)
        axes.invert_yaxis()
        axes.set_xlim(-0.02, 1.02)
        axes.tick_params(axis="x", labelsize=8)
        axes.grid(axis="x", color="#e3e5e9", linewidth=0.8)
        axes.set_axisbelow(True)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        pictures = max(values["pictures"] for values in variants.values())
        axes.set_xlabel(
            f"dot: hit rate at IoU 0.5 with its 95 % interval, bar: mean IoU; {pictures} pictures", fontsize=8
        )
        axes.set_title(question, fontsize=10, loc="left")
        path = folder / f"{re.sub(r'[^a-z0-9]+', '-', question.lower()).strip('-')}.svg"
        drawn = io.BytesIO()
        figure.savefig(drawn, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
        pyplot.close(figure)
        write_atomically(path, drawn.getvalue())
        written.append(path)
    return written
