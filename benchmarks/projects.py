"""Saving and opening a large project: a 24-megapixel source, ten layers, twenty candidates.

Run: python benchmarks/projects.py [--json FILE]. The aims: whole 3 s, a change 0.3 s, open 2 s.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from lredit_core.api.events import Candidate, CandidateScore  # noqa: E402
from lredit_core.document.document import Document  # noqa: E402
from lredit_core.document.layers import Layer  # noqa: E402
from lredit_core.geometry import Box  # noqa: E402
from lredit_core.pictures.image import PixelBuffer, Pixels  # noqa: E402
from lredit_core.project.content import Project  # noqa: E402
from lredit_core.project.reading import open_project  # noqa: E402
from lredit_core.project.writing import ProjectWriter  # noqa: E402

WIDTH, HEIGHT, LAYERS, CANDIDATES = 6000, 4000, 10, 20
PART = (1200, 900)


def part(number: int) -> Box:
    """Somewhere in the picture."""
    x, y = (number * 397) % (WIDTH - PART[0]), (number * 211) % (HEIGHT - PART[1])
    return Box(x, y, x + PART[0], y + PART[1])


def picture() -> Pixels:
    """A photograph enlarged, with the noise of a sensor."""
    photograph = Image.open(ROOT / "resources/samples/coffee_photo.jpg").convert("RGB").resize((WIDTH, HEIGHT))
    noise = np.random.default_rng(0).integers(-3, 4, (HEIGHT, WIDTH, 1))
    return np.clip(np.asarray(photograph, np.int16) + noise, 0, 255).astype(np.uint8)


def project() -> Project:
    """As a person would have it after a while."""
    pixels = picture()
    mask = np.full((PART[1], PART[0]), 255, np.uint8)

    def cut(number: int) -> Pixels:
        return np.ascontiguousarray(pixels[part(number).as_slices()])

    layers = tuple(Layer(f"layer {number}", part(number), cut(number), mask) for number in range(LAYERS))
    candidates = tuple(
        Candidate(
            candidate_id=str(number),
            box=part(number + LAYERS),
            pixels=cut(number + LAYERS),
            mask=mask,
            preview=np.ascontiguousarray(cut(number)[::8, ::8]),
            score=CandidateScore(*[0.5] * 7),
            anchor_index=None,
            prompt="a hat",
            source_prompt="",
            seed=number,
            editor="drawings",
        )
        for number in range(CANDIDATES)
    )
    return Project("large", Document(PixelBuffer(pixels), layers), candidates)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the seconds here")
    arguments = parser.parse_args()
    whole, seconds = project(), {}
    with tempfile.TemporaryDirectory() as folder:
        path, writer = Path(folder) / "large.lredit", ProjectWriter()
        start = time.perf_counter()
        writer.write(whole, path)
        seconds["save"] = time.perf_counter() - start
        faded = whole.document.with_opacity(whole.document.layers[3].layer_id, 0.5)
        start = time.perf_counter()
        writer.write(replace(whole, document=faded), path)
        seconds["save_a_change"] = time.perf_counter() - start
        start = time.perf_counter()
        open_project(path)
        seconds["open"] = time.perf_counter() - start
        seconds["mebibytes"] = path.stat().st_size / (1 << 20)
    for name, value in seconds.items():
        print(f"{name:16} {value:8.2f}")
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(seconds, indent=2) + "\n")


if __name__ == "__main__":
    main()
