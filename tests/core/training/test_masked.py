"""The masked editor: tiny trainings of its tokenizer and its transformer, and the one that ships."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import VQModel

from lredit_core.api.request import EditRequest
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.masked import MaskedEditor, load_masked_editor
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart, read_manifest
from lredit_core.pictures.image import PixelBuffer
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.training.inpaint_store import InpaintConfig, InpaintCrops, make_inpaint_crops, open_inpaint_crops
from lredit_core.training.loop import train
from lredit_core.training.masked import MaskedConfig, MaskedTrainer, TokenCrops, export, token_crops
from lredit_core.training.vector_quantiser import QuantiserConfig, QuantiserTrainer, k_means, pictures_of, tokens_of
from tests.fakes.crops import crop_editor

pytestmark = pytest.mark.slow

torch.set_num_threads(1)  # tiny models: more threads only wait for each other
THINGS = ("cat", "car", "apple")
BUNDLE = Path("resources/bundles/builtin")
QUANTISER = QuantiserConfig(
    6, batch=4, warmup_steps=1, channels=(4, 8, 8), groups=2, latent_channels=4, codes=16, free_share=0.3
)
MASKED = MaskedConfig(
    4, THINGS, batch=4, warmup_steps=1, width=32, block_width=16, block_depth=1, depth=1, heads=2, inner_width=32,
    token_width=8,
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> ArtLibrary:
    return ArtLibrary("resources/art")


@pytest.fixture(scope="module")
def crops(library: ArtLibrary, tmp_path_factory: pytest.TempPathFactory) -> InpaintCrops:
    folder = tmp_path_factory.mktemp("inpaint")
    photos = BackgroundPhotos("resources/backgrounds")
    make_inpaint_crops(folder, library, photos, InpaintConfig(crops=12, seed=0, side_px=32, things=THINGS))
    return open_inpaint_crops(folder)


@pytest.fixture(scope="module")
def quantiser(crops: InpaintCrops, tmp_path_factory: pytest.TempPathFactory) -> Any:
    trainer = QuantiserTrainer(QUANTISER, crops)
    train(trainer, tmp_path_factory.mktemp("quantiser"))
    folder = tmp_path_factory.mktemp("model")
    trainer.model.save_pretrained(folder)
    return VQModel.from_pretrained(folder).eval()


@pytest.fixture(scope="module")
def tokens(quantiser: Any, crops: InpaintCrops, tmp_path_factory: pytest.TempPathFactory) -> TokenCrops:
    return token_crops(quantiser, crops, tmp_path_factory.mktemp("tokens") / "tokens.safetensors")


def _same_weights(first: torch.nn.Module, second: torch.nn.Module) -> bool:
    left, right = first.state_dict(), second.state_dict()
    return all(torch.equal(left[key], right[key]) for key in left)


def _edited(editor: MaskedEditor, pixels: np.ndarray, box: Box, prompt: str) -> np.ndarray:
    instructions = EditInstructions(prompt, steps=8, guidance_scale=2.5)
    return editor.edit([CropToEdit(pixels, box, 3)], instructions, on_step=lambda evaluations: None)[0].pixels


def test_crops_before_the_edit_differ_inside_the_box(crops: InpaintCrops) -> None:
    changed = np.abs(crops.pixels.astype(int) - crops.before).sum(axis=3) > 30
    for row, (x0, y0, x1, y1) in enumerate(crops.boxes.tolist()):
        inside = changed[row, y0:y1, x0:x1].sum()
        assert inside > 0
        assert inside > 0.6 * changed[row].sum(), "what changed lies in the box, but for a shadow's edge"


def test_k_means_finds_separate_heaps() -> None:
    heaps = torch.tensor([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0]])
    points = heaps.repeat_interleave(50, dim=0) + 0.1 * torch.randn(150, 2, generator=torch.Generator().manual_seed(0))
    centres, counts = k_means(points, 12, np.random.default_rng(4))
    assert centres.shape == (12, 2)
    assert counts.min() >= 1
    assert (torch.cdist(heaps, centres).min(dim=1).values < 0.5).all()


def test_the_tokenizers_loss_falls_and_its_training_goes_on_bit_for_bit(crops: InpaintCrops, tmp_path: Path) -> None:
    whole, stopped, resumed = (QuantiserTrainer(QUANTISER, crops) for _ in range(3))
    train(whole, tmp_path / "whole")
    stops = iter([False, False, False, True])
    train(stopped, tmp_path / "parts", should_stop=lambda: next(stops))
    train(resumed, tmp_path / "parts")
    assert _same_weights(whole.model, resumed.model)
    assert _same_weights(whole.averages, resumed.averages)
    first = stopped.step(1)["loss"]
    assert [stopped.step(1)["loss"] for _ in range(15)][-1] < first


def test_tokens_are_those_of_the_pipeline(quantiser: Any, crops: InpaintCrops, tokens: TokenCrops) -> None:
    assert tokens.after.shape == (12, 8, 8)
    picture = torch.from_numpy(np.array(crops.pixels[:1])).permute(0, 3, 1, 2).float() / 255
    with torch.no_grad():
        latents = quantiser.encode(picture).latents
        expected = quantiser.quantize(latents)[2][2].reshape(8, 8)
    assert torch.equal(tokens.after[0].long(), expected)
    assert torch.equal(tokens_of(quantiser, crops.before[2:3])[0], tokens.before[2])
    assert pictures_of(quantiser, tokens.after[:2]).shape == (2, 3, 32, 32)


def test_masks_cover_tokens_that_lie_mostly_in_the_box(tokens: TokenCrops) -> None:
    moved = TokenCrops(
        tokens.after, tokens.before, np.array([[8, 4, 18, 15]], np.int16), tokens.things, tokens.colours, 32
    )
    mask = moved.masks(np.array([0]), np.array([0]))[0]
    rows, columns = torch.nonzero(mask, as_tuple=True)
    assert sorted(set(rows.tolist())) == [1, 2, 3]
    assert sorted(set(columns.tolist())) == [2, 3, 4]  # half of column 4 counts; with row 3, three eighths of a token
    assert not mask[3, 4]


def test_the_transformer_learns_goes_on_bit_for_bit_and_edits_as_an_editor(
    library: ArtLibrary, quantiser: Any, crops: InpaintCrops, tokens: TokenCrops, tmp_path: Path
) -> None:
    def trainer() -> MaskedTrainer:
        return MaskedTrainer(MASKED, library, tokens, quantiser, BUNDLE / "image_text")

    whole, stopped, resumed = trainer(), trainer(), trainer()
    train(whole, tmp_path / "whole")
    stops = iter([False, False, True])
    train(stopped, tmp_path / "parts", should_stop=lambda: next(stops))
    train(resumed, tmp_path / "parts")
    assert _same_weights(whole.average, resumed.average)
    first = stopped.step(1)["loss"]
    assert [stopped.step(1)["loss"] for _ in range(20)][-1] < first

    export(whole, tmp_path / "pipeline")
    assert {path.suffix for path in (tmp_path / "pipeline").rglob("*") if path.is_file()} == {".json", ".safetensors"}
    part = EditorPart(kind="masked", title="Tiny", folder="pipeline", things=THINGS)
    editor = load_masked_editor(tmp_path / "pipeline", part, device=torch.device("cpu"))
    assert editor.working_side_px(is_draft=False) == 32
    pixels, box = np.array(crops.pixels[0]), Box(8, 8, 24, 24)
    edited = _edited(editor, pixels, box, "a cat")
    assert edited.shape == (32, 32, 3)
    assert np.array_equal(edited, _edited(editor, pixels, box, "a cat")), "the same seed gives the same edit"

    request = EditRequest(PixelBuffer(pixels), "a cat")
    at_work = crop_editor(request, editor)
    region = at_work.edit([box], is_draft=False)[0]
    changed = (region.after != region.before).any(axis=2)
    assert changed.any()
    changed[region.plan.region_in_crop.as_slices()] = False
    assert not changed.any(), "outside the box nothing changes"


def test_the_text_encoder_gives_what_the_image_text_model_gives(
    library: ArtLibrary, quantiser: Any, tokens: TokenCrops
) -> None:
    import open_clip

    trainer = MaskedTrainer(MASKED, library, tokens, quantiser, BUNDLE / "image_text")
    name = f"local-dir:{BUNDLE / 'image_text'}"
    model = open_clip.create_model(name).eval()
    texts = ["a red apple on grass", "a cat"]
    ids = trainer.tokenizer(texts, padding="max_length", max_length=24, return_tensors="pt")["input_ids"]
    with torch.no_grad():
        expected = model.encode_text(open_clip.get_tokenizer(name)(texts))
        torch.testing.assert_close(trainer.text_encoder(ids).text_embeds, expected, atol=1e-3, rtol=1e-3)


def test_the_shipped_masked_editor_draws_what_is_asked_for() -> None:
    part = read_manifest(BUNDLE).editors["masked"]
    editor = load_masked_editor(BUNDLE / part.folder, part, device=torch.device("cpu"))
    assert len(editor.vocabulary()) >= 48
    grey = np.full((64, 64, 3), 128, np.uint8)
    inside = _edited(editor, grey, Box(12, 12, 52, 52), "a strawberry")[18:46, 18:46].mean(axis=(0, 1))
    assert inside[0] > inside[2] + 20, "a strawberry is red"
