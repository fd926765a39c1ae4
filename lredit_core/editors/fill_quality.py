"""How well what was filled fits what lies around it, where nobody knows what was behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: What counts as around a hole, as a share of the root of its area; in pixels at least.
_AROUND_SHARE, _AROUND_PX = 0.25, 6
#: Added to both sides of every ratio, in levels: what is smooth on both sides is alike.
_LEVEL = 0.5


def fill_loss(after: NDArray[np.uint8], hole: NDArray[np.bool_]) -> float:
    """How much a fill is seen: 0 where its border and its texture are as what lies around it.

    Args:
        after: (h, w, 3) uint8 sRGB, with what was filled and some of what lies around it.
        hole: (h, w) bool, what was filled.

    Returns:
        at least 0: the logarithm of the step across the hole's border over the steps around it, if it is larger, and
        half of how far the logarithm of its roughness is from theirs.
    """
    area = int(hole.sum())
    if not area:
        return 0.0
    reach = max(_AROUND_PX, round(_AROUND_SHARE * area**0.5))
    away = cv2.distanceTransform((~hole).astype(np.uint8), cv2.DIST_L2, 3)
    around = (away > 0) & (away <= reach)
    light = cv2.cvtColor(after, cv2.COLOR_RGB2GRAY).astype(np.float32)
    across, down = np.abs(np.diff(light, axis=1)), np.abs(np.diff(light, axis=0))

    def mean_step(pairs_across: NDArray[np.bool_], pairs_down: NDArray[np.bool_]) -> float:
        steps = np.concatenate([across[pairs_across], down[pairs_down]])
        return float(steps.mean()) if steps.size else 0.0

    border = mean_step(hole[:, 1:] != hole[:, :-1], hole[1:] != hole[:-1])
    inside = mean_step(hole[:, 1:] & hole[:, :-1], hole[1:] & hole[:-1])
    outside = mean_step(around[:, 1:] & around[:, :-1], around[1:] & around[:-1])
    seam = np.log((border + _LEVEL) / (outside + _LEVEL))
    texture = np.log((inside + _LEVEL) / (outside + _LEVEL))
    return float(max(0.0, seam) + 0.5 * abs(texture))
