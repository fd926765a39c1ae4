"""The crop an editor works on: the region with context, at the editor's own size, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The crop's side as a multiple of the region's longer side.
CONTEXT_FACTOR = 1.6
#: Crops are resized to multiples of this, which every latent model accepts.
SIDE_MULTIPLE_PX = 8


@dataclass(frozen=True, slots=True)
class CropPlan:
    """Where the crop lies in a picture and how large the editor sees it.

    Attributes:
        frame: size of the picture that `crop` and `region` are boxes of.
        crop: holds the region; square where the picture allows it.
        size: the crop as the editor gets it.
    """

    frame: Size
    crop: Box
    region: Box
    size: Size

    @property
    def region_in_crop(self) -> Box:
        """The region in the resized crop's pixels."""
        moved = self.region.translated(-self.crop.x0, -self.crop.y0)
        scaled = moved.scaled(self.size.width / self.crop.width, self.size.height / self.crop.height)
        return scaled.clipped_to(self.size)

    def cut(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The crop of a picture, (H, W, 3), at the editor's size."""
        return resized(np.ascontiguousarray(pixels[self.crop.as_slices()]), self.size)

    def region_of(self, edited: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The region's pixels of an edited crop, at the region's own size in the picture: (h, w, 3)."""
        whole = resized(edited, self.crop.size)
        inside = self.region.translated(-self.crop.x0, -self.crop.y0)
        return np.ascontiguousarray(whole[inside.as_slices()])


def plan_crop(region: Box, frame: Size, *, side_px: int) -> CropPlan:
    """A square around the region with context, moved into the picture, clipped where the picture is too narrow.

    Args:
        region: not empty, within the picture.
        frame: of the picture that is cut.
        side_px: the longer side the editor wants.
    """
    side = max(round(region.size.longest * CONTEXT_FACTOR), min(16, frame.shortest))
    centre_x, centre_y = region.centre
    crop = Box.around(centre_x, centre_y, side, side).moved_inside(frame)
    scale = side_px / crop.size.longest
    return CropPlan(frame, crop, region, Size(_multiple_of_8(crop.width * scale), _multiple_of_8(crop.height * scale)))


def plan_whole(region: Box, frame: Size, *, side_px: int) -> CropPlan:
    """All of the picture, its longer side as the editor wants it: how the paper edits.

    Args:
        region: not empty, within the picture.
        frame: of the picture.
        side_px: the longer side the editor wants.
    """
    scale = side_px / frame.longest
    return CropPlan(
        frame, frame.as_box(), region, Size(_multiple_of_8(frame.width * scale), _multiple_of_8(frame.height * scale))
    )


def _multiple_of_8(length: float) -> int:
    return max(SIDE_MULTIPLE_PX, round(length / SIDE_MULTIPLE_PX) * SIDE_MULTIPLE_PX)
