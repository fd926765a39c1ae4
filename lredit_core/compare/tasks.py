"""Pictures to compare, each made in a process of its own (`bundles.apart`): a model too large takes nothing along.

Both tasks emit which share of them is done, in [0, 1].
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from lredit_core.api.events import EditEvent, ProgressMade
from lredit_core.compare.comparison import ComparedPicture, OtherEditor, edited_by, edited_by_us
from lredit_core.geometry import Size
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.api.request import EditRequest
    from lredit_core.cancellation import CancellationToken
    from lredit_core.editors.whole_image.base import WholeInstructions

#: Pictures are compared at most this long: others work at 512 pixels or so, and screens show little more.
COMPARED_PX = 2048


def to_compare(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """An (H, W, 3) uint8 picture at the size at which pictures are compared."""
    height, width = pixels.shape[:2]
    size = Size(width, height)
    return resized(pixels, size.scaled_to_longest(min(COMPARED_PX, size.longest)))


@dataclass(frozen=True, slots=True, eq=False)
class OtherEditTask:
    """Another editor's picture.

    Attributes:
        place: its model's folder or .safetensors file.
        picture: (H, W, 3) uint8 sRGB.
    """

    other: OtherEditor
    place: Path
    picture: NDArray[np.uint8] = field(repr=False)
    told: WholeInstructions

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> ComparedPicture:
        expected, done = self.other.evaluations(self.told.steps), 0

        def on_step(images: int) -> None:
            nonlocal done
            token.raise_if_cancelled()
            done += images
            emit(min(done / expected, 1.0))

        return edited_by(self.other, self.place, self.picture, self.told, on_step=on_step)


@dataclass(frozen=True, slots=True, eq=False)
class OurEditTask:
    """Our edit's picture, of the request's whole image, then made as small as the others."""

    request: EditRequest = field(repr=False)
    bundle: str

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> ComparedPicture:
        def observe(event: EditEvent) -> None:
            if isinstance(event, ProgressMade):
                emit(event.fraction)

        made = edited_by_us(self.request, bundle=self.bundle, token=token, observer=observe)
        return replace(made, pixels=to_compare(made.pixels))
