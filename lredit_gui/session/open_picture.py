"""What the session holds of each open picture, whether it is the one that is shown or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lredit_core.document.history import History
from lredit_core.project.content import Words
from lredit_gui.session.box_steps import BoxSteps, Held
from lredit_gui.session.candidates import CandidateSet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.document.document import Document
    from lredit_core.document.guides import PictureGuide
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer
    from lredit_core.project.prompts import PromptRun
    from lredit_core.project.writing import ProjectWriter
    from lredit_gui.rendering.documents import Rendered
    from lredit_gui.session.form import EditForm
    from lredit_gui.session.job import Job
    from lredit_gui.session.pictures import PictureName


@dataclass(slots=True, eq=False)
class Hand:
    """The candidates of a source, which of them is selected, and the box that the next edit of it is about.

    Attributes:
        candidates: of all prompts.
        job: the edit of this source that runs or ran last.
        has_picked: the person chose among the candidates.
        former_id: the candidate that was selected when a search began.
        guides: that the person laid over it.
    """

    candidates: CandidateSet = field(default_factory=CandidateSet)
    box: Box | None = None
    others: tuple[Box, ...] = ()
    origin_id: str | None = None
    ghost: NDArray[np.uint8] | None = None
    mask: Silhouette | None = None
    not_from: Silhouette | None = None
    job: Job | None = None
    has_picked: bool = False
    former_id: str | None = None
    guides: tuple[PictureGuide, ...] = ()
    steps: BoxSteps = field(default_factory=BoxSteps)

    @property
    def held(self) -> Held:
        """What the person has in hand."""
        return Held(self.box, self.origin_id, self.candidates.selected_id, self.mask, self.not_from, self.others)

    @property
    def is_in_use(self) -> bool:
        """Whether there is a box, or there are strokes, that were not edited yet."""
        return self.box is not None or self.not_from is not None


@dataclass(frozen=True, slots=True)
class Beside:
    """What a person would miss of a project besides its document. The seed alone is no reason to ask."""

    words: tuple[str, str, str, bool]
    candidate_ids: frozenset[str]
    starred_ids: frozenset[str]
    prompts: tuple[PromptRun, ...]
    snapshots: tuple[tuple[str, str], ...]
    guides: tuple[PictureGuide, ...]


class OpenPicture:
    """A picture that is open.

    Attributes:
        name: what it is called.
        history: its documents.
        safe: the document that lies in its own file: as it was opened or saved last. "Revert" goes back to it.
        exported: the document that was written to another file last, if any.
        words: that stand in the prompt for it.
        kept: what lies in its project file beside the document; None before it is known.
        chosen: the layers that are taken hold of; `has_frame` where they show a frame on the canvas.
        rendered: what of it was shown last.
        form: the words that stood in the prompt when another picture was shown.
        view: how the canvas showed it; the canvas's own, or a `View` of a file.
        project_path: the project file that it is of, if any.
        project_key: what that file is known by, as `Claim.key`; "" without one.
        writer: that wrote or read that file.
        prompts: those that ran on it, the oldest first.
        is_recovered: it came back after a crash and was not saved since.
    """

    def __init__(self, document: Document, name: PictureName, *, label: str) -> None:
        self.name = name
        self.history = History(document, label=label)
        self.safe = document
        self.exported: Document | None = None
        self.words = Words()
        self.kept: Beside | None = None
        self.chosen: frozenset[str] = frozenset()
        self.has_frame = False
        self.rendered: Rendered | None = None
        self.form: EditForm | None = None
        self.view: object = None
        self.project_path: Path | None = None
        self.project_key = ""
        self.writer: ProjectWriter | None = None
        self.prompts: tuple[PromptRun, ...] = ()
        self.is_recovered = False
        self._hands: list[tuple[PixelBuffer, Hand]] = []

    @property
    def document(self) -> Document:
        return self.history.document

    @property
    def is_changed(self) -> bool:
        """Whether closing it would lose something: of a project whatever is not in its file; of another picture edits
        that were not exported either."""
        document = self.document
        if self.is_recovered:
            return True
        if self.project_path is not None:
            return document is not self.safe or (self.kept is not None and self.kept != self.beside)
        if document is self.safe or document is self.exported:
            return False
        return bool(document.layers or self.safe.layers) or document.source is not self.safe.source

    @property
    def beside(self) -> Beside:
        """What a project file of it would hold beside the document."""
        candidates, words = self.hand.candidates, self.words
        return Beside(
            (words.prompt, words.source_prompt, words.intent, words.is_one_thing),
            frozenset(one.candidate_id for one in candidates.all_ranked),
            frozenset(candidates.starred_ids),
            self.prompts,
            tuple((one.snapshot_id, one.name) for one in self.history.snapshots),
            self.guides,
        )

    @property
    def guides(self) -> tuple[PictureGuide, ...]:
        """Over the document's source: what undo brings back has those that lay over it."""
        return self.hand.guides

    @guides.setter
    def guides(self, guides: tuple[PictureGuide, ...]) -> None:
        self.hand.guides = guides

    @property
    def hand(self) -> Hand:
        """Of the document's source. Sources that undo brings back find their candidates again."""
        source = self.document.source
        for known, hand in self._hands:
            if known is source:
                return hand
        documents = [one.document for one in self.history.entries]
        documents += [one.document for one in self.history.snapshots]
        held = {id(document.source) for document in documents}
        self._hands = [pair for pair in self._hands if id(pair[0]) in held]
        made = Hand()
        self._hands.append((source, made))
        return made

    def hands(self) -> Iterator[Hand]:
        """Those of all its sources."""
        return (hand for _source, hand in self._hands)
