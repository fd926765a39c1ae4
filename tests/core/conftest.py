"""What tests of the core share: tiny real models, and a bundle of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.bundles import store
from lredit_core.bundles.loading import BundleLoader, ModelBundle
from lredit_core.pictures.image import PixelBuffer
from tests.fakes.local_hub import LocalHub, local_hub
from tests.fakes.tiny_bundle import write_tiny_bundle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

torch.set_num_threads(1)  # tiny models lose more to the hand-over between threads than they gain


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of random models on disk, in the real formats."""
    return write_tiny_bundle(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny_bundle(tiny_folder: Path) -> ModelBundle:
    return BundleLoader(device=torch.device("cpu")).load(str(tiny_folder))


@pytest.fixture(scope="session")
def without_diffusion(tmp_path_factory: pytest.TempPathFactory) -> ModelBundle:
    """The tiny encoders and the drawings alone: diffusers takes many seconds to import."""
    folder = write_tiny_bundle(tmp_path_factory.mktemp("encoders"), with_diffusion=False)
    return BundleLoader(device=torch.device("cpu")).load(str(folder))


@pytest.fixture
def picture() -> PixelBuffer:
    """96 x 72, noise with a bright square."""
    rng = np.random.default_rng(4)
    pixels = rng.integers(60, 120, (72, 96, 3), dtype=np.uint8)
    pixels[20:50, 50:80] = (220, 60, 50)
    return PixelBuffer(pixels)


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where bundles and parts of this test lie, for this process and those it starts."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert store.bundles_home().is_relative_to(tmp_path)
    return store.bundles_home().parent


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[LocalHub]:
    """The hub of this test; nothing of the person's account is used."""
    monkeypatch.setenv("HF_TOKEN_PATH", str(tmp_path / "no token"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with local_hub() as hub:
        yield hub
