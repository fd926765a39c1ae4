"""Pipelines from folders: what is refused, and how edits by other weights are told apart."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
import torch

from lredit_core.editors.pipelines import fingerprint_of, load_inpainting_pipeline
from lredit_core.errors import ModelUnavailable
from lredit_core.manifest import EditorPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_family("stable-diffusion-inpainting", tmp_path / "weights")
    return tmp_path / "weights"


def _change_index(folder: Path, **changes: Any) -> None:
    path = folder / "model_index.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


@pytest.mark.parametrize(
    ("change", "place", "base"),
    [
        ({"_class_name": ["mine", "Mine"]}, "mine.py", "StableDiffusionInpaintPipeline"),
        ({"unet": ["mine", "Mine"]}, "unet/mine.py", "UNet2DConditionModel"),
        ({"unet": ["mine", "Mine"]}, "mine.py", "UNet2DConditionModel"),
    ],
)
def test_code_that_comes_with_a_folder_is_never_run(
    folder: Path, tmp_path: Path, change: dict[str, Any], place: str, base: str
) -> None:
    canary = tmp_path / "ran"
    code = f"import pathlib, diffusers\npathlib.Path({str(canary)!r}).touch()\n\n\nclass Mine(diffusers.{base}): ...\n"
    (folder / place).write_text(code)
    _change_index(folder, **change)
    with pytest.raises(ModelUnavailable, match="never run"):
        load_inpainting_pipeline(folder, dtype=torch.float32)
    assert not canary.exists()


def test_a_pipeline_that_takes_no_mask_is_told(tmp_path: Path) -> None:
    from diffusers import DDIMPipeline, DDIMScheduler, UNet2DModel

    unet = UNet2DModel(
        sample_size=8, block_out_channels=(8,), norm_num_groups=4, down_block_types=("DownBlock2D",),
        up_block_types=("UpBlock2D",),
    )  # fmt: skip
    DDIMPipeline(unet, DDIMScheduler()).save_pretrained(tmp_path / "plain")
    with pytest.raises(ModelUnavailable, match="takes no mask"):
        load_inpainting_pipeline(tmp_path / "plain", dtype=torch.float32)


def test_a_folder_without_a_pipeline_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="no diffusers pipeline"):
        load_inpainting_pipeline(tmp_path, dtype=torch.float32)


def _touch(path: Path) -> None:
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 10**9))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: _touch(folder / "unet" / "diffusion_pytorch_model.safetensors"),
        lambda folder: _touch(folder / "scheduler" / "scheduler_config.json"),
        lambda folder: (folder / "unet" / "more.safetensors").write_bytes(b"x"),
    ],
    ids=["weights", "configuration", "another file"],
)
def test_changed_files_are_other_edits(folder: Path, change: Callable[[Path], object]) -> None:
    before = fingerprint_of(folder)
    assert fingerprint_of(folder) == before
    change(folder)
    assert fingerprint_of(folder) != before


def test_another_sampler_makes_other_edits(folder: Path) -> None:
    plain, lcm = (
        EditorPart(kind="diffusion", title="t", folder=str(folder), scheduler=scheduler) for scheduler in ("", "lcm")
    )
    assert fingerprint_of(folder, plain) != fingerprint_of(folder, lcm)
