"""Weights that are converted as they are read: the same numbers as the library's, and what is left to it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
import torch

from lredit_core.editors import streamed_weights
from lredit_core.editors.checkpoint_header import read_header
from lredit_core.editors.pipelines import load_inpainting_pipeline
from lredit_core.editors.streamed_weights import load_streamed, read_converted
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["stable-diffusion-inpainting", "flux-fill"])
def in_halves(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of which the weights are stored in half precision."""
    folder = tmp_path_factory.mktemp("streamed") / request.param
    write_family(request.param, folder)
    load_inpainting_pipeline(folder, dtype=torch.float16).save_pretrained(folder)
    return folder


def denoiser_of(pipeline: Any) -> Any:
    return getattr(pipeline, "unet", None) or pipeline.transformer


@pytest.mark.parametrize("mapped", [1, 5_000, 10**9])
def test_the_numbers_are_those_of_the_librarys_own_loader(
    in_halves: Path, mapped: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = denoiser_of(load_inpainting_pipeline(in_halves, dtype=torch.float32))
    read: list[Path] = []

    def note(path: Path, *arguments: Any) -> Any:
        read.append(path)
        return read_converted(path, *arguments)

    monkeypatch.setattr(streamed_weights, "_LARGE", 1)
    monkeypatch.setattr(streamed_weights, "_MAPPED", mapped)
    monkeypatch.setattr(streamed_weights, "read_converted", note)
    streamed = denoiser_of(load_inpainting_pipeline(in_halves, dtype=torch.float32))
    assert len(read) == 1, "the denoiser alone"
    assert type(streamed) is type(plain) and not streamed.training
    ours, theirs = streamed.state_dict(), plain.state_dict()
    assert ours.keys() == theirs.keys()
    assert all(ours[name].dtype == torch.float32 and torch.equal(ours[name], theirs[name]) for name in ours)
    assert all(torch.equal(one, other) for one, other in zip(streamed.buffers(), plain.buffers(), strict=True))
    assert dict(streamed.config) | {"_name_or_path": ""} == dict(plain.config) | {"_name_or_path": ""}


def test_what_is_not_converted_or_not_the_models_own_is_left_to_the_library(
    in_halves: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from safetensors.torch import load_file, save_file

    monkeypatch.setattr(streamed_weights, "_LARGE", 1)
    pipeline = load_inpainting_pipeline(in_halves, dtype=torch.float16)
    kind = type(denoiser_of(pipeline))
    place = next(in_halves / name for name in ("unet", "transformer") if (in_halves / name).is_dir())
    (weights,) = place.glob("*.safetensors")
    assert load_streamed([weights], kind, place, dtype=torch.float32) is not None
    assert load_streamed([weights], kind, place, dtype=torch.float16) is None
    tensors = load_file(weights)
    tensors["an.older.name"] = tensors.pop(next(iter(tensors)))
    save_file(tensors, tmp_path / "older.safetensors")
    assert load_streamed([tmp_path / "older.safetensors"], kind, place, dtype=torch.float32) is None
    monkeypatch.setattr(streamed_weights, "_LARGE", 10**9)
    assert load_streamed([weights], kind, place, dtype=torch.float32) is None


def test_what_is_read_does_not_need_the_file_any_more(in_halves: Path, tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    shutil.copy(sorted(in_halves.rglob("*.safetensors"))[0], path)
    kept = read_converted(path, read_header(path), torch.float16)
    before = {name: tensor.clone() for name, tensor in kept.items()}
    path.write_bytes(b"\0" * path.stat().st_size)
    assert kept and all(torch.equal(kept[name], before[name]) for name in kept)
