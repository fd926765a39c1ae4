"""What lies in a LoRA file: its layers, whichever trainer wrote them, and what each adds to a weight.

Layouts: diffusers ("unet.a.b.lora.down.weight"), peft ("base_model.model.a.b.lora_A.default.weight"), kohya and LyCORIS
("lora_unet_a_b.lora_down.weight"). Kinds and their formulas:

- LoRA and LoCon (Hu et al. 2021; its form for convolutions): B A, with a core between them B M A;
- LoHa, Hadamard products of two such (Hyeon-Woo et al. 2022, FedPara), and LoKr, Kronecker products (Yeh et al. 2024,
  LyCORIS, section 3);
- DoRA (Liu et al. 2024, Eq. 5): the changed weight brought to a learned length;
- differences of whole weights, as LyCORIS writes them for norms ("w_norm") and full matrices ("diff").

All but the last are scaled by alpha / rank; by alpha / sqrt(rank) where peft's configuration says "use_rslora".
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from lredit_core.editors.lora_files import part_of, unread_parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class LoraLayer:
    """What a file says of one layer of a model.

    Attributes:
        name: of the layer, in the file's own words.
        tensors: by part, as `lora_files.part_of` calls them.
        scale: alpha / rank where a configuration says it for the whole file; None where the layer's own alpha counts.
    """

    name: str
    tensors: Mapping[str, Tensor]
    scale: float | None = None

    @property
    def says_length(self) -> bool:
        """Whether changed weights are brought to a length (DoRA)."""
        return bool(self.tensors.keys() & {"magnitude", "dora_scale"})

    def weight_delta(self) -> Tensor | None:
        """What is added to the weight before its length is set: float32; None for a bias alone.

        Raises:
            KeyError, RuntimeError: where parts are missing or do not fit one another.
        """
        parts = {name: tensor.float() for name, tensor in self.tensors.items()}
        if "down" in parts:
            scale = self._scale_of(parts, parts["down"].shape[0])
            return _low_rank({**parts, "up": parts["up"] * scale})
        if "hada_w1_a" in parts:
            return _hadamard(parts) * self._scale_of(parts, parts["hada_w1_b"].shape[0])
        if any(name.startswith("lokr_") for name in parts):
            inner = parts.get("lokr_w2_b", parts.get("lokr_w1_b"))
            scale = (self.scale or 1.0) if inner is None else self._scale_of(parts, inner.shape[0])
            return _kronecker(parts) * scale  # LyCORIS' alpha is of no meaning to two whole factors; peft's is
        return parts.get("diff")

    def bias_delta(self) -> Tensor | None:
        """What is added to the bias: (out,) float32."""
        if "up_bias" in self.tensors:
            return self.tensors["up_bias"].float() * self._scale_of(self.tensors, self.tensors["down"].shape[0])
        return self.tensors["diff_b"].float() if "diff_b" in self.tensors else None

    def on_meta(self) -> LoraLayer:
        """The same shapes without values."""
        kept = {name: value if name == "alpha" else value.to("meta") for name, value in self.tensors.items()}
        return LoraLayer(self.name, kept, self.scale)

    def of_length(self, changed: Tensor) -> Tensor:
        """DoRA: a changed weight, brought to the length that the file says; as it is where it says none.

        peft's vector speaks of outputs; LyCORIS' of outputs where it has as many rows, else of inputs.
        """
        told = self.tensors.get("magnitude", self.tensors.get("dora_scale"))
        if told is None:
            return changed
        axis = 0 if "magnitude" in self.tensors or told.shape[0] == changed.shape[0] else 1
        others = [place for place in range(changed.ndim) if place != axis]
        shape = [-1 if place == axis else 1 for place in range(changed.ndim)]
        length: Tensor = torch.linalg.vector_norm(changed, dim=others, keepdim=True)
        return changed * (told.float().reshape(shape) / length)

    def _scale_of(self, parts: Mapping[str, Tensor], rank: int) -> float:
        if "alpha" in parts:
            return float(parts["alpha"]) / rank
        return 1.0 if self.scale is None else self.scale


def _with_core(core: Tensor, outputs: Tensor, inputs: Tensor) -> Tensor:
    """(i, j, ...), (i, out), (j, in) -> (out, in, ...)."""
    return torch.einsum("ij...,ip,jq->pq...", core, outputs, inputs)


def _low_rank(parts: Mapping[str, Tensor]) -> Tensor:
    down, up = parts["down"], parts["up"]
    rank, outputs = down.shape[0], up.shape[0]
    if "mid" in parts:
        return _with_core(parts["mid"], up.reshape(outputs, -1).T, down.reshape(rank, -1))
    return (up.reshape(outputs, -1) @ down.reshape(rank, -1)).reshape(outputs, *down.shape[1:])


def _hadamard(parts: Mapping[str, Tensor]) -> Tensor:
    product: Tensor | None = None
    for number in (1, 2):
        first, second = parts[f"hada_w{number}_a"], parts[f"hada_w{number}_b"]
        core = parts.get(f"hada_t{number}")
        factor = first @ second if core is None else _with_core(core, first, second)
        product = factor if product is None else product * factor
    assert product is not None
    return product


def _kronecker(parts: Mapping[str, Tensor]) -> Tensor:
    factors = []
    for number in (1, 2):
        whole = parts.get(f"lokr_w{number}")
        if whole is None:
            first, second = parts[f"lokr_w{number}_a"], parts[f"lokr_w{number}_b"]
            core = parts.get(f"lokr_t{number}")
            whole = first @ second if core is None else _with_core(core, first, second)
        factors.append(whole)
    left, right = factors
    left = left.reshape(*left.shape, *(1,) * (right.ndim - left.ndim))
    return torch.kron(left.contiguous(), right.contiguous())


def layers_in(tensors: Mapping[str, Tensor], scales: AdapterScales) -> list[LoraLayer]:
    """The layers of a file, those among them that are of no kind that is read: without tensors."""
    parts: dict[str, dict[str, Tensor]] = {}
    unread: set[str] = set()
    for name, tensor in tensors.items():
        found = part_of(name)
        if found is not None:
            parts.setdefault(found[0], {})[found[1]] = tensor
            continue
        unread.update(layer for layer, _kind in unread_parts_of(name))
    read = {name: found for name, found in parts.items() if found.keys() - {"alpha"}}
    return [LoraLayer(name, found, scales.of(name)) for name, found in read.items()] + [
        LoraLayer(name, {}) for name in sorted(unread - read.keys())
    ]


@dataclass(frozen=True, slots=True)
class AdapterScales:
    """alpha / rank where a configuration says it, not the file's tensors.

    diffusers writes it as "lora_adapter_metadata" into the file's header, the part of the pipeline before each key;
    peft as `adapter_config.json` beside a file called `adapter_model.safetensors`.
    """

    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, facts: Mapping[str, str]) -> AdapterScales:
        """Of a file; what cannot be read says nothing."""
        beside = path.with_name("adapter_config.json")
        found: dict[str, dict[str, Any]] = {}
        try:
            if "lora_adapter_metadata" in facts:
                for key, value in json.loads(facts["lora_adapter_metadata"]).items():
                    part, _, name = key.partition(".")
                    found.setdefault(part, {})[name] = value
            elif path.stem == "adapter_model" and beside.is_file():
                found[""] = dict(json.loads(beside.read_text(encoding="utf-8")))
        except (ValueError, AttributeError, OSError):
            return cls()
        return cls(found)

    def of(self, layer: str) -> float | None:
        """The scale of a layer by its name in the file."""
        settings = self.settings.get(layer.split(".")[0], self.settings.get(""))
        if settings is None:
            return None
        rank = _for_layer(settings.get("rank_pattern"), layer, settings.get("r"))
        alpha = _for_layer(settings.get("alpha_pattern"), layer, settings.get("lora_alpha", settings.get("alpha")))
        if not isinstance(rank, (int, float)) or not isinstance(alpha, (int, float)) or rank <= 0:
            return None
        return float(alpha) / (math.sqrt(rank) if settings.get("use_rslora") else rank)


def _for_layer(pattern: Any, layer: str, usual: Any) -> Any:
    """peft's exceptions by the ends of layers' names; keys that begin with "^" are the whole name."""
    for key, value in (pattern or {}).items():
        bare = str(key).removeprefix("^")
        if layer == bare or layer.endswith(f".{bare}"):
            return value
    return usual
