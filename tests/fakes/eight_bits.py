"""Weights as scaled float8, as files of large models store them."""

from __future__ import annotations

import torch
from torch import Tensor


def in_eight_bits(
    tensors: dict[str, Tensor], *, prefix: str, ends: str, by_row: bool
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """(matrices below a prefix in float8 with their scales, the numbers they stand for).

    Args:
        tensors: of a checkpoint, by name.
        prefix: of the names that are changed.
        ends: how scales are called.
        by_row: a scale for each output, not one for all.
    """
    stored: dict[str, Tensor] = {}
    meant: dict[str, Tensor] = {}
    for name, value in tensors.items():
        if not name.startswith(prefix) or not name.endswith(".weight") or value.ndim < 2:
            continue
        largest = value.abs().flatten(1).amax(dim=1) if by_row else value.abs().amax()
        scale = largest / 448
        shaped = scale.reshape(-1, *(1,) * (value.ndim - 1))
        stored[name] = (value / shaped).to(torch.float8_e4m3fn)
        stored[f"{name.removesuffix('.weight')}.{ends}"] = scale
        meant[name] = stored[name].float() * shaped
    return stored, meant
