"""Where weights go: from free memory alone, and one step lower when it runs out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from torch import nn

from lredit_core.editors import diffusion
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.editors.placing import DevicePlacement, Offload, dtype_for, place, placement_for
from lredit_core.errors import OutOfMemory
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

GB = 2**30


class _Weights(nn.Module):
    """Says it is large without being so."""

    def __init__(self, gigabytes: float) -> None:
        super().__init__()
        self.register_buffer("weights", torch.empty(int(gigabytes * GB // 4), device="meta"))


class _Pipeline:
    def __init__(self, *gigabytes: float) -> None:
        self.components = {f"part{index}": _Weights(size) for index, size in enumerate(gigabytes)}
        self.calls: list[str] = []
        self.vae = self

    def remove_all_hooks(self) -> None:
        self.calls.append("hooks removed")

    def to(self, device: Any) -> None:
        self.calls.append(f"to {device}")

    def enable_model_cpu_offload(self, device: Any) -> None:
        self.calls.append("models")

    def enable_sequential_cpu_offload(self, device: Any) -> None:
        self.calls.append("layers")

    def enable_slicing(self) -> None:
        self.calls.append("slices")

    def enable_tiling(self) -> None:
        self.calls.append("tiles")


@pytest.mark.parametrize(
    ("free_gb", "expected"),
    [
        (None, DevicePlacement(Offload.NONE, False)),
        (24, DevicePlacement(Offload.NONE, False)),
        (11, DevicePlacement(Offload.NONE, True)),
        (8, DevicePlacement(Offload.MODELS, True)),
        (4, DevicePlacement(Offload.LAYERS, True)),
    ],
)
def test_the_quickest_placement_that_fits_is_taken(free_gb: float | None, expected: DevicePlacement) -> None:
    pipeline = _Pipeline(1.5, 5.0)
    assert placement_for(pipeline, free=None if free_gb is None else int(free_gb * GB)) == expected


def test_each_step_down_takes_less_and_the_last_has_none_below() -> None:
    steps = [DevicePlacement()]
    while (lower := steps[-1].lower) is not None:
        steps.append(lower)
    assert [step.offload for step in steps] == [Offload.NONE, Offload.NONE, Offload.MODELS, Offload.LAYERS]
    assert all(step.decodes_in_parts for step in steps[1:])
    assert steps[0].in_words == "" and "one at a time" in steps[-1].in_words


def test_weights_are_put_where_the_placement_says() -> None:
    cuda = torch.device("cuda")
    for placement, calls in (
        (DevicePlacement(), ["hooks removed", "to cuda"]),
        (DevicePlacement(Offload.MODELS, True), ["hooks removed", "models", "slices", "tiles"]),
        (DevicePlacement(Offload.LAYERS, True), ["hooks removed", "to cpu", "layers", "slices", "tiles"]),
    ):
        pipeline = _Pipeline()
        place(pipeline, cuda, placement)
        assert pipeline.calls == calls
    on_cpu = _Pipeline()
    place(on_cpu, torch.device("cpu"), DevicePlacement(Offload.MODELS, False))
    assert on_cpu.calls == ["hooks removed", "to cpu"], "nothing is offloaded from the CPU to the CPU"


def test_the_cpu_computes_in_single_precision() -> None:
    assert dtype_for(torch.device("cpu")) is torch.float32


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("placing") / "weights"
    write_family("stable-diffusion-inpainting", folder)
    return folder


def _run_out(editor: Any, times: int, monkeypatch: pytest.MonkeyPatch) -> list[DevicePlacement]:
    """The pipeline of an editor runs out of memory so many times; gives the placements that were then tried."""
    real, left = editor._pipeline, iter(range(times))
    tried: list[DevicePlacement] = []

    class _Short:
        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def __call__(self, **arguments: Any) -> Any:
            if next(left, None) is not None:
                raise torch.OutOfMemoryError("out of memory")
            return real(**arguments)

    editor._pipeline = _Short()
    editor._device = torch.device("cuda")
    monkeypatch.setattr(diffusion, "place", lambda pipeline, device, placement: tried.append(placement))
    return tried


def _edit(editor: Any) -> Any:
    crop = CropToEdit(np.full((32, 32, 3), 90, np.uint8), Box(8, 8, 24, 24), 1)
    return editor.edit([crop], EditInstructions("a cat", steps=1), on_step=lambda evaluations: None)[0]


def test_an_edit_that_runs_out_of_memory_is_made_again_with_less_and_says_so(
    weights: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = EditorPart(kind="diffusion", title="t", folder=str(weights), full_side_px=32)
    editor: Any = load_inpainting_editor(weights, part, device=torch.device("cpu"))
    assert _edit(editor).note == ""
    tried = _run_out(editor, 2, monkeypatch)
    edited = _edit(editor)
    assert tried == [DevicePlacement(Offload.NONE, True), DevicePlacement(Offload.MODELS, True)]
    assert "memory is short" in edited.note


def test_where_nothing_takes_less_the_person_is_told(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = EditorPart(kind="diffusion", title="t", folder=str(weights), full_side_px=32)
    editor: Any = load_inpainting_editor(weights, part, device=torch.device("cpu"))
    _run_out(editor, 9, monkeypatch)
    with pytest.raises(OutOfMemory, match="smaller model"):
        _edit(editor)
