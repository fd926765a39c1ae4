"""LoRA files and their kin: small changes to a pipeline's weights, each with a weight of its own.

Plain low-rank layers are held beside the weights (peft), where half precision rounds nothing of them away; all others
(LoHa, LoKr, DoRA, LoCon with a core, whole differences) are added to the weights once. Layers are counted: a file of
which most find no place was made for another model.
"""

from __future__ import annotations

import inspect
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

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
    adapters: dict[str, float] = {}
    for number, (placed, (path, weight)) in enumerate(zip(found, files, strict=True)):
        _merge(placed.merged, weight)
        if placed.plain:
            _hold(pipeline, placed.plain, f"lora{number}", path)
            adapters[f"lora{number}"] = weight
    if adapters:
        pipeline.set_adapters(list(adapters), list(adapters.values()))
    return tuple(placed.remark for placed in found if placed.remark)


@dataclass(frozen=True, slots=True)
class _Placed:
    """The layers of a file that found a place.

    Attributes:
        name: the file's.
        total: layers in the file.
        found: those with a place.
        held_parts: parts of the pipeline that peft can hold layers beside.
    """

    name: str
    total: int
    found: tuple[tuple[LayerPlace, LoraLayer], ...]
    held_parts: frozenset[str]

    @property
    def plain(self) -> list[tuple[LayerPlace, LoraLayer]]:
        return [pair for pair in self.found if self._is_held(*pair)]

    @property
    def merged(self) -> list[tuple[LayerPlace, LoraLayer]]:
        return [pair for pair in self.found if not self._is_held(*pair)]

    @property
    def remark(self) -> str:
        return f"{len(self.found)} of {self.total} layers of {self.name} fit" if len(self.found) < self.total else ""

    def _is_held(self, place: LayerPlace, layer: LoraLayer) -> bool:
        return place.part in self.held_parts and layer.is_plain and isinstance(place.module, (nn.Linear, nn.Conv2d))


def _placed(path: Path, pipeline: Any, places: Mapping[str, LayerPlace]) -> _Placed:
    """Raises `ModelUnavailable` where fewer than half of a file's layers find a place."""
    from safetensors.torch import load_file

    check_lora(path)
    tensors, scales = load_file(path), AdapterScales.read(path, read_header(path).facts)
    held_parts = frozenset(getattr(pipeline, "_lora_loadable_modules", ()))
    placed = _looked_up(path, tensors, scales, places, held_parts)
    if len(placed.found) < placed.total and hasattr(pipeline, "transformer"):
        converted = _converted(pipeline, tensors)
        if converted is not None:
            other = _looked_up(path, converted, scales, places, held_parts)
            if len(other.found) * placed.total > len(placed.found) * other.total:
                placed = other
    another = f'The LoRA "{path.name}" was made for another model and does not fit {type(pipeline).__name__}'
    if 2 * len(placed.found) < placed.total:
        raise ModelUnavailable(
            f"{another}: {len(placed.found)} of its {placed.total} layers find a place. Choose one made for it."
        )
    return placed


def _looked_up(
    path: Path,
    tensors: Mapping[str, Tensor],
    scales: AdapterScales,
    places: Mapping[str, LayerPlace],
    held_parts: frozenset[str],
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
    return _Placed(path.name, len(layers), tuple(found), held_parts)


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
def _merge(layers: Sequence[tuple[LayerPlace, LoraLayer]], factor: float) -> None:
    """Adds layers to the weights of their places; what the length of DoRA changes counts as added too."""
    for place, layer in layers:
        if factor == 0:
            continue
        weight, bias = layer.weight_delta(), layer.bias_delta()
        own = place.module.weight
        if weight is not None:
            before = own.float()
            after = layer.of_length(before + place.shaped(weight.to(own.device)))
            own.copy_(before + factor * (after - before))
        if bias is not None:
            place.module.bias.add_(factor * bias.to(own.device))


def _hold(pipeline: Any, layers: Sequence[tuple[LayerPlace, LoraLayer]], adapter: str, path: Path) -> None:
    """Has peft hold plain layers beside their weights.

    Raises:
        ModelUnavailable: where it does not take them.
    """
    state: dict[str, Tensor] = {}
    for place, layer in layers:
        down, up = layer.as_matrices()
        rank, outputs = down.shape[0], up.shape[0]
        sides = place.module.weight.shape[2:]
        key = f"{place.part}.{place.name}"
        state[f"{key}.lora_A.weight"] = down.float().reshape(rank, -1, *sides)
        state[f"{key}.lora_B.weight"] = up.reshape(outputs, rank, *(1 for _side in sides))
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Already found a `peft_config`")  # several are meant
            pipeline.load_lora_weights(state, adapter_name=adapter)
        missed = {place.part for place, _layer in layers} - {
            part for part, adapters in pipeline.get_list_adapters().items() if adapter in adapters
        }
        if missed:
            raise ValueError(f"nothing was added to {', '.join(sorted(missed))}")
    except Exception as error:
        raise ModelUnavailable(
            f'The LoRA "{path.name}" could not be added to {type(pipeline).__name__}. Choose one made for it.',
            details=f"{type(error).__name__}: {error}",
        ) from error
