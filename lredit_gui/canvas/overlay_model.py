"""What lies over the picture, decided in one pure step from the session. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from lredit_gui.session.candidates import likelihoods_of, ranks_of
from lredit_gui.session.job import Job, JobPhase, Preview

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.api.events import Anchor, AnchorSource, Candidate, Region
    from lredit_core.document.layers import Layer
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box

#: Learned boxes that overlap this much are one place.
_SAME_IOU = 0.9


class BoxKind(Enum):
    """Where a box comes from."""

    LEARNING_SHARE = "learned"
    CANDIDATE = "candidate"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True, eq=False)
class OverlayBox:
    """A box over the picture.

    Attributes:
        key: stays the same while the box moves ("region-3", a candidate's id, "mine").
        label: how likely it is among the learned boxes, or its rank; "" where another box lies in the same place.
        emphasis: in [0, 1]; the likeliest are the strongest.
        has_handles: it can be dragged by its edges.
        draft: (h, w, 3) uint8 sRGB shown inside, or None; `draft_box` is where it belongs.
        source: of the anchor that it was learned at, where that is known.
        likelihood: among the boxes beside it, in [0, 1], or None.
        prompt: of a candidate.
    """

    key: str
    box: Box
    kind: BoxKind
    label: str = ""
    emphasis: float = 1.0
    has_handles: bool = False
    draft: NDArray[np.uint8] | None = field(default=None, repr=False)
    draft_box: Box | None = None
    source: AnchorSource | None = None
    likelihood: float | None = None
    prompt: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LayerHold:
    """A layer that is taken hold of.

    Attributes:
        layer: with its place.
        can_scale: it is the only one, and not locked.
    """

    layer: Layer
    can_scale: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class OverlayModel:
    """Everything over the picture; boxes from the faintest to the strongest.

    Attributes:
        shown_map: (rows, columns) uint8 over the whole picture, 255 where what is looked for is likeliest; or None.
        outline: the mask of the thing that the selected candidate, or the person's box, is about; or None.
        not_from: the strokes over what nothing is filled from; or None.
        layers: that are taken hold of.
    """

    anchors: tuple[Anchor, ...] = ()
    boxes: tuple[OverlayBox, ...] = ()
    shown_map: NDArray[np.uint8] | None = field(default=None, repr=False)
    outline: Silhouette | None = None
    not_from: Silhouette | None = None
    layers: tuple[LayerHold, ...] = ()

    def box(self, key: str) -> OverlayBox | None:
        return next((box for box in self.boxes if box.key == key), None)


PERSONS_KEY = "mine"
#: Begins the keys of the person's boxes beside that one.
OTHERS_KEY = "mine-"


def region_key(anchor_index: int) -> str:
    return f"region-{anchor_index}"


def resolve_overlay(
    job: Job | None,
    candidates: tuple[Candidate, ...],
    *,
    selected_id: str | None,
    pending: Box | None,
    others: tuple[Box, ...] = (),
    ghost: NDArray[np.uint8] | None = None,
    outline: Silhouette | None = None,
    not_from: Silhouette | None = None,
    shows_all: bool = True,
    shown_map: NDArray[np.uint8] | None = None,
    layers: tuple[Layer, ...] = (),
) -> OverlayModel:
    """Anchors and learned boxes until the job has candidates; then the candidates' boxes; the person's box on top.

    Args:
        job: the edit that runs or ran last.
        candidates: best first.
        selected_id: of the selected candidate.
        pending: the box that the person moved or drew.
        others: the person's boxes beside it.
        ghost: what was painted where the person's box came from, shown faintly in it.
        outline: of the thing in hand.
        not_from: the strokes that the next edit keeps to, or the one that runs.
        shows_all: False leaves only what is selected (the "show boxes" switch).
        shown_map: the map that lies below the boxes, `OverlayModel.shown_map`.
        layers: that are taken hold of; they show frames while no box is in hand.
    """
    boxes: list[OverlayBox] = []
    is_looking = _is_looking(job, selected_id)
    anchors: tuple[Anchor, ...] = ()
    if is_looking and job is not None and shows_all:
        anchors = job.anchors
        boxes += _learned(job)
    elif not is_looking and (selected_id is not None or pending is not None):
        boxes += _of_candidates(candidates, selected_id, job, can_take=pending is None, shows_all=shows_all)
    unfinished = job.edit_preview if job is not None and job.is_running else None
    if unfinished is not None and unfinished.box != pending and shows_all:
        boxes.append(_unfinished(unfinished))
    if pending is not None:
        inside = unfinished.pixels if unfinished is not None and unfinished.box == pending else ghost
        boxes += [OverlayBox(f"{OTHERS_KEY}{index}", box, BoxKind.PERSONS) for index, box in enumerate(others)]
        mine = OverlayBox(PERSONS_KEY, pending, BoxKind.PERSONS, has_handles=True, draft=inside, draft_box=pending)
        boxes.append(mine)
    holds = (
        () if pending is not None else tuple(LayerHold(one, len(layers) == 1 and not one.is_locked) for one in layers)
    )
    return OverlayModel(anchors, tuple(boxes), shown_map, None if is_looking else outline, not_from, holds)


def _is_looking(job: Job | None, selected_id: str | None) -> bool:
    """Whether what the job learned is shown instead of candidates. After a stop what it found stays in view, until a
    candidate of before is chosen."""
    if job is None or job.boxes or job.candidate_ids or job.phase is JobPhase.FAILED:
        return False
    return job.phase is not JobPhase.STOPPED or (selected_id is None and bool(job.regions))


def _learned(job: Job) -> list[OverlayBox]:
    shares, sources = shares_of(job.regions), _sources(job)
    strongest = max(shares.values(), default=0.0)
    boxes = []
    for region in sorted(job.regions, key=lambda one: (shares.get(one.anchor_index, 0.0), _standing(one))):
        preview = job.previews.get(region.anchor_index)
        share = shares.get(region.anchor_index)
        boxes.append(
            OverlayBox(
                region_key(region.anchor_index),
                region.box,
                BoxKind.LEARNING_SHARE,
                label="" if share is None else share_text(share),
                emphasis=share / strongest if share is not None and strongest > 0 else 0.0,
                draft=preview.pixels if preview is not None else None,
                draft_box=preview.box if preview is not None else None,
                source=sources.get(region.anchor_index),
                likelihood=share,
            )
        )
    return boxes


def _sources(job: Job | None) -> dict[int, AnchorSource]:
    """By anchor index."""
    return {} if job is None else {anchor.index: anchor.source for anchor in job.anchors}


def _unfinished(preview: Preview) -> OverlayBox:
    key = f"edit-{preview.box.as_tuple()}"  # one of its own for each box: it does not glide
    return OverlayBox(key, preview.box, BoxKind.LEARNING_SHARE, draft=preview.pixels, draft_box=preview.box)


def shares_of(regions: tuple[Region, ...]) -> dict[int, float]:
    """How likely the answer is each box, of those in view: in [0, 1], together 1, by anchor index.

    Boxes that coincide count as one, under the likeliest one's index; the others are left out.
    """
    leaders: list[Region] = []
    standings: dict[int, float] = {}
    for region in sorted(regions, key=_standing, reverse=True):
        leader = next((one for one in leaders if one.box.iou(region.box) >= _SAME_IOU), region)
        if leader is region:
            leaders.append(region)
        standings[leader.anchor_index] = standings.get(leader.anchor_index, 0.0) + _standing(region)
    total = sum(standings.values())
    return {index: standing / total if total > 0 else 0.0 for index, standing in standings.items()}


def share_text(share: float) -> str:
    """A share in per cent."""
    return f"{round(share * 100)} %" if share >= 0.01 or share == 0.0 else "< 1 %"


def _standing(region: Region) -> float:
    return region.weight * region.probability


def _of_candidates(
    candidates: tuple[Candidate, ...], selected_id: str | None, job: Job | None, *, can_take: bool, shows_all: bool
) -> list[OverlayBox]:
    boxes = []
    ranks, likelihoods, sources = ranks_of(candidates), likelihoods_of(candidates), _sources(job)
    of_job = set() if job is None else set(job.candidate_ids)
    for candidate in reversed(candidates):
        is_selected = candidate.candidate_id == selected_id
        if is_selected or shows_all:
            boxes.append(
                OverlayBox(
                    candidate.candidate_id,
                    candidate.region_box,
                    BoxKind.CANDIDATE,
                    label=str(ranks[candidate.candidate_id]),
                    emphasis=1.0 if is_selected else 0.3,
                    has_handles=is_selected and can_take,
                    source=_source_of(candidate, sources, of_job),
                    likelihood=likelihoods[candidate.candidate_id],
                    prompt=candidate.prompt,
                )
            )
    boxes.sort(key=lambda box: box.emphasis)
    return boxes


def _source_of(candidate: Candidate, sources: dict[int, AnchorSource], of_job: set[str]) -> AnchorSource | None:
    """Where the job's anchors tell it."""
    index = candidate.anchor_index
    return sources.get(index) if index is not None and candidate.candidate_id in of_job else None
