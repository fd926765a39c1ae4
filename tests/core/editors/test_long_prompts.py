"""Prompts past the text encoder's limit, in windows, on small pipelines of the real classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.editors.long_prompts import encoded_in_windows, reads_in_windows, windows_of
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from numpy.typing import NDArray

pytestmark = pytest.mark.slow

LONG = " ".join(["a red apple on the table"] * 20)


def load(family: str, folder: pytest.TempPathFactory) -> InpaintingEditor:
    place = folder.mktemp(family)
    write_family(family, place)
    part = EditorPart(kind="diffusion", title="t", folder=str(place), full_side_px=32)
    return load_inpainting_editor(place, part, device=torch.device("cpu"))


@pytest.fixture(scope="module", params=["stable-diffusion-inpainting", "stable-diffusion-xl-inpainting"])
def editor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> InpaintingEditor:
    return load(request.param, tmp_path_factory)


def edited(editor: InpaintingEditor, prompt: str, *, against: str = "", guidance: float = 4.0) -> NDArray[np.uint8]:
    crops = [
        CropToEdit(np.random.default_rng(seed).integers(0, 256, (32, 32, 3), dtype=np.uint8), Box(8, 8, 24, 24), 5)
        for seed in range(2)
    ]
    instructions = EditInstructions(prompt, negative_prompt=against, steps=2, guidance_scale=guidance)
    return np.stack([made.pixels for made in editor.edit(crops, instructions, on_step=lambda _count: None)])


def test_a_text_is_cut_between_words_into_what_is_read_whole(editor: InpaintingEditor) -> None:
    pipeline = editor._pipeline
    windows = windows_of(pipeline, LONG)
    assert len(windows) > 1 and " ".join(windows) == LONG
    tokenizer = pipeline.tokenizer
    assert all(len(tokenizer(window).input_ids) <= tokenizer.model_max_length for window in windows)
    assert windows_of(pipeline, "a cat") == ["a cat"] and windows_of(pipeline, "") == [""]
    endless = "x" * 2000
    assert windows_of(pipeline, f"{endless} a cat")[-1].endswith("a cat"), "one word that no window holds ends nothing"


def test_windows_come_one_after_the_other_each_as_it_is_read_alone(editor: InpaintingEditor) -> None:
    pipeline = editor._pipeline
    assert reads_in_windows(pipeline)
    assert encoded_in_windows(pipeline, "a cat", "a dog", count=2, is_guided=True) == {}
    found = encoded_in_windows(pipeline, LONG, "a dog", count=2, is_guided=True)
    windows = windows_of(pipeline, LONG)
    length = found["prompt_embeds"].shape[1]
    limit = length // len(windows)
    assert length == limit * len(windows) and found["negative_prompt_embeds"].shape == found["prompt_embeds"].shape
    with torch.inference_mode():
        alone = pipeline.encode_prompt(
            prompt=windows[1], device=torch.device("cpu"), num_images_per_prompt=1, do_classifier_free_guidance=False
        )[0]
    assert torch.allclose(found["prompt_embeds"][:1, limit : 2 * limit], alone, atol=1e-5)
    assert torch.equal(found["prompt_embeds"][0], found["prompt_embeds"][1])


def test_words_past_the_limit_change_the_picture(editor: InpaintingEditor) -> None:
    known = edited(editor, LONG)
    assert np.array_equal(known, edited(editor, LONG)), "the same each time"
    assert not np.array_equal(known, edited(editor, f"{LONG} and a lamp"))
    assert not np.array_equal(known, edited(editor, LONG, against=f"{LONG} and a lamp"))
    assert edited(editor, LONG, guidance=1.0).shape == known.shape
    assert not np.array_equal(edited(editor, "a cat", against=LONG), edited(editor, "a cat"))


def test_families_with_other_text_encoders_read_as_they_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    editor = load("flux", tmp_path_factory)
    assert not reads_in_windows(editor._pipeline)
    assert edited(editor, LONG, guidance=1.0).shape[0] == 2
