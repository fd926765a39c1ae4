"""What an edit left of the background: PSNR, SSIM and a perceptual distance of what lies outside of a region."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.evaluation.structural_similarity import similarity_map
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from numpy.typing import NDArray

    from lredit_core.geometry import Size

    class ComparesPictures(Protocol):
        """A distance of two pictures, such as `PerceptualDistance`."""

        def between(self, one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float: ...


#: How much a known box is grown, as a share of its sides, before what lies outside of it is compared.
DILATION = 0.1
#: The PSNR of pictures that do not differ.
HIGHEST_PSNR_DB = 99.0


@dataclass(frozen=True, slots=True)
class BackgroundKept:
    """How much of the background is as it was.

    Attributes:
        psnr_db: of the pixels outside of the region, at most 99.
        ssim: the mean over these pixels, with what lies inside left as it was; 1 for equal ones.
        distance: of the whole picture with what lies inside left as it was; 0 for equal ones. None without a model.
    """

    psnr_db: float
    ssim: float
    distance: float | None


def psnr_db(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Of pixels, (..., 3) uint8 each; at most `HIGHEST_PSNR_DB`."""
    error = float(np.square(one.astype(np.float64) - other).mean())
    return min(HIGHEST_PSNR_DB, 10 * math.log10(255.0**2 / error)) if error > 0 else HIGHEST_PSNR_DB


def with_margin(box: Box, size: Size) -> Box:
    """A known box grown by `DILATION`, within a picture."""
    return Box.around(*box.centre, box.width * (1 + DILATION), box.height * (1 + DILATION)).clipped_to(size)


def background_kept(
    before: NDArray[np.uint8],
    after: NDArray[np.uint8],
    regions: Sequence[Box],
    distance: ComparesPictures | None = None,
) -> BackgroundKept | None:
    """Compares a picture before and after an edit outside of the edit's regions.

    Args:
        before: (H, W, 3) uint8 sRGB.
        after: (H, W, 3) uint8 sRGB, of the same size.
        regions: where the edit was meant to be; reach out of the picture at will.
        distance: a model that compares pictures.

    Returns:
        None where the regions fill the picture.

    Raises:
        ValueError: for pictures of different sizes.
    """
    if before.shape != after.shape:
        raise ValueError(f"pictures of one size can be compared, got {before.shape} and {after.shape}")
    outside = np.ones(before.shape[:2], np.bool_)
    for box in regions:
        outside[max(box.y0, 0) : max(box.y1, 0), max(box.x0, 0) : max(box.x1, 0)] = False
    if not outside.any():
        return None
    kept = np.where(outside[..., None], after, before)
    return BackgroundKept(
        psnr_db(before[outside], after[outside]),
        float(similarity_map(before, kept)[outside].mean()),
        None if distance is None else distance.between(before, kept),
    )
