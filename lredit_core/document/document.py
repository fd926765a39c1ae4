"""The document: a source image that never changes, and layers of edits over it. Every change makes a new document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lredit_core.document.compositing import blend_seen
from lredit_core.document.layers import SEEN, Group, Layer, SeenLayer
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box

if TYPE_CHECKING:
    from lredit_core.document.blend_modes import BlendMode
    from lredit_core.pictures.image import PixelBuffer


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A picture being edited. `layers` run from the lowest to the topmost; those of a group lie side by side."""

    source: PixelBuffer
    layers: tuple[Layer, ...] = ()
    groups: tuple[Group, ...] = ()

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

    def with_layer_above(self, layer: Layer, below_id: str | None) -> Document:
        """Right above another one, in its group; above all others for None."""
        if below_id is None:
            return self.with_layer(layer)
        index = self.index_of(below_id) + 1
        placed = replace(layer, group_id=self.layers[index - 1].group_id)
        return replace(self, layers=(*self.layers[:index], placed, *self.layers[index:]))

    def without_layer(self, layer_id: str) -> Document:
        """Without the layer, and without its group where it was the last one in it.

        Raises:
            InvalidRequest: where the layer is locked.
        """
        index = self.index_of(layer_id)
        _refuse_locked(self.layers[index])
        return replace(self, layers=self.layers[:index] + self.layers[index + 1 :]).without_empty_groups()

    def with_layer_replaced(self, layer: Layer) -> Document:
        """In the place of the one with its id, in its group."""
        index = self.index_of(layer.layer_id)
        group_id = self.layers[index].group_id
        layer = layer if layer.group_id == group_id else replace(layer, group_id=group_id)
        return replace(self, layers=(*self.layers[:index], layer, *self.layers[index + 1 :]))

    def with_layer_moved(self, layer_id: str, to_index: int) -> Document:
        """`to_index` counts from the bottom, as if the layer had been taken out first; it is clamped. Between two
        members of a group it joins them; elsewhere it is in no group, but that it stays at its own group's ends."""
        moved = self.layer(layer_id)
        rest = [layer for layer in self.layers if layer.layer_id != layer_id]
        index = min(max(to_index, 0), len(rest))
        around = {layer.group_id for layer in rest[max(index - 1, 0) : index + 1]}
        below = rest[index - 1].group_id if index > 0 else None
        above = rest[index].group_id if index < len(rest) else None
        group_id = below if below == above else moved.group_id if moved.group_id in around else None
        rest.insert(index, moved if moved.group_id == group_id else replace(moved, group_id=group_id))
        return replace(self, layers=tuple(rest)).without_empty_groups()

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

    def with_lock(self, layer_id: str, is_locked: bool) -> Document:
        return self.with_layer_replaced(replace(self.layer(layer_id), is_locked=is_locked))

    def with_clipping(self, layer_id: str, is_clipped: bool) -> Document:
        """Seen only where the layer below is, or everywhere again."""
        return self.with_layer_replaced(replace(self.layer(layer_id), is_clipped=is_clipped))

    def with_layers_translated(self, layer_ids: frozenset[str], dx: int, dy: int) -> Document:
        """Layers moved by whole pixels.

        Raises:
            InvalidRequest: where one of them is locked.
        """
        return replace(self, layers=tuple(self._translated(layer, layer_ids, dx, dy) for layer in self.layers))

    @staticmethod
    def _translated(layer: Layer, layer_ids: frozenset[str], dx: int, dy: int) -> Layer:
        if layer.layer_id not in layer_ids:
            return layer
        _refuse_locked(layer)
        return layer.translated(dx, dy)

    def with_duplicate(self, layer_id: str) -> tuple[Document, Layer]:
        """A copy right above the layer, and the copy."""
        copy = replace(self.layer(layer_id).duplicated(), is_locked=False)
        return self.with_layer_above(copy, layer_id), copy

    # Groups

    def group(self, group_id: str) -> Group:
        """Raises:
        InvalidRequest: where there is no such group.
        """
        for group in self.groups:
            if group.group_id == group_id:
                return group
        raise InvalidRequest("This group is no longer in the document. Undo may bring it back.")

    def with_group_of(self, layer_ids: frozenset[str], name: str) -> Document:
        """Puts layers into a new group, where the topmost of them lies, in the order that they have."""
        members = [layer for layer in self.layers if layer.layer_id in layer_ids]
        if not members:
            return self
        group = Group(name)
        top = self.index_of(members[-1].layer_id)
        inside = tuple(replace(layer, group_id=group.group_id) for layer in members)
        below = tuple(layer for layer in self.layers[:top] if layer.layer_id not in layer_ids)
        above = self.layers[top + 1 :]
        split = members[-1].group_id if below and above and below[-1].group_id == above[0].group_id else None
        if split is not None:  # what lay around them in one group stays together, below
            stays = tuple(layer for layer in above if layer.group_id == split)
            below, above = (*below, *stays), tuple(layer for layer in above if layer.group_id != split)
        grouped = replace(self, layers=(*below, *inside, *above), groups=(*self.groups, group))
        return grouped.without_empty_groups()

    def without_group(self, group_id: str) -> Document:
        """Its layers stay; with what the group was faded by."""
        group = self.group(group_id)

        def freed(layer: Layer) -> Layer:
            if layer.group_id != group_id:
                return layer
            is_visible, opacity = layer.is_visible and group.is_visible, layer.opacity * group.opacity
            return replace(layer, group_id=None, is_visible=is_visible, opacity=opacity)

        groups = tuple(one for one in self.groups if one.group_id != group_id)
        return replace(self, layers=tuple(freed(layer) for layer in self.layers), groups=groups)

    def with_group_replaced(self, group: Group) -> Document:
        self.group(group.group_id)
        return replace(self, groups=tuple(group if one.group_id == group.group_id else one for one in self.groups))

    def without_empty_groups(self) -> Document:
        """Without groups that no layer is in: a document has none."""
        used = {layer.group_id for layer in self.layers}
        return replace(self, groups=tuple(group for group in self.groups if group.group_id in used))

    # What is seen

    def flattened(self) -> PixelBuffer:
        """What is seen: the source with all visible layers; outside their boxes bit-identical to the source."""
        seen = self.seen_layers
        if not seen:
            return self.source
        pixels = self.source.pixels.copy()
        for layer in seen:
            blend_seen(pixels, self.source.size.as_box(), layer)
        return self.source.replaced(pixels)

    @property
    def seen_layers(self) -> tuple[SeenLayer, ...]:
        """The layers that can be seen, from the lowest to the topmost."""
        groups = {group.group_id: group for group in self.groups}
        seen: list[SeenLayer] = []
        base: SeenLayer | None = None
        for layer in self.layers:
            group = groups.get(layer.group_id or "")
            is_visible = layer.is_visible and (group is None or group.is_visible)
            opacity = layer.opacity * (1.0 if group is None else group.opacity)
            item = SeenLayer(layer, opacity) if is_visible and opacity > 0 else None
            if layer.is_clipped and item is not None:
                item = None if base is None else SeenLayer(layer, opacity, base.layer, base.opacity)
            elif not layer.is_clipped:
                base = item
            if item is not None:
                seen.append(item)
        return tuple(seen)

    def topmost_at(self, x: int, y: int) -> Layer | None:
        """The layer that is seen at a pixel, of those that have pixels of their own; None where the source is."""
        here = Box(x, y, x + 1, y + 1)
        for item in reversed(self.seen_layers):
            layer = item.layer
            if layer.adjustment is None and item.box.contains_point(x, y) and item.mask_in(here)[0, 0] >= SEEN:
                return layer
        return None

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
        """Where layers are seen, inside of the picture."""
        boxes = (item.box.clipped_to(self.source.size) for item in self.seen_layers)
        return tuple(box for box in boxes if not box.is_empty)


def _refuse_locked(layer: Layer) -> None:
    if layer.is_locked:
        raise InvalidRequest(f"\u201c{layer.name}\u201d is locked. Unlock it in the layer panel first.")
