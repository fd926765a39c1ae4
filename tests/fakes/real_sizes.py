"""The tiny families with the geometry of the published models: autoencoders that reduce 8 times (aMUSEd's 16 times),
transformers that patch twice, UNets of three halvings. What holds for these sides holds for the real ones."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import torch

from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def write_family_of_real_sizes(name: str, folder: Path) -> str:
    """Writes a family's folder from a fixed seed; gives the manifest's kind."""
    kind = write_family(name, folder)
    give_real_sizes(folder)
    return kind


def give_real_sizes(folder: Path) -> None:
    """Rebuilds the models of a pipeline's folder with the reductions of published ones."""
    for part, change in _CHANGES.items():
        if (folder / part / "config.json").is_file():
            _rebuild(folder / part, change)


def _rebuild(folder: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """A model of the same class with other settings."""
    import diffusers

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    kind = getattr(diffusers, config["_class_name"])
    changed = change(config)
    if changed:
        torch.manual_seed(0)
        model = kind.from_config({**config, **changed})
        shutil.rmtree(folder)
        model.save_pretrained(folder, safe_serialization=True)


def _autoencoder(config: dict[str, Any]) -> dict[str, Any]:
    if "temperal_downsample" in config:  # diffusers' spelling
        return {"dim_mult": [1, 2, 2, 2], "temperal_downsample": [False, True, True]}
    return _reducing(8)


def _quantiser(config: dict[str, Any]) -> dict[str, Any]:
    return _reducing(16) if len(config["block_out_channels"]) == 4 else {}


def _reducing(factor: int) -> dict[str, Any]:
    blocks = factor.bit_length()
    return {
        "block_out_channels": (8,) * blocks,
        "down_block_types": ("DownEncoderBlock2D",) * blocks,
        "up_block_types": ("UpDecoderBlock2D",) * blocks,
        "norm_num_groups": 4,
    }


def _transformer(config: dict[str, Any]) -> dict[str, Any]:
    if config["_class_name"].startswith("SD3"):
        return {"patch_size": 2}
    if config.get("out_channels") == 8 and config.get("in_channels") == 20:  # FLUX Fill: latents twice, then the mask
        return {"in_channels": 8 + 8 + 4 * 8 * 8}
    return {}


def _unet(config: dict[str, Any]) -> dict[str, Any]:
    return {
        "block_out_channels": (16, 32, 32, 32),
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        "up_block_types": ("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
        "attention_head_dim": 8,
        **({"transformer_layers_per_block": 1} if "transformer_layers_per_block" in config else {}),
    }


_CHANGES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "vae": _autoencoder,
    "vqvae": _quantiser,
    "transformer": _transformer,
    "unet": _unet,
}
