"""What the window tells the engine of a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer


@dataclass(frozen=True, slots=True)
class Choice:
    """A box that a person accepted, learned or their own, and the picture as it was before the edit."""

    image: PixelBuffer
    box: Box
    prompt: str
