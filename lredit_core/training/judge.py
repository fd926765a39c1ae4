"""Trains the judge: a classifier of the things, of another architecture than the image-text model, for benchmarks.

It sees what edits give: a drawing that fills most of a crop, over painted and photographed places, mirrored, turned,
its light and colours changed, with neighbours at the border, soft or sharp; and clean drawings on plain colours.
Drawings and places are rendered once; every picture of a batch is put together from them by affine sampling.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import timm
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from lredit_core.geometry import Size
from lredit_core.synthetic.backgrounds import PAINTERS, BackgroundPhotos, painted
from lredit_core.synthetic.drawings import HUE_BY_COLOUR, ArtLibrary, recoloured
from lredit_core.training.checkpoints import half_precision, replace_folder
from lredit_core.training.loop import CPU, Trainer, follow, set_learning_rate

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MEAN, STD = (0.5, 0.5, 0.5), (0.25, 0.25, 0.25)
#: Longest side of a stored drawing, and the side of the transparent square it lies in.
_DRAWN_PX, _CANVAS_PX = 64, 72
_PLACE_PX = 128


@dataclass(frozen=True, slots=True)
class JudgeConfig:
    """How the classifier looks and how it is trained."""

    total_steps: int
    batch: int = 96
    seed: int = 0
    architecture: str = "regnetx_002"
    image_px: int = 64
    learning_rate: float = 3e-3
    weight_decay: float = 0.05
    warmup_steps: int = 100
    label_smoothing: float = 0.05
    average_decay: float = 0.99


class ThingPictures:
    """Everything the pictures are made of.

    Attributes:
        sprites: (V, C, C, 4) uint8 RGBA, premultiplied; every drawing, and every colour of those that take colours.
        places: (P, D, D, 3) uint8.
    """

    def __init__(
        self, library: ArtLibrary, photos: BackgroundPhotos | None, *, seed: int = 0, variants_a_place: int = 24
    ) -> None:
        self.names = library.names
        self.sprites, self._sprites_of = _sprites(library)
        self.places = _places(photos, seed, variants_a_place)

    def batch(self, things: NDArray[np.int64], rng: np.random.Generator, *, side_px: int) -> Tensor:
        """(B,) indices of things -> (B, 3, S, S) float32 in [0, 1]: one picture of each."""
        count = len(things)
        pictures = self._backgrounds(count, rng, side_px)
        others = rng.integers(len(self.names), size=count)
        angle = rng.uniform(0, 2 * np.pi, count)
        away = rng.uniform(0.95, 1.5, (count, 1)) * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        away[rng.random(count) < 0.5] = 9.0  # half of the pictures have no neighbour
        pictures = self._with_sprites(pictures, others, rng.uniform(0.4, 1.0, count), away, rng)
        shares = np.where(rng.random(count) < 0.8, rng.uniform(0.5, 1.03, count), rng.uniform(0.4, 0.6, count))
        room = np.abs(1.0 - shares)[:, None]
        offsets = rng.uniform(-1, 1, (count, 2)) * np.minimum(room, 0.3)
        pictures = _shadowed(pictures, offsets, shares, rng)
        return _softened(self._with_sprites(pictures, things, shares, offsets, rng), rng)

    def _backgrounds(self, count: int, rng: np.random.Generator, side_px: int) -> Tensor:
        chosen = torch.from_numpy(self.places[rng.integers(len(self.places), size=count)])
        scale = rng.uniform(0.3, 1.0, count).astype(np.float32)
        theta = torch.zeros(count, 2, 3)
        theta[:, 0, 0] = torch.from_numpy(scale * np.where(rng.random(count) < 0.5, -1, 1).astype(np.float32))
        theta[:, 1, 1] = torch.from_numpy(scale)
        theta[:, :, 2] = torch.from_numpy((rng.uniform(-1, 1, (count, 2)) * (1 - scale)[:, None]).astype(np.float32))
        pictures = _sampled(chosen, theta, side_px) * torch.from_numpy(_factors(rng, count, 0.8, 1.15))
        plain = torch.from_numpy(rng.random((count, 3, 1, 1)).astype(np.float32))
        grey = torch.from_numpy(rng.random((count, 1, 1, 1)).astype(np.float32))
        plain = torch.where(torch.from_numpy(rng.random((count, 1, 1, 1)) < 0.4), grey.expand_as(plain), plain)
        return torch.where(torch.from_numpy(rng.random((count, 1, 1, 1)) < 0.3), plain, pictures)

    def _with_sprites(
        self,
        pictures: Tensor,
        things: NDArray[np.int64],
        shares: NDArray[np.float64],
        offsets: NDArray[np.float64],
        rng: np.random.Generator,
    ) -> Tensor:
        """Draws a thing onto each picture: `shares` of its side, `offsets` (B, 2) from the middle in half sides."""
        count, side_px = len(things), pictures.shape[-1]
        own = [self._sprites_of[int(thing)] for thing in things]
        rows = np.array([variants[int(rng.integers(len(variants)))] for variants in own])
        angle = np.where(rng.random(count) < 0.6, rng.uniform(-12, 12, count), 0.0) * np.pi / 180
        turn = np.stack([np.stack([np.cos(angle), np.sin(angle)]), np.stack([-np.sin(angle), np.cos(angle)])])
        inverse = turn.transpose(2, 0, 1) * (_DRAWN_PX / _CANVAS_PX / shares)[:, None, None]
        inverse[:, 0] *= np.where(rng.random(count) < 0.5, -1, 1)[:, None]
        inverse = inverse * rng.uniform(0.95, 1.05, (count, 2, 1))
        theta = np.concatenate([inverse, -inverse @ offsets[..., None]], axis=2).astype(np.float32)
        drawn = _sampled(torch.from_numpy(self.sprites[rows]), torch.from_numpy(theta), side_px)
        colours = drawn[:, :3] * torch.from_numpy(_factors(rng, count, 0.75, 1.12) * _tints(rng, count))
        return (pictures * (1 - drawn[:, 3:]) + colours).clamp(0, 1)


class JudgeTrainer(Trainer):
    """The classifier, its average and one step."""

    def __init__(self, config: JudgeConfig, pictures: ThingPictures, *, device: torch.device = CPU) -> None:
        self.config, self.pictures, self.device = config, pictures, device
        torch.manual_seed(config.seed)
        self.model: Any = timm.create_model(config.architecture, num_classes=len(pictures.names))
        self.model.to(device, memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        self.modules: dict[str, nn.Module] = {"model": self.model, "average": self.average}
        decayed = [parameter for parameter in self.model.parameters() if parameter.ndim > 1]
        plain = [parameter for parameter in self.model.parameters() if parameter.ndim <= 1]
        groups = [{"params": decayed, "weight_decay": config.weight_decay}, {"params": plain, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=config.learning_rate, betas=(0.9, 0.99))

    def step(self, index: int) -> dict[str, float]:
        config = self.config
        rng = np.random.default_rng((config.seed, 5, index))
        things = rng.integers(len(self.pictures.names), size=config.batch)
        pictures = self.pictures.batch(things, rng, side_px=config.image_px).to(self.device)
        targets = torch.from_numpy(things).to(self.device)
        set_learning_rate(self.optimizer, self.config, index)
        self.model.train()
        with self.in_half():
            logits = self.model(((pictures - MEAN[0]) / STD[0]).contiguous(memory_format=torch.channels_last)).float()
        loss = F.cross_entropy(logits, targets, label_smoothing=config.label_smoothing)
        self.learn_from(loss, max_norm=2.0)
        follow(self.average, self.model, index=index, decay=config.average_decay)
        right = (logits.argmax(dim=1) == targets).float().mean()
        return {"loss": loss.item(), "top1": right.item()}


def export(trainer: JudgeTrainer, folder: Path) -> None:
    """Writes the averaged weights as timm's loader takes them (``local-dir:<folder>``), and the names."""
    fresh = folder.with_name(folder.name + ".new")
    fresh.mkdir(parents=True, exist_ok=True)
    save_file(half_precision(trainer.average.state_dict()), fresh / "model.safetensors")
    side, names = trainer.config.image_px, trainer.pictures.names
    settings = {
        "architecture": trainer.config.architecture,
        "num_classes": len(names),
        "pretrained_cfg": {
            "input_size": [3, side, side],
            "fixed_input_size": False,
            "interpolation": "bilinear",
            "crop_pct": 1.0,
            "crop_mode": "squash",
            "mean": list(MEAN),
            "std": list(STD),
            "num_classes": len(names),
            "first_conv": "stem.conv",
            "classifier": "head.fc",
            "license": "mit",
        },
    }
    (fresh / "config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    (fresh / "names.json").write_text(json.dumps(list(names), indent=0) + "\n", encoding="utf-8")
    replace_folder(fresh, folder)


def _sprites(library: ArtLibrary) -> tuple[NDArray[np.uint8], list[list[int]]]:
    """(V, C, C, 4) uint8 premultiplied RGBA, and for each thing its rows; plain drawings weigh half of all."""
    sprites: list[NDArray[np.uint8]] = []
    rows: list[list[int]] = []
    for thing in library.things:
        plain: list[int] = []
        coloured: list[int] = []
        for drawing in thing.drawings:
            pixels = library.pixels(drawing)
            plain.append(len(sprites))
            sprites.append(_on_canvas(pixels))
            if thing.colourable:
                coloured += range(len(sprites), len(sprites) + len(HUE_BY_COLOUR))
                sprites += [_on_canvas(recoloured(pixels, colour)) for colour in HUE_BY_COLOUR]
        rows.append(plain * max(1, len(coloured) // len(plain)) + coloured)
    return np.stack(sprites), rows


def _on_canvas(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(H, W, 4) straight RGBA -> (C, C, 4) premultiplied, its longest side `_DRAWN_PX`, in the middle."""
    premultiplied = rgba.astype(np.float32)
    premultiplied[..., :3] *= premultiplied[..., 3:] / 255
    factor = _DRAWN_PX / max(rgba.shape[:2])
    width, height = max(1, round(rgba.shape[1] * factor)), max(1, round(rgba.shape[0] * factor))
    small = cv2.resize(premultiplied, (width, height), interpolation=cv2.INTER_AREA)
    canvas = np.zeros((_CANVAS_PX, _CANVAS_PX, 4), np.uint8)
    top, left = (_CANVAS_PX - height) // 2, (_CANVAS_PX - width) // 2
    canvas[top : top + height, left : left + width] = np.clip(np.rint(small), 0, 255).astype(np.uint8)
    return canvas


def _places(photos: BackgroundPhotos | None, seed: int, variants: int) -> NDArray[np.uint8]:
    """(P, D, D, 3) uint8: every painted place and photograph `variants` times."""
    rng = np.random.default_rng((seed, 6))
    size = Size(_PLACE_PX, _PLACE_PX)
    pictures = [painted(name, size, rng) for name in PAINTERS for _ in range(variants)]
    if photos is not None:
        pictures += [photos.crop(name, size, rng) for name in photos.names for _ in range(variants)]
    return np.stack([np.clip(pixels, 0, 255).astype(np.uint8) for pixels in pictures])


def _sampled(pixels: Tensor, theta: Tensor, side_px: int) -> Tensor:
    """(B, H, W, C) uint8 seen through the affine maps (B, 2, 3) -> (B, C, S, S) float32 in [0, 1], zeros outside."""
    planes = pixels.permute(0, 3, 1, 2).float() / 255
    grid = F.affine_grid(theta, [len(planes), planes.shape[1], side_px, side_px], align_corners=False)
    return F.grid_sample(planes, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def _shadowed(
    pictures: Tensor, offsets: NDArray[np.float64], shares: NDArray[np.float64], rng: np.random.Generator
) -> Tensor:
    """Half of the pictures with a soft dark ellipse where a thing would touch the ground."""
    count, side_px = len(pictures), pictures.shape[-1]
    axis = torch.linspace(-1, 1, side_px)
    across = (axis[None, None] - torch.from_numpy(offsets[:, :1, None]).float()) / torch.from_numpy(
        shares[:, None, None] * 0.9
    ).float()
    down = (axis[None, :, None] - torch.from_numpy(offsets[:, 1:, None] + shares[:, None, None] * 0.88).float()) / 0.15
    darkness = np.where(rng.random(count) < 0.5, rng.uniform(0.1, 0.5, count), 0.0).astype(np.float32)
    strength = torch.from_numpy(darkness)[:, None, None] * (1.25 - across.square() - down.square()).clamp(0, 1)
    return pictures * (1 - strength)[:, None]


def _softened(pictures: Tensor, rng: np.random.Generator) -> Tensor:
    """A third of the pictures shrunk and grown again, and some noise on another third."""
    side_px, third = pictures.shape[-1], len(pictures) // 3
    order = torch.from_numpy(rng.permutation(len(pictures)))
    soft, noisy, rest = pictures[order[:third]], pictures[order[third : 2 * third]], pictures[order[2 * third :]]
    if third:
        small = int(rng.integers(side_px * 3 // 8, side_px))
        soft = F.interpolate(soft, size=(small, small), mode="bilinear", antialias=True)
        soft = F.interpolate(soft, size=(side_px, side_px), mode="bilinear")
        noise = torch.from_numpy(rng.standard_normal(noisy.shape, dtype=np.float32))
        noisy = (noisy + float(rng.uniform(0, 0.06)) * noise).clamp(0, 1)
    return torch.cat([soft, noisy, rest])[order.argsort()]


def _factors(rng: np.random.Generator, count: int, least: float, largest: float) -> NDArray[np.float32]:
    return rng.uniform(least, largest, (count, 1, 1, 1)).astype(np.float32)


def _tints(rng: np.random.Generator, count: int) -> NDArray[np.float32]:
    return rng.uniform(0.92, 1.08, (count, 3, 1, 1)).astype(np.float32)
