"""What the person has in hand: one of the candidates, or a box they moved or drew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lredit_gui.session.box_steps import LAYER_ORIGIN, BoxStep, Held
from lredit_gui.session.candidates import ghost_of
from lredit_gui.session.form import HeldThing
from lredit_gui.session.job import Job, JobKind
from lredit_gui.session.open_picture import Hand

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.document.document import Document
    from lredit_core.document.layers import Layer
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_gui.session.candidates import CandidateSet
    from lredit_gui.session.document_history import DocumentHistory


class Selection(QObject):
    """The candidates, which of them is selected, and the box that the next edit is about.

    Attributes:
        hand: all of it, of the source that is shown.

    Signals:
        changed: the candidates, or which one is selected.
        boxChanged: `box`, `mask` or `not_from`.
        documentHidden: another layer than before is left out of the picture (`redone_layer_id`).
    """

    changed = Signal()
    boxChanged = Signal()
    documentHidden = Signal()

    def __init__(self, history: DocumentHistory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self.hand = Hand()
        history.changed.connect(self._on_document)

    def use(self, hand: Hand) -> None:
        """Another source's candidates and box, as they were left."""
        self.hand = hand
        self.changed.emit()
        self.boxChanged.emit()

    def _on_document(self) -> None:
        self.hand.steps.clear()

    @property
    def candidates(self) -> CandidateSet:
        return self.hand.candidates

    @property
    def box(self) -> Box | None:
        """That the person moved or drew; None where there is none."""
        return self.hand.box

    @property
    def others(self) -> tuple[Box, ...]:
        """Boxes of the person's own beside `box`, which are edited with it."""
        return self.hand.others

    @property
    def origin_id(self) -> str | None:
        """The candidate whose box it was."""
        return self.hand.origin_id

    @property
    def ghost(self) -> NDArray[np.uint8] | None:
        """(h, w, 3) uint8 sRGB, what that candidate painted, small; None where the box was drawn anew."""
        return self.hand.ghost

    @property
    def mask(self) -> Silhouette | None:
        """Of the thing in the person's box, where they mended or drew one; the edit is about it then."""
        return self.hand.mask

    @property
    def not_from(self) -> Silhouette | None:
        """What the person painted over so that nothing is filled from there; it needs no box."""
        return self.hand.not_from

    @property
    def candidate(self) -> Candidate | None:
        """The selected one."""
        return self.candidates.selected

    @property
    def shown_candidate(self) -> Candidate | None:
        """The candidate that is previewed on the picture: the selected one unless it is a layer already."""
        document, selected = self._history.document, self.candidates.selected
        if document is None or selected is None or self.box is not None:
            return None
        return None if self.candidates.layer_in(selected.candidate_id, document) else selected

    @property
    def is_accepted(self) -> bool:
        """Whether the selected candidate is a layer."""
        document, selected = self._history.document, self.candidates.selected
        if document is None or selected is None:
            return False
        return self.candidates.layer_in(selected.candidate_id, document) is not None

    @property
    def outline(self) -> Silhouette | None:
        """The mask that is shown: the person's, else that of the candidate that is previewed."""
        if self.box is not None:
            return self.mask
        shown = self.shown_candidate
        return None if shown is None else shown.silhouette

    @property
    def strokes(self) -> Silhouette | None:
        """The "not from here" strokes that are shown, and that the next edit keeps to: the person's own, else those of
        the candidate that is previewed."""
        if self.box is not None or self.not_from is not None:
            return self.not_from
        shown = self.shown_candidate
        return None if shown is None else shown.not_from

    def carried(self, *, is_moving: bool) -> HeldThing | None:
        """The thing in hand: its mask where it is known, and where it was dropped.

        Args:
            is_moving: the next edit moves or doubles it; else the box is a region like any other.
        """
        origin = self.candidates.get(self.origin_id or "")
        there = None if origin is None or not is_moving else origin.destination
        if self.box is None:
            return None
        if self.mask is not None:
            return HeldThing(self.mask, there)
        if there is None or origin is None or origin.silhouette is None:
            return None
        return HeldThing(origin.silhouette, self.box)

    # What the person does

    def select(self, candidate_id: str | None) -> None:
        if candidate_id is None or candidate_id in self.candidates:
            self.hand.has_picked = True
            before = self.held
            self.candidates.selected_id = candidate_id
            self._leave(before)

    def select_neighbour(self, step: int) -> None:
        """The next candidate down (1) or up (-1) the ranking."""
        if (candidate_id := self.candidates.neighbour(step)) is not None:
            self.select(candidate_id)

    def star(self, candidate_id: str) -> None:
        """Gives a candidate a star, or takes it away."""
        self.candidates.star(candidate_id, not self.candidates.is_starred(candidate_id))
        self.changed.emit()

    def hide(self, candidate_id: str) -> None:
        """Takes a candidate out of the strip; "Show all" brings it back."""
        self.candidates.hide(candidate_id)
        self.changed.emit()

    def show_hidden(self) -> None:
        """All candidates that were hidden stand in the strip again."""
        self.candidates.show_hidden()
        self.changed.emit()

    def move_box(self, box: Box) -> None:
        """A box that the person moved; "Edit" is about it until it is discarded."""
        document = self._history.document
        if document is not None:
            before = self.held
            origin = self.origin_id if self.box is not None else self.candidates.selected_id
            inside = box.moved_inside(document.source.size)
            mask = self._moved_along(inside)
            after = Held(inside, origin, before.selected_id, mask, self.strokes, self.others)
            if after != before:
                self.hand.steps.note(BoxStep(self.tr("Move the box"), before, after), merges=True)
            self._take(after.box, after.origin_id, after.mask, after.not_from, after.others)

    def _moved_along(self, box: Box) -> Silhouette | None:
        """The mask where its box was moved to; a box of another size is a region anew."""
        document = self._history.document
        if document is None or self.mask is None or self.box is None or box.size != self.box.size:
            return None
        return self.mask.moved(box.x0 - self.box.x0, box.y0 - self.box.y0, document.source.size)

    def draw_box(self, box: Box, *, adds: bool = False) -> None:
        """A box of the person's own, made from nothing; with `adds` beside the one that is there, and both are edited
        together."""
        document, before = self._history.document, self.held
        if document is None:
            return
        others = (*before.others, before.box) if adds and before.box is not None else ()
        self._take(None, None, None, self.not_from)
        self.candidates.selected_id = None
        self._take(box.moved_inside(document.source.size), None, None, self.not_from, others)
        self._note(self.tr("Draw a box"), before)
        self.changed.emit()

    def take_other(self, index: int) -> None:
        """One of the boxes beside comes in hand; the one that was there is beside it."""
        if self.box is not None and index < len(self.others):
            others = [*self.others]
            box, others[index] = others[index], self.box
            self._take(box, None, None, self.not_from, tuple(others))
            self.changed.emit()

    def _note(self, label: str, before: Held) -> None:
        """One step of the box that undo takes back."""
        if self.held != before:
            self.hand.steps.note(BoxStep(label, before, self.held))

    def take_layer(self, layer: Layer) -> None:
        """A layer's region and mask in hand: what is edited there takes its place. One that was scaled or turned is
        done again where it lies now."""
        document = self._history.document
        if document is None:
            return
        before, size = self.held, document.source.size
        region = layer.provenance.region if layer.placement.is_plain else None
        mask = None if layer.silhouette is None else layer.silhouette.within(size)
        mask = None if mask is None or mask.box.is_empty else mask
        box = mask.box if mask is not None else (region or layer.box).clipped_to(size)
        if box.is_empty:
            return
        strokes = None if layer.not_from is None else layer.not_from.within(size)
        self._hold(Held(box, LAYER_ORIGIN + layer.layer_id, None, mask, strokes))
        self._note(self.tr("Edit again"), before)
        self.changed.emit()

    def put_mask(self, mask: Silhouette, label: str) -> None:
        """A mask in place of the one that is there; the step can be undone. After an empty one nothing is in hand."""
        if self._history.document is None:
            return
        before, strokes = self.held, self.strokes
        if mask.box.is_empty:
            self._hold(Held(None, None, before.selected_id, not_from=self.not_from))
        else:
            is_new = self.box is None and self.is_accepted  # what is painted over a layer is a thing of its own
            origin = before.origin_id if self.box is not None else before.selected_id
            selected = None if is_new else before.selected_id
            self._hold(Held(mask.box, None if is_new else origin, selected, mask, strokes))
        self.hand.steps.note(BoxStep(label, before, self.held))
        self.changed.emit()

    def put_strokes(self, strokes: Silhouette, label: str) -> None:
        """Other "not from here" strokes in place of those that are there; the step can be undone. Where a candidate is
        previewed, its thing comes in hand: the next edit is about it again."""
        before, shown = self.held, self.shown_candidate
        kept = None if strokes.box.is_empty else strokes
        if self._history.document is None or (kept is None and self.strokes is None):
            return
        if shown is None:
            self._hold(replace(before, not_from=kept))
        else:
            mask, key = shown.silhouette, shown.candidate_id
            self._hold(Held(shown.region_box if mask is None else mask.box, key, key, mask, kept))
        self.hand.steps.note(BoxStep(label, before, self.held))
        self.changed.emit()

    def deselect(self) -> None:
        """Nothing is in hand and no candidate is selected; the candidates stay in the strip."""
        before = self.held
        self.candidates.selected_id = None
        self._leave(before)

    def discard_box(self) -> None:
        """Nothing is in hand any more; what was drawn or painted comes back by undo."""
        if self.box is not None or self.not_from is not None:
            self._leave(self.held)

    def _leave(self, before: Held) -> None:
        """Lets go of all that was in hand."""
        self._take(None, None)
        if before.mask is not None:
            self._note(self.tr("Leave the mask"), before)
        elif before.not_from is not None:
            self._note(self.tr("Leave the strokes"), before)
        elif before.box is not None:
            self._note(self.tr("Leave the box"), before)
        self.changed.emit()

    def put_box(self, box: Box, label: str, *, keeps_origin: bool = False) -> None:
        """A box in place of the one that is there, or of none: one step that can be undone.

        Args:
            box: the new one.
            label: of the step, for a person.
            keeps_origin: it is the same box, placed better; else it is made from nothing.
        """
        document = self._history.document
        if document is not None:
            before, inside = self.held, box.moved_inside(document.source.size)
            held = Held(inside, not_from=before.not_from)
            origin_id, selected_id = before.origin_id, before.selected_id
            self._hold(replace(held, origin_id=origin_id, selected_id=selected_id) if keeps_origin else held)
            self.hand.steps.note(BoxStep(label, before, self.held))
            self.changed.emit()

    @property
    def held(self) -> Held:
        """What the person has in hand."""
        return self.hand.held

    @property
    def undo_label(self) -> str | None:
        """What `undo_box` would take back, or None."""
        step = self.hand.steps.last(self.held)
        return None if step is None else step.label

    @property
    def redo_label(self) -> str | None:
        """What `redo_box` would make again, or None."""
        step = self.hand.steps.next(self.held)
        return None if step is None else step.label

    def undo_box(self) -> None:
        """Takes the last step of the box back, as long as the box is as it left it."""
        self._hold(self.hand.steps.undo(self.held))
        self.changed.emit()

    def redo_box(self) -> None:
        """Makes the step again that was taken back last."""
        self._hold(self.hand.steps.redo(self.held))
        self.changed.emit()

    # What comes of edits

    def begin_search(self) -> None:
        """A search for a region: nothing is selected meanwhile; the strokes that are shown are kept to."""
        self.hand.not_from = self.strokes
        self.hand.former_id, self.candidates.selected_id = self.candidates.selected_id, None
        self.changed.emit()

    def add(self, job: Job, candidate: Candidate) -> None:
        """A candidate that came; with the first one of a search those of the former one are earlier ones."""
        is_first, is_learned = len(job.candidate_ids) == 1, job.kind is JobKind.LEARN
        if is_first and is_learned:
            self.candidates.begin_search(job.job_id)
            self.hand.has_picked = False
        self.candidates.add(candidate, replaces_layer_id=job.replaces_layer_id)
        if is_first and not is_learned:
            if self.box in job.boxes and self.not_from is job.not_from:
                self._take(None, None)
            self.hand.has_picked = False
        if is_first and self.box is None and self.not_from is job.not_from:
            self.hand.not_from = None  # the candidate has them now
        if is_first and not self.hand.has_picked:
            self.candidates.selected_id = candidate.candidate_id
        self.changed.emit()

    def rank(self, ranking: tuple[str, ...]) -> None:
        self.candidates.apply_ranking(ranking)
        self.changed.emit()

    def end(self, job: Job, best_id: str | None) -> None:
        """Selects the best candidate, unless the person picked one; a search that was refused, failed or stopped before
        it found anything leaves all as it was."""
        if best_id in self.candidates and not self.hand.has_picked:
            self.candidates.selected_id = best_id
        elif job.kind is JobKind.LEARN and not job.candidate_ids:
            is_free = self.candidates.selected_id is None and self.box is None
            if is_free and self.hand.former_id in self.candidates:
                self.candidates.selected_id = self.hand.former_id
                if (former := self.candidate) is not None and former.not_from is self.not_from:
                    self.hand.not_from = None
        self.changed.emit()

    def select_next_target(self, job: Job | None, done: str) -> None:
        """Of the prompt's targets that are no layer yet, the first one's best candidate; of several boxes, the next
        one's. None where all are.

        Args:
            job: that made the candidates.
            done: the prompt of the target that was accepted just now.
        """
        document = self._history.document
        if job is not None and document is not None and job.kind is JobKind.BOX and len(job.boxes) > 1:
            waiting = (key for key in job.candidate_ids if self.candidates.layer_in(key, document) is None)
            self.candidates.selected_id = next(waiting, None)
            self.changed.emit()
            return
        if job is None or document is None or not job.companion_ids:
            self.deselect()
            return
        ranked = self.candidates.ranked  # the best of each target come first
        accepted = {item.prompt for item in ranked if self.candidates.layer_in(item.candidate_id, document)}
        waiting = (item.candidate_id for item in ranked if item.prompt not in accepted | {done})
        self.candidates.selected_id = next(waiting, None)
        self.changed.emit()

    def in_background(self, hand: Hand, act: Callable[[], None]) -> None:
        """Does something to what is in hand of another source than the one that is shown."""
        own, self.hand = self.hand, hand
        were_blocked = self.blockSignals(True)
        try:
            act()
        finally:
            self.hand = own
            self.blockSignals(were_blocked)

    # Layers that are done again

    def redone_layer_id(self, origin_id: str | None) -> str | None:
        """The layer of a candidate whose edit is done again: the engine and the screen leave it out meanwhile."""
        document = self._history.document
        if document is None or origin_id is None:
            return None
        if origin_id.startswith(LAYER_ORIGIN):
            layer_id = origin_id.removeprefix(LAYER_ORIGIN)
            return layer_id if any(layer.layer_id == layer_id for layer in document.layers) else None
        accepted = self.candidates.layer_in(origin_id, document)
        return accepted or self.candidates.replaced_in(origin_id, document)

    def without_redone(self, document: Document, origin_id: str | None) -> Document:
        """The document without the layer that is done again."""
        hidden = self.redone_layer_id(origin_id)
        return document if hidden is None else document.without_layer(hidden)

    def _hold(self, held: Held | None) -> None:
        if held is not None:
            self.candidates.selected_id = held.selected_id if held.selected_id in self.candidates else None
            self._take(held.box, held.origin_id, held.mask, held.not_from, held.others)

    def _take(
        self,
        box: Box | None,
        origin_id: str | None,
        mask: Silhouette | None = None,
        not_from: Silhouette | None = None,
        others: tuple[Box, ...] = (),
    ) -> None:
        is_same = mask is self.mask and not_from is self.not_from
        has_changed = not is_same or (box, others) != (self.box, self.others)
        is_other = (
            box is None or self.box is None or origin_id != self.origin_id or (mask is None) != (self.mask is None)
        )
        document = self._history.document
        if is_other:
            origin = None if origin_id is None or box is None or mask is not None else self.candidates.get(origin_id)
            self.hand.ghost = None if origin is None or document is None else ghost_of(origin, document.source)
        hand = self.hand
        hand.box, hand.origin_id, hand.mask, hand.not_from, hand.others = box, origin_id, mask, not_from, others
        if has_changed:
            self.boxChanged.emit()
        if has_changed and is_other:
            self.documentHidden.emit()
