"""What an editor is: it fills one box of a crop so that the crop shows what the prompt says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.geometry import Box

#: What whoever draws new things can be asked for.
DRAWING_INTENTS = frozenset([EditIntent.REPLACE, EditIntent.REPLACE_ANY, EditIntent.ADD])


@dataclass(frozen=True, slots=True)
class CropToEdit:
    """A part of the source image at the editor's working size, and the box in it that is to be edited.

    Attributes:
        pixels: (H, W, 3) uint8 sRGB in [0, 255].
        box: the region, in the crop's pixels; not empty, within the crop.
        seed: everything random about this edit follows from it.
    """

    pixels: NDArray[np.uint8]
    box: Box
    seed: int


@dataclass(frozen=True, slots=True)
class EditInstructions:
    """What all crops of one call share.

    Attributes:
        steps: denoising steps, at least 1; editors without steps ignore it.
        guidance_scale: classifier-free guidance; 1 turns it off.
        strength: denoising strength in (0, 1]; 1 ignores what was under the box.
        is_draft: speed matters more than finish.
        intent: what the edit is for.
    """

    prompt: str
    source_prompt: str = ""
    negative_prompt: str = ""
    steps: int = 20
    guidance_scale: float = 7.5
    strength: float = 1.0
    is_draft: bool = False
    intent: EditIntent = EditIntent.REPLACE_ANY


@dataclass(frozen=True, slots=True)
class EditedCrop:
    """What came out.

    Attributes:
        pixels: (H, W, 3) uint8 sRGB, the same size as the crop that went in. Pixels outside the box do not count.
        note: a few words on how it was made ("red apple, flat drawing"), or "".
        mask: (H, W) uint8: where the editor changed the crop, if it knows better than "in the box"; 0 leaves a pixel as
            it was.
    """

    pixels: NDArray[np.uint8]
    note: str = ""
    mask: NDArray[np.uint8] | None = None


#: Called once for each denoising evaluation with the number of images evaluated; raises `Stopped` to stop at once.
OnStep = Callable[[int], None]


@runtime_checkable
class Editor(Protocol):
    """A pretrained text-to-image model, or anything that fills a box from a text."""

    @property
    def name(self) -> str:
        """The key in the bundle's manifest: "retrieve", "diffusion", "masked"."""
        ...

    @property
    def intents(self) -> frozenset[EditIntent]:
        """What it can be asked for."""
        ...

    @property
    def lays_on_ground(self) -> bool:
        """Whether it lays things onto what is there, which has to be cleared of what they replace; else it repaints."""
        ...

    @property
    def drafts_pay(self) -> bool:
        """Whether learning from its drafts is worth their time on this machine."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same request could give other pixels (weights, library): part of the memo's key."""
        ...

    @property
    def softness_share(self) -> float:
        """How much of the request's softness its edits need at the border of the box, in [0, 1].

        1 for models that repaint the box; less for editors that meet the surroundings by themselves.
        """
        ...

    def working_side_px(self, *, is_draft: bool) -> int:
        """The side of the square crops it wants."""
        ...

    def vocabulary(self) -> tuple[str, ...]:
        """The things it can draw where that is a closed list, else ()."""
        ...

    def known_words(self) -> tuple[str, ...]:
        """Every word that names one of them: the vocabulary and its synonyms; () where the list is not closed."""
        ...

    def check(self, prompt: str) -> None:
        """Looks whether it can draw this at all, before anything is computed.

        Raises:
            InvalidRequest: with what it knows that is nearest.
        """
        ...

    def edit(self, crops: Sequence[CropToEdit], instructions: EditInstructions, *, on_step: OnStep) -> list[EditedCrop]:
        """Edits every crop; crops of one call have the same size.

        Raises:
            Stopped: as soon as `on_step` raises it.
            OutOfMemory, InvalidRequest: with a sentence for the user.
        """
        ...
