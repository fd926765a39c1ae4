"""How unlike two pictures look: the distance of their features in a convolutional trunk, stage by stage.

Source: Zhang et al. 2018, Eq. (1), without its learned weights: all channels of a stage and all stages count alike. The
trunk is the one of the bundle's eye for photographs, so that nothing has to be fetched; figures compare with one
another, not with those of other trunks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F

from lredit_core.bundles.devices import choose_device
from lredit_core.bundles.loading import load_eye
from lredit_core.bundles.store import bundle_folder
from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box, Size
from lredit_core.manifest import read_manifest

if TYPE_CHECKING:
    from typing import Protocol

    import numpy as np
    from numpy.typing import NDArray

    class HasStages(Protocol):
        """What features are taken from."""

        def stages(self, pictures: torch.Tensor) -> tuple[torch.Tensor, ...]:
            """(B, C, h, w) of each stage for (B, 3, H, W) in [0, 1]."""
            ...


#: Pictures with longer sides are made smaller, those with shorter ones larger: the trunk looks at both alike.
LONGEST_PX, LEAST_PX = 512, 64
#: What is compared around a changed place, as a share of the place's longer side.
MARGIN = 0.25


class PerceptualDistance:
    """Compares pictures of one size.

    Args:
        trunk: whose features are compared.
    """

    def __init__(self, trunk: HasStages) -> None:
        self._trunk = trunk

    @classmethod
    def of_bundle(cls, reference: str) -> PerceptualDistance:
        """With the eye of a bundle, by its name or folder; no other model is loaded.

        Raises:
            ModelUnavailable: where the bundle is not there, or has no eye.
        """
        folder = bundle_folder(reference)
        part = read_manifest(folder).photographs
        if part is None:
            raise ModelUnavailable(f'The bundle "{reference}" has no eye for photographs to compare pictures with.')
        return cls(load_eye(folder / part.folder, device=choose_device()))

    def between(self, one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
        """In [0, 4]: 0 for equal pictures; the mean over stages and places of the squared distance of features that
        have unit length over their channels.

        Args:
            one: (H, W, 3) uint8 sRGB.
            other: (H, W, 3) uint8 sRGB, of the same size.

        Raises:
            ValueError: for pictures of different sizes.
        """
        if one.shape != other.shape:
            raise ValueError(f"pictures of one size can be compared, got {one.shape} and {other.shape}")
        both = torch.cat([as_unit_tensor(one), as_unit_tensor(other)])
        stages = [F.normalize(stage, dim=1) for stage in self._trunk.stages(_fitted(both))]
        return float(torch.stack([(stage[0] - stage[1]).square().sum(dim=0).mean() for stage in stages]).mean())

    def around(self, one: NDArray[np.uint8], other: NDArray[np.uint8], where: Box) -> float:
        """The same of what lies in a box and `MARGIN` around it, as far as the pictures go."""
        size = Size(one.shape[1], one.shape[0])
        here = where.grown(max(1, round(MARGIN * where.size.longest))).clipped_to(size).as_slices()
        return self.between(one[here], other[here])


def _fitted(pictures: torch.Tensor) -> torch.Tensor:
    """(B, 3, H, W) -> (B, 3, H', W'), within `LONGEST_PX` and `LEAST_PX`; in the same aspect, as far as both allow."""
    height, width = pictures.shape[2:]
    scale = max(min(1.0, LONGEST_PX / max(height, width)), LEAST_PX / min(height, width))
    if scale == 1.0:
        return pictures
    size = [min(LONGEST_PX, max(LEAST_PX, round(side * scale))) for side in (height, width)]
    return F.interpolate(pictures, size=size, mode="bilinear", antialias=True)
