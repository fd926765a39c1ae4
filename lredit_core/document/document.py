"""The document: a source image that never changes, and layers of edits over it. Every change makes a new document."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lredit_core.document.compositing import BlendMode, blend_into
from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.document.silhouette import Silhouette
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer, Pixels

#: Characters of a layer's name, where a prompt gives it.
LONGEST_NAME = 48


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a layer came to be: enough to make it again."""

    prompt: str = ""
    source_prompt: str = ""
    seed: int = 0
    bundle: str = ""
    editor: str = ""
    intent: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One accepted edit: the box's pixels and their mask.

    Attributes:
        box: where it lies in the source image.
        pixels: (h, w, 3), or (h, w, 4) where the source has alpha; its bit depth and profile.
        mask: (h, w) uint8, 255 = replace.
        silhouette: of the thing that the edit is about, where it was found or drawn.
        not_from: the person's strokes over what nothing was to be filled from.
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
    layer_id: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def byte_count(self) -> int:
        outlines = sum(item.mask.nbytes for item in (self.silhouette, self.not_from) if item is not None)
        return int(self.pixels.nbytes + self.mask.nbytes + outlines)


def layer_name(prompt: str) -> str:
    """A prompt short enough for a list."""
    text = " ".join(prompt.split())
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1].rstrip() + "\u2026"


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A picture being edited. `layers` run from the lowest to the topmost."""

    source: PixelBuffer
    layers: tuple[Layer, ...] = ()

    def layer(self, layer_id: str) -> Layer:
        return self.layers[self.index_of(layer_id)]

    def index_of(self, layer_id: str) -> int:
        """Position from the bottom.

        Raises:
            InvalidRequest: where there is no such layer.
        """
        for index, layer in enumerate(self.layers):
            if layer.layer_id == layer_id:
                return index
        raise InvalidRequest("This layer is no longer in the document. Undo may bring it back.")

    def with_layer(self, layer: Layer) -> Document:
        """On top of the others."""
        return replace(self, layers=(*self.layers, layer))

    def without_layer(self, layer_id: str) -> Document:
        index = self.index_of(layer_id)
        return replace(self, layers=self.layers[:index] + self.layers[index + 1 :])

    def with_layer_replaced(self, layer: Layer) -> Document:
        index = self.index_of(layer.layer_id)
        return replace(self, layers=(*self.layers[:index], layer, *self.layers[index + 1 :]))

    def with_layer_moved(self, layer_id: str, to_index: int) -> Document:
        """`to_index` counts from the bottom, as if the layer had been taken out first; it is clamped."""
        moved = self.layer(layer_id)
        rest = [layer for layer in self.layers if layer.layer_id != layer_id]
        rest.insert(min(max(to_index, 0), len(rest)), moved)
        return replace(self, layers=tuple(rest))

    def with_layer_renamed(self, layer_id: str, name: str) -> Document:
        cleaned = name.strip()
        if not cleaned:
            raise InvalidRequest("A layer needs a name. Type one, or press Esc to keep the old one.")
        return self.with_layer_replaced(replace(self.layer(layer_id), name=cleaned))

    def with_visibility(self, layer_id: str, is_visible: bool) -> Document:
        return self.with_layer_replaced(replace(self.layer(layer_id), is_visible=is_visible))

    def with_opacity(self, layer_id: str, opacity: float) -> Document:
        return self.with_layer_replaced(replace(self.layer(layer_id), opacity=min(max(opacity, 0.0), 1.0)))

    def with_blend_mode(self, layer_id: str, mode: BlendMode) -> Document:
        return self.with_layer_replaced(replace(self.layer(layer_id), blend_mode=mode))

    def flattened(self) -> PixelBuffer:
        """What is seen: the source with all visible layers; outside their boxes bit-identical to the source."""
        seen = self.seen_layers
        if not seen:
            return self.source
        pixels = self.source.pixels.copy()
        for layer in seen:
            here = pixels[layer.box.as_slices()]
            blend_into(here, layer.pixels, layer.mask, opacity=layer.opacity, mode=layer.blend_mode)
        return self.source.replaced(pixels)

    @property
    def seen_layers(self) -> tuple[Layer, ...]:
        """The layers that can be seen, from the lowest to the topmost."""
        return tuple(layer for layer in self.layers if layer.is_visible and layer.opacity > 0)

    @property
    def metadata(self) -> dict[str, str]:
        """How the picture was made, for an exported file: the prompts and seeds of its visible layers."""
        made = [layer.provenance for layer in self.layers if layer.is_visible and layer.provenance.prompt]
        if not made:
            return {}
        return {
            "Prompt": "; ".join(one.prompt for one in made),
            "Replaces": "; ".join(one.source_prompt for one in made),
            "Seed": "; ".join(str(one.seed) for one in made),
            "Editor": "; ".join(one.editor for one in made),
        }

    @property
    def changed_boxes(self) -> tuple[Box, ...]:
        """Where visible layers lie."""
        return tuple(layer.box for layer in self.layers if layer.is_visible)
