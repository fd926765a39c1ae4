"""Where a pipeline's weights lie and how precise they are: chosen from free memory, one step lower when it runs out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Memory for what a run computes besides the weights, at 1024 px with a batch of a few crops.
_WORKING_BYTES = 3 * 2**30
#: With less than this free on the accelerator, pictures are decoded in slices and tiles.
_ROOMY_BYTES = 12 * 2**30
#: Models of fewer bytes are quick enough on processors, and stay exact.
_LARGE_BYTES = 500_000_000
#: The same of an image tower, in numbers: ViT-B has 86 million.
_LARGE_TOWER = 60_000_000


class Offload(Enum):
    """What waits in main memory while it is not needed on the accelerator."""

    NONE = "none"
    MODELS = "models"
    LAYERS = "layers"


@dataclass(frozen=True, slots=True)
class DevicePlacement:
    """How a pipeline is run.

    Attributes:
        decodes_in_parts: the autoencoder works slice by slice and tile by tile.
    """

    offload: Offload = Offload.NONE
    decodes_in_parts: bool = False

    @property
    def lower(self) -> DevicePlacement | None:
        """The next one that takes less memory and more time; None where there is none."""
        if not self.decodes_in_parts:
            return replace(self, decodes_in_parts=True)
        following = {Offload.NONE: Offload.MODELS, Offload.MODELS: Offload.LAYERS}
        return replace(self, offload=following[self.offload]) if self.offload in following else None

    @property
    def in_words(self) -> str:
        """For the person."""
        parts = ["decoded in parts"] if self.decodes_in_parts else []
        if self.offload is Offload.MODELS:
            parts.append("models moved to the graphics card one at a time")
        elif self.offload is Offload.LAYERS:
            parts.append("layers moved to the graphics card one at a time")
        return "memory is short: " + ", ".join(parts) if parts else ""


def dtype_for(device: torch.device, weights: Path | None = None) -> torch.dtype:
    """Half precision where it is sound and quicker: bfloat16 on graphics cards that have it, else float16; bfloat16 for
    large models on processors that compute with it, else float32.

    Args:
        device: that computes.
        weights: a file, or the folder of several; None for small ones.
    """
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    if device.type in ("mps", "xpu"):
        return torch.float16
    is_large = weights is not None and _bytes_at(weights) >= _LARGE_BYTES
    return torch.bfloat16 if is_large and processor_has_bfloat16() else torch.float32


def tower_dtype(device: torch.device, tower: nn.Module) -> torch.dtype:
    """Of an image-text model's image tower: bfloat16 for large ones on processors that compute with it (190 close-ups
    by a ViT-B-16 took 10 s there instead of 53), else float32. CLIP's ResNets tell places apart by differences that are
    too small for it."""
    is_large = sum(weights.numel() for weights in tower.parameters()) >= _LARGE_TOWER
    is_quicker = device.type == "cpu" and is_large and not hasattr(tower, "attnpool")
    return torch.bfloat16 if is_quicker and processor_has_bfloat16() else torch.float32


def drafts_pay(device: torch.device, weights: Path) -> bool:
    """Whether drafts by these weights are worth their time. A large model takes seconds for each on a processor, and
    minutes for those of an edit; the first guess finds the region as well (docs/benchmark.md, `zero-draft`)."""
    return device.type != "cpu" or _bytes_at(weights) < _LARGE_BYTES


def _bytes_at(weights: Path) -> int:
    files = [weights] if weights.is_file() else weights.rglob("*.safetensors")
    return sum(path.stat().st_size for path in files)


def processor_has_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16 (AMX, AVX512-BF16); others only imitate it, and are slower then."""
    known = (getattr(torch.cpu, name, None) for name in ("_is_amx_tile_supported", "_is_avx512_bf16_supported"))
    return any(bool(asked()) for asked in known if asked is not None)


def loaded_as(dtype: torch.dtype) -> dict[str, torch.dtype]:
    """The argument by which diffusers' loaders take a precision; its name changed."""
    import diffusers

    major, minor = (int(part) for part in diffusers.__version__.split(".")[:2])
    return {"dtype" if (major, minor) >= (0, 42) else "torch_dtype": dtype}


def free_bytes(device: torch.device) -> int | None:
    """Free memory of an accelerator, None where it is the main memory that counts."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    return None


def placement_for(pipeline: Any, *, free: int | None) -> DevicePlacement:
    """The quickest placement whose weights and work fit into `free` bytes; everything at once where that is None."""
    if free is None:
        return DevicePlacement()
    sizes = [_bytes_of(module) for module in _modules(pipeline)]
    parts = free < _ROOMY_BYTES
    if sum(sizes) + _WORKING_BYTES <= free:
        return DevicePlacement(Offload.NONE, parts)
    if max(sizes, default=0) + _WORKING_BYTES <= free:
        return DevicePlacement(Offload.MODELS, True)
    return DevicePlacement(Offload.LAYERS, True)


def place(pipeline: Any, device: torch.device, placement: DevicePlacement) -> None:
    """Puts a pipeline there. Where an accelerator is not of the kind that offloading knows, it goes there whole."""
    if hasattr(pipeline, "remove_all_hooks"):
        pipeline.remove_all_hooks()
    can_offload = device.type in ("cuda", "xpu")
    if placement.offload is Offload.MODELS and can_offload:
        pipeline.enable_model_cpu_offload(device=device)
    elif placement.offload is Offload.LAYERS and can_offload:
        pipeline.to("cpu")
        pipeline.enable_sequential_cpu_offload(device=device)
    else:
        pipeline.to(device)
    lay_channels_last(pipeline, device)
    autoencoder = getattr(pipeline, "vae", None)
    if placement.decodes_in_parts and autoencoder is not None:
        for name in ("enable_slicing", "enable_tiling"):
            if hasattr(autoencoder, name):
                getattr(autoencoder, name)()


def lay_channels_last(pipeline: Any, device: torch.device) -> None:
    """Lays the weights of convolutions out as graphics cards' half-precision kernels want them: channels last.

    Transformers have no convolutions worth it; autoencoders of moving pictures have a layout of their own.
    """
    if device.type != "cuda":
        return
    for name in ("unet", "vae"):
        module = getattr(pipeline, name, None)
        if isinstance(module, nn.Module) and all(weights.ndim <= 4 for weights in module.parameters()):
            module.to(memory_format=torch.channels_last)


def _modules(pipeline: Any) -> Iterator[nn.Module]:
    return (part for part in pipeline.components.values() if isinstance(part, nn.Module))


def _bytes_of(module: nn.Module) -> int:
    return sum(tensor.numel() * tensor.element_size() for tensor in (*module.parameters(), *module.buffers()))
