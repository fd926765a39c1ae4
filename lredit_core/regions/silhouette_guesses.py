"""First guesses at a silhouette, GrabCut from each of them, and which of the results to believe."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.bands import in_threads
from lredit_core.regions.superpixels import find_superpixels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.geometry import Box

#: GrabCut's rounds at most; it has settled once so small a share of the crop changes sides in a round.
_ROUNDS, _SETTLED = 4, 5e-4
#: A piece that lies in the box by less than this share runs out of it and is ground; by more than the second, thing.
_GROUND_SHARE, _THING_SHARE = 0.7, 0.95
#: How much the relevance field counts beside the pieces.
_FIELD_SHARE = 0.35
#: What pieces of every scale hold is sure to be the thing's, in one of the guesses.
_SURE = 0.98
#: Guesses that follow the pieces take what lies between a thing's parts along: they have to be better by so much.
_HANDICAP = 0.06
#: A mask of less than this share of the box has collapsed.
_LEAST_AREA = 0.06
_SEED = 7


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What is known before any colour is looked at.

    Attributes:
        pixels: (h, w, 3) uint8 sRGB, the small crop.
        box: around the thing, in its pixels.
        cut: whether the picture ends at the box's left, top, right and bottom side.
        prior: (h, w) float32 in [0, 1]: how likely each place is the thing's, by the picture's pieces (and the field).
        edges: (h, w) float32 in [0, 1]: how much the picture changes at each place.
    """

    pixels: NDArray[np.uint8]
    box: Box
    cut: tuple[bool, bool, bool, bool]
    prior: NDArray[np.float32]
    edges: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Guess:
    """(h, w) bool mask, and how far to believe it."""

    mask: NDArray[np.bool_]
    score: float


def gather_evidence(
    pixels: NDArray[np.uint8],
    box: Box,
    cut: tuple[bool, bool, bool, bool],
    *,
    field: NDArray[np.float32] | None = None,
) -> Evidence:
    """Looks at the small crop once.

    Args:
        pixels: (h, w, 3) uint8 sRGB.
        box: within it.
        cut: see `Evidence`.
        field: (h, w) float32, the relevance over the crop.
    """
    inside = np.zeros(pixels.shape[:2], np.float32)
    inside[box.as_slices()] = 1.0
    prior = _held_by(pixels, inside) * inside
    if field is not None and float(np.ptp(field)) > 1e-6:
        here = field[box.as_slices()]
        low, high = np.percentile(field, 5), max(np.percentile(here, 95), np.percentile(field, 5) + 1e-6)
        relevance = np.clip((field - low) / (high - low), 0.0, 1.0)
        prior = (1 - _FIELD_SHARE) * prior + _FIELD_SHARE * relevance * inside
    return Evidence(pixels, box, cut, prior.astype(np.float32), _edges(pixels))


def best_guess(evidence: Evidence, *, is_rough: bool = False) -> Guess:
    """The mask to believe most among GrabCut's from several beginnings, and the pieces alone.

    Args:
        evidence: of the crop.
        is_rough: from two beginnings instead of four, in half of the time.
    """
    prior = evidence.prior
    inside = np.zeros(prior.shape, np.bool_)
    inside[evidence.box.as_slices()] = True
    held_by = inside & (prior > 0.5)
    cuts = [partial(_cut_out, evidence, begin) for begin in (held_by, inside)]
    if not is_rough:
        oval = _oval(prior.shape, evidence.box)
        cuts.append(partial(_cut_out, evidence, inside & oval & (prior > 0.25)))
        cuts.append(partial(_cut_out, evidence, held_by, sure=prior > _SURE))
    masks = in_threads(*cuts)
    dearer = [prior > 0.6, *masks[3:]]
    masks = masks[:3]
    votes = np.mean([mask.astype(np.float32) for mask in (*masks, *dearer)], axis=0)
    guesses = [Guess(mask, _believed(evidence, mask, votes)) for mask in (*masks, votes > 0.5)]
    for mask in (*dearer, votes > 0.25):
        guesses.append(Guess(mask, _believed(evidence, mask, votes) - _HANDICAP))
    return max(guesses, key=lambda guess: guess.score)


def _held_by(pixels: NDArray[np.uint8], inside: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w) float32 in [0, 1]: whether the pieces that hold each place lie in the box, over the scales."""
    height, width = pixels.shape[:2]
    held: NDArray[np.float32] = np.zeros((height, width), np.float32)
    scales = find_superpixels(pixels)
    for labels in scales:
        numbers = cv2.resize(
            labels.numpy().astype(np.float32), (width, height), interpolation=cv2.INTER_NEAREST
        ).astype(np.int64)
        flat = numbers.reshape(-1)
        shares = np.bincount(flat, inside.reshape(-1)) / np.maximum(np.bincount(flat), 1)
        believed = np.clip((shares - _GROUND_SHARE) / (_THING_SHARE - _GROUND_SHARE), 0.0, 1.0)
        held += believed[numbers].astype(np.float32)
    return np.asarray(held / len(scales), np.float32)


def _edges(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    lab = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2Lab), (0, 0), 1.0).astype(np.float32)
    across = cv2.Scharr(lab, cv2.CV_32F, 1, 0) / 16.0
    down = cv2.Scharr(lab, cv2.CV_32F, 0, 1) / 16.0
    strength = np.sqrt((across**2 + down**2).sum(axis=2))
    return np.asarray(np.clip(strength / max(8.0, float(np.percentile(strength, 92))), 0.0, 1.0), np.float32)


def _oval(shape: tuple[int, ...], box: Box) -> NDArray[np.bool_]:
    rows = (np.arange(shape[0])[:, None] + 0.5 - box.centre[1]) / (box.height / 2)
    columns = (np.arange(shape[1])[None] + 0.5 - box.centre[0]) / (box.width / 2)
    return np.asarray(rows * rows + columns * columns <= 0.85, np.bool_)


def _cut_out(
    evidence: Evidence, begin: NDArray[np.bool_], *, sure: NDArray[np.bool_] | None = None
) -> NDArray[np.bool_]:
    """GrabCut from a first guess, what is sure held fast; the guess itself where it leaves nothing to tell apart."""
    inside = np.zeros(begin.shape, np.bool_)
    inside[evidence.box.as_slices()] = True
    if begin.sum() < 12 or (~inside).sum() < 12:
        return begin
    seeds = np.where(inside, cv2.GC_PR_BGD, cv2.GC_BGD).astype(np.uint8)
    seeds[begin] = cv2.GC_PR_FGD
    if sure is not None:
        seeds[sure] = cv2.GC_FGD
    bgr = cv2.cvtColor(evidence.pixels, cv2.COLOR_RGB2BGR)
    cv2.setRNGSeed(_SEED)  # of this thread alone
    ground, thing = np.zeros((1, 65)), np.zeros((1, 65))
    mask, mode = begin, cv2.GC_INIT_WITH_MASK
    for _round in range(_ROUNDS):
        before = mask
        try:
            cv2.grabCut(bgr, seeds, (0, 0, 1, 1), ground, thing, 1, mode)
        except cv2.error:  # too few colours for its mixtures
            return begin
        mask, mode = np.asarray((seeds == cv2.GC_FGD) | (seeds == cv2.GC_PR_FGD), np.bool_), cv2.GC_EVAL
        if float((mask != before).mean()) <= _SETTLED:
            break
    return mask


def _believed(evidence: Evidence, mask: NDArray[np.bool_], votes: NDArray[np.float32]) -> float:
    """In [0, 1]: how well a mask fits the picture's edges, the pieces, the box and the other guesses."""
    box = evidence.box
    here = mask[box.as_slices()]
    if not here.any() or here.sum() < _LEAST_AREA * box.area:
        return 0.0
    solid = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    if not rows.size:
        return 0.0
    reached = (columns[-1] + 1 - columns[0]) * (rows[-1] + 1 - rows[0]) / box.area
    outline = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    on_edges = float(evidence.edges[outline].mean()) if outline.any() else 0.0
    prior = evidence.prior
    agreed = float(np.minimum(prior, mask).sum() / max(1e-6, np.maximum(prior, mask).sum()))
    common = float(np.minimum(votes, mask).sum() / max(1e-6, np.maximum(votes, mask).sum()))
    return float(0.4 * min(1.0, reached) + 0.2 * on_edges + 0.2 * agreed + 0.2 * common)
