"""Log-odds: the same answers from models of any scale, with a gradient everywhere."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F

from lredit_core.objective.evidence import MOST_GAIN, NATS_PER_UNIT, evidence, gain, log_odds


def unit(*shape: int, seed: int) -> torch.Tensor:
    return F.normalize(torch.randn(*shape, generator=torch.Generator().manual_seed(seed)), dim=-1)


def narrowed(signal: torch.Tensor, *, kept: float) -> torch.Tensor:
    """The same directions beside a large component that all share: cosines spread over `kept` of what they did."""
    shared = signal.new_full((*signal.shape[:-1], 1), (1 - kept) ** 0.5)
    return torch.cat([signal * kept**0.5, shared], dim=-1)


def test_the_odds_are_those_of_a_softmax_over_all_texts() -> None:
    pictures, text, others = unit(3, 8, seed=0), unit(8, seed=1), unit(4, 8, seed=2)
    shares = torch.softmax(20 * pictures @ torch.cat([text[None], others]).T, dim=1)[:, 0]
    expected = (shares / (1 - shares)).log()
    torch.testing.assert_close(log_odds(pictures, text, others, logit_scale=20), expected, atol=1e-4, rtol=1e-4)


def test_narrow_cosines_at_a_large_scale_say_what_wide_ones_say_at_a_small_one() -> None:
    pictures, text, others = unit(5, 8, seed=0), unit(8, seed=1), unit(4, 8, seed=2)
    wide = evidence(pictures, text, others, logit_scale=12)
    few = [narrowed(item, kept=0.1) for item in (pictures, text, others)]
    torch.testing.assert_close(evidence(*few, logit_scale=120), wide, atol=1e-4, rtol=1e-4)
    edited, target = unit(5, 8, seed=3), unit(8, seed=4)
    won = gain(edited, pictures, target, text, logit_scale=12)
    few = [narrowed(item, kept=0.1) for item in (edited, pictures, target, text)]
    torch.testing.assert_close(gain(*few, logit_scale=120), won, atol=1e-4, rtol=1e-4)


def test_nothing_gained_where_nothing_changed_and_more_the_further_it_goes() -> None:
    source, target_text, source_text = unit(8, seed=0), unit(8, seed=1), unit(8, seed=2)
    steps = torch.stack([source + share * (target_text - source_text) for share in (0.0, 0.1, 0.2)])
    won = gain(steps, source, target_text, source_text, logit_scale=10)
    assert float(won[0]) == 0
    assert won.diff().min() > 0
    assert float(won[1]) == pytest.approx(0.1 * float((target_text - source_text).pow(2).sum()) * 10 / 10, rel=1e-2)


@pytest.mark.parametrize("logit_scale", [1.0, 35.0, 100.0])
def test_it_is_bounded_and_every_gradient_is_finite_and_not_zero(logit_scale: float) -> None:
    edited = unit(6, 8, seed=0).requires_grad_()
    source, text, other = unit(8, seed=1), unit(8, seed=2), unit(3, 8, seed=3)
    seen = evidence(edited, text, other, logit_scale=logit_scale)
    won = gain(edited, source, text, other[0], logit_scale=logit_scale)
    assert float(seen.detach().abs().max()) <= 1
    assert float(won.detach().abs().max()) <= MOST_GAIN
    for values in (seen, won):
        (gradient,) = torch.autograd.grad(values.sum(), edited, retain_graph=True)
        assert torch.isfinite(gradient).all()
        assert (gradient.norm(dim=1) > 0).all()


def test_one_unit_is_ten_nats() -> None:
    text, other = torch.tensor([1.0, 0.0]), torch.tensor([[0.0, 1.0]])
    seen = evidence(torch.tensor([[1.0, 0.0]]), text, other, logit_scale=1.0)
    assert float(seen[0]) == pytest.approx(1 / NATS_PER_UNIT, rel=0.01)
