"""What a journal keeps of a box or a mask that was not edited yet."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lredit_core.document.document import Document
from lredit_core.document.silhouette import Silhouette
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.project.content import InHand, Project
from lredit_core.project.reading import open_unpacked
from lredit_core.project.writing import ProjectWriter
from tests.core.project.test_errors_while_saving import PROJECT, SOURCE

if TYPE_CHECKING:
    from pathlib import Path

MASK = Silhouette(Box(2, 3, 12, 11), np.random.default_rng(2).integers(0, 256, (8, 10), dtype=np.uint8), 0.5)
STROKES = Silhouette(Box(20, 10, 24, 12), np.full((2, 4), 255, np.uint8))
HAND = InHand(Box(2, 3, 12, 11), (Box(1, 1, 5, 5),), MASK, STROKES, "layer:x", None, is_all=True)


def written(folder: Path, hand: InHand | None, writer: ProjectWriter | None = None) -> ProjectWriter:
    writer = writer or ProjectWriter()
    writer.write_unpacked(PROJECT, folder, hand)
    return writer


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    writer = written(tmp_path, HAND)
    hand = open_unpacked(tmp_path).hand
    assert hand is not None and hand.mask is not None and hand.not_from is not None
    assert (hand.box, hand.others, hand.origin_id, hand.is_all) == (HAND.box, HAND.others, "layer:x", True)
    assert (hand.mask.mask == MASK.mask).all() and hand.mask.confidence == 0.5 and hand.not_from.reach == STROKES.reach
    before = (tmp_path / "project.json").stat().st_mtime_ns
    written(tmp_path, InHand(Box(3, 3, 13, 11)), writer)
    assert (tmp_path / "project.json").stat().st_mtime_ns == before, "only what is in hand was written"
    moved = open_unpacked(tmp_path).hand
    assert moved is not None and moved.box == Box(3, 3, 13, 11) and moved.mask is None
    written(tmp_path, None, writer)
    assert open_unpacked(tmp_path).hand is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blobs", "pixels", "project.json"]


def test_it_is_in_no_project_file(tmp_path: Path) -> None:
    writer = written(tmp_path / "journal", HAND)
    writer.write(PROJECT, tmp_path / "one.lredit")
    ProjectWriter().write(PROJECT, tmp_path / "two.lredit")
    assert (tmp_path / "one.lredit").read_bytes() == (tmp_path / "two.lredit").read_bytes()


@pytest.mark.parametrize(
    "damage",
    [{"box": "x"}, {"more": 1}, {"source": f"pixels/{0:032}.png"}, {"mask": {"reach": [0, 0, 1, 1]}}, {"others": 3}],
)
def test_one_that_is_damaged_or_of_another_picture_costs_nothing_else(tmp_path: Path, damage: dict[str, Any]) -> None:
    written(tmp_path, HAND)
    path = tmp_path / "hand.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **damage}))
    opened = open_unpacked(tmp_path)
    assert opened.hand is None and len(opened.project.document.layers) == 1
    path.write_bytes(b"\0")
    assert open_unpacked(tmp_path).hand is None


def test_what_lies_beyond_the_picture_is_cut(tmp_path: Path) -> None:
    size = SOURCE.size
    written(tmp_path, replace(HAND, box=Box(-5, -5, 900, 900), others=(Box(500, 500, 600, 600),)))
    hand = open_unpacked(tmp_path).hand
    assert hand is not None and hand.box == size.as_box() and hand.others == ()


def test_a_change_of_what_is_in_hand_costs_little_however_large_the_picture(tmp_path: Path) -> None:
    """`LREDIT_LARGE=1 pytest -s` measures 24 megapixels."""
    width, height = (6000, 4000) if os.environ.get("LREDIT_LARGE") else (600, 400)
    pixels = np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)
    project, writer, took = Project("large", Document(PixelBuffer(pixels))), ProjectWriter(), []
    mask = np.zeros((height // 2, width // 2), np.uint8)
    for number in range(8):
        mask = mask.copy()
        mask[number * 10 : number * 10 + 40, 10:90] = 255
        reach = Box(0, 0, width // 2, height // 2)
        has_mask = number > 4
        hand = InHand(Box(number, 0, number + 90, 90), mask=Silhouette(reach, mask) if has_mask else None)
        before_s = time.perf_counter()
        writer.write_unpacked(project, tmp_path, hand)
        took.append(1000 * (time.perf_counter() - before_s))
        assert len(list((tmp_path / "pixels").iterdir())) == 1 + has_mask
    print(f"\nms: first {took[0]:.0f}, a box {min(took[1:5]):.1f}, a mask over a quarter {min(took[5:]):.1f}")
