"""The loss of a window: what its edit does to the picture, and what is known of the window before any edit.

Source: Lin et al. 2024, Eq. (6) for the paper's three terms. Ours adds the terms on a crop around the window, the
source prompt's evidence in that crop, and a prior on the size (docs/decisions/0004).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from lredit_core.request import LossWeights, Objective


@dataclass(frozen=True, slots=True)
class EditTerms:
    """Loss terms that need the edited picture, each (B,)."""

    clip: torch.Tensor
    structural: torch.Tensor
    directional: torch.Tensor
    crop_directional: torch.Tensor


def edit_loss(terms: EditTerms, weights: LossWeights, objective: Objective) -> torch.Tensor:
    """The part of the loss that an edit decides: (B,)."""
    if objective is Objective.PAPER:
        return (
            weights.clip * terms.clip + weights.structural * terms.structural + weights.directional * terms.directional
        )
    return weights.whole_directional * terms.directional + weights.crop_directional * terms.crop_directional


@dataclass(frozen=True, slots=True)
class WindowTerms:
    """What is known of windows without an edit, each of the same shape.

    Attributes:
        likeness: cosine of the window's close-up with the source prompt; zeros where none is given.
        relevance: how much more the dense map speaks of the source prompt inside the window than around it, in the
            map's standard deviations; zeros where none is given.
        objectness: how much more of a thing lies inside the window than around it, in [-1, 1].
        framing: how well the window frames something whole, in [0, 1].
        share: the window's share of the picture's area, in (0, 1].
    """

    likeness: torch.Tensor
    relevance: torch.Tensor
    objectness: torch.Tensor
    framing: torch.Tensor
    share: torch.Tensor


def window_loss(terms: WindowTerms, weights: LossWeights, objective: Objective) -> torch.Tensor:
    """The part of the loss that is known without an edit; all zeros under the paper's objective."""
    if objective is Objective.PAPER:
        return torch.zeros_like(terms.share)
    return (
        weights.size * terms.share
        - weights.evidence * terms.likeness
        - weights.relevance * terms.relevance
        - weights.objectness * terms.objectness
        - weights.framing * terms.framing
    )
