"""The editor without its window: a document and its history, the edit in flight, its candidates, the moved box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from lredit_core.api.choice import Choice
from lredit_core.api.events import Candidate
from lredit_core.api.request import EditRequest
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.choices.store import ChoiceStore
from lredit_core.document.document import Document, Layer
from lredit_core.document.history import History
from lredit_core.errors import LreditError
from lredit_core.geometry import Box
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.clauses import read_things
from lredit_gui.rendering.candidate_preview import Showing
from lredit_gui.rendering.renderer import Renderer
from lredit_gui.session.candidates import CandidateSet, as_layer, ghost_of
from lredit_gui.session.edits import EditRunner
from lredit_gui.session.exports import ExportRecord
from lredit_gui.session.form import EditForm, drawn_seed
from lredit_gui.session.job import Job, JobKind
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.session.picture_files import PictureFiles
from lredit_gui.session.pictures import Arrival, PictureDesk, PictureName
from lredit_gui.session.session_state import state_of
from lredit_gui.session.ui_state import SessionState, UiState, resolve
from lredit_gui.threads.engine_thread import EngineThread
from lredit_gui.threads.workers import Workers


class EditorSession(QObject):
    """Everything the window shows and does, as plain calls and signals; no widgets.

    Attributes:
        choices: the person's choices; kept and used while `learns_from_choices`.

    Signals:
        documentChanged: the document, its history or its name.
        displayChanged: what `showing` shows.
        candidatesChanged, boxChanged: the strip; the box the person moves.
        stateChanged(UiState)
        noticed(Notice)
        exported(Path)
    """

    documentChanged = Signal()
    displayChanged = Signal()
    candidatesChanged = Signal()
    boxChanged = Signal()
    stateChanged = Signal(object)
    noticed = Signal(object)
    exported = Signal(object)

    def __init__(
        self, engine: EngineThread, workers: Workers, files: PictureFiles, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workers = workers
        self.desk = PictureDesk(workers, files, self)
        self.edits = EditRunner(engine, workers, self)
        self.renderer = Renderer(workers, self)
        self.showing = Showing(self.renderer, workers, self)
        self.history: History | None = None
        self.candidates = CandidateSet()
        self.form = EditForm()
        self.pending_box: Box | None = None
        self.ghost: NDArray[np.uint8] | None = None
        self._origin_id: str | None = None
        self._names: dict[int, PictureName] = {}  # by the identity of their source: hashing it would take long
        self._exports = ExportRecord()
        self._has_picked = False
        self._former_id: str | None = None
        self.choices = ChoiceStore()
        self.learns_from_choices = False
        self.edits.prepare = self._as_the_person_likes
        self.ui: UiState = resolve(SessionState())
        self.desk.opened.connect(self._on_opened)
        self.desk.exported.connect(self._on_exported)
        self.desk.failed.connect(self._on_error)
        self.desk.changed.connect(self._refresh)
        self.edits.jobChanged.connect(self._refresh)
        self.edits.engineChanged.connect(self._refresh)
        self.edits.candidateArrived.connect(self._on_candidate)
        self.edits.ranked.connect(self._on_ranked)
        self.edits.ended.connect(self._on_ended)
        self.edits.noticed.connect(self.noticed)
        self.renderer.changed.connect(self._on_rendered)
        self.renderer.checked.connect(self._on_checked)
        self.renderer.failed.connect(self._on_error)
        self.showing.changed.connect(self.displayChanged)
        self.showing.failed.connect(self._on_error)

    # What is there

    @property
    def document(self) -> Document | None:
        return None if self.history is None else self.history.document

    @property
    def name(self) -> PictureName | None:
        return None if self.document is None else self._names.get(id(self.document.source))

    @property
    def job(self) -> Job | None:
        return self.edits.job

    @property
    def has_unexported_edits(self) -> bool:
        """Whether closing now would lose layers that were never exported, of this picture or of one opened before."""
        return self._exports.lacks(self.history)

    @property
    def shown_candidate(self) -> Candidate | None:
        """The candidate that is previewed on the picture: the selected one unless it is a layer already."""
        document, selected = self.document, self.candidates.selected
        if document is None or selected is None or self.pending_box is not None:
            return None
        return None if self.candidates.layer_in(selected.candidate_id, document) else selected

    # Opening and exporting

    def open_path(self, path: Path) -> None:
        """Opens a file in place of the picture; undo brings the former one back."""
        self.desk.open_path(path)

    def open_bytes(self, data: bytes, name: str) -> None:
        """Opens a pasted or dropped file."""
        self.desk.open_bytes(data, name)

    def open_image(self, image: QImage, name: str) -> None:
        """Opens a pasted or dropped image."""
        self.desk.open_image(image, name)

    def _on_opened(self, arrival: Arrival) -> None:
        document = arrival.rendered.document
        self._names[id(document.source)] = PictureName(arrival.title, arrival.path)
        label = self.tr("Open {0}").format(arrival.title)
        self._leave_picture()
        if self.history is None:
            self.history = History(document, label=label)
        else:
            self.history.push(document, label)
        self.renderer.take(arrival.rendered)
        self.documentChanged.emit()
        for note in arrival.notes:
            self.noticed.emit(Notice(NoticeKind.NOTE, note))

    def export(self, path: Path, *, quality: int = 92, keep_metadata: bool = True) -> None:
        """Writes the document as it is (without a candidate that was not accepted)."""
        document = self.document
        if document is not None and self.ui.can_export:
            image = self._image_of(document)
            self.desk.export(document, image, path, quality=quality, keep_metadata=keep_metadata)

    def _on_exported(self, path: Path, document: Document) -> None:
        self._exports.note(document, self.history)
        self.exported.emit(path)
        text = (
            self.tr("Exported to {0}")
            if self.shown_candidate is None
            else self.tr("Exported to {0}, without the selected candidate: accept it first to have it in the file.")
        )
        self.noticed.emit(Notice(NoticeKind.NOTE, text.format(path)))

    # Editing

    def set_form(self, form: EditForm) -> None:
        self.form = form
        self._refresh()

    def load_engine(self, bundle: str = BUILTIN_BUNDLE) -> None:
        self.edits.load(bundle)

    def start_edit(self) -> None:
        """Edits inside of the person's box where there is one, else looks for the region."""
        if not self.ui.can_edit:
            return
        if self.pending_box is None:
            self._former_id, self.candidates.selected_id = self.candidates.selected_id, None
            self._begin(JobKind.LEARN, self.form)
            self._after_candidates()
        else:
            self._begin(JobKind.BOX, self._form_for_box(), box=self.pending_box, origin_id=self._origin_id)

    def _form_for_box(self) -> EditForm:
        """The form; where a box of one of its several things was moved, about that thing alone."""
        form, origin = self.form, self.candidates.get(self._origin_id or "")
        things = read_things(form.prompt, form.source_prompt, is_one_thing=form.is_one_thing)
        if origin is not None and len(things) > 1 and origin.prompt in {thing.prompt for thing in things}:
            return replace(form, prompt=origin.prompt, source_prompt=origin.source_prompt, is_one_thing=True)
        return form

    def retry(self) -> None:
        """The selected candidate's box again with another seed; the candidates that are there stay."""
        selected = self.candidates.selected
        if selected is None or not self.ui.can_retry:
            return
        form = replace(
            self.form,
            prompt=selected.prompt,
            source_prompt=selected.source_prompt,
            seed=drawn_seed(other_than=selected.seed),
        )
        self._begin(JobKind.RETRY, form, box=selected.box, origin_id=selected.candidate_id)

    def stop(self) -> None:
        self.edits.stop()

    def _as_the_person_likes(self, request: EditRequest) -> EditRequest:
        """In a worker thread: with what was learned from the person's choices, if they want that."""
        return self.choices.suited(request) if self.learns_from_choices else request

    def _begin(self, kind: JobKind, form: EditForm, *, box: Box | None = None, origin_id: str | None = None) -> None:
        document = self.document
        assert document is not None
        replaced = self._redone_layer_id(origin_id)
        seen = document if replaced is None else document.without_layer(replaced)
        boxes = () if box is None else (box,)
        image = self._image_of(seen)
        self.edits.begin(kind, form, image, source=document.source, boxes=boxes, replaces_layer_id=replaced)

    def _image_of(self, document: Document) -> Callable[[], PixelBuffer]:
        return partial(self.renderer.flattened, document)

    def _on_candidate(self, job: Job, candidate: Candidate) -> None:
        is_first, learned = len(job.candidate_ids) == 1, job.kind is JobKind.LEARN
        if is_first and learned:
            self.candidates.clear()
            self._has_picked = False
        self.candidates.add(candidate, replaces_layer_id=job.replaces_layer_id)
        if is_first and not learned:
            if self.pending_box in job.boxes:
                self._set_pending(None, None)
            self._has_picked = False
        if is_first and not self._has_picked:
            self.candidates.selected_id = candidate.candidate_id
        self._after_candidates()

    def _on_ranked(self, ranking: tuple[str, ...]) -> None:
        self.candidates.apply_ranking(ranking)
        self._after_candidates()

    def _on_ended(self, job: Job, best_id: str | None) -> None:
        if best_id in self.candidates and not self._has_picked:
            self.candidates.selected_id = best_id
        elif job.kind is JobKind.LEARN and not job.candidate_ids:
            self._select_former()
        self._after_candidates()

    def _select_former(self) -> None:
        """A search that was refused, failed or stopped before it found anything leaves all as it was."""
        is_free = self.candidates.selected_id is None and self.pending_box is None
        if is_free and self._former_id in self.candidates:
            self.candidates.selected_id = self._former_id

    # Candidates and boxes

    def select_candidate(self, candidate_id: str | None) -> None:
        if candidate_id is None or candidate_id in self.candidates:
            self._has_picked = True
            self.candidates.selected_id = candidate_id
            self._set_pending(None, None)
            self._after_candidates()

    def select_neighbour(self, step: int) -> None:
        """The next candidate down (1) or up (-1) the ranking."""
        if (candidate_id := self.candidates.neighbour(step)) is not None:
            self.select_candidate(candidate_id)

    def accept(self) -> None:
        """Makes the selected candidate a layer; the other candidates stay. Of a prompt with several things, the best
        candidate of the next thing is selected then."""
        document, selected = self.document, self.candidates.selected
        if document is None or selected is None or not self.ui.can_accept:
            return
        bundle = self.edits.bundle.name if self.edits.bundle is not None else ""
        layer = as_layer(selected, bundle=bundle)
        replaced = self.candidates.replaced_in(selected.candidate_id, document)
        self.candidates.mark_accepted(selected.candidate_id, layer.layer_id)
        if self.learns_from_choices:
            before = self._image_of(document if replaced is None else document.without_layer(replaced))
            self.edits.keep_choice(lambda: Choice(before(), selected.box, selected.prompt))
        changed = document.with_layer(layer)
        if replaced is not None:
            index = document.index_of(replaced)
            changed = changed.without_layer(replaced).with_layer_moved(layer.layer_id, index)
        label = self.tr("Accept {0}") if replaced is None else self.tr("Replace {0}")
        self.apply(changed, label.format(layer.name))
        self._select_next_thing(selected.prompt)
        self._after_candidates()

    def _select_next_thing(self, done: str) -> None:
        """Of the prompt's things that are no layer yet, the first one's best candidate."""
        job, document = self.job, self.document
        if job is None or document is None or not job.companion_ids:
            return
        accepted = {
            item.prompt for item in self.candidates.ranked if self.candidates.layer_in(item.candidate_id, document)
        }
        for candidate in self.candidates.ranked:  # the best of each thing come first
            if candidate.prompt not in accepted | {done}:
                self.candidates.selected_id = candidate.candidate_id
                return

    def set_pending_box(self, box: Box) -> None:
        """A box the person moved or drew; "Edit" is about it until it is discarded."""
        document = self.document
        if document is None:
            return
        inside = box.moved_inside(document.source.size)
        origin = self._origin_id if self.pending_box is not None else self.candidates.selected_id
        self._set_pending(inside, origin)
        self._update_preview()
        self._refresh()

    def draw_box(self, box: Box) -> None:
        """A box of the person's own, made from nothing."""
        self._set_pending(None, None)
        self.candidates.selected_id = None
        self.set_pending_box(box)
        self.candidatesChanged.emit()

    def discard_box(self) -> None:
        if self.pending_box is not None:
            self._set_pending(None, None)
            self._after_candidates()

    def _set_pending(self, box: Box | None, origin_id: str | None) -> None:
        has_changed = box != self.pending_box
        is_other = box is None or self.pending_box is None or origin_id != self._origin_id
        if is_other:
            origin = None if origin_id is None or box is None else self.candidates.get(origin_id)
            self.ghost = None if origin is None or self.document is None else ghost_of(origin, self.document.source)
        self.pending_box, self._origin_id = box, origin_id
        if has_changed:
            self.boxChanged.emit()
        if has_changed and is_other:
            self._show_document()

    def _redone_layer_id(self, origin_id: str | None) -> str | None:
        """The layer of a candidate whose edit is done again: the engine and the screen leave it out meanwhile."""
        document = self.document
        if document is None or origin_id is None:
            return None
        accepted = self.candidates.layer_in(origin_id, document)
        return accepted or self.candidates.replaced_in(origin_id, document)

    def _show_document(self) -> None:
        """The document; while an accepted edit's box is moved, without that edit."""
        document, hidden = self.document, self._redone_layer_id(self._origin_id)
        if document is not None:
            shown = document if hidden is None else document.without_layer(hidden)
            self.renderer.request(shown, is_coarse_first=self.shown_candidate is None)

    def _after_candidates(self) -> None:
        self._update_preview()
        self.candidatesChanged.emit()
        self._refresh()

    # The document

    def undo(self) -> None:
        if self.history is not None and self.ui.can_undo:
            self._arrive(self.history.undo())

    def redo(self) -> None:
        if self.history is not None and self.ui.can_redo:
            self._arrive(self.history.redo())

    def go_to(self, index: int) -> None:
        """Jumps in the history."""
        if self.history is not None and index != self.history.cursor:
            self._arrive(self.history.go_to(index))

    def apply(self, document: Document, label: str) -> None:
        """One undoable step."""
        if self.history is not None:
            self.history.push(document, label)
            self._arrive(document)

    def change(self, change: Callable[[Document], Document], label: str, *, is_draft: bool = False) -> None:
        """Changes the document, or only shows how it would look while something is dragged (`is_draft`)."""
        document = self.document
        if document is None:
            return
        try:
            changed = change(document)
        except LreditError as error:
            self._on_error(error)
            return
        if is_draft:
            shown = self.shown_candidate
            self.showing.drag(
                changed, None if shown is None else self.candidates.replaced_in(shown.candidate_id, changed)
            )
        else:
            self.apply(changed, label)

    def layer(self, layer_id: str) -> Layer | None:
        layers = self.document.layers if self.document is not None else ()
        return next((layer for layer in layers if layer.layer_id == layer_id), None)

    def _arrive(self, document: Document) -> None:
        rendered = self.renderer.rendered
        if rendered is not None and rendered.document.source is not document.source:
            self._leave_picture()
        self._show_document()
        self.documentChanged.emit()
        self._after_candidates()

    def _leave_picture(self) -> None:
        self.edits.abandon()
        self.candidates.clear()
        self.showing.forget()
        self._set_pending(None, None)
        self.candidatesChanged.emit()

    # What is shown

    def _on_rendered(self) -> None:
        self._update_preview()

    def _on_checked(self) -> None:
        if changed := self.renderer.changed_outside:
            text = self.tr("{0} pixels changed outside of the layers' boxes. Undo the last step, and report this.")
            self.noticed.emit(Notice(NoticeKind.WARNING, text.format(changed)))
        self.displayChanged.emit()

    def _update_preview(self) -> None:
        shown, document = self.shown_candidate, self.document
        replaced = None
        if shown is not None and document is not None:
            replaced = self.candidates.replaced_in(shown.candidate_id, document)
        self.showing.show(shown, replaced)

    def _on_error(self, error: Exception) -> None:
        self.noticed.emit(Notice.of_error(error))

    def _refresh(self) -> None:
        ui = resolve(state_of(self))
        if ui != self.ui:
            self.ui = ui
            self.stateChanged.emit(ui)
