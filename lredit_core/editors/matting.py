"""How much of each pixel at a thing's border is the thing, and which colour that part has.

Alpha is solved for in a band along the border alone, by closed-form matting (Levin, Lischinski and Weiss 2008,
equations 12 and 13), at a bounded size; a guided filter (He, Sun and Tang 2010) carries it to the picture's own. The
colour of the thing in pixels that are shared is what both neighbourhoods, corrected by the least squares of the
compositing equation, leave for it (the local step of Germer et al. 2020).

Colours are sRGB-encoded in [0, 1]: layers are composed of encoded values, so mixtures are taken apart in them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.sparse import coo_matrix, diags
from scipy.sparse.linalg import cg

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The border is solved for at no more than this longest side, and at no more unknown pixels.
_SOLVED_PX, _MOST_UNKNOWN = 720, 26_000
#: The band reaches so far to each side, as a share of the root of the thing's area, and at least and at most in pixels.
_BAND_SHARE, _BAND_PX = 0.045, (4.0, 11.0)
#: Of closed-form matting: how far colours may stray from a line; how much the mask itself counts; when it is solved.
_EPS, _PRIOR, _TOLERANCE, _MOST_STEPS = 1e-6, 0.004, 1e-3, 250
#: What is surely the thing, and surely not.
_SURE, _SURELY_NOT = 0.97, 0.03
#: A border over which alpha falls within so many pixels is an edge; over so many it is hair or fur. It is judged over
#: stretches of this many.
_EDGE_UP_TO_PX, _HAIR_FROM_PX, _STRETCH_PX = 5.0, 8.0, 14.0
#: So far from the mask's border an edge may be shared.
_EDGE_PX = 2.5
#: The thing's colours are carried on beyond its border by so many pixels.
_CARRIED_PX = 8
#: The guided filter's largest picture, and how unlike colours on both sides are, squared.
_GUIDED_PX, _GUIDED_EPS = 1600, 1e-5


def alpha_of(colours: NDArray[np.float32], mask: NDArray[np.uint8]) -> NDArray[np.float32]:
    """(h, w) float32 in [0, 1]: how much of each pixel is the thing.

    Where the border turns out to be an edge (and no hair), it is kept as narrow as one.

    Args:
        colours: (h, w, 3) float32 sRGB in [0, 1].
        mask: (h, w) uint8, above 127 on the thing; neither empty nor full.
    """
    height, width = mask.shape
    factor = min(1.0, _SOLVED_PX / max(height, width))
    hard = (mask > 127).astype(np.float32)
    while True:
        size = max(3, round(width * factor)), max(3, round(height * factor))
        small = np.asarray(cv2.resize(hard, size, interpolation=cv2.INTER_AREA), np.float32)
        unknown = _band(small, float(np.sqrt(small.sum())))
        count = np.count_nonzero(unknown)
        if count <= _MOST_UNKNOWN:
            break
        factor *= 0.95 * _MOST_UNKNOWN / count
    if not count:
        return hard
    guide = np.asarray(cv2.resize(colours, size, interpolation=cv2.INTER_AREA), np.float32)
    solved = _with_hard_edges(_solved(guide, small, unknown), small)
    return _carried(colours, solved, hard)


def _with_hard_edges(alpha: NDArray[np.float32], mask: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w) float32: soft where there is hair, and only next to the border where it is an edge."""
    edge = np.where(_away(mask) <= _EDGE_PX, alpha, mask > 0.5).astype(np.float32)
    softness = softness_px(alpha, mask)
    hair = np.clip((softness - _EDGE_UP_TO_PX) / (_HAIR_FROM_PX - _EDGE_UP_TO_PX), 0.0, 1.0)
    return np.asarray(edge + (alpha - edge) * hair, np.float32)


def softness_px(alpha: NDArray[np.float32], mask: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w) float32: over how many pixels alpha falls from 1 to 0 at the stretch of border nearby.

    Args:
        alpha: (h, w) float32 in [0, 1].
        mask: (h, w) float32, above 0.5 on the thing.
    """
    border = cv2.morphologyEx((mask > 0.5).astype(np.uint8), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    shared = 6.0 * alpha * (1.0 - alpha)  # a linear ramp of width w holds w / 6 of alpha (1 - alpha)
    here = cv2.GaussianBlur(shared, (0, 0), _STRETCH_PX, borderType=cv2.BORDER_REFLECT)
    length = cv2.GaussianBlur(border.astype(np.float32) / 2, (0, 0), _STRETCH_PX, borderType=cv2.BORDER_REFLECT)
    return np.asarray(here / np.maximum(length, 1e-4), np.float32)


def _band(mask: NDArray[np.float32], root: float) -> NDArray[np.bool_]:
    return _away(mask) <= float(np.clip(_BAND_SHARE * root, *_BAND_PX))


def _away(mask: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w) float32: the distance from a mask's border in pixels, on both sides."""
    inside = (mask > 0.5).astype(np.uint8)
    return np.asarray(
        cv2.distanceTransform(inside, cv2.DIST_L2, 5) + cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5), np.float32
    )


def _solved(guide: NDArray[np.float32], mask: NDArray[np.float32], unknown: NDArray[np.bool_]) -> NDArray[np.float32]:
    """(h, w) float32 alpha: the mask where it is known, and what the matting Laplacian makes of it where not."""
    height, width = mask.shape
    reached = cv2.dilate(unknown.astype(np.uint8), np.ones((3, 3), np.uint8))
    windows = np.flatnonzero(reached[1:-1, 1:-1])  # a window of 3 x 3 lies around each of these pixels
    indices = np.arange(height * width).reshape(height, width)
    members = sliding_window_view(indices, (3, 3)).reshape(-1, 9)[windows]  # (n, 9)
    seen = guide.reshape(-1, 3)[members].astype(np.float64)  # (n, 9, 3)
    from_mean = seen - seen.mean(axis=1, keepdims=True)
    covariance = np.einsum("nic,nid->ncd", from_mean, from_mean) / 9 + _EPS / 9 * np.eye(3)
    likeness = (1.0 + np.einsum("nic,ncd,njd->nij", from_mean, np.linalg.inv(covariance), from_mean)) / 9
    values = (np.eye(9)[None] - likeness).ravel()
    rows, columns = np.repeat(members, 9, axis=1).ravel(), np.tile(members, (1, 9)).ravel()
    laplacian = coo_matrix((values, (rows, columns)), shape=(height * width, height * width)).tocsr()
    free, fixed = np.flatnonzero(unknown), np.flatnonzero(~unknown)
    known = (mask.ravel() > 0.5).astype(np.float64)
    system = laplacian[free][:, free] + _PRIOR * diags(np.ones(free.size))
    wanted = _PRIOR * mask.ravel()[free] - laplacian[free][:, fixed] @ known[fixed]
    found, _steps = cg(
        system, wanted, x0=mask.ravel()[free].astype(np.float64), rtol=_TOLERANCE, maxiter=_MOST_STEPS,
        M=diags(1.0 / system.diagonal()),
    )  # fmt: skip
    known[free] = np.clip(found, 0.0, 1.0)
    return np.asarray(known.reshape(height, width), np.float32)


def _carried(
    colours: NDArray[np.float32], small: NDArray[np.float32], hard: NDArray[np.float32]
) -> NDArray[np.float32]:
    """(H, W) float32: a small alpha at the picture's size, its border where the picture's colours change."""
    height, width = hard.shape
    if small.shape == hard.shape:
        return small
    step = width / small.shape[1]
    factor = min(1.0, _GUIDED_PX / max(height, width))
    size = round(width * factor), round(height * factor)
    rough = cv2.resize(small, size, interpolation=cv2.INTER_CUBIC)
    guide = cv2.resize(colours, size, interpolation=cv2.INTER_AREA) if factor < 1 else colours
    radius = max(2, round(1.5 * step * factor))
    guided = cv2.ximgproc.guidedFilter(guide, rough, radius, _GUIDED_EPS)
    shared = cv2.dilate(((rough > _SURELY_NOT) & (rough < _SURE)).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    alpha = np.where(shared, guided, rough > 0.5).astype(np.float32)
    if factor < 1:
        alpha = np.asarray(cv2.resize(alpha, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    return np.asarray(np.clip(alpha, 0.0, 1.0), np.float32)


def foreground_of(colours: NDArray[np.float32], alpha: NDArray[np.float32]) -> NDArray[np.float32]:
    """(h, w, 3) float32 in [0, 1]: the thing's own colours, carried on a little where it is not.

    Args:
        colours: (h, w, 3) float32 sRGB in [0, 1].
        alpha: (h, w) float32 in [0, 1].
    """
    shared = (alpha < _SURE) & (cv2.dilate(alpha, np.ones((3, 3), np.uint8), iterations=_CARRIED_PX) > _SURELY_NOT)
    if not shared.any() or not (alpha >= _SURE).any():
        return colours
    height, width = alpha.shape
    factor = min(1.0, _SOLVED_PX / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    thing = _spread_out(colours, (alpha >= _SURE).astype(np.float32), size)
    ground = _spread_out(colours, (alpha <= _SURELY_NOT).astype(np.float32), size)
    share = alpha[shared][:, None]
    here, there = thing[shared], ground[shared]
    missing = colours[shared] - share * here - (1.0 - share) * there
    result = colours.copy()
    result[shared] = np.clip(here + missing * share / (share**2 + (1.0 - share) ** 2), 0.0, 1.0)
    return result


def _spread_out(
    colours: NDArray[np.float32], weight: NDArray[np.float32], size: tuple[int, int]
) -> NDArray[np.float32]:
    """(h, w, 3) float32: colours where they have weight, spread over what lies around, the nearest first.

    Args:
        colours: (h, w, 3) float32.
        weight: (h, w) float32.
        size: (width, height) at which they are spread.
    """
    height, width = weight.shape
    level = cv2.resize(np.dstack([colours * weight[..., None], weight]), size, interpolation=cv2.INTER_AREA)
    levels = [level]
    while max(levels[-1].shape[:2]) > 2:
        levels.append(cv2.pyrDown(levels[-1]))
    spread = levels[-1]
    for finer in reversed(levels[:-1]):
        above = cv2.resize(spread, (finer.shape[1], finer.shape[0]), interpolation=cv2.INTER_LINEAR)
        spread = finer + above / np.maximum(above[..., 3:], 1e-6) * np.maximum(1.0 - finer[..., 3:], 0.0)
    flat = spread[..., :3] / np.maximum(spread[..., 3:], 1e-6)
    return np.asarray(cv2.resize(flat, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
