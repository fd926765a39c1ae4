"""The report of one edit: everything that was tried, in a documented, versioned JSON file (docs/report.md)."""

from __future__ import annotations

import dataclasses
import platform
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.api.events import (
    Anchor,
    AnchorsFound,
    CallCounts,
    Candidate,
    CandidateReady,
    CandidatesRanked,
    EditEvent,
    EditFinished,
    JobStarted,
    Noticed,
    ProposalsSettled,
    RegionsUpdated,
    ScoredProposal,
    Timings,
)
from lredit_core.document.document import Document
from lredit_core.report.versions import package_versions

if TYPE_CHECKING:
    from lredit_core.api.request import EditRequest

REPORT_VERSION = 2


class EditReport:
    """Gathers a job's events. `observe` every event, then read `as_json` or the candidates."""

    def __init__(self, request: EditRequest, *, bundle: str) -> None:
        self._request = request
        self._bundle = bundle
        self._editor = ""
        self.anchors: tuple[Anchor, ...] = ()
        self.proposals: tuple[ScoredProposal, ...] = ()
        self.candidates: dict[str, Candidate] = {}
        self.ranking: tuple[str, ...] = ()
        self._best_ids: tuple[str, ...] = ()
        self.notices: list[str] = []
        self._expected_losses: list[float] = []
        self._first_gradient_norm: float | None = None
        self._calls = CallCounts()
        self._timings: Timings | None = None

    def observe(self, event: EditEvent) -> None:
        match event:
            case JobStarted():
                self._editor = event.editor
            case Noticed():
                self.notices.append(event.message)
            case AnchorsFound():
                self.anchors = event.anchors
            case RegionsUpdated(gradient_norm=float() as norm):
                self._expected_losses = list(event.loss_curve)
                if self._first_gradient_norm is None:
                    self._first_gradient_norm = norm
            case ProposalsSettled():
                self.proposals = event.proposals
            case CandidateReady():
                self.candidates[event.candidate.candidate_id] = event.candidate
            case CandidatesRanked():
                self.ranking = event.ranking
            case EditFinished():
                self._calls, self._timings = event.calls, event.timings
                self._best_ids = (event.best_candidate_id, *event.companion_ids)
            case _:
                pass

    @property
    def best(self) -> tuple[Candidate, ...]:
        """The best candidate of each thing that the prompt speaks of, once the edit has finished."""
        return tuple(self.candidates[candidate_id] for candidate_id in self._best_ids)

    @property
    def document(self) -> Document:
        """The picture with the best candidate of each target, or of each box that the person gave, as a layer."""
        layers = tuple(candidate.as_layer(bundle=self._bundle) for candidate in self.shown)
        return Document(self._request.image, layers)

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """The candidates that are layers of `document`, the lowest first."""
        boxes = tuple(dict.fromkeys(self._request.user_boxes))
        if len(boxes) < 2:
            return self.best
        ranked = [self.candidates[candidate_id] for candidate_id in self.ranking]
        found = (next((one for one in ranked if one.region_box == box), None) for box in boxes)
        return tuple(one for one in found if one is not None) or self.best

    def as_json(self) -> dict[str, Any]:
        """Plain values, ready for `json.dumps`."""
        size = self._request.image.size
        order = {candidate_id: rank for rank, candidate_id in enumerate(self.ranking)}
        ranked = sorted(self.candidates.values(), key=lambda candidate: order.get(candidate.candidate_id, len(order)))
        return {
            "version": REPORT_VERSION,
            "image": {"width": size.width, "height": size.height, "bit_depth": self._request.image.bit_depth},
            "prompt": self._request.prompt,
            "source_prompt": self._request.source_prompt,
            "seed": self._request.seed,
            "bundle": self._bundle,
            "editor": self._editor,
            "preset": self._request.preset.value,
            "settings": plain(self._request.settings),
            "region": list(self.best[0].region_box.as_tuple()) if self.best else None,
            "intent": [target.intent.value for target in self._request.targets],
            "things": [
                {"prompt": item.prompt, "intent": item.intent.value, "region": list(item.region_box.as_tuple())}
                for item in self.best
            ],
            "anchors": [
                {"index": item.index, "x": item.x, "y": item.y, "source": item.source.value, "strength": item.strength}
                for item in self.anchors
            ],
            "proposals": [
                {
                    "anchor": item.anchor_index,
                    "box": list(item.box.as_tuple()),
                    "probability": item.probability,
                    "loss": item.loss,
                }
                for item in self.proposals
            ],
            "candidates": [_candidate_json(candidate) for candidate in ranked],
            "calls": plain(self._calls),
            "seconds": None
            if self._timings is None
            else {
                "first_box": self._timings.first_box_s,
                "first_candidate": self._timings.first_candidate_s,
                "end": self._timings.end_s,
            },
            "expected_loss": self._expected_losses,
            "first_gradient_norm": self._first_gradient_norm,
            "notices": self.notices,
            "versions": {"python": platform.python_version(), **package_versions()},
        }


def _candidate_json(candidate: Candidate) -> dict[str, Any]:
    score = candidate.score
    return {
        "prompt": candidate.prompt,
        "intent": candidate.intent.value,
        "editor": candidate.editor,
        "opacity": candidate.opacity,
        "mask_confidence": None if candidate.silhouette is None else candidate.silhouette.confidence,
        "box": list(candidate.region_box.as_tuple()),
        "painted": list(candidate.box.as_tuple()),
        "anchor": candidate.anchor_index,
        "score": score.total,
        "s_t2i": score.text_to_image,
        "s_i2i": score.image_to_image,
        "l_clip": score.clip_loss,
        "l_str": score.structural_loss,
        "l_dir": score.directional_loss,
        "rank_value": score.ranking_score,
        "note": candidate.note,
    }


def plain(value: Any) -> Any:
    """Dataclasses, enums, paths and arrays as JSON values; of arrays only the shape is told."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, np.ndarray):
        return {"shape": list(value.shape), "dtype": str(value.dtype)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Path):
        return str(value)
    return value


def event_as_json(event: EditEvent) -> dict[str, Any]:
    """One event as a line of the events file: its kind, then its fields."""
    return {"event": type(event).__name__, **plain(event)}
