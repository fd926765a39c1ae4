"""The mask that follows the thing in a box: what is not the thing keeps its pixels.

The picture's own pieces (`superpixels`) say what lies within the box and what runs out of it; GrabCut (Rother,
Kolmogorov and Blake 2004, by OpenCV) draws the border between both by their colours, from several first guesses; the
one is taken whose border runs where the picture's does and that reaches the box's sides. That much is done at a bounded
size; a guided filter (He, Sun and Tang 2010) then draws the border at the picture's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.document.mask_shapes import grown, softened
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import resized
from lredit_core.regions.masks import BELONGS
from lredit_core.regions.silhouette_guesses import Guess, best_guess, gather_evidence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.regions.silhouette_guesses import Evidence

#: What is seen around the box, as a share of its longer side, and at least so many pixels.
MARGIN_SHARE, MARGIN_PX = 0.3, 6
#: Longest side at which the thing is told from the ground, well and roughly.
_WORKING_PX, _ROUGH_PX = 256, 160
#: Pieces smaller than this share of the largest are dropped; holes smaller than this share of the mask are filled.
_LEAST_PIECE, _LARGEST_HOLE = 0.12, 0.06
#: Longest side at which the border is drawn anew; what is larger is drawn here and carried on smoothly.
_BORDER_PX = 1000
#: How far the mask of a place can be believed; how far its border follows the picture's, a share of the longer side.
_MAP_CONFIDENCE, _MAP_RADIUS, _MAP_EPS = 0.7, 0.015, 1e-3
#: Scores of guesses that mean no confidence and full.
_SCORES = (0.5, 0.96)
#: A mask that lies along a box's side by more than this share of it may go on beyond.
_ALONG_A_SIDE = 0.02
#: How unlike colours on both sides of a border must be (of 1), squared.
_FILTER_EPS = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A silhouette before its border is drawn at the picture's size.

    Attributes:
        seen: the part of the picture that was looked at.
        mask: (h, w) bool, over `seen` at a bounded size.
        confidence: in [0, 1]; 0 for a mask of nothing.
        shows_all: whether the mask ends within the box on each side that the picture goes on beyond: a wider look has
            nothing to add.
    """

    seen: Box
    mask: NDArray[np.bool_]
    confidence: float
    shows_all: bool

    @property
    def area(self) -> float:
        """In pixels of the picture."""
        return float(self.mask.mean()) * self.seen.area


def find_silhouette(
    pixels: NDArray[np.uint8],
    box: Box,
    *,
    field: NDArray[np.float32] | None = None,
    grow_px: int = 0,
    softness_px: float = 0.0,
    is_rough: bool = False,
) -> Silhouette:
    """The mask of the thing that a box was drawn around.

    Args:
        pixels: (H, W, 3) uint8 sRGB.
        box: around the thing, more or less tight; clipped to the picture.
        field: (h, w) float32 relevance of the thing's words over all of the picture, any size, higher is likelier.
        grow_px: the mask grows by so many pixels (shrinks if negative).
        softness_px: width of the soft edge in pixels; 0 gives a hard one.
        is_rough: in half of the time, and a little less often right.

    Returns:
        The same for the same arguments.

    Raises:
        InvalidRequest: where the box is empty or lies outside of the picture.
    """
    found = look_in(pixels, box, field=field, margin_px=max(0, grow_px) + round(softness_px), is_rough=is_rough)
    return drawn(pixels, found, grow_px=grow_px, softness_px=softness_px)


def look_in(
    pixels: NDArray[np.uint8],
    box: Box,
    *,
    field: NDArray[np.float32] | None = None,
    margin_px: int = 0,
    is_rough: bool = False,
) -> Found:
    """Tells the thing in a box from its ground at a bounded size; arguments and errors as for `find_silhouette`, and
    `margin_px`: so much more of the picture around the box is seen."""
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype != np.uint8:
        raise InvalidRequest(f"A silhouette needs (H, W, 3) uint8 pixels; these are {pixels.shape} {pixels.dtype}.")
    size = Size(pixels.shape[1], pixels.shape[0])
    box = box.validated_in(size)
    margin = max(MARGIN_PX, round(MARGIN_SHARE * box.size.longest)) + margin_px
    seen = box.grown(margin).clipped_to(size)
    side = _ROUGH_PX if is_rough else _WORKING_PX
    small = seen.size if seen.size.longest <= side else seen.size.scaled_to_longest(side)
    evidence = gather_evidence(
        resized(pixels[seen.as_slices()], small),
        *_in_small(box, seen, small),
        field=_cut_field(field, seen, size, small),
    )
    guess = best_guess(evidence, is_rough=is_rough)
    tidy = tidied(guess.mask)
    return Found(seen, tidy, _confidence(Guess(tidy, guess.score)), _ends_within(tidy, evidence))


def drawn(pixels: NDArray[np.uint8], found: Found, *, grow_px: int = 0, softness_px: float = 0.0) -> Silhouette:
    """What was found, its border where the picture's own colours change; arguments as for `find_silhouette`."""
    mask = _drawn_large(pixels[found.seen.as_slices()], found.mask)
    return Silhouette(found.seen, softened(grown(mask, grow_px), softness_px), found.confidence)


def silhouette_of_map(pixels: NDArray[np.uint8], share: NDArray[np.float32]) -> Silhouette:
    """The mask of what a coarse map says, all over the picture: places have no box that frames them, and end softly.

    Args:
        pixels: (H, W, 3) uint8 sRGB.
        share: (h, w) float32 in [0, 1] over all of the picture, any size: how far each point belongs to it.
    """
    size = Size(pixels.shape[1], pixels.shape[0])
    drawn = size if size.longest <= _BORDER_PX else size.scaled_to_longest(_BORDER_PX)
    guide = np.asarray(resized(pixels, drawn), np.float32) / 255.0
    rough = cv2.resize(np.asarray(share, np.float32), (drawn.width, drawn.height), interpolation=cv2.INTER_LINEAR)
    radius = max(4, round(_MAP_RADIUS * drawn.longest))
    exact = cv2.ximgproc.guidedFilter(guide, rough, radius, _MAP_EPS)
    if drawn != size:
        exact = cv2.resize(exact, (size.width, size.height), interpolation=cv2.INTER_LINEAR)
    mask = np.rint(np.clip(exact * 1.2 - 0.1, 0.0, 1.0) * 255).astype(np.uint8)
    return Silhouette(size.as_box(), mask, _MAP_CONFIDENCE if mask.any() else 0.0)


def silhouette_of_share(
    pixels: NDArray[np.uint8], box: Box, share: NDArray[np.float32], *, view: Box, confidence: float
) -> Silhouette:
    """The mask of the thing in a box, as a segmenter drew it in coarse cells; its border where the picture's is.

    Args:
        pixels: (H, W, 3) uint8 sRGB.
        box: around the thing; nothing far outside of it is taken.
        share: (h, w) float32 in [0, 1] over `view`, any size: how likely each cell is of the thing.
        view: the part of the picture that the segmenter looked at.
        confidence: how far it can be believed, in [0, 1].
    """
    size = Size(pixels.shape[1], pixels.shape[0])
    seen = box.grown(max(MARGIN_PX, round(MARGIN_SHARE * box.size.longest))).clipped_to(size)
    small = seen.size if seen.size.longest <= _WORKING_PX else seen.size.scaled_to_longest(_WORKING_PX)
    likely = _cut_field(share, seen.translated(-view.x0, -view.y0), view.size, small)
    assert likely is not None
    mask = _drawn_large(np.ascontiguousarray(pixels[seen.as_slices()]), tidied(likely > BELONGS))
    return Silhouette(seen, mask, float(np.clip(confidence, 0.0, 1.0)) if mask.any() else 0.0)


def tidied(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(H, W) bool: without its small pieces and small holes; a mask of nothing stays one."""
    count, labels, stats, _middles = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    if count < 2:
        return mask
    areas = stats[:, cv2.CC_STAT_AREA].astype(np.int64)
    areas[0] = 0
    kept = (areas >= _LEAST_PIECE * areas.max())[labels] & mask
    count, labels, stats, _middles = cv2.connectedComponentsWithStats((~kept).astype(np.uint8), connectivity=4)
    height, width = mask.shape
    left, top = stats[:, cv2.CC_STAT_LEFT], stats[:, cv2.CC_STAT_TOP]
    right, bottom = left + stats[:, cv2.CC_STAT_WIDTH], top + stats[:, cv2.CC_STAT_HEIGHT]
    is_inner = (left > 0) & (top > 0) & (right < width) & (bottom < height)
    is_hole = is_inner & (stats[:, cv2.CC_STAT_AREA] <= _LARGEST_HOLE * kept.sum())
    is_hole[0] = False
    return np.asarray(kept | is_hole[labels], dtype=np.bool_)


def _in_small(box: Box, seen: Box, small: Size) -> tuple[Box, tuple[bool, bool, bool, bool]]:
    """The box in the pixels of the small crop, and which sides (left, top, right, bottom) the picture cuts off."""
    here = box.translated(-seen.x0, -seen.y0)
    cut = (here.x0 == 0, here.y0 == 0, here.x1 == seen.width, here.y1 == seen.height)
    if seen.size == small:
        return here, cut
    return here.scaled(small.width / seen.width, small.height / seen.height).clipped_to(small), cut


def _cut_field(field: NDArray[np.float32] | None, seen: Box, size: Size, small: Size) -> NDArray[np.float32] | None:
    """(h, w) float32: the part of a relevance field that lies over the crop, at the small crop's size."""
    if field is None:
        return None
    rows = (np.arange(small.height, dtype=np.float32) + 0.5) * seen.height / small.height + seen.y0
    columns = (np.arange(small.width, dtype=np.float32) + 0.5) * seen.width / small.width + seen.x0
    at_y = np.broadcast_to((rows * field.shape[0] / size.height - 0.5)[:, None], (small.height, small.width))
    at_x = np.broadcast_to((columns * field.shape[1] / size.width - 0.5)[None], (small.height, small.width))
    values = np.asarray(field, np.float32)
    return np.asarray(
        cv2.remap(
            values,
            np.ascontiguousarray(at_x, np.float32),
            np.ascontiguousarray(at_y, np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
        np.float32,
    )


def _drawn_large(crop: NDArray[np.uint8], small: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """(H, W) uint8, 0 or 255: a small mask at the crop's size, its border where the crop's colours change."""
    height, width = crop.shape[:2]
    if (height, width) == small.shape:
        return np.where(small, 255, 0).astype(np.uint8)
    drawn = Size(width, height)
    guide = crop
    if drawn.longest > _BORDER_PX:
        drawn = drawn.scaled_to_longest(_BORDER_PX)
        guide = resized(crop, drawn)
    step = drawn.width / small.shape[1]
    rough = cv2.resize(small.astype(np.float32), (drawn.width, drawn.height), interpolation=cv2.INTER_LINEAR)
    radius = max(2, round(2.5 * step))
    guided = cv2.ximgproc.guidedFilter(guide.astype(np.float32) / 255.0, rough, radius, _FILTER_EPS)
    cells = 2 * max(1, round(2 * step)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (cells, cells))
    band = cv2.morphologyEx((rough > 0.5).astype(np.uint8), cv2.MORPH_GRADIENT, kernel) > 0
    exact = np.where(band, guided, rough)
    if drawn.width != width:
        exact = cv2.resize(np.asarray(exact, np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.where(exact > 0.5, 255, 0).astype(np.uint8)


def _ends_within(mask: NDArray[np.bool_], evidence: Evidence) -> bool:
    """Whether next to nothing of the mask lies along the box's sides, but for those where the picture ends too."""
    here = mask[evidence.box.as_slices()]
    sides = (here[:, 0], here[0], here[:, -1], here[-1])
    return all(cut or float(side.mean()) <= _ALONG_A_SIDE for side, cut in zip(sides, evidence.cut, strict=True))


def _confidence(guess: Guess) -> float:
    """In [0, 1]; 0 for a mask of nothing."""
    if not guess.mask.any():
        return 0.0
    low, high = _SCORES
    return float(np.clip((guess.score - low) / (high - low), 0.0, 1.0))
