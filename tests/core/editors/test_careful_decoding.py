"""Autoencoders that overflow: decoded again in 32 bits, said, and told where that does not help either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.careful_decoding import CarefulDecoder
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def autoencoder(dtype: torch.dtype) -> Any:
    """One whose decoder passes what half precision can hold (65,504) on the way, and comes back from there."""
    from diffusers import AutoencoderKL

    torch.manual_seed(0)
    model = AutoencoderKL(
        block_out_channels=(8, 8),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        latent_channels=4,
        norm_num_groups=4,
    ).eval()
    assert model.post_quant_conv is not None
    model.post_quant_conv.weight.data *= 60_000
    model.decoder.conv_in.weight.data *= 60
    return model.to(dtype).requires_grad_(False)


LATENTS = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(1))


def test_what_overflows_is_decoded_in_32_bits_and_again_at_once_the_next_time() -> None:
    right = autoencoder(torch.float32).decode(LATENTS).sample
    model = autoencoder(torch.float16)
    assert not torch.isfinite(model.decode(LATENTS.half()).sample).all()
    careful = CarefulDecoder(model)
    assert careful.note == ""
    found = model.decode(LATENTS.half(), return_dict=False)[0]
    assert careful.note == "decoded in 32 bits"
    assert model.dtype == torch.float16
    assert torch.allclose(found, right, atol=0.05 * float(right.abs().max()))
    assert torch.equal(model.decode(LATENTS.half()).sample, found)


def test_what_is_a_picture_stays_as_it_is() -> None:
    model = autoencoder(torch.float32)
    before = model.decode(LATENTS).sample
    careful = CarefulDecoder(model)
    assert torch.equal(model.decode(LATENTS).sample, before)
    assert careful.note == ""


def test_latents_that_are_no_numbers_are_the_denoisers_fault() -> None:
    CarefulDecoder(model := autoencoder(torch.float32))
    with pytest.raises(ModelUnavailable, match="denoiser gave no picture"):
        model.decode(torch.full_like(LATENTS, float("nan")))


def test_an_editor_whose_autoencoder_is_damaged_says_so(tmp_path: Path) -> None:
    write_family("stable-diffusion-inpainting", tmp_path)
    part = EditorPart(kind="diffusion", title="t", folder=str(tmp_path), full_side_px=32)
    editor = load_inpainting_editor(tmp_path, part, device=torch.device("cpu"))
    editor._pipeline.vae.decoder.conv_in.weight.data[:] = float("nan")
    crop = CropToEdit(np.full((32, 32, 3), 90, np.uint8), Box(8, 8, 24, 24), 5)
    with pytest.raises(ModelUnavailable, match="autoencoder gave no picture"):
        editor.edit([crop], EditInstructions("a cat", steps=2), on_step=lambda _count: None)
