"""Trains the masked editor's tokenizer, a diffusers VQModel of four pixels a token, on crops of scenes.

It starts as a plain autoencoder; then k-means of its latents makes the codebook, which from there on follows the
latents as a moving average, codes that nothing falls on being set to latents of the batch (van den Oord et al. 2017,
appendix A.1; Razavi et al. 2019). What lies in the box counts most: that is what the editor will draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import VQModel
from diffusers.models.resnet import ResnetBlock2D
from torch import Tensor, nn

from lredit_core.training.loop import CPU, Trainer, set_learning_rate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.training.inpaint_store import InpaintCrops


@dataclass(frozen=True, slots=True)
class QuantiserConfig:
    """How the tokenizer looks and how it is trained; three stages of `channels` give four pixels a token.

    Attributes:
        free_share: of the steps go without the codebook.
        before_share: how much of a batch shows crops before the edit.
        outside_weight: of pixels outside the box, on the loss.
        edge_weight: of differences between neighbours, on the loss.
    """

    total_steps: int
    batch: int = 16
    seed: int = 0
    learning_rate: float = 2e-3
    warmup_steps: int = 100
    channels: tuple[int, ...] = (12, 32, 64)
    groups: int = 4
    latent_channels: int = 16
    codes: int = 512
    free_share: float = 0.18
    before_share: float = 0.15
    outside_weight: float = 0.25
    edge_weight: float = 0.5
    commitment: float = 0.25
    codebook_decay: float = 0.98

    @property
    def free_steps(self) -> int:
        return round(self.free_share * self.total_steps)


class _Codebook(nn.Module):
    """The moving averages that the codes follow: `counts` (K,) and `sums` (K, D)."""

    counts: Tensor
    sums: Tensor

    def __init__(self, codes: int, channels: int) -> None:
        super().__init__()
        self.register_buffer("counts", torch.ones(codes))
        self.register_buffer("sums", torch.zeros(codes, channels))


class QuantiserTrainer(Trainer):
    """The tokenizer, its codebook's averages and one step."""

    def __init__(self, config: QuantiserConfig, crops: InpaintCrops, *, device: torch.device = CPU) -> None:
        self.config, self.crops, self.device = config, crops, device
        torch.manual_seed(config.seed)
        stages = len(config.channels)
        self.model: Any = VQModel(
            block_out_channels=config.channels,
            down_block_types=("DownEncoderBlock2D",) * stages,
            up_block_types=("UpDecoderBlock2D",) * stages,
            layers_per_block=1,
            latent_channels=config.latent_channels,
            num_vq_embeddings=config.codes,
            norm_num_groups=config.groups,
            sample_size=int(crops.pixels.shape[1]),
            mid_block_add_attention=False,
            lookup_from_codebook=True,
        )
        _quieten_branches(self.model)
        self.model.to(memory_format=torch.channels_last)
        self.model.quantize.embedding.weight.requires_grad_(False)
        self.averages = _Codebook(config.codes, config.latent_channels)
        self.modules: dict[str, nn.Module] = {"model": self.model, "averages": self.averages}
        for module in self.modules.values():
            module.to(device)
        learning = [parameter for parameter in self.model.parameters() if parameter.requires_grad]
        self.optimizer = torch.optim.AdamW(learning, lr=config.learning_rate, betas=(0.9, 0.98), weight_decay=1e-4)

    def step(self, index: int) -> dict[str, float]:
        config = self.config
        rng = np.random.default_rng((config.seed, 7, index))
        if index == config.free_steps:
            self._start_codebook(rng)
        pictures, inside = self._batch(rng, config.batch)
        set_learning_rate(self.optimizer, self.config, index)
        with self.in_half():
            latents = self.model.encode(pictures).latents.float()  # (B, 3, S, S) -> (B, D, s, s)
        quantised, commitment, used = latents, latents.new_zeros(()), 0
        if index >= config.free_steps:
            codes = nearest_codes(self.model, latents.detach())
            chosen = self.model.quantize.embedding(codes).permute(0, 3, 1, 2)
            commitment = F.mse_loss(latents, chosen) / latents.detach().var()
            quantised = latents + (chosen - latents).detach()
            used = int(torch.bincount(codes.flatten(), minlength=config.codes).count_nonzero())
        # `decode` would quantise once more, or look codes up
        with self.in_half():
            rebuilt = self.model.decoder(self.model.post_quant_conv(quantised)).float()
        weights = inside + config.outside_weight * (1 - inside)
        error = (rebuilt - pictures).square()
        loss = ((rebuilt - pictures).abs() * weights).mean() + 2 * (error * weights).mean()
        loss = loss + config.edge_weight * _edge_error(rebuilt, pictures, weights) + config.commitment * commitment
        self.learn_from(loss, max_norm=0.5)
        if index >= config.free_steps:
            self._follow(latents.detach(), codes, rng, revive=index % 25 == 0 and index < 0.85 * config.total_steps)
        error_inside = float((error.detach() * inside).sum() / (3 * inside.sum()))
        return {
            "loss": loss.item(),
            "psnr": float(10 * np.log10(1 / max(error.mean().item(), 1e-9))),
            "psnr_box": float(10 * np.log10(1 / max(error_inside, 1e-9))),
            "commitment": commitment.item(),
            "used": float(used),
        }

    def _batch(self, rng: np.random.Generator, count: int) -> tuple[Tensor, Tensor]:
        """(B, 3, S, S) float32 in [0, 1], and (B, 1, S, S), 1 inside the boxes."""
        records = np.sort(rng.integers(len(self.crops.pixels), size=count))
        pixels = np.array(self.crops.pixels[records])
        earlier = rng.random(count) < self.config.before_share
        pixels[earlier] = self.crops.before[records[earlier]]
        inside = torch.zeros(count, 1, *pixels.shape[1:3])
        for row, (x0, y0, x1, y1) in enumerate(self.crops.boxes[records].tolist()):
            inside[row, 0, y0:y1, x0:x1] = 1
        return as_unit(torch.from_numpy(pixels).to(self.device)), inside.to(self.device)

    @torch.no_grad()
    def _start_codebook(self, rng: np.random.Generator) -> None:
        """Sets the codes to the centres of many latents, those inside boxes first."""
        found: list[Tensor] = []
        for _ in range(max(1, 64 * self.config.codes // (24 * self.config.batch))):
            pictures, inside = self._batch(rng, self.config.batch)
            latents = self.model.encode(pictures).latents
            counts = F.adaptive_avg_pool2d(inside, latents.shape[-2:])[:, 0] > 0.5
            counts |= torch.from_numpy(rng.random(counts.shape) < 0.2).to(self.device)
            found.append(latents.permute(0, 2, 3, 1)[counts])
        points = torch.cat(found)
        centres, counts = (found.to(self.device) for found in k_means(points.cpu(), self.config.codes, rng))
        self.model.quantize.embedding.weight.copy_(centres)
        self.averages.counts.copy_(counts / counts.sum() * self.config.codes)
        self.averages.sums.copy_(centres * self.averages.counts[:, None])

    @torch.no_grad()
    def _follow(self, latents: Tensor, codes: Tensor, rng: np.random.Generator, *, revive: bool) -> None:
        """Moves the codes towards the latents (B, D, s, s) that fell on them."""
        points, flat = latents.permute(0, 2, 3, 1).flatten(0, 2), codes.flatten()
        averages, decay = self.averages, self.config.codebook_decay
        share = self.config.codes / len(points)  # counts are in units of their mean
        averages.counts.mul_(decay).index_add_(0, flat, points.new_full((len(flat),), (1 - decay) * share))
        averages.sums.mul_(decay).index_add_(0, flat, points * ((1 - decay) * share))
        if revive:
            dead = torch.nonzero(averages.counts < 0.03)[:, 0]
            chosen = torch.from_numpy(rng.permutation(len(points))[: len(dead)]).to(self.device)
            dead = dead[: len(chosen)]
            averages.counts[dead] = 0.3
            averages.sums[dead] = 0.3 * points[chosen]
        self.model.quantize.embedding.weight.copy_(averages.sums / averages.counts.clamp(min=1e-6)[:, None])


@torch.no_grad()
def tokens_of(model: Any, pixels: NDArray[np.uint8], *, batch: int = 64) -> Tensor:
    """(N, S, S, 3) uint8 -> (N, s, s) int16 on the CPU: the tokens as the pipeline makes them."""
    parts = []
    device = model.quantize.embedding.weight.device
    for start in range(0, len(pixels), batch):
        pictures = as_unit(torch.from_numpy(np.array(pixels[start : start + batch])).to(device))
        parts.append(nearest_codes(model, model.encode(pictures).latents).to(torch.int16).cpu())
    return torch.cat(parts)


@torch.no_grad()
def pictures_of(model: Any, tokens: Tensor) -> Tensor:
    """(N, s, s) tokens -> (N, 3, S, S) float32 in [0, 1]."""
    shape = (*tokens.shape, model.config.latent_channels)
    rebuilt: Tensor = model.decode(tokens.flatten().long(), force_not_quantize=True, shape=shape).sample
    return rebuilt.clamp(0, 1)


def reconstruction_psnr(model: Any, pixels: NDArray[np.uint8]) -> float:
    """Decibels of (N, S, S, 3) uint8 pictures through their tokens and back, on the CPU."""
    model = model.cpu().eval()
    error = (pictures_of(model, tokens_of(model, pixels)) - as_unit(torch.from_numpy(np.array(pixels)))).square()
    return float(10 * torch.log10(1 / error.flatten(1).mean(dim=1)).mean())


@torch.no_grad()
def nearest_codes(model: Any, latents: Tensor) -> Tensor:
    """(B, D, s, s) -> (B, s, s) int64: the nearest code of each latent."""
    batch, _, rows, columns = latents.shape
    points = latents.permute(0, 2, 3, 1).flatten(0, 2)
    result: Tensor = torch.cdist(points, model.quantize.embedding.weight).argmin(dim=1)
    return result.view(batch, rows, columns)


@torch.no_grad()
def k_means(points: Tensor, count: int, rng: np.random.Generator, *, rounds: int = 12) -> tuple[Tensor, Tensor]:
    """(N, D) -> `count` centres (K, D) and how many points fell on each (K,); empty ones start anew."""
    centres = points[torch.from_numpy(rng.choice(len(points), size=count, replace=len(points) < count))].clone()
    counts = torch.zeros(count)
    for _ in range(rounds):
        nearest = torch.cat([torch.cdist(part, centres).argmin(dim=1) for part in torch.split(points, 8192)])
        counts = torch.zeros(count).index_add_(0, nearest, torch.ones(len(points)))
        sums = torch.zeros_like(centres).index_add_(0, nearest, points)
        empty = counts == 0
        centres = sums / counts.clamp(min=1)[:, None]
        centres[empty] = points[torch.from_numpy(rng.integers(len(points), size=int(empty.sum())))]
    return centres, counts.clamp(min=1)


def as_unit(pixels: Tensor) -> Tensor:
    """(N, S, S, 3) uint8 -> (N, 3, S, S) float32 in [0, 1], which is what the pipeline feeds its tokenizer."""
    return (pixels.permute(0, 3, 1, 2).float() / 255).contiguous(memory_format=torch.channels_last)


def _quieten_branches(model: nn.Module) -> None:
    """Starts every residual branch at nothing, so that the whole starts as a shallow network and learns at once."""
    for module in model.modules():
        if isinstance(module, ResnetBlock2D):
            nn.init.zeros_(module.conv2.weight)


def _edge_error(rebuilt: Tensor, pictures: Tensor, weights: Tensor) -> Tensor:
    """How much steps from pixel to pixel differ, so that outlines stay sharp."""
    difference = rebuilt - pictures
    down = (difference[:, :, 1:] - difference[:, :, :-1]).abs() * weights[:, :, 1:]
    across = (difference[..., 1:] - difference[..., :-1]).abs() * weights[..., 1:]
    return down.mean() + across.mean()
