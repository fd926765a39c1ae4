"""What of a prompt is not read, by the tokenizers of real classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch

from lredit_core.bundles.loading import BundleLoader
from lredit_core.editors.diffusion import load_inpainting_editor
from lredit_core.editors.reading import unread_by_all, weight_in
from lredit_core.manifest import EditorPart
from tests.fakes.tiny_bundle import write_tiny_bundle
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

LONG = " ".join(["a red apple on the table"] * 20) + " and a lamp"


@pytest.mark.slow
@pytest.mark.parametrize("family", ["stable-diffusion-inpainting", "stable-diffusion-xl-inpainting"])
def test_words_past_the_limit_are_named_and_those_before_are_read(family: str, tmp_path: Path) -> None:
    write_family(family, tmp_path)
    part = EditorPart(kind="diffusion", title="t", folder=str(tmp_path), full_side_px=32)
    pipeline = load_inpainting_editor(tmp_path, part, device=torch.device("cpu"))._pipeline
    assert unread_by_all(pipeline, "a red apple") == ""
    unread = unread_by_all(pipeline, LONG)
    assert unread.endswith("and a lamp")
    assert LONG.endswith(f" {unread}")
    read = LONG.removesuffix(unread).strip()
    tokenizer = pipeline.tokenizer
    assert len(tokenizer(read).input_ids) <= tokenizer.model_max_length
    assert len(tokenizer(f"{read} {unread.split()[0]}").input_ids) > tokenizer.model_max_length


@pytest.mark.slow
def test_it_is_said_before_the_edit(tmp_path: Path) -> None:
    bundle = BundleLoader().load(str(write_tiny_bundle(tmp_path / "bundle")))
    editor = bundle.editor("diffusion")
    assert bundle.notice_for("a red apple", editor) == "" == bundle.notice_for(LONG, editor), "it is read in windows"
    other = bundle.editor("masked")
    assert "does not read" in bundle.notice_for(LONG, other) and "and a lamp" in bundle.notice_for(LONG, other)
    assert '"(red:1.3)" is read as plain words' in bundle.notice_for("a (red:1.3) apple", editor)


@pytest.mark.parametrize(
    ("prompt", "weight"),
    [
        ("a (red:1.3) apple", "(red:1.3)"),
        ("((masterpiece)), a cat", "((masterpiece))"),
        ("a cat++ on a sofa", "cat++"),
        ("an apple (on the left)", ""),
        ("a clock at 3:15", ""),
        ("C++ on a shirt", ""),
    ],
)
def test_weights_of_other_programs_are_known(prompt: str, weight: str) -> None:
    assert weight_in(prompt) == weight
