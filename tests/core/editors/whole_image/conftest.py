"""Tiny random models for editors without regions, and a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.editors.whole_image.latent_diffusion import LatentDiffusion
from tests.fakes.tiny_pipelines import write_whole_image_model

if TYPE_CHECKING:
    from pathlib import Path

CPU = torch.device("cpu")


@pytest.fixture(scope="session")
def plain_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plain Stable Diffusion."""
    folder = tmp_path_factory.mktemp("whole") / "plain"
    write_whole_image_model("stable-diffusion", folder)
    return folder


@pytest.fixture(scope="session")
def instructed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """InstructPix2Pix."""
    folder = tmp_path_factory.mktemp("whole") / "instructed"
    write_whole_image_model("instruct-pix2pix", folder)
    return folder


@pytest.fixture(scope="session")
def model(plain_folder: Path) -> LatentDiffusion:
    from diffusers import DiffusionPipeline

    return LatentDiffusion(DiffusionPipeline.from_pretrained(plain_folder, local_files_only=True))


@pytest.fixture
def photo() -> np.ndarray:
    """61 x 45, of odd sides."""
    return np.random.default_rng(0).integers(0, 256, (45, 61, 3), dtype=np.uint8)
