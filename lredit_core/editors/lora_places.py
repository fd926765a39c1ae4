"""Where the layers of a LoRA file belong in a pipeline: by diffusers' names and by those of the first checkpoints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lredit_core.editors.lora_layers import LoraLayer

_DENOISERS = ("unet", "transformer")
_TEXT_ENCODERS = ("text_encoder", "text_encoder_2", "text_encoder_3")
#: How names begin that speak of the denoiser; any of them may be left out.
_BEFORE = (
    "base_model_model_", "module_", "model_diffusion_model_", "diffusion_model_", "lora_unet_", "lora_transformer_",
    "lycoris_unet_", "lycoris_", "unet_", "transformer_",
)  # fmt: skip
#: How names begin that speak of a text encoder -> as it is called here.
_BEFORE_TEXT = {
    "lora_te_": "text_encoder_", "lora_te1_": "text_encoder_", "lora_te2_": "text_encoder_2_",
    "lora_te3_": "text_encoder_3_", "lycoris_te_": "text_encoder_", "lycoris_te1_": "text_encoder_",
    "lycoris_te2_": "text_encoder_2_",
}  # fmt: skip
#: Parts of a residual block -> their first names.
_RESNET = {
    "conv1": "in_layers.2", "conv2": "out_layers.3", "time_emb_proj": "emb_layers.1",
    "conv_shortcut": "skip_connection", "norm1": "in_layers.0", "norm2": "out_layers.0",
}  # fmt: skip
_AROUND = {
    "time_embedding.linear_1": "time_embed.0", "time_embedding.linear_2": "time_embed.2",
    "add_embedding.linear_1": "label_emb.0.0", "add_embedding.linear_2": "label_emb.0.2",
    "conv_in": "input_blocks.0.0", "conv_norm_out": "out.0", "conv_out": "out.2",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LayerPlace:
    """A module of a pipeline that a layer can change.

    Attributes:
        part: of the pipeline, "unet" or "text_encoder".
        name: of the module in the part, with dots.
        module: has a weight.
    """

    part: str
    name: str
    module: Any

    def takes(self, layer: LoraLayer) -> bool:
        """Whether the layer's shapes are those of the module."""
        try:
            shapes = layer.on_meta()
            weight, bias = shapes.weight_delta(), shapes.bias_delta()
            if weight is not None:
                shapes.of_length(self.shaped(weight))
        except (KeyError, RuntimeError, IndexError):
            return False
        fits = weight is None or _is_same(weight, self.module.weight)
        own_bias = getattr(self.module, "bias", None)
        return fits and (bias is None or (own_bias is not None and bias.shape == own_bias.shape))

    def shaped(self, delta: Tensor) -> Tensor:
        """Of the weight's own shape: convolutions of one pixel and linear layers are the same to trainers."""
        return delta.reshape(self.module.weight.shape)


def _is_same(delta: Tensor, weight: Tensor) -> bool:
    """Whether a delta is one for the weight: (out, all else) or the weight's own shape, less sides of 1 at its end."""
    if delta.ndim == 2:
        return delta.shape[0] == weight.shape[0] and delta.numel() == weight.numel()
    return _without_ones(delta) == _without_ones(weight)


def _without_ones(tensor: Tensor) -> tuple[int, ...]:
    sides = tuple(tensor.shape)
    while len(sides) > 2 and sides[-1] == 1:
        sides = sides[:-1]
    return sides


def places_in(pipeline: Any) -> dict[str, LayerPlace]:
    """Every module that can be changed, by all names that files have for it, with underscores for dots."""
    places: dict[str, LayerPlace] = {}
    for part in (*_DENOISERS, *_TEXT_ENCODERS):
        model = getattr(pipeline, part, None)
        if not isinstance(model, nn.Module):
            continue
        first_names = dict(_first_names(model)) if part == "unet" else {}
        for name, module in model.named_modules():
            if not isinstance(getattr(module, "weight", None), Tensor):
                continue
            place = LayerPlace(part, name, module)
            plain = name.removeprefix("text_model.")
            names = (name, first_names.get(name, name)) if part in _DENOISERS else (
                f"{part}.{plain}", f"{part}.text_model.{plain}", f"{part}.transformer.{plain}",
            )  # fmt: skip
            for known in names:
                places[known.replace(".", "_")] = place
                if known.endswith("to_out.0"):
                    places[known.removesuffix(".0").replace(".", "_")] = place
    return places


def place_of(layer: str, places: Mapping[str, LayerPlace]) -> LayerPlace | None:
    """The place that a file's name for a layer speaks of; None where the pipeline has none."""
    name = layer.replace(".processor.", ".").replace(".", "_")
    while True:
        if (found := places.get(name)) is not None:
            return found
        for before, called in _BEFORE_TEXT.items():
            if name.startswith(before):
                return places.get(called + name.removeprefix(before))
        shorter = next((name.removeprefix(before) for before in _BEFORE if name.startswith(before)), None)
        if shorter is None:
            return None
        name = shorter


def reads_text(place: LayerPlace) -> bool:
    """Whether its width is that of the text that a denoiser attends to, which tells families of models apart."""
    return place.part == "unet" and place.name.endswith(("attn2.to_k", "attn2.to_v"))


def _first_names(unet: Any) -> Iterator[tuple[str, str]]:
    """(a module's name in diffusers, in the checkpoints that Stable Diffusion was first published as)."""
    if not hasattr(unet, "down_blocks") or not hasattr(unet, "up_blocks"):
        return
    beginnings = [*_numbered(unet.down_blocks, "down"), *_numbered(unet.up_blocks, "up")]
    beginnings += [(f"mid_block.{ours}", f"middle_block.{theirs}") for ours, theirs in (
        ("resnets.0", "0"), ("attentions.0", "1"), ("resnets.1", "2"),
    )]  # fmt: skip
    by_beginning = dict(beginnings)
    for name, _module in unet.named_modules():
        if name in _AROUND:
            yield name, _AROUND[name]
            continue
        first = ".".join(name.split(".")[: 3 if name.startswith("mid_block") else 4])
        begins = by_beginning.get(first)
        if begins is None:
            continue
        rest = name.removeprefix(first).removeprefix(".")
        if ".resnets." in f".{first}":
            rest = _RESNET.get(rest, rest)
        elif "samplers" in first:
            rest = rest.replace("conv", "op") if "down" in first else rest
        yield name, f"{begins}.{rest}" if rest else begins


def _numbered(blocks: Any, side: str) -> Iterator[tuple[str, str]]:
    """(beginnings of names in diffusers, the running numbers that they had)."""
    number = 1 if side == "down" else 0
    begins = "input_blocks" if side == "down" else "output_blocks"
    for index, block in enumerate(blocks):
        attends = getattr(block, "attentions", None) is not None
        for layer in range(len(block.resnets)):
            yield f"{side}_blocks.{index}.resnets.{layer}", f"{begins}.{number}.0"
            if attends:
                yield f"{side}_blocks.{index}.attentions.{layer}", f"{begins}.{number}.1"
            number += 1
        if side == "down" and getattr(block, "downsamplers", None):
            yield f"{side}_blocks.{index}.downsamplers.0", f"{begins}.{number}.0"
            number += 1
        elif side == "up" and getattr(block, "upsamplers", None):
            yield f"{side}_blocks.{index}.upsamplers.0", f"{begins}.{number - 1}.{2 if attends else 1}"
