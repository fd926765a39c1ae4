"""From a choice to what can be learned from it: the picture is looked at once more and then forgotten."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import torch
from torchvision.ops import box_iou

from lredit_core.api.request import EditSettings, Margins
from lredit_core.choices.store import ChoiceNote, ChoiceStore
from lredit_core.pictures.image import PixelBuffer, resized
from lredit_core.prompt.intent import EditIntent
from lredit_core.regions.anchors import find_anchors
from lredit_core.regions.examples import RegionExample
from lredit_core.regions.proposals import propose
from lredit_core.regions.segments import Segments, find_segments

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.geometry import Box, PatchGrid

#: A box frames a segment of the picture if their IoU is at least this.
LEAST_SEGMENT_IOU = 0.3
_LONGEST_PX = 1024


def features_of(bundle: ModelBundle) -> str:
    """What tells the features of one bundle's choices from those of another's."""
    checksums = bundle.manifest.checksums
    own = [value for path, value in checksums.items() if path.startswith(bundle.manifest.self_supervised.folder)]
    return " ".join([bundle.name, *(value[:12] for value in sorted(own))])


def note_choice(bundle: ModelBundle, image: PixelBuffer, box: Box, prompt: str, store: ChoiceStore) -> ChoiceNote:
    """Keeps a box that a person accepted on a picture.

    Args:
        bundle: that sees the picture.
        image: the picture without the edit.
        box: that was accepted, in pixels.
        prompt: what it was accepted for.
        store: where it is kept.
    """
    size = image.size
    pixels = resized(image.to_srgb8(), size.scaled_to_longest(min(_LONGEST_PX, size.longest)))
    patches = bundle.self_supervised.encode(pixels, image=size)
    segments = find_segments(patches, pixels)
    settings = EditSettings()
    anchors = find_anchors(
        patches, segments, None, count=settings.anchor_count, intent=EditIntent.REPLACE_ANY, first=[box.centre]
    )
    proposals = propose(anchors, patches.grid, segments, shares=settings.window_shares, aspects=settings.window_aspects)
    windows = torch.tensor([item.as_tuple() for row in proposals.boxes for item in row], dtype=torch.float32)
    chosen = torch.tensor([box.as_tuple()], dtype=torch.float32)
    overlaps = box_iou(windows, chosen)[:, 0].reshape(proposals.patch_boxes.shape[:2])
    note = ChoiceNote(
        datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        prompt,
        box.as_tuple(),
        (size.width, size.height),
        margins_around(segments, box, patches.grid),
        features_of(bundle),
    )
    store.add(note, RegionExample(patches.features.half(), proposals.patch_boxes, overlaps))
    return note


def margins_around(segments: Segments, box: Box, grid: PatchGrid) -> Margins | None:
    """How much room a box leaves around the segment that it frames, as shares of the segment's sides; None for none."""
    if len(segments.boxes) == 0:
        return None
    chosen = torch.tensor([grid.to_patches(box)], dtype=torch.float32)
    iou = box_iou(chosen, segments.boxes)[0]
    best = int(iou.argmax())
    if float(iou[best]) < LEAST_SEGMENT_IOU:
        return None
    x0, y0, x1, y1 = segments.boxes[best].tolist()
    left, top, right, bottom = chosen[0].tolist()
    width, height = x1 - x0, y1 - y0
    return ((x0 - left) / width, (y0 - top) / height, (right - x1) / width, (bottom - y1) / height)
