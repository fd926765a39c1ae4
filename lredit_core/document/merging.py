"""Layers made one. Not for the GUI thread: whole pictures are put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.document.blend_modes import BlendMode, mixed
from lredit_core.document.layers import Layer, Provenance
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from lredit_core.document.document import Document
    from lredit_core.document.layers import SeenLayer
    from lredit_core.pictures.image import Pixels


def merged_down(document: Document, layer_id: str) -> Document:
    """A layer and the one below as one, which looks the same wherever one of the two hides what lies below.

    Raises:
        InvalidRequest: where there is nothing below, one of the two is hidden, locked or an adjustment.
    """
    index = document.index_of(layer_id)
    if index == 0:
        raise InvalidRequest("There is no layer below this one to merge it with.")
    lower, upper = document.layers[index - 1], document.layers[index]
    for layer in (lower, upper):
        if layer.is_locked:
            raise InvalidRequest(f"\u201c{layer.name}\u201d is locked. Unlock it in the layer panel first.")
        if layer.adjustment is not None:
            raise InvalidRequest("An adjustment has no pixels to merge. Merge all that is seen instead.")
    seen = {item.layer.layer_id: item for item in document.seen_layers}
    if lower.layer_id not in seen or upper.layer_id not in seen:
        raise InvalidRequest("Show both layers before you merge them.")
    merged = _united(seen[lower.layer_id], seen[upper.layer_id], document)
    layers = (*document.layers[: index - 1], merged, *document.layers[index + 1 :])
    return replace(document, layers=layers).without_empty_groups()


def merged_visible(document: Document, name: str) -> Document:
    """All that is seen over the source as one layer, bit for bit as it is seen; hidden layers stay, above it.

    Raises:
        InvalidRequest: where nothing is seen.
    """
    boxes = document.changed_boxes
    if not boxes:
        raise InvalidRequest("There are no visible layers to merge.")
    box = _around(boxes)
    before, after = document.source.pixels[box.as_slices()], document.flattened().pixels[box.as_slices()]
    mask = np.where((before != after).any(axis=2), 255, 0).astype(np.uint8)
    seen = {item.layer.layer_id for item in document.seen_layers}
    hidden = tuple(replace(layer, group_id=None) for layer in document.layers if layer.layer_id not in seen)
    layer = Layer(name, box, np.ascontiguousarray(after), mask, provenance=_provenance(document))
    return replace(document, layers=(layer, *hidden), groups=())


def _united(lower: SeenLayer, upper: SeenLayer, document: Document) -> Layer:
    """Porter and Duff's "over" of two masked layers: their common mask, and the colours weighed by it."""
    box = _around((lower.layer.box, upper.layer.box))
    colours_below, weight_below = _spread(lower, box)
    colours_above, weight_above = _spread(upper, box)
    if colours_below.shape[2] != colours_above.shape[2]:
        alpha = _source_alpha(document, box)
        colours_below = _with_alpha(colours_below, alpha)
        kept = colours_below[..., 3] * weight_below + alpha * (1 - weight_below)
        colours_above = _with_alpha(colours_above, np.rint(kept))
    top = document.source.max_value
    over = colours_above[..., :3].astype(np.uint32)
    if upper.blend_mode is not BlendMode.NORMAL:
        met = mixed(colours_below[..., :3].astype(np.uint32), over, upper.blend_mode, top)
        share = weight_below[..., None]
        over = np.rint(met * share + over * (1 - share)).astype(np.uint32)
    weight = weight_above + weight_below * (1 - weight_above)
    part_above = np.divide(weight_above, weight, out=np.zeros_like(weight), where=weight > 0)[..., None]
    colours = colours_below.copy()
    colours[..., :3] = np.rint(over * part_above + colours_below[..., :3] * (1 - part_above))
    if colours.shape[2] == 4:
        colours[..., 3:] = np.rint(colours_above[..., 3:] * part_above + colours_below[..., 3:] * (1 - part_above))
    return replace(
        lower.layer,
        box=box,
        pixels=colours,
        mask=np.rint(weight * 255).astype(np.uint8),
        opacity=1.0,
        is_clipped=False,
        silhouette=None,
        not_from=None,
        original=None,
        placement=type(lower.layer.placement)(),
        mask_shape=type(lower.layer.mask_shape)(),
        provenance=upper.layer.provenance if not lower.layer.provenance.prompt else lower.layer.provenance,
    )


def _source_alpha(document: Document, box: Box) -> Pixels:
    """(h, w) over a box that may reach beyond the picture, where it is opaque."""
    source = document.source
    alpha = np.full((box.height, box.width), source.max_value, source.pixels.dtype)
    inside = box.clipped_to(source.size)
    if source.has_alpha and not inside.is_empty:
        alpha[inside.translated(-box.x0, -box.y0).as_slices()] = source.pixels[inside.as_slices()][..., 3]
    return alpha


def _with_alpha(colours: Pixels, alpha: Pixels) -> Pixels:
    """(h, w, 4); a layer without alpha of its own leaves what lies below as transparent as it is, `alpha`."""
    return colours if colours.shape[2] == 4 else np.dstack([colours, alpha.astype(colours.dtype)])


def _spread(item: SeenLayer, box: Box) -> tuple[Pixels, np.ndarray]:
    """A layer's colours over a larger box, and its weights in [0, 1] there."""
    own = item.layer.pixels
    colours = np.zeros((box.height, box.width, own.shape[2]), own.dtype)
    weight = np.zeros((box.height, box.width))
    colours[item.layer.box.translated(-box.x0, -box.y0).as_slices()] = own
    if not item.box.is_empty:
        there = item.box.translated(-box.x0, -box.y0).as_slices()
        weight[there] = item.mask_in(item.box) * (item.whole_opacity / 255)
    return colours, weight


def _around(boxes: tuple[Box, ...]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _provenance(document: Document) -> Provenance:
    """The prompts of all that was merged, so that an exported file still says them."""
    made = [item.layer.provenance for item in document.seen_layers if item.layer.provenance.prompt]
    if not made:
        return Provenance()
    return replace(made[-1], prompt="; ".join(one.prompt for one in made), region=None, intent="")
