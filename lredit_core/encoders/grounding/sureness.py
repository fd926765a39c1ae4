"""The one unit of what detectors say, whatever their family's scale.

The built-in detector's score is the IoU that a box is expected to have with the thing, and from 0.22 on it is believed
(docs/decisions/0023). A family says how sure it is on a scale of its own, with the score from which its own
post-processing believes a box. The two are laid upon each other in log-odds, as all evidence is (docs/decisions/0024):
what a family just believes is worth 0.22 here, and each nat more or less is a nat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from lredit_core.encoders.grounding.grounded import GroundedThings

#: From here on a box is believed; `engine/photographs.py` has the same for the built-in detector.
BELIEVED = 0.22
#: Scores are kept so far from 0 and 1.
_EPS = 1e-6


def in_common_unit(scores: torch.Tensor, *, believed_from: float) -> torch.Tensor:
    """A family's scores as sureness, each (N,) in [0, 1]; order is kept.

    Args:
        scores: in [0, 1].
        believed_from: the score from which the family's own post-processing believes a box.
    """
    there = torch.logit(torch.tensor(believed_from, dtype=torch.float32))
    here = torch.logit(torch.tensor(BELIEVED, dtype=torch.float32))
    return torch.sigmoid(torch.logit(scores.float(), eps=_EPS) - there + here)


def believed_count(things: GroundedThings) -> int:
    """How many boxes are believed."""
    return int((things.sureness >= BELIEVED).sum())
