"""Edits regions of one request's picture: cuts crops, asks the editor for what the memo does not hold, composites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lredit_core.document.composite_mask import composite_mask
from lredit_core.document.compositing import blended, matched_on_ring, sides_on_border
from lredit_core.editors.base import CropToEdit, EditedCrop, EditInstructions, Editor
from lredit_core.editors.crop import CropPlan, plan_crop, plan_whole
from lredit_core.editors.crop_pixels import box_repainted
from lredit_core.editors.memo import EditKey, EditMemo
from lredit_core.editors.watching import PreviewThrottle, WatchableEditor
from lredit_core.geometry import Box, Size
from lredit_core.memory_shortage import made_in_parts
from lredit_core.pictures.image import PixelBuffer, resized

if TYPE_CHECKING:
    from lredit_core.api.request import EditRequest
    from lredit_core.cancellation import CancellationToken
    from lredit_core.editors.previews import MakePreview
    from lredit_core.prompt.targets import EditTarget

#: Drafts are cut from the picture scaled down to this longest side.
DRAFT_FRAME_PX = 1024
#: Width of the ring around what is repainted on which colours are compared: so many of the crop's pixels at least, and
#: this share of its longer side where that is more.
RING_PX, RING_SHARE = 6, 1 / 64
#: Full edits are made in one call while their crops hold no more pixels than this together: small models gain from
#: it, large ones would only need the memory.
FULL_EDITS_PX = 8 * 128 * 128


#: Gets a region of the source image and (h, w, 3) uint8 sRGB, what it looks like by now, small.
PreviewCallback = Callable[[Box, NDArray[np.uint8]], None]


@dataclass(slots=True)
class CallCounter:
    """Counts what the edit cost, while it runs."""

    denoising_evaluations: int = 0
    drafts: int = 0
    full_edits: int = 0
    memory_shortages: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class EditedRegion:
    """An edited crop beside what it was before.

    Attributes:
        region: in the source image's pixels.
        plan: the crop, in the frame it was cut from.
        before, after: (h, w, 3) uint8 sRGB, the crop at the editor's size; `after` is composited behind the mask.
        edited: the crop as the editor made it, its colours matched, not yet behind the mask.
        mask: (h, w) uint8 over the crop, where the editor says that it changed it; None for the soft border of the box.
    """

    region: Box
    plan: CropPlan
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    edited: NDArray[np.uint8]
    note: str
    mask: NDArray[np.uint8] | None = None

    @property
    def inside(self) -> NDArray[np.uint8]:
        """The region's pixels as they will be seen, at the editor's size."""
        return np.ascontiguousarray(self.after[self.plan.region_in_crop.as_slices()])


@dataclass(frozen=True, slots=True, eq=False)
class SourceViews:
    """A picture as models see it.

    Attributes:
        srgb: (H, W, 3) uint8 sRGB, all of it.
        small: (h, w, 3) uint8 sRGB, at most `DRAFT_FRAME_PX` long: what drafts and encoders look at.
    """

    srgb: NDArray[np.uint8]
    small: NDArray[np.uint8]

    @classmethod
    def of(cls, image: PixelBuffer) -> SourceViews:
        srgb, size = image.to_srgb8(), image.size
        return cls(srgb, resized(srgb, size.scaled_to_longest(min(DRAFT_FRAME_PX, size.longest))))


class CropEditor:
    """One editor at work on one target of a request.

    Args:
        views: of `image`, where they are there already.

    Attributes:
        small: (H, W, 3) uint8 sRGB, the picture at most `DRAFT_FRAME_PX` long: what drafts and encoders look at.
    """

    def __init__(
        self,
        request: EditRequest,
        target: EditTarget,
        image: PixelBuffer,
        editor: Editor,
        *,
        memo: EditMemo,
        call_counter: CallCounter,
        token: CancellationToken,
        views: SourceViews | None = None,
    ) -> None:
        self._request = request
        self._target = target
        self._image = image
        self._editor = editor
        self._memo = memo
        self._call_counter = call_counter
        self._token = token
        self._throttle = PreviewThrottle()
        self._on_share: Callable[[float], None] | None = None
        self._steps_done = self._steps_asked = 0
        views = views or SourceViews.of(image)
        self._source, self.small = views.srgb, views.small

    @property
    def source(self) -> NDArray[np.uint8]:
        """(H, W, 3) uint8 sRGB: all of the picture."""
        return self._source

    @property
    def small_frame(self) -> Size:
        height, width = self.small.shape[:2]
        return Size(width, height)

    @property
    def softness(self) -> float:
        """Soft border of the composite as a share of a box's shorter side."""
        return self._request.settings.softness * self._editor.softness_share

    @property
    def full_edits_at_once(self) -> int:
        """How many full edits are worth asking for in one call; at least 1."""
        side_px = self._editor.working_side_px(is_draft=False)
        return max(1, FULL_EDITS_PX // (side_px * side_px))

    def in_small_frame(self, region: Box) -> Box:
        """A region of the source image in the pixels of `small`."""
        size, small = self._image.size, self.small_frame
        scaled = region.scaled(small.width / size.width, small.height / size.height)
        return scaled.moved_inside(small)

    def edit(
        self,
        regions: Sequence[Box],
        *,
        is_draft: bool,
        on_preview: PreviewCallback | None = None,
        on_share: Callable[[float], None] | None = None,
    ) -> list[EditedRegion]:
        """Edits regions of the source image, in their order; none is edited twice with the same inputs.

        Args:
            regions: boxes in the source image's pixels.
            is_draft: quick and small, to learn from.
            on_preview: gets looks at full edits while they are made, now and then, where the editor can show them.
            on_share: gets the share of the steps that are done, after each.
        """
        instructions = self._instructions(is_draft=is_draft)
        search = self._request.settings.search
        side_px = self._editor.working_side_px(is_draft=is_draft and not search.drafts_in_full)
        plan_of = plan_whole if search.sees_whole_picture else plan_crop
        if is_draft:
            source = self.small
            plans = [plan_of(self.in_small_frame(box), self.small_frame, side_px=side_px) for box in regions]
        else:
            source = self._source
            plans = [plan_of(box, self._image.size, side_px=side_px) for box in regions]
        self._on_share, self._steps_done = on_share, 0
        self._fill_memo(plans, source, instructions, None if is_draft else on_preview)
        finished: list[EditedRegion] = []
        for region, plan in zip(regions, plans, strict=True):
            made = self._memo.get(self._key(plan, instructions))
            assert made is not None
            before = plan.cut(source)
            matched = made.pixels if made.mask is not None else self._matched(plan, before, made.pixels)
            after = matched if made.mask is not None else self._composited(plan, before, matched)
            finished.append(EditedRegion(region, plan, before, after, matched, made.note, made.mask))
        self._token.raise_if_cancelled()
        return finished

    def _fill_memo(
        self,
        plans: Sequence[CropPlan],
        source: NDArray[np.uint8],
        instructions: EditInstructions,
        on_preview: PreviewCallback | None,
    ) -> None:
        missing = [plan for plan in dict.fromkeys(plans) if self._memo.get(self._key(plan, instructions)) is None]
        self._steps_asked = instructions.steps * len({plan.size for plan in missing})
        for size in dict.fromkeys(plan.size for plan in missing):
            group = [plan for plan in missing if plan.size == size]
            self._token.raise_if_cancelled()
            crops = [CropToEdit(plan.cut(source), plan.region_in_crop, self._request.seed) for plan in group]
            made = self._edited_in_parts(group, crops, instructions, on_preview)
            for plan, edited in zip(group, made, strict=True):
                self._memo.put(self._key(plan, instructions), edited)
            if instructions.is_draft:
                self._call_counter.drafts += len(group)
            else:
                self._call_counter.full_edits += len(group)

    def _edited_in_parts(
        self,
        plans: Sequence[CropPlan],
        crops: Sequence[CropToEdit],
        instructions: EditInstructions,
        on_preview: PreviewCallback | None,
    ) -> list[EditedCrop]:
        """All in one call, or in several where memory runs out, which is counted."""

        def edited(pairs: Sequence[tuple[CropPlan, CropToEdit]]) -> list[EditedCrop]:
            return self._edited([plan for plan, _ in pairs], [crop for _, crop in pairs], instructions, on_preview)

        made, was_short = made_in_parts(edited, list(zip(plans, crops, strict=True)))
        self._call_counter.memory_shortages += was_short
        return made

    def _edited(
        self,
        plans: Sequence[CropPlan],
        crops: Sequence[CropToEdit],
        instructions: EditInstructions,
        on_preview: PreviewCallback | None,
    ) -> list[EditedCrop]:
        editor = self._editor
        if on_preview is None or not (isinstance(editor, WatchableEditor) and editor.can_be_watched):
            return editor.edit(crops, instructions, on_step=self._count_step)

        def show(make: MakePreview) -> None:
            pictures = self._throttle.kept(make)
            for plan, picture in zip(plans, pictures if pictures is not None else (), strict=False):
                on_preview(plan.region, _region_of_small(plan, picture))

        return editor.edit(crops, instructions, on_step=self._count_step, on_preview=show)

    def _count_step(self, images: int) -> None:
        self._call_counter.denoising_evaluations += images
        self._steps_done += 1
        if self._on_share is not None:
            self._on_share(min(1.0, self._steps_done / max(1, self._steps_asked)))
        self._token.raise_if_cancelled()

    def _instructions(self, *, is_draft: bool) -> EditInstructions:
        request, settings = self._request, self._request.settings
        is_quick = is_draft and not settings.search.drafts_in_full
        return EditInstructions(
            prompt=self._target.prompt,
            source_prompt=self._target.source_prompt,
            negative_prompt=request.negative_prompt,
            steps=settings.draft_steps if is_quick else settings.edit_steps,
            guidance_scale=(is_quick and settings.draft_guidance_scale) or settings.guidance_scale,
            strength=settings.strength,
            is_draft=is_quick,
            intent=self._target.intent,
        )

    def _key(self, plan: CropPlan, instructions: EditInstructions) -> EditKey:
        return EditKey(self._image.digest, plan, self._editor.fingerprint, instructions, self._request.seed)

    def _matched(self, plan: CropPlan, before: NDArray[np.uint8], edited: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if not self._request.settings.match_colour:
            return edited
        inside = plan.region_in_crop
        return matched_on_ring(
            edited,
            before,
            inside,
            repainted=box_repainted(inside, plan.size),
            ring_px=max(RING_PX, round(RING_SHARE * plan.size.longest)),
            reach_px=inside.size.shortest / 4,
        )

    def _composited(self, plan: CropPlan, before: NDArray[np.uint8], edited: NDArray[np.uint8]) -> NDArray[np.uint8]:
        inside = plan.region_in_crop
        touches = sides_on_border(plan.region, plan.frame)
        here = inside.as_slices()
        mask = composite_mask(before[here], edited[here], inside.size, softness=self.softness, touches=touches)
        after = before.copy()
        after[here] = blended(before[here], edited[here], mask)
        return after


def _region_of_small(plan: CropPlan, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The region's part of a small picture, (h, w, 3), of the whole crop."""
    height, width = picture.shape[:2]
    inside = plan.region_in_crop.scaled(width / plan.size.width, height / plan.size.height)
    return np.ascontiguousarray(picture[inside.moved_inside(Size(width, height)).as_slices()])
