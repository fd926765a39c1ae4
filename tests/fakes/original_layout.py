"""Writes a diffusers folder as one file in the layout in which Stable Diffusion was first published.

The names are turned round by rules of our own, so that a test which loads such a file compares two independent
readings of the layout.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import save_file
from torch import Tensor

if TYPE_CHECKING:
    from pathlib import Path

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


_SD3_AROUND = {
    "pos_embed.pos_embed": "pos_embed", "pos_embed.proj": "x_embedder.proj", "context_embedder": "context_embedder",
    "time_text_embed.timestep_embedder.linear_1": "t_embedder.mlp.0",
    "time_text_embed.timestep_embedder.linear_2": "t_embedder.mlp.2",
    "time_text_embed.text_embedder.linear_1": "y_embedder.mlp.0",
    "time_text_embed.text_embedder.linear_2": "y_embedder.mlp.2",
    "proj_out": "final_layer.linear", "norm_out.linear": "final_layer.adaLN_modulation.1",
}  # fmt: skip
_SD3_INNER = {
    "norm1.linear": "x_block.adaLN_modulation.1", "norm1_context.linear": "context_block.adaLN_modulation.1",
    "attn.to_out.0": "x_block.attn.proj", "attn.to_add_out": "context_block.attn.proj",
    "attn.norm_q": "x_block.attn.ln_q", "attn.norm_k": "x_block.attn.ln_k",
    "attn.norm_added_q": "context_block.attn.ln_q", "attn.norm_added_k": "context_block.attn.ln_k",
    "ff.net.0.proj": "x_block.mlp.fc1", "ff.net.2": "x_block.mlp.fc2",
    "ff_context.net.0.proj": "context_block.mlp.fc1", "ff_context.net.2": "context_block.mlp.fc2",
}  # fmt: skip
_SD3_QKV = {
    "x_block.attn.qkv": ("attn.to_q", "attn.to_k", "attn.to_v"),
    "context_block.attn.qkv": ("attn.add_q_proj", "attn.add_k_proj", "attn.add_v_proj"),
}


def write_sd3_file(
    pipeline: Any, file: Path, *, parts: tuple[str, ...] = ("vae", "text_encoder", "text_encoder_2")
) -> None:
    """Saves a Stable Diffusion 3 pipeline as one checkpoint: its transformer and those of the other parts."""
    tensors = {f"model.diffusion_model.{name}": value for name, value in sd3_tensors(pipeline.transformer).items()}
    if "vae" in parts:
        tensors |= {f"first_stage_model.{name}": value for name, value in autoencoder_tensors(pipeline.vae).items()}
    for part, name in (("text_encoder", "clip_l"), ("text_encoder_2", "clip_g")):
        if part in parts:
            state = getattr(pipeline, part).state_dict()
            tensors |= {f"text_encoders.{name}.transformer.{key}": value for key, value in state.items()}
    save_file({name: value.detach().contiguous().clone() for name, value in tensors.items()}, file)


def sd3_tensors(transformer: Any) -> dict[str, Tensor]:
    """A joint transformer's weights by their original names: queries, keys and values stacked, shift before scale."""
    state, found = transformer.state_dict(), {}
    last = transformer.config.num_layers - 1
    for name, value in state.items():
        for ours, theirs in _SD3_AROUND.items():
            if name == ours or name.startswith(f"{ours}."):
                found[name.replace(ours, theirs, 1)] = value
        inside = re.fullmatch(r"transformer_blocks\.(\d+)\.(.*)\.(weight|bias)", name)
        if inside is not None and inside[2] in _SD3_INNER:
            found[f"joint_blocks.{inside[1]}.{_SD3_INNER[inside[2]]}.{inside[3]}"] = value
    for block in range(last + 1):
        for theirs, ours in _SD3_QKV.items():
            for kind in ("weight", "bias"):
                stacked = torch.cat([state[f"transformer_blocks.{block}.{part}.{kind}"] for part in ours])
                found[f"joint_blocks.{block}.{theirs}.{kind}"] = stacked
    for name in ("final_layer", f"joint_blocks.{last}.context_block"):
        for kind in ("weight", "bias"):
            scale, shift = found[f"{name}.adaLN_modulation.1.{kind}"].chunk(2)
            found[f"{name}.adaLN_modulation.1.{kind}"] = torch.cat([shift, scale])
    return found
