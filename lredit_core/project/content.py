"""What a project file holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.api.events import Candidate
    from lredit_core.document.document import Document
    from lredit_core.document.guides import PictureGuide
    from lredit_core.document.history import Snapshot
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_core.project.prompts import PromptRun

#: Of a project file's name, its dot included.
SUFFIX = ".lredit"
#: What tells of all that is in one.
JSON_NAME = "project.json"
#: In a journal, beside it: what the person had in hand.
HAND_NAME = "hand.json"
#: Of a file for other programs: layers as OpenRaster.
LAYERED_SUFFIX = ".ora"
#: Likewise, as Photoshop writes them; such files are written and not opened.
PSD_SUFFIX = ".psd"


@dataclass(frozen=True, slots=True)
class Words:
    """What stood in the prompt.

    Attributes:
        intent: an `EditIntent` value where the person chose one, else "".
    """

    prompt: str = ""
    source_prompt: str = ""
    intent: str = ""
    is_one_thing: bool = False
    seed: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """How the picture was shown: the place in the middle, in its pixels, and device pixels for each of them."""

    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True, eq=False)
class InHand:
    """A box or a mask of the person's that was not edited yet: in a journal, never in a project file.

    Attributes:
        box: of the next edit; None where there are strokes alone.
        others: boxes that are edited with it.
        mask: of the thing in the box.
        not_from: strokes over what nothing is filled from.
        origin_id: the candidate or layer that the box was of.
        selected_id: the selected candidate.
        is_all: nothing else of the picture would be missed.
    """

    box: Box | None = None
    others: tuple[Box, ...] = ()
    mask: Silhouette | None = None
    not_from: Silhouette | None = None
    origin_id: str | None = None
    selected_id: str | None = None
    is_all: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """An open picture.

    Attributes:
        title: what the picture is called.
        document: as it is; its history is not kept but for the snapshots.
        candidates: those of the latest search first, of each search the best first.
        accepted: the layer that a candidate became, by the candidate's id.
        starred: ids of candidates with a star.
        searches: the search that a candidate came of, by the candidate's id: the id of the prompt that ran.
        prompts: that ran, the oldest first.
        snapshots: states of the document that the person gave names.
        words: in the prompt.
        view: None where it was never shown.
        guides: lines that the person laid over it.
    """

    title: str
    document: Document
    candidates: tuple[Candidate, ...] = ()
    accepted: dict[str, str] = field(default_factory=dict)
    starred: tuple[str, ...] = ()
    searches: dict[str, str] = field(default_factory=dict)
    prompts: tuple[PromptRun, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    words: Words = Words()
    view: View | None = None
    guides: tuple[PictureGuide, ...] = ()
