"""Single-file checkpoints: told apart by their tensors, loaded with local configurations, edited like any other."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from lredit_core.bundles import composing, store
from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.bundles.loading import BundleLoader
from lredit_core.editors import single_file
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.clip_vocabulary import clip_tokenizer
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.editors.single_file import FAMILIES, CheckpointHeader, family_of, load_single_file
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from lredit_core.resources import resource_path
from tests.fakes.original_layout import denoiser_tensors, write_configuration, write_single_file
from tests.fakes.tiny_pipelines import write_family, write_whole_image_model

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
#: Family of tiny_pipelines -> how its text encoders lie in the file.
LAYOUTS = {
    "stable-diffusion-inpainting": "clip",
    "stable-diffusion-text-to-image": "clip",
    "stable-diffusion-2-inpainting": "open_clip",
    "stable-diffusion-xl-inpainting": "both",
}
#: Parameters of the published models: denoiser, autoencoder, text encoders.
PUBLISHED = {
    "sd1": (859_520_964, 83_653_863, 123_060_480),
    "sd1-inpainting": (859_535_364, 83_653_863, 123_060_480),
    "instruct-pix2pix": (859_532_484, 83_653_863, 123_060_480),
    "sd2": (865_910_724, 83_653_863, 340_387_840),
    "sd2-inpainting": (865_925_124, 83_653_863, 340_387_840),
    "sdxl": (2_567_463_684, 83_653_863, 123_060_480 + 694_659_840),
    "sdxl-inpainting": (2_567_478_084, 83_653_863, 123_060_480 + 694_659_840),
}


def _pipeline(folder: Path) -> Any:
    from diffusers import DiffusionPipeline

    return DiffusionPipeline.from_pretrained(folder, local_files_only=True)


@pytest.fixture(scope="module", params=LAYOUTS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same weights as a diffusers folder and as a single file with its configuration beside it."""
    root = tmp_path_factory.mktemp("single")
    write_family(request.param, root / "folder")
    file = root / "tiny model.v1.safetensors"
    write_single_file(_pipeline(root / "folder"), file, text=LAYOUTS[request.param])
    write_configuration(root / "folder", root / "tiny model.v1")
    return root / "folder", file


def _edited(place: Path) -> np.ndarray:
    part = EditorPart(kind="diffusion", title="t", folder=str(place), full_side_px=32)
    editor = load_inpainting_editor(place, part, device=CPU)
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    instructions = EditInstructions("a red cat", steps=2, guidance_scale=3.0)
    crop = CropToEdit(pixels, Box(8, 8, 24, 24), 5)
    return editor.edit([crop], instructions, on_step=lambda evaluations: None)[0].pixels


def test_a_single_file_gives_the_same_pixels_as_the_folder_it_was_made_from(both: tuple[Path, Path]) -> None:
    folder, file = both
    difference = np.abs(_edited(folder).astype(int) - _edited(file))
    assert difference.max() <= 1, "weights that lie otherwise in memory may round otherwise"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (store, composing):
        monkeypatch.setattr(module, "bundles_home", lambda: tmp_path / "home")
    return tmp_path / "home"


@pytest.mark.parametrize("copies", [False, True])
def test_a_single_file_becomes_an_editor_of_a_bundle(both: tuple[Path, Path], home: Path, copies: bool) -> None:
    _folder, file = both
    bundle = compose("mine", BundleParts("builtin", "builtin", (str(file),)), copies=copies)
    loaded = BundleLoader(device=CPU).load(str(bundle))
    part = loaded.manifest.editors["diffusion"]
    assert part.title == "tiny model.v1"
    assert Path(part.folder).is_absolute() != copies
    assert loaded.editor("diffusion").name == "diffusion"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("tiny") / "folder"
    write_family("stable-diffusion-inpainting", folder)
    return folder, _pipeline(folder)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.configuration)
def test_the_family_follows_from_the_tensors_alone(family: single_file.CheckpointFamily, tmp_path: Path) -> None:
    from diffusers import UNet2DConditionModel

    settings = json.loads((resource_path(f"pipelines/{family.configuration}") / "unet/config.json").read_text())
    with torch.device("meta"):
        unet = UNet2DConditionModel.from_config(settings)
    shapes = {f"model.diffusion_model.{name}": tuple(value.shape) for name, value in denoiser_tensors(unet).items()}
    shapes |= {"first_stage_model.x": (1,), "cond_stage_model.x": (1,)}
    assert family_of(tmp_path / "model.safetensors", CheckpointHeader(shapes, {})) is family


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_shipped_configurations_have_the_published_sizes(name: str) -> None:
    import diffusers
    import transformers

    folder = resource_path(f"pipelines/{name}")
    index = json.loads((folder / "model_index.json").read_text())
    counts: list[int] = []
    for part in ("unet", "vae", "text_encoder", "text_encoder_2"):
        if part not in index:
            continue
        library, kind = index[part]
        settings = json.loads((folder / part / "config.json").read_text())
        with torch.device("meta"):
            if library == "diffusers":
                model = getattr(diffusers, kind).from_config(settings)
            else:
                model = getattr(transformers, kind)(transformers.CLIPTextConfig(**settings))
        counts.append(sum(parameter.numel() for parameter in model.parameters()))
    assert (counts[0], counts[1], sum(counts[2:])) == PUBLISHED[name]
    scheduler = json.loads((folder / "scheduler" / "scheduler_config.json").read_text())
    assert getattr(diffusers, index["scheduler"][1]).from_config(scheduler).config.num_train_timesteps == 1000
    assert {family.configuration for family in FAMILIES} == set(PUBLISHED)


def test_the_tokenizer_numbers_words_as_open_clips_own_does() -> None:
    from open_clip.tokenizer import SimpleTokenizer

    ours, theirs = clip_tokenizer(), SimpleTokenizer()
    assert len(ours) == 49_408 and ours.model_max_length == 77
    for text in ("a red apple on grass, 8k!!", "Ein Kätzchen's 1234 café", "", "the dog's it'll   be"):
        mine = ours(text)["input_ids"]
        assert mine == [theirs.sot_token_id, *theirs.encode(text), theirs.eot_token_id]
    assert ours("", padding="max_length")["input_ids"][2:] == [49_407] * 75
    assert clip_tokenizer(pads_with="!")("", padding="max_length")["input_ids"][2:] == [0] * 75


def test_a_shipped_configuration_gets_its_tokenizer_and_what_the_file_says_it_predicts(
    tiny: tuple[Path, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shipped folders hold no tokenizer; a tiny stand-in of the same form takes their place."""
    folder, pipeline = tiny
    shipped = tmp_path / "resources" / "sd1-inpainting"
    write_configuration(folder, shipped)
    for path in (shipped / "tokenizer").iterdir():
        path.unlink()
    (shipped / "tokenizer").rmdir()
    monkeypatch.setattr(single_file, "resource_path", lambda relative: tmp_path / "resources" / Path(relative).name)
    row = single_file.CheckpointFamily("sd1-inpainting", "tiny", 9, 32)
    monkeypatch.setattr(single_file, "FAMILIES", (row,))
    scheduler = shipped / "scheduler" / "scheduler_config.json"
    settings = json.loads(scheduler.read_text())
    file = tmp_path / "model.safetensors"
    for shipped_as, said, expected in (
        ("epsilon", "", "epsilon"),
        ("epsilon", "v", "v_prediction"),
        ("v_prediction", "", "v_prediction"),
        ("v_prediction", "epsilon", "epsilon"),
    ):
        scheduler.write_text(json.dumps({**settings, "prediction_type": shipped_as}))
        write_single_file(pipeline, file, text="clip", metadata={"modelspec.prediction_type": said})
        loaded = load_single_file(file, options={})
        assert len(loaded.tokenizer) == 49_408
        assert loaded.scheduler.config.prediction_type == expected
    encoder = shipped / "text_encoder" / "config.json"
    for number, pads_with in ((0, "!"), (1, "<|endoftext|>")):
        encoder.write_text(json.dumps({**json.loads(encoder.read_text()), "pad_token_id": number}))
        assert load_single_file(file, options={}).tokenizer.pad_token == pads_with


def _bad_files(root: Path, pipeline: Any) -> Iterator[tuple[str, Path]]:
    """Files that cannot be loaded, each with words of the sentence that says why."""

    def saved(name: str, tensors: dict[str, torch.Tensor]) -> Path:
        save_file(tensors, root / name)
        return root / name

    write_single_file(pipeline, root / "whole.safetensors", text="clip")
    whole = load_file(root / "whole.safetensors")
    cut = root / "cut.safetensors"
    cut.write_bytes((root / "whole.safetensors").read_bytes()[:-5000])
    yield "cut short", cut
    stub = root / "stub.safetensors"
    stub.write_bytes(b"\x10")
    yield "cut short", stub
    yield "known here", saved("unknown.safetensors", {"blocks.0.weight": torch.zeros(2)})
    yield "no model like that", saved("other.safetensors", whole)
    without = {name: value for name, value in whole.items() if not name.startswith("first_stage_model")}
    yield "no autoencoder", saved("denoiser.safetensors", without)
    without = {name: value for name, value in whole.items() if not name.startswith("cond_stage_model")}
    yield "no text encoder", saved("silent.safetensors", without)
    yield "--lora", saved("lora.safetensors", {"lora_unet_down.lora_up.weight": torch.zeros(2, 2)})
    picture = root / "picture.png"
    picture.write_bytes(b"\x89PNG")
    yield "no model file", picture


def test_a_file_that_cannot_be_loaded_gets_a_sentence_and_leaves_nothing(
    tiny: tuple[Path, Any], tmp_path: Path, home: Path
) -> None:
    for words, file in _bad_files(tmp_path, tiny[1]):
        with pytest.raises(ModelUnavailable, match=words):
            compose("bad", BundleParts("builtin", "builtin", (str(file),)))
        assert list(home.iterdir()) == []


def test_a_pickled_checkpoint_is_never_opened(tmp_path: Path, home: Path) -> None:
    canary = tmp_path / "ran"

    class Payload:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (canary,))

    file = tmp_path / "model.ckpt"
    file.write_bytes(pickle.dumps(Payload()))
    with pytest.raises(ModelUnavailable, match=r"safetensors\.torch\.save_file"):
        compose("bad", BundleParts("builtin", "builtin", (str(file),)))
    assert not canary.exists() and list(home.iterdir()) == []


def test_weights_that_do_not_fit_their_configuration_are_told(tiny: tuple[Path, Any], tmp_path: Path) -> None:
    folder, pipeline = tiny
    file = tmp_path / "model.safetensors"
    write_single_file(pipeline, file, text="clip")
    write_configuration(folder, tmp_path / "model")
    settings = tmp_path / "model" / "unet" / "config.json"
    changed = json.loads(settings.read_text())
    settings.write_text(json.dumps({**changed, "block_out_channels": [16, 64]}))
    with pytest.raises(ModelUnavailable, match="do not fit the configuration"):
        load_single_file(file, options={})
    settings.write_text(json.dumps(changed))
    weights = load_file(file)
    lost = next(name for name in weights if "middle_block" in name)
    save_file({name: value for name, value in weights.items() if name != lost}, file)
    with pytest.raises(ModelUnavailable, match=r"lacks|do not fit"):
        load_single_file(file, options={})
    (tmp_path / "model" / "model_index.json").write_text("{")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        load_single_file(file, options={})


def test_a_model_that_knows_no_region_is_told(tmp_path: Path, home: Path) -> None:
    write_whole_image_model("instruct-pix2pix", tmp_path / "folder")
    file = tmp_path / "model.safetensors"
    write_single_file(_pipeline(tmp_path / "folder"), file, text="clip")
    write_configuration(tmp_path / "folder", tmp_path / "model")
    for place in (tmp_path / "folder", file):
        with pytest.raises(ModelUnavailable, match="lredit compare"):
            compose("bad", BundleParts("builtin", "builtin", (str(place),)))
    assert type(load_single_file(file, options={})).__name__ == "StableDiffusionInstructPix2PixPipeline"
