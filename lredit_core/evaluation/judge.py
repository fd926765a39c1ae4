"""The judge: a small classifier that names what an edit drew. For benchmarks only; nothing in the program uses it.

It was trained apart from every other model (training/judge.py) and is of another architecture than the image-text
model, so that what guides an edit does not also mark it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import timm
import torch
from PIL import Image

from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box, Size
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.synthetic.scenes import SceneMaker

#: Of the judge that ships, under `resources/`.
JUDGE_FOLDER = "judge"
#: First seed of the judge's own held-out scenes.
SCENE_SEED = 50_070_000
#: How much more than a thing's box the judge sees, as a share of the box.
GROWTH = 0.1
_PLAIN = ((255, 255, 255), (208, 208, 208), (150, 196, 236), (120, 168, 84), (222, 196, 150), (72, 76, 84))
_LEAST_SIDE = 0.2


class Judge:
    """Names things in crops.

    Args:
        folder: a timm folder with `names.json`; the one that ships by default.

    Raises:
        ModelUnavailable: where it lies no more.
    """

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or resource_path(JUDGE_FOLDER)
        try:
            self.names = tuple(json.loads((folder / "names.json").read_text(encoding="utf-8")))
            self._model: Any = timm.create_model(f"local-dir:{folder}", pretrained=True).eval()
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelUnavailable(
                f'The judge in "{folder}" cannot be read. Restore the folder, or make it with lredit train judge.',
                details=str(error),
            ) from error
        settings = self._model.pretrained_cfg
        self._side_px = int(settings["input_size"][-1])
        self._mean, self._std = (torch.tensor(settings[key]).view(1, 3, 1, 1) for key in ("mean", "std"))

    @torch.inference_mode()
    def probabilities(self, crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """(N, names) float32 of (H, W, 3) uint8 crops of any size, each about one thing.

        Crops that are not square are made so by repeating their borders.
        """
        parts = []
        for start in range(0, len(crops), 64):
            batch = np.stack([_square(pixels, self._side_px) for pixels in crops[start : start + 64]])
            pictures = torch.from_numpy(batch).permute(0, 3, 1, 2).float() / 255
            parts.append(self._model((pictures - self._mean) / self._std).softmax(dim=1).numpy())
        return np.concatenate(parts)

    def classify(self, crops: Sequence[NDArray[np.uint8]]) -> NDArray[np.int64]:
        """(N, names) int64: indices of names for each crop, the likeliest first."""
        return np.argsort(-self.probabilities(crops), axis=1, kind="stable")

    def top(self, crops: Sequence[NDArray[np.uint8]], names: Sequence[str], *, count: int = 1) -> float:
        """The share of crops whose name is among the `count` likeliest of all names."""
        truth = np.array([self.names.index(name) for name in names])
        return float((self.classify(crops)[:, :count] == truth[:, None]).any(axis=1).mean())

    def top1(self, crops: Sequence[NDArray[np.uint8]], names: Sequence[str]) -> float:
        """The share of crops that get their name."""
        return self.top(crops, names)


def seen_by_judge(pixels: NDArray[np.uint8], box: Box) -> NDArray[np.uint8]:
    """The square part of a picture (H, W, 3) around a box and a little more, as far as the picture goes."""
    side = box.size.longest * (1 + GROWTH)
    size = Size(pixels.shape[1], pixels.shape[0])
    return np.ascontiguousarray(pixels[Box.around(*box.centre, side, side).clipped_to(size).as_slices()])


def judge_figures(judge: Judge, maker: SceneMaker, *, scenes: int = 400) -> dict[str, float]:
    """How good the judge itself is.

    `top1`: every drawing of the library, 60 % to 90 % of the side, on three plain colours each. `scene_top1`: every
    thing of at least 20 % of the shorter side in held-out scenes of 1 to 3 things.
    """
    crops, names = clean_renderings(maker)
    seen, truth = [], []
    for seed in range(scenes):
        scene = maker.make(SCENE_SEED + seed, size=Size(256, 256), things=(1, 3), sides=(0.2, 0.6))
        for thing in scene.objects:
            if thing.box.size.longest >= _LEAST_SIDE * scene.spec.size.shortest:
                seen.append(seen_by_judge(scene.pixels, thing.box))
                truth.append(thing.name)
    return {"top1": judge.top1(crops, names), "scene_top1": judge.top1(seen, truth)}


def clean_renderings(maker: SceneMaker, *, side_px: int = 96) -> tuple[list[NDArray[np.uint8]], list[str]]:
    """Every drawing in the middle of plain squares of three colours, and the things' names."""
    crops, names = [], []
    rng = np.random.default_rng(SCENE_SEED)
    for thing in maker.library.things:
        for drawing in thing.drawings:
            image = Image.fromarray(maker.library.pixels(drawing))
            for colour in rng.permutation(len(_PLAIN))[:3]:
                extent = Size(*image.size).scaled_to_longest(round(side_px * float(rng.uniform(0.6, 0.9))))
                drawn = image.resize((extent.width, extent.height), Image.Resampling.LANCZOS)
                square = Image.new("RGB", (side_px, side_px), _PLAIN[int(colour)])
                square.paste(drawn, ((side_px - extent.width) // 2, (side_px - extent.height) // 2), drawn)
                crops.append(np.asarray(square))
                names.append(thing.name)
    return crops, names


def _square(pixels: NDArray[np.uint8], side_px: int) -> NDArray[np.uint8]:
    """(H, W, 3) -> (S, S, 3) uint8."""
    height, width = pixels.shape[:2]
    longest = max(height, width)
    top, left = (longest - height) // 2, (longest - width) // 2
    if height != width:
        pixels = cv2.copyMakeBorder(
            pixels, top, longest - height - top, left, longest - width - left, cv2.BORDER_REPLICATE
        ).astype(np.uint8)
    way = cv2.INTER_AREA if longest >= side_px else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, (side_px, side_px), interpolation=way), dtype=np.uint8)
