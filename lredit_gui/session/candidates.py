"""The candidates of a picture, best first, and which of them became layers. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.api.events import Candidate
    from lredit_core.document.document import Document
    from lredit_core.pictures.image import PixelBuffer

_GHOST_PX = 192


class CandidateSet:
    """Candidates by id. They outlive accepting and undo, until another region is learned or another picture opened."""

    def __init__(self) -> None:
        self._candidates: dict[str, Candidate] = {}
        self._order: list[str] = []
        self._layer_ids: dict[str, str] = {}
        self._replaced_ids: dict[str, str] = {}
        self.selected_id: str | None = None

    def __len__(self) -> int:
        return len(self._candidates)

    def __contains__(self, candidate_id: object) -> bool:
        return candidate_id in self._candidates

    @property
    def ranked(self) -> tuple[Candidate, ...]:
        """Best first."""
        return tuple(self._candidates[key] for key in self._order)

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
        self._candidates.clear()
        self._order.clear()
        self._layer_ids.clear()
        self._replaced_ids.clear()
        self.selected_id = None

    def neighbour(self, step: int) -> str | None:
        """The id `step` places further down the ranking from the selected one; it stops at the ends."""
        if not self._order:
            return None
        if self.selected_id not in self._order:
            return self._order[0]
        index = self._order.index(self.selected_id) + step
        return self._order[min(max(index, 0), len(self._order) - 1)]

    def rank_of(self, candidate_id: str) -> int:
        """1 for the best."""
        return self._order.index(candidate_id) + 1

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
