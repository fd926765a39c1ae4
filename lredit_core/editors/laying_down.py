"""Lays a cut-out into a picture as if it stood there: in its light, as sharp, as grainy, with a shadow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from lredit_core.editors.cut_outs import SEEN_FROM, ring_around, smoothed
from lredit_core.editors.surroundings import Surroundings, blur_of, grain_of, surroundings_of
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size
from lredit_core.pictures.oklab import from_oklab, linear_from_srgb, srgb_from_linear, to_oklab

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.editors.cut_outs import CutOut
    from lredit_core.pictures.image import Pixels

#: How much of the difference between both places the thing takes on: lightness, colour, contrast; and at most so much.
_LIGHT_SHARE, _MOST_LIGHT = 0.35, 0.09
_COLOUR_SHARE, _MOST_COLOUR = 0.35, 0.02
_CONTRAST_SHARE, _CONTRASTS = 0.3, (0.88, 1.12)
#: A thing is blurred where it is sharper than the place by more than this, and by no more than that, in pixels.
_BLUR_FROM_PX, _MOST_BLUR_PX = 0.35, 3.0
#: The most grain that is added, as a deviation of lightness; and its size.
_MOST_GRAIN, _GRAIN_PX = 0.014, 0.55
#: A pool of shadow: its height and blur over the width of what the thing stands on, how much light it takes, and which
#: part of the thing's height counts as its foot.
_POOL_HEIGHT, _POOL_BLUR, _POOL_TAKES, _FOOT_SHARE = 0.14, 0.07, 0.45, 0.08
#: Larger or smaller than this the thing would be nothing but blur, or nothing.
_SCALES = (0.01, 16.0)


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """What becomes a layer: `blended(picture[box], pixels, mask)` shows it.

    Attributes:
        box: within the picture.
        pixels: (box.height, box.width, 3) of the picture's type.
        mask: (box.height, box.width) uint8; where it is 0 nothing changes.
    """

    box: Box
    pixels: Pixels
    mask: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class _Sized:
    """A cut-out at the size at which it is laid down.

    Attributes:
        colours: (h, w, 3) float32 sRGB in [0, 1]; `alpha`: (h, w) float32; `shadow`: (h, w) float32, the light left.
        box: where it lies in the picture, perhaps reaching beyond it.
    """

    colours: NDArray[np.float32]
    alpha: NDArray[np.float32]
    shadow: NDArray[np.float32] | None
    box: Box


def laid_down(
    below: Pixels,
    thing: CutOut,
    where: Box | tuple[float, float],
    *,
    is_mirrored: bool = False,
    scale: float = 1.0,
    relight: bool = True,
    with_shadow: bool = True,
    seed: int = 0,
) -> Laid:
    """A thing put somewhere.

    Args:
        below: (H, W, 3 or 4) uint8 or uint16 sRGB, the picture; only what lies around the place is looked at.
        thing: from this picture or another, of any depth.
        where: the box that it is to fill, standing on its lower side, its shape kept; or (x, y) of its middle.
        is_mirrored: left and right exchanged.
        scale: on its own size, where `where` is a point; on what fits the box, where it is one.
        relight: whether it takes on the place's light, colour, sharpness and grain.
        with_shadow: whether it throws one.
        seed: of the grain.

    Returns:
        clipped to the picture; the same for the same arguments.

    Raises:
        InvalidRequest: where it would lie outside of the picture, or be too large or small.
    """
    size = Size(below.shape[1], below.shape[0])
    placed = _sized(thing.mirrored() if is_mirrored else thing, where, scale=scale)
    shadow = _pool(placed) if with_shadow and placed.shadow is None else placed.shadow
    placed = _clipped(replace(placed, shadow=shadow if with_shadow else None), size)
    if relight:
        placed = replace(placed, colours=_harmonised(below, placed, thing.surroundings, seed))
    return _composed(below, placed)


def _sized(thing: CutOut, where: Box | tuple[float, float], *, scale: float) -> _Sized:
    """The thing at its size, and where it lies."""
    own = thing.box
    if isinstance(where, Box):
        if where.is_empty:
            raise InvalidRequest(f"The box {where.as_tuple()} has no area. Draw a larger one.")
        scale *= min(where.width / own.width, where.height / own.height)
    if not _SCALES[0] <= scale <= _SCALES[1]:
        raise InvalidRequest(f"The thing would be {scale:.3g} times its size. Choose {_SCALES[0]} to {_SCALES[1]}.")
    width, height = max(1, round(thing.size.width * scale)), max(1, round(thing.size.height * scale))
    across, down = width / thing.size.width, height / thing.size.height
    middle_x, middle_y = own.centre
    if isinstance(where, Box):
        x, y = where.centre[0] - middle_x * across, where.y1 - own.y1 * down
    else:
        x, y = where[0] - middle_x * across, where[1] - middle_y * down
    box = Box(round(x), round(y), round(x) + width, round(y) + height)
    alpha = thing.alpha.astype(np.float32) / 255.0
    colours = thing.pixels.astype(np.float32) / np.float32(np.iinfo(thing.pixels.dtype).max)
    shadow = None if thing.shadow is None else _resized(thing.shadow.astype(np.float32) / 255.0, box.size)
    if (width, height) == (thing.size.width, thing.size.height):
        return _Sized(colours, alpha, shadow, box)
    # Premultiplied, so that what lies beyond the border tints nothing.
    sized = _resized(np.dstack([colours * alpha[..., None], alpha]), box.size)
    share = np.clip(sized[..., 3], 0.0, 1.0)
    plain = _resized(colours, box.size)
    known = share > 0.02
    plain[known] = sized[known, :3] / sized[known, 3:]
    return _Sized(np.clip(plain, 0.0, 1.0), share, shadow, box)


def _resized(values: NDArray[np.float32], size: Size) -> NDArray[np.float32]:
    """Float32 of another size: the mean over areas down, cubic up."""
    shrinks = size.width < values.shape[1]
    method = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(values, (size.width, size.height), interpolation=method), np.float32)


def _pool(placed: _Sized) -> NDArray[np.float32]:
    """(h, w) float32, the light left: a soft pool under the thing's foot, as light from all over leaves it."""
    seen = placed.alpha > 0.5
    left = np.ones_like(placed.alpha)
    rows = np.flatnonzero(seen.any(axis=1))
    if not rows.size:
        return left
    begins = max(rows[-1] - max(1, round(_FOOT_SHARE * (rows[-1] + 1 - rows[0]))), rows[0])
    columns = np.flatnonzero(seen[begins : rows[-1] + 1].any(axis=0))
    width = float(columns[-1] + 1 - columns[0])
    middle = float(columns[0]) + width / 2
    axes = max(1.0, 0.5 * width), max(1.0, 0.5 * _POOL_HEIGHT * width)
    y, x = np.arange(left.shape[0])[:, None], np.arange(left.shape[1])[None]
    inside = (((x - middle) / axes[0]) ** 2 + ((y - rows[-1]) / axes[1]) ** 2 <= 1.0).astype(np.float32)
    blur = max(1.0, _POOL_BLUR * width)
    return np.asarray(1.0 - _POOL_TAKES * smoothed(inside, blur), np.float32)


def _clipped(placed: _Sized, size: Size) -> _Sized:
    """What of it lies in the picture."""
    box = placed.box.clipped_to(size)
    here = box.translated(-placed.box.x0, -placed.box.y0).as_slices()
    if box.is_empty or not (placed.alpha[here] >= SEEN_FROM / 255).any():
        raise InvalidRequest(
            f"The thing would lie at {placed.box.as_tuple()}, outside of the picture of {size.width} x {size.height} "
            "pixels. Put it inside."
        )
    shadow = None if placed.shadow is None else np.clip(placed.shadow[here], 0.0, 1.0)
    return _Sized(placed.colours[here], placed.alpha[here], shadow, box)


def _harmonised(below: Pixels, placed: _Sized, source: Surroundings | None, seed: int) -> NDArray[np.float32]:
    """(h, w, 3) float32: the thing's colours in the light of the place, as sharp and as grainy as it."""
    place = _place_of(below, placed)
    if place is None:
        return placed.colours
    lab = to_oklab(np.rint(placed.colours * 65535.0).astype(np.uint16))
    inside = placed.alpha > 0.9
    lightness = np.ascontiguousarray(lab[..., 0])
    if source is not None:
        lab = _relit(lab, inside, source, place)
    blur = blur_of(lightness, inside)
    if blur is not None and place.blur_px is not None and place.blur_px > blur + _BLUR_FROM_PX:
        missing = min(float(np.sqrt(place.blur_px**2 - blur**2)), _MOST_BLUR_PX)
        lab = np.asarray(cv2.GaussianBlur(lab, (0, 0), missing, borderType=cv2.BORDER_REPLICATE), np.float32)
        lightness = np.ascontiguousarray(lab[..., 0])
    grain = float(np.sqrt(max(0.0, place.grain**2 - grain_of(lightness, inside) ** 2)))
    if grain > 0.0:
        noise = _noise(inside.shape[0], inside.shape[1], seed)
        lab[..., 0] += noise * np.float32(min(grain, _MOST_GRAIN))
    return np.asarray(from_oklab(lab, np.uint16), np.float32) / np.float32(65535.0)


def _noise(height: int, width: int, seed: int) -> NDArray[np.float32]:
    """(height, width) float32: noise whose grain, as it is measured, is 1."""
    white = np.random.default_rng(seed).standard_normal((height, width), np.float32)
    noise = np.asarray(cv2.GaussianBlur(white, (0, 0), _GRAIN_PX), np.float32)
    return noise / np.float32(max(grain_of(noise, np.ones(noise.shape, np.bool_)), 0.1))


def _place_of(below: Pixels, placed: _Sized) -> Surroundings | None:
    """What the place looks like around the thing."""
    longest = placed.box.size.longest
    size = Size(below.shape[1], below.shape[0])
    seen = placed.box.grown(max(8, round(0.3 * longest))).clipped_to(size)
    thing = np.zeros((seen.height, seen.width), np.bool_)
    thing[placed.box.translated(-seen.x0, -seen.y0).as_slices()] = placed.alpha > SEEN_FROM / 255
    return surroundings_of(below[seen.as_slices()][..., :3], ring_around(thing, longest))


def _relit(
    lab: NDArray[np.float32], inside: NDArray[np.bool_], source: Surroundings, place: Surroundings
) -> NDArray[np.float32]:
    """(h, w, 3) float32 L, a, b: moved a part of the way that leads from the one place to the other."""
    shift = np.array(place.lab, np.float32) - np.array(source.lab, np.float32)
    light = float(np.clip(_LIGHT_SHARE * shift[0], -_MOST_LIGHT, _MOST_LIGHT))
    colour = np.clip(_COLOUR_SHARE * shift[1:], -_MOST_COLOUR, _MOST_COLOUR)
    spread = (place.spread + 0.02) / (source.spread + 0.02)
    contrast = float(np.clip(spread**_CONTRAST_SHARE, *_CONTRASTS))
    held = lab[..., 0][inside] if inside.any() else lab[..., 0]
    middle = float(np.median(held))
    result = np.empty_like(lab)
    # Black and white stay where they are: light that is added to a thing does not fog its shadows.
    room = 4.0 * np.clip(lab[..., 0] * (1.0 - lab[..., 0]), 0.0, 0.25)
    result[..., 0] = lab[..., 0] + room * (np.float32(light) + np.float32(contrast - 1.0) * (lab[..., 0] - middle))
    result[..., 1:] = lab[..., 1:] + np.minimum(lab[..., :1] / 0.5, 1.0) * colour
    result[..., 0] = np.clip(result[..., 0], 0.0, 1.0)
    return result


def _composed(below: Pixels, placed: _Sized) -> Laid:
    """Pixels and mask: where there is shadow both are already laid over the picture, elsewhere the mask is alpha."""
    under = below[placed.box.as_slices()][..., :3]
    top = np.float32(np.iinfo(below.dtype).max)
    alpha = placed.alpha
    pixels: Pixels = np.rint(placed.colours * top).astype(below.dtype)
    mask = np.rint(alpha * 255.0).astype(np.uint8)
    if placed.shadow is None:
        return Laid(placed.box, pixels, mask)
    dark = (placed.shadow < 0.995) & (mask < 255)
    light = linear_from_srgb(under[dark][None])[0] * placed.shadow[dark][:, None]
    ground = srgb_from_linear(light, below.dtype).astype(np.float32)
    share = alpha[dark][:, None]
    pixels[dark] = np.rint(placed.colours[dark] * top * share + ground * (1.0 - share)).astype(below.dtype)
    mask[dark] = 255
    return Laid(placed.box, pixels, mask)
