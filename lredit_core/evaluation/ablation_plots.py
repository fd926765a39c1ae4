"""The plots of docs/findings.md: a dot for each variant with its interval, readable without colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lredit_core.evaluation.plots import INK, SOFT, check_plots, draw_plot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MOST_LABEL = 40


def write_plots(figures: dict[str, dict[str, Any]], folder: Path) -> list[Path]:
    """One SVG for each question, each whole or not at all.

    Raises:
        InvalidRequest, PictureError: as `check_plots`.
    """
    check_plots(folder)
    written: list[Path] = []
    for question, variants in figures.items():
        path = folder / f"{re.sub(r'[^a-z0-9]+', '-', question.lower()).strip('-')}.svg"
        draw_plot(_Variants(question, variants).paint, path, width_in=7.2, height_in=0.7 + 0.27 * len(variants))
        written.append(path)
    return written


class _Variants:
    """The variants of one question, a row each."""

    def __init__(self, question: str, variants: Mapping[str, Any]) -> None:
        self._question, self._variants = question, variants

    def paint(self, axes: Any) -> None:
        names = list(self._variants)
        for row, values in enumerate(self._variants.values()):
            low, high = values["interval"]
            axes.plot([low, high], [row, row], color=SOFT, linewidth=2, solid_capstyle="round", zorder=1)
            axes.plot(values["hit50"], row, "o", color=INK, markersize=6, zorder=2)
            axes.plot(values["mean_iou"], row, "|", color=INK, markersize=9, markeredgewidth=1.5, zorder=2)
            axes.annotate(f"{values['hit50']:.2f}", (1.03, row), va="center", fontsize=8, annotation_clip=False)
        axes.set_yticks(range(len(names)), [name[:_MOST_LABEL] for name in names], fontsize=8)
        axes.invert_yaxis()
        axes.set_xlim(-0.02, 1.02)
        axes.tick_params(axis="x", labelsize=8)
        axes.grid(axis="x", color="#e3e5e9", linewidth=0.8)
        axes.spines["left"].set_visible(False)
        pictures = max(values["pictures"] for values in self._variants.values())
        axes.set_xlabel(
            f"dot: hit rate at IoU 0.5 with its 95 % interval, bar: mean IoU; {pictures} pictures", fontsize=8
        )
        axes.set_title(self._question, fontsize=10, loc="left")
