"""The loss of a window: what its edit does to the picture, and what is known of the window before any edit.

Source: Lin et al. 2024, Eq. (6) for the paper's three terms. Ours measures what an edit does on a crop around the
window too, and adds the source similarity of that crop and a prior on the size (docs/decisions/0004); what the
image-text model says is in log-odds (`evidence.py`, docs/decisions/0024).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from lredit_core.api.request import LossWeights, Objective

#: What the region network knows of framing weighs this much beside the measured framing (docs/decisions/0009).
NETWORK_PRIOR_SHARE = 0.09
#: A window for something new has this side, as a share of the picture's shorter side, if nothing speaks against it.
USUAL_SIDE = 0.3
#: A window that is off its place beside another thing costs this much a shorter side of the picture.
RELATION_FACTOR = 3.0
#: How much more an existing thing under something new weighs than a thing that is framed badly.
COVERED_FACTOR = 4.0


@dataclass(frozen=True, slots=True)
class EditTerms:
    """Loss terms that need the edited picture, each (B,).

    Attributes:
        clip, structural, directional: the paper's, on the whole picture.
        crop_directional: the paper's L_Dir on a crop around the window, to compare with.
        whole_gain, crop_gain: ours: the odds that the edit won for the target, on the whole picture and on the crop.
    """

    clip: torch.Tensor
    structural: torch.Tensor
    directional: torch.Tensor
    crop_directional: torch.Tensor
    whole_gain: torch.Tensor
    crop_gain: torch.Tensor


def edit_loss(terms: EditTerms, weights: LossWeights, objective: Objective) -> torch.Tensor:
    """The part of the loss that an edit decides: (B,)."""
    if objective is Objective.PAPER:
        return (
            weights.clip * terms.clip + weights.structural * terms.structural + weights.directional * terms.directional
        )
    return -weights.whole_directional * terms.whole_gain - weights.crop_directional * terms.crop_gain


@dataclass(frozen=True, slots=True)
class WindowTerms:
    """What is known of windows without an edit, each of the same shape.

    Attributes:
        source_similarity: the evidence that the window's close-up shows what the source prompt names, in (-1, 1); zeros
            where none is given.
        relevance: how much more the dense map speaks of the source prompt inside the window than around it, in the
            map's standard deviations; zeros where none is given.
        objectness: how much more of a thing lies inside the window than around it, in [-1, 1].
        framing: how well the window frames something whole, in [0, 1].
        share: the window's share of the picture's area, in (0, 1].
        network_prior: logarithm of the probability that a region network trained on other pictures gives the window
            among its anchor's, <= 0; zeros where the bundle has none.
        map_framing: how well the window frames what an eye for photographs says of the source prompt, in [0, 1]; zeros
            in drawings, and where the bundle has no such eye.
    """

    source_similarity: torch.Tensor
    relevance: torch.Tensor
    objectness: torch.Tensor
    framing: torch.Tensor
    share: torch.Tensor
    network_prior: torch.Tensor
    map_framing: torch.Tensor


def window_loss(terms: WindowTerms, weights: LossWeights, objective: Objective) -> torch.Tensor:
    """The part of the loss that is known without an edit; all zeros under the paper's objective."""
    if objective is Objective.PAPER:
        return torch.zeros_like(terms.share)
    return (
        weights.size * terms.share
        - weights.source_similarity * terms.source_similarity
        - weights.relevance * terms.relevance
        - weights.objectness * terms.objectness
        - weights.framing * (terms.framing + NETWORK_PRIOR_SHARE * terms.network_prior)
        - weights.map_framing * terms.map_framing
    )


@dataclass(frozen=True, slots=True)
class PlaceTerms:
    """What is known, without an edit, of windows for something new, each of the same shape.

    Attributes:
        relevance: the dense map's mean inside the window, in its standard deviations: is this the place spoken of?
        coverage: how much of anything that stands out the window would cover, in [0, 1].
        side: geometric mean of the window's sides over the picture's shorter side, in (0, 1].
        relation_penalty: how far the window is from where the words put it beside another thing, in shorter sides,
            >= 0; zeros where they do not.
    """

    relevance: torch.Tensor
    coverage: torch.Tensor
    side: torch.Tensor
    relation_penalty: torch.Tensor


def place_loss(terms: PlaceTerms, weights: LossWeights, objective: Objective) -> torch.Tensor:
    """`window_loss` where something new is put into a place: it should be empty, and of a usual size."""
    if objective is Objective.PAPER:
        return torch.zeros_like(terms.side)
    return (
        COVERED_FACTOR * weights.objectness * terms.coverage
        + weights.size * (terms.side / USUAL_SIDE).log2().abs()
        + RELATION_FACTOR * terms.relation_penalty
        - weights.relevance * terms.relevance
    )
