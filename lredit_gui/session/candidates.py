"""The candidates of a picture, best first, and which of them became layers. No Qt here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.document.document import Document
    from lredit_core.pictures.image import PixelBuffer

#: All candidates of a picture may need so much; a project holds no more of them than that.
BUDGET_BYTES, MOST_CANDIDATES = 512 << 20, 5000
_GHOST_PX = 192
_LOGIT_SCALE = 100.0


@dataclass(frozen=True, slots=True, eq=False)
class EarlierSearch:
    """What a former search brought.

    Attributes:
        search_id: of the prompt that ran; "" where there was no search.
        candidates: best first; at least one.
    """

    search_id: str
    candidates: tuple[Candidate, ...]

    @property
    def title(self) -> str:
        """The words that they are of."""
        words = (one.prompt or one.source_prompt for one in self.candidates)
        return ", ".join(dict.fromkeys(words))


class CandidateSet:
    """Candidates by id, of all searches; those of former ones are `earlier`. They outlive accepting and undo; the
    oldest go where all need more than `budget_bytes`, but for those of the latest search, with a star or accepted.

    Attributes:
        selected_id: of the one that is previewed.
    """

    def __init__(self, *, budget_bytes: int = BUDGET_BYTES) -> None:
        self._budget_bytes = budget_bytes
        self._bytes: dict[str, int] = {}
        self._search_of: dict[str, str] = {}
        self._searches: list[str] = [""]
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
        """Of the latest search, and those with a star before them; best first, without the hidden ones."""
        shown = [key for key in self._order if key not in self._hidden and self._is_shown(key)]
        shown.sort(key=lambda key: key not in self._starred)
        return tuple(self._candidates[key] for key in shown)

    def _is_shown(self, key: str) -> bool:
        return self._search_of.get(key, "") == self._searches[-1] or key in self._starred

    @property
    def earlier(self) -> tuple[EarlierSearch, ...]:
        """What former searches brought and `ranked` does not show, the latest of them first."""
        rest = [key for key in self._order if key not in self._hidden and not self._is_shown(key)]
        found = []
        for search in reversed(self._searches[:-1]):
            of_it = tuple(self._candidates[key] for key in rest if self._search_of.get(key, "") == search)
            if of_it:
                found.append(EarlierSearch(search, of_it))
        return tuple(found)

    @property
    def on_canvas(self) -> tuple[Candidate, ...]:
        """Those whose boxes are drawn: the ranked ones, and an earlier one that is selected."""
        ranked, selected = self.ranked, self.selected
        return ranked if selected is None or selected in ranked else (*ranked, selected)

    @property
    def all_ranked(self) -> tuple[Candidate, ...]:
        """Those of the latest search first, best first; the hidden ones too."""
        age = {search: number for number, search in enumerate(reversed(self._searches))}
        order = sorted(self._order, key=lambda key: age[self._search_of.get(key, "")])
        return tuple(self._candidates[key] for key in order)

    @property
    def searches(self) -> dict[str, str]:
        """The search that a candidate came of, by its id; "" where there was none."""
        return {key: self._search_of.get(key, "") for key in self._order}

    @property
    def starred_ids(self) -> tuple[str, ...]:
        return tuple(key for key in self._order if key in self._starred)

    def accepted_in(self, document: Document) -> dict[str, str]:
        """The layer that a candidate became, by its id, of those that are in the document."""
        found = {key: self.layer_in(key, document) for key in self._order}
        return {key: layer for key, layer in found.items() if layer is not None}

    def restore(
        self,
        ranked: tuple[Candidate, ...],
        accepted: dict[str, str],
        starred: tuple[str, ...],
        searches: dict[str, str],
    ) -> None:
        """Those of a file, in the order of `all_ranked`; none is selected."""
        self._order = [one.candidate_id for one in ranked]
        self._candidates = {one.candidate_id: one for one in reversed(ranked)}  # the oldest go first
        self._bytes = {one.candidate_id: _byte_count(one) for one in ranked}
        self._search_of = {key: searches.get(key, "") for key in self._order}
        self._searches = list(dict.fromkeys(self._search_of.values()))[::-1] or [""]
        self._layer_ids, self._replaced_ids = dict(accepted), {}
        self._starred, self._hidden = set(starred) & self._candidates.keys(), set()
        self.selected_id = None

    @property
    def hidden_count(self) -> int:
        return len(self._hidden)

    def is_starred(self, candidate_id: str) -> bool:
        return candidate_id in self._starred

    def star(self, candidate_id: str, is_starred: bool) -> None:
        """One to come back to: it stands before the others, after another search too."""
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
        self._bytes[candidate.candidate_id] = _byte_count(candidate)
        self._search_of.setdefault(candidate.candidate_id, self._searches[-1])
        self._order = [key for key in self._order if key != candidate.candidate_id]
        place = sum(self._candidates[key].score.ranking_score >= candidate.score.ranking_score for key in self._order)
        self._order.insert(place, candidate.candidate_id)
        self._keep_within_budget()

    def apply_ranking(self, ranking: tuple[str, ...]) -> None:
        """Orders the named ones as told, in the places they hold together; the others stay where they are."""
        known = [key for key in ranking if key in self._candidates]
        named = set(known)
        given = iter(known)
        self._order = [next(given) if key in named else key for key in self._order]

    def begin_search(self, search_id: str) -> None:
        """What is added from now on came of another search; none is selected."""
        self._searches.append(search_id)
        self._hidden = set()
        self.selected_id = None

    def _keep_within_budget(self) -> None:
        """The oldest go first; never what is shown, nor what a layer was made of."""
        surplus, count = sum(self._bytes.values()) - self._budget_bytes, len(self._candidates) - MOST_CANDIDATES
        for key in list(self._candidates):
            if surplus <= 0 and count <= 0:
                break
            if not self._is_shown(key) and key not in self._layer_ids and key != self.selected_id:
                surplus, count = surplus - self._bytes[key], count - 1
                del self._candidates[key], self._bytes[key], self._search_of[key]
                self._replaced_ids.pop(key, None)
                self._order.remove(key)
                self._hidden.discard(key)

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


def _byte_count(candidate: Candidate) -> int:
    held = [candidate.pixels, candidate.mask, candidate.preview]
    held += [item.mask for item in (candidate.silhouette, candidate.not_from) if item is not None]
    return sum(array.nbytes for array in {id(array): array for array in held}.values())


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
