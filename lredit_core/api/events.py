"""What the engine tells while it works: frozen values, in the past tense, each with the id of its job.

Payloads are plain CPU values, never tensors or exceptions, so that they cross a process boundary. Exactly one of
`EditFinished`, `EditStopped` and `EditFailed` comes last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from lredit_core.document.layers import Layer, Provenance, layer_name
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box, Size
    from lredit_core.pictures.image import Pixels


class Stage(Enum):
    """The parts of an edit, in order; the values are for a person."""

    LOADING_MODELS = "Loading models"
    LOOKING = "Looking at the picture"
    FINDING_ANCHORS = "Finding anchor points"
    LEARNING = "Learning the region"
    EDITING = "Editing"
    RANKING = "Ranking"


class AnchorSource(Enum):
    """Why a point is an anchor; the values are for a person."""

    ATTENTION = "attention"
    OBJECTNESS = "objectness"
    TEXT = "text"
    GRID = "grid"
    GROUNDING = "grounding"


#: Red, green and blue of the mark of each kind of anchor, on the screen and on sheets; told apart with every kind of
#: colour vision (after Okabe and Ito 2008).
ANCHOR_COLOURS: dict[AnchorSource, tuple[int, int, int]] = {
    AnchorSource.ATTENTION: (0xF0, 0xA8, 0x1E),
    AnchorSource.OBJECTNESS: (0x56, 0xB4, 0xE9),
    AnchorSource.TEXT: (0xE5, 0x7F, 0xB5),
    AnchorSource.GRID: (0xD8, 0xD8, 0xD8),
    AnchorSource.GROUNDING: (0x00, 0x9E, 0x73),
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """An anchor point in pixels of the source image. `strength` in [0, 1] compares anchors of one source."""

    index: int
    x: float
    y: float
    source: AnchorSource
    strength: float


@dataclass(frozen=True, slots=True)
class Region:
    """The likeliest window of one anchor at some step of the learning.

    Attributes:
        probability: of this window among the anchor's windows, in [0, 1].
        loss: of its draft, or None where it was not drafted yet.
        weight: of this anchor among all anchors, in [0, 1]: how likely the answer is here.
    """

    anchor_index: int
    box: Box
    probability: float
    loss: float | None
    weight: float


@dataclass(frozen=True, slots=True)
class ScoredProposal:
    """One window of one anchor when the learning ended."""

    anchor_index: int
    box: Box
    probability: float
    loss: float | None


@dataclass(frozen=True, slots=True)
class CandidateScore:
    """Eq. 7 and the parts of the loss of one candidate. Cosines in [-1, 1]; S = 2 S_t2i + S_i2i by default."""

    total: float
    text_to_image: float
    image_to_image: float
    clip_loss: float
    structural_loss: float
    directional_loss: float
    #: What candidates are ranked by: higher is better. Equals `total` under the paper's objective.
    ranking_score: float


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A finished edit of one region: only the box's pixels.

    Attributes:
        box: in pixels of the source image.
        pixels: (h, w, 3), or (h, w, 4) where the source has alpha; its bit depth and colour profile.
        mask: (h, w) uint8 composite mask; outside of the box nothing changes.
        preview: (h', w', 3) uint8 sRGB thumbnail of the picture around the region, already composited.
        note: how the editor made it, or "".
        intent: what it is for.
        opacity: in [0, 1], how strongly it is laid over the picture.
        silhouette: of the thing that it is about, where its mask was found or drawn.
        not_from: the person's strokes over what nothing was to be filled from.
        region: that was learned or given, where what was painted reaches beyond it.
        destination: where the thing went, where it was moved or doubled: the box of its mask there.
    """

    candidate_id: str
    box: Box
    pixels: Pixels = field(repr=False)
    mask: NDArray[np.uint8] = field(repr=False)
    preview: NDArray[np.uint8] = field(repr=False)
    score: CandidateScore
    anchor_index: int | None
    prompt: str
    source_prompt: str
    seed: int
    editor: str
    note: str = ""
    intent: EditIntent = EditIntent.REPLACE_ANY
    opacity: float = 1.0
    silhouette: Silhouette | None = field(default=None, repr=False)
    not_from: Silhouette | None = field(default=None, repr=False)
    destination: Box | None = None
    region: Box | None = None

    @property
    def region_box(self) -> Box:
        """The region that a person takes hold of: where the thing went, else where it was found, else all that was
        painted, which may reach further."""
        return self.destination or self.region or self.box

    def as_layer(self, *, bundle: str = "") -> Layer:
        """The layer that accepting it makes: its box's pixels, with their mask and how they came to be."""
        return Layer(
            name=layer_name(self.prompt),
            box=self.box,
            pixels=self.pixels,
            mask=self.mask,
            opacity=self.opacity,
            silhouette=self.silhouette,
            not_from=self.not_from,
            provenance=Provenance(
                prompt=self.prompt,
                source_prompt=self.source_prompt,
                seed=self.seed,
                bundle=bundle,
                editor=self.editor,
                intent=self.intent.value,
                region=self.region_box,
            ),
        )


@dataclass(frozen=True, slots=True)
class CallCounts:
    """What the edit cost. Denoising evaluations are counted per image (guidance counts twice)."""

    denoising_evaluations: int = 0
    drafts: int = 0
    full_edits: int = 0
    image_encodings: int = 0


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds since the job started; None for what did not happen."""

    first_box_s: float | None
    first_candidate_s: float | None
    end_s: float


@dataclass(frozen=True, slots=True)
class JobStarted:
    job_id: str
    image_size: Size
    bundle: str
    editor: str
    seed: int


@dataclass(frozen=True, slots=True)
class StageChanged:
    """`target` says what the stage is about where the prompt has several targets."""

    job_id: str
    stage: Stage
    target: str = ""


@dataclass(frozen=True, slots=True)
class ProgressMade:
    """`fraction` of the whole job in [0, 1]; it never goes back."""

    job_id: str
    fraction: float
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something the person should know that is no error ("one step lower to fit the memory")."""

    job_id: str
    message: str


class MapKind(Enum):
    """What a map over the picture tells."""

    RELEVANCE = "relevance"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True, eq=False)
class MapFound:
    """Where what is looked for could be, or what draws the eye whatever is looked for.

    Attributes:
        values: (rows, columns) uint8 over the whole picture, 255 where it is likeliest, or draws most.
        kind: which of the two; attention is that of the [CLS] token of the self-supervised ViT.
    """

    job_id: str
    values: NDArray[np.uint8] = field(repr=False)
    kind: MapKind = MapKind.RELEVANCE


@dataclass(frozen=True, slots=True)
class AnchorsFound:
    job_id: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class RegionsUpdated:
    """The state of the learning after a step (step 0: before the first draft).

    Attributes:
        regions: one per anchor, by anchor index.
        expected_loss: E_pi[L] over what is known by now; None at step 0.
        gradient_norm: of the region network at this step; None at step 0.
        loss_curve: E_pi[L] of pi at the start and after each step so far, all over what is known by now; empty at
            step 0.
    """

    job_id: str
    step: int
    step_count: int
    regions: tuple[Region, ...]
    expected_loss: float | None
    gradient_norm: float | None
    loss_curve: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class PreviewReady:
    """A draft's look inside its box: (h, w, 3) uint8 sRGB at low resolution, to be shown stretched over `box`."""

    job_id: str
    anchor_index: int
    box: Box
    pixels: NDArray[np.uint8] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class EditPreviewed:
    """A final edit's look inside its box after a denoising step, as `PreviewReady` shows drafts. Few come, or none."""

    job_id: str
    box: Box
    pixels: NDArray[np.uint8] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProposalsSettled:
    """Every window with its probability, once, when the learning ends."""

    job_id: str
    proposals: tuple[ScoredProposal, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CandidateReady:
    job_id: str
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class CandidatesRanked:
    """Candidate ids, the best first."""

    job_id: str
    ranking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditFinished:
    """`companion_ids`: the best candidates of the prompt's other targets, which belong beside the best one."""

    job_id: str
    best_candidate_id: str
    calls: CallCounts
    timings: Timings
    companion_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditStopped:
    """The person pressed Stop. Candidates that had come stay valid."""

    job_id: str


@dataclass(frozen=True, slots=True)
class EditFailed:
    """`message` is a sentence for the person; `details` is for the log; `kind` is `LreditError.kind`."""

    job_id: str
    kind: str
    message: str
    details: str = ""


EditEvent = (
    JobStarted
    | StageChanged
    | ProgressMade
    | Noticed
    | MapFound
    | AnchorsFound
    | RegionsUpdated
    | PreviewReady
    | EditPreviewed
    | ProposalsSettled
    | CandidateReady
    | CandidatesRanked
    | EditFinished
    | EditStopped
    | EditFailed
)
FinalEvent = EditFinished | EditStopped | EditFailed


def is_final(event: object) -> bool:
    """Whether it is the event that comes last."""
    return isinstance(event, EditFinished | EditStopped | EditFailed)
