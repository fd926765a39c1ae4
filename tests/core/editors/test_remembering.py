"""Texts are embedded once and pictures encoded once, counted through real pipelines; nothing else changes by it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import torch
from torch import nn

from lredit_core.editors import diffusion
from lredit_core.editors.base import CropToEdit, EditInstructions
from lredit_core.editors.diffusion import InpaintingEditor, load_inpainting_editor
from lredit_core.editors.remembering import remembered
from lredit_core.geometry import Box
from lredit_core.manifest import EditorPart
from tests.fakes.tiny_pipelines import write_family

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

#: Family -> its text encoders, and how many texts a guided edit needs: Stable Diffusion 1 embeds the empty one too.
FAMILIES = {
    "stable-diffusion-inpainting": (("text_encoder",), 2),
    "stable-diffusion-xl-inpainting": (("text_encoder", "text_encoder_2"), 1),
    "flux-fill": (("text_encoder", "text_encoder_2"), 1),
}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("remembering")
    for family in FAMILIES:
        write_family(family, root / family)
    return {family: root / family for family in FAMILIES}


def _load(folder: Path) -> InpaintingEditor:
    part = EditorPart(kind="diffusion", title="t", folder=str(folder), full_side_px=32)
    return load_inpainting_editor(folder, part, device=torch.device("cpu"))


BOX = Box(8, 8, 24, 24)


def _crop(picture: int = 0, *, box: Box = BOX, seed: int = 1) -> CropToEdit:
    pixels = np.random.default_rng(picture).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    return CropToEdit(pixels, box, seed)


def _edit(editor: InpaintingEditor, *crops: CropToEdit, prompt: str = "a cat") -> list[np.ndarray]:
    instructions = EditInstructions(prompt, steps=1, guidance_scale=2.0)
    return [edited.pixels for edited in editor.edit(crops, instructions, on_step=lambda evaluations: None)]


def _counted(editor: Any, parts: tuple[str, ...]) -> Counter[str]:
    """Counts rows through the innermost layers, below anything that remembers."""
    counts: Counter[str] = Counter()
    pipeline = editor._pipeline

    def count(name: str, layer: nn.Module) -> None:
        layer.register_forward_hook(lambda _layer, inputs, _output: counts.update({name: len(inputs[0])}))

    for part in parts:
        encoder = getattr(pipeline, part)
        count(part, next(layer for layer in encoder.modules() if isinstance(layer, nn.Linear)))
    count("vae", pipeline.vae.encoder.conv_in)
    return counts


@pytest.mark.parametrize("family", FAMILIES)
def test_each_text_is_embedded_once_whatever_the_box_the_seed_and_the_company(
    folders: dict[str, Path], family: str
) -> None:
    editor = _load(folders[family])
    encoders, texts = FAMILIES[family]
    counts = _counted(editor, encoders)
    pipeline = editor._pipeline
    for number, crops in enumerate(([_crop()], [_crop(1), _crop(2)], [_crop(3)] * 3)):
        _edit(editor, *(CropToEdit(crop.pixels, crop.box, number) for crop in crops))
    assert [counts[part] for part in encoders] == [texts] * len(encoders)
    _edit(editor, _crop(), prompt="a dog")
    assert [counts[part] for part in encoders] == [texts + 1] * len(encoders)
    assert editor._pipeline is pipeline, "the pipeline is never built again"


def test_a_crop_is_encoded_once_whatever_the_prompt_and_the_seed(folders: dict[str, Path]) -> None:
    editor = _load(folders["stable-diffusion-inpainting"])
    counts = _counted(editor, ())
    for seed, prompt in enumerate(("a cat", "a dog", "a cat")):
        _edit(editor, _crop(seed=seed), prompt=prompt)
    assert counts["vae"] == 1
    _edit(editor, _crop(), _crop(1), _crop(2))
    assert counts["vae"] == 3, "only the two that are new"
    _edit(editor, _crop(box=Box(4, 8, 24, 24)))
    assert counts["vae"] == 4, "another box leaves other pixels for the model to see"


@pytest.mark.parametrize("family", FAMILIES)
def test_remembering_changes_no_pixel(folders: dict[str, Path], family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = _load(folders[family])
    first, again = (_edit(editor, _crop())[0] for _ in range(2))
    assert np.array_equal(first, again)
    monkeypatch.setattr(diffusion, "remember_encodings", lambda pipeline: lambda: None)
    plain = _load(folders[family])
    assert "encode" not in vars(plain._pipeline.vae)
    assert np.array_equal(_edit(plain, _crop())[0], first)


def test_only_so_much_is_kept_and_the_least_used_goes_first() -> None:
    computed: list[float] = []

    def compute(tensor: torch.Tensor, *, scale: float = 1.0) -> torch.Tensor:
        computed.append(float(tensor.sum()) * scale)
        return tensor * scale

    ask, forget = remembered(compute, kept=2)
    one, two, three = (torch.full((1, 2), value) for value in (1.0, 2.0, 3.0))
    for tensor in (one, two, one, three, one):
        assert torch.equal(ask(tensor), tensor)
    assert computed == [2.0, 4.0, 6.0], "one was used in between and stayed"
    ask(two)
    assert computed[-1] == 4.0 and len(computed) == 4
    ask(two, scale=2.0)
    ask(two.view(torch.int32))
    ask(two.reshape(2, 1))
    assert len(computed) == 7, "another setting, precision or shape is another input"
    forget()
    ask(two)
    assert len(computed) == 8


def test_equal_rows_are_computed_once_and_different_ones_together() -> None:
    seen: list[int] = []

    def compute(tensor: torch.Tensor, mask: torch.Tensor | None = None) -> dict[str, Any]:
        seen.append(len(tensor))
        return {"states": (tensor + 1, tensor + 2), "length": 5, "shared": torch.zeros(3, 2)}

    ask, _forget = remembered(compute, kept=4, folds_rows=True)
    same = torch.tensor([[1.0, 2.0]]).repeat(3, 1)
    answer = ask(same, mask=torch.ones(3, 2))
    assert seen == [1]
    assert torch.equal(answer["states"][1], same + 2) and answer["length"] == 5
    assert answer["shared"].shape == (3, 2), "what is not one row is not repeated"
    different = torch.tensor([[1.0], [2.0]])
    assert torch.equal(ask(different)["states"][0], different + 1)
    assert seen == [1, 2]


def test_what_cannot_be_compared_is_computed_each_time() -> None:
    calls: list[object] = []
    ask, _forget = remembered(lambda thing: calls.append(thing), kept=4)
    thing = object()
    ask(thing)
    ask(thing)
    assert calls == [thing, thing]
