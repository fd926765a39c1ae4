"""The exported models load with the loaders of the real ones, offline, and have learned what they are there for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionInpaintPipeline
from PIL import Image

from lredit_core.bundles.loading import BundleLoader, ModelBundle
from lredit_core.evaluation.bundle_benchmark import fresh_self_supervised
from lredit_core.evaluation.bundle_figures import HeldOut, image_text_figures, self_supervised_figures
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

pytestmark = pytest.mark.slow

BUNDLE = Path("resources/bundles/builtin")


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def bundle() -> ModelBundle:
    return BundleLoader(device=torch.device("cpu")).load("builtin")


@pytest.fixture(scope="module")
def held_out() -> HeldOut:
    maker = SceneMaker(ArtLibrary("resources/art"), BackgroundPhotos("resources/backgrounds"))
    return HeldOut(maker, scenes=24)


def test_the_image_text_model_names_things_and_follows_changes(bundle: ModelBundle, held_out: HeldOut) -> None:
    """Well below the model card's figures, which are measured on more scenes; chance is 0.007 and 0.5."""
    figures = image_text_figures(bundle.image_text, held_out, neutral=bundle.neutral_text)
    assert figures["top5"] > 0.6
    assert figures["direction"] > 0.7
    assert figures["relevance_peak"] > 0.7


def test_the_self_supervised_model_looks_at_things(bundle: ModelBundle, held_out: HeldOut) -> None:
    """More so than a network that was never trained, which looks at what stands out."""
    figures = self_supervised_figures(bundle.self_supervised, held_out)
    fresh = fresh_self_supervised(BUNDLE / "self_supervised", longest_side_patches=28, seed=1)
    untrained = self_supervised_figures(fresh, held_out)
    assert figures["anchor_precision"] > untrained["anchor_precision"] + 0.08
    assert figures["anchor_recall"] > 0.75


def test_the_diffusion_pipeline_paints_into_the_mask() -> None:
    pipeline: Any = StableDiffusionInpaintPipeline.from_pretrained(BUNDLE / "editors" / "diffusion")
    pipeline.set_progress_bar_config(disable=True)
    grey = Image.fromarray(np.full((64, 64, 3), 128, np.uint8))
    mask = np.zeros((64, 64), np.uint8)
    mask[12:52, 12:52] = 255
    image = pipeline(
        "a strawberry", image=grey, mask_image=Image.fromarray(mask), height=64, width=64, num_inference_steps=4,
        guidance_scale=2.5, output_type="np", generator=torch.Generator().manual_seed(0),
    ).images[0]  # fmt: skip
    inside = image[16:48, 16:48].mean(axis=(0, 1))
    assert inside[0] > inside[2] + 0.1, "a strawberry is red"


def test_the_models_are_small() -> None:
    files = [path for path in BUNDLE.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} <= {".json", ".safetensors", ".txt", ".md"}
    assert sum(path.stat().st_size for path in files) < 80e6
