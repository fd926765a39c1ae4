"""Which of several things of a kind is meant by its colour: "the green apple", "the man in yellow"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from lredit_core.pictures.oklab import oklab_of, to_oklab
from lredit_core.prompt.adjustment import COLOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: What is left of a thing's score where nothing of it has the colour.
_WRONG_COLOUR = 0.1
#: How much a difference of lightness counts beside one of colour: light and shade are on every thing.
_LIGHT_SHARE = 0.25
#: Chroma is taken by lightness and this: what is nearly black has hardly a hue.
_DARKEST = 0.25
#: Less than this share of the best thing, and no thing has the colour: the word chooses nothing.
_LEAST_SHARE = 0.12
#: So much further away than the nearest colour word another may be that still names a pixel.
_NEARLY = 0.03
#: A box is looked at within this share of its sides: its corners are ground.
_WITHIN = 0.8


def fit_of_colour(pixels: NDArray[np.uint8], boxes: torch.Tensor, colour: str) -> torch.Tensor | None:
    """How well the things in boxes fit a colour word, among themselves.

    Args:
        pixels: (H, W, 3) uint8 sRGB.
        boxes: (N, 4) x0, y0, x1, y1 in shares of the picture's sides.
        colour: a key of `COLOURS`.

    Returns:
        (N,) in (0, 1], 1 for the best; None where none of them has the colour.
    """
    height, width = pixels.shape[:2]
    wanted = _is_nearly(to_oklab(pixels), colour)
    shares = [_share_inside(wanted, box, (height, width)) for box in boxes.tolist()]
    best = max(shares, default=0.0)
    if best < _LEAST_SHARE:
        return None
    return _WRONG_COLOUR + (1 - _WRONG_COLOUR) * torch.tensor(shares, dtype=torch.float32) / best


def _is_nearly(lab: NDArray[np.float32], colour: str) -> NDArray[np.bool_]:
    """(H, W): where a colour word is the nearest one, or nearly so: gold lies between yellow, orange and brown."""
    known = _without_shade(np.array([oklab_of(rgb) for rgb in COLOURS.values()], np.float32))
    seen = _without_shade(lab)
    apart = np.sqrt(np.stack([((seen - one) ** 2).sum(axis=-1) for one in known], axis=-1))
    return np.asarray(apart[..., list(COLOURS).index(colour)] <= apart.min(axis=-1) + _NEARLY, np.bool_)


def _without_shade(lab: NDArray[np.float32]) -> NDArray[np.float32]:
    """(..., 3) of OKLab: a colour in the shade has less chroma as it has less light; lightness itself counts little."""
    light = lab[..., :1]
    return np.concatenate([_LIGHT_SHARE * light, lab[..., 1:] / (light + _DARKEST)], axis=-1)


def _share_inside(wanted: NDArray[np.bool_], box: Sequence[float], shape: tuple[int, int]) -> float:
    """The share of a box's inner oval that is wanted."""
    height, width = shape
    x0, y0, x1, y1 = box[0] * width, box[1] * height, box[2] * width, box[3] * height
    rows = np.arange(max(0, int(y0)), min(height, int(np.ceil(y1))))
    columns = np.arange(max(0, int(x0)), min(width, int(np.ceil(x1))))
    if not rows.size or not columns.size:
        return 0.0
    down = (rows + 0.5 - (y0 + y1) / 2) / max(1.0, (y1 - y0) / 2 * _WITHIN)
    across = (columns + 0.5 - (x0 + x1) / 2) / max(1.0, (x1 - x0) / 2 * _WITHIN)
    inside = down[:, None] ** 2 + across[None] ** 2 <= 1.0
    here = wanted[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return float(here[inside].mean()) if inside.any() else float(here.mean())
