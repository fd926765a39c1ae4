"""`lredit bench regions`: loads what it needs, runs the benchmark, and lays the figures out as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lredit_core.art import ArtLibrary
from lredit_core.bundles.loading import BundleLoader
from lredit_core.devices import described
from lredit_core.evaluation.backgrounds import BackgroundPhotos
from lredit_core.evaluation.regions_benchmark import run_benchmark, summarised
from lredit_core.evaluation.tasks import TaskKind
from lredit_core.resources import resource_path


def measure_regions(
    *, scenes: int, seed: int, art: Path | None, bundle: str, editor: str, tell: Callable[[int, int], None]
) -> dict[str, Any]:
    """The figures of every method, and what they were measured with."""
    loaded = BundleLoader(art_folder=art).load(bundle)
    rows = run_benchmark(
        loaded,
        ArtLibrary(art or resource_path("art")),
        BackgroundPhotos(resource_path("backgrounds")),
        scenes=scenes,
        seed=seed,
        editor=editor,
        tell=tell,
    )
    return {
        "version": 1,
        "bundle": loaded.name,
        "editor": editor or loaded.default_editor,
        "device": described(loaded.device),
        "scenes_per_task": scenes,
        "seed": seed,
        **summarised(rows, seed=seed),
    }


def table_of(figures: dict[str, Any]) -> str:
    """Hit rates at IoU 0.5 by task, and the cost, as text."""
    kinds = [kind.value for kind in TaskKind]
    heading = ["method", *kinds, "drafts", "edits", "seconds"]
    lines = [heading]
    for name, values in figures["methods"].items():
        hits = [f"{values['tasks'][kind]['hit50']:.2f}" for kind in kinds]
        cost = values["cost"]
        lines.append([name, *hits, f"{cost['drafts']:.0f}", f"{cost['edits']:.0f}", f"{cost['seconds']:.2f}"])
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
