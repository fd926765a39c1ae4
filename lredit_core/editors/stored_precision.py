"""Checkpoints whose weights are stored in eight bits: brought back to the numbers they stand for, or refused by name.

A weight in float8 is kept as it is where its numbers fit that range, or divided by a scale that lies beside it as
"NAME.scale_weight" or "NAME.weight_scale": one number, or one for each output. The weight is the product of the two. A
scale of what goes into a layer ("scale_input", "input_scale") is for kernels that multiply in float8, and has no say
over the weight's value. Blocks of four bits, tables of quantisation and integers are refused.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import torch
    from torch import Tensor

    from lredit_core.editors.checkpoint_header import CheckpointHeader

_SCALES = ("scale_weight", "weight_scale")
#: What has no say over the weights' values.
_WITHOUT_SAY = ("scale_input", "input_scale", "scaled_fp8", "comfy_quant")
#: End of a tensor's name -> what it is the sign of.
_REFUSED = {
    "weight_scale_2": "four-bit floats in blocks (NVFP4)",
    "weight_scale_inv": "float8 in blocks",
    "absmax": "bitsandbytes",
    "quant_map": "bitsandbytes",
    "bitsandbytes__nf4": "bitsandbytes NF4",
    "bitsandbytes__fp4": "bitsandbytes FP4",
    "SCB": "bitsandbytes INT8",
    "qweight": "GPTQ or AWQ",
    "qzeros": "GPTQ or AWQ",
    "wscales": "SVDQuant",
    "smooth_factor": "SVDQuant",
}
_INTEGERS = ("I8", "U8", "I16", "I32")
_DENOISERS = ("unet", "transformer")
_OTHER_PARTS = ("first_stage_model.", "vae.", "cond_stage_model.", "conditioner.", "text_encoders.")


def is_eight_bit(header: CheckpointHeader) -> bool:
    """Whether weights have to be brought back before they are loaded."""
    return any(kind.startswith("F8") for kind in header.types.values())


def require_readable(path: Path, header: CheckpointHeader) -> None:
    """Raises `ModelUnavailable` for weights that are stored in a way that is not read, with its name."""
    for name, shape in header.shapes.items():
        last = name.rsplit(".", 1)[-1]
        if last in _REFUSED:
            raise _refusal(path, _REFUSED[last], name)
        if last == "weight" and header.types.get(name) in _INTEGERS:
            raise _refusal(path, f"integers ({header.types[name]})", name)
        if "scale" not in last or last in _WITHOUT_SAY:
            continue
        weight = _weight_of(name)
        kind = header.types.get(weight, "")
        if last not in _SCALES:
            if kind.startswith("F8"):
                raise _refusal(path, "float8 with scales of another form", name)
            continue
        if weight in header.shapes and not kind.startswith("F8"):
            raise _refusal(path, f"scaled {kind or 'weights'}", name)
        rows = header.shapes.get(weight, (0,))[0]
        if weight in header.shapes and not _is_one_or_by_row(shape, rows):
            raise _refusal(path, f"float8 with scales of shape {shape}", name)


def load_brought_back(
    path: Path, header: CheckpointHeader, *, configuration: Path, options: Mapping[str, Any], temporary: Path
) -> tuple[Path, dict[str, Any]]:
    """The denoiser of an eight-bit file, ready, and a file with what else the pipeline is made of.

    Args:
        path: of the checkpoint.
        header: of it.
        configuration: a folder with the pipeline's configuration.
        options: of diffusers' loaders (the precision).
        temporary: a folder that lives until the pipeline is loaded. Other parts in eight bits are written there,
            brought back; the denoiser, which is the most of such files, never is.

    Returns:
        The file to load the pipeline from, and its denoiser by name.

    Raises:
        ModelUnavailable: where a weight and its scale do not fit one another.
    """
    import diffusers
    import torch
    from safetensors.torch import save_file

    index = json.loads((configuration / "model_index.json").read_text(encoding="utf-8"))
    part = next(name for name in _DENOISERS if name in index)
    dtype: torch.dtype = next(iter(options.values()), torch.float32)
    tensors = _read(path, header, dtype, lambda name: not name.startswith(_OTHER_PARTS))
    kind = getattr(diffusers, index[part][1])
    denoiser = kind.from_single_file(
        tensors, config=str(configuration), subfolder=part, local_files_only=True, **options
    )
    del tensors
    others = {name: kind for name, kind in header.types.items() if name.startswith(_OTHER_PARTS)}
    if not any(kind.startswith("F8") for kind in others.values()):
        return path, {part: denoiser}
    rest = temporary / "parts.safetensors"
    save_file(_read(path, header, dtype, lambda name: name.startswith(_OTHER_PARTS)), rest)
    return rest, {part: denoiser}


def _read(path: Path, header: CheckpointHeader, dtype: torch.dtype, wanted: Callable[[str], bool]) -> dict[str, Tensor]:
    """Tensors of a file by name; those in eight bits as `dtype`, times their scale."""
    import torch
    from safetensors import safe_open

    found: dict[str, Tensor] = {}
    with safe_open(path, framework="pt") as file:
        for name in header.shapes:
            if not wanted(name) or name.rsplit(".", 1)[-1] in (*_SCALES, *_WITHOUT_SAY):
                continue
            tensor = file.get_tensor(name)
            if not header.types[name].startswith("F8"):
                found[name] = tensor
                continue
            layer = name.removesuffix(".weight")
            scale_name = next((f"{layer}.{end}" for end in _SCALES if f"{layer}.{end}" in header.shapes), None)
            value = tensor.to(torch.float32)
            if scale_name is not None:
                scale = file.get_tensor(scale_name).to(torch.float32).flatten()
                value = value * scale.reshape(-1, *(1,) * (value.ndim - 1))
            found[name] = value.to(dtype)
    return found


def _weight_of(scale: str) -> str:
    return f"{scale.rsplit('.', 1)[0]}.weight"


def _is_one_or_by_row(shape: tuple[int, ...], rows: int) -> bool:
    count = 1
    for side in shape:
        count *= side
    return count == 1 or (count == rows and shape[0] == rows)


def _refusal(path: Path, kind: str, name: str) -> ModelUnavailable:
    return ModelUnavailable(
        f'The weights in "{path.name}" are stored as {kind} ("{name}"), which is not read here. Get the same model in '
        "float16, bfloat16 or plain float8.",
    )
