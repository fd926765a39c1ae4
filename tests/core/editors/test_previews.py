"""Pictures of a denoising run: the linear map from latents to colours, found from the autoencoder itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.editors.previews import LatentPreview, colour_map
from lredit_core.geometry import Box, Size
from lredit_core.manifest import EditorPart
from lredit_core.pictures.image import resized
from lredit_core.pictures.opening import open_picture
from lredit_core.resources import resource_path
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")


def _around(autoencoder: Any) -> Any:
    """What a preview needs of a pipeline."""
    return SimpleNamespace(vae=autoencoder.eval(), _execution_device=CPU)


@pytest.fixture(scope="module")
def photograph() -> np.ndarray:
    return resized(open_picture(resource_path("samples/coffee_photo.jpg")).buffer.to_srgb8(), Size(192, 128))


@pytest.mark.parametrize("decodes", [True, False], ids=["tiny decoder", "linear map"])
def test_a_preview_of_a_trained_autoencoders_latents_looks_like_the_picture(
    photograph: np.ndarray, decodes: bool
) -> None:
    from diffusers import AutoencoderTiny

    vae = AutoencoderTiny.from_pretrained(resource_path("bundles/builtin/editors/diffusion/vae"), local_files_only=True)
    picture = torch.from_numpy(np.array(photograph)).permute(2, 0, 1)[None].float() / 127.5 - 1
    with torch.no_grad():
        latents = vae.encode(picture).latents * vae.config.scaling_factor
    preview = LatentPreview(_around(vae))
    if not decodes:
        preview._colours = colour_map(vae, device=CPU)
    seen = preview(latents, height=128, width=192)
    assert seen is not None and seen.dtype == np.uint8
    rows, columns = (128, 192) if decodes else latents.shape[2:]
    assert seen.shape == (1, rows, columns, 3)
    small = resized(photograph, Size(columns, rows)).astype(float)
    error = np.abs(seen[0] - small).mean()
    mirrored = np.abs(seen[0] - small[:, ::-1]).mean()
    assert error < (12 if decodes else 25), "in levels of 255"
    assert error < mirrored / 2, "the layout is the picture's, not its mirror image's"


def test_the_map_is_found_exactly_where_latents_are_linear_in_the_colours() -> None:
    class Linear:
        """Latents of four pixels a side: a mixture of the mean colours, of which the map is the inverse."""

        dtype = torch.float32
        config = SimpleNamespace(block_out_channels=(1, 1, 1), latent_channels=3)
        mixture = torch.tensor([[0.5, 0.2, -0.3], [0.1, -0.7, 0.4], [0.6, 0.6, 0.6]])

        def encode(self, pictures: torch.Tensor) -> Any:
            small = torch.nn.functional.avg_pool2d(pictures, 4)
            return SimpleNamespace(latents=torch.einsum("bchw,cn->bnhw", small, self.mixture) + 0.25)

    weights, offset = colour_map(Linear(), device=CPU)
    colour = torch.tensor([0.2, 0.9, 0.4])
    latent = (colour * 2 - 1) @ Linear.mixture + 0.25
    torch.testing.assert_close(latent @ weights + offset, colour, atol=1e-4, rtol=0)


def test_a_tiny_autoencoder_is_decoded(photograph: np.ndarray) -> None:
    from diffusers import AutoencoderTiny

    torch.manual_seed(0)
    channels, blocks = (8, 8), (1, 1)
    tiny = AutoencoderTiny(
        encoder_block_out_channels=channels, decoder_block_out_channels=channels, num_encoder_blocks=blocks,
        num_decoder_blocks=blocks,
    )  # fmt: skip
    latents = torch.randn(2, 4, 6, 5)
    preview = LatentPreview(_around(tiny))(latents, height=12, width=10)
    with torch.no_grad():
        expected = (tiny.decode(latents).sample / 2 + 0.5).clamp(0, 1)
    assert preview is not None
    assert np.array_equal(preview, (expected * 255).round().permute(0, 2, 3, 1).byte().numpy())


@pytest.mark.parametrize(
    "family", ["stable-diffusion-inpainting", "stable-diffusion-3", "flux", "flux-fill", "z-image"]
)
def test_an_edit_shows_a_picture_after_each_step(family: str, tmp_path: Path) -> None:
    write_family(family, tmp_path / "weights")
    part = EditorPart(kind="diffusion", title="t", folder="weights", full_side_px=32)
    editor = load_inpainting_editor(tmp_path / "weights", part, device=CPU)
    rng = np.random.default_rng(0)
    crops = [CropToEdit(rng.integers(0, 256, (32, 48, 3), dtype=np.uint8), Box(8, 8, 24, 24), seed) for seed in (1, 2)]
    shown: list[np.ndarray] = []
    # from noise without signal a random model's pictures are of full colours alone, in two steps the same ones
    instructions = EditInstructions("a cat", steps=10, guidance_scale=2.0)
    edited = editor.edit(crops, instructions, on_step=lambda n: None, on_preview=lambda make: shown.append(make()))
    assert len(shown) == 10
    for pictures in shown:
        assert pictures.shape[0] == 2 and pictures.shape[3] == 3
        assert pictures.shape[2] * 2 == pictures.shape[1] * 3, "as wide as the crops are"
    assert not np.array_equal(shown[0], shown[-1])
    plain = editor.edit(crops, instructions, on_step=lambda n: None)
    assert all(np.array_equal(one.pixels, other.pixels) for one, other in zip(edited, plain, strict=True))


@pytest.mark.parametrize("family", ["qwen-image", "flux-2-klein-inpainting"])
def test_an_edit_whose_latents_cannot_be_read_goes_on_without_pictures(family: str, tmp_path: Path) -> None:
    write_family(family, tmp_path / "weights")
    part = EditorPart(kind="diffusion", title="t", folder="weights", full_side_px=32)
    editor = load_inpainting_editor(tmp_path / "weights", part, device=CPU)
    crop = CropToEdit(np.zeros((32, 48, 3), np.uint8), Box(8, 8, 24, 24), 1)
    shown: list[np.ndarray | None] = []
    instructions = EditInstructions("a cat", steps=2)
    edited = editor.edit([crop], instructions, on_step=lambda n: None, on_preview=lambda make: shown.append(make()))
    assert edited[0].pixels.shape == (32, 48, 3) and set(shown) <= {None}


def test_latents_of_another_kind_are_not_shown() -> None:
    from diffusers import AutoencoderKL

    vae = AutoencoderKL(block_out_channels=(4,), norm_num_groups=2, latent_channels=4)
    preview = LatentPreview(_around(vae))
    assert preview(torch.zeros(1, 5, 4, 4), height=4, width=4) is None
    assert preview(torch.zeros(1, 16, 8), height=4, width=4) is None
