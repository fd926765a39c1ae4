"""LoRA files and their kin: small changes to a pipeline's weights, each with a weight of its own.

All kinds are added to the weights once, when they are loaded, so that no step pays for them; bfloat16 is rounded so
that nothing of them is lost on the whole. Layers are counted: a file of which most find no place was made for another
model.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from lredit_core.editors.checkpoint_header import read_header
from lredit_core.editors.lora_files import check_lora
from lredit_core.editors.lora_files import parse_lora as parse_lora
from lredit_core.editors.lora_layers import AdapterScales, LoraLayer, layers_in
from lredit_core.editors.lora_places import LayerPlace, place_of, places_in, reads_text
from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def apply_loras(pipeline: Any, files: Sequence[tuple[Path, float]]) -> tuple[str, ...]:
    """Adds LoRA files to a pipeline, to work together with their weights.

    Returns:
        A remark for each file of which some layers found no place: "8 of 9 layers of ink.safetensors fit".

    Raises:
        ModelUnavailable: where a file is no LoRA or was made for another model.
    """
    if not files:
        return ()
    name_of = type(pipeline).__name__
    if not hasattr(pipeline, "load_lora_weights"):
        raise ModelUnavailable(f"A {name_of} takes no LoRA files. Take them out of the bundle.")
    places = places_in(pipeline)
    found = [_placed(path, pipeline, places) for path, _weight in files]
    for placed, (_path, weight) in zip(found, files, strict=True):
        _add(placed.found, weight)
    return tuple(placed.remark for placed in found if placed.remark)


@dataclass(frozen=True, slots=True)
class _Placed:
    """The layers of a file that found a place.

    Attributes:
        name: the file's.
        total: layers in the file.
        found: those with a place.
    """

    name: str
    total: int
    found: tuple[tuple[LayerPlace, LoraLayer], ...]

    @property
    def remark(self) -> str:
        return f"{len(self.found)} of {self.total} layers of {self.name} fit" if len(self.found) < self.total else ""


def _placed(path: Path, pipeline: Any, places: Mapping[str, LayerPlace]) -> _Placed:
    """Raises `ModelUnavailable` where fewer than half of a file's layers find a place."""
    from safetensors.torch import load_file

    check_lora(path)
    tensors, scales = load_file(path), AdapterScales.read(path, read_header(path).facts)
    placed = _looked_up(path, tensors, scales, places)
    if len(placed.found) < placed.total and hasattr(pipeline, "transformer"):
        converted = _converted(pipeline, tensors)
        if converted is not None:
            other = _looked_up(path, converted, scales, places)
            if len(other.found) * placed.total > len(placed.found) * other.total:
                placed = other
    another = f'The LoRA "{path.name}" was made for another model and does not fit {type(pipeline).__name__}'
    if 2 * len(placed.found) < placed.total:
        raise ModelUnavailable(
            f"{another}: {len(placed.found)} of its {placed.total} layers find a place. Choose one made for it."
        )
    return placed


def _looked_up(
    path: Path, tensors: Mapping[str, Tensor], scales: AdapterScales, places: Mapping[str, LayerPlace]
) -> _Placed:
    """Raises `ModelUnavailable` where the file's layers read texts of another width than the pipeline's."""
    layers = layers_in(tensors, scales)
    found: list[tuple[LayerPlace, LoraLayer]] = []
    for layer in layers:
        place = place_of(layer.name, places)
        if place is None or not layer.tensors:
            continue
        if place.takes(layer):
            found.append((place, layer))
        elif reads_text(place):
            raise ModelUnavailable(
                f'The LoRA "{path.name}" was made for another model: its layers read texts of another width than '
                f"this model's {place.module.weight.shape[1]}. Choose one made for this model.",
                details=layer.name,
            )
    return _Placed(path.name, len(layers), tuple(found))


def _converted(pipeline: Any, tensors: Mapping[str, Tensor]) -> dict[str, Tensor] | None:
    """The file in diffusers' own names, as diffusers itself turns files of this family; None where it cannot."""
    read = type(pipeline).lora_state_dict
    options = {"return_alphas": True} if "return_alphas" in inspect.signature(read).parameters else {}
    try:
        made = read(dict(tensors), **options)
    except Exception:  # whatever it meets in a file that it does not know
        return None
    state, alphas = (made[0], made[1] or {}) if isinstance(made, tuple) else (made, {})
    return {**state, **{name: torch.as_tensor(value) for name, value in alphas.items()}}


@torch.no_grad()
def _add(layers: Sequence[tuple[LayerPlace, LoraLayer]], factor: float) -> None:
    """Adds layers to the weights of their places; what the length of DoRA changes counts as added too."""
    if factor == 0:
        return
    generator = torch.Generator().manual_seed(0)
    for place, layer in layers:
        weight, bias = layer.weight_delta(), layer.bias_delta()
        own = place.module.weight
        if weight is not None:
            change = place.shaped(weight.to(own.device))
            if own.dtype == torch.float32 and not layer.says_length:
                own.add_(change, alpha=factor)
            else:
                before = own.float()
                after = layer.of_length(before + change)
                own.copy_(rounded_at_random(before + factor * (after - before), own.dtype, generator))
        if bias is not None:
            place.module.bias.add_(factor * bias.to(own.device))


def rounded_at_random(values: Tensor, dtype: torch.dtype, generator: torch.Generator) -> Tensor:
    """float32 values in another precision; in bfloat16 up or down by chance, so that their mean stays.

    Weights that come in bfloat16 lie on its grid, of steps of 0.4 to 0.8 percent. Rounded to the nearest, a change of
    less than half a step is lost in every weight; rounded at random it is there on the whole (Gupta et al. 2015, "Deep
    Learning with Limited Numerical Precision", section 3).

    Args:
        values: float32, on the processor.
        dtype: of the result.
        generator: of the chance.
    """
    if dtype != torch.bfloat16:
        return values.to(dtype)
    bits = values.contiguous().view(torch.int32)  # bfloat16 is the upper half of float32
    chance = torch.randint(0, 1 << 16, bits.shape, dtype=torch.int32, generator=generator)
    rounded = (bits + chance) & -(1 << 16)
    whole = torch.where(torch.isfinite(values), rounded, bits).view(torch.float32)
    return whole.to(dtype)
