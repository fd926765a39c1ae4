"""What safetensors files say of themselves before their weights, and files that are never opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Weights in these files can run code when they are opened; they never are.
PICKLE_SUFFIXES = (".ckpt", ".pt", ".pth", ".bin", ".pkl")


@dataclass(frozen=True, slots=True)
class CheckpointHeader:
    """What a safetensors file says of itself before its weights.

    Attributes:
        shapes: of the tensors, by name.
        facts: free text by key, "modelspec.prediction_type" among them where the file's maker was careful.
        types: of the tensors' numbers by name, as safetensors writes them ("F16", "F8_E4M3").
    """

    shapes: Mapping[str, tuple[int, ...]]
    facts: Mapping[str, str]
    types: Mapping[str, str] = field(default_factory=dict)


def read_header(path: Path) -> CheckpointHeader:
    """Names and shapes of a checkpoint's tensors, without reading its weights.

    Raises:
        ModelUnavailable: for a pickled checkpoint, a file of another kind, or one that was cut short.
    """
    from safetensors import SafetensorError, safe_open

    if path.suffix.lower() in PICKLE_SUFFIXES:
        raise ModelUnavailable(
            f'"{path.name}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. '
            "Convert it to safetensors (safetensors.torch.save_file) and give that file."
        )
    if path.suffix.lower() != ".safetensors":
        raise ModelUnavailable(f'"{path.name}" is no model file. Give a .safetensors file or the folder of a pipeline.')
    try:
        with safe_open(path, framework="pt") as file:
            slices = {name: file.get_slice(name) for name in file.keys()}  # noqa: SIM118
            shapes = {name: tuple(part.get_shape()) for name, part in slices.items()}
            types = {name: str(part.get_dtype()) for name, part in slices.items()}
            return CheckpointHeader(shapes, dict(file.metadata() or {}), types)
    except FileNotFoundError as error:
        raise ModelUnavailable(f'"{path.name}" is missing. Get the file again.', details=str(error)) from error
    except (SafetensorError, OSError, ValueError) as error:
        raise ModelUnavailable(
            f'"{path.name}" is damaged or was cut short ({_size_of(path):,} bytes are here). Get the file again.',
            details=str(error),
        ) from error


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def require_whole_file(path: Path, what: str) -> None:
    """Looks whether a safetensors file of a model is whole, without reading its weights.

    Args:
        path: of the file.
        what: the model, as a sentence begins with it.

    Raises:
        ModelUnavailable: where the file was cut short or is damaged.
    """
    try:
        read_header(path)
    except ModelUnavailable as error:
        raise ModelUnavailable(f"{what} cannot be loaded: {error.message}", details=error.details) from error
