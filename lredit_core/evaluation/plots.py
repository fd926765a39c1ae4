"""Plots by matplotlib, each an SVG that is written whole or not at all; the same figures give the same bytes."""

from __future__ import annotations

import importlib.util
import io
from typing import TYPE_CHECKING, Any

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import check_writable, saying_why_not, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

INK, SOFT = "#1b1d21", "#8a919c"


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


def draw_plot(paint: Callable[[Any], None], path: Path, *, width_in: float, height_in: float) -> None:
    """One plot.

    Args:
        paint: gets matplotlib's axes.
        path: of the SVG.
        width_in: inches.
        height_in: inches.

    Raises:
        InvalidRequest, PictureError: as `check_plots`.
    """
    check_plots(path.parent)
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams.update({"svg.hashsalt": "lredit", "svg.fonttype": "none", "font.family": "sans-serif"})
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(width_in, height_in))
    paint(axes)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    write_atomically(path, drawn.getvalue())
