"""Editors without regions: what holds for each, and what each of them is for."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from lredit_core.cancellation import EventToken
from lredit_core.editors.whole_image.base import WholeInstructions, working_size
from lredit_core.editors.whole_image.diffedit import DiffEditEditor
from lredit_core.editors.whole_image.guided_by_source import SourceGuidedEditor, masactrl, plug_and_play
from lredit_core.editors.whole_image.injection import Lending, all_hooked, decoder_self_attentions
from lredit_core.editors.whole_image.latent_diffusion import LatentDiffusion
from lredit_core.editors.whole_image.loading import WHOLE_IMAGE_EDITORS, load_whole_image_editor
from lredit_core.errors import InvalidRequest, ModelUnavailable, Stopped
from lredit_core.geometry import Size
from tests.fakes.original_layout import write_configuration, write_single_file

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")


def _edited(editor: Any, photo: np.ndarray, prompt: str = "a dog", **more: Any) -> np.ndarray:
    instructions = WholeInstructions(prompt, **{"source_prompt": "a cat", "steps": 5, "guidance_scale": 3.0, **more})
    return editor.edit_whole(photo, instructions, on_step=lambda images: None)


@pytest.fixture(scope="module", params=WHOLE_IMAGE_EDITORS)
def editor(request: pytest.FixtureRequest, plain_folder: Path, instructed_folder: Path) -> Any:
    folder = instructed_folder if request.param == "instruct-pix2pix" else plain_folder
    loaded = load_whole_image_editor(request.param, folder, device=CPU)
    assert loaded.name == request.param
    return loaded


def test_the_picture_keeps_its_size_and_the_same_request_gives_the_same_pixels(editor: Any, photo: np.ndarray) -> None:
    first = _edited(editor, photo)
    assert first.shape == photo.shape and first.dtype == np.uint8
    assert np.array_equal(first, _edited(editor, photo))
    assert not np.array_equal(first, _edited(editor, photo, "a red car")), "the prompt reaches the picture"
    assert _edited(editor, photo[:9, :61]).shape == (9, 61, 3)


def test_a_stop_ends_the_run_at_once(editor: Any, photo: np.ndarray) -> None:
    token, steps = EventToken(), []

    def on_step(images: int) -> None:
        steps.append(images)
        token.cancel()
        token.raise_if_cancelled()

    with pytest.raises(Stopped):
        editor.edit_whole(photo, WholeInstructions("a dog", steps=5), on_step=on_step)
    assert len(steps) == 1
    assert _edited(editor, photo).shape == photo.shape, "the editor is fit for use afterwards"


def test_pictures_are_seen_at_the_trained_size_in_their_own_shape() -> None:
    assert working_size(Size(4000, 3000), side_px=512) == Size(512, 384)
    assert working_size(Size(30, 300), side_px=512) == Size(64, 512)


def test_names_and_models_that_do_not_fit_are_told(plain_folder: Path, instructed_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="plug-and-play"):
        load_whole_image_editor("magic", plain_folder, device=CPU)
    with pytest.raises(ModelUnavailable, match="follows no instructions"):
        load_whole_image_editor("instruct-pix2pix", plain_folder, device=CPU)
    with pytest.raises(ModelUnavailable, match="plain Stable Diffusion"):
        load_whole_image_editor("diffedit", instructed_folder, device=CPU)
    with pytest.raises(ModelUnavailable, match="no diffusers pipeline"):
        load_whole_image_editor("diffedit", tmp_path, device=CPU)


# --- the model's parts ------------------------------------------------------------------------------------------


def test_steps_are_those_of_diffusers_scheduler(model: LatentDiffusion) -> None:
    generator = torch.Generator().manual_seed(0)
    latents, noise = (torch.randn(1, 4, 8, 8, generator=generator) for _ in range(2))
    scheduler = model._scheduler
    times = model.times(10)
    assert times == scheduler.timesteps.tolist() and times[0] > times[-1]
    for time in (times[0], times[4], times[-1]):
        stepped = scheduler.step(noise, time, latents, eta=0.0).prev_sample
        torch.testing.assert_close(model.step_down(latents, noise, time, steps=10), stepped)
    torch.testing.assert_close(
        model.noised(latents, times[3], noise), scheduler.add_noise(latents, noise, torch.tensor([times[3]]))
    )


def test_a_step_up_undoes_a_step_down(model: LatentDiffusion) -> None:
    generator = torch.Generator().manual_seed(0)
    latents, noise = (torch.randn(1, 4, 8, 8, generator=generator) for _ in range(2))
    for time in model.times(5):
        down = model.step_down(latents, noise, time, steps=5)
        torch.testing.assert_close(model.step_up(down, noise, time, steps=5), latents, atol=1e-4, rtol=1e-4)


def test_inversion_comes_back_nearer_with_more_steps(model: LatentDiffusion, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the exact denoiser of pictures that are independent normal values of mean 0.3 and variance 0.25."""

    def noise_in(latents: torch.Tensor, time: int, _text: torch.Tensor) -> torch.Tensor:
        signal = model._signal[time]
        return (1 - signal).sqrt() * (latents - signal.sqrt() * 0.3) / (0.25 * signal + 1 - signal)

    monkeypatch.setattr(model, "noise_in", noise_in)
    latents = 0.3 + 0.5 * torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(1))
    text = torch.zeros(1, 1, 1)
    errors = []
    for steps in (5, 20, 80):
        times = model.times(steps)
        back = model.inverted(latents, text, times, steps=steps)[times[0]]
        assert abs(float(back.std()) - 1) < 0.2, "it went all the way to noise"
        for time in times:
            back = model.step_down(back, model.noise_in(back, time, text), time, steps=steps)
        errors.append(float((back - latents).abs().mean()))
    assert errors[0] > 2 * errors[1] > 4 * errors[2] > 0


def test_velocity_predictions_are_turned_to_noise(plain_folder: Path) -> None:
    from diffusers import DDIMScheduler, DiffusionPipeline

    pipeline = DiffusionPipeline.from_pretrained(plain_folder, local_files_only=True)
    pipeline.scheduler = DDIMScheduler.from_config(pipeline.scheduler.config, prediction_type="v_prediction")
    model = LatentDiffusion(pipeline)
    latents = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        text = model.embed(["a cat"])
        time = model.times(10)[4]
        told = model.unet(latents, time, encoder_hidden_states=text).sample
        expected = model._scheduler.step(told, time, latents, eta=0.0).prev_sample
        ours = model.step_down(latents, model.noise_in(latents, time, text), time, steps=10)
    torch.testing.assert_close(ours, expected, atol=1e-5, rtol=1e-4)


# --- lending ----------------------------------------------------------------------------------------------------


def test_what_is_lent_is_the_firsts_and_only_while_it_is_on(model: LatentDiffusion) -> None:
    layer = decoder_self_attentions(model.unet)[-1].to_q
    lending = Lending([layer])
    batch = torch.randn(3, 5, layer.in_features, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        plain = layer(batch)
        with all_hooked(lending):
            torch.testing.assert_close(layer(batch), plain)
            lending.is_on = True
            lent = layer(batch)
            torch.testing.assert_close(layer(batch[:1]), plain[:1])
        assert torch.equal(lent[1], lent[0]) and torch.equal(lent[2], lent[0])
        torch.testing.assert_close(lent[0], plain[0])
        torch.testing.assert_close(layer(batch), plain)
    assert not layer._forward_hooks


def _final_latents(
    model: LatentDiffusion, editor: SourceGuidedEditor, photo: np.ndarray, prompt: str, *, steps: int, guidance: float
) -> torch.Tensor:
    """What an editor would decode."""
    decoded: list[torch.Tensor] = []
    decode = model.decode
    model.decode = lambda latents: decoded.append(latents) or decode(latents)  # type: ignore[method-assign]
    try:
        _edited(editor, photo, prompt, steps=steps, guidance_scale=guidance)
    finally:
        del model.decode
    return decoded[0]


def test_plug_and_play_keeps_the_picture_better_than_without_lending(model: LatentDiffusion, photo: np.ndarray) -> None:
    inversion = SourceGuidedEditor(model, (), name="inversion")
    reconstructed = _final_latents(model, inversion, photo, "a cat", steps=6, guidance=1.0)
    whole = plug_and_play(model, feature_share=1.0, attention_share=1.0)
    layout = plug_and_play(model, feature_share=0.0, attention_share=1.0)
    none = plug_and_play(model, feature_share=0.0, attention_share=0.0)
    for prompt in ("a cat", "a red car"):
        lent, attended, plain = (
            (_final_latents(model, editor, photo, prompt, steps=6, guidance=9.0) - reconstructed).abs().mean()
            for editor in (whole, layout, none)
        )
        assert lent < 0.7 * plain, prompt
        assert attended < 0.95 * plain, prompt


def test_where_new_and_old_picture_are_one_lending_changes_nothing(model: LatentDiffusion, photo: np.ndarray) -> None:
    expected, *lent = (
        _final_latents(model, editor, photo, "a cat", steps=1, guidance=1.0)
        for editor in (SourceGuidedEditor(model, (), name="inversion"), plug_and_play(model), masactrl(model))
    )
    for latents in lent:
        torch.testing.assert_close(latents, expected, atol=1e-4, rtol=1e-4)


def test_the_shares_say_how_long_something_is_lent(model: LatentDiffusion, photo: np.ndarray) -> None:
    editor = plug_and_play(model, feature_share=0.8, attention_share=0.5)
    on: list[tuple[bool, ...]] = []
    down = model.step_down
    model.step_down = lambda *arguments, **named: (  # type: ignore[method-assign]
        on.append(tuple(item.lending.is_on for item in editor._lent)) or down(*arguments, **named)
    )
    try:
        _edited(editor, photo, steps=10)
    finally:
        del model.step_down
    assert on == [(step < 8, step < 5) for step in range(10)]
    assert not any(item.lending.is_on for item in editor._lent)
    late = masactrl(model, first_step_share=0.5)
    assert not np.array_equal(_edited(late, photo), _edited(masactrl(model), photo))


def test_masactrl_lends_the_looks_of_the_finer_half(model: LatentDiffusion) -> None:
    attentions = decoder_self_attentions(model.unet)
    assert len(attentions) == 4
    lent = masactrl(model, first_layer_share=0.5)._lent[0].lending.layers
    expected = [layer for attention in attentions[2:] for layer in (attention.to_k, attention.to_v)]
    assert [id(layer) for layer in lent] == [id(layer) for layer in expected]


# --- DiffEdit ---------------------------------------------------------------------------------------------------


def _mask(model: LatentDiffusion, latents: torch.Tensor, prompts: tuple[str, str], *, seed: int = 0) -> torch.Tensor:
    with torch.inference_mode():
        source, target = model.embed(prompts).chunk(2)
        return DiffEditEditor(model).mask(latents, source, target, seed=seed, on_step=lambda images: None)


def test_the_mask_lies_where_the_words_make_a_difference(
    model: LatentDiffusion, monkeypatch: pytest.MonkeyPatch
) -> None:
    latents = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    assert not _mask(model, latents, ("a cat", "a cat")).any()
    random_mask = _mask(model, latents, ("a cat", "a dog"))
    assert random_mask.shape == (1, 1, 8, 8) and 0 < random_mask.float().mean() < 1

    def noise_in(noisy: torch.Tensor, time: int, text: torch.Tensor) -> torch.Tensor:
        told = torch.zeros_like(noisy)
        told[1, :, 2:5, 3:6] = 1.0
        told[1, :, 7, 7] = 0.1
        return told

    monkeypatch.setattr(model, "noise_in", noise_in)
    mask = _mask(model, latents, ("a cat", "a dog"))[0, 0]
    expected = torch.zeros(8, 8, dtype=torch.bool)
    expected[2:5, 3:6] = True
    assert torch.equal(mask, expected)


def test_diffedit_changes_latents_inside_its_mask_alone(
    model: LatentDiffusion, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = DiffEditEditor(model)
    mask = torch.zeros(1, 1, 8, 8, dtype=torch.bool)
    mask[..., 2:5, 3:6] = True
    monkeypatch.setattr(editor, "mask", lambda *arguments, **named: mask)
    latents = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    instructions = WholeInstructions("a dog", source_prompt="a cat", steps=5, guidance_scale=3.0)
    with torch.inference_mode():
        edited = editor._edited(latents, instructions, lambda images: None)
    changed = (edited != latents).any(dim=1, keepdim=True)
    assert torch.equal(changed, mask)


def test_the_seed_draws_the_noise_of_the_mask(model: LatentDiffusion) -> None:
    latents = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(0))
    words = ("a cat", "a dog")
    assert torch.equal(_mask(model, latents, words), _mask(model, latents, words))
    assert not torch.equal(_mask(model, latents, words), _mask(model, latents, words, seed=1))


def test_instructions_are_followed_from_other_noise_with_another_seed(
    instructed_folder: Path, photo: np.ndarray
) -> None:
    editor = load_whole_image_editor("instruct-pix2pix", instructed_folder, device=CPU)
    assert not np.array_equal(_edited(editor, photo), _edited(editor, photo, seed=1))


# --- loading ----------------------------------------------------------------------------------------------------


def test_a_single_file_serves_as_well_as_a_folder(plain_folder: Path, photo: np.ndarray, tmp_path: Path) -> None:
    from diffusers import DiffusionPipeline

    file = tmp_path / "plain.safetensors"
    write_single_file(DiffusionPipeline.from_pretrained(plain_folder, local_files_only=True), file, text="clip")
    write_configuration(plain_folder, tmp_path / "plain")
    told = []
    for place in (plain_folder, file):
        editor: Any = load_whole_image_editor("diffedit", place, device=CPU)
        with torch.inference_mode():
            told.append(
                editor._model.noise_in(editor._model.encode(photo[:40, :40]), 500, editor._model.embed(["a cat"]))
            )
    torch.testing.assert_close(*told, atol=1e-4, rtol=1e-4)  # one step: a random network makes much of little
    assert _edited(editor, photo).shape == photo.shape


def test_damaged_weights_get_a_sentence(plain_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(plain_folder, tmp_path / "cut"))
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelUnavailable, match="damaged"):
        load_whole_image_editor("plug-and-play", folder, device=CPU)
