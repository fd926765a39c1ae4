"""How a bundle's editor samples: composed, kept, shown, moved, fetched, and refused where it means nothing."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from lredit_core.api.request import EditSettings, Preset
from lredit_core.bundles import composing, installed
from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.bundles.fetched_parts import PartPlace
from lredit_core.bundles.loading import BundleLoader
from lredit_core.bundles.sampling_choices import SamplingChoices
from lredit_core.bundles.store import bundles_home
from lredit_core.bundles.verifying import verify_bundle
from lredit_core.cli.commands import app
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.manifest import SAMPLER_NAMES, read_manifest
from lredit_core.pictures.opening import open_picture
from lredit_core.report.edit_run import OwnSampling
from tests.fakes.public_layouts import write_layout, write_tiny_autoencoder
from tests.fakes.tiny_catalogue import NAME, serve_parts, write_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.manifest import EditorPart
    from tests.fakes.local_hub import LocalHub

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("data_home")]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> BundleParts:
    """An inpainting model, a LoRA of LCM's kind and a tiny autoencoder."""
    return write_layout("lcm-lora and taesd", tmp_path_factory.mktemp("lcm"))


def lredit(*arguments: object) -> tuple[int, str]:
    """Exit code, and all that was said on one line."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, " ".join(result.output.split())


def options_of(parts: BundleParts) -> list[object]:
    sampling = parts.sampling
    return [
        "--editor", parts.editors[0], "--lora", parts.loras[0], "--scheduler", sampling.scheduler,
        "--steps", sampling.steps, "--guidance", sampling.guidance, "--tiny-vae", sampling.tiny_autoencoder,
    ]  # fmt: skip


def entry_of(name: str) -> EditorPart:
    return read_manifest(bundles_home() / name).editors["diffusion"]


def test_all_that_was_chosen_is_composed_shown_and_used(parts: BundleParts) -> None:
    code, output = lredit("bundles", "compose", "--name", "quick", *options_of(parts), "--tiny-vae-results")
    assert code == 0, output
    words = "sampler lcm, 4 steps, no guidance, 1 LoRA, tiny autoencoder for drafts and results"
    assert words in lredit("bundles", "list")[1]
    assert lredit("bundles", "verify", "quick")[0] == 0
    editor: Any = BundleLoader().load("quick").editor("diffusion")
    assert type(editor._pipeline.scheduler).__name__ == "LCMScheduler"
    assert editor._tiny is not None and editor._tiny.note
    assert not hasattr(editor._pipeline.unet, "peft_config"), "the LoRA is in the weights, not beside them"


def test_a_bundle_s_steps_and_guidance_come_before_the_preset_and_the_person_s_before_those(parts: BundleParts) -> None:
    compose("quick", parts)
    compose("slow", replace(parts, loras=(), sampling=SamplingChoices(steps=40, guidance=5)))
    own = {name: BundleLoader().load(name).editor_info("diffusion") for name in ("quick", "slow")}
    for preset in Preset:
        quick, slow = (own[name].suited(EditSettings.for_preset(preset)) for name in ("quick", "slow"))
        assert (quick.edit_steps, quick.draft_steps, quick.guidance_scale, quick.draft_guidance_scale) == (4, 1, 1, 1)
        assert (slow.edit_steps, slow.guidance_scale) == (40, 5)
        assert slow.draft_guidance_scale == 0, "a model of many steps drafts as it edits"
    said = OwnSampling(steps=7, guidance=2.5).over(quick)
    assert (said.edit_steps, said.guidance_scale) == (7, 2.5)
    assert OwnSampling(guidance=0).over(slow).guidance_scale == 1, "none"
    assert OwnSampling().over(slow) == slow


@pytest.mark.parametrize("guidance", [0, 1])
def test_no_guidance_is_written_the_same_way(guidance: float, parts: BundleParts) -> None:
    compose("none", replace(parts, loras=(), sampling=SamplingChoices(guidance=guidance)))
    assert entry_of("none").guidance_scale == 1 and entry_of("none").settings_in_words == "no guidance"


def test_an_edit_by_them_changes_nothing_outside_of_its_box(parts: BundleParts, tmp_path: Path) -> None:
    assert lredit("bundles", "compose", "--name", "quick", *options_of(parts), "--tiny-vae-results")[0] == 0
    path = bundles_home() / "quick" / "bundle.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["editors"]["diffusion"] |= {"draft_side_px": 64, "full_side_px": 64}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    before = np.random.default_rng(0).integers(0, 256, (96, 128, 3), dtype=np.uint8)
    Image.fromarray(before).save(tmp_path / "in.png")
    report = tmp_path / "report.json"
    code, output = lredit(
        "edit", tmp_path / "in.png", "--prompt", "a cat", "--box", "20,20,84,84", "--bundle", "quick", "--steps", 3,
        "--out", tmp_path / "out.png", "--report", report,
    )  # fmt: skip
    assert code == 0, output
    after = open_picture(tmp_path / "out.png").buffer.pixels[..., :3]
    assert not np.array_equal(after, before)
    after = after.copy()
    after[20:84, 20:84] = before[20:84, 20:84]
    assert np.array_equal(after, before)
    settings = json.loads(report.read_text(encoding="utf-8"))["settings"]
    assert (settings["edit_steps"], settings["guidance_scale"]) == (3, 1.0)


def test_copied_parts_need_their_sources_no_more_and_move(parts: BundleParts, tmp_path: Path) -> None:
    here = tmp_path / "here"
    shutil.copytree(parts.sampling.tiny_autoencoder, here / "taesd")
    (here / "taesd" / "something.else").write_bytes(b"large")
    sampling = replace(parts.sampling, tiny_autoencoder=str(here / "taesd" / "diffusion_pytorch_model.safetensors"))
    compose("quick", replace(parts, sampling=sampling), copies=True)
    shutil.rmtree(here)
    copied = bundles_home() / "quick" / "tiny_autoencoder"
    assert sorted(path.name for path in copied.iterdir()) == ["config.json", "diffusion_pytorch_model.safetensors"]
    code, output = lredit("bundles", "relocate", "quick", tmp_path / "large disk")
    assert code == 0, output
    places = installed.part_places(bundles_home() / "quick", read_manifest(bundles_home() / "quick"))
    for key in ("diffusion", "diffusion-lora-1", "diffusion-tiny-autoencoder"):
        assert places[key].is_relative_to(tmp_path / "large disk"), key
    assert verify_bundle("quick").is_whole
    moved = places["diffusion-tiny-autoencoder"].rename(tmp_path / "elsewhere")
    assert "not found: diffusion-tiny-autoencoder" in lredit("bundles", "list")[1]
    assert not verify_bundle("quick").is_whole
    code, output = lredit("bundles", "relocate", "quick", moved, "--part", "diffusion-tiny-autoencoder")
    assert code == 0 and verify_bundle("quick").is_whole, output


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"scheduler": "lcmm"}, r"no sampler \"lcmm\". Choose one of: ddim, euler, euler-a, heun, dpm\+\+,"),
        ({"steps": 151}, "151 denoising steps"),
        ({"steps": -1}, "-1 denoising steps"),
        ({"guidance": -0.5}, r"guidance of -0\.5"),
        ({"guidance": float("nan")}, "guidance of nan"),
        ({"tiny_results": True}, "--tiny-vae"),
    ],
)
def test_what_cannot_be_is_told(choices: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidRequest, match=words):
        SamplingChoices(**choices)


def test_they_are_refused_where_they_mean_nothing(parts: BundleParts, tiny_folder: Path) -> None:
    tiny = parts.sampling.tiny_autoencoder
    masked, drawings = str(tiny_folder / "masked"), "builtin"
    for editors, choices, words in (
        ((masked,), SamplingChoices("lcm"), "for a diffusion model of your own; the editors given are: masked"),
        ((masked,), SamplingChoices(tiny_autoencoder=tiny), "the editors given are: masked"),
        ((drawings,), SamplingChoices(steps=4), "masked transformer of your own; the editors given are: built in"),
    ):
        with pytest.raises(InvalidRequest, match=words):
            compose("none", BundleParts("builtin", "builtin", editors, sampling=choices))
    none = replace(parts, sampling=SamplingChoices(tiny_autoencoder=str(tiny_folder)))
    with pytest.raises(ModelUnavailable, match="is no tiny autoencoder"):
        compose("none", none)
    assert not bundles_home().exists() or list(bundles_home().iterdir()) == []


def test_steps_and_guidance_are_for_masked_transformers_too(tiny_folder: Path, parts: BundleParts) -> None:
    editors, choices = ("builtin", str(tiny_folder / "masked")), SamplingChoices(steps=6, guidance=3)
    folder = compose("masked", BundleParts("builtin", "builtin", editors, sampling=choices))
    changed = [key for key, part in read_manifest(folder).editors.items() if part.steps == 6]
    assert changed == ["masked-2"]
    editors = (str(tiny_folder / "masked"), parts.editors[0])
    folder = compose("both", BundleParts("builtin", "builtin", editors, sampling=choices))
    assert [key for key, part in read_manifest(folder).editors.items() if part.steps] == ["diffusion"]


def test_what_does_not_fit_the_model_leaves_nothing_installed(parts: BundleParts, tmp_path: Path) -> None:
    other = write_tiny_autoencoder(tmp_path / "taesd3", latent_channels=16)
    code, output = lredit("bundles", "compose", "--name", "a", "--editor", parts.editors[0], "--tiny-vae", other)
    assert code == 3 and "16 latent channels" in output
    assert not (bundles_home() / "a").exists()


def test_the_help_names_every_sampler() -> None:
    output = CliRunner().invoke(app, ["bundles", "compose", "--help"], env={"COLUMNS": "400"}).output
    assert all(name in output for name in SAMPLER_NAMES)


@pytest.fixture
def hub(server: LocalHub, tiny_folder: Path, parts: BundleParts, monkeypatch: pytest.MonkeyPatch) -> LocalHub:
    from pathlib import Path

    serve_parts(server, tiny_folder)
    lora = Path(parts.loras[0].rpartition(":")[0])
    server.add("acme/diffusion", Path(parts.editors[0]))
    server.add("acme/lora", {lora.name: lora.read_bytes(), "README.md": b"about"})
    server.add("acme/autoencoder", Path(parts.sampling.tiny_autoencoder))
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    return server


def test_a_catalogue_puts_lora_sampler_steps_and_tiny_autoencoder_together(
    hub: LocalHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = write_catalogue(tmp_path / "catalogue.json", is_quick=True)
    code, output = lredit("bundles", "download", NAME, "--catalogue", catalogue, "--yes")
    assert code == 0, output
    assert "acme/lora" in output and "acme/autoencoder" in output, "all terms are shown"
    part = entry_of(NAME)
    assert part.settings_in_words == "sampler lcm, 4 steps, no guidance, 1 LoRA, tiny autoencoder for drafts"
    assert part.loras[0].weight == 0.9
    verdict = verify_bundle(NAME)
    editor = next(found for found in verdict.parts if found.part.startswith("editor"))
    receipts = [PartPlace(f"tiny-{key}").receipt() for key in ("diffusion", "lora", "autoencoder")]
    assert verdict.is_whole and editor.files_checked == sum(len(one.files) for one in receipts if one is not None)

    code, output = lredit("bundles", "relocate", NAME, tmp_path / "large disk")
    assert code == 0, output
    assert (tmp_path / "large disk" / "tiny-lora" / "pytorch_lora_weights.safetensors").is_file()
    assert verify_bundle(NAME).is_whole
    lora = PartPlace("tiny-lora").weights_file()
    lora.write_bytes(lora.read_bytes()[:-1] + b"\0")
    assert not verify_bundle(NAME).is_whole

    thrown: list[str] = []
    for module in (composing, installed):
        monkeypatch.setattr(module, "send2trash", lambda folder: thrown.append(folder.name))
    assert lredit("bundles", "remove", NAME, "--yes")[0] == 0
    assert {"tiny-lora", "tiny-autoencoder", "tiny-diffusion"} <= set(thrown)
