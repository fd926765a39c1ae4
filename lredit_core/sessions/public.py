"""What is public: every name here is part of the library's promise (docs/library.md), and no other is."""

from __future__ import annotations

from lredit_core.api.events import (
    Anchor,
    AnchorsFound,
    CallCounts,
    Candidate,
    CandidateReady,
    CandidateScore,
    CandidatesRanked,
    EditEvent,
    EditFailed,
    EditFinished,
    EditPreviewed,
    EditStopped,
    JobStarted,
    MapFound,
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
    is_final,
)
from lredit_core.api.found_regions import FoundRegion, RegionsFound
from lredit_core.api.request import EditRequest, EditSettings, Estimator, LossWeights, Objective, Preset, RegionSearch
from lredit_core.api.service import BundleInfo, EditorInfo
from lredit_core.cancellation import EventToken
from lredit_core.document.document import Document
from lredit_core.document.layers import Layer
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import (
    EngineError,
    InvalidRequest,
    LreditError,
    ModelUnavailable,
    OutOfMemory,
    PictureError,
    Stopped,
)
from lredit_core.geometry import Box, Size
from lredit_core.pictures.exporting import ExportOptions
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.intent import EditIntent
from lredit_core.report.edit_report import event_as_json
from lredit_core.resources import resource_path
from lredit_core.sessions.engine import EditResult, Engine, load
from lredit_core.sessions.pictures import export, open_picture

__all__ = [
    "Anchor",
    "AnchorsFound",
    "Box",
    "BundleInfo",
    "CallCounts",
    "Candidate",
    "CandidateReady",
    "CandidateScore",
    "CandidatesRanked",
    "Document",
    "EditEvent",
    "EditFailed",
    "EditFinished",
    "EditIntent",
    "EditPreviewed",
    "EditRequest",
    "EditResult",
    "EditSettings",
    "EditStopped",
    "EditorInfo",
    "Engine",
    "EngineError",
    "Estimator",
    "EventToken",
    "ExportOptions",
    "FoundRegion",
    "InvalidRequest",
    "JobStarted",
    "Layer",
    "LossWeights",
    "LreditError",
    "MapFound",
    "ModelUnavailable",
    "Noticed",
    "Objective",
    "OutOfMemory",
    "PictureError",
    "PixelBuffer",
    "Preset",
    "PreviewReady",
    "ProgressMade",
    "ProposalsSettled",
    "Region",
    "RegionSearch",
    "RegionsFound",
    "RegionsUpdated",
    "ScoredProposal",
    "Silhouette",
    "Size",
    "Stage",
    "StageChanged",
    "Stopped",
    "Timings",
    "event_as_json",
    "export",
    "is_final",
    "load",
    "open_picture",
    "resource_path",
]
