"""What an edit costs: worded alike, seen whole and close up, and differentiable where the estimator needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.api.request import EditRequest, EditSettings, LossWeights
from lredit_core.engine.scoring import EditScorer
from lredit_core.evaluation.remembering import Account, RememberingImageText
from lredit_core.evaluation.simulated_clip import LOGIT_SCALE, PICTURE_SIGNAL, TEXT_SIGNAL, SimulatedClip
from lredit_core.geometry import Box
from lredit_core.objective.evidence import evidence
from lredit_core.prompt.everyday import EVERYDAY_THINGS
from tests.fakes.crops import crop_editor

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.editors.crop_editing import CropEditor
    from lredit_core.encoders.image_text import ImageTextModel
    from lredit_core.pictures.image import PixelBuffer


pytestmark = pytest.mark.slow


def parts(
    picture: PixelBuffer,
    bundle: ModelBundle,
    source_prompt: str = "a cat",
    settings: EditSettings | None = None,
    model: ImageTextModel | None = None,
) -> tuple[CropEditor, EditScorer]:
    settings = settings or EditSettings()
    request = EditRequest(picture, "a red apple", source_prompt=source_prompt, settings=settings)
    editor = bundle.editor("retrieve")
    target = request.targets[0]
    crops = crop_editor(request, editor)
    side_px = editor.working_side_px(is_draft=True)
    return crops, EditScorer(
        target,
        settings,
        crops.small,
        source_size=picture.size,
        image_text=model or bundle.image_text,
        neutral_text="a photo",
        draft_side_px=side_px,
    )


class AtScale(RememberingImageText):
    """A model as it is, but for its logit scale."""

    def __init__(self, inner: ImageTextModel, scale: float) -> None:
        super().__init__(inner, Account())
        self._scale = scale

    @property
    def logit_scale(self) -> float:
        return self._scale


def test_both_prompts_reach_the_text_tower_as_they_were_typed(
    picture: PixelBuffer, tiny_bundle: ModelBundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template on one side only would become part of the direction."""
    seen: list[str] = []
    model = tiny_bundle.image_text
    monkeypatch.setattr(model, "_texts", {})
    tokenizer = model._tokenizer
    monkeypatch.setattr(model, "_tokenizer", lambda texts: seen.extend(texts) or tokenizer(texts))
    parts(picture, tiny_bundle)
    assert seen == ["a red apple", "a cat"]


def test_without_a_source_prompt_the_neutral_text_stands_in(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    _crops, scorer = parts(picture, tiny_bundle, source_prompt="")
    torch.testing.assert_close(scorer.texts.source, tiny_bundle.image_text.encode_text("a photo"))


def test_drafts_of_different_windows_cost_differently(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    crops, scorer = parts(picture, tiny_bundle)
    edited = crops.edit([Box(5, 5, 40, 40), Box(48, 18, 84, 54)], is_draft=True)
    losses = scorer.losses(edited)
    assert losses.shape == (2,)
    assert torch.isfinite(losses).all()
    assert losses[0] != losses[1]


def test_at_a_one_hot_gate_the_composite_costs_what_the_draft_costs(
    picture: PixelBuffer, tiny_bundle: ModelBundle
) -> None:
    whole_only = EditSettings(weights=LossWeights(whole_directional=1, crop_directional=0))
    crops, scorer = parts(picture, tiny_bundle, settings=whole_only)
    windows = [Box(5, 5, 40, 40), Box(48, 18, 84, 54)]
    edited = crops.edit(windows, is_draft=True)
    gates = torch.tensor([0.0, 1.0], requires_grad=True)
    loss = scorer.gated_loss(1, windows, dict(enumerate(edited)), gates)
    torch.testing.assert_close(loss.detach(), scorer.losses(edited)[1], atol=1e-5, rtol=1e-4)
    loss.backward()
    assert gates.grad is not None
    assert torch.isfinite(gates.grad).all()
    assert float(gates.grad.abs().sum()) > 0


def test_a_pasted_draft_changes_the_picture_inside_its_box_only(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    crops, scorer = parts(picture, tiny_bundle)
    box = Box(48, 18, 84, 54)
    pasted = scorer._pasted(crops.edit([box], is_draft=True)[0])
    changed = (pasted != scorer.work).any(dim=1)[0].numpy()
    factor = scorer.work.shape[3] / picture.size.width
    rows, columns = np.nonzero(changed)
    assert columns.min() >= np.floor(box.x0 * factor) - 1
    assert columns.max() <= np.ceil(box.x1 * factor) + 1
    assert rows.min() >= np.floor(box.y0 * factor) - 1
    assert rows.max() <= np.ceil(box.y1 * factor) + 1


def test_likeness_is_computed_once_for_each_close_up(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    _crops, scorer = parts(picture, tiny_bundle)
    boxes = [Box(5, 5, 40, 40), Box(48, 18, 84, 54)]
    first = scorer.source_similarity(boxes)
    before = tiny_bundle.image_text.image_encodings
    torch.testing.assert_close(scorer.source_similarity(boxes), first)
    assert tiny_bundle.image_text.image_encodings == before
    assert (first.abs() <= 1).all()


def test_the_evidence_is_weighed_against_the_neutral_text_and_everyday_things_at_the_models_scale(
    picture: PixelBuffer, tiny_bundle: ModelBundle
) -> None:
    _crops, scorer = parts(picture, tiny_bundle)
    boxes = [Box(5, 5, 40, 40), Box(48, 18, 84, 54)]
    seen = scorer.source_similarity(boxes)
    model = tiny_bundle.image_text
    others = torch.stack([model.encode_text(text) for text in ("a photo", *EVERYDAY_THINGS) if text != "a cat"])
    embedded = torch.stack(list(scorer._before.values()))
    expected = evidence(embedded, model.encode_text("a cat"), others, logit_scale=model.logit_scale)
    torch.testing.assert_close(seen, expected)


def test_the_same_weights_serve_a_model_of_narrow_cosines(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    """Ours hardly changes where a model's cosines shrink and its logit scale makes up for it; the paper's does."""
    model = tiny_bundle.image_text
    narrow = SimulatedClip(model)
    factor = (PICTURE_SIGNAL * TEXT_SIGNAL) ** 0.5
    boxes = [Box(5, 5, 40, 40), Box(48, 18, 84, 54)]
    spreads: dict[ImageTextModel, tuple[torch.Tensor, torch.Tensor]] = {}
    for one, scale in ((model, LOGIT_SCALE * factor), (narrow, LOGIT_SCALE)):
        crops, scorer = parts(picture, tiny_bundle, model=AtScale(one, scale))
        edited = crops.edit(boxes, is_draft=True)
        terms, _scores = scorer.terms_and_scores(edited)
        ours = torch.cat([scorer.source_similarity(boxes), terms.crop_gain, terms.whole_gain])
        spreads[one] = ours, terms.crop_directional
    torch.testing.assert_close(spreads[narrow][0], spreads[model][0], atol=1e-4, rtol=1e-3)
    assert (spreads[narrow][1] - 1).abs().max() < 0.5 * (spreads[model][1] - 1).abs().max()


def test_a_close_up_that_was_seen_before_the_edit_is_not_encoded_again(
    picture: PixelBuffer, tiny_bundle: ModelBundle
) -> None:
    crops, scorer = parts(picture, tiny_bundle)
    boxes = [Box(5, 5, 40, 40), Box(48, 18, 84, 54)]
    scorer.source_similarity(boxes)
    edited = crops.edit(boxes, is_draft=True)
    before = tiny_bundle.image_text.image_encodings
    scorer.losses(edited)
    assert tiny_bundle.image_text.image_encodings == before + 4  # whole and close up, after the edit only


def test_where_no_thing_is_named_the_edit_counts_less(picture: PixelBuffer, tiny_bundle: ModelBundle) -> None:
    for source_prompt, share in (("a cat", 1.0), ("", 0.2), ("the sky", 0.2)):
        _crops, scorer = parts(picture, tiny_bundle, source_prompt=source_prompt)
        assert scorer._edit_share == share
