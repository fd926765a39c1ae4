"""The JSON of a project file (docs/project-file.md); resources/project.schema.json is made of it.

Every record is strict: no field more or less, no number for a text. Sizes and counts have bounds, so that a damaged
file is refused before anything is made of it, and of a list the first entry that is wrong ends the look: what is said
of millions takes gigabytes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field

#: What this program writes; it reads this and all before it.
VERSION = 2
FORMAT = "lredit project"
#: Characters of a text; the longest side of a picture; the farthest coordinate. In pixels.
MOST_CHARACTERS, MOST_SIDE, FAR = 20_000, 1_000_000, 10_000_000

Side = Annotated[int, Field(ge=1, le=MOST_SIDE)]
Coordinate = Annotated[int, Field(ge=-FAR, le=FAR)]
Share = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Text = Annotated[str, Field(max_length=MOST_CHARACTERS)]
Id = Annotated[str, Field(min_length=1, max_length=200)]
Corners = tuple[Coordinate, Coordinate, Coordinate, Coordinate]


class Record(BaseModel):
    """Base of all."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ArrayRecord(Record):
    """Pixels or a mask: a PNG in the archive.

    Attributes:
        file: its name, `pixels/` and the digest of what it holds.
        channels: 1 is a mask.
        bits: for each channel.
    """

    file: Annotated[str, Field(pattern=r"^pixels/[0-9a-f]{32}\.png$")]
    width: Side
    height: Side
    channels: Literal[1, 3, 4]
    bits: Literal[8, 16]


class BlobRecord(Record):
    """A profile or metadata block in the archive, byte by byte."""

    file: Annotated[str, Field(pattern=r"^blobs/[0-9a-f]{32}$")]


class OutlineRecord(Record):
    """A silhouette: a mask over `reach`, (x0, y0, x1, y1) in the picture's pixels."""

    reach: Corners
    mask: ArrayRecord
    confidence: Share


class SourceRecord(Record):
    """The picture as it was opened, or as it was cropped or resized since."""

    pixels: ArrayRecord
    icc_profile: BlobRecord | None
    exif: BlobRecord | None


class ProvenanceRecord(Record):
    """How a layer came to be."""

    prompt: Text
    source_prompt: Text
    seed: int
    bundle: Text
    editor: Text
    intent: Text
    region: Corners | None
    preset: Text


class PlacementRecord(Record):
    """How a layer's original lies in the picture."""

    scale_x: Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]
    scale_y: Annotated[float, Field(gt=0, le=1e9, allow_inf_nan=False)]
    turn_deg: Number
    is_flipped_x: bool
    is_flipped_y: bool


class MaskShapeRecord(Record):
    """What is done to a layer's mask."""

    grow_px: Coordinate
    soften_px: Annotated[int, Field(ge=0, le=FAR)]
    is_inverted: bool
    is_off: bool


class AdjustmentRecord(Record):
    """What an adjustment layer does."""

    light: Number
    contrast: Number
    saturation: Number
    hue_deg: Number
    warmth: Number
    blur_px: Number


class OriginalRecord(Record):
    """What a layer is made from, where it was placed or its mask reshaped; no pixels for an adjustment."""

    box: Corners
    pixels: ArrayRecord | None
    mask: ArrayRecord
    silhouette: OutlineRecord | None


class LayerRecord(Record):
    """A layer; no pixels for an adjustment."""

    layer_id: Id
    name: Text
    box: Corners
    pixels: ArrayRecord | None
    mask: ArrayRecord
    is_visible: bool
    opacity: Share
    blend_mode: Text
    provenance: ProvenanceRecord
    silhouette: OutlineRecord | None
    not_from: OutlineRecord | None
    is_locked: bool
    is_clipped: bool
    group_id: Id | None
    original: OriginalRecord | None
    placement: PlacementRecord
    mask_shape: MaskShapeRecord
    adjustment: AdjustmentRecord | None


class GroupRecord(Record):
    """A group of layers."""

    group_id: Id
    name: Text
    is_visible: bool
    opacity: Share
    is_open: bool


Layers = Annotated[tuple[LayerRecord, ...], FailFast(), Field(max_length=10_000)]
Groups = Annotated[tuple[GroupRecord, ...], FailFast(), Field(max_length=10_000)]


class ScoreRecord(Record):
    """Eq. 7 and its parts."""

    total: Number
    text_to_image: Number
    image_to_image: Number
    clip_loss: Number
    structural_loss: Number
    directional_loss: Number
    ranking_score: Number


class CandidateRecord(Record):
    """A finished edit that may be accepted; `accepted` is the layer it became, `is_starred` what the person marked,
    `search` the run of the prompt that it came of. Since version 2: `search`."""

    candidate_id: Id
    box: Corners
    pixels: ArrayRecord
    mask: ArrayRecord
    preview: ArrayRecord
    score: ScoreRecord
    anchor_index: int | None
    prompt: Text
    source_prompt: Text
    seed: int
    editor: Text
    note: Text
    intent: Text
    opacity: Share
    silhouette: OutlineRecord | None
    not_from: OutlineRecord | None
    destination: Corners | None
    region: Corners | None
    accepted: Id | None
    is_starred: bool
    search: Id | None = None


class PromptRecord(Record):
    """A prompt that ran; `settings` are those that differ from the preset's. Since version 2."""

    run_id: Id
    prompt: Text
    source_prompt: Text
    intent: Text
    seed: int
    preset: Text
    settings: Annotated[dict[Id, bool | int | Number | Text], Field(max_length=1000)]
    started: Text
    ending: Literal["unknown", "finished", "stopped", "failed"]
    is_favourite: bool


class WordsRecord(Record):
    """What stood in the prompt."""

    prompt: Text
    source_prompt: Text
    intent: Text
    is_one_thing: bool
    seed: int


class ViewRecord(Record):
    """How the picture was shown."""

    x: Number
    y: Number
    scale: Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]


class SnapshotRecord(Record):
    """A state of the document that the person gave a name. Since version 2."""

    snapshot_id: Id
    name: Text
    source: SourceRecord
    layers: Layers
    groups: Groups


class GuideRecord(Record):
    """A line that the person laid over the picture: down it, at an x, or across it, at a y. Since version 2."""

    is_upright: bool
    at: Coordinate


class HandRecord(Record):
    """`hand.json` of a journal, which older readers do not look at; `source` is the picture that it is about."""

    source: Annotated[str, Field(pattern=r"^pixels/[0-9a-f]{32}\.png$")]
    box: Corners | None
    others: Annotated[tuple[Corners, ...], FailFast(), Field(max_length=10_000)]
    mask: OutlineRecord | None
    not_from: OutlineRecord | None
    origin: Id | None
    selected: Id | None
    is_all: bool


class ProjectRecord(Record):
    """`project.json`. Since version 2: `prompts`, `snapshots`, `guides`."""

    format: Literal["lredit project"]
    version: Annotated[int, Field(ge=1)]
    title: Text
    source: SourceRecord
    layers: Layers
    groups: Groups
    candidates: Annotated[tuple[CandidateRecord, ...], FailFast(), Field(max_length=10_000)]
    words: WordsRecord
    view: ViewRecord | None
    prompts: Annotated[tuple[PromptRecord, ...], FailFast(), Field(max_length=10_000)] = ()
    snapshots: Annotated[tuple[SnapshotRecord, ...], FailFast(), Field(max_length=10_000)] = ()
    guides: Annotated[tuple[GuideRecord, ...], FailFast(), Field(max_length=10_000)] = ()
