"""A tiny autoencoder beside the large one: drafts and looks by it, results where it may, and what does not fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.editors.tiny_autoencoder import load_tiny_autoencoder
from lredit_core.editors.tiny_files import tiny_weights
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart, TinyAutoencoderPart
from tests.fakes.public_layouts import write_tiny_autoencoder
from tests.fakes.real_sizes import write_family_of_real_sizes

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
SIDE_PX = 64


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tiny")
    for family in ("stable-diffusion-inpainting", "stable-diffusion-3", "qwen-image"):
        write_family_of_real_sizes(family, root / family)
    write_tiny_autoencoder(root / "taesd")
    write_tiny_autoencoder(root / "taesd3", latent_channels=16)
    return root


def editor_of(root: Path, tiny: str = "", *, family: str = "", for_results: bool = False) -> InpaintingEditor:
    folder = root / (family or "stable-diffusion-inpainting")
    chosen = TinyAutoencoderPart(folder=str(root / tiny), for_results=for_results) if tiny else None
    part = EditorPart(
        kind="diffusion", title="t", folder=str(folder), full_side_px=SIDE_PX, draft_side_px=SIDE_PX,
        tiny_autoencoder=chosen,
    )  # fmt: skip
    return load_inpainting_editor(folder, part, device=CPU)


def edited(editor: InpaintingEditor, *, is_draft: bool, looks: list[Any] | None = None) -> Any:
    pixels = np.random.default_rng(0).integers(0, 256, (SIDE_PX, SIDE_PX, 3), dtype=np.uint8)
    crop = CropToEdit(pixels, Box(16, 16, 48, 48), 5)
    instructions = EditInstructions("a cat", steps=2, guidance_scale=1.0, is_draft=is_draft)
    show = None if looks is None else lambda make: looks.append(make())
    return editor.edit([crop], instructions, on_step=lambda _images: None, on_preview=show)[0]


def calls_of(editor: InpaintingEditor) -> dict[str, int]:
    """How often each autoencoder's halves computed."""
    counts = {"large encoder": 0, "large decoder": 0, "tiny encoder": 0, "tiny decoder": 0}

    def counted(name: str) -> Any:
        def count(_module: Any, _arguments: Any) -> None:
            counts[name] += 1

        return count

    assert editor._tiny is not None
    for size, model in (("large", editor._pipeline.vae), ("tiny", editor._tiny._tiny)):
        for half in ("encoder", "decoder"):
            getattr(model, half).register_forward_pre_hook(counted(f"{size} {half}"))
    return counts


def test_drafts_go_through_the_tiny_one_and_results_through_the_large_one(root: Path) -> None:
    plain, quick = editor_of(root), editor_of(root, "taesd")
    counts = calls_of(quick)
    draft = edited(quick, is_draft=True)
    assert counts["large encoder"] == counts["large decoder"] == 0
    assert counts["tiny encoder"] >= 1 and counts["tiny decoder"] == 1
    assert not np.array_equal(draft.pixels, edited(plain, is_draft=True).pixels)
    before = dict(counts)
    result = edited(quick, is_draft=False)
    assert np.array_equal(result.pixels, edited(plain, is_draft=False).pixels) and result.note == ""
    assert counts["tiny decoder"] == before["tiny decoder"] and counts["large decoder"] == 1
    assert np.array_equal(edited(quick, is_draft=True).pixels, draft.pixels)


def test_results_are_made_by_it_where_it_may(root: Path) -> None:
    quick = editor_of(root, "taesd", for_results=True)
    counts = calls_of(quick)
    result = edited(quick, is_draft=False)
    assert counts["large encoder"] == counts["large decoder"] == 0 and result.note == "decoded by the tiny autoencoder"
    assert not np.array_equal(result.pixels, edited(editor_of(root), is_draft=False).pixels)
    assert np.array_equal(edited(quick, is_draft=False).pixels, result.pixels)


def test_what_a_running_edit_looks_like_is_its_picture_and_changes_no_pixel(root: Path) -> None:
    quick, looks = editor_of(root, "taesd", for_results=True), []
    result = edited(quick, is_draft=False, looks=looks)
    assert np.array_equal(edited(quick, is_draft=False).pixels, result.pixels)
    assert [look.shape for look in looks] == [(1, SIDE_PX, SIDE_PX, 3)] * 2
    assert np.abs(looks[-1][0].astype(int) - result.pixels).max() <= 1, "after the last step it is the result"


def test_the_latents_of_a_shifted_autoencoder_are_scaled_as_its_denoiser_sees_them(root: Path) -> None:
    quick = editor_of(root, "taesd3", family="stable-diffusion-3", for_results=True)
    config = quick._pipeline.vae.config
    assert config.shift_factor, "else this shows nothing"
    given: list[torch.Tensor] = []
    assert quick._tiny is not None
    quick._tiny._tiny.decoder.register_forward_pre_hook(lambda _module, arguments: given.append(arguments[0]))
    latents = torch.randn(1, 16, 8, 8, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode(), quick._tiny.used_for(is_draft=True):
        quick._pipeline.vae.decode(latents / config.scaling_factor + config.shift_factor, return_dict=False)
        pictures = torch.zeros(1, 3, SIDE_PX, SIDE_PX)
        read = (quick._pipeline.vae.encode(pictures).latents - config.shift_factor) * config.scaling_factor
        own = quick._tiny._tiny.encode(pictures).latents
    torch.testing.assert_close(given[0], latents, rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(read, own, rtol=1e-4, atol=1e-4)


def test_what_it_cannot_decode_goes_to_the_large_one(root: Path) -> None:
    quick = editor_of(root, "taesd")
    assert quick._tiny is not None
    quick._tiny._tiny.decoder.register_forward_hook(lambda _module, _arguments, made: made * float("nan"))
    counts = calls_of(quick)
    assert edited(quick, is_draft=True).pixels.std() > 0
    assert counts["tiny decoder"] == counts["large decoder"] == 1


@pytest.mark.parametrize(
    ("family", "tiny", "words"),
    [
        ("stable-diffusion-inpainting", "taesd3", "16 latent channels, this model's own has 4"),
        ("stable-diffusion-3", "taesd", "4 latent channels, this model's own has 16"),
        ("stable-diffusion-inpainting", "shallow", "4 pixels a latent, this model's own has 8"),
        ("qwen-image", "taesd3", "decodes by AutoencoderKLQwenImage, for which no tiny autoencoder can stand"),
    ],
)
def test_one_that_does_not_fit_is_told_with_the_numbers(root: Path, family: str, tiny: str, words: str) -> None:
    shallow = {"encoder_block_out_channels": (8,) * 3, "decoder_block_out_channels": (8,) * 3}
    blocks = {"num_encoder_blocks": (1,) * 3, "num_decoder_blocks": (1,) * 3}
    write_tiny_autoencoder(root / "shallow", **shallow, **blocks)
    with pytest.raises(ModelUnavailable, match=words):
        editor_of(root, tiny, family=family)


def test_a_file_alone_is_taken_to_be_built_as_taesd_is(tmp_path: Path) -> None:
    from diffusers import AutoencoderTiny

    whole = AutoencoderTiny()
    save_file(whole.state_dict(), tmp_path / "taesd.safetensors")
    loaded = load_tiny_autoencoder(tmp_path / "taesd.safetensors", dtype=torch.float32)
    weights = whole.state_dict()
    assert all(torch.equal(value, weights[name]) for name, value in loaded.state_dict().items())
    narrow = write_tiny_autoencoder(tmp_path / "narrow")
    (narrow / "config.json").unlink()
    with pytest.raises(ModelUnavailable, match=r"does not fit its configuration"):
        load_tiny_autoencoder(narrow, dtype=torch.float32)


def test_what_is_no_tiny_autoencoder_is_told(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    decoder = {f"{number}.weight": torch.zeros(2, 2, 3, 3) for number in (1, 3)}
    save_file(decoder, tmp_path / "taesd_decoder.safetensors")
    (tmp_path / "taesd.pth").write_bytes(b"a pickle")
    other = write_tiny_autoencoder(tmp_path / "other")
    (other / "config.json").write_text(json.dumps({"_class_name": "VQModel"}), encoding="utf-8")
    for place, words in (
        (tmp_path / "nowhere", "no tiny autoencoder at .*bundles relocate"),
        (tmp_path / "empty", "is no tiny autoencoder"),
        (tmp_path / "taesd_decoder.safetensors", "encoder or its decoder alone"),
        (root / "stable-diffusion-inpainting" / "vae", "layout of diffusers"),
        (tmp_path / "taesd.pth", "pickled checkpoint"),
        (other, "layout of diffusers"),
    ):
        with pytest.raises(ModelUnavailable, match=words):
            tiny_weights(place)


def test_the_memo_tells_editors_with_and_without_it_apart(root: Path) -> None:
    prints = {
        editor_of(root, *chosen, for_results=results).fingerprint
        for chosen, results in (((), False), (("taesd",), False), (("taesd",), True))
    }
    assert len(prints) == 3
