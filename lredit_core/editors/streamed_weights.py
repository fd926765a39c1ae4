"""A large model's weights brought to another precision as they are read, some tens of megabytes of the file at a time.

The libraries map the whole file into memory and convert it from there: for a while the process holds both, 5.2 GB for a
denoiser of 860 million numbers in half precision that is run in single. Read in parts it never holds more than 3.4 GB.
"""

from __future__ import annotations

import logging
from math import prod
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from lredit_core.editors.checkpoint_header import read_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lredit_core.editors.checkpoint_header import CheckpointHeader

_log = logging.getLogger(__name__)

#: Numbers that are mapped at a time, at least one tensor.
_MAPPED = 32_000_000
#: Models of fewer numbers are left to the libraries.
_LARGE = 100_000_000
#: Precisions in a file's header that are read here.
_TYPES = {"F16": torch.float16, "BF16": torch.bfloat16, "F32": torch.float32}


def load_streamed(files: Sequence[Path], kind: Any, configuration: Path, *, dtype: torch.dtype) -> Any | None:
    """A model of diffusers with the weights of some files, or None where the library has to load it: small ones, files
    that have that precision already, and names or shapes that are not the model's own (older layouts).

    Args:
        files: in safetensors; together all weights.
        kind: the model's class.
        configuration: the folder that has its config.json.
        dtype: of the weights.
    """
    from accelerate import init_empty_weights

    headers = {path: read_header(path) for path in files}
    stored = {kind for header in headers.values() for kind in header.types.values()}
    shapes = {name: shape for header in headers.values() for name, shape in header.shapes.items()}
    if not stored <= _TYPES.keys() or sum(map(prod, shapes.values())) < _LARGE:
        return None
    if {_TYPES[name] for name in stored} == {dtype}:
        return None
    with init_empty_weights():
        model = kind.from_config(kind.load_config(configuration, local_files_only=True))
    own = {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}
    if own != shapes or any(not tensor.is_meta for tensor in model.state_dict().values()):
        _log.info("The weights in %s are left to the library: their names are not the model's.", configuration)
        return None
    tensors: dict[str, Tensor] = {}
    for path, header in headers.items():
        tensors |= read_converted(path, header, dtype)
    model.load_state_dict(tensors, assign=True)
    return model.eval()


def read_converted(path: Path, header: CheckpointHeader, dtype: torch.dtype) -> dict[str, Tensor]:
    """All tensors of a file by name, in memory of their own."""
    from safetensors import safe_open

    found: dict[str, Tensor] = {}
    for names in _in_parts(header):
        with safe_open(path, framework="pt") as file:  # what it has mapped is let go when it is closed
            for name in names:
                found[name] = file.get_tensor(name).to(dtype, copy=True)
    return found


def _in_parts(header: CheckpointHeader) -> Iterator[list[str]]:
    part: list[str] = []
    count = 0
    for name, shape in header.shapes.items():
        size = prod(shape)
        if part and count + size > _MAPPED:
            yield part
            part, count = [], 0
        part.append(name)
        count += size
    if part:
        yield part
