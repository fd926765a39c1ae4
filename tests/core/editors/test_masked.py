"""The masked editor: its decoding by itself, against diffusers' own pipeline, and with classes for prompts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from lredit_core.bundles import composing, store
from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.bundles.loading import BundleLoader
from lredit_core.cancellation import EventToken
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.class_words import read_classes
from lredit_core.editors.crop_pixels import as_uint8, grown_mask
from lredit_core.editors.mask_decoding import MaskSchedule, decode_masked
from lredit_core.editors.masked import MaskedEditor, load_masked_editor, pixels_per_token
from lredit_core.editors.previews import TokenPreview
from lredit_core.errors import InvalidRequest, ModelUnavailable, Stopped
from lredit_core.geometry import Box, Size
from lredit_core.manifest import EditorPart, read_manifest
from lredit_core.pictures.image import resized
from lredit_core.pictures.opening import open_picture
from lredit_core.resources import resource_path
from tests.fakes.tiny_masked import CLASSES, write_class_conditional
from tests.fakes.tiny_pipelines import write_family

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
MASK = 7


# --- the decoding -----------------------------------------------------------------------------------------------


def _decoded(tokens: torch.Tensor, logits: torch.Tensor, *, seed: int = 0, **more: Any) -> tuple[torch.Tensor, list]:
    """The decoded tokens, and how many were masked before each step, for a model of constant logits (K, h, w)."""
    masked: list[int] = []

    def logits_of(current: torch.Tensor) -> torch.Tensor:
        masked.append(int((current == MASK).sum()))
        return logits

    generator = torch.Generator().manual_seed(seed)
    return decode_masked(tokens, logits_of, mask_token=MASK, generator=generator, **more), masked


def test_only_masked_tokens_are_found_and_all_of_them() -> None:
    tokens = torch.arange(36).reshape(6, 6) % 5
    tokens[1:5, 2:6] = MASK
    logits = torch.randn(6, 6, 6, generator=torch.Generator().manual_seed(0))
    found, _masked = _decoded(tokens, logits, steps=4)
    assert not (found == MASK).any() and found.max() < 6
    assert torch.equal(found[tokens != MASK], tokens[tokens != MASK])
    assert torch.equal(found, _decoded(tokens, logits, steps=4)[0]), "the same seed gives the same tokens"
    assert not torch.equal(found, _decoded(tokens, logits, steps=4, seed=1)[0])


def test_what_the_model_is_sure_of_is_taken() -> None:
    wanted = torch.randint(0, 6, (4, 4), generator=torch.Generator().manual_seed(2))
    logits = 60.0 * torch.nn.functional.one_hot(wanted, 6).permute(2, 0, 1).float()
    found, _masked = _decoded(torch.full((4, 4), MASK), logits, steps=3)
    assert torch.equal(found, wanted)


def test_a_guess_is_told_after_each_step_and_the_last_is_what_was_found() -> None:
    tokens = torch.arange(36).reshape(6, 6) % 5
    tokens[1:5, 2:6] = MASK
    logits = torch.randn(6, 6, 6, generator=torch.Generator().manual_seed(0))
    guesses: list[torch.Tensor] = []
    found, _masked = _decoded(tokens, logits, steps=4, on_guess=guesses.append)
    assert len(guesses) == 4 and torch.equal(guesses[-1], found)
    for guess in guesses:
        assert not (guess == MASK).any() and torch.equal(guess[tokens != MASK], tokens[tokens != MASK])
    assert torch.equal(found, _decoded(tokens, logits, steps=4)[0]), "telling draws nothing"


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (MaskSchedule.LINEAR, [64, 48, 32, 16]),
        (MaskSchedule.COSINE, [64, 59, 45, 24]),  # 64 cos(pi / 8), 64 cos(pi / 4), 64 cos(3 pi / 8), rounded down
    ],
)
def test_the_schedule_says_how_many_stay_masked(schedule: MaskSchedule, expected: list[int]) -> None:
    logits = torch.randn(6, 8, 8, generator=torch.Generator().manual_seed(0))
    _found, masked = _decoded(torch.full((8, 8), MASK), logits, steps=4, schedule=schedule)
    assert masked == expected


def test_the_share_counts_from_what_was_masked_at_the_start() -> None:
    tokens = torch.zeros(8, 8, dtype=torch.int64)
    tokens[:4] = MASK
    _found, masked = _decoded(tokens, torch.randn(6, 8, 8, generator=torch.Generator().manual_seed(0)), steps=4)
    assert masked == [32, 24, 16, 8]


@pytest.mark.parametrize(("strength", "made"), [(1.0, 5), (0.6, 3), (0.01, 1)])
def test_strength_leaves_out_the_first_steps(strength: float, made: int) -> None:
    logits = torch.randn(6, 8, 8, generator=torch.Generator().manual_seed(0))
    found, masked = _decoded(torch.full((8, 8), MASK), logits, steps=5, strength=strength)
    assert len(masked) == made and not (found == MASK).any()


# --- diffusers' pipeline ----------------------------------------------------------------------------------------


def _theirs(folder: Path, crop: CropToEdit, instructions: EditInstructions) -> np.ndarray:
    """The same edit by diffusers' AmusedInpaintPipeline; skips the test where diffusers has it no more."""
    import diffusers

    kind = getattr(diffusers, "AmusedInpaintPipeline", None)
    if kind is None:
        pytest.skip("this diffusers has no AmusedInpaintPipeline to compare with")
    pipeline = kind.from_pretrained(folder, local_files_only=True, dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    with torch.inference_mode():
        image = pipeline(
            prompt=[instructions.prompt],
            negative_prompt=[instructions.negative_prompt] if instructions.negative_prompt else None,
            image=[Image.fromarray(crop.pixels)],
            mask_image=[Image.fromarray(grown_mask(crop))],
            num_inference_steps=instructions.steps,
            guidance_scale=instructions.guidance_scale,
            strength=instructions.strength,
            generator=torch.Generator().manual_seed(crop.seed),
            output_type="np",
        ).images[0]
    height, width = crop.pixels.shape[:2]
    return as_uint8(image, height=height, width=width)


def _ours(editor: Any, crop: CropToEdit, instructions: EditInstructions) -> np.ndarray:
    return editor.edit([crop], instructions, on_step=lambda evaluations: None)[0].pixels


@pytest.fixture(scope="module")
def amused(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("amused") / "weights"
    write_family("amused", folder)
    return folder


@pytest.mark.parametrize(
    ("size", "instructions"),
    [
        ((64, 64), EditInstructions("a cat", steps=5, guidance_scale=3.0)),
        ((64, 128), EditInstructions("a cat", steps=1, guidance_scale=1.0)),
        ((128, 64), EditInstructions("a cat", negative_prompt="a dog", steps=4, guidance_scale=6.0, strength=0.6)),
    ],
)
def test_the_edit_is_that_of_diffusers_pipeline_bit_for_bit(
    amused: Path, size: tuple[int, int], instructions: EditInstructions
) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (*size, 3), dtype=np.uint8)
    part = EditorPart(kind="masked", title="t", folder="weights")
    editor = load_masked_editor(amused, part, device=CPU)
    for seed in (0, 1):
        crop = CropToEdit(pixels, Box(12, 20, 50, 60), seed)
        assert np.array_equal(_ours(editor, crop, instructions), _theirs(amused, crop, instructions))


def test_the_built_in_model_draws_what_it_drew_through_diffusers_pipeline() -> None:
    root = resource_path("bundles/builtin")
    part = read_manifest(root).editors["masked"]
    editor = load_masked_editor(root / part.folder, part, device=CPU)
    pixels = np.random.default_rng(1).integers(90, 160, (64, 64, 3), dtype=np.uint8)
    instructions = EditInstructions("a strawberry", steps=8, guidance_scale=2.5)
    for box in (Box(12, 12, 52, 52), Box(0, 30, 25, 64)):
        crop = CropToEdit(pixels, box, 4)
        assert np.array_equal(_ours(editor, crop, instructions), _theirs(root / part.folder, crop, instructions))


def test_neither_the_pipeline_nor_the_scheduler_of_diffusers_is_needed(
    amused: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import diffusers

    for name in ("AmusedInpaintPipeline", "AmusedPipeline", "AmusedScheduler", "DiffusionPipeline"):
        monkeypatch.setattr(diffusers, name, None)
    editor = load_masked_editor(amused, EditorPart(kind="masked", title="t", folder="weights"), device=CPU)
    crop = CropToEdit(np.zeros((64, 64, 3), np.uint8), Box(8, 8, 56, 56), 0)
    assert _ours(editor, crop, EditInstructions("a cat", steps=2)).any()


def test_the_folder_that_is_written_is_that_of_diffusers_pipeline(amused: Path, tmp_path: Path) -> None:
    import diffusers

    kind = getattr(diffusers, "AmusedInpaintPipeline", None)
    if kind is None:
        pytest.skip("this diffusers has no AmusedInpaintPipeline to compare with")
    kind.from_pretrained(amused, local_files_only=True).save_pretrained(tmp_path / "theirs", safe_serialization=True)
    ours, theirs = ({path.relative_to(root) for path in root.rglob("*")} for root in (amused, tmp_path / "theirs"))
    assert ours == theirs
    for name in ("model_index.json", "scheduler/scheduler_config.json", "transformer/config.json", "vqvae/config.json"):
        one, other = (json.loads((root / name).read_text()) for root in (amused, tmp_path / "theirs"))
        for values in (one, other):
            values.pop("_name_or_path", None)
        assert one == other, name
    for path in amused.rglob("*.safetensors"):
        one, other = load_file(path), load_file(tmp_path / "theirs" / path.relative_to(amused))
        assert one.keys() == other.keys() and all(torch.equal(one[key], other[key]) for key in one)


# --- the editor -------------------------------------------------------------------------------------------------


def test_any_size_keeps_its_size_and_a_crop_does_not_depend_on_its_company(amused: Path) -> None:
    editor = load_masked_editor(amused, EditorPart(kind="masked", title="t", folder="weights"), device=CPU)
    rng = np.random.default_rng(0)
    crops = [CropToEdit(rng.integers(0, 256, (40, 72, 3), dtype=np.uint8), Box(8, 8, 30, 30), seed) for seed in (3, 4)]
    instructions = EditInstructions("a cat", steps=3, guidance_scale=2.0)
    told: list[int] = []
    together = editor.edit(crops, instructions, on_step=told.append)
    assert told == [2] * 6
    assert [edited.pixels.shape for edited in together] == [(40, 72, 3)] * 2
    for crop, edited in zip(crops, together, strict=True):
        assert np.array_equal(_ours(editor, crop, instructions), edited.pixels)


def test_a_box_smaller_than_a_token_still_changes_one(amused: Path) -> None:
    editor = load_masked_editor(amused, EditorPart(kind="masked", title="t", folder="weights"), device=CPU)
    pixels = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    seen = [
        editor._tokens_of(CropToEdit(pixels, box, 0)) == editor._predictor.mask_token
        for box in (Box(62, 62, 63, 63), Box(0, 0, 64, 64))
    ]
    assert [int(masked.sum()) for masked in seen] == [1, 64] and seen[0][7, 7]


def test_a_stop_ends_the_decoding_at_once(amused: Path) -> None:
    editor = load_masked_editor(amused, EditorPart(kind="masked", title="t", folder="weights"), device=CPU)
    token, steps = EventToken(), []

    def on_step(evaluations: int) -> None:
        steps.append(evaluations)
        token.cancel()
        token.raise_if_cancelled()

    crop = CropToEdit(np.zeros((64, 64, 3), np.uint8), Box(8, 8, 56, 56), 0)
    with pytest.raises(Stopped):
        editor.edit([crop], EditInstructions("a cat", steps=9), on_step=on_step)
    assert len(steps) == 1


def test_texts_are_embedded_and_pictures_encoded_once(amused: Path) -> None:
    editor = load_masked_editor(amused, EditorPart(kind="masked", title="t", folder="weights"), device=CPU)
    encoded: list[int] = []
    editor._quantiser.encoder.conv_in.register_forward_hook(lambda *_: encoded.append(1))
    pixels = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    for seed in range(3):
        _ours(editor, CropToEdit(pixels, Box(8, 8 + seed, 40, 40), seed), EditInstructions("a cat", steps=1))
    assert encoded == [1], "a picture's tokens do not depend on the box"


def test_another_kind_of_folder_is_told(tmp_path: Path) -> None:
    part = EditorPart(kind="masked", title="t", folder="weights")
    with pytest.raises(ModelUnavailable, match="no masked transformer"):
        load_masked_editor(tmp_path, part, device=CPU)
    write_family("stable-diffusion-inpainting", tmp_path / "sd")
    with pytest.raises(ModelUnavailable, match="no masked transformer"):
        load_masked_editor(tmp_path / "sd", part, device=CPU)


# --- classes ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("classes") / "weights"
    torch.manual_seed(0)
    write_class_conditional(folder)
    return folder


@pytest.fixture
def class_editor(classes: Path) -> MaskedEditor:
    return load_masked_editor(classes, EditorPart(kind="masked", title="t", folder="weights"), device=CPU)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("a tabby cat", "tabby cat"),
        ("two kittens on a sofa", "tabby cat"),
        ("a hot dog", "hot dog"),
        ("a brown dog", "dog"),
        ("a strawbery", "strawberry"),
        ("DOG", "dog"),
    ],
)
def test_the_class_is_the_longest_name_in_the_prompt_or_the_nearest_spelling(prompt: str, expected: str) -> None:
    assert CLASSES.names[CLASSES.find(prompt)] == expected


def test_a_prompt_that_names_no_class_is_told_with_some_that_are_known(class_editor: MaskedEditor) -> None:
    with pytest.raises(InvalidRequest, match="none of the 4 classes"):
        class_editor.check("a grand piano")
    class_editor.check("a cat")
    assert class_editor.vocabulary() == CLASSES.names and "kitten" in class_editor.known_words()


def test_the_class_the_seed_and_the_guidance_reach_the_picture(class_editor: MaskedEditor) -> None:
    assert class_editor.working_side_px(is_draft=False) == 16
    pixels = np.random.default_rng(0).integers(0, 256, (16, 12, 3), dtype=np.uint8)
    crop = CropToEdit(pixels, Box(2, 2, 11, 14), 5)
    base = EditInstructions("a dog", steps=4, guidance_scale=2.0)
    edited = _ours(class_editor, crop, base)
    assert edited.shape == (16, 12, 3)
    assert np.array_equal(edited, _ours(class_editor, crop, EditInstructions("puppy", steps=4, guidance_scale=2.0)))
    others = (
        (crop, EditInstructions("a cat", steps=4, guidance_scale=2.0)),
        (crop, EditInstructions("a dog", steps=4, guidance_scale=9.0)),
        (CropToEdit(pixels, crop.box, 6), base),
    )
    for other, instructions in others:
        assert not np.array_equal(edited, _ours(class_editor, other, instructions))
    assert class_editor.edit([crop], base, on_step=lambda evaluations: None)[0].note == "dog"


def test_the_transformer_sees_every_token_and_the_class(class_editor: MaskedEditor) -> None:
    transformer = class_editor._predictor._transformer
    tokens = torch.randint(0, 32, (1, 8, 8), generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        base = transformer(tokens, torch.tensor([0]))
        far = tokens.clone()
        far[0, 7, 7] = (far[0, 7, 7] + 1) % 32
        assert base.shape == (1, 32, 8, 8)
        assert (transformer(far, torch.tensor([0]))[0, :, 0, 0] - base[0, :, 0, 0]).abs().max() > 1e-6
        assert (transformer(tokens, torch.tensor([1])) - base).abs().max() > 1e-4


def test_a_class_conditional_folder_becomes_an_editor_of_a_bundle(
    classes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (store, composing):
        monkeypatch.setattr(module, "bundles_home", lambda: tmp_path / "home")
    folder = compose("classes", BundleParts("builtin", "builtin", (str(classes),)))
    bundle = BundleLoader(device=CPU).load(str(folder))
    info = bundle.info().editor("masked")
    assert info is not None and info.vocabulary == CLASSES.names and "kitten" in info.words
    editor = bundle.editor("masked")
    assert editor.vocabulary() == CLASSES.names
    assert "not among them" in bundle.notice_for("a grand piano", editor) and not bundle.notice_for("a puppy", editor)


def test_parts_of_a_class_folder_that_do_not_belong_together_are_told(classes: Path, tmp_path: Path) -> None:
    part = EditorPart(kind="masked", title="t", folder="weights")

    def broken(name: str, change: Any) -> Path:
        folder = Path(shutil.copytree(classes, tmp_path / name))
        change(folder)
        return folder

    def other_side(folder: Path) -> None:
        settings = json.loads((folder / "maskgit.json").read_text())
        (folder / "maskgit.json").write_text(json.dumps({**settings, "side_px": 32}))

    for name, words, change in (
        ("short", "names 1 classes", lambda folder: (folder / "classes.json").write_text('[{"name": "cat"}]')),
        ("list", "no list of classes", lambda folder: (folder / "classes.json").write_text('["cat"]')),
        ("empty", "names no class", lambda folder: (folder / "classes.json").write_text("[]")),
        ("settings", "cannot be read", lambda folder: (folder / "maskgit.json").write_text("{}")),
        ("side", "do not belong together", other_side),
    ):
        with pytest.raises(ModelUnavailable, match=words):
            load_masked_editor(broken(name, change), part, device=CPU)
    assert read_classes(classes / "classes.json") == CLASSES


# --- previews while it is made ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["amused", "classes"])
def test_previews_change_nothing_and_end_with_what_is_made(request: pytest.FixtureRequest, kind: str) -> None:
    folder = request.getfixturevalue(kind)
    part = EditorPart(kind="masked", title="t", folder="weights")
    editor = load_masked_editor(folder, part, device=CPU)
    side = editor.working_side_px(is_draft=False)
    rng = np.random.default_rng(0)
    rows, columns = side, side * 3 // 4  # padded
    pictures = [rng.integers(0, 256, (rows, columns, 3), dtype=np.uint8) for _ in range(2)]
    crops = [CropToEdit(picture, Box(1, 1, columns - 2, rows - 2), 5) for picture in pictures]
    instructions = EditInstructions("a cat", steps=3, guidance_scale=2.0)
    previews: list[np.ndarray] = []
    order: list[str] = []

    def edited(**more: Any) -> list[np.ndarray]:
        made = editor.edit(crops, instructions, on_step=lambda images: order.append(str(images)), **more)
        return [item.pixels for item in made]

    def on_preview(make: Any) -> None:
        order.append("preview")
        previews.append(make())

    alone, steps_alone = edited(), list(order)
    order.clear()
    watched = edited(on_preview=on_preview)
    assert all(np.array_equal(one, other) for one, other in zip(alone, watched, strict=True))
    assert order == ["2", "preview"] * 6 and steps_alone == ["2"] * 6
    assert [len(preview) for preview in previews] == [1, 1, 1, 2, 2, 2], "those that are finished stay in the picture"
    assert all(preview.shape[1:] == (rows, columns, 3) and preview.dtype == np.uint8 for preview in previews)
    for number, picture in enumerate(watched):
        assert np.abs(previews[-1][number].astype(int) - picture).max() <= 1
    edited(on_preview=lambda make: None)  # left out by the throttle: nothing is decoded for it


def test_many_tokens_are_seen_as_fewer_and_still_as_the_same_picture() -> None:
    from diffusers import VQModel

    folder = resource_path("bundles/builtin/editors/masked")
    quantiser = VQModel.from_pretrained(folder, subfolder="vqvae", local_files_only=True).eval()
    per_token = pixels_per_token(quantiser)
    photograph = open_picture(resource_path("samples/coffee_photo.jpg")).buffer.to_srgb8()
    sides = Size(32 * per_token, 24 * per_token)
    picture = torch.from_numpy(resized(photograph, sides).copy()).permute(2, 0, 1)[None].float() / 255
    with torch.no_grad():
        tokens = quantiser.quantize(quantiser.encode(picture).latents)[2][2].reshape(24, 32)
    preview = TokenPreview(quantiser, device=CPU)
    seen = preview(tokens)
    assert seen.shape == (12 * per_token, 16 * per_token, 3)
    small = resized(photograph, Size(seen.shape[1], seen.shape[0])).astype(float)
    error, mirrored = np.abs(seen - small).mean(), np.abs(seen - small[:, ::-1]).mean()
    assert error < 30 and error < 0.6 * mirrored, "in levels of 255"
    assert preview(tokens[:16, :16]).shape == (16 * per_token, 16 * per_token, 3), "few are decoded as they are"
