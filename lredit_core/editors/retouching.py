"""Editors that need no generator: what they make of a photograph is in it already.

They follow the thing's mask at the picture's own size and depth. While the region is learned they draft in boxes like
every other editor.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from lredit_core.document.compositing import blended
from lredit_core.editors.base import CropToEdit, EditedCrop, EditInstructions, Editor, OnStep
from lredit_core.editors.filler import Filler, PatchFiller
from lredit_core.editors.filling import filled
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.cancellation import CancellationToken
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.editors.laying_down import Laid
    from lredit_core.pictures.image import PixelBuffer, Pixels
    from lredit_core.prompt.intent import EditIntent

#: Sides of the crops that drafts are made on, and in which results are looked at.
_DRAFT_SIDE_PX, _SEEN_SIDE_PX = 128, 256


@dataclass(frozen=True, slots=True, eq=False)
class ThingToRetouch:
    """A thing in a picture, and what has to be known of what lies around it.

    Attributes:
        srgb: (H, W, 3) uint8 sRGB, `image` as it is seen.
        avoid: (H, W) bool, what nothing is to be taken from: other things, people, and what is `painted`; or None.
        painted: (H, W) bool, what the person said that nothing is to be taken from; or None.
        destinations: boxes of the thing where it could go, the best first; () where it stays.
        seed: everything random follows from it.
        filler: what fills holes.
    """

    image: PixelBuffer
    srgb: NDArray[np.uint8] = field(repr=False)
    silhouette: Silhouette
    seed: int = 0
    avoid: NDArray[np.bool_] | None = field(default=None, repr=False)
    painted: NDArray[np.bool_] | None = field(default=None, repr=False)
    destinations: tuple[Box, ...] = ()
    filler: Filler = field(default_factory=PatchFiller, repr=False)

    def avoided_by(self, filler: Filler) -> NDArray[np.bool_] | None:
        """(H, W) bool, what a filler is not to look at; or None."""
        return self.avoid if filler.copies else self.painted


@dataclass(frozen=True, slots=True, eq=False)
class Retouched:
    """A part of the picture, retouched.

    Attributes:
        pixels: (h, w, 3 or 4) in the picture's own depth and profile.
        mask: (h, w) uint8; where it is 0 nothing changes.
        opacity: how strongly it is laid over the picture, in (0, 1].
        note: a few words on how it was made, or "".
        destination: the box of the thing's mask where it was put down, if it was.
    """

    box: Box
    pixels: Pixels = field(repr=False)
    mask: NDArray[np.uint8] = field(repr=False)
    opacity: float = 1.0
    note: str = ""
    destination: Box | None = None


@runtime_checkable
class RetouchEditor(Editor, Protocol):
    """An editor that retouches a thing within its mask; each is made for one target."""

    def variant_count(self, thing: ThingToRetouch) -> int:
        """How many results are worth comparing; at least 1."""
        ...

    def retouch(self, thing: ThingToRetouch, *, variant: int, token: CancellationToken) -> Retouched:
        """One result.

        Raises:
            InvalidRequest: where the thing cannot be retouched, with a sentence that says why.
            Stopped: once the token is cancelled.
        """
        ...


class RetouchDrafts:
    """What retouch editors have in common: no words to know, and drafts in which what was in the box is gone.

    Attributes:
        intent: the one that it serves.
    """

    intent: EditIntent

    @property
    def name(self) -> str:
        return self.intent.value

    @property
    def intents(self) -> frozenset[EditIntent]:
        return frozenset([self.intent])

    @property
    def drafts_pay(self) -> bool:
        return True

    @property
    def lays_on_ground(self) -> bool:
        return False

    @property
    def fingerprint(self) -> str:
        return f"{self.name}-1"

    @property
    def softness_share(self) -> float:
        return 0.06

    def working_side_px(self, *, is_draft: bool) -> int:
        return _DRAFT_SIDE_PX if is_draft else _SEEN_SIDE_PX

    def vocabulary(self) -> tuple[str, ...]:
        return ()

    def known_words(self) -> tuple[str, ...]:
        return ()

    def check(self, prompt: str) -> None:
        """Takes any prompt: what it is about is in the picture or not."""

    def edit(self, crops: Sequence[CropToEdit], instructions: EditInstructions, *, on_step: OnStep) -> list[EditedCrop]:
        """Every crop without what was in its box."""
        edited = []
        for crop in crops:
            on_step(0)
            edited.append(EditedCrop(self.drafted(crop)))
        return edited

    def drafted(self, crop: CropToEdit) -> NDArray[np.uint8]:
        """(H, W, 3) uint8: the crop, changed in its box as quickly as can be."""
        pixels = crop.pixels.copy()
        pixels[crop.box.as_slices()] = np.clip(filled(crop.pixels, crop.box) + 0.5, 0, 255).astype(np.uint8)
        return pixels


def union_of(filled: NDArray[np.bool_], other: Box) -> Box:
    """The box around what was filled, (H, W) bool and not empty, and another box."""
    rows, columns = np.flatnonzero(filled.any(axis=1)), np.flatnonzero(filled.any(axis=0))
    return Box(
        min(int(columns[0]), other.x0),
        min(int(rows[0]), other.y0),
        max(int(columns[-1]) + 1, other.x1),
        max(int(rows[-1]) + 1, other.y1),
    )


def laid_over(below: Pixels, filled: NDArray[np.bool_], laid: Laid, *, note: str = "") -> Retouched:
    """What was filled and what was laid down, as one part of the picture.

    Args:
        below: (H, W, 3 or 4) the picture, filled.
        filled: (H, W) bool, where.
        laid: what lies over it.
        note: of the result.
    """
    box = union_of(filled, laid.box)
    pixels = below[box.as_slices()].copy()
    there = laid.box.translated(-box.x0, -box.y0).as_slices()
    pixels[there] = blended(pixels[there], laid.pixels, laid.mask)
    mask = np.where(filled[box.as_slices()], 255, 0).astype(np.uint8)
    mask[there] = np.where(laid.mask > 0, 255, mask[there])
    return Retouched(box, pixels, mask, note=note)
