"""What lies over the picture, decided in one pure step from the session. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from lredit_core.events import Anchor, Candidate, Region
from lredit_core.geometry import Box
from lredit_gui.job import Job, JobPhase, Preview


class BoxKind(Enum):
    """Where a box comes from."""

    LEARNED = "learned"
    CANDIDATE = "candidate"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True, eq=False)
class OverlayBox:
    """A box over the picture.

    Attributes:
        key: stays the same while the box moves ("region-3", a candidate's id, "mine").
        label: its probability, or its rank.
        emphasis: in [0, 1]; the likeliest are the strongest.
        has_handles: it can be dragged by its edges.
        draft: (h, w, 3) uint8 sRGB shown inside, or None; `draft_box` is where it belongs.
    """

    key: str
    box: Box
    kind: BoxKind
    label: str = ""
    emphasis: float = 1.0
    has_handles: bool = False
    draft: NDArray[np.uint8] | None = field(default=None, repr=False)
    draft_box: Box | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OverlayModel:
    """Everything over the picture; boxes from the faintest to the strongest."""

    anchors: tuple[Anchor, ...] = ()
    boxes: tuple[OverlayBox, ...] = ()
    is_learning: bool = False

    def box(self, key: str) -> OverlayBox | None:
        return next((box for box in self.boxes if box.key == key), None)


PERSONS_KEY = "mine"


def region_key(anchor_index: int) -> str:
    return f"region-{anchor_index}"


def resolve_overlay(
    job: Job | None,
    candidates: tuple[Candidate, ...],
    *,
    selected_id: str | None,
    pending: Box | None,
    ghost: NDArray[np.uint8] | None = None,
    shows_all: bool = True,
) -> OverlayModel:
    """Anchors and learned boxes until the job has candidates; then the candidates' boxes; the person's box on top.

    Args:
        ghost: what was painted where the person's box came from, shown faintly in it.
        shows_all: False leaves only what is selected (the "show boxes" switch).
    """
    boxes: list[OverlayBox] = []
    is_looking = job is not None and not job.boxes and not job.candidate_ids and job.phase is not JobPhase.FAILED
    anchors: tuple[Anchor, ...] = ()
    if is_looking and job is not None and shows_all:
        anchors = job.anchors
        boxes += _learned(job)
    elif not is_looking:
        boxes += _of_candidates(candidates, selected_id, can_take=pending is None, shows_all=shows_all)
    unfinished = job.edit_preview if job is not None and job.is_running else None
    if unfinished is not None and unfinished.box != pending and shows_all:
        boxes.append(_unfinished(unfinished))
    if pending is not None:
        inside = unfinished.pixels if unfinished is not None and unfinished.box == pending else ghost
        mine = OverlayBox(PERSONS_KEY, pending, BoxKind.PERSONS, has_handles=True, draft=inside, draft_box=pending)
        boxes.append(mine)
    return OverlayModel(anchors, tuple(boxes), is_learning=is_looking and job is not None and job.is_running)


def _learned(job: Job) -> list[OverlayBox]:
    strongest = max((_standing(region) for region in job.regions), default=0.0)
    boxes = []
    for region in sorted(job.regions, key=_standing):
        preview = job.previews.get(region.anchor_index)
        boxes.append(
            OverlayBox(
                region_key(region.anchor_index),
                region.box,
                BoxKind.LEARNED,
                label=f"{round(region.probability * 100)} %",
                emphasis=_standing(region) / strongest if strongest > 0 else 0.0,
                draft=preview.pixels if preview is not None else None,
                draft_box=preview.box if preview is not None else None,
            )
        )
    return boxes


def _unfinished(preview: Preview) -> OverlayBox:
    key = f"edit-{preview.box.as_tuple()}"  # one of its own for each box: it does not glide
    return OverlayBox(key, preview.box, BoxKind.LEARNED, draft=preview.pixels, draft_box=preview.box)


def _standing(region: Region) -> float:
    return region.weight * region.probability


def _of_candidates(
    candidates: tuple[Candidate, ...], selected_id: str | None, *, can_take: bool, shows_all: bool
) -> list[OverlayBox]:
    boxes = []
    for rank, candidate in reversed(list(enumerate(candidates, start=1))):
        is_selected = candidate.candidate_id == selected_id
        if is_selected or shows_all:
            boxes.append(
                OverlayBox(
                    candidate.candidate_id,
                    candidate.box,
                    BoxKind.CANDIDATE,
                    label=str(rank),
                    emphasis=1.0 if is_selected else 0.3,
                    has_handles=is_selected and can_take,
                )
            )
    boxes.sort(key=lambda box: box.emphasis)
    return boxes
