"""What is compared: the picture as it is, the prompt, and our edit where there is one already. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.api.events import Candidate
    from lredit_core.document.document import Document
    from lredit_gui.session.candidates import CandidateSet
    from lredit_gui.session.form import EditForm


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """One question to all editors.

    Attributes:
        before: the picture that every editor gets, flattened.
        form: the prompt and how much is tried.
        bundle: the models that make our edit.
        candidate_id: our edit where it is there already, and `ours` the picture with it.
    """

    before: Document = field(repr=False)
    form: EditForm
    bundle: str
    candidate_id: str = ""
    ours: Document | None = field(default=None, repr=False)

    def asks_the_same_as(self, other: Subject) -> bool:
        """Whether the pictures made for the one answer the other."""
        mine, its = self.before, other.before
        is_same_picture = mine.source == its.source and mine.layers == its.layers
        asked, asked_there = ((subject.form, subject.bundle, subject.candidate_id) for subject in (self, other))
        return is_same_picture and asked == asked_there


def subject_of(document: Document, candidates: CandidateSet, form: EditForm, *, bundle: str) -> Subject:
    """The document under the form's prompt.

    Ours is the selected candidate where it was made for that prompt, else the one that was accepted; on the document or
    as the layer it became. The others get the picture without it then.
    """
    accepted = (one for one in candidates.ranked if candidates.layer_in(one.candidate_id, document))
    selected = candidates.selected or next(accepted, None)
    if selected is None or not _answers(selected, form):
        return Subject(document, form, bundle)
    layer = candidates.layer_in(selected.candidate_id, document)
    if layer is not None:
        return Subject(document.without_layer(layer), form, bundle, selected.candidate_id, document)
    replaced = candidates.replaced_in(selected.candidate_id, document)
    before = document if replaced is None else document.without_layer(replaced)
    return Subject(before, form, bundle, selected.candidate_id, before.with_layer(selected.as_layer()))


def _answers(candidate: Candidate, form: EditForm) -> bool:
    """Whether a candidate was made for the form's prompt, and not for one thing of several."""
    asked = (" ".join(form.prompt.split()), " ".join(form.source_prompt.split()))
    return (candidate.prompt, candidate.source_prompt) == asked
