"""Denoisers run by OpenVINO: the same pictures, and torch with a note wherever it cannot be."""

from __future__ import annotations

import importlib.util
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch

from lredit_core.editors import openvino_denoiser
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.editors.openvino_denoiser import OpenVinoForward, openvino_is_there
from lredit_core.errors import Stopped
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart, RuntimeName
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

needs_openvino = pytest.mark.skipif(not openvino_is_there(), reason="OpenVINO is not installed")


@pytest.fixture(scope="module", params=["stable-diffusion-inpainting", "stable-diffusion-xl-inpainting"])
def weights(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("openvino") / request.param
    write_family(request.param, folder)
    return folder


@pytest.fixture(autouse=True)
def all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openvino_denoiser, "_LARGE", 1)


def loaded(weights: Path, runtime: RuntimeName = "openvino") -> InpaintingEditor:
    part = EditorPart(kind="diffusion", title="t", folder=str(weights), full_side_px=32, runtime=runtime)
    return load_inpainting_editor(weights, part, device=torch.device("cpu"))


def edited(editor: InpaintingEditor, side_px: int = 32, on_step: Any = lambda images: None) -> Any:
    pixels = np.random.default_rng(0).integers(0, 256, (side_px, side_px, 3), dtype=np.uint8)
    crop = CropToEdit(pixels, Box(8, 8, 24, 24), 5)
    return editor.edit([crop], EditInstructions("a red cat", steps=2, guidance_scale=3.0), on_step=on_step)[0]


def with_converter(monkeypatch: pytest.MonkeyPatch, convert: Any) -> None:
    """The editor's own way, with a converter that needs no OpenVINO."""
    monkeypatch.setattr(openvino_denoiser, "openvino_is_there", lambda: True)
    monkeypatch.setattr(openvino_denoiser, "converted", convert)


def by_torch(calls: list[Any]) -> Any:
    """A converter that has torch compute, and notes each call."""

    def convert(model: Any, examples: tuple[torch.Tensor, ...]) -> Any:
        calls.append(len(examples))

        def infer(arrays: list[Any]) -> Any:
            calls.append([array.shape for array in arrays])
            return model(*map(torch.from_numpy, arrays)).numpy()

        return infer

    return convert


@needs_openvino
def test_it_gives_the_same_pictures_at_every_size_and_every_time(weights: Path) -> None:
    plain, other, again = loaded(weights, "torch"), loaded(weights), loaded(weights)
    for side_px in (32, 48, 32):
        made = edited(other, side_px)
        assert np.abs(made.pixels.astype(int) - edited(plain, side_px).pixels).max() <= 1 and made.note == ""
        assert np.array_equal(made.pixels, edited(again, side_px).pixels)
    assert other._quickened is not None and other._quickened._converted is not None  # type: ignore[union-attr]
    assert plain.fingerprint != other.fingerprint, "rounding may differ, so edits are not mixed up"


def test_it_is_converted_once_and_handed_every_evaluation(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    with_converter(monkeypatch, by_torch(calls))
    editor = loaded(weights)
    made = edited(editor)
    assert np.array_equal(made.pixels, edited(loaded(weights, "torch")).pixels) and made.note == ""
    assert len(calls) == 3, "one conversion, two steps"
    edited(editor, 64)
    assert len(calls) == 5 and calls[1] != calls[4]


def test_stop_is_still_looked_at_after_each_step(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    with_converter(monkeypatch, by_torch(calls))

    def stop(_images: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        edited(loaded(weights), on_step=stop)
    assert len(calls) == 2, "one conversion, one step"


@pytest.mark.parametrize("fault", ["conversion", "evaluation", "no number"])
def test_where_it_fails_the_edit_goes_on_in_torch_and_says_so(
    weights: Path, fault: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[int] = []

    def infer(arrays: list[Any]) -> Any:
        tries.append(1)
        if fault == "evaluation":
            raise RuntimeError("unsupported operation\nlong story")
        return np.full_like(arrays[0][:, :4], np.nan)

    def convert(_model: Any, _examples: Any) -> Any:
        if fault == "conversion":
            tries.append(1)
            raise RuntimeError("unsupported operation\nlong story")
        return infer

    with_converter(monkeypatch, convert)
    editor = loaded(weights)
    made = edited(editor)
    assert np.array_equal(made.pixels, edited(loaded(weights, "torch")).pixels)
    why = "is no number" if fault == "no number" else "unsupported operation"
    assert "OpenVINO could not run the model" in made.note and why in made.note and "long story" not in made.note
    assert "it runs in torch" in caplog.text
    edited(editor)
    assert len(tries) == 1, "it is not tried again"


def test_without_the_package_torch_runs_and_says_what_to_install(
    weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    made = edited(loaded(weights))
    assert 'pip install "lredit[openvino]"' in made.note
    assert np.array_equal(made.pixels, edited(loaded(weights, "torch")).pixels)


def test_small_models_and_what_is_not_asked_for_stay_in_torch(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_converter(monkeypatch, by_torch([]))
    assert loaded(weights, "torch")._quickened is None
    monkeypatch.setattr(openvino_denoiser, "_LARGE", 10**9)
    assert loaded(weights)._quickened is None


def test_sizes_that_a_model_treats_otherwise_are_not_converted() -> None:
    """Tracing sees one way through the model; latents that do not halve evenly take another."""

    class Model(torch.nn.Module):
        config = SimpleNamespace(down_block_types=("", "", ""))

        def forward(self, sample: torch.Tensor, return_dict: bool = True) -> Any:
            return (sample,)

    forward = OpenVinoForward(Model(), by_torch([]))
    assert forward(torch.zeros(1, 1, 8, 12), return_dict=False)[0].shape == (1, 1, 8, 12) and forward.problem == ""
    assert forward(torch.zeros(1, 1, 8, 6), return_dict=False)[0].shape == (1, 1, 8, 6)
    assert "(8, 6) latents are no multiple of 4" in forward.problem


def test_a_call_of_another_form_is_not_converted() -> None:
    class Model(torch.nn.Module):
        def forward(self, sample: torch.Tensor, scale: float | None = None, return_dict: bool = True) -> Any:
            return (sample,)

    model = Model()
    forward = OpenVinoForward(model, by_torch([]))
    assert forward(torch.zeros(1, 1, 2, 2), scale=2.0, return_dict=False)[0].shape == (1, 1, 2, 2)
    assert "scale is not converted" in forward.problem
