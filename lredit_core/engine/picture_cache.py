"""What the self-supervised model says of a picture, kept for the next prompt on it and for several things in one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from lredit_core.encoders.self_supervised import PatchFeatures
from lredit_core.regions.objectness import SimilarityGraph
from lredit_core.regions.segments import Segments

_PICTURES_KEPT = 3


@dataclass(frozen=True, slots=True)
class PictureFeatures:
    """Of one picture, whatever is asked for in it."""

    patches: PatchFeatures
    graph: SimilarityGraph
    segments: Segments


class PictureCache:
    """The latest pictures by their digest, all seen by one bundle."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, PictureFeatures] = OrderedDict()

    def get(self, digest: str, look: Callable[[], PictureFeatures]) -> PictureFeatures:
        """What was seen; `look` is called where it was not yet."""
        if digest not in self._entries:
            self._entries[digest] = look()
            if len(self._entries) > _PICTURES_KEPT:
                self._entries.popitem(last=False)
        self._entries.move_to_end(digest)
        return self._entries[digest]
