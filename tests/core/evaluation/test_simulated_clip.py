"""The simulated CLIP: as narrow as a large model's cosines are, and as sure of itself as the bundle's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
import torch.nn.functional as F

from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.evaluation.methods import Trial
from lredit_core.evaluation.regions_workers import Ingredients
from lredit_core.evaluation.remembering import Account, RememberingImageText
from lredit_core.evaluation.simulated_clip import LOGIT_SCALE, SimulatedClip
from lredit_core.evaluation.tasks import TaskKind, make_task

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seen() -> dict[str, torch.Tensor]:
    """Cosines on drawn scenes: of close-ups before and after an edit on the answer and elsewhere, and their texts."""
    bench = Ingredients("builtin", None, "", 11, has_simulated_clip=True).bench()
    model = bench.bundle.image_text
    assert isinstance(model, SimulatedClip)
    before, after, targets, sources = [], [], [], []
    for number in range(6):
        task = make_task(bench.maker, TaskKind.REPLACE, number, seed=11)
        edit, _analysis = Trial(task, bench.bundle, editor="", seed=11).analysis()
        edited = edit.crops.edit([task.answers[0]], is_draft=True)[0]
        before.append(model.encode(as_unit_tensor(edited.before)).embedding)
        after.append(model.encode(as_unit_tensor(edited.after)).embedding)
        targets.append(model.encode_text(task.prompt))
        sources.append(model.encode_text(task.source_prompt))
    old, new, target, source = torch.cat(before), torch.cat(after), torch.stack(targets), torch.stack(sources)
    pictures, texts = torch.cat([old, new]), torch.cat([target, source])
    apart = ~torch.eye(len(pictures), dtype=torch.bool)
    return {
        "lengths": torch.cat([pictures, texts]).norm(dim=1),
        "picture-text": pictures @ texts.T,
        "directions": F.cosine_similarity(new - old, target - source, dim=1),
        "picture-picture": (pictures @ pictures.T)[apart],
        "text-text": (texts @ texts.T)[apart],
    }


@pytest.mark.parametrize(
    ("cosines", "least", "most"),
    [
        ("lengths", 0.9999, 1.0001),
        ("picture-text", 0.11, 0.22),
        ("directions", 0.05, 0.24),
        ("picture-picture", 0.60, 0.98),
        ("text-text", 0.42, 0.73),
    ],
)
def test_cosines_lie_where_those_of_a_large_model_do(
    seen: dict[str, torch.Tensor], cosines: str, least: float, most: float
) -> None:
    values = seen[cosines]
    assert least <= float(values.min())
    assert float(values.max()) <= most


def picture(seed: int) -> torch.Tensor:
    return torch.rand(1, 3, 40, 60, generator=torch.Generator().manual_seed(seed))


def test_it_says_the_same_twice_and_ranks_texts_as_the_bundles_model_does(tiny_bundle: ModelBundle) -> None:
    plain = tiny_bundle.image_text
    first, second = SimulatedClip(plain), SimulatedClip(plain)
    texts = ("a cat", "a red apple", "the sky")
    ours = torch.stack([first.encode_text(text) for text in texts]) @ first.encode(picture(1)).embedding[0]
    theirs = torch.stack([plain.encode_text(text) for text in texts]) @ plain.encode(picture(1)).embedding[0]
    assert ours.argsort().tolist() == theirs.argsort().tolist()
    torch.testing.assert_close(first.encode(picture(1)).embedding, second.encode(picture(1)).embedding)
    torch.testing.assert_close(first.encode_text("a cat"), second.encode_text("a cat"))


def test_pictures_that_look_alike_are_nearer_than_others(tiny_bundle: ModelBundle) -> None:
    model = SimulatedClip(tiny_bundle.image_text)
    almost = picture(1).clone()
    almost[:, :, :2, :2] = 0.5
    here, alike, other = (model.encode(item).embedding[0] for item in (picture(1), almost, picture(2)))
    assert float(here @ alike) > float(here @ other)
    assert float(here @ alike) < 0.9999


def test_a_gradient_reaches_the_pixels(tiny_bundle: ModelBundle) -> None:
    pixels = picture(3).requires_grad_()
    model = SimulatedClip(tiny_bundle.image_text)
    (model.encode(pixels).embedding @ model.encode_text("a cat")).sum().backward()
    assert pixels.grad is not None
    assert float(pixels.grad.abs().sum()) > 0


def test_what_is_remembered_of_it_is_what_it_says(tiny_bundle: ModelBundle) -> None:
    model = SimulatedClip(tiny_bundle.image_text)
    remembering = RememberingImageText(model, Account())
    for _turn in range(2):
        torch.testing.assert_close(remembering.encode(picture(1)).embedding, model.encode(picture(1)).embedding)
    torch.testing.assert_close(remembering.encode_text("a cat"), model.encode_text("a cat"))
    assert remembering.logit_scale == LOGIT_SCALE
    fields = [item.relevance(picture(1), "a cat", neutral="a photo") for item in (remembering, tiny_bundle.image_text)]
    assert fields[0] is not None and fields[1] is not None
    torch.testing.assert_close(fields[0], fields[1])
