"""The amortised region network: made of the program's own windows, learns to frame things, and fits the bundle."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
import torch

from lredit_core.api.request import EditSettings
from lredit_core.bundles.loading import BundleLoader, ModelBundle
from lredit_core.geometry import Box, Size
from lredit_core.regions.network import gradient_norm
from lredit_core.regions.proposals import Proposals
from lredit_core.resources import resource_path
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker
from lredit_core.training.loop import train
from lredit_core.training.region_network import (
    HELD_OUT_SEED,
    TRAINING_SEED,
    RegionExample,
    RegionNetworkConfig,
    RegionNetworkTrainer,
    examples_of,
    export,
    framing_figures,
    load_examples,
    make_examples,
    overlaps_with,
    save_examples,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

SIDES = (2.0, 4.0, 7.0)


@pytest.fixture(scope="module")
def library() -> ArtLibrary:
    return ArtLibrary(resource_path("art"))


def example(seed: int) -> RegionExample:
    """A square thing of one of three sizes; the windows around its middle have the same three sizes."""
    generator = torch.Generator().manual_seed(seed)
    right = seed % 3
    features = 0.3 * torch.randn(16, 20, 8, generator=generator)
    x, y = 6 + float(torch.rand(1, generator=generator)) * 8, 5 + float(torch.rand(1, generator=generator)) * 6
    boxes = torch.tensor([[[x - side / 2, y - side / 2, x + side / 2, y + side / 2] for side in SIDES]])
    x0, y0, x1, y1 = (round(value) for value in boxes[0, right].tolist())
    features[max(0, y0) : y1, max(0, x0) : x1, :3] += 2.0
    overlaps = torch.tensor([[min(SIDES[right], side) ** 2 / max(SIDES[right], side) ** 2 for side in SIDES]])
    return RegionExample(features.half(), boxes, overlaps)


def test_it_learns_which_window_frames_a_thing_it_never_saw(tmp_path: Path) -> None:
    trainer = RegionNetworkTrainer(RegionNetworkConfig(40, pictures=16), [example(seed) for seed in range(60)])
    held_out = [example(seed) for seed in range(1000, 1060)]
    before = framing_figures(trainer.network, held_out)["framed"]
    assert train(trainer, tmp_path) == 40
    after = framing_figures(trainer.network, held_out)["framed"]
    assert before < 0.6
    assert after > 0.85


def test_a_step_reaches_every_parameter_and_follows_from_the_seed() -> None:
    steps = []
    for _ in range(2):
        trainer = RegionNetworkTrainer(RegionNetworkConfig(3, pictures=4), [example(seed) for seed in range(12)])
        steps.append([trainer.step(index)["loss"] for index in range(3)])
        assert gradient_norm(trainer.network) > 0
        assert all(parameter.grad is not None for parameter in trainer.network.parameters())
    assert steps[0] == steps[1]


def test_a_mirrored_example_has_its_windows_on_the_other_side() -> None:
    one = example(4)
    twice = one.mirrored().mirrored()
    torch.testing.assert_close(twice.patch_boxes, one.patch_boxes)
    assert torch.equal(twice.features, one.features)
    x0, _y0, x1, _y1 = one.patch_boxes[0, 0].tolist()
    mirrored = one.mirrored()
    assert mirrored.patch_boxes[0, 0, 0] == pytest.approx(20 - x1)
    assert mirrored.patch_boxes[0, 0, 2] == pytest.approx(20 - x0)
    assert torch.equal(mirrored.features[:, 0], one.features[:, -1])


def test_each_anchor_is_compared_with_the_thing_it_is_nearest_to(library: ArtLibrary) -> None:
    scene = SceneMaker(library).make(5, size=Size(256, 256), things=(2, 2))
    one, other = scene.objects[0].box, scene.objects[1].box
    elsewhere = Box(0, 0, 4, 4)
    proposals = Proposals(
        ((one.grown(-4), one, other, elsewhere), (other.grown(-4), one, other, elsewhere)), torch.zeros(2, 4, 4)
    )
    overlaps = overlaps_with(scene, proposals)
    assert overlaps[:, 1:].tolist() == [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    assert 0.3 < float(overlaps[0, 0]) < 1


def test_examples_have_the_windows_of_the_program_and_survive_the_disk(
    tiny_bundle: ModelBundle, library: ArtLibrary, tmp_path: Path
) -> None:
    made = make_examples(tiny_bundle.self_supervised, library, None, count=2, first_seed=HELD_OUT_SEED)
    settings = EditSettings()
    windows = len(settings.window_shares) * len(settings.window_aspects) + 3
    assert made[0].overlaps.shape[1] == made[0].patch_boxes.shape[1] == windows == 21
    assert float(max(item.overlaps.max() for item in made)) > 0.5
    save_examples(made, tmp_path / "examples.safetensors")
    again = load_examples(tmp_path / "examples.safetensors")
    assert all(torch.equal(one.features, other.features) for one, other in zip(made, again, strict=True))
    assert all(torch.equal(one.overlaps, other.overlaps) for one, other in zip(made, again, strict=True))


def test_what_is_written_is_what_a_bundle_starts_from(tiny_folder: Path, library: ArtLibrary, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(tiny_folder, bundle)
    out = bundle / "region_network.safetensors"
    file = tmp_path / "runs" / "examples3.safetensors"
    examples = examples_of(library, None, bundle, file, count=3, first_seed=TRAINING_SEED)
    first = RegionNetworkTrainer(RegionNetworkConfig(2), examples)
    train(first, tmp_path / "runs")
    export(first, out)
    assert 0 <= framing_figures(first.network, examples)["framed"] <= 1
    manifest = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))
    (bundle / "bundle.json").write_text(json.dumps({**manifest, "region_network": out.name}), encoding="utf-8")
    width = BundleLoader(device=torch.device("cpu")).load(str(tiny_folder)).self_supervised.feature_width
    started = {}
    for name, folder in (("with", bundle), ("without", tiny_folder)):
        loaded = BundleLoader(device=torch.device("cpu")).load(str(folder))
        started[name] = loaded.region_network(feature_width=width, window_count=21, seed=0)
    trainer = RegionNetworkTrainer(RegionNetworkConfig(2), load_examples(file))
    for index in range(2):
        trainer.step(index)
    export(trainer, tmp_path / "again.safetensors")
    assert (tmp_path / "again.safetensors").stat().st_size < 1_000_000
    for key, value in trainer.network.state_dict().items():
        torch.testing.assert_close(started["with"].state_dict()[key], value.half().float(), rtol=0, atol=1e-3)
    assert not torch.equal(started["with"].choose.weight, started["without"].choose.weight)
