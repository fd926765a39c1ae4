"""`lredit bench remove`: things drawn on photographs are removed again, and what was behind them is known."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.editors.removing import hole_of, laid_in
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.evaluation.judge import Judge, seen_by_judge
from lredit_core.evaluation.masks import drawn_mask, mask_iou
from lredit_core.evaluation.perceptual_distance import PerceptualDistance
from lredit_core.evaluation.remove_fills import FILLS, chosen_fills
from lredit_core.evaluation.summaries import mean_of, median_or_none, rates
from lredit_core.geometry import Box, Size
from lredit_core.regions.silhouette import find_silhouette
from lredit_core.resources import resource_path
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

#: Of the JSON; 2 added the perceptual distance.
FIGURES_VERSION = 2
#: First seed of the benchmark's own scenes, their size, and how large things are in them.
SCENE_SEED, SCENE_SIZE, SIDES = 50_090_000, Size(512, 384), (0.2, 0.55)
_LARGEST_ERROR = 255.0**2


@dataclass(frozen=True, slots=True, eq=False)
class RemovalTask:
    """A thing to be removed.

    Attributes:
        pixels, truth: (H, W, 3) uint8 with the thing and without it.
        mask: (H, W) bool, the thing's own.
        box: tight around it.
    """

    name: str
    background: str
    seed: int
    pixels: NDArray[np.uint8]
    truth: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class Removal:
    """What one fill made of one task.

    Attributes:
        psnr: in decibels, over what was filled and the thing's own place.
        distance: `PerceptualDistance` from the true background, of that place and a little around it; 0 is right.
        seam: the step across the border of what was filled, over the true background's step there; 1 is invisible.
        texture: how rough the place is, over how rough the true background is.
        is_unseen: the judge no longer names the thing; None without a judge or where it does not know the thing.
    """

    fill: str
    pixels: NDArray[np.uint8]
    psnr: float
    distance: float
    seam: float
    texture: float
    is_unseen: bool | None
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredRemoval:
    """A task, the mask that was found for it, and what the fills made of it."""

    task: RemovalTask
    mask: NDArray[np.uint8]
    confidence: float
    mask_iou: float
    mask_seconds: float
    removals: tuple[Removal, ...]


@dataclass(frozen=True, slots=True)
class RemoveRun:
    """The figures as they go into JSON, and the tasks behind them."""

    figures: dict[str, Any]
    measured: tuple[MeasuredRemoval, ...]


def removal_tasks(maker: SceneMaker, *, scenes: int, seed: int) -> Iterator[RemovalTask]:
    """One thing of each scene, on photographs: all of it within the picture."""
    number = 0
    for offset in range(scenes * 4):
        if number == scenes:
            return
        spec = maker.random_spec(
            SCENE_SEED + 10_000 * seed + offset, size=SCENE_SIZE, things=(1, 2), sides=SIDES, photo_share=1.0
        )
        scene = maker.render(spec)
        if not spec.placements or len(scene.objects) != len(spec.placements):
            continue
        thing = scene.objects[0]
        mask = drawn_mask(scene, thing)
        number += 1
        truth = maker.render(spec.without_thing(0)).pixels
        yield RemovalTask(thing.name, scene.background, offset, scene.pixels, truth, mask, thing.box)


def measure_removal(
    task: RemovalTask, fills: Sequence[str], *, distance: PerceptualDistance, judge: Judge | None, seed: int
) -> MeasuredRemoval:
    """Finds the mask from the true box, and fills it in each way."""
    begin = time.perf_counter()
    silhouette = find_silhouette(task.pixels, task.box)
    mask_seconds = time.perf_counter() - begin
    mask = silhouette.in_picture(Size(task.mask.shape[1], task.mask.shape[0]))
    if silhouette.box.is_empty:
        raise InvalidRequest(f"No mask was found for the {task.name} of scene {task.seed}.")
    hole = hole_of(task.pixels, mask)
    removals = tuple(_filled_by(name, task, mask, hole, distance=distance, judge=judge, seed=seed) for name in fills)
    return MeasuredRemoval(task, mask, silhouette.confidence, mask_iou(mask, task.mask), mask_seconds, removals)


def _filled_by(
    name: str,
    task: RemovalTask,
    mask: NDArray[np.uint8],
    hole: NDArray[np.bool_],
    *,
    distance: PerceptualDistance,
    judge: Judge | None,
    seed: int,
) -> Removal:
    begin = time.perf_counter()
    found = FILLS[name](task.pixels, hole, seed)
    after = laid_in(task.pixels, found, hole, mask > 127)
    seconds = time.perf_counter() - begin
    where = hole | task.mask
    x, y, width, height = cv2.boundingRect(where.astype(np.uint8))
    unseen = None
    if judge is not None and task.name in judge.names:
        unseen = judge.top1([seen_by_judge(after, task.box)], [task.name]) == 0.0
    return Removal(
        name,
        after,
        psnr(after[where], task.truth[where]),
        distance.around(after, task.truth, Box(x, y, x + width, y + height)),
        outline_ratio(task.truth, after, hole),
        (_roughness(after, where) + 0.5) / (_roughness(task.truth, where) + 0.5),
        unseen,
        seconds,
    )


def measure_remove(
    *,
    scenes: int,
    seed: int = 0,
    fills: str = "",
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> RemoveRun:
    """The figures of masks and fills; without an installed judge nothing is judged.

    Args:
        scenes: how many things are removed.
        seed: other scenes for another seed.
        fills: as `chosen_fills` reads it.
        on_progress: called with how many are done, of how many.

    Raises:
        InvalidRequest: for a fill that does not exist.
    """
    names = chosen_fills(fills)
    maker = SceneMaker(ArtLibrary(resource_path("art")), BackgroundPhotos(resource_path("backgrounds")))
    try:
        judge: Judge | None = Judge()
    except ModelUnavailable:
        judge = None
    distance = PerceptualDistance.of_bundle(BUILTIN_BUNDLE)
    measured = []
    for done, task in enumerate(removal_tasks(maker, scenes=scenes, seed=seed), start=1):
        measured.append(measure_removal(task, names, distance=distance, judge=judge, seed=seed))
        on_progress(done, scenes)
    return RemoveRun(figures_of(measured, names, seed=seed), tuple(measured))


def figures_of(measured: Sequence[MeasuredRemoval], names: Sequence[str], *, seed: int) -> dict[str, Any]:
    """What goes into the JSON."""
    ious = [item.mask_iou for item in measured]
    return {
        "version": FIGURES_VERSION,
        "scenes": len(measured),
        "seed": seed,
        "mask": {
            **rates({"mean_iou": ious}, seed=seed),
            "least_iou": min(ious),
            "iou85": mean_of([float(value >= 0.85) for value in ious]),
            "confidence": mean_of([item.confidence for item in measured]),
            "seconds": mean_of([item.mask_seconds for item in measured]),
        },
        "fills": {
            name: _summary([item.removals[number] for item in measured], seed) for number, name in enumerate(names)
        },
        "rows": [_row(item) for item in measured],
    }


def _summary(removals: Sequence[Removal], seed: int) -> dict[str, Any]:
    return {
        **rates(
            {
                "psnr": [removal.psnr for removal in removals],
                "distance": [removal.distance for removal in removals],
                "unseen": [float(removal.is_unseen) for removal in removals if removal.is_unseen is not None],
            },
            seed=seed,
        ),
        "seam": median_or_none([removal.seam for removal in removals]),
        "texture": median_or_none([removal.texture for removal in removals]),
        "seconds": mean_of([removal.seconds for removal in removals]),
    }


def _row(item: MeasuredRemoval) -> dict[str, Any]:
    return {
        "thing": item.task.name,
        "background": item.task.background,
        "scene": item.task.seed,
        "mask_iou": item.mask_iou,
        "confidence": item.confidence,
        "fills": {
            removal.fill: {
                "psnr": removal.psnr,
                "distance": removal.distance,
                "seam": removal.seam,
                "texture": removal.texture,
                "unseen": removal.is_unseen,
                "seconds": removal.seconds,
            }
            for removal in item.removals
        },
    }


def psnr(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Peak signal to noise ratio in decibels; at most 58."""
    error = float(((one.astype(np.float32) - other) ** 2).mean())
    return float(10 * np.log10(_LARGEST_ERROR / max(error, 0.1)))


def _roughness(pixels: NDArray[np.uint8], where: NDArray[np.bool_]) -> float:
    """Mean absolute difference between neighbours, within `where`."""
    light = pixels.astype(np.float32).mean(axis=2)
    both = where[:, 1:] & where[:, :-1]
    return float(np.abs(np.diff(light, axis=1))[both].mean()) if both.any() else 0.0


def outline_ratio(before: NDArray[np.uint8], after: NDArray[np.uint8], hole: NDArray[np.bool_]) -> float:
    """Mean step across a mask's outline after a fill over the mean step there before; 1 is invisible.

    `bundle_figures.border_ratio` is the same for boxes.
    """

    def steps(pixels: NDArray[np.uint8]) -> float:
        values = pixels.astype(np.float32)
        across = np.abs(np.diff(values, axis=1))[hole[:, 1:] != hole[:, :-1]]
        down = np.abs(np.diff(values, axis=0))[hole[1:] != hole[:-1]]
        return float(np.concatenate([across, down]).mean())

    return (steps(after) + 0.5) / (steps(before) + 0.5)
