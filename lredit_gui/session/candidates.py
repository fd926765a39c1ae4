"""The candidates of a picture, best first, and which of them became layers. No Qt here."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.document.document import Document
    from lredit_core.pictures.image import PixelBuffer

_GHOST_PX = 192
_LOGIT_SCALE = 100.0


class CandidateSet:
    """Candidates by id. They outlive accepting and undo, until another region is learned or another picture opened."""

    def __init__(self) -> None:
        self._candidates: dict[str, Candidate] = {}
        self._order: list[str] = []
        self._layer_ids: dict[str, str] = {}
        self._replaced_ids: dict[str, str] = {}
        self._starred: set[str] = set()
        self._hidden: set[str] = set()
        self.selected_id: str | None = None

    def __len__(self) -> int:
        return len(self._candidates)

    def __contains__(self, candidate_id: object) -> bool:
        return candidate_id in self._candidates

    @property
    def ranked(self) -> tuple[Candidate, ...]:
        """Best first, those with a star before the others, without the hidden ones."""
        shown = [key for key in self._order if key not in self._hidden]
        shown.sort(key=lambda key: key not in self._starred)
        return tuple(self._candidates[key] for key in shown)

    @property
    def all_ranked(self) -> tuple[Candidate, ...]:
        """Best first, the hidden ones too."""
        return tuple(self._candidates[key] for key in self._order)

    @property
    def starred_ids(self) -> tuple[str, ...]:
        return tuple(key for key in self._order if key in self._starred)

    def accepted_in(self, document: Document) -> dict[str, str]:
        """The layer that a candidate became, by its id, of those that are in the document."""
        found = {key: self.layer_in(key, document) for key in self._order}
        return {key: layer for key, layer in found.items() if layer is not None}

    def restore(self, ranked: tuple[Candidate, ...], accepted: dict[str, str], starred: tuple[str, ...]) -> None:
        """Those of a file, in their order; none is selected."""
        self._candidates = {one.candidate_id: one for one in ranked}
        self._order = list(self._candidates)
        self._layer_ids, self._replaced_ids = dict(accepted), {}
        self._starred, self._hidden = set(starred) & self._candidates.keys(), set()
        self.selected_id = None

    @property
    def hidden_count(self) -> int:
        return len(self._hidden)

    def is_starred(self, candidate_id: str) -> bool:
        return candidate_id in self._starred

    def star(self, candidate_id: str, is_starred: bool) -> None:
        """One to come back to: it stands before the others, and another search does not take it away."""
        (self._starred.add if is_starred else self._starred.discard)(candidate_id)

    def hide(self, candidate_id: str) -> None:
        """Out of sight, until `show_hidden`; another one is selected in its place."""
        if self.selected_id == candidate_id:
            self.selected_id = None
        self._hidden.add(candidate_id)

    def show_hidden(self) -> None:
        self._hidden.clear()

    @property
    def grouped(self) -> tuple[Candidate, ...]:
        """Those of one thing beside each other, best first; the thing whose best one is best comes first."""
        ranked = self.ranked
        prompts = dict.fromkeys(candidate.prompt for candidate in ranked)
        return tuple(one for prompt in prompts for one in ranked if one.prompt == prompt)

    @property
    def selected(self) -> Candidate | None:
        return None if self.selected_id is None else self._candidates.get(self.selected_id)

    def get(self, candidate_id: str) -> Candidate | None:
        return self._candidates.get(candidate_id)

    def add(self, candidate: Candidate, *, replaces_layer_id: str | None = None) -> None:
        """Takes it in where its rank puts it; one that came before under the same id is replaced.

        Args:
            candidate: that came.
            replaces_layer_id: the layer that accepting it takes out, where it does an accepted edit again.
        """
        if replaces_layer_id is not None:
            self._replaced_ids[candidate.candidate_id] = replaces_layer_id
        self._candidates[candidate.candidate_id] = candidate
        self._order = [key for key in self._order if key != candidate.candidate_id]
        place = sum(self._candidates[key].score.ranking_score >= candidate.score.ranking_score for key in self._order)
        self._order.insert(place, candidate.candidate_id)

    def apply_ranking(self, ranking: tuple[str, ...]) -> None:
        """Orders the named ones as told, in the places they hold together; the others stay where they are."""
        known = [key for key in ranking if key in self._candidates]
        named = set(known)
        given = iter(known)
        self._order = [next(given) if key in named else key for key in self._order]

    def clear(self) -> None:
        """All but those with a star go."""
        kept = self._starred & self._candidates.keys()
        self._candidates = {key: one for key, one in self._candidates.items() if key in kept}
        self._order = [key for key in self._order if key in kept]
        self._layer_ids = {key: layer for key, layer in self._layer_ids.items() if key in kept}
        self._replaced_ids = {key: layer for key, layer in self._replaced_ids.items() if key in kept}
        self._starred, self._hidden = kept, set()
        self.selected_id = None

    def neighbour(self, step: int) -> str | None:
        """The id `step` places further down the ranking from the selected one; it stops at the ends."""
        order = [candidate.candidate_id for candidate in self.grouped]
        if not order:
            return None
        if self.selected_id not in order:
            return order[0]
        index = order.index(self.selected_id) + step
        return order[min(max(index, 0), len(order) - 1)]

    def mark_accepted(self, candidate_id: str, layer_id: str) -> None:
        self._layer_ids[candidate_id] = layer_id

    def layer_in(self, candidate_id: str, document: Document) -> str | None:
        """The id of the layer it became, while that is in the document (undo takes it out)."""
        return _present(self._layer_ids.get(candidate_id), document)

    def replaced_in(self, candidate_id: str, document: Document) -> str | None:
        """The id of the layer that accepting it takes out, while that is in the document."""
        return _present(self._replaced_ids.get(candidate_id), document)


def ghost_of(candidate: Candidate, source: PixelBuffer) -> NDArray[np.uint8]:
    """What the candidate painted, small, in sRGB: (h, w, 3) uint8."""
    shown = candidate.region_box.intersected(candidate.box)
    pixels = candidate.pixels[shown.translated(-candidate.box.x0, -candidate.box.y0).as_slices()]
    step = max(1, max(shown.width, shown.height) // _GHOST_PX)
    return source.replaced(np.ascontiguousarray(pixels[::step, ::step])).to_srgb8()


def _present(layer_id: str | None, document: Document) -> str | None:
    is_there = any(layer.layer_id == layer_id for layer in document.layers)
    return layer_id if is_there else None


def ranks_of(candidates: tuple[Candidate, ...]) -> dict[str, int]:
    """The rank of each among those of its own thing, by id; 1 for the best. They come best first."""
    seen: dict[str, int] = {}
    ranks: dict[str, int] = {}
    for candidate in candidates:
        seen[candidate.prompt] = seen.get(candidate.prompt, 0) + 1
        ranks[candidate.candidate_id] = seen[candidate.prompt]
    return ranks


def is_sure(candidates: tuple[Candidate, ...], best: Candidate) -> bool:
    """Whether the best of a thing stands out: it is as likely as its others together, if what they are ranked by is
    read as evidence (docs/decisions/0024)."""
    rivals = [_evidence(one) for one in candidates if one.prompt == best.prompt and one is not best]
    away = sum(math.exp(min(evidence - _evidence(best), 50.0)) for evidence in rivals)
    return away <= 1.0


def likelihoods_of(candidates: tuple[Candidate, ...]) -> dict[str, float]:
    """How likely each is the best of its own thing, by id, read as `is_sure` reads it: those of a thing together 1."""
    found: dict[str, float] = {}
    for prompt in dict.fromkeys(one.prompt for one in candidates):
        rivals = [one for one in candidates if one.prompt == prompt]
        most = max(_evidence(one) for one in rivals)
        shares = {one.candidate_id: math.exp(max(_evidence(one) - most, -50.0)) for one in rivals}
        total = sum(shares.values())
        found |= {key: share / total for key, share in shares.items()}
    return found


def _evidence(candidate: Candidate) -> float:
    """What it is ranked by, in nats; the score S of cosines by CLIP's scale of logits."""
    score = candidate.score
    return score.ranking_score * (_LOGIT_SCALE if score.ranking_score == score.total else 1.0)
