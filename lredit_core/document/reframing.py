"""The whole document in another frame: cropped, on a larger canvas, flipped, turned, straightened, resized.

Each makes a new document of a new source, which undo takes back; layers, their masks and their groups follow. Crop,
canvas, flips and quarter turns move pixels and compute none. Not for the GUI thread.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lredit_core.document.layers import Layer, MaskShape, Original, Placement
from lredit_core.document.reshaping import MOST_PIXELS, MOST_SIDE_PX, reshaped, turned
from lredit_core.document.silhouette import Silhouette
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, Size

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from lredit_core.document.document import Document
    from lredit_core.pictures.image import Pixels


def with_canvas(document: Document, frame: Box) -> Document:
    """Cropped to a box, or on a larger canvas where the box reaches beyond the picture.

    Args:
        document: to be framed.
        frame: in its pixels. New ground is transparent where the picture has alpha, else white.

    Raises:
        InvalidRequest: where the frame is empty or too large.
    """
    if frame.is_empty:
        raise InvalidRequest("The new canvas has no area. Give a width and a height of at least one pixel.")
    _check_pixels(frame.size)
    source = document.source
    inside = frame.clipped_to(source.size)
    if inside == frame:
        pixels = source.pixels[frame.as_slices()]
    else:
        pixels = np.empty((frame.height, frame.width, source.pixels.shape[2]), source.pixels.dtype)
        pixels[..., :3] = source.max_value
        if source.has_alpha:
            pixels[..., 3] = 0
        if not inside.is_empty:
            there = inside.translated(-frame.x0, -frame.y0)
            pixels[there.as_slices()] = source.pixels[inside.as_slices()]
    layers = tuple(layer.translated(-frame.x0, -frame.y0) for layer in document.layers)
    return replace(document, source=source.replaced(np.ascontiguousarray(pixels)), layers=layers)


def flipped(document: Document, *, is_across: bool) -> Document:
    """Left and right change places (`is_across`), or top and bottom."""
    size = document.source.size
    axis = 1 if is_across else 0

    def moved(box: Box) -> Box:
        if is_across:
            return Box(size.width - box.x1, box.y0, size.width - box.x0, box.y1)
        return Box(box.x0, size.height - box.y1, box.x1, size.height - box.y0)

    def placed(placement: Placement) -> Placement:
        return replace(placement, turn_deg=_angle(-placement.turn_deg))

    return _moved(document, lambda array: np.flip(array, axis), moved, placed)


def quarter_turned(document: Document, *, is_clockwise: bool) -> Document:
    """Turned by 90 degrees."""
    size = document.source.size

    def moved(box: Box) -> Box:
        if is_clockwise:
            return Box(size.height - box.y1, box.x0, size.height - box.y0, box.x1)
        return Box(box.y0, size.width - box.x1, box.y1, size.width - box.x0)

    def placed(placement: Placement) -> Placement:
        return Placement(
            placement.scale_y, placement.scale_x, placement.turn_deg, placement.is_flipped_y, placement.is_flipped_x
        )

    return _moved(document, lambda array: np.rot90(array, -1 if is_clockwise else 1), moved, placed)


def straightened(document: Document, turn_deg: float) -> Document:
    """Turned clockwise by any angle up to 45 degrees, and cropped to the largest upright part without new ground.

    Raises:
        InvalidRequest: where the angle is none, or larger.
    """
    if not (math.isfinite(turn_deg) and abs(turn_deg) <= 45):
        raise InvalidRequest("Straighten by an angle from -45 to 45 degrees; turn by quarters first where it is more.")
    if turn_deg == 0:
        return document
    source = document.source
    whole = turned(source.pixels, turn_deg, border_value=None)
    size = Size(whole.shape[1], whole.shape[0])
    inner = inner_size(source.size, turn_deg)
    frame = Box.around(size.width / 2, size.height / 2, inner.width, inner.height).moved_inside(size)
    centre, angle = source.size.as_box().centre, math.radians(turn_deg)

    def followed(layer: Layer) -> Layer:
        """Its middle turns about the picture's; it turns about its own."""
        made = layer.as_made
        x, y = made.box.centre[0] - centre[0], made.box.centre[1] - centre[1]
        to_x = size.width / 2 + x * math.cos(angle) - y * math.sin(angle)
        to_y = size.height / 2 + x * math.sin(angle) + y * math.cos(angle)
        placement = replace(layer.placement, turn_deg=_angle(layer.placement.turn_deg + turn_deg))
        there = replace(_baked_outlines(layer), original=made).translated(
            round(to_x - made.box.centre[0]), round(to_y - made.box.centre[1])
        )
        return reshaped(there, placement=placement)

    layers = tuple(followed(layer) for layer in document.layers)
    turned_whole = replace(document, source=source.replaced(whole), layers=layers)
    return with_canvas(turned_whole, frame)


def resized(document: Document, size: Size) -> Document:
    """At another size. Layers are resampled as they lie; what they were made from is let go of.

    Raises:
        InvalidRequest: where a side is less than a pixel, or the picture too large.
    """
    if size.shortest < 1:
        raise InvalidRequest("The picture needs at least one pixel each way.")
    _check_pixels(size)
    own = document.source.size
    if size == own:
        return document
    across, down = size.width / own.width, size.height / own.height

    def followed(layer: Layer) -> Layer:
        box = layer.box.scaled(across, down)
        scaled = replace(
            layer,
            box=box,
            pixels=layer.pixels[:1, :1] if layer.adjustment is not None else _resampled(layer.pixels, box.size),
            mask=_resampled(layer.mask, box.size),
            silhouette=_outline(layer.silhouette, across, down),
            not_from=_outline(layer.not_from, across, down),
            original=None,
            placement=Placement(),
            mask_shape=MaskShape(),
        )
        if layer.adjustment is not None:
            broad = np.broadcast_to(layer.pixels[:1, :1], (box.height, box.width, layer.pixels.shape[2]))
            blur = min(layer.adjustment.blur_px * (across + down) / 2, 64.0)
            scaled = replace(scaled, pixels=broad, adjustment=replace(layer.adjustment, blur_px=blur))
        region = layer.provenance.region
        moved = None if region is None else region.scaled(across, down)
        return replace(scaled, provenance=replace(layer.provenance, region=moved))

    source = document.source.replaced(_resampled(document.source.pixels, size))
    return replace(document, source=source, layers=tuple(followed(layer) for layer in document.layers))


def inner_size(size: Size, turn_deg: float) -> Size:
    """The largest upright rectangle of a picture's own proportions inside of the turned picture."""
    angle = math.radians(abs(turn_deg))
    cos, sin = math.cos(angle), math.sin(angle)
    width, height = size.width, size.height
    share = min(width / (width * cos + height * sin), height / (width * sin + height * cos))
    return Size(max(1, math.floor(width * share)), max(1, math.floor(height * share)))


def _resampled(array: Pixels, size: Size) -> Pixels:
    """Means down, cubic up, at the array's own depth."""
    import cv2

    shrinks = size.width < array.shape[1] or size.height < array.shape[0]
    if shrinks:
        return np.asarray(cv2.resize(array, (size.width, size.height), interpolation=cv2.INTER_AREA))
    return np.asarray(cv2.resize(array, (size.width, size.height), interpolation=cv2.INTER_CUBIC))


def _outline(item: Silhouette | None, across: float, down: float) -> Silhouette | None:
    if item is None:
        return None
    reach = item.reach.scaled(across, down)
    return Silhouette(reach, np.asarray(_resampled(item.mask, reach.size)), item.confidence)


def _baked_outlines(layer: Layer) -> Layer:
    """Strokes that would have to be turned too are let go of."""
    return replace(layer, not_from=None)


def _moved(
    document: Document,
    arrays: Callable[[NDArray[Any]], NDArray[Any]],
    boxes: Callable[[Box], Box],
    placements: Callable[[Placement], Placement],
) -> Document:
    """Everything by a rule that only moves values: a flip or a quarter turn."""

    def laid(array: NDArray[Any]) -> NDArray[Any]:
        return np.ascontiguousarray(arrays(array))

    def outline(item: Silhouette | None) -> Silhouette | None:
        return None if item is None else Silhouette(boxes(item.reach), laid(item.mask), item.confidence)

    def original(made: Original | None) -> Original | None:
        if made is None:
            return None
        return Original(boxes(made.box), laid(made.pixels), laid(made.mask), outline(made.silhouette))

    def colours(layer: Layer, box: Box) -> Pixels:
        if layer.adjustment is None:
            return laid(layer.pixels)
        return np.broadcast_to(layer.pixels[:1, :1], (box.height, box.width, layer.pixels.shape[2]))

    def followed(layer: Layer) -> Layer:
        box, region = boxes(layer.box), layer.provenance.region
        return replace(
            layer,
            box=box,
            pixels=colours(layer, box),
            mask=laid(layer.mask),
            silhouette=outline(layer.silhouette),
            not_from=outline(layer.not_from),
            original=original(layer.original),
            placement=placements(layer.placement),
            provenance=replace(layer.provenance, region=None if region is None else boxes(region)),
        )

    source = document.source.replaced(laid(document.source.pixels))
    return replace(document, source=source, layers=tuple(followed(layer) for layer in document.layers))


def _angle(turn_deg: float) -> float:
    """In (-180, 180]."""
    angle = math.fmod(turn_deg, 360.0)
    return angle - 360.0 if angle > 180 else angle + 360.0 if angle <= -180 else angle


def _check_pixels(size: Size) -> None:
    if size.area > MOST_PIXELS or size.longest > MOST_SIDE_PX:
        raise InvalidRequest(
            f"{size.width} x {size.height} pixels are more than the {MOST_PIXELS // 1_000_000} megapixels, or a side "
            f"longer than the {MOST_SIDE_PX:,}, that the program works with. Give smaller sides."
        )
