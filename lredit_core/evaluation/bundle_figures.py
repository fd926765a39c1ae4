"""What a bundle's models can do, on held-out scenes: seeds that no training uses, of the same drawings.

Everything is measured through the very classes that the engine uses, so that a figure says what a person will meet.
docs/model-card.md explains each figure.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
import torch.nn.functional as F

from lredit_core.document.composite_mask import composite_mask
from lredit_core.document.compositing import blended, sides_on_border
from lredit_core.editors.base import CropToEdit, EditInstructions, Editor
from lredit_core.encoders.image_text import ImageTextModel, as_unit_tensor
from lredit_core.evaluation.judge import seen_by_judge
from lredit_core.geometry import Box, Size
from lredit_core.synthetic.drawings import HUE_BY_COLOUR, colour_name
from lredit_core.synthetic.scenes import PlacedThing, Scene, SceneMaker, phrase_for, scene_caption

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.api.request import EditSettings
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.encoders.self_supervised import PatchFeatures, SelfSupervisedModel

#: First seed of the scenes that figures are measured on; `--seed` moves on by a million.
HELD_OUT = 50_000_000
#: A pixel counts as changed by an edit from this many levels on.
_CHANGED = 24
#: Anchors in the figures of the self-supervised model, and their distance as a share of the picture's side.
ANCHORS, ANCHOR_DISTANCE_SHARE = 9, 0.09

ProgressCallback = Callable[[str], None]


class Namer(Protocol):
    """Something that says what a picture shows: the judge."""

    def top(self, crops: Sequence[NDArray[np.uint8]], names: Sequence[str], *, count: int = 1) -> float:
        """The share of (H, W, 3) uint8 crops whose name is among the `count` likeliest of all names."""
        ...


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Where held-out scenes come from: a maker, the first seed, and how many scenes for each figure; retrieval among
    256, four times `scenes` at the most."""

    maker: SceneMaker
    first_seed: int = HELD_OUT
    scenes: int = 200

    @property
    def names(self) -> tuple[str, ...]:
        return self.maker.library.names

    def make(self, offset: int, *, side_px: int, things: tuple[int, int], sides: tuple[float, float]) -> Scene:
        """Scene number `offset`; one with fewer things than asked for is passed over."""
        for attempt in range(100):
            seed = self.first_seed + offset + 100_000 * attempt
            scene = self.maker.make(seed, size=Size(side_px, side_px), things=things, sides=sides)
            if len(scene.objects) >= things[0]:
                break
        return scene


def image_text_figures(model: ImageTextModel, held_out: HeldOut, *, neutral: str) -> dict[str, float]:
    """top1, top5, two_object_top3, retrieval_r1, direction, relevance_peak, and top1 by the size of the thing."""
    words = torch.stack([model.encode_text(phrase_for(name)) for name in held_out.names])
    single = [held_out.make(number, side_px=224, things=(1, 1), sides=(0.2, 0.6)) for number in range(held_out.scenes)]
    ranked = _ranked(_embedded(model, [scene.pixels for scene in single]) @ words.T)
    truth = [held_out.names.index(scene.objects[0].name) for scene in single]
    right = np.array([row[0] == name for row, name in zip(ranked, truth, strict=True)])
    is_large = np.array([scene.objects[0].box.size.longest >= 0.35 * 224 for scene in single])
    double = [
        held_out.make(10_000 + number, side_px=224, things=(2, 2), sides=(0.2, 0.5))
        for number in range(held_out.scenes)
    ]
    before = _embedded(model, [scene.pixels for scene in double])
    pairs = [{held_out.names.index(thing.name) for thing in scene.objects} for scene in double]
    top3 = [set(row[:3]) for row in _ranked(before @ words.T)]
    many = [
        held_out.make(20_000 + number, side_px=224, things=(1, 3), sides=(0.2, 0.6))
        for number in range(min(256, 4 * held_out.scenes))
    ]
    captions = torch.stack([model.encode_text(full_caption(scene)) for scene in many])
    agreement = _embedded(model, [scene.pixels for scene in many]) @ captions.T
    return {
        "top1": float(right.mean()),
        "top5": float(np.mean([name in row[:5] for row, name in zip(ranked, truth, strict=True)])),
        "top1_large": _mean(right[is_large]),
        "top1_small": _mean(right[~is_large]),
        "two_object_top3": float(np.mean([pair <= found for found, pair in zip(top3, pairs, strict=True)])),
        "retrieval_r1": float((agreement.argmax(dim=1) == torch.arange(len(many))).float().mean()),
        "direction": _direction(model, held_out, double, before),
        "relevance_peak": float(np.mean([_peak_is_inside(model, scene, neutral=neutral) for scene in double])),
    }


def _embedded(model: ImageTextModel, pictures: Sequence[NDArray[np.uint8]]) -> torch.Tensor:
    with torch.inference_mode():
        return model.encode_many([as_unit_tensor(pixels) for pixels in pictures]).embedding.cpu()


def _ranked(agreement: torch.Tensor) -> list[list[int]]:
    ranked: list[list[int]] = agreement.argsort(dim=1, descending=True).tolist()
    return ranked


def _direction(model: ImageTextModel, held_out: HeldOut, scenes: Sequence[Scene], before: torch.Tensor) -> float:
    """How often replacing the thing that was named moves the picture more along the words than replacing the
    other one."""
    rng = np.random.default_rng(held_out.first_seed)
    this, other, said = [], [], []
    for scene in scenes:
        present = {thing.name for thing in scene.objects}
        choices = [name for name in held_out.names if name not in present]
        name = choices[int(rng.integers(len(choices)))]
        named = int(rng.integers(2))
        this.append(held_out.maker.render(scene.spec.with_thing(named, name)).pixels)
        other.append(held_out.maker.render(scene.spec.with_thing(1 - named, name)).pixels)
        source = phrase_for(scene.objects[named].name)
        said.append(F.normalize(model.encode_text(phrase_for(name)) - model.encode_text(source), dim=0))
    along = [
        (F.normalize(_embedded(model, after) - before, dim=-1) * torch.stack(said)).sum(dim=1)
        for after in (this, other)
    ]
    return float((along[0] > along[1]).float().mean())


def _peak_is_inside(model: ImageTextModel, scene: Scene, *, neutral: str) -> bool:
    """Whether the relevance map of the first thing's name peaks in its box."""
    thing = scene.objects[0]
    relevance = model.relevance(as_unit_tensor(scene.pixels), phrase_for(thing.name), neutral=neutral)
    if relevance is None:
        return False
    row, column = divmod(int(relevance.argmax()), relevance.shape[1])
    height, width = scene.pixels.shape[:2]
    return thing.box.contains_point(
        (column + 0.5) * width / relevance.shape[1], (row + 0.5) * height / relevance.shape[0]
    )


def self_supervised_figures(model: SelfSupervisedModel, held_out: HeldOut) -> dict[str, float]:
    """Of the nine suppressed peaks of the [CLS] attention: in how many scenes every thing holds one (anchor_recall),
    and how many lie in a thing (anchor_precision). `degree_...`: the same by the patches' inverse degree."""
    recalls: dict[str, list[bool]] = {"anchor": [], "degree": []}
    precisions: dict[str, list[float]] = {"anchor": [], "degree": []}
    for number in range(held_out.scenes):
        scene = held_out.make(30_000 + number, side_px=256, things=(1, 3), sides=(0.2, 0.5))
        patches = model.encode(scene.pixels, image=scene.spec.size)
        for key, cue in (("anchor", patches.attention), ("degree", -degree(patches))):
            points = [patches.grid.centre_of(row, column) for row, column in suppressed_peaks(cue, ANCHORS)]
            inside = [[thing.box.contains_point(*point) for point in points] for thing in scene.objects]
            recalls[key].append(all(any(row) for row in inside))
            precisions[key].append(float(np.any(inside, axis=0).mean()))
    return {f"{key}_recall": float(np.mean(values)) for key, values in recalls.items()} | {
        f"{key}_precision": float(np.mean(values)) for key, values in precisions.items()
    }


def degree(patches: PatchFeatures) -> torch.Tensor:
    """(rows, columns): how many patches each patch is alike to; low on things. Source: Simeoni et al. 2021 (LOST)."""
    tokens = patches.features.reshape(-1, patches.features.shape[-1])
    tokens = F.normalize(tokens - tokens.mean(dim=0), dim=-1)
    return (tokens @ tokens.T > 0).float().sum(dim=1).reshape(patches.attention.shape)


def suppressed_peaks(cue: torch.Tensor, count: int) -> list[tuple[int, int]]:
    """(row, column) of the highest places, none nearer to another than `ANCHOR_DISTANCE_SHARE` of the longer side."""
    left = cue.clone()
    rows, columns = (torch.arange(size, dtype=torch.float32) for size in cue.shape)
    distance = ANCHOR_DISTANCE_SHARE * max(cue.shape)
    peaks = []
    for _ in range(count):
        row, column = divmod(int(left.argmax()), left.shape[1])
        peaks.append((row, column))
        left[(rows[:, None] - row) ** 2 + (columns[None] - column) ** 2 < distance**2] = -torch.inf
    return peaks


def autoencoder_psnr(autoencoder: Any, held_out: HeldOut, *, side_px: int) -> float:
    """Mean PSNR in decibels of whole scenes through a diffusers autoencoder."""
    scenes = [
        held_out.make(60_000 + number, side_px=side_px, things=(1, 4), sides=(0.08, 0.6)).pixels
        for number in range(min(64, held_out.scenes))
    ]
    signed = torch.from_numpy(np.stack(scenes)).permute(0, 3, 1, 2).float() / 127.5 - 1
    with torch.inference_mode():
        encoded = autoencoder.encode(signed)
        latents = encoded.latents if hasattr(encoded, "latents") else encoded.latent_dist.mode()
        rebuilt = autoencoder.decode(latents).sample.clamp(-1, 1)
    errors = (rebuilt - signed).square().flatten(1).mean(dim=1)
    return float((10 * torch.log10(4 / errors)).mean())


def editor_figures(
    editor: Editor, judge: Namer, held_out: HeldOut, *, settings: EditSettings, edits: int, is_draft: bool = False
) -> dict[str, float]:
    """judge_top1 and judge_top5 among all things of the library, of what an editor put into the box; ms an edit;
    things: how many were asked for; steps."""
    things = editor.vocabulary() or held_out.names
    side = editor.working_side_px(is_draft=is_draft)
    steps = settings.draft_steps if is_draft else settings.edit_steps
    rng = np.random.default_rng(held_out.first_seed + 1)
    order = rng.permutation(len(things))
    seen, truth, spent_s = [], [], []
    for number in range(edits):
        scene = held_out.make(40_000 + number, side_px=side, things=(1, 1), sides=(0.3, 0.6))
        name = things[int(order[number % len(things)])]
        box = middle_box(side, rng)
        instructions = EditInstructions(
            phrase_for(name), steps=steps, guidance_scale=settings.guidance_scale, is_draft=is_draft
        )
        started = time.perf_counter()
        crop = CropToEdit(scene.pixels, box, number)
        edited = editor.edit([crop], instructions, on_step=lambda _evaluations: None)[0]
        spent_s.append(time.perf_counter() - started)
        seen.append(seen_by_judge(edited.pixels, box))
        truth.append(name)
    return {
        "judge_top1": judge.top(seen, truth),
        "judge_top5": judge.top(seen, truth, count=5),
        "ms": float(np.median(spent_s) * 1000),
        "steps": float(steps),
        "things": float(len(things)),
    }


def colour_figures(editor: Editor, held_out: HeldOut, *, settings: EditSettings, edits: int) -> dict[str, float]:
    """colour_right: how often the colour word of a prompt ("a blue car") is the dominant hue of what the edit changed.

    Chance is one in seven. Empty where the editor draws nothing that takes colour words.
    """
    library = held_out.maker.library
    things = [name for name in editor.vocabulary() or held_out.names if library.thing(name).colourable]
    if not things:
        return {}
    side = editor.working_side_px(is_draft=False)
    rng = np.random.default_rng(held_out.first_seed + 4)
    right = []
    for number in range(edits):
        scene = held_out.make(90_000 + number, side_px=side, things=(1, 1), sides=(0.3, 0.6)).pixels
        colour = tuple(HUE_BY_COLOUR)[number % len(HUE_BY_COLOUR)]
        box = middle_box(side, rng)
        instructions = EditInstructions(
            phrase_for(things[int(rng.integers(len(things)))], colour),
            steps=settings.edit_steps,
            guidance_scale=settings.guidance_scale,
        )
        edited = editor.edit([CropToEdit(scene, box, number)], instructions, on_step=lambda _evaluations: None)[
            0
        ].pixels
        here = box.as_slices()
        change = np.abs(edited[here].astype(int) - scene[here]).max(axis=-1)
        changed = np.where(change > _CHANGED, 255, 0).astype(np.uint8)
        right.append(colour_name(np.dstack([edited[here], changed])) == colour)
    return {"colour_right": float(np.mean(right))}


def border_ratios(
    editor: Editor,
    held_out: HeldOut,
    photographs: Sequence[NDArray[np.uint8]],
    *,
    settings: EditSettings,
    edits: int = 40,
) -> dict[str, float]:
    """How much stronger the step across the box's border is after an edit than before, the medians over drawn scenes
    and over photographs: of what the editor gives (border_scenes, border_photographs), and of the picture into which
    the program lays it with a soft border (seam_scenes, seam_photographs). 1 is invisible."""
    side = editor.working_side_px(is_draft=False)
    rng = np.random.default_rng(held_out.first_seed + 2)
    things = editor.vocabulary() or held_out.names
    pictures = {
        "scenes": [
            held_out.make(70_000 + number, side_px=side, things=(1, 1), sides=(0.3, 0.6)).pixels
            for number in range(min(edits, held_out.scenes))
        ],
        "photographs": [_square(photograph, side, rng) for photograph in photographs for _ in range(4)],
    }
    figures = {}
    for kind, befores in pictures.items():
        borders, seams = [], []
        for number, before in enumerate(befores):
            box = middle_box(side, rng)
            instructions = EditInstructions(
                phrase_for(things[int(rng.integers(len(things)))]),
                steps=settings.edit_steps,
                guidance_scale=settings.guidance_scale,
            )
            crop = CropToEdit(before, box, number)
            edited = editor.edit([crop], instructions, on_step=lambda _evaluations: None)[0].pixels
            pasted = before.copy()
            pasted[box.as_slices()] = edited[box.as_slices()]
            borders.append(border_ratio(before, pasted, box))
            softness = settings.softness * editor.softness_share
            seams.append(border_ratio(before, _laid_into(before, edited, box, softness=softness), box))
        if borders:
            figures[f"border_{kind}"], figures[f"seam_{kind}"] = float(np.median(borders)), float(np.median(seams))
    return figures


def _laid_into(before: NDArray[np.uint8], edited: NDArray[np.uint8], box: Box, *, softness: float) -> NDArray[np.uint8]:
    """The picture with the edit's pixels in the box, as the program composes them."""
    here, after = box.as_slices(), before.copy()
    touches = sides_on_border(box, Size(before.shape[1], before.shape[0]))
    mask = composite_mask(before[here], edited[here], box.size, softness=softness, touches=touches)
    after[here] = blended(before[here], edited[here], mask)
    return after


def border_ratio(before: NDArray[np.uint8], after: NDArray[np.uint8], box: Box) -> float:
    """Mean step across the box's border after an edit over the mean step there before it; 1 is invisible."""

    def steps(pixels: NDArray[np.uint8]) -> float:
        values = pixels.astype(np.float32)
        rows, columns = box.as_slices()
        pairs = [
            (values[rows, box.x0 - 1], values[rows, box.x0]),
            (values[rows, box.x1 - 1], values[rows, box.x1]),
            (values[box.y0 - 1, columns], values[box.y0, columns]),
            (values[box.y1 - 1, columns], values[box.y1, columns]),
        ]
        return float(np.mean([np.abs(outer - inner).mean() for outer, inner in pairs]))

    return (steps(after) + 0.5) / (steps(before) + 0.5)


def speed_figures(bundle: ModelBundle, held_out: HeldOut, *, editor: str) -> dict[str, float]:
    """draft_batch_s: an 8-step draft of 8 windows; encode_16_s: 16 pictures through the image-text model."""
    drafting = bundle.editor(editor)
    side = drafting.working_side_px(is_draft=True)
    scene = held_out.make(80_000, side_px=side, things=(1, 2), sides=(0.3, 0.6)).pixels
    crops = [CropToEdit(scene, middle_box(side, np.random.default_rng(number)), number) for number in range(8)]
    things = drafting.vocabulary() or held_out.names
    instructions = EditInstructions(phrase_for(things[0]), steps=8, guidance_scale=2.5, is_draft=True)
    pictures = [as_unit_tensor(scene) for _ in range(16)]
    return {
        "draft_batch_s": _median_seconds(
            lambda: drafting.edit(crops, instructions, on_step=lambda _evaluations: None), repeats=3
        ),
        "encode_16_s": _median_seconds(lambda: _encoded(bundle.image_text, pictures), repeats=5),
    }


def _encoded(model: ImageTextModel, pictures: Sequence[torch.Tensor]) -> None:
    with torch.inference_mode():
        model.encode_many(pictures)


def _median_seconds(work: Callable[[], object], *, repeats: int) -> float:
    work()
    spent = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return float(np.median(spent))


def size_mb(folders: Sequence[Path]) -> float:
    """Megabytes (10^6) of all files below some folders."""
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file()) / 1e6


def middle_box(side: int, rng: np.random.Generator) -> Box:
    """A box about the middle of a square crop, as the engine cuts them: 53 % to 62 % of its side."""
    longest = side / 1.6
    width, height = longest * rng.uniform(0.85, 1.0), longest * rng.uniform(0.85, 1.0)
    return Box.around(side / 2, side / 2, width, height)


def full_caption(scene: Scene) -> str:
    """The scene's caption with every colour word that is true: "a blue car and a cat on grass"."""

    def phrase(thing: PlacedThing) -> str:
        return phrase_for(thing.name, thing.colour)

    return scene_caption([phrase(thing) for thing in scene.objects], scene.background)


def _square(pixels: NDArray[np.uint8], side: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """(side, side, 3): a random square part of a photograph, scaled."""
    import cv2

    height, width = pixels.shape[:2]
    extent = int(min(height, width) * rng.uniform(0.6, 1.0))
    y, x = int(rng.integers(height - extent + 1)), int(rng.integers(width - extent + 1))
    part = np.ascontiguousarray(pixels[y : y + extent, x : x + extent])
    resized: NDArray[np.uint8] = np.asarray(cv2.resize(part, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
    return resized


def _mean(values: NDArray[np.bool_]) -> float:
    return float(values.mean()) if values.size else math.nan
