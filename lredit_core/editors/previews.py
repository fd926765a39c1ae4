"""Looks at a picture while it is made: latents turned to colours by a small linear map, or by a tiny decoder; tokens
decoded, few of them.

A full decoding of every step would cost more than the steps. Latents of an autoencoder keep the picture's layout, and
their colours are close to a linear function of their channels, which is found here once from the autoencoder itself.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

#: Makes (B, h, w, 3) uint8 sRGB: what a batch of crops looks like after a step, small; None where it cannot be seen.
MakePreview = Callable[[], NDArray[np.uint8] | None]
#: Is offered a preview after each step, and makes it or leaves it: previews cost time.
OnPreview = Callable[[MakePreview], None]

#: A patch of one colour is so many latents wide: wider than what a latent sees of its neighbours' colours.
_PATCH_LATENTS = 4
_PATCHES_ACROSS = 4
_LEVELS = (0.0, 0.33, 0.67, 1.0)
#: Larger grids of tokens are decoded from the means of neighbours, so that no side is longer.
_MOST_TOKENS = 16
#: Latents that a tiny decoder makes a look of, likewise.
_MOST_LATENTS = 32


class LatentPreview:
    """Turns latents as a pipeline's step callback gives them into small pictures."""

    def __init__(self, pipeline: Any, tiny_decoder: Callable[[Tensor], Tensor] | None = None) -> None:
        """Finds the colours of the pipeline's latents, which takes a few encodings of small pictures.

        Args:
            pipeline: of diffusers.
            tiny_decoder: makes pictures of latents instead: (B, C, h, w) -> (B, 3, H, W) in [-1, 1].
        """
        self._pipeline = pipeline
        self._autoencoder = pipeline.vae
        self._tiny_decoder = tiny_decoder
        self._colours: tuple[Tensor, Tensor] | None = None
        if tiny_decoder is None and not self._is_tiny and hasattr(self._autoencoder.config, "latent_channels"):
            self._colours = colour_map(self._autoencoder, device=pipeline._execution_device)

    @property
    def _is_tiny(self) -> bool:
        return type(self._autoencoder).__name__ == "AutoencoderTiny"

    @torch.inference_mode()
    def __call__(self, latents: Tensor, *, height: int, width: int) -> NDArray[np.uint8] | None:
        """(B, h, w, 3) uint8 sRGB, one pixel a latent (more with a tiny decoder); None where they cannot be read.

        Args:
            latents: (B, C, h, w), with a time axis as (B, C, 1, h, w), or packed to tokens as FLUX does, (B, N, D).
            height: of the picture in pixels.
            width: of the picture in pixels.
        """
        plane = self._plane_of(latents, height=height, width=width)
        if plane is None:
            return None
        if self._tiny_decoder is not None:
            decoded = self._tiny_decoder(_at_most(plane, _MOST_LATENTS)) / 2 + 0.5
        elif self._colours is None:
            decoded = self._autoencoder.decode(plane).sample.float() / 2 + 0.5
        else:
            weights, offset = self._colours
            decoded = torch.einsum("bchw,cn->bnhw", plane.float().cpu(), weights) + offset[:, None, None]
        pixels = (decoded.clamp(0, 1) * 255).round().permute(0, 2, 3, 1)  # (B, 3, h, w) -> (B, h, w, 3)
        return np.ascontiguousarray(pixels.to("cpu", torch.uint8).numpy())

    def _plane_of(self, latents: Tensor, *, height: int, width: int) -> Tensor | None:
        """(B, C, h, w) as the autoencoder encodes them, before any scaling; None where they are of another kind."""
        config = self._autoencoder.config
        if latents.ndim == 3 and hasattr(self._pipeline, "_unpack_latents"):
            latents = self._pipeline._unpack_latents(latents, height, width, self._pipeline.vae_scale_factor)
        if latents.ndim == 5 and latents.shape[2] == 1:
            latents = latents[:, :, 0]
        if latents.ndim != 4 or latents.shape[1] != getattr(config, "latent_channels", None):
            return None
        return latents / (getattr(config, "scaling_factor", None) or 1.0) + (getattr(config, "shift_factor", None) or 0)


class TokenPreview:
    """Turns the tokens of a codebook into small pictures, by the quantiser's decoder."""

    def __init__(self, quantiser: Any, *, device: torch.device) -> None:
        """Takes a diffusers VQModel over pictures in [0, 1]."""
        self._quantiser = quantiser
        self._device = device

    @torch.inference_mode()
    def __call__(self, tokens: Tensor) -> NDArray[np.uint8]:
        """(H, W, 3) uint8 sRGB of (h, w) int64 tokens, none of them masked; of large grids a smaller picture."""
        quantiser = self._quantiser
        shape = (1, *tokens.shape, quantiser.config.latent_channels)
        codes = quantiser.quantize.get_codebook_entry(tokens[None].to(self._device), shape)  # (1, C, h, w)
        factor = math.ceil(max(tokens.shape) / _MOST_TOKENS)
        if factor > 1:
            rows, columns = (max(1, round(side / factor)) for side in tokens.shape)
            codes = F.adaptive_avg_pool2d(codes, (rows, columns))
        own = codes if quantiser.config.norm_type == "spatial" else None
        decoded = quantiser.decoder(quantiser.post_quant_conv(codes), own).float()
        pixels = (decoded.clamp(0, 1)[0] * 255).round().permute(1, 2, 0)  # (3, H, W) -> (H, W, 3)
        return np.ascontiguousarray(pixels.to("cpu", torch.uint8).numpy())


def _at_most(plane: Tensor, side: int) -> Tensor:
    """(B, C, h, w), or the means of neighbours where a side is longer than that."""
    factor = math.ceil(max(plane.shape[-2:]) / side)
    rows, columns = (max(1, round(length / factor)) for length in plane.shape[-2:])
    return plane if factor == 1 else F.adaptive_avg_pool2d(plane, (rows, columns))


@torch.inference_mode()
def colour_map(autoencoder: Any, *, device: torch.device) -> tuple[Tensor, Tensor]:
    """The linear map from an autoencoder's latents to colours, by least squares over patches of plain colours.

    Args:
        autoencoder: whose latents are shown.
        device: where the autoencoder computes, which need not be where its weights wait.

    Returns:
        weights: (C, 3) float32, and offset: (3,) float32; colours are sRGB in [0, 1].
    """
    pictures, colours = _colour_patches(pixels_per_latent=_reduction(autoencoder))
    pictures = pictures.to(device, autoencoder.dtype)
    encoded = torch.cat([_latents_of(autoencoder.encode(picture[None] * 2 - 1)) for picture in pictures])
    latents = encoded.float().cpu()  # (P, C, h, w)
    middle = F.avg_pool2d(latents, _PATCH_LATENTS)  # (P, C, 4, 4)
    known = middle.permute(0, 2, 3, 1).reshape(-1, latents.shape[1])
    with_one = torch.cat([known, torch.ones(len(known), 1)], dim=1)
    solved = torch.from_numpy(np.linalg.lstsq(with_one.numpy(), colours.numpy(), rcond=None)[0])
    return solved[:-1], solved[-1]


def _colour_patches(*, pixels_per_latent: int) -> tuple[Tensor, Tensor]:
    """Pictures of 4 x 4 patches, (P, 3, H, W) in [0, 1], and the colour of each patch, (P * 16, 3).

    All 64 colours of four levels, twice, in orders of their own, so that a patch has other neighbours each time.
    """
    all_colours = torch.tensor(list(itertools.product(_LEVELS, repeat=3)))
    generator = torch.Generator().manual_seed(0)
    colours = torch.cat([all_colours[torch.randperm(len(all_colours), generator=generator)] for _ in range(2)])
    grid = colours.reshape(-1, _PATCHES_ACROSS, _PATCHES_ACROSS, 3).permute(0, 3, 1, 2)
    side = _PATCH_LATENTS * pixels_per_latent
    return grid.repeat_interleave(side, dim=2).repeat_interleave(side, dim=3), colours


def _reduction(autoencoder: Any) -> int:
    """Pixels of a side that become one latent."""
    return int(2 ** (len(autoencoder.config.block_out_channels) - 1))


def _latents_of(encoded: Any) -> Tensor:
    """The latents of an autoencoder's answer: the middle of their distribution where it gives one."""
    distribution = getattr(encoded, "latent_dist", None)
    latents: Tensor = encoded.latents if distribution is None else distribution.mode()
    return latents
