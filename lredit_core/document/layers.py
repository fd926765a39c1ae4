"""Layers and groups: what a document holds over its source."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.document.blend_modes import BlendMode

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from lredit_core.document.adjustments import LayerAdjustment
    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import Pixels

#: From here on a mask is more than a soft edge.
SEEN = 64
#: Characters of a layer's name, where a prompt gives it.
LONGEST_NAME = 48


def new_id() -> str:
    """For a layer or a group."""
    return uuid.uuid4().hex


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a layer came to be: enough to make it again.

    Attributes:
        region: the box that was edited, in the source's pixels; it goes where the layer goes.
        preset: how thoroughly it was looked for.
    """

    prompt: str = ""
    source_prompt: str = ""
    seed: int = 0
    bundle: str = ""
    editor: str = ""
    intent: str = ""
    region: Box | None = None
    preset: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """How a layer's original lies in the picture: flipped, scaled, then turned, all about its centre.

    Attributes:
        scale_x, scale_y: positive; 1 is as it was made.
        turn_deg: clockwise as one sees it, in (-180, 180].
        is_flipped_x: left and right have changed places.
        is_flipped_y: top and bottom have.
    """

    scale_x: float = 1.0
    scale_y: float = 1.0
    turn_deg: float = 0.0
    is_flipped_x: bool = False
    is_flipped_y: bool = False

    @property
    def is_plain(self) -> bool:
        return self == Placement()


@dataclass(frozen=True, slots=True)
class MaskShape:
    """What is done to a layer's mask as it was made, each time anew from that.

    Attributes:
        grow_px: its edge moves outwards by so many of the picture's pixels, inwards if negative.
        soften_px: the width over which its edge falls, besides what it had.
        is_inverted: it shows what it hid.
        is_off: it hides nothing: all of the layer's box is seen.
    """

    grow_px: int = 0
    soften_px: int = 0
    is_inverted: bool = False
    is_off: bool = False

    @property
    def is_plain(self) -> bool:
        return self == MaskShape()


@dataclass(frozen=True, slots=True, eq=False)
class Original:
    """A layer's pixels as they were made, before they were placed otherwise or their mask was reshaped.

    Attributes:
        box: of `Size` (w, h), whose centre is that of the layer wherever it was moved.
        pixels: (h, w, 3 or 4).
        mask: (h, w) uint8.
    """

    box: Box
    pixels: Pixels = field(repr=False)
    mask: NDArray[np.uint8] = field(repr=False)
    silhouette: Silhouette | None = field(default=None, repr=False)

    def translated(self, dx: int, dy: int) -> Original:
        silhouette = None if self.silhouette is None else self.silhouette.translated(dx, dy)
        return replace(self, box=self.box.translated(dx, dy), silhouette=silhouette)


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One accepted edit: the box's pixels and their mask.

    Attributes:
        box: where it lies in the source image; it may reach beyond it.
        pixels: (h, w, 3), or (h, w, 4) where the source has alpha; its bit depth and profile.
        mask: (h, w) uint8, 255 = replace.
        silhouette: of the thing that the edit is about, where it was found or drawn.
        not_from: the person's strokes over what nothing was to be filled from.
        is_locked: it is neither moved nor changed nor deleted until it is unlocked.
        is_clipped: it is seen only where the next layer below that is not clipped is seen.
        group_id: of the group that it is in; its members lie side by side.
        original: what `pixels` and `mask` are made from by `placement` and `mask_shape`; None while both are plain.
        adjustment: what it does to the colours below, in place of pixels of its own, which are not looked at then.
    """

    name: str
    box: Box
    pixels: Pixels = field(repr=False)
    mask: NDArray[np.uint8] = field(repr=False)
    is_visible: bool = True
    opacity: float = 1.0
    blend_mode: BlendMode = BlendMode.NORMAL
    provenance: Provenance = Provenance()
    silhouette: Silhouette | None = field(default=None, repr=False)
    not_from: Silhouette | None = field(default=None, repr=False)
    is_locked: bool = False
    is_clipped: bool = False
    group_id: str | None = None
    original: Original | None = field(default=None, repr=False)
    placement: Placement = Placement()
    mask_shape: MaskShape = MaskShape()
    adjustment: LayerAdjustment | None = None
    layer_id: str = field(default_factory=new_id)

    @property
    def as_made(self) -> Original:
        """What it is made from."""
        return self.original or Original(self.box, self.pixels, self.mask, self.silhouette)

    def translated(self, dx: int, dy: int) -> Layer:
        """The same pixels elsewhere, bit for bit: nothing is computed."""
        region = self.provenance.region
        return replace(
            self,
            box=self.box.translated(dx, dy),
            silhouette=None if self.silhouette is None else self.silhouette.translated(dx, dy),
            not_from=None if self.not_from is None else self.not_from.translated(dx, dy),
            original=None if self.original is None else self.original.translated(dx, dy),
            provenance=replace(self.provenance, region=None if region is None else region.translated(dx, dy)),
        )

    def duplicated(self) -> Layer:
        """The same with an id of its own."""
        return replace(self, layer_id=new_id())


@dataclass(frozen=True, slots=True)
class Group:
    """Layers that are shown, hidden and faded together. Its members blend with what lies below as without it.

    Attributes:
        is_open: its members are listed.
    """

    name: str
    is_visible: bool = True
    opacity: float = 1.0
    is_open: bool = True
    group_id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, eq=False)
class SeenLayer:
    """A layer as it is seen, with what its group and the layer that it is clipped to do to it.

    Attributes:
        layer: whose pixels are seen.
        opacity: in (0, 1].
        base: the layer without which it is not seen, or None; `base_opacity` is how strongly that one is.
    """

    layer: Layer
    opacity: float
    base: Layer | None = None
    base_opacity: float = 1.0

    @property
    def box(self) -> Box:
        """Where it can be seen."""
        return self.layer.box if self.base is None else self.layer.box.intersected(self.base.box)

    @property
    def blend_mode(self) -> BlendMode:
        return self.layer.blend_mode

    @property
    def whole_opacity(self) -> float:
        return self.opacity * self.base_opacity

    def pixels_in(self, part: Box) -> Pixels:
        """(h, w, C) of a box inside of `box`."""
        return self.layer.pixels[_inside(part, self.layer.box)]

    def mask_in(self, part: Box) -> NDArray[np.uint8]:
        """(h, w) uint8 of a box inside of `box`: its own mask, times that of its base."""
        mask = self.layer.mask[_inside(part, self.layer.box)]
        if self.base is None:
            return mask
        return multiplied(mask, self.base.mask[_inside(part, self.base.box)])


def multiplied(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Two masks of one shape, 255 as 1; rounded."""
    product = one.astype(np.uint16) * other
    return np.asarray((product + 127) // 255, dtype=np.uint8)


def cut_mask(layer: Layer, item: SeenLayer | None) -> NDArray[np.uint8]:
    """(h, w) uint8 of the layer's box: its mask, cut to what is seen of the layer that it is clipped to.

    Args:
        layer: as it lies in the document.
        item: as it is seen; None where it is hidden.
    """
    if item is None or item.base is None:
        return layer.mask
    mask = np.zeros_like(layer.mask)
    if not item.box.is_empty:
        seen = np.rint(item.mask_in(item.box) * item.base_opacity)
        mask[item.box.translated(-layer.box.x0, -layer.box.y0).as_slices()] = seen
    return mask


def _inside(part: Box, whole: Box) -> tuple[slice, slice]:
    return part.translated(-whole.x0, -whole.y0).as_slices()


def layer_name(prompt: str) -> str:
    """A prompt short enough for a list."""
    text = " ".join(prompt.split())
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1].rstrip() + "\u2026"
