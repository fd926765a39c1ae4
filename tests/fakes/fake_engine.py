"""An engine that follows a script: it learns nothing, paints discs, and can be held at any step."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.api.events import (
    Anchor,
    AnchorsFound,
    AnchorSource,
    CallCounts,
    Candidate,
    CandidateReady,
    CandidateScore,
    CandidatesRanked,
    EditEvent,
    EditFailed,
    EditFinished,
    EditStopped,
    JobStarted,
    MapFound,
    MapKind,
    Noticed,
    PreviewReady,
    ProgressMade,
    ProposalsSettled,
    Region,
    RegionsUpdated,
    ScoredProposal,
    Stage,
    StageChanged,
    Timings,
)
from lredit_core.api.found_regions import FoundRegion, RegionsFound
from lredit_core.api.pointing import BoxSnapped, LookRequest, PictureLooked, PointRequest, RegionsOffered
from lredit_core.api.service import BundleInfo, EditorInfo
from lredit_core.cancellation import is_enough
from lredit_core.document.compositing import feather_mask, sides_on_border
from lredit_core.errors import LreditError, ModelUnavailable
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from lredit_core.api.choice import Choice
    from lredit_core.api.pointing import PointingAnswer, PointingRequest
    from lredit_core.api.request import EditRequest
    from lredit_core.cancellation import CancellationToken

VOCABULARY = ("apple", "avocado", "banana", "bunch of grapes", "cat", "red panda", "teapot")
FAKE_BUNDLE = BundleInfo(
    name="fake",
    title="Scripted models: 7 things",
    description="Paints discs.",
    is_builtin=True,
    editors=(
        EditorInfo("retrieve", "Drawings from the library", VOCABULARY, words=(*VOCABULARY, "kitten")),
        EditorInfo("diffusion", "Diffusion", steps=8, guidance_scale=2.5),
    ),
    default_editor="retrieve",
    device="CPU, 2 threads",
    memory_bytes=640 << 20,
)


@dataclass
class FakeEngine:
    """Implements `EngineService`.

    Attributes:
        target: the region it "learns", as shares of the picture (x0, y0, x1, y1).
        hold_before: event type names ("CandidateReady") before which it waits for `gate` (or a stop).
        fails_with: the message of `EditFailed`, sent instead of the first candidate.
        load_error: raised by `load`.
        missing: references that `load` does not know.
        offered: boxes under any point. first: of them. snaps_to: the thing in any box.
        sees_photographs: it takes every picture for one.
        point_gate: what pointing waits for, where it is set.
        pause_s: between learning steps, for a person to watch.
    """

    target: tuple[float, float, float, float] = (0.36, 0.2, 0.7, 0.8)
    missing: tuple[str, ...] = ()
    anchor_count: int = 6
    learning_steps: int = 5
    candidate_count: int = 3
    hold_before: tuple[str, ...] = ()
    fails_with: str = ""
    load_error: LreditError | None = None
    load_gate: threading.Event | None = None
    pause_s: float = 0.0
    offered: tuple[Box, ...] = (Box(100, 80, 140, 120), Box(80, 60, 180, 150), Box(40, 30, 260, 210))
    first: int = 0
    snaps_to: Box | None = None
    sees_photographs: bool = False
    point_gate: threading.Event | None = None
    pointed: list[PointingRequest] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)
    requests: list[EditRequest] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    load_count: int = 0
    close_count: int = 0

    @property
    def is_loaded(self) -> bool:
        return True

    def load(self, bundle: str, token: CancellationToken | None = None) -> BundleInfo:
        self.load_count += 1
        while self.load_gate is not None and not self.load_gate.wait(0.01):
            if token is not None:
                token.raise_if_cancelled()
        if self.load_error is not None:
            raise self.load_error
        if bundle in self.missing:
            raise ModelUnavailable(f"There is no bundle {bundle}.")
        return FAKE_BUNDLE

    def find(self, request: EditRequest, _token: CancellationToken, *, count: int) -> RegionsFound:
        self.requests.append(request)
        return RegionsFound(tuple(FoundRegion(box, 0.9 / len(self.offered)) for box in self.offered[:count]))

    def point(self, request: PointingRequest, _token: CancellationToken) -> PointingAnswer:
        if isinstance(request, LookRequest):
            return PictureLooked(request.request_id, self.sees_photographs)
        self.pointed.append(request)
        if self.point_gate is not None:
            self.point_gate.wait(10)
        if isinstance(request, PointRequest):
            return RegionsOffered(request.request_id, self.offered, self.first)
        return BoxSnapped(request.request_id, self.snaps_to)

    def keep_choice(self, choice: Choice, _token: CancellationToken | None = None) -> None:
        self.choices.append(choice)

    def close(self) -> None:
        self.close_count += 1
        self.gate.set()

    def edit(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        self.requests.append(request)
        for event in self._script(request, token):
            if type(event).__name__ in self.hold_before and not self.gate.is_set():
                self.reached.set()
                while not (self.gate.wait(0.005) or token.is_cancelled() or is_enough(token)):
                    pass
            if token.is_cancelled():
                yield EditStopped(request.job_id)
                return
            yield event
            if isinstance(event, EditFailed):
                return

    def _script(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        job = request.job_id
        size = request.image.size
        yield JobStarted(job, size, FAKE_BUNDLE.name, "retrieve", request.seed)
        yield StageChanged(job, Stage.LOOKING)
        boxes = list(request.user_boxes)
        anchors: list[int | None] = [None] * len(boxes)
        if not boxes:
            for event in self._learning(request, size):
                if isinstance(event, RegionsUpdated):
                    ranked = sorted(event.regions, key=lambda one: -one.weight)[: self.candidate_count]
                    boxes, anchors = [one.box for one in ranked], [one.anchor_index for one in ranked]
                yield event
        yield StageChanged(job, Stage.EDITING)
        if self.fails_with:
            yield EditFailed(job, "engine", self.fails_with, "the script says so")
        ids = []
        targets = request.targets
        if len(targets) == 1:
            asked = [request] * len(boxes)
        else:  # the targets take turns
            asked = [
                replace(request, prompt=targets[index % len(targets)].prompt, source_prompt="")
                for index in range(len(boxes))
            ]
        for index, (box, anchor) in enumerate(zip(boxes, anchors, strict=True)):
            candidate = paint_candidate(asked[index], box, index, anchor)
            ids.append(candidate.candidate_id)
            yield CandidateReady(job, candidate)
            yield ProgressMade(job, 0.7 + 0.3 * (index + 1) / len(boxes), 0.1)
            if is_enough(token):
                break
        yield StageChanged(job, Stage.RANKING)
        yield CandidatesRanked(job, tuple(ids))
        companions = tuple(ids[1 : len(targets)]) if asked[0] is not request else ()
        yield EditFinished(job, ids[0], CallCounts(0, 9, len(ids), 20), Timings(0.2, 0.9, 1.8), companions)

    def _learning(self, request: EditRequest, size: Size) -> Iterator[EditEvent]:
        job, count, steps = request.job_id, self.anchor_count, self.learning_steps
        random = np.random.default_rng(7)
        sources = list(AnchorSource)
        centres = [(0.53, 0.5), *((random.uniform(0.08, 0.92), random.uniform(0.1, 0.9)) for _ in range(count - 1))]
        yield StageChanged(job, Stage.FINDING_ANCHORS)
        likeness = np.zeros((30, 40), np.uint8)
        likeness[round(30 * self.target[1]) : round(30 * self.target[3]), 10:30] = 255
        yield MapFound(job, likeness)
        yield MapFound(job, 255 - likeness, MapKind.ATTENTION)
        yield AnchorsFound(
            job,
            tuple(
                Anchor(index, x * size.width, y * size.height, sources[index % 4], 1.0 - index / (count + 1))
                for index, (x, y) in enumerate(centres)
            ),
        )
        yield StageChanged(job, Stage.LEARNING)
        x0, y0, x1, y1 = self.target
        best = Box(round(x0 * size.width), round(y0 * size.height), round(x1 * size.width), round(y1 * size.height))
        regions: tuple[Region, ...] = ()
        for step in range(steps + 1):
            if self.pause_s:
                threading.Event().wait(self.pause_s)
            share = step / steps
            regions = tuple(
                self._region(index, centre, size, best, share=share) for index, centre in enumerate(centres)
            )
            loss = None if step == 0 else 0.9 - 0.5 * share**0.6
            yield RegionsUpdated(job, step, steps, regions, loss, None if step == 0 else 1.0 / step)
            for region in regions[: 2 + step // 2]:
                look = resized(request.image.to_srgb8(region.box), Size(48, 48))
                yield PreviewReady(job, region.anchor_index, region.box, _with_disc(look, 0.8))
            yield ProgressMade(job, 0.7 * share, (1 - share) * 1.6)
        if request.seed == 13:
            yield Noticed(job, "One step lower to fit the memory.")
        yield ProposalsSettled(
            job, tuple(ScoredProposal(one.anchor_index, one.box, one.probability, one.loss) for one in regions)
        )

    def _region(self, index: int, centre: tuple[float, float], size: Size, best: Box, *, share: float) -> Region:
        side = size.shortest * (0.2 + 0.09 * ((index * 3) % 4)) * (1.15 - 0.3 * share)
        around = Box.around(centre[0] * size.width, centre[1] * size.height, side, side).clipped_to(size)
        if index == 0:
            edges = zip(around.as_tuple(), best.as_tuple(), strict=True)
            around = Box(*(round(start + (end - start) * share) for start, end in edges))
        probability = 0.15 + (0.72 if index == 0 else 0.25 / index) * share
        weight = 0.2 + 0.7 * share if index == 0 else max(0.02, 0.2 - 0.03 * index)
        return Region(index, around, probability, 0.5, weight)


def paint_candidate(request: EditRequest, box: Box, index: int, anchor: int | None) -> Candidate:
    """A red disc in the box (another shade for each seed and place)."""
    source = request.image.to_srgb8(box)
    shade = 0.95 - 0.12 * index - (request.seed % 7) * 0.04
    painted = _with_disc(source, shade)
    around = box.grown(max(box.width, box.height) // 3).clipped_to(request.image.size)
    preview = request.image.to_srgb8(around).copy()
    preview[box.translated(-around.x0, -around.y0).as_slices()] = painted
    score = CandidateScore(0.82 - 0.07 * index, 0.31 - 0.02 * index, 0.2, 0.69, 0.12, 0.55, 0.82 - 0.07 * index)
    return Candidate(
        candidate_id=f"{request.job_id}-{index}",
        box=box,
        pixels=request.image.colours_from_srgb8(painted),
        mask=feather_mask(box.size, softness=0.12, touches=sides_on_border(box, request.image.size)),
        preview=resized(preview, Size(preview.shape[1], preview.shape[0]).scaled_to_longest(192)),
        score=score,
        anchor_index=anchor,
        prompt=request.prompt,
        source_prompt=request.source_prompt,
        seed=request.seed,
        editor=request.editor or "retrieve",
        silhouette=request.user_mask,
        not_from=request.not_from,
    )


def _with_disc(colours: NDArray[np.uint8], shade: float) -> NDArray[np.uint8]:
    """A shaded red disc with a leaf over (h, w, 3) uint8."""
    height, width = colours.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width]
    y, x = (rows - height * 0.54) / (height * 0.38), (columns - width * 0.5) / (width * 0.4)
    light = np.clip(1.15 - 0.6 * np.hypot(x + 0.35, y + 0.4), 0.25, 1.2)[..., None]
    result = colours.astype(np.float64)
    apple = np.array([205.0, 38.0, 40.0]) * shade * light
    result = np.where((x**2 + y**2 < 1)[..., None], apple, result)
    leaf = ((x - 0.25) / 0.3) ** 2 + ((y + 1.05) / 0.14) ** 2 < 1
    result = np.where(leaf[..., None], np.array([70.0, 140.0, 50.0]) * shade, result)
    return np.clip(result, 0, 255).astype(np.uint8)
