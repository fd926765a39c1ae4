"""The editor without its window: what the person asks for goes to its parts, and what they bring comes back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lredit_core.api.choice import Choice
from lredit_core.api.events import MapKind
from lredit_core.choices.store import ChoiceStore
from lredit_core.document.document import Document
from lredit_core.document.layer_alone import layer_alone
from lredit_core.document.silhouette import Silhouette
from lredit_core.prompt.intent import EditIntent
from lredit_gui.language.sentences import said_together
from lredit_gui.rendering.candidate_preview import CandidatePreview
from lredit_gui.rendering.renderer import Renderer
from lredit_gui.session.change_watch import ChangeWatch
from lredit_gui.session.document_history import DocumentHistory
from lredit_gui.session.edits import EditRunner
from lredit_gui.session.exports import ExportSubject
from lredit_gui.session.form import EditForm, HeldThing, drawn_seed
from lredit_gui.session.job import Job, JobKind
from lredit_gui.session.layer_work import LayerWork
from lredit_gui.session.looking import Looking
from lredit_gui.session.mask_changes import MaskChange, change_text, changed_mask
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.session.open_picture import Hand, OpenPicture
from lredit_gui.session.pictures import Arrival, PictureManager, PictureName
from lredit_gui.session.pointing import Pointing
from lredit_gui.session.projects import ProjectManager, copy_text, copy_title, take_up, words_of
from lredit_gui.session.prompt_log import PromptLog
from lredit_gui.session.selection import Selection
from lredit_gui.session.session_state import state_of
from lredit_gui.session.ui_state import SessionState, UiState, resolve
from lredit_gui.threads.flows import Flows
from lredit_gui.threads.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.api.request import EditRequest
    from lredit_core.geometry import Box
    from lredit_core.pictures.display import Display
    from lredit_core.pictures.export_settings import ExportSettings
    from lredit_core.pictures.image import PixelBuffer
    from lredit_gui.rendering.documents import Rendered
    from lredit_gui.session.box_steps import Held
    from lredit_gui.session.picture_files import PictureFiles
    from lredit_gui.threads.engine_thread import EngineThread


class EditorSession(QObject):
    """Everything the window shows and does, as plain calls and signals; no widgets.

    Attributes:
        flows: what was set going and is waited for.
        pictures: opening and exporting.
        projects: saving.
        history: the document, undo and redo.
        selection: the candidates, and the box in the person's hand.
        changes, prompt_log: whether a picture lacks something in its file; the prompts that ran on it.
        edits: the edit in flight, and the engine.
        layers: those that are taken hold of.
        pointing: the regions under a click, and boxes that snap.
        looking: what kind of picture it is.
        rendering: threads for what the canvas shows alone: it does not wait for a file that is slow.
        renderer, preview: what the canvas shows.
        own_names: what things of the person's own are called.
        choices: the person's choices; kept and used while `learns_from_choices`.

    Signals:
        documentChanged: the document, its history or its name.
        displayChanged: what `preview` shows.
        formChanged: `form`.
        mapsChanged: other words hide the maps of where the last edit looked, or the same show them again.
        stateChanged(UiState)
        noticed(Notice)
        exported(Path)
        ownNamesChanged
        wordsWanted(EditForm): the words of this form are to stand in the prompt.
    """

    documentChanged = Signal()
    displayChanged = Signal()
    formChanged = Signal()
    mapsChanged = Signal()
    stateChanged = Signal(object)
    noticed = Signal(object)
    exported = Signal(object)
    ownNamesChanged = Signal()
    wordsWanted = Signal(object)

    def __init__(
        self, engine: EngineThread, workers: Workers, files: PictureFiles, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.flows = Flows(self._on_error)
        self._workers = workers
        self._mask_lock = asyncio.Lock()
        self._mask_held: Held | None = None
        self._arriving: Rendered | None = None
        self.pictures = PictureManager(workers, files, self.flows, self)
        self.history = DocumentHistory(self)
        self.selection = Selection(self.history, self)
        self.edits = EditRunner(engine, workers, self.flows, self)
        self.projects = ProjectManager(workers, self.history, self.pictures.claims, self.flows, self)
        self.layers = LayerWork(self.history, workers, self.flows, self)
        self.pointing = Pointing(engine, workers, self.flows, self.history, self.selection, self)
        self.looking = Looking(engine, self.history, self.edits, self)
        self.rendering = Workers(self)
        self.renderer = Renderer(self.rendering, self)
        self.preview = CandidatePreview(self.renderer, self.rendering, self)
        self.changes = ChangeWatch(self.history, self)
        self.prompt_log = PromptLog(self.history, self.edits, self)
        self.form = EditForm()
        self.own_names: tuple[str, ...] = ()
        self.choices = ChoiceStore()
        self.learns_from_choices = False
        self.pointing.image_of = self._image_of
        self.edits.prepare = self._as_the_person_likes
        self.ui: UiState = resolve(SessionState())
        self._connect()

    def close(self) -> None:
        """Breaks off what is waited for; nothing arrives any more."""
        self.flows.close()
        self.rendering.close()
        self.pictures.claims.release_all()

    def _connect(self) -> None:
        self.pictures.opened.connect(self._on_opened)
        self.pictures.exported.connect(self._on_exported)
        self.pictures.changed.connect(self._refresh)
        self.history.changed.connect(self._on_history)
        self.history.leaving.connect(self._on_leaving)
        self.history.opened.connect(self._on_shown)
        self.history.drafted.connect(self._on_drafted)
        self.history.draftDropped.connect(self._on_draft_dropped)
        self.history.snapshotsChanged.connect(self.changes.look)
        self.history.failed.connect(self._on_error)
        self.layers.failed.connect(self._on_error)
        self.layers.changed.connect(self._on_layers)
        self.selection.changed.connect(self._on_selection)
        self.selection.changed.connect(self.changes.look)
        self.prompt_log.changed.connect(self.changes.look)
        self.selection.boxChanged.connect(self._on_selection)
        self.selection.documentHidden.connect(self._show_document)
        self.edits.jobChanged.connect(self._refresh)
        self.edits.engineChanged.connect(self._refresh)
        self.edits.candidateArrived.connect(self._on_candidate)
        self.edits.ranked.connect(self._on_ranked)
        self.edits.ended.connect(self._on_ended)
        self.edits.noticed.connect(self.noticed)
        self.pointing.noticed.connect(self.noticed)
        self.pointing.changed.connect(self._refresh)
        self.looking.changed.connect(self._refresh)
        self.renderer.changed.connect(self._update_preview)
        self.renderer.checked.connect(self._on_checked)
        self.renderer.failed.connect(self._on_error)
        self.preview.changed.connect(self.displayChanged)
        self.preview.failed.connect(self._on_error)

    # What is there

    @property
    def document(self) -> Document | None:
        return self.history.document

    @property
    def job(self) -> Job | None:
        """The edit of what is shown that runs or ran last."""
        return self.selection.hand.job if self.document is not None else None

    def shown_map(self, kind: MapKind) -> NDArray[np.uint8] | None:
        """One of the last edit's `Job.maps`: while it runs, and as long as the words ask for the same."""
        job = self.job
        return job.maps.get(kind) if job is not None and (job.is_running or job.targets == self.form.targets) else None

    @property
    def outline(self) -> Silhouette | None:
        """The mask that a brush changes: of the thing in hand, else of the one layer that is taken hold of."""
        framed = self.layers.framed
        if self.document is None or self.selection.box is not None or len(framed) != 1:
            return self.selection.outline
        return Silhouette(framed[0].box, framed[0].mask).within(self.document.source.size)

    # What the person does

    def set_form(self, form: EditForm) -> None:
        shown, self.form = self.shown_map(MapKind.RELEVANCE), form
        if self.history.picture is not None:
            self.history.picture.words = words_of(form)
            self.changes.look()
        self.formChanged.emit()
        if self.shown_map(MapKind.RELEVANCE) is not shown:
            self.mapsChanged.emit()
        self._refresh()

    def set_display(self, display: Display) -> None:
        """The screen that pictures are shown on from now on."""
        self.pictures.display = display
        self.renderer.set_display(display)

    def load_own_names(self) -> None:
        """Reads anew what things of the person's own there are."""
        self.flows.start(self._loading_own_names())

    async def _loading_own_names(self) -> None:
        self.own_names = await self._workers.run(_own_names)
        self.ownNamesChanged.emit()
        self._refresh()

    def export(self, path: Path, *, settings: ExportSettings | None = None, layer_id: str | None = None) -> None:
        """Writes the document as it is (without a candidate that was not accepted), or one of its layers."""
        if self.document is not None and self.ui.can_export:
            subject = self.export_subject(layer_id)
            is_whole = layer_id is None
            self.pictures.export(subject.document, subject.image, path, settings=settings, is_whole=is_whole)

    def export_subject(self, layer_id: str | None = None) -> ExportSubject:
        """What an export would write: the document, or one of its layers. There has to be a document."""
        document = self.document
        assert document is not None
        if layer_id is None:
            return ExportSubject(document, self._image_of(document))
        layer = document.layer(layer_id)
        return ExportSubject(Document(document.source, (layer,)), partial(layer_alone, document.source, layer))

    def undo(self) -> None:
        """Takes back what was done to the box last, else the document's last step."""
        if self.selection.undo_label is not None:
            self.selection.undo_box()
        else:
            before = self.document
            self.history.undo()
            self._reselect_unaccepted(before)

    def _reselect_unaccepted(self, before: Document | None) -> None:
        """Where undo took an accepted candidate back, it is previewed again."""
        document, candidates = self.document, self.selection.candidates
        if before is None or document is None or document is before or self.selection.box is not None:
            return
        for candidate in candidates.all_ranked:
            key = candidate.candidate_id
            if candidates.layer_in(key, before) and not candidates.layer_in(key, document):
                self.selection.select(key)
                return

    def redo(self) -> None:
        """Makes again what was taken back last."""
        if self.selection.redo_label is not None:
            self.selection.redo_box()
        else:
            self.history.redo()

    def click(self, x: float, y: float, *, reach_px: float = 0.0, is_back: bool = False) -> None:
        """A click at a place of the picture, in its pixels: the region there becomes the person's box. One that they
        drew or moved is not lost to a click inside of it."""
        box = self.selection.box
        is_own = box is not None and not self.pointing.has_offer and box.contains_point(x, y)
        if self.ui.can_point and not is_own:
            self.pointing.point(x, y, reach_px=reach_px, is_back=is_back)

    def next_region(self, x: float, y: float) -> None:
        """By key: the next of the regions that were proposed, else the one at a place of the picture, in its pixels."""
        if self.ui.can_point and self.pointing.has_offer:
            self.pointing.step()
        elif self.ui.can_point:
            self.pointing.point(x, y)

    def snap_box(self) -> None:
        """The person's box is put around the thing in it."""
        if self.ui.can_snap:
            self.pointing.snap()

    def draw_mask(self, mask: Silhouette) -> None:
        """The mask of the thing in hand, or of the layer that is taken hold of, after a stroke of the person's."""
        if self.selection.box is None and len(self.layers.framed) == 1:
            self.layers.paint_mask(mask)
            return
        self.selection.put_mask(mask, self.tr("Mask stroke"))

    def draw_strokes(self, strokes: Silhouette) -> None:
        """The "not from here" strokes after one more of the person's."""
        self.selection.put_strokes(strokes, self.tr("\u201cNot from here\u201d stroke"))

    def change_mask(self, change: MaskChange) -> None:
        """Grows, shrinks, softens or inverts the mask in hand, or makes it the whole box."""
        if self.document is not None and self.ui.can_change_mask:
            if not self._mask_lock.locked():
                self._mask_held = self.selection.held
            self.flows.start(self._changing_mask(change, self.document))

    async def _changing_mask(self, change: MaskChange, document: Document) -> None:
        async with self._mask_lock:  # one after the other: each begins with what the one before left
            mask, box, held = self.selection.outline, self.selection.box, self.selection.held
            if mask is None and box is not None:
                mask = Silhouette.of_box(box)
            if mask is None or self.document is not document or held != self._mask_held or self.edits.is_running:
                return  # what it was asked for is in hand no more
            base = mask
            changed = await self._workers.run(lambda: changed_mask(base, change, document.source.size))
            if self.document is document and self.selection.held == held:
                self.selection.put_mask(changed, change_text(change))
                self._mask_held = self.selection.held

    def start_edit(self) -> None:
        """Edits inside of the person's box where there is one, else looks for the region."""
        if not self.ui.can_edit:
            return
        selection = self.selection
        if selection.box is None:
            selection.begin_search()
            self._begin(JobKind.LEARN, self.form, not_from=selection.not_from)
        else:
            form = self._form_for_box().in_hand
            carried = selection.carried(is_moving=form.is_of_moving)
            self._begin(
                JobKind.BOX,
                form,
                box=selection.box,
                others=selection.others,
                origin_id=selection.origin_id,
                held=carried,
                not_from=selection.not_from,
            )

    def retry(self) -> None:
        """The selected candidate's box again with another seed; the candidates that are there stay."""
        selected = self.selection.candidate
        if selected is None or not self.ui.can_retry:
            return
        form = replace(
            self.form,
            prompt=selected.prompt,
            source_prompt=selected.source_prompt,
            intent=selected.intent if not selected.intent.is_retouch else None,
            is_one_thing=True,
            seed=drawn_seed(other_than=selected.seed),
        )
        held = None if selected.silhouette is None else HeldThing(selected.silhouette, selected.destination)
        self._begin(
            JobKind.RETRY,
            form,
            box=selected.region_box,
            origin_id=selected.candidate_id,
            held=held,
            not_from=self.selection.strokes or selected.not_from,
        )

    def accept(self) -> None:
        """Makes the selected candidate a layer; the other candidates stay. Of a prompt with several targets, the best
        candidate of the next one is selected then."""
        document, selected = self.document, self.selection.candidate
        if document is None or selected is None or not self.ui.can_accept:
            return
        candidates = self.selection.candidates
        layer = selected.as_layer(bundle=self.edits.bundle.name if self.edits.bundle is not None else "")
        replaced = candidates.replaced_in(selected.candidate_id, document)
        candidates.mark_accepted(selected.candidate_id, layer.layer_id)
        if self.learns_from_choices:
            before = self._image_of(document if replaced is None else document.without_layer(replaced))
            self.edits.keep_choice(lambda: Choice(before(), selected.region_box, selected.prompt))
        changed = document.with_layer(layer)
        if replaced is not None:
            index = document.index_of(replaced)
            changed = changed.without_layer(replaced).with_layer_moved(layer.layer_id, index)
        label = self.tr("Accept \u201c{0}\u201d") if replaced is None else self.tr("Replace \u201c{0}\u201d")
        self.history.apply(changed, label.format(layer.name))
        self.selection.select_next_target(self.job, selected.prompt)
        self.layers.choose([layer.layer_id], has_frame=False)

    def edit_again(self) -> None:
        """The current layer's edit from what it remembers: its words, its seed, its region and mask are taken up, and
        what is made then takes its place."""
        layer, document = self.layers.current, self.document
        if layer is None or document is None or not layer.provenance.prompt:
            return
        made = layer.provenance
        intent = next((one for one in EditIntent if one.value == made.intent), None)
        form = replace(
            self.form,
            prompt=made.prompt,
            source_prompt=made.source_prompt,
            intent=intent if intent is not EditIntent.REPLACE_ANY else None,
            is_one_thing=True,
            seed=made.seed,
        )
        self.wordsWanted.emit(form)
        self.selection.take_layer(layer)

    def go_on(self) -> None:
        """After a stop: the likeliest of the regions that were learned is edited; a new search where none was."""
        job = self.job
        if job is None or not self.ui.can_go_on:
            return
        likeliest = max(job.regions, key=lambda region: region.weight * region.probability, default=None)
        if likeliest is not None:
            self.selection.move_box(likeliest.box)
        self.start_edit()

    def clear_stopped(self) -> None:
        """Takes away what a stopped search had learned."""
        if self.job is not None and not self.job.is_running:
            self.selection.hand.job = None
            self.edits.jobChanged.emit()

    def step_out(self) -> bool:
        """Lets go of what is in hand: a box, a candidate that is previewed, a layer. False where there was nothing."""
        selection = self.selection
        if selection.box is not None or selection.not_from is not None:
            selection.discard_box()
        elif selection.candidate is not None:
            selection.deselect()
        elif self.layers.framed:
            self.layers.leave()
        else:
            return False
        return True

    def _on_layers(self) -> None:
        """A layer that is taken hold of on the canvas takes the place of the candidate there."""
        if self.layers.framed and self.selection.box is None and self.selection.candidate is not None:
            self.selection.deselect()
        self._refresh()

    def _form_for_box(self) -> EditForm:
        """The form; where a box of one of its several targets was moved, about that one alone."""
        form, origin = self.form, self.selection.candidates.get(self.selection.origin_id or "")
        prompts = {target.own_prompt for target in form.targets}
        if origin is not None and len(form.targets) > 1 and origin.prompt in prompts:
            return replace(
                form, prompt=origin.prompt, source_prompt=origin.source_prompt, is_one_thing=True, intent=None
            )
        return form

    def _as_the_person_likes(self, request: EditRequest) -> EditRequest:
        """In a worker thread: with their own things, and what was learned from their choices, if they want that."""
        from lredit_core.library.store import library_home

        request = replace(request, settings=replace(request.settings, library_folder=str(library_home())))
        return self.choices.suited(request) if self.learns_from_choices else request

    def _begin(
        self,
        kind: JobKind,
        form: EditForm,
        *,
        box: Box | None = None,
        others: tuple[Box, ...] = (),
        origin_id: str | None = None,
        held: HeldThing | None = None,
        not_from: Silhouette | None = None,
    ) -> None:
        document, picture = self.document, self.history.picture
        assert document is not None
        assert picture is not None
        self.pointing.leave()
        job = self.selection.hand.job = self.edits.begin(
            kind,
            form,
            self._image_of(self.selection.without_redone(document, origin_id)),
            source=document.source,
            boxes=() if box is None else (box, *others),
            replaces_layer_id=self.selection.redone_layer_id(origin_id),
            held=held,
            not_from=not_from,
        )
        self.prompt_log.note(picture, job, form)
        self.edits.jobChanged.emit()  # now that it is known whose it is

    def _image_of(self, document: Document) -> Callable[[], PixelBuffer]:
        return partial(self.renderer.flattened, document)

    # What its parts bring

    def _on_opened(self, arrival: Arrival) -> None:
        """A project that is open already, by another spelling of its path, is shown."""
        key = arrival.claim.key if arrival.claim is not None and arrival.project_path is not None else ""
        if (known := self.history.of_project(key)) is not None:
            self.history.show(known)
        else:
            self.open_arrival(arrival)

    def open_arrival(self, arrival: Arrival) -> OpenPicture:
        """Shows a picture that was read."""
        self._arriving = arrival.rendered
        project, holder = arrival.project, None if arrival.claim is None else arrival.claim.holder
        name = PictureName(arrival.title if holder is None else copy_title(arrival.title), arrival.path)
        prepare = None if project is None else partial(take_up, opened=project, arrival=arrival, form=self.form)
        picture = self.history.open(arrival.rendered.document, name, prepare=prepare)
        if project is not None:
            picture.words = words_of(self.form)  # as the prompt took them
            picture.kept = picture.beside
        if holder is not None:
            self.noticed.emit(Notice(NoticeKind.WARNING, copy_text(arrival.title, holder)))
        if arrival.is_recovered:
            picture.is_recovered = True
            self.history.listed.emit()
        for note in arrival.notes:
            self.noticed.emit(Notice(NoticeKind.NOTE, note))
        return picture

    def open_path(self, path: Path) -> None:
        """Opens a file; one that is open already is shown."""
        picture = self.history.opened_from(path)
        if picture is not None:
            self.history.show(picture)
        else:
            self.pictures.open_path(path)

    def close_picture(self, picture: OpenPicture) -> None:
        """Without a question; an edit of it that runs is stopped."""
        if any(hand.job is not None and hand.job is self.edits.job for hand in picture.hands()):
            self.edits.abandon()
        self.history.close(picture)

    def _on_leaving(self) -> None:
        picture = self.history.picture
        if picture is not None:
            rendered = self.renderer.rendered
            picture.rendered = rendered if rendered is not None and rendered.document is picture.document else None
            picture.form = self.form

    def _on_shown(self) -> None:
        """Another picture, or none."""
        picture, arrived = self.history.picture, self._arriving
        self._arriving = None
        self.preview.forget()
        self.pointing.leave()
        if picture is None:
            self.renderer.forget()
            self.selection.use(Hand())
        else:
            rendered = arrived or picture.rendered
            picture.rendered = None
            if rendered is not None and rendered.document is picture.document:
                self.renderer.take(rendered)
            else:
                self.renderer.request(picture.document)
            self.selection.use(picture.hand)
            if picture.form is not None:
                self.wordsWanted.emit(picture.form)
            picture.words = words_of(self.form)
        self.documentChanged.emit()

    def _on_exported(self, path: Path, document: Document | None, notes: tuple[str, ...]) -> None:
        if document is not None:
            self.history.note_exported(document)
        self.exported.emit(path)
        text = (
            self.tr("Exported to {0}.")
            if self.selection.shown_candidate is None or document is None
            else self.tr("Exported to {0}, without the selected candidate: accept it first to have it in the file.")
        )
        self.noticed.emit(Notice(NoticeKind.NOTE, f"{text.format(path)} {said_together(notes)}".strip()))

    def _on_history(self) -> None:
        picture = self.history.picture
        if picture is not None and picture.hand is not self.selection.hand:  # another source: undo of a crop, say
            self.preview.forget()
            self.selection.use(picture.hand)
        self._show_document()
        self.documentChanged.emit()
        self.selection.changed.emit()

    # Edits, of the picture that is shown or of another one

    def _hand_of(self, job: Job) -> Hand | None:
        hands = (hand for picture in self.history.pictures for hand in picture.hands())
        return next((hand for hand in hands if hand.job is job), None)

    def _with_hand_of(self, job: Job, act: Callable[[], None]) -> None:
        hand = self._hand_of(job)
        if hand is self.selection.hand:
            act()
        elif hand is not None:
            self.selection.in_background(hand, act)
            self.history.listed.emit()

    def _on_candidate(self, job: Job, candidate: Candidate) -> None:
        self._with_hand_of(job, partial(self.selection.add, job, candidate))

    def _on_ranked(self, ranking: tuple[str, ...]) -> None:
        if (job := self.edits.job) is not None:
            self._with_hand_of(job, partial(self.selection.rank, ranking))

    def _on_ended(self, job: Job, best_id: str | None) -> None:
        self._with_hand_of(job, partial(self.selection.end, job, best_id))
        self.history.listed.emit()

    def _shown_document(self) -> Document | None:
        """The document; while an accepted edit's box is moved, without that edit."""
        if self.document is None:
            return None
        return self.selection.without_redone(self.document, self.selection.origin_id)

    def _show_document(self) -> None:
        if (shown := self._shown_document()) is not None:
            self.renderer.request(shown, is_coarse_first=self.selection.shown_candidate is None)

    def _on_selection(self) -> None:
        self._update_preview()
        self._refresh()

    def _on_drafted(self, document: Document) -> None:
        """While something is dragged: the document as it would look, with the candidate that is previewed over it."""
        shown = self.selection.shown_candidate
        candidates = self.selection.candidates
        self.preview.drag(document, None if shown is None else candidates.replaced_in(shown.candidate_id, document))

    def _on_draft_dropped(self) -> None:
        """The document itself is shown again. One that was rendered before is taken anew, so that it is compared with
        the source again."""
        rendered = self.renderer.rendered
        if rendered is not None and rendered.document is self._shown_document():
            self.renderer.take(rendered)
        else:
            self._show_document()

    def _on_checked(self) -> None:
        if changed := self.renderer.changed_outside:
            text = self.tr("{0} pixels changed outside of the layers' boxes. Undo the last step, and report this.")
            self.noticed.emit(Notice(NoticeKind.WARNING, text.format(changed)))
        self.displayChanged.emit()

    def _update_preview(self) -> None:
        shown, document = self.selection.shown_candidate, self.document
        replaced = None
        if shown is not None and document is not None:
            replaced = self.selection.candidates.replaced_in(shown.candidate_id, document)
        self.preview.show(shown, replaced)

    def _on_error(self, error: Exception) -> None:
        self.noticed.emit(Notice.of_error(error))

    def _refresh(self) -> None:
        ui = resolve(
            state_of(
                self.history,
                self.selection,
                self.pictures,
                self.edits,
                self.pointing,
                self.looking,
                self.layers,
                self.form,
                self.own_names,
            )
        )
        if ui != self.ui:
            self.ui = ui
            self.stateChanged.emit(ui)


def _own_names() -> tuple[str, ...]:
    """In a worker thread."""
    from lredit_core.library.store import OwnThings

    return tuple(dict.fromkeys(thing.name for thing in OwnThings().things()))
