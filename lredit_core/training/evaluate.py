"""Figures of the bundle's models on held-out scenes: seeds that no training uses, of the same drawings."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import open_clip
import timm
import torch
import torch.nn.functional as F
from diffusers import AutoencoderTiny, StableDiffusionInpaintPipeline
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from lredit_core.editors.base import CropToEdit, EditInstructions, Editor
from lredit_core.editors.diffusion import InpaintingEditor
from lredit_core.evaluation.scenes import PlacedThing, Scene, SceneMaker, phrase_for, scene_caption
from lredit_core.geometry import Box, Size
from lredit_core.training.autoencoder import as_signed
from lredit_core.training.inpaint_store import FIRST_THINGS
from lredit_core.training.self_supervised import attention_of_class_token

#: First seed of the scenes that figures are measured on.
HELD_OUT = 50_000_000


@dataclass(frozen=True, slots=True)
class ImageTextModel:
    """An exported image-text model, and what its loader makes of pictures and words."""

    model: Any
    transform: Any
    tokenizer: Any

    @torch.no_grad()
    def pictures(self, pictures: Sequence[NDArray[np.uint8]]) -> Tensor:
        """(N, D) unit vectors of (H, W, 3) uint8 pictures."""
        parts = []
        for start in range(0, len(pictures), 32):
            batch = torch.stack([self.transform(Image.fromarray(pixels)) for pixels in pictures[start : start + 32]])
            parts.append(F.normalize(self.model.encode_image(batch), dim=-1))
        return torch.cat(parts)

    @torch.no_grad()
    def texts(self, texts: Sequence[str]) -> Tensor:
        """(N, D) unit vectors."""
        return F.normalize(self.model.encode_text(self.tokenizer(list(texts))), dim=-1)

    @torch.no_grad()
    def relevance(self, pixels: NDArray[np.uint8], text: str, *, side_px: int) -> Tensor:
        """(rows, columns): how well each place of the last feature map agrees with a text.

        Each place goes through the attention pool's value and output projections, without pooling (Zhou et al. 2022,
        "MaskCLIP").
        """
        resized = cv2.resize(pixels, (side_px, side_px), interpolation=cv2.INTER_AREA)
        mean, std = _mean_and_std(self.transform)
        picture = (torch.from_numpy(resized).permute(2, 0, 1)[None].float() / 255 - mean) / std
        visual = self.model.visual
        features = visual.forward_intermediates(picture, indices=1, intermediates_only=True)["image_intermediates"][0]
        rows = features.shape[2]
        tokens = features.flatten(2).transpose(1, 2)  # (1, C, h, w) -> (1, h * w, C)
        pool = visual.attnpool
        placed = F.normalize(pool.c_proj(pool.v_proj(tokens)), dim=-1)
        result: Tensor = (placed @ self.texts([text])[0])[0].reshape(rows, -1)
        return result


def load_image_text(folder: Path) -> ImageTextModel:
    """The model of a folder by open_clip's own loaders."""
    name = f"local-dir:{folder}"
    model, _, transform = open_clip.create_model_and_transforms(name)
    model.eval()
    return ImageTextModel(model, transform, open_clip.get_tokenizer(name))


def image_text_figures(model: ImageTextModel, maker: SceneMaker, *, scenes: int = 200) -> dict[str, float]:
    """top1, top5, two_object_top3, retrieval_r1, direction and relevance_peak; see docs/model-card.md for each."""
    names = maker.library.names
    words = model.texts([phrase_for(name) for name in names])
    single = [
        maker.make(HELD_OUT + seed, size=Size(224, 224), things=(1, 1), sides=(0.2, 0.6)) for seed in range(scenes)
    ]
    ranked = (model.pictures([scene.pixels for scene in single]) @ words.T).topk(5).indices.tolist()
    truth = [names.index(scene.objects[0].name) for scene in single]
    double = [_two_things(maker, HELD_OUT + 10_000 + seed) for seed in range(scenes)]
    embedded = model.pictures([scene.pixels for scene in double])
    top3 = (embedded @ words.T).topk(3).indices.tolist()
    pairs = [{names.index(thing.name) for thing in scene.objects} for scene in double]
    many = [
        maker.make(HELD_OUT + 20_000 + seed, size=Size(224, 224), things=(1, 3), sides=(0.2, 0.6))
        for seed in range(256)
    ]
    captions = model.texts([_full_caption(scene) for scene in many])
    agreement = model.pictures([scene.pixels for scene in many]) @ captions.T
    peaks = [_peak_is_inside(model, scene) for scene in double]
    return {
        "top1": float(np.mean([row[0] == right for row, right in zip(ranked, truth, strict=True)])),
        "top5": float(np.mean([right in row for row, right in zip(ranked, truth, strict=True)])),
        "two_object_top3": float(np.mean([pair <= set(row) for row, pair in zip(top3, pairs, strict=True)])),
        "retrieval_r1": float((agreement.argmax(dim=1) == torch.arange(len(many))).float().mean()),
        "direction": _direction(model, maker, double, embedded),
        "relevance_peak": float(np.mean(peaks)),
    }


def _direction(model: ImageTextModel, maker: SceneMaker, scenes: Sequence[Scene], before: Tensor) -> float:
    """How often replacing the thing that was named moves the picture more along the words than replacing the
    other one."""
    rng = np.random.default_rng(HELD_OUT)
    this, other, source, target = [], [], [], []
    for scene in scenes:
        present = {thing.name for thing in scene.objects}
        choices = [name for name in maker.library.names if name not in present]
        name = choices[int(rng.integers(len(choices)))]
        named = int(rng.integers(2))
        this.append(maker.render(scene.spec.with_thing(named, name)).pixels)
        other.append(maker.render(scene.spec.with_thing(1 - named, name)).pixels)
        source.append(phrase_for(scene.objects[named].name))
        target.append(phrase_for(name))
    said = F.normalize(model.texts(target) - model.texts(source), dim=-1)
    along = [(F.normalize(model.pictures(after) - before, dim=-1) * said).sum(dim=1) for after in (this, other)]
    return float((along[0] > along[1]).float().mean())


def _peak_is_inside(model: ImageTextModel, scene: Scene) -> bool:
    """Whether the relevance map of the first thing's name peaks in its box (grown by half a cell)."""
    thing = scene.objects[0]
    relevance = model.relevance(scene.pixels, phrase_for(thing.name), side_px=192)
    row, column = divmod(int(relevance.argmax()), relevance.shape[1])
    cell_x, cell_y = scene.pixels.shape[1] / relevance.shape[1], scene.pixels.shape[0] / relevance.shape[0]
    grown = thing.box.grown(round(cell_x / 2))
    return grown.contains_point((column + 0.5) * cell_x, (row + 0.5) * cell_y)


def self_supervised_figures(
    folder: Path, maker: SceneMaker, *, scenes: int = 200, side_px: int = 128
) -> dict[str, float]:
    """Of the 9 suppressed peaks of the [CLS] attention: anchor_recall, anchor_precision; and by the degree cue."""
    model: Any = timm.create_model(f"local-dir:{folder}", pretrained=True)
    several = [
        maker.make(HELD_OUT + 30_000 + seed, size=Size(256, 256), things=(1, 3), sides=(0.2, 0.5))
        for seed in range(scenes)
    ]
    recalls: dict[str, list[bool]] = {"anchor": [], "degree": []}
    precisions: dict[str, list[float]] = {"anchor": [], "degree": []}
    for scene in several:
        picture = timm_picture(model, scene.pixels, side_px)
        maps = {"anchor": attention_of_class_token(model, picture)[0], "degree": -degree(model, picture)}
        for key, cue in maps.items():
            cell = scene.pixels.shape[1] / cue.shape[1]
            points = [((column + 0.5) * cell, (row + 0.5) * cell) for row, column in suppressed_peaks(cue, 9)]
            inside = [[thing.box.contains_point(*point) for point in points] for thing in scene.objects]
            recalls[key].append(all(any(row) for row in inside))
            precisions[key].append(float(np.any(inside, axis=0).mean()))
    return {
        "anchor_recall": float(np.mean(recalls["anchor"])),
        "anchor_precision": float(np.mean(precisions["anchor"])),
        "degree_recall": float(np.mean(recalls["degree"])),
        "degree_precision": float(np.mean(precisions["degree"])),
    }


def timm_picture(model: Any, pixels: NDArray[np.uint8], side_px: int) -> Tensor:
    """(1, 3, side, side) float32, normalised with the model's own mean and deviation."""
    resized = cv2.resize(pixels, (side_px, side_px), interpolation=cv2.INTER_AREA)
    settings = model.pretrained_cfg
    mean, std = (torch.tensor(settings[key]).view(3, 1, 1) for key in ("mean", "std"))
    return ((torch.from_numpy(resized).permute(2, 0, 1).float() / 255 - mean) / std)[None]


@torch.no_grad()
def degree(model: Any, picture: Tensor) -> Tensor:
    """(rows, columns): how many patches each patch is alike to, after Simeoni et al. 2021 (LOST); low on things."""
    tokens = model.forward_features(picture)[0, 1:]
    tokens = F.normalize(tokens - tokens.mean(dim=0), dim=-1)
    side = picture.shape[-1] // model.patch_embed.patch_size[0]
    result: Tensor = (tokens @ tokens.T > 0).float().sum(dim=1).reshape(-1, side)
    return result


def suppressed_peaks(cue: Tensor, count: int, *, radius: int = 1) -> list[tuple[int, int]]:
    """(row, column) of the highest places, none within `radius` of another."""
    left = cue.clone()
    peaks = []
    for _ in range(count):
        row, column = divmod(int(left.argmax()), left.shape[1])
        peaks.append((row, column))
        left[max(0, row - radius) : row + radius + 1, max(0, column - radius) : column + radius + 1] = -torch.inf
    return peaks


def autoencoder_psnr(autoencoder: Any, pictures: NDArray[np.uint8]) -> float:
    """Mean PSNR in decibels of (N, S, S, 3) uint8 pictures."""
    with torch.no_grad():
        signed = as_signed(torch.from_numpy(pictures))
        rebuilt = autoencoder.decode(autoencoder.encode(signed).latents).sample.clamp(-1, 1)
    errors = (rebuilt - signed).square().flatten(1).mean(dim=1)
    return float((10 * torch.log10(4 / errors)).mean())


def editor_figures(
    editor: Editor,
    judge: ImageTextModel,
    maker: SceneMaker,
    names: Sequence[str],
    *,
    edits: int = 120,
    is_draft: bool = False,
    steps: int = 8,
    guidance_scale: float = 3.0,
) -> dict[str, float]:
    """judge_top1 and judge_top5 among all things of the library, of what an editor put into the box; ms an edit.

    The judge is the image-text model itself: a weak judge, so read these figures beside its own top1.
    """
    words = judge.texts([phrase_for(name) for name in maker.library.names])
    side = editor.working_side_px(is_draft=is_draft)
    rng = np.random.default_rng(HELD_OUT + 1)
    results, truth, spent = [], [], []
    for index in range(edits):
        scene = maker.make(HELD_OUT + 40_000 + index, size=Size(side, side), things=(1, 1), sides=(0.3, 0.6))
        name = names[int(rng.integers(len(names)))]
        box = _middle_box(side, rng)
        crop = CropToEdit(scene.pixels, box, index)
        instructions = EditInstructions(phrase_for(name), steps=steps, guidance_scale=guidance_scale, is_draft=is_draft)
        started = time.perf_counter()
        results.append(editor.edit([crop], instructions, on_step=lambda evaluations: None)[0].pixels)
        spent.append(time.perf_counter() - started)
        truth.append(maker.library.names.index(name))
    ranked = (judge.pictures(results) @ words.T).topk(5).indices.tolist()
    return {
        "judge_top1": float(np.mean([row[0] == right for row, right in zip(ranked, truth, strict=True)])),
        "judge_top5": float(np.mean([right in row for row, right in zip(ranked, truth, strict=True)])),
        "ms": float(np.median(spent) * 1000),
    }


def diffusion_editor(folder: Path, *, side_px: int = 64) -> InpaintingEditor:
    """An exported pipeline as an editor."""
    pipeline: Any = StableDiffusionInpaintPipeline.from_pretrained(folder, torch_dtype=torch.float32)
    return InpaintingEditor(
        pipeline, name="diffusion", fingerprint="", draft_side_px=side_px, full_side_px=side_px, things=FIRST_THINGS
    )


def diffusion_figures(
    folder: Path, judge: ImageTextModel, maker: SceneMaker, *, edits: int = 80, steps: int = 8
) -> dict[str, float]:
    """judge_top1, judge_top5, ms an edit, psnr of the autoencoder, steps and things of an exported pipeline."""
    editor = diffusion_editor(folder)
    figures = editor_figures(editor, judge, maker, FIRST_THINGS, edits=edits, steps=steps, guidance_scale=2.5)
    autoencoder = AutoencoderTiny.from_pretrained(folder / "vae", torch_dtype=torch.float32)
    side = editor.working_side_px(is_draft=False)
    held = [maker.make(HELD_OUT + 60_000 + seed, size=Size(side, side)).pixels for seed in range(64)]
    figures["autoencoder_psnr"] = autoencoder_psnr(autoencoder, np.stack(held))
    return {**figures, "steps": float(steps), "things": float(len(FIRST_THINGS))}


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


def _middle_box(side: int, rng: np.random.Generator) -> Box:
    longest = side / 1.6
    width, height = longest * rng.uniform(0.85, 1.0), longest * rng.uniform(0.85, 1.0)
    return Box.around(side / 2, side / 2, width, height)


def _two_things(maker: SceneMaker, seed: int) -> Scene:
    scene = maker.make(seed, size=Size(224, 224), things=(2, 2), sides=(0.2, 0.5))
    while len(scene.objects) < 2:
        seed += 1_000_000
        scene = maker.make(seed, size=Size(224, 224), things=(2, 2), sides=(0.2, 0.5))
    return scene


def _full_caption(scene: Scene) -> str:
    def phrase(thing: PlacedThing) -> str:
        return phrase_for(thing.name, thing.colour)

    return scene_caption([phrase(thing) for thing in scene.objects], scene.background)


def _mean_and_std(transform: Any) -> tuple[Tensor, Tensor]:
    normalise = next(step for step in transform.transforms if hasattr(step, "std"))
    return torch.tensor(normalise.mean).view(1, 3, 1, 1), torch.tensor(normalise.std).view(1, 3, 1, 1)
