"""Trains the self-supervised ViT, a timm VisionTransformer, without labels.

Three objectives on the same pictures, views of the same things on different backgrounds (view_store.py), seen through
random crops, sizes and colour changes, each through some of its patches only:

- contrastive: negatives share the backgrounds, and all things but one, so the [CLS] token learns to look at things,
  and at all of them;
- DINO's self-distillation: the network says what its own running average says of the whole other view;
- the same of its attention: it looks where its running average looks on *both* backgrounds, evened out among the
  things. What is looked at on one background alone belongs to it.

By itself, self-distillation had not begun to work after 25,000 pictures; on top of contrastive weights it has something
to distil, so it begins at `distillation_from`.

Sources: Chen et al. 2020 (SimCLR); Caron et al. 2021 (DINO); Li et al. 2023 (dropped patches).
"""

from __future__ import annotations

import copy
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import timm
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from lredit_core.training.checkpoints import half_precision, replace_folder
from lredit_core.training.class_attention import KeptPatches, agreed_attention, evened, looked_at
from lredit_core.training.loop import CPU, Rows, Trainer, follow, set_learning_rate

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

MEAN, STD = (0.5, 0.5, 0.5), (0.25, 0.25, 0.25)
ARCHITECTURE = "vit_tiny_patch16_224"


@dataclass(frozen=True, slots=True)
class SelfSupervisedConfig:
    """How the ViT looks and how it is trained.

    Attributes:
        records: the batch, in records of views.
        kept_rows: of a picture's patches the network sees as many as so many rows have, drawn anew each time. What
            is left of a thing could be any part of it, so attention has to lie on all of it; and pictures of 28 rows
            cost hardly more than those of 12.
    """

    total_steps: int
    records: int = 12
    seed: int = 0
    learning_rate: float = 1.2e-3
    weight_decay: float = 0.05
    warmup_steps: int = 100
    temperature: float = 0.15
    kept_rows: int = 6
    image_px: int = 96
    patch_px: int = 8
    width: int = 128
    depth: int = 5
    heads: int = 4
    sizes_px: tuple[int, ...] = (96, 96, 128, 128, 160, 224)
    average_decay: float = 0.99
    distillation_from: int = 1100
    distillation_weight: float = 0.5
    attention_weight: float = 3.0
    prototypes: int = 1024
    teacher_temperature: float = 0.04
    student_temperature: float = 0.1
    centre_decay: float = 0.9


def model_args(config: SelfSupervisedConfig) -> dict[str, Any]:
    """What timm's architecture is called with."""
    return {
        "img_size": config.image_px,
        "patch_size": config.patch_px,
        "embed_dim": config.width,
        "depth": config.depth,
        "num_heads": config.heads,
        "num_classes": 0,
        "global_pool": "token",
        "dynamic_img_size": True,
    }


class _Prototypes(nn.Module):
    """DINO's head: (N, width) -> (N, prototypes), cosine similarity with unit prototypes."""

    def __init__(self, config: SelfSupervisedConfig) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Linear(config.width, 2 * config.width), nn.GELU(), nn.Linear(2 * config.width, 64))
        self.prototypes = nn.Parameter(torch.randn(config.prototypes, 64))

    def forward(self, tokens: Tensor) -> Tensor:
        return F.normalize(self.body(tokens), dim=-1) @ F.normalize(self.prototypes, dim=-1).T


class _Teacher(nn.Module):
    """The running average of a network and of its prototypes, and the centre of what it says.

    Attributes:
        centre: (prototypes,), the running mean of its logits; without it, one prototype would come to win everything.
    """

    centre: Tensor

    def __init__(self, prototypes: _Prototypes, count: int) -> None:
        super().__init__()
        self.prototypes = copy.deepcopy(prototypes).requires_grad_(False)
        self.register_buffer("centre", torch.zeros(count))


class SelfSupervisedTrainer(Trainer):
    """The ViT, its heads, their running averages and one step."""

    config: SelfSupervisedConfig

    def __init__(self, config: SelfSupervisedConfig, views: NDArray[np.uint8], *, device: torch.device = CPU) -> None:
        self.config, self.views, self.device = config, Rows(views, device), device
        torch.manual_seed(config.seed)
        self.model: Any = timm.create_model(ARCHITECTURE, **model_args(config))
        self.model.patch_drop = KeptPatches()
        self.head = nn.Sequential(
            nn.Linear(config.width, 2 * config.width),
            nn.LayerNorm(2 * config.width),
            nn.GELU(),
            nn.Linear(2 * config.width, 96),
        )
        self.model.to(device)
        self.average = copy.deepcopy(self.model).requires_grad_(False)
        self.prototypes = _Prototypes(config)
        self.teacher = _Teacher(self.prototypes, config.prototypes)
        self.modules: dict[str, nn.Module] = {
            "model": self.model,
            "head": self.head,
            "average": self.average,
            "prototypes": self.prototypes,
            "teacher": self.teacher,
        }
        for module in self.modules.values():
            module.to(device)
        decayed: list[nn.Parameter] = []
        plain: list[nn.Parameter] = []
        for module in (self.model, self.head, self.prototypes):
            for parameter in module.parameters():
                (decayed if parameter.ndim > 1 else plain).append(parameter)
        groups = [{"params": decayed, "weight_decay": config.weight_decay}, {"params": plain, "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=config.learning_rate, betas=(0.9, 0.98))

    @property
    def pictures_per_step(self) -> int:
        _, sets, places = self.views.shape[:3]
        return self.config.records * sets * places

    def step(self, index: int) -> dict[str, float]:
        config = self.config
        rng = np.random.default_rng((config.seed, 2, index))
        torch.manual_seed(int(rng.integers(2**31)))
        chosen = np.sort(rng.choice(len(self.views), size=config.records, replace=False))
        side = int(config.sizes_px[int(rng.integers(len(config.sizes_px)))])
        pictures = self.views[chosen]  # (R, sets, 2, S, S, 3): record, things, background
        views, theta = _augmented(pictures.transpose(1, 2).transpose(0, 1).flatten(0, 2), side, rng)
        set_learning_rate(self.optimizer, self.config, index)
        self.model.train()
        kept = self._kept(len(views), side, rng)
        with self.in_half():
            seen, analysis = looked_at(self.model, views, kept)  # (2N, D) and (2N, K), the pairs N apart
        contrast, right_share = _nt_xent(F.normalize(self.head(seen), dim=-1), config.temperature)
        loss, figures = contrast, {"contrast": contrast.item(), "right": right_share}
        if index >= config.distillation_from:
            told, sharpness, agreed = self._taught(views, theta)
            said = F.log_softmax(self.prototypes(seen) / config.student_temperature, dim=-1)
            distilled = -(told * said).sum(dim=-1).mean()
            attention = divergence(agreed.gather(1, kept), analysis)
            loss = loss + config.distillation_weight * distilled + config.attention_weight * attention
            figures |= {"distillation": distilled.item(), "teacher_entropy": sharpness, "attention": attention.item()}
        self.learn_from(loss, max_norm=1.0)
        follow(self.average, self.model, index=index, decay=config.average_decay)
        if index >= config.distillation_from:
            since = index - config.distillation_from
            follow(self.teacher.prototypes, self.prototypes, index=since, decay=config.average_decay)
        return figures

    def _kept(self, count: int, side: int, rng: np.random.Generator) -> Tensor:
        """(count, K) int64: patches of each picture, drawn anew."""
        rows = side // self.config.patch_px
        kept = min(self.config.kept_rows, rows) * rows
        order = rng.random((count, rows * rows), dtype=np.float32).argpartition(kept - 1)
        return torch.from_numpy(order[:, :kept].copy()).to(self.device)

    @torch.no_grad()
    def _taught(self, views: Tensor, theta: Tensor) -> tuple[Tensor, float, Tensor]:
        """What the running average says of whole views (2N, 3, S, S).

        Returns:
            (2N, prototypes), for each view its answers to the *other* view of the same things; their entropy in nats:
            log(prototypes) or 0 mean collapse; and (2N, P), what both views look at, in the frame of each.
        """
        config, count = self.config, len(views) // 2
        self.average.eval()
        with self.in_half():
            seen, analysis = looked_at(self.average, views)
        logits = self.teacher.prototypes(seen)
        answers = F.softmax((logits - self.teacher.centre) / config.teacher_temperature, dim=-1)
        self.teacher.centre.lerp_(logits.mean(dim=0), 1 - config.centre_decay)
        entropy = -(answers * answers.clamp_min(1e-9).log()).sum(dim=-1).mean()
        rows = views.shape[-1] // config.patch_px
        agreed = evened(agreed_attention(analysis.reshape(2 * count, rows, -1), theta))
        return answers.roll(count, dims=0), entropy.item(), agreed.flatten(1)


def export(trainer: SelfSupervisedTrainer, folder: Path) -> None:
    """Writes the averaged weights as timm's loader takes them: ``local-dir:<folder>``."""
    fresh = folder.with_name(folder.name + ".new")
    fresh.mkdir(parents=True, exist_ok=True)
    save_file(half_precision(trainer.average.state_dict()), fresh / "model.safetensors")
    side = trainer.config.image_px
    settings = {
        "architecture": ARCHITECTURE,
        "num_classes": 0,
        "global_pool": "token",
        "model_args": model_args(trainer.config),
        "pretrained_cfg": {
            "input_size": [3, side, side],
            "fixed_input_size": False,
            "interpolation": "bicubic",
            "crop_pct": 1.0,
            "crop_mode": "squash",
            "mean": list(MEAN),
            "std": list(STD),
            "num_classes": 0,
            "first_conv": "patch_embed.proj",
            "classifier": "head",
            "license": "mit",
        },
    }
    (fresh / "config.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    replace_folder(fresh, folder)


def _augmented(pictures: Tensor, side: int, rng: np.random.Generator, *, least: float = 0.78) -> tuple[Tensor, Tensor]:
    """(N, S, S, 3) uint8 -> (N, 3, side, side) float32, each cropped to no less than a share of its side, perhaps
    mirrored, its light and colours changed; and (N, 2, 3), where in its picture each lies."""
    count, whole, device = pictures.shape[0], pictures.shape[1], pictures.device
    scale = torch.from_numpy(rng.uniform(least, 1.0, count).astype(np.float32))
    shift = torch.from_numpy(rng.uniform(-1, 1, (count, 2)).astype(np.float32)) * (1 - scale)[:, None]
    mirror = torch.from_numpy(np.where(rng.random(count) < 0.5, -1.0, 1.0).astype(np.float32))
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0], theta[:, 1, 1], theta[:, :, 2] = scale * mirror, scale, shift
    pixels = pictures.permute(0, 3, 1, 2).float() / 255.0
    theta = theta.to(device)
    grid = F.affine_grid(theta, [count, 3, side, side], align_corners=False)
    shrunk = round(side / math.sqrt(least))
    if shrunk < whole * 0.8:
        pixels = F.interpolate(pixels, size=(shrunk, shrunk), mode="area")
    pixels = F.grid_sample(pixels, grid, mode="bilinear", padding_mode="reflection", align_corners=False)
    light = torch.from_numpy(rng.uniform(0.7, 1.2, (count, 1, 1, 1)).astype(np.float32))
    contrast = torch.from_numpy(rng.uniform(0.7, 1.2, (count, 1, 1, 1)).astype(np.float32))
    colours = torch.from_numpy(_colour_changes(count, rng))
    light, contrast, colours = light.to(device), contrast.to(device), colours.to(device)
    pixels = torch.einsum("nij,njhw->nihw", colours, pixels) * light
    mean = pixels.mean(dim=(1, 2, 3), keepdim=True)
    pixels = ((pixels - mean) * contrast + mean).clamp(0, 1)
    return (pixels - MEAN[0]) / STD[0], theta


def _colour_changes(count: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """(N, 3, 3), what a picture's colours are multiplied with: hues turned by up to 30 degrees, more or less saturated,
    one in eight without any colour. A network that tells things apart by colour alone does not look at a zebra."""
    angle = rng.uniform(-np.pi / 6, np.pi / 6, count)
    saturation = np.where(rng.random(count) < 0.125, 0.0, rng.uniform(0.5, 1.4, count))
    grey = np.full((3, 3), 1 / 3)  # the projection on the axis of greys, about which hues turn
    across = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]]) / np.sqrt(3)
    turned = np.cos(angle)[:, None, None] * (np.eye(3) - grey) + np.sin(angle)[:, None, None] * across
    changes = grey + saturation[:, None, None] * turned
    return np.asarray(changes * rng.uniform(0.92, 1.08, (count, 3, 1)), np.float32)


def divergence(wanted: Tensor, analysis: Tensor) -> Tensor:
    """Mean Kullback-Leibler divergence in nats of what is looked at from what is wanted, both (N, K) >= 0 and brought
    to a sum of 1."""
    wanted, analysis = (shares / shares.sum(dim=1, keepdim=True).clamp_min(1e-12) for shares in (wanted, analysis))
    return (wanted * (wanted.clamp_min(1e-12).log() - analysis.clamp_min(1e-12).log())).sum(dim=1).mean()


def _nt_xent(embedded: Tensor, temperature: float) -> tuple[Tensor, float]:
    """(2N, D) unit vectors, the pairs N apart -> loss, and the share of pictures whose partner is the nearest."""
    count = embedded.shape[0] // 2
    logits = embedded @ embedded.T / temperature
    logits = logits.masked_fill(torch.eye(2 * count, dtype=torch.bool, device=logits.device), -1e9)
    partner = torch.arange(2 * count, device=logits.device).roll(count)
    return F.cross_entropy(logits, partner), float((logits.argmax(dim=1) == partner).float().mean())
