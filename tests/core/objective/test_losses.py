"""The losses and the score: shapes, values, gradients, and equations written out by hand."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from lredit_core.api.request import LossWeights, Objective
from lredit_core.objective.clip import clip_loss, cosine_distance
from lredit_core.objective.directional import directional_loss
from lredit_core.objective.score import score
from lredit_core.objective.structural import self_similarity, structural_loss
from lredit_core.objective.total import NETWORK_PRIOR_SHARE, EditTerms, WindowTerms, edit_loss, window_loss


def unit(*shape: int, seed: int = 0) -> torch.Tensor:
    return F.normalize(torch.randn(*shape, generator=torch.Generator().manual_seed(seed)), dim=-1)


def test_the_clip_loss_is_one_less_the_cosine() -> None:
    edited, text = unit(4, 8), unit(8, seed=1)
    torch.testing.assert_close(clip_loss(edited, text), 1 - edited @ text)


def test_the_clip_loss_of_the_text_itself_is_zero_and_of_its_opposite_two() -> None:
    text = unit(8)
    assert float(clip_loss(text[None], text)[0]) == pytest.approx(0.0, abs=1e-6)
    assert float(clip_loss(-text[None], text)[0]) == pytest.approx(2.0, abs=1e-6)


def test_the_directional_loss_is_zero_where_picture_and_text_change_alike() -> None:
    source, change = unit(8), 0.3 * unit(8, seed=1)
    target_text, source_text = unit(8, seed=2) + change, unit(8, seed=2)
    loss = directional_loss((source + change)[None], source, target_text, source_text)
    assert float(loss[0]) == pytest.approx(0.0, abs=1e-5)


def test_the_directional_loss_of_an_unchanged_picture_is_one_and_finite_in_its_gradient() -> None:
    source = unit(8)
    edited = source[None].clone().requires_grad_()
    loss = directional_loss(edited, source, unit(8, seed=1), unit(8, seed=2))
    assert float(loss[0].detach()) == pytest.approx(1.0)
    loss.sum().backward()
    assert edited.grad is not None
    assert torch.isfinite(edited.grad).all()


def test_self_similarity_agrees_with_a_loop() -> None:
    patches = torch.randn(1, 5, 7, generator=torch.Generator().manual_seed(3))
    expected = torch.tensor(
        [[float(F.cosine_similarity(patches[0, i], patches[0, j], dim=0)) for j in range(5)] for i in range(5)]
    )
    torch.testing.assert_close(self_similarity(patches)[0], expected, atol=1e-5, rtol=1e-4)


def test_the_structural_loss_is_the_frobenius_norm_over_n() -> None:
    first, second = torch.randn(1, 5, 7), torch.randn(1, 5, 7)
    expected = torch.linalg.matrix_norm(self_similarity(first) - self_similarity(second)) / 5
    torch.testing.assert_close(structural_loss(first, second), expected, atol=1e-5, rtol=1e-4)


def test_the_structural_loss_of_the_same_picture_is_zero_with_a_finite_gradient() -> None:
    patches = torch.randn(1, 5, 7)
    edited = patches.clone().requires_grad_()
    loss = structural_loss(edited, patches)
    loss.sum().backward()
    assert float(loss.detach()[0]) < 1e-5
    assert edited.grad is not None
    assert torch.isfinite(edited.grad).all()


def test_the_score_is_a_weighted_sum_of_cosines_and_no_softmax() -> None:
    edited, source, text = unit(3, 8), unit(8, seed=1), unit(8, seed=2)
    total, text_part, image_part = score(edited, source, text)
    torch.testing.assert_close(total, 2 * (edited @ text) + edited @ source)
    torch.testing.assert_close(text_part, edited @ text)
    torch.testing.assert_close(image_part, edited @ source)
    alone, _text, _image = score(edited[:1], source, text)
    torch.testing.assert_close(alone, total[:1])  # a candidate's score does not depend on the others


def terms() -> EditTerms:
    return EditTerms(
        clip=torch.tensor([0.1]),
        structural=torch.tensor([0.2]),
        directional=torch.tensor([0.4]),
        crop_directional=torch.tensor([0.5]),
        whole_gain=torch.tensor([0.7]),
        crop_gain=torch.tensor([0.8]),
    )


def test_the_papers_objective_is_its_three_terms() -> None:
    weights = LossWeights(clip=1, structural=10, directional=100, whole_directional=7, crop_directional=1000)
    assert float(edit_loss(terms(), weights, Objective.PAPER)[0]) == pytest.approx(0.1 + 2 + 40)
    window = WindowTerms(*[torch.ones(3)] * 7)
    assert window_loss(window, weights, Objective.PAPER).tolist() == [0, 0, 0]


def test_our_objective_looks_close_up_and_at_the_evidence() -> None:
    weights = LossWeights(
        whole_directional=1,
        crop_directional=10,
        source_similarity=2,
        relevance=3,
        objectness=0.5,
        framing=4,
        map_framing=6,
        size=0.25,
    )
    assert float(edit_loss(terms(), weights, Objective.CLOSE_UP)[0]) == pytest.approx(-0.7 - 8)
    window = WindowTerms(
        source_similarity=torch.tensor([0.3]),
        relevance=torch.tensor([0.1]),
        objectness=torch.tensor([0.6]),
        framing=torch.tensor([0.9]),
        share=torch.tensor([0.2]),
        network_prior=torch.tensor([-2.0]),
        map_framing=torch.tensor([0.7]),
    )
    assert float(window_loss(window, weights, Objective.CLOSE_UP)[0]) == pytest.approx(
        0.25 * 0.2 - 0.6 - 0.3 - 0.3 - 3.6 + 4 * NETWORK_PRIOR_SHARE * 2 - 6 * 0.7
    )


def test_the_cosine_distance_broadcasts() -> None:
    assert cosine_distance(unit(4, 8), unit(8)).shape == (4,)
    pictures, text = unit(2, 3, 8), unit(8, seed=1)
    torch.testing.assert_close(cosine_distance(pictures, text), 1 - pictures @ text)
