"""Writes a diffusers folder as one file in the layout in which Stable Diffusion was first published.

The names are turned round by rules of our own, so that a test which loads such a file compares two independent
readings of the layout.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

_RESNET = {
    "norm1": "in_layers.0", "conv1": "in_layers.2", "norm2": "out_layers.0", "conv2": "out_layers.3",
    "time_emb_proj": "emb_layers.1", "conv_shortcut": "skip_connection",
}  # fmt: skip
_AROUND = {
    "time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2",
    "add_embedding.linear_1": "label_emb.0.0", "add_embedding.linear_2": "label_emb.0.2",
    "conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2",
}  # fmt: skip
_MIDDLE = {"resnets.0": "0", "attentions.0": "1", "resnets.1": "2"}
_OPEN_CLIP = {
    "self_attn.out_proj": "attn.out_proj", "layer_norm1": "ln_1", "layer_norm2": "ln_2", "mlp.fc1": "mlp.c_fc",
    "mlp.fc2": "mlp.c_proj",
}  # fmt: skip


def write_single_file(pipeline: Any, file: Path, *, text: str, metadata: dict[str, str] | None = None) -> None:
    """Saves a Stable Diffusion pipeline as one checkpoint.

    Args:
        text: how its text encoders lie in the file: "clip" (1.x), "open_clip" (2.x) or "both" (XL).
    """
    tensors = {f"model.diffusion_model.{name}": value for name, value in denoiser_tensors(pipeline.unet).items()}
    tensors |= {f"first_stage_model.{name}": value for name, value in autoencoder_tensors(pipeline.vae).items()}
    if text == "clip":
        tensors |= _clip_tensors(pipeline.text_encoder, "cond_stage_model.transformer.text_model.")
    elif text == "open_clip":
        tensors |= _open_clip_tensors(pipeline.text_encoder, "cond_stage_model.model.")
    else:
        tensors |= _clip_tensors(pipeline.text_encoder, "conditioner.embedders.0.transformer.text_model.")
        tensors |= _open_clip_tensors(pipeline.text_encoder_2, "conditioner.embedders.1.model.")
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: value.detach().contiguous().clone() for name, value in tensors.items()}, file, metadata)


def write_configuration(folder: Path, beside: Path) -> None:
    """Copies a diffusers folder without its weights: the configuration that lies beside a single file."""
    shutil.copytree(folder, beside, ignore=shutil.ignore_patterns("*.safetensors"))


def denoiser_tensors(unet: Any) -> dict[str, Tensor]:
    """A UNet's weights by their original names."""
    layers = unet.config.layers_per_block + 1
    return {_denoiser_name(name, layers, unet): value for name, value in unet.state_dict().items()}


def _denoiser_name(name: str, layers: int, unet: Any) -> str:
    for ours, theirs in _AROUND.items():
        if name.startswith(f"{ours}."):
            return name.replace(ours, theirs, 1)
    if found := re.fullmatch(r"mid_block\.((?:resnets|attentions)\.\d)\.(.*)", name):
        return f"middle_block.{_MIDDLE[found[1]]}.{_inner(found[1], found[2])}"
    found = re.fullmatch(r"(down|up)_blocks\.(\d+)\.(resnets|attentions|downsamplers|upsamplers)\.(\d+)\.(.*)", name)
    assert found is not None, name
    side, block, kind, layer, rest = found[1], int(found[2]), found[3], int(found[4]), found[5]
    if kind == "downsamplers":
        return f"input_blocks.{(block + 1) * layers}.0.{rest.replace('conv', 'op')}"
    if kind == "upsamplers":
        after = 2 if hasattr(unet.up_blocks[block], "attentions") else 1
        return f"output_blocks.{(block + 1) * layers - 1}.{after}.{rest}"
    place = (
        f"input_blocks.{1 + block * layers + layer}" if side == "down" else f"output_blocks.{block * layers + layer}"
    )
    return f"{place}.{0 if kind == 'resnets' else 1}.{_inner(kind, rest)}"


def _inner(kind: str, rest: str) -> str:
    if kind.startswith("attentions"):
        return rest
    first, _, last = rest.partition(".")
    return f"{_RESNET[first]}.{last}"


def autoencoder_tensors(vae: Any) -> dict[str, Tensor]:
    """An autoencoder's weights by their original names; attention's linear layers were convolutions of one pixel."""
    blocks = len(vae.config.block_out_channels)
    tensors = {}
    for name, value in vae.state_dict().items():
        name = re.sub(r"down_blocks\.(\d+)\.resnets\.", r"down.\1.block.", name)
        name = re.sub(r"down_blocks\.(\d+)\.downsamplers\.0", r"down.\1.downsample", name)
        name = re.sub(r"up_blocks\.(\d+)\.resnets\.", lambda found: f"up.{blocks - 1 - int(found[1])}.block.", name)
        name = re.sub(
            r"up_blocks\.(\d+)\.upsamplers\.0", lambda found: f"up.{blocks - 1 - int(found[1])}.upsample", name
        )
        name = re.sub(r"mid_block\.resnets\.(\d)", lambda found: f"mid.block_{int(found[1]) + 1}", name)
        name = name.replace("conv_norm_out", "norm_out").replace("conv_shortcut", "nin_shortcut")
        if "mid_block.attentions.0" in name:
            name = name.replace("mid_block.attentions.0", "mid.attn_1").replace("group_norm", "norm")
            name = name.replace("to_out.0", "proj_out")
            name = re.sub(r"\.to_([qkv])\.", r".\1.", name)
            value = value[:, :, None, None] if value.ndim == 2 else value
        tensors[name] = value
    return tensors


def _text_state(encoder: Any) -> dict[str, Tensor]:
    return {name.removeprefix("text_model."): value for name, value in encoder.state_dict().items()}


def _clip_tensors(encoder: Any, prefix: str) -> dict[str, Tensor]:
    return {prefix + name: value for name, value in _text_state(encoder).items()}


def _open_clip_tensors(encoder: Any, prefix: str) -> dict[str, Tensor]:
    state = _text_state(encoder)
    around = {
        "token_embedding.weight": state["embeddings.token_embedding.weight"],
        "positional_embedding": state["embeddings.position_embedding.weight"],
        "ln_final.weight": state["final_layer_norm.weight"],
        "ln_final.bias": state["final_layer_norm.bias"],
        "text_projection": state["text_projection.weight"].T
        if "text_projection.weight" in state
        else torch.eye(encoder.config.hidden_size),
    }
    for layer in range(encoder.config.num_hidden_layers):
        ours, theirs = f"encoder.layers.{layer}", f"transformer.resblocks.{layer}"
        for kind in ("weight", "bias"):
            stacked = torch.cat([state[f"{ours}.self_attn.{part}_proj.{kind}"] for part in "qkv"])
            around[f"{theirs}.attn.in_proj_{kind}"] = stacked
            for name, other in _OPEN_CLIP.items():
                around[f"{theirs}.{other}.{kind}"] = state[f"{ours}.{name}.{kind}"]
    return {prefix + name: value for name, value in around.items()}
