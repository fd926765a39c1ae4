"""Things in scikit-image's photographs whose outlines are known, because they were drawn by hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from lredit_core.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

#: (thing, file, corners x, y in pixels).
_OUTLINES: tuple[tuple[str, str, tuple[tuple[int, int], ...]], ...] = (
    (
        "suit",
        "astronaut.png",
        ((26, 490), (28, 340), (48, 262), (110, 206), (130, 250), (190, 290), (245, 288), (300, 246), (345, 272),
         (361, 330), (330, 348), (290, 400), (280, 470), (282, 511), (190, 511), (188, 478), (160, 470), (140, 498)),
    ),
    (
        "saucer",
        "coffee.png",
        ((84, 216), (100, 180), (160, 196), (180, 240), (230, 268), (290, 280), (330, 260), (380, 200), (400, 120),
         (440, 146), (474, 196), (478, 240), (456, 300), (400, 350), (320, 380), (230, 378), (150, 346), (98, 290)),
    ),
    (
        "cat's face",
        "chelsea.png",
        ((132, 120), (150, 70), (210, 60), (300, 62), (360, 110), (372, 170), (330, 250), (270, 292), (190, 290),
         (150, 230)),
    ),
    (
        "rocket",
        "rocket.jpg",
        ((323, 142), (331, 154), (333, 395), (313, 395), (314, 154)),
    ),
)  # fmt: skip


def photograph_tasks() -> Iterator[tuple[str, str, NDArray[np.uint8], NDArray[np.bool_], Box]]:
    """(thing, photograph, (H, W, 3) uint8, (H, W) bool, tight box) of each; none without scikit-image."""
    spec = importlib.util.find_spec("skimage")
    if spec is None or spec.origin is None:
        return
    folder = Path(spec.origin).parent / "data"
    for name, file, corners in _OUTLINES:
        path = folder / file
        if not path.is_file():
            continue
        with Image.open(path) as opened:
            pixels = np.asarray(opened.convert("RGB"))
        mask = np.zeros(pixels.shape[:2], np.uint8)
        cv2.fillPoly(mask, [np.array(corners, np.int32)], 1)
        x, y, width, height = cv2.boundingRect(mask)
        yield name, path.stem, pixels, mask > 0, Box(x, y, x + width, y + height)
