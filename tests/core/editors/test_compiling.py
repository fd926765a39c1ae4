"""Compiled denoisers: the same pictures, and a model that runs as it is where compilation fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from torch import nn

from lredit_core.bundles.loading import BundleLoader
from lredit_core.editors import compiling, diffusion
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.compiling import CompiledForward, compile_denoiser
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.editors.placing import lay_channels_last
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")


@pytest.fixture(scope="module", params=["stable-diffusion-inpainting", "flux-fill"])
def weights(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiling") / request.param
    write_family(request.param, folder)
    return folder


def loaded(weights: Path, *, compiles: bool = False) -> InpaintingEditor:
    part = EditorPart(kind="diffusion", title="t", folder=str(weights), full_side_px=32, compiles=compiles)
    return load_inpainting_editor(weights, part, device=CPU)


def edited(editor: InpaintingEditor, side_px: int = 32) -> Any:
    pixels = np.random.default_rng(0).integers(0, 256, (side_px, side_px, 3), dtype=np.uint8)
    crop = CropToEdit(pixels, Box(8, 8, 24, 24), 5)
    return editor.edit([crop], EditInstructions("a red cat", steps=2, guidance_scale=3.0), on_step=lambda images: None)[
        0
    ]


def with_backend(monkeypatch: pytest.MonkeyPatch, backend: Any) -> None:
    """The editor's own way, with a backend that needs no C++ compiler."""
    monkeypatch.setattr(diffusion, "compile_denoiser", lambda pipeline: compile_denoiser(pipeline, backend=backend))


def test_a_compiled_model_gives_the_same_pictures_at_every_size(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphs: list[int] = []

    def backend(graph: Any, _inputs: Any) -> Any:
        graphs.append(1)
        return graph.forward

    with_backend(monkeypatch, backend)
    plain, compiled = loaded(weights), loaded(weights, compiles=True)
    for side_px in (32, 48):
        one, other = edited(plain, side_px), edited(compiled, side_px)
        assert np.abs(one.pixels.astype(int) - other.pixels).max() <= 1 and other.note == ""
    assert graphs, "it was compiled"
    assert plain.fingerprint != compiled.fingerprint, "rounding may differ, so edits are not mixed up"


def test_where_compilation_fails_the_model_runs_as_it_is_and_says_so(
    weights: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def backend(_graph: Any, _inputs: Any) -> Any:
        tries.append(1)
        raise RuntimeError("no working C++ compiler\nlong story")

    with_backend(monkeypatch, backend)
    editor = loaded(weights, compiles=True)
    made = edited(editor)
    assert np.array_equal(made.pixels, edited(loaded(weights)).pixels)
    assert "could not be compiled on this machine" in made.note and "no working C++ compiler" in made.note
    assert "long story" not in made.note and "the model runs as it is" in caplog.text
    assert len(tries) == 1
    edited(editor)
    assert len(tries) == 1, "it is not tried again"


def test_a_platform_that_refuses_at_once_is_no_error(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any, **_named: Any) -> Any:
        raise RuntimeError("torch.compile is not supported on this platform.")

    monkeypatch.setattr(compiling.torch, "compile", refuse)
    made = edited(loaded(weights, compiles=True))
    assert "(torch.compile is not supported on this platform)" in made.note
    assert np.array_equal(made.pixels, edited(loaded(weights)).pixels)


def test_too_little_memory_is_not_the_compilers_fault() -> None:
    def compiled(_value: int) -> int:
        raise torch.OutOfMemoryError("out of memory")

    forward = CompiledForward(lambda value: value, compiled)
    with pytest.raises(torch.OutOfMemoryError):
        forward(1)
    assert forward.problem == ""


def test_nothing_is_compiled_unless_somebody_asks(tiny_folder: Path) -> None:
    for asks in (False, True):
        editor: Any = BundleLoader(device=CPU, compiles=asks).load(str(tiny_folder)).editor("diffusion")
        assert (editor._quickened is not None) is asks


class _Pipeline:
    def __init__(self, dimensions: int) -> None:
        self.unet = nn.Conv2d(3, 4, 3)
        self.vae = nn.Conv3d(3, 4, 3) if dimensions == 3 else nn.Conv2d(3, 4, 3)


@pytest.mark.parametrize("dimensions", [2, 3])
def test_convolutions_are_laid_out_for_graphics_cards_only(dimensions: int) -> None:
    pipeline = _Pipeline(dimensions)
    inputs = torch.randn(1, 3, 8, 8)
    before = pipeline.unet(inputs)
    lay_channels_last(pipeline, CPU)
    assert pipeline.unet.weight.is_contiguous()
    lay_channels_last(pipeline, torch.device("cuda"))
    assert pipeline.unet.weight.is_contiguous(memory_format=torch.channels_last)
    assert not pipeline.unet.weight.is_contiguous()
    assert pipeline.vae.weight.is_contiguous() is (dimensions == 3), "weights of five dimensions stay"
    torch.testing.assert_close(pipeline.unet(inputs), before)


def test_a_whole_pipeline_gives_the_same_picture_in_either_layout(weights: Path) -> None:
    plain, other = loaded(weights), loaded(weights)
    lay_channels_last(other._pipeline, torch.device("cuda"))
    assert np.abs(edited(plain).pixels.astype(int) - edited(other).pixels).max() <= 1
