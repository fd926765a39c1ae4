"""Bundles: missing, damaged, pickled; and the built-in one as it ships."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from lredit_core.api.events import EditFinished, Noticed
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.bundles.loading import BundleLoader
from lredit_core.bundles.store import bundle_folder, reference_from_anywhere
from lredit_core.bundles.verifying import verify_bundle
from lredit_core.engine.engine import edit_events
from lredit_core.engine.target_edit import EngineContext
from lredit_core.errors import ModelUnavailable
from lredit_core.manifest import checksum_of, read_manifest
from lredit_core.pictures.image import PixelBuffer
from lredit_core.regions.network import RegionGenerationNetwork
from lredit_core.resources import resource_path

pytestmark = pytest.mark.slow
QUICK = EditSettings(
    anchor_count=4, learning_steps=2, drafts_per_step=2, candidate_count=1, draft_steps=2, edit_steps=2
)


@pytest.fixture
def copied(tiny_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_folder, tmp_path / "copy"))


def load(folder: Path) -> None:
    bundle = BundleLoader(device=torch.device("cpu")).load(str(folder))
    bundle.editor("diffusion")


def change_manifest(folder: Path, **changes: object) -> None:
    path = folder / "bundle.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_an_unknown_name_lists_what_is_installed() -> None:
    with pytest.raises(ModelUnavailable, match="Installed: builtin"):
        bundle_folder("no such bundle")


def test_a_folder_without_a_manifest_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"holds no bundle\.json"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("{", "damaged"), ('{"version": 1}', "damaged: name"), ('{"version": 99}', "damaged: version")],
)
def test_a_damaged_manifest_names_the_entry(copied: Path, text: str, sentence: str) -> None:
    (copied / "bundle.json").write_text(text)
    with pytest.raises(ModelUnavailable, match=sentence):
        load(copied)


@pytest.mark.parametrize(
    ("config", "steps", "number"),
    [
        ("image_text/open_clip_config.json", ("model_cfg", "text_cfg", "layers"), 10**40),
        ("image_text/open_clip_config.json", ("model_cfg", "text_cfg", "layers"), 100_000),
        ("image_text/open_clip_config.json", ("model_cfg", "vision_cfg", "width"), 100_000),
        ("image_text/open_clip_config.json", ("model_cfg", "text_cfg", "context_length"), 1_000_000),
        ("self_supervised/config.json", ("model_args", "depth"), 10_000_000),
        ("self_supervised/config.json", ("model_args", "embed_dim"), 1_000_000),
        ("diffusion/unet/config.json", ("layers_per_block",), 1_000_000),
        ("diffusion/vae/config.json", ("latent_channels",), 1_000_000),
    ],
)
def test_a_configuration_that_asks_for_more_than_its_weights_hold_is_refused_before_anything_is_built(
    copied: Path, config: str, steps: tuple[str, ...], number: int
) -> None:
    value = json.loads((copied / config).read_text())
    holder = value
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = number
    (copied / config).write_text(json.dumps(value))
    with pytest.raises(ModelUnavailable, match=f"asks for more than its weights hold .{steps[-1]}"):
        load(copied)


def test_a_pipeline_that_names_a_library_of_its_own_is_refused(copied: Path) -> None:
    """Its loader would import whatever is named."""
    index = json.loads((copied / "diffusion" / "model_index.json").read_text())
    index["vae"] = ["os", "PathLike"]
    (copied / "diffusion" / "model_index.json").write_text(json.dumps(index))
    with pytest.raises(ModelUnavailable, match='loaded by "os"'):
        load(copied)


def test_a_default_editor_that_is_not_there_is_told(copied: Path) -> None:
    change_manifest(copied, default_editor="oil")
    with pytest.raises(ModelUnavailable, match='names "oil"'):
        load(copied)


@pytest.mark.parametrize(
    "relative",
    [
        "image_text/open_clip_model.safetensors",
        "self_supervised/model.safetensors",
        "diffusion/unet/diffusion_pytorch_model.safetensors",
    ],
)
def test_cut_weights_get_a_sentence(copied: Path, relative: str) -> None:
    path = copied / relative
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(ModelUnavailable, match="damaged"):
        load(copied)


@pytest.mark.parametrize("relative", ["image_text", "self_supervised", "diffusion"])
def test_a_missing_part_gets_a_sentence(copied: Path, relative: str) -> None:
    shutil.rmtree(copied / relative)
    with pytest.raises(ModelUnavailable, match=r"missing|holds no"):
        load(copied)


@pytest.mark.parametrize("part", ["image_text", "self_supervised"])
def test_pickled_weights_are_refused_with_the_way_to_convert_them(copied: Path, part: str) -> None:
    for path in (copied / part).glob("*.safetensors"):
        path.unlink()
    canary = copied / "ran"

    class Payload:
        def __reduce__(self) -> tuple:
            return (Path.touch, (canary,))

    (copied / part / "pytorch_model.bin").write_bytes(pickle.dumps(Payload()))
    with pytest.raises(ModelUnavailable, match=r"safetensors\.torch\.save_file"):
        load(copied)
    assert not canary.exists()


def test_weights_that_do_not_fit_the_region_network_are_left_aside(copied: Path) -> None:
    save_file({"mix.weight": torch.zeros(2, 2)}, copied / "region_network.safetensors")
    change_manifest(copied, region_network="region_network.safetensors")
    bundle = BundleLoader(device=torch.device("cpu")).load(str(copied))
    assert bundle.region_network(feature_width=8, window_count=3, seed=0).window_count == 3


@pytest.mark.parametrize("cut", [0, 40, -8])
def test_a_region_network_that_was_cut_is_found_and_edits_go_without_it(copied: Path, cut: int) -> None:
    path, width, windows = copied / "region_network.safetensors", 8, 3
    network = RegionGenerationNetwork(feature_width=width, window_count=windows)
    save_file({name: value.half() for name, value in network.state_dict().items()}, path)
    change_manifest(copied, region_network=path.name)
    assert verify_bundle(str(copied)).is_whole
    path.write_bytes(path.read_bytes()[:cut])
    verdict = verify_bundle(str(copied))
    assert [part.part for part in verdict.parts if part.problem] == ["region network"]
    bundle = BundleLoader(device=torch.device("cpu")).load(str(copied))
    assert bundle.region_network(feature_width=width, window_count=windows, seed=0).window_count == windows
    assert "missing or damaged" in bundle.region_network_problem()
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    request = EditRequest(PixelBuffer(noise), "a red apple", source_prompt="a cat", settings=QUICK)
    events = list(edit_events(request, bundle, EngineContext()))
    notices = [event.message for event in events if isinstance(event, Noticed)]
    assert isinstance(events[-1], EditFinished)
    assert any("learned without that starting point" in notice for notice in notices)


def test_a_region_network_that_is_missing_is_found(copied: Path) -> None:
    change_manifest(copied, region_network="gone.safetensors")
    verdict = verify_bundle(str(copied))
    assert [part.problem for part in verdict.parts if part.part == "region network"] == [
        '"gone.safetensors" is missing. Install the bundle again.'
    ]


def test_the_region_network_starts_the_same_for_the_same_seed(copied: Path) -> None:
    bundle = BundleLoader(device=torch.device("cpu")).load(str(copied))
    first, second = (bundle.region_network(feature_width=8, window_count=3, seed=4).mix.weight for _ in range(2))
    torch.testing.assert_close(first, second, rtol=0, atol=0)


def test_the_built_in_bundle_is_whole_and_matches_its_checksums() -> None:
    folder = bundle_folder("builtin")
    manifest = read_manifest(folder)
    listed = set(manifest.checksums)
    weights = {str(path.relative_to(folder)) for path in folder.rglob("*.safetensors")}
    assert weights <= listed
    assert {path: checksum_of(folder / path) for path in listed} == manifest.checksums
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    art = sum(path.stat().st_size for path in resource_path("art").rglob("*") if path.is_file())
    assert size + art <= 80e6


def test_a_reference_that_travels_holds_whatever_the_working_folder_is(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copied.parent)
    assert reference_from_anywhere(copied.name) == str(copied)
    assert reference_from_anywhere("builtin") == "builtin"
    monkeypatch.setattr("lredit_core.bundles.store.bundles_home", lambda: copied.parent)
    monkeypatch.chdir("/")
    assert reference_from_anywhere(copied.name) == copied.name, "each machine has it where its own lie"
