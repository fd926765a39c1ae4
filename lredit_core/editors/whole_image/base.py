"""What an editor without a region is: a picture and a prompt in, a whole picture out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from lredit_core.geometry import Size
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.editors.base import OnStep

#: Sides of latent pictures that every UNet here can halve and double: 8 pixels a latent, three halvings.
SIDE_MULTIPLE_PX = 64


@dataclass(frozen=True, slots=True)
class WholeInstructions:
    """What to do to a picture.

    Attributes:
        prompt: what it should show; for instruction followers, what to do.
        source_prompt: what it shows now; "" where nobody said so.
        steps: denoising steps, at least 1.
        guidance_scale: classifier-free guidance; 1 turns it off.
    """

    prompt: str
    source_prompt: str = ""
    seed: int = 0
    steps: int = 50
    guidance_scale: float = 7.5


class WholeImageEditor(Protocol):
    """A pretrained editor that knows no box."""

    @property
    def name(self) -> str:
        """As it is asked for: "instruct-pix2pix", "diffedit", "plug-and-play", "masactrl"."""
        ...

    def edit_whole(
        self, picture: NDArray[np.uint8], instructions: WholeInstructions, *, on_step: OnStep
    ) -> NDArray[np.uint8]:
        """The edited picture, (H, W, 3) uint8 sRGB like the one that went in; the same seed gives the same pixels.

        Raises:
            Stopped: as soon as `on_step` raises it.
        """
        ...


def working_size(size: Size, *, side_px: int) -> Size:
    """The size, near a picture's shape, at which a model that was trained at `side_px` sees it."""
    scale = side_px / size.longest
    return Size(_rounded(size.width * scale), _rounded(size.height * scale))


def as_worked_on(picture: NDArray[np.uint8], *, side_px: int) -> NDArray[np.uint8]:
    """A picture, (H, W, 3) uint8, at its working size."""
    height, width = picture.shape[:2]
    return resized(np.ascontiguousarray(picture), working_size(Size(width, height), side_px=side_px))


def as_large_as(edited: NDArray[np.uint8], picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """An edited picture at the size of the one that went in."""
    height, width = picture.shape[:2]
    return resized(edited, Size(width, height))


def _rounded(length: float) -> int:
    return max(SIDE_MULTIPLE_PX, round(length / SIDE_MULTIPLE_PX) * SIDE_MULTIPLE_PX)
