"""`lredit bench change`: drawn things on photographs, and things in photographs, are given other colours."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import rankdata

from lredit_core.document.compositing import blended
from lredit_core.editors.adjusting import adjusted, default_strength
from lredit_core.editors.recolouring import wanted_lab
from lredit_core.evaluation.change_photographs import photograph_tasks
from lredit_core.evaluation.masks import mask_iou
from lredit_core.evaluation.remove_benchmark import removal_tasks
from lredit_core.evaluation.summaries import mean_of, median_or_none, rates
from lredit_core.geometry import Size
from lredit_core.pictures.oklab import to_oklab
from lredit_core.prompt.adjustment import COLOURS, Adjustment, AdjustmentKind, Tone
from lredit_core.regions.silhouette import find_silhouette
from lredit_core.resources import resource_path
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from lredit_core.geometry import Box

#: Of the JSON.
FIGURES_VERSION = 1
#: Words that each thing is asked for, in turns over all there are.
WORDS_EACH = 4
TRUE, FOUND = "true", "found"
#: Mean hues may differ by so many degrees; words below this chroma have no hue, and what is below it has none either.
HUE_WITHIN, _GREY = 20.0, 0.03
#: A shade of grey is met where typical chroma is below this, and lightness lies so near, or went most of the way.
GREY_WITHIN, LIGHT_WITHIN, _MOST_OF_THE_WAY = 0.04, 0.12, 0.5


@dataclass(frozen=True, slots=True, eq=False)
class ChangeTask:
    """A thing to be changed.

    Attributes:
        pixels: (H, W, 3) uint8 sRGB.
        mask: (H, W) bool, the thing's own.
        box: tight around it.
        is_drawn: a drawn thing; else one of a photograph.
    """

    name: str
    background: str
    pixels: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    box: Box
    is_drawn: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What one word made of one thing under one mask.

    Attributes:
        mask: `TRUE` or `FOUND`.
        is_right: the thing has the word's hue now, or its lightness where it is a shade of grey.
        hue_off: how far its mean hue is from the word's, in degrees; None for shades of grey.
        texture: rank correlation of its lightness with what it was, in [-1, 1].
        changed_outside: pixels outside of the mask that changed.
    """

    adjustment: Adjustment
    mask: str
    pixels: NDArray[np.uint8]
    is_right: bool
    hue_off: float | None
    texture: float
    changed_outside: int
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredChange:
    """A task and what became of it."""

    task: ChangeTask
    mask_iou: float
    confidence: float
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ChangeRun:
    """The figures as they go into JSON, and the tasks behind them."""

    figures: dict[str, Any]
    measured: tuple[MeasuredChange, ...]


def words() -> Iterator[Adjustment]:
    """All colour words, then some of them light and dark, for ever."""
    plain = [Adjustment(AdjustmentKind.COLOUR, colour) for colour in COLOURS]
    shades = [
        Adjustment(AdjustmentKind.COLOUR, colour, tone)
        for colour in ("red", "green", "blue", "brown", "purple")
        for tone in (Tone.LIGHT, Tone.DARK)
    ]
    return itertools.cycle([*plain, *shades])


def change_tasks(maker: SceneMaker, *, scenes: int, seed: int) -> Iterator[ChangeTask]:
    """Drawn things on photographs; then, where scikit-image is installed, things of its photographs."""
    for task in removal_tasks(maker, scenes=scenes, seed=seed):
        yield ChangeTask(task.name, task.background, task.pixels, task.mask, task.box)
    for name, picture, pixels, mask, box in photograph_tasks():
        yield ChangeTask(name, picture, pixels, mask, box, is_drawn=False)


def measure_change(task: ChangeTask, adjustments: Sequence[Adjustment]) -> MeasuredChange:
    """Makes each change under the true mask and under the one that is found from the true box."""
    silhouette = find_silhouette(task.pixels, task.box)
    found = silhouette.in_picture(Size(task.mask.shape[1], task.mask.shape[0]))
    true = np.where(task.mask, 255, 0).astype(np.uint8)
    changes = []
    for name, mask in ((TRUE, true), (FOUND, found)):
        if (mask > 127).any():
            changes += [_changed(task, adjustment, name, mask) for adjustment in adjustments]
    return MeasuredChange(task, mask_iou(found, task.mask), silhouette.confidence, tuple(changes))


def _changed(task: ChangeTask, adjustment: Adjustment, name: str, mask: NDArray[np.uint8]) -> Change:
    begin = time.perf_counter()
    whole = adjusted(task.pixels, adjustment, mask=mask)
    after = blended(task.pixels, whole, mask, opacity=default_strength(adjustment))
    seconds = time.perf_counter() - begin
    was, is_now = to_oklab(task.pixels)[task.mask], to_oklab(after)[task.mask]
    is_right, hue_off = judged(was, is_now, adjustment)
    outside = (after != task.pixels).any(axis=2) & (mask == 0)
    texture = rank_correlation(was[:, 0], is_now[:, 0])
    return Change(adjustment, name, after, is_right, hue_off, texture, int(outside.sum()), seconds)


def judged(was: NDArray[np.float32], is_now: NDArray[np.float32], adjustment: Adjustment) -> tuple[bool, float | None]:
    """Whether a thing has the word's colour now, and how far its mean hue is off in degrees, None for shades of grey.

    Args:
        was: (N, 3) float32 OKLab of the thing's pixels before.
        is_now: (N, 3) float32, after.
        adjustment: a colour word.
    """
    lightness, wanted_chroma, hue = wanted_lab(adjustment.colour, adjustment.tone)
    chroma = np.hypot(is_now[:, 1], is_now[:, 2])
    if wanted_chroma < _GREY:
        before, after = (abs(float(np.median(lab[:, 0])) - lightness) for lab in (was, is_now))
        moved = after <= max(LIGHT_WITHIN, (1.0 - _MOST_OF_THE_WAY) * before)
        return bool(np.median(chroma) < GREY_WITHIN and moved), None
    coloured = is_now[chroma >= _GREY]
    if len(coloured) < 0.05 * len(is_now):
        return False, 180.0
    mean = float(np.arctan2(coloured[:, 2].mean(), coloured[:, 1].mean()))
    off = abs(float(np.degrees(np.arctan2(np.sin(mean - hue), np.cos(mean - hue)))))
    return off <= HUE_WITHIN, off


def rank_correlation(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Spearman's, in [-1, 1]: 1 where what was lighter is lighter still; 0 where one of both is flat."""
    first, second = (rankdata(values) for values in (one, other))
    first -= first.mean()
    second -= second.mean()
    spread = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return float((first * second).sum() / spread) if spread > 0 else 0.0


def measure_changes(
    *, scenes: int, seed: int = 0, on_progress: Callable[[int, int], None] = lambda _done, _total: None
) -> ChangeRun:
    """The figures of colour words, with true masks and with found ones.

    Args:
        scenes: how many drawn things are changed, each with `WORDS_EACH` words.
        seed: other scenes for another seed.
        on_progress: called with how many are done, of how many.
    """
    maker = SceneMaker(ArtLibrary(resource_path("art")), BackgroundPhotos(resource_path("backgrounds")))
    asked = words()
    measured = []
    for done, task in enumerate(change_tasks(maker, scenes=scenes, seed=seed), start=1):
        measured.append(measure_change(task, list(itertools.islice(asked, WORDS_EACH))))
        on_progress(min(done, scenes), scenes)
    return ChangeRun(figures_of(measured, seed=seed), tuple(measured))


def figures_of(measured: Sequence[MeasuredChange], *, seed: int) -> dict[str, Any]:
    """What goes into the JSON."""
    kinds = {"drawn": [item for item in measured if item.task.is_drawn]}
    photographs = [item for item in measured if not item.task.is_drawn]
    if photographs:
        kinds["photographs"] = photographs
    return {
        "version": FIGURES_VERSION,
        "seed": seed,
        "things": {name: len(items) for name, items in kinds.items()},
        "mask_iou": mean_of([item.mask_iou for item in measured], digits=4),
        "figures": {
            f"{name}, {mask} masks": _summary(
                [change for item in items for change in item.changes if change.mask == mask], seed
            )
            for name, items in kinds.items()
            for mask in (TRUE, FOUND)
        },
        "rows": [_row(item, change) for item in measured for change in item.changes],
    }


def _summary(changes: Sequence[Change], seed: int) -> dict[str, Any]:
    textures = [change.texture for change in changes]
    off = [change.hue_off for change in changes if change.hue_off is not None]
    return {
        "changes": len(changes),
        **rates({"right": [float(change.is_right) for change in changes]}, seed=seed),
        "hue_off": median_or_none(off),
        "texture": median_or_none(textures),
        "texture95": mean_of([float(value >= 0.95) for value in textures]),
        "changed_outside": sum(change.changed_outside for change in changes),
        "seconds": mean_of([change.seconds for change in changes], digits=4),
    }


def _row(item: MeasuredChange, change: Change) -> dict[str, Any]:
    return {
        "thing": item.task.name,
        "background": item.task.background,
        "mask": change.mask,
        "mask_iou": 1.0 if change.mask == TRUE else item.mask_iou,
        "words": change.adjustment.in_words,
        "right": change.is_right,
        "hue_off": change.hue_off,
        "texture": change.texture,
        "changed_outside": change.changed_outside,
        "seconds": change.seconds,
    }
