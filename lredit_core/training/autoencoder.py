"""Trains the diffusion editor's autoencoder, a diffusers AutoencoderTiny, on crops of scenes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderTiny
from torch import Tensor, nn

from lredit_core.training.loop import CPU, Trainer, set_learning_rate

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class AutoencoderConfig:
    """Channels of each of the three stages (so four pixels a latent), and how it is trained."""

    total_steps: int
    batch: int = 24
    seed: int = 0
    learning_rate: float = 2e-3
    warmup_steps: int = 100
    channels: int = 24
    crop_px: int = 48


class AutoencoderTrainer(Trainer):
    """The autoencoder and one step."""

    def __init__(self, config: AutoencoderConfig, pixels: NDArray[np.uint8], *, device: torch.device = CPU) -> None:
        self.config, self.pixels, self.device = config, pixels, device
        torch.manual_seed(config.seed)
        widths = (config.channels,) * 3
        self.model: Any = AutoencoderTiny(
            encoder_block_out_channels=widths,
            decoder_block_out_channels=widths,
            num_encoder_blocks=(1, 1, 1),
            num_decoder_blocks=(1, 1, 1),
        )
        self.model.to(device)
        self.modules: dict[str, nn.Module] = {"model": self.model}
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=config.learning_rate, betas=(0.9, 0.98), weight_decay=1e-4
        )

    def step(self, index: int) -> dict[str, float]:
        config = self.config
        rng = np.random.default_rng((config.seed, 3, index))
        side = self.pixels.shape[1]
        crops = []
        for record in np.sort(rng.integers(len(self.pixels), size=config.batch)):
            y, x = rng.integers(0, side - config.crop_px + 1, 2)
            crop = self.pixels[record, y : y + config.crop_px, x : x + config.crop_px]
            crops.append(crop[:, ::-1] if rng.random() < 0.5 else crop)
        pictures = as_signed(torch.from_numpy(np.stack(crops)).to(self.device))
        set_learning_rate(self.optimizer, self.config, index)
        with self.in_half():
            latents = self.model.encode(pictures).latents
            rebuilt = self.model.decode(latents).sample
        latents, rebuilt = latents.float(), rebuilt.float()
        error = F.mse_loss(rebuilt, pictures)
        loss = error + 0.1 * F.l1_loss(rebuilt, pictures) + 1e-3 * latents.square().mean()
        self.learn_from(loss, max_norm=0.5)
        return {"loss": loss.item(), "psnr": float(10 * np.log10(4 / max(error.item(), 1e-9)))}

    @torch.no_grad()
    def scale_latents(self, count: int = 512) -> None:
        """Sets the scaling factor so that latents have unit deviation."""
        latents = self.model.encode(as_signed(torch.from_numpy(np.array(self.pixels[:count])).to(self.device))).latents
        self.model.register_to_config(scaling_factor=1.0 / float(latents.std()))


def as_signed(pixels: Tensor) -> Tensor:
    """(N, S, S, 3) uint8 -> (N, 3, S, S) float32 in [-1, 1]."""
    return pixels.permute(0, 3, 1, 2).float() / 127.5 - 1.0
