"""How precise large models are on processors: bfloat16 where the processor computes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.editors import placing
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.editors.placing import dtype_for
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

CPU = torch.device("cpu")


@pytest.mark.parametrize(
    ("has_bfloat16", "size", "expected"),
    [(True, 600, torch.bfloat16), (True, 400, torch.float32), (False, 600, torch.float32)],
)
def test_large_models_are_halved_where_the_processor_is_quicker_then(
    has_bfloat16: bool, size: int, expected: torch.dtype, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "processor_has_bfloat16", lambda: has_bfloat16)
    with (tmp_path / "unet.safetensors").open("wb") as file:
        file.truncate(size * 1_000_000)
    assert dtype_for(CPU, tmp_path) == expected
    assert dtype_for(CPU, tmp_path / "unet.safetensors") == expected
    assert dtype_for(CPU) == torch.float32


@pytest.mark.parametrize(
    ("device", "has_bfloat16", "numbers", "expected"),
    [
        ("cpu", True, 61_000_000, torch.bfloat16),
        ("cpu", True, 9_000_000, torch.float32),
        ("cpu", False, 61_000_000, torch.float32),
        ("cuda", True, 61_000_000, torch.float32),
    ],
)
def test_large_image_towers_are_halved_where_the_processor_is_quicker_then(
    device: str, has_bfloat16: bool, numbers: int, expected: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "processor_has_bfloat16", lambda: has_bfloat16)
    tower = torch.nn.Linear(1000, numbers // 1000, bias=False, device="meta")
    assert placing.tower_dtype(torch.device(device), tower) == expected


@pytest.mark.parametrize(("device", "size", "expected"), [("cpu", 600, False), ("cpu", 400, True), ("cuda", 600, True)])
def test_drafts_of_large_models_do_not_pay_on_a_processor(
    device: str, size: int, expected: bool, tmp_path: Path
) -> None:
    with (tmp_path / "unet.safetensors").open("wb") as file:
        file.truncate(size * 1_000_000)
    assert placing.drafts_pay(torch.device(device), tmp_path) is expected


def test_the_processor_is_asked_once_it_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_is_amx_tile_supported", "_is_avx512_bf16_supported"):
        monkeypatch.setattr(torch.cpu, name, lambda: False, raising=False)
    assert not placing.processor_has_bfloat16()
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: True, raising=False)
    assert placing.processor_has_bfloat16()


@pytest.mark.slow
@pytest.mark.parametrize("family", ["stable-diffusion-inpainting", "stable-diffusion-xl-inpainting"])
def test_edits_in_bfloat16_are_near_the_exact_ones_and_the_same_each_time(
    family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_family(family, tmp_path)
    part = EditorPart(kind="diffusion", title="t", folder=str(tmp_path), full_side_px=32)
    crop = CropToEdit(np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8), Box(8, 8, 24, 24), 5)

    def edited() -> NDArray[np.int64]:
        editor = load_inpainting_editor(tmp_path, part, device=CPU)
        (made,) = editor.edit([crop], EditInstructions("a cat", steps=3), on_step=lambda _count: None)
        return made.pixels.astype(int)

    exact = edited()
    monkeypatch.setattr(placing, "processor_has_bfloat16", lambda: True)
    monkeypatch.setattr(placing, "_LARGE_BYTES", 0)
    halved = edited()
    assert 0 < np.abs(halved - exact).mean() < 12
    assert np.array_equal(halved, edited())
