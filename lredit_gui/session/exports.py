"""What an export writes. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.document.document import Document
    from lredit_core.pictures.image import PixelBuffer


@dataclass(frozen=True, slots=True)
class ExportSubject:
    """What is exported.

    Attributes:
        document: what the file tells of: the prompts and seeds of its layers.
        image: gives the pixels; for worker threads.
    """

    document: Document
    image: Callable[[], PixelBuffer]
