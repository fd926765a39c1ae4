"""Holes filled by a network of LaMa's kind: its checkpoints' names, and what it may and may not touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from lredit_core.cancellation import EventToken
from lredit_core.document.silhouette import Silhouette
from lredit_core.editors.filler import NetworkFiller, load_network_filler
from lredit_core.editors.fourier_network import FourierNetwork, FourierShape, shape_in
from lredit_core.editors.remove_editor import RemoveEditor
from lredit_core.editors.retouching import ThingToRetouch
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

CPU = torch.device("cpu")
TINY = FourierShape(width=8, block_count=2)


def tiny_weights(prefix: str = "") -> dict[str, torch.Tensor]:
    torch.manual_seed(3)
    weights = FourierNetwork(TINY).state_dict()
    weights["model.18.weight"] *= 60  # the last layer, so that what is seen shows in eight bits
    return {prefix + name: value.clone() for name, value in weights.items()}


@pytest.fixture
def filler(tmp_path: Path) -> NetworkFiller:
    save_file(tiny_weights(), tmp_path / "lama.safetensors")
    return load_network_filler(tmp_path, device=CPU)


def noise(height: int, width: int) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)


def hole_in(height: int, width: int) -> NDArray[np.bool_]:
    hole = np.zeros((height, width), np.bool_)
    hole[height // 3 : height // 2, width // 3 : width // 2] = True
    return hole


def test_names_and_sizes_are_those_of_the_public_checkpoint() -> None:
    with torch.device("meta"):
        weights = FourierNetwork(FourierShape()).state_dict()
    numbers = sum(value.numel() for value in weights.values() if value.ndim)
    assert numbers == 51_057_179 - sum(name.endswith("num_batches_tracked") for name in weights)
    assert tuple(weights["model.1.ffc.convl2l.weight"].shape) == (64, 4, 7, 7)
    assert tuple(weights["model.4.ffc.convl2g.weight"].shape) == (384, 256, 3, 3)
    assert tuple(weights["model.22.conv2.ffc.convg2g.fu.conv_layer.weight"].shape) == (384, 384, 1, 1)
    assert tuple(weights["model.24.weight"].shape) == (512, 256, 3, 3)
    assert tuple(weights["model.34.weight"].shape) == (3, 64, 7, 7)
    assert shape_in(weights) == FourierShape()


def test_the_network_gives_a_picture_of_the_same_size() -> None:
    network = FourierNetwork(TINY).eval()
    with torch.no_grad():
        whole = network(torch.rand(2, 3, 40, 64), torch.zeros(2, 1, 40, 64))
    assert whole.shape == (2, 3, 40, 64)
    assert 0 <= float(whole.min()) < float(whole.max()) <= 1


@pytest.mark.parametrize("prefix", ["", "generator.", "model."])
def test_weights_load_whatever_stands_before_their_names(prefix: str, tmp_path: Path) -> None:
    weights = tiny_weights(prefix)
    if prefix:
        weights["discriminator.model0.0.weight"] = torch.zeros(3)
    save_file(weights, tmp_path / "a.safetensors")
    save_file(tiny_weights(), tmp_path / "b.safetensors")
    one, other = (load_network_filler(tmp_path / name, device=CPU) for name in ("a.safetensors", "b.safetensors"))
    pixels, hole = noise(48, 48), hole_in(48, 48)
    results = [item.filled(pixels, hole, seed=0, avoid=None, token=None) for item in (one, other)]
    assert np.array_equal(*results)


@pytest.mark.parametrize("size", [(61, 90), (64, 64), (900, 1100)])
def test_only_the_hole_changes(filler: NetworkFiller, size: tuple[int, int]) -> None:
    pixels, hole = noise(*size), hole_in(*size)
    result = filler.filled(pixels, hole, seed=0, avoid=None, token=None)
    assert np.array_equal(result[~hole], pixels[~hole])
    assert (result[hole] != pixels[hole]).any()


def test_nothing_of_the_hole_or_of_what_is_avoided_is_seen(filler: NetworkFiller) -> None:
    pixels, hole = noise(80, 96), hole_in(80, 96)
    avoid = np.zeros_like(hole)
    avoid[50:70, 10:40] = True
    changed = pixels.copy()
    changed[hole | avoid] = 255 - changed[hole | avoid]
    results = [
        item[hole] for item in (filler.filled(p, hole, seed=0, avoid=avoid, token=None) for p in (pixels, changed))
    ]
    assert np.array_equal(*results)
    seen = filler.filled(changed, hole, seed=0, avoid=None, token=None)[hole]
    assert not np.array_equal(seen, results[0])


def test_a_thing_is_removed_by_the_network_and_once_from_patches(filler: NetworkFiller) -> None:
    pixels = noise(96, 96)
    silhouette = Silhouette.of_box(Box(30, 30, 60, 60))
    thing = ThingToRetouch(PixelBuffer(pixels), pixels, silhouette, filler=filler)
    editor = RemoveEditor()
    made = [editor.retouch(thing, variant=number, token=EventToken()) for number in range(editor.variant_count(thing))]
    assert [item.note for item in made] == ["filled by LaMa", "filled by LaMa", ""]
    assert made[1].box.contains(made[0].box)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"model.0.weight": torch.zeros(3)}, "holds no network of LaMa's kind"),
        ({**tiny_weights(), "model.5.conv1.ffc.convl2l.weight": torch.zeros(3, 3, 3, 3)}, "do not fit"),
        ({**tiny_weights(), "model.40.weight": torch.zeros(3)}, "model.40.weight"),
    ],
)
def test_other_weights_are_refused(weights: dict[str, torch.Tensor], words: str, tmp_path: Path) -> None:
    save_file(weights, tmp_path / "other.safetensors")
    with pytest.raises(ModelUnavailable, match=words):
        load_network_filler(tmp_path, device=CPU)


def test_pickles_and_empty_folders_are_refused(tmp_path: Path) -> None:
    (tmp_path / "big-lama.pt").write_bytes(b"PK")
    for place in (tmp_path, tmp_path / "big-lama.pt", tmp_path / "nowhere"):
        with pytest.raises(ModelUnavailable, match=r"one \.safetensors file"):
            load_network_filler(place, device=CPU)


def test_numbers_that_are_none_are_told(tmp_path: Path) -> None:
    weights = tiny_weights()
    weights["model.1.ffc.convl2l.weight"][:] = float("nan")
    save_file(weights, tmp_path / "nan.safetensors")
    broken = load_network_filler(tmp_path, device=CPU)
    with pytest.raises(ModelUnavailable, match="damaged"):
        broken.filled(noise(48, 48), hole_in(48, 48), seed=0, avoid=None, token=None)
