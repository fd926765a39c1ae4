"""Checkpoints as safetensors and JSON: everything a training needs to go on as if it had never stopped."""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is.

    Attributes:
        step: optimizer steps done.
        total: steps it will do.
        samples: pictures seen.
        figures: running means of losses and the like.
    """

    step: int
    total: int
    samples: int
    figures: Mapping[str, float]


def save_checkpoint(
    folder: Path,
    modules: Mapping[str, nn.Module],
    optimizer: torch.optim.Optimizer,
    *,
    step: int,
    facts: Mapping[str, Any],
) -> None:
    """Writes a checkpoint beside the old one and then takes its place, so that a crash leaves one of them whole."""
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, module in modules.items():
        save_file(
            {key: _as_stored(value) for key, value in module.state_dict().items()},
            fresh / f"{name}.safetensors",
        )
    state = optimizer.state_dict()["state"]
    tensors = {
        f"{index}.{key}": _as_stored(torch.as_tensor(value))
        for index, entry in state.items()
        for key, value in entry.items()
    }
    save_file(tensors, fresh / "optimizer.safetensors")
    (fresh / "state.json").write_text(json.dumps({"step": step, **facts}), encoding="utf-8")
    replace_folder(fresh, folder)


def load_checkpoint(folder: Path, modules: Mapping[str, nn.Module], optimizer: torch.optim.Optimizer | None) -> int:
    """Loads a checkpoint into the modules and the optimizer; gives the step it was written at, 0 where there is
    none."""
    if not (folder / "state.json").is_file():
        return 0
    for name, module in modules.items():
        module.load_state_dict(load_file(folder / f"{name}.safetensors"))
    if optimizer is not None:
        state: dict[int, dict[str, Tensor]] = {}
        for name, tensor in load_file(folder / "optimizer.safetensors").items():
            index, key = name.split(".", 1)
            state.setdefault(int(index), {})[key] = tensor
        optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})
    return int(json.loads((folder / "state.json").read_text(encoding="utf-8"))["step"])


def replace_folder(fresh: Path, folder: Path) -> None:
    """Moves `fresh` to where `folder` is."""
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    fresh.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def half_precision(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """A state for the bundle: floating tensors as float16, the rest as they are."""
    return {key: _as_stored(value.half() if value.is_floating_point() else value) for key, value in state.items()}


def _as_stored(tensor: Tensor) -> Tensor:
    """A copy of its own, on the CPU."""
    return tensor.detach().cpu().contiguous().clone()


def cosine_schedule(step: int, *, total: int, warmup: int, peak: float, floor: float = 0.02) -> float:
    """The learning rate at a step: linear warm-up, then half a cosine down to `floor` times the peak."""
    if step < warmup:
        return peak * (step + 1) / warmup
    done = min(1.0, (step - warmup) / max(1, total - warmup))
    return peak * (floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * done)))
