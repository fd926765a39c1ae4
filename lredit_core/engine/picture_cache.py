"""What is seen in pictures, computed once for each: for the next prompt, for several things in one, for a nudge."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch

from lredit_core.editors.crop_editing import SourceViews
from lredit_core.encoders.detector import Detections
from lredit_core.encoders.eye import Glance, Sight
from lredit_core.once import Once
from lredit_core.regions.pointing import PointableWindows
from lredit_core.regions.segments import Segments

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.editors.crop import CropPlan
    from lredit_core.encoders.grounding.grounded import GroundedThings, LookedAt
    from lredit_core.encoders.image_text import ImageEncoding
    from lredit_core.encoders.self_supervised import PatchFeatures
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.regions.objectness import SimilarityGraph

_PICTURES_KEPT = 3
#: Close-ups of one picture whose embeddings are kept: a few megabytes.
_CLOSE_UPS_KEPT = 2000
#: Parts of a picture of which a segmenter's encodings are kept: each may take tens of megabytes.
_VIEWS_KEPT = 4


@dataclass(frozen=True, slots=True)
class PictureFeatures:
    """What the self-supervised model says of one picture, whatever is asked for in it."""

    patches: PatchFeatures
    graph: SimilarityGraph


@dataclass(frozen=True, slots=True, eq=False)
class PhotographView:
    """What is seen in one photograph; each part when it is asked for first.

    Attributes:
        glance: what the eye saw at once.
        sight: all that it sees.
        detections: what the detector finds.
        windows: (N, 4), from selective search, in shares of the sides.
        superpixels: for each scale (rows, columns).
    """

    glance: Glance
    sight: Once[Sight] = field(default_factory=lambda: Once[Sight]())
    detections: Once[Detections] = field(default_factory=lambda: Once[Detections]())
    windows: Once[torch.Tensor] = field(default_factory=lambda: Once[torch.Tensor]())
    superpixels: Once[tuple[torch.Tensor, ...]] = field(default_factory=lambda: Once[tuple[torch.Tensor, ...]]())


@dataclass(frozen=True, slots=True)
class WholeEncoding:
    """The whole picture before the image-text model.

    Attributes:
        work: (1, 3, h, w) in [0, 1], the picture at the model's work size.
    """

    work: torch.Tensor
    encoding: ImageEncoding


@dataclass(frozen=True, slots=True, eq=False)
class PictureNotes:
    """What was computed of one picture so far; each part when it is asked for first."""

    _views: Once[SourceViews] = field(default_factory=lambda: Once[SourceViews]())
    _features: Once[PictureFeatures] = field(default_factory=lambda: Once[PictureFeatures]())
    _segments: Once[Segments] = field(default_factory=lambda: Once[Segments]())
    _photograph: Once[PhotographView] = field(default_factory=lambda: Once[PhotographView]())
    _whole: Once[WholeEncoding] = field(default_factory=lambda: Once[WholeEncoding]())
    _pointable: Once[PointableWindows] = field(default_factory=lambda: Once[PointableWindows]())
    _superpixels: Once[tuple[torch.Tensor, ...]] = field(default_factory=lambda: Once[tuple[torch.Tensor, ...]]())
    _grounded: dict[str, GroundedThings] = field(default_factory=dict)
    _close_ups: dict[CropPlan, torch.Tensor] = field(default_factory=dict)
    _looked_at: OrderedDict[Box, LookedAt] = field(default_factory=OrderedDict)

    def views(self, image: PixelBuffer) -> SourceViews:
        """The picture in sRGB, and at draft size."""
        return self._views.get(lambda: SourceViews.of(image))

    def features(self, look: Callable[[], PictureFeatures]) -> PictureFeatures:
        """What was seen; `look` is called where it was not yet."""
        return self._features.get(look)

    def segments(self, find: Callable[[], Segments]) -> Segments:
        """The picture's segments; `find` is called where they were not found yet."""
        return self._segments.get(find)

    def photograph(self, look: Callable[[], PhotographView]) -> PhotographView:
        """What the eye saw; `look` is called where it did not yet."""
        return self._photograph.get(look)

    def whole(self, encode: Callable[[], WholeEncoding]) -> WholeEncoding:
        """The whole picture encoded; `encode` is called where it was not yet."""
        return self._whole.get(encode)

    def close_ups(self) -> dict[CropPlan, torch.Tensor]:
        """Parts of the picture as the image-text model saw them before any edit, (D,) each, to be added to: what one
        prompt looks at closely another may, too. Empty again once there are many."""
        if len(self._close_ups) > _CLOSE_UPS_KEPT:
            self._close_ups.clear()
        return self._close_ups

    def pointable(self, gather: Callable[[], PointableWindows]) -> PointableWindows:
        """What can be pointed at; `gather` is called where it was not yet."""
        return self._pointable.get(gather)

    def superpixels(self, find: Callable[[], tuple[torch.Tensor, ...]]) -> tuple[torch.Tensor, ...]:
        """The picture's superpixels; `find` is called where they were not found yet."""
        return self._superpixels.get(find)

    def grounded(self, words: str, find: Callable[[], GroundedThings]) -> GroundedThings:
        """What the grounding part found of some words; `find` is called where they were not looked for yet."""
        if words not in self._grounded:
            self._grounded[words] = find()
        return self._grounded[words]

    def looked_at(self, view: Box, look: Callable[[], LookedAt]) -> LookedAt:
        """A part of the picture as the segmenter saw it; `look` is called where it did not lately."""
        if view not in self._looked_at:
            self._looked_at[view] = look()
            if len(self._looked_at) > _VIEWS_KEPT:
                self._looked_at.popitem(last=False)
        self._looked_at.move_to_end(view)
        return self._looked_at[view]


class PictureCache:
    """The latest pictures by their digest, all seen by one bundle."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, PictureNotes] = OrderedDict()

    def of(self, image: PixelBuffer) -> PictureNotes:
        """What is known of a picture; nothing yet, where it was not asked for lately."""
        notes = self._entries.setdefault(image.digest, PictureNotes())
        self._entries.move_to_end(image.digest)
        if len(self._entries) > _PICTURES_KEPT:
            self._entries.popitem(last=False)
        return notes
