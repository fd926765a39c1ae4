"""Convolutions laid out before: the same pictures, and nothing but large float32 denoisers on the processor."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from torch import nn

from lredit_core.editors import packing
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.editors.packing import PackedConvolution, kernels_agree, pack_denoiser
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

needs_kernels = pytest.mark.skipif(not kernels_agree(), reason="this torch has no kernels for packed convolutions")


@pytest.fixture
def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_LARGE", 1)
    monkeypatch.setattr(packing, "_LARGE_LAYER", 1)


def small_denoiser(**options: Any) -> Any:
    torch.manual_seed(0)
    return SimpleNamespace(unet=nn.Sequential(nn.Conv2d(8, 16, 3, padding=1, **options)).requires_grad_(False))


@needs_kernels
@pytest.mark.parametrize(
    ("options", "side"),
    [
        ({"kernel_size": 3, "padding": 1}, 8),
        ({"kernel_size": 3, "padding": 1}, 96),
        ({"kernel_size": 3, "padding": 1, "stride": 2}, 16),
        ({"kernel_size": 3, "padding": 2, "dilation": 2}, 16),
        ({"kernel_size": 3, "padding": 1, "groups": 4}, 16),
        ({"kernel_size": 1, "bias": False}, 16),
    ],
)
@pytest.mark.parametrize("count", [1, 3])
def test_a_packed_convolution_gives_what_it_gave(
    options: dict[str, Any], side: int, count: int, all_are_large: None
) -> None:
    torch.manual_seed(1)
    layer = nn.Conv2d(16, 32, **options).requires_grad_(False)
    pixels, larger = torch.randn(count, 16, side, side - 4), torch.randn(count, 16, 2 * side, side)
    with torch.inference_mode():
        before, before_larger = layer(pixels), layer(larger)
        pack_denoiser(SimpleNamespace(unet=nn.Sequential(layer)))
        after, after_larger = layer(pixels), layer(larger)
        assert torch.equal(layer(pixels), after), "laid out anew twice, it gives the same"
    assert isinstance(layer, PackedConvolution) and layer.weight.layout != torch.strided
    torch.testing.assert_close(after, before, rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(after_larger, before_larger, rtol=1e-4, atol=1e-4)


@needs_kernels
def test_only_large_denoisers_in_single_precision_are_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pack_denoiser(small_denoiser()) == 0
    monkeypatch.setattr(packing, "_LARGE", 1)
    assert pack_denoiser(small_denoiser()) == 0, "its layers are small"
    monkeypatch.setattr(packing, "_LARGE_LAYER", 1)
    assert pack_denoiser(small_denoiser()) == 1
    assert pack_denoiser(small_denoiser(dtype=torch.bfloat16)) == 0
    assert pack_denoiser(small_denoiser(padding_mode="circular")) == 0
    assert pack_denoiser(SimpleNamespace(unet=None)) == 0


def test_without_the_kernels_all_stays(
    all_are_large: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(*_arguments: Any) -> Any:
        raise NotImplementedError("no such operator\nlong story")

    caplog.set_level("INFO")
    monkeypatch.setattr(packing, "_packed", missing)
    pipeline = small_denoiser()
    assert pack_denoiser(pipeline) == 0 and type(pipeline.unet[0]) is nn.Conv2d
    assert "no such operator" in caplog.text and "long story" not in caplog.text


def test_kernels_that_give_something_else_are_not_used(all_are_large: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_packed", lambda layer, shape: layer.weight)
    monkeypatch.setattr(packing, "_convolved", lambda pixels, weights, layer: torch.zeros(1, 32, 8, 8))
    assert pack_denoiser(small_denoiser()) == 0


@needs_kernels
@pytest.mark.slow
def test_an_editor_with_packed_convolutions_gives_the_same_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_family("stable-diffusion-inpainting", tmp_path)
    plain = loaded(tmp_path)
    monkeypatch.setattr(packing, "_LARGE", 1)
    monkeypatch.setattr(packing, "_LARGE_LAYER", 1)
    packed, again = loaded(tmp_path), loaded(tmp_path)
    assert any(isinstance(layer, PackedConvolution) for layer in packed._pipeline.unet.modules())
    made = edited(packed)
    assert np.abs(made.astype(int) - edited(plain)).max() <= 1
    assert np.array_equal(made, edited(again)) and np.array_equal(made, edited(packed))


def loaded(weights: Path) -> InpaintingEditor:
    part = EditorPart(kind="diffusion", title="t", folder=str(weights), full_side_px=32)
    return load_inpainting_editor(weights, part, device=torch.device("cpu"))


def edited(editor: InpaintingEditor) -> Any:
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    crop = CropToEdit(pixels, Box(8, 8, 24, 24), 5)
    instructions = EditInstructions("a red cat", steps=2, guidance_scale=3.0)
    return editor.edit([crop], instructions, on_step=lambda images: None)[0].pixels
