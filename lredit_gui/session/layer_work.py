"""The layers that are taken hold of, and what is done to them: one selection for the canvas and the layer panel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from lredit_core.document.adjustments import LayerAdjustment
from lredit_core.document.guides import Guides
from lredit_core.document.layers import Layer, MaskShape, Placement
from lredit_core.errors import LreditError
from lredit_core.geometry import Size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lredit_core.document.blend_modes import BlendMode
    from lredit_core.document.document import Document
    from lredit_core.document.layers import Group
    from lredit_core.document.silhouette import Silhouette
    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.open_picture import OpenPicture
    from lredit_gui.threads.flows import Flows
    from lredit_gui.threads.workers import Workers


#: Where guides lie that lay over a picture of a size before.
GuidesMoved = Callable[[Guides, Size], Guides]


def _as_they_lie(guides: Guides, _size: Size) -> Guides:
    return guides


class LayerWork(QObject):
    """Signals: changed (`chosen`, `framed`); failed(Exception)."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, history: DocumentHistory, workers: Workers, flows: Flows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history, self._workers, self._flows = history, workers, flows
        self._lock = asyncio.Lock()
        history.opened.connect(self.changed)
        history.changed.connect(self._forget_gone)

    # Which ones

    @property
    def chosen(self) -> tuple[Layer, ...]:
        """From the lowest to the topmost."""
        picture = self._history.picture
        if picture is None:
            return ()
        return tuple(layer for layer in picture.document.layers if layer.layer_id in picture.chosen)

    @property
    def current(self) -> Layer | None:
        """The chosen one, where it is one."""
        chosen = self.chosen
        return chosen[0] if len(chosen) == 1 else None

    @property
    def framed(self) -> tuple[Layer, ...]:
        """Those of them that show a frame on the canvas."""
        picture = self._history.picture
        return self.chosen if picture is not None and picture.has_frame else ()

    def choose(self, layer_ids: Iterable[str], *, has_frame: bool = True) -> None:
        """These and no others."""
        picture = self._history.picture
        if picture is None:
            return
        known = {layer.layer_id for layer in picture.document.layers}
        chosen = frozenset(layer_ids) & known
        is_framed = has_frame and bool(chosen)
        if (chosen, is_framed) != (picture.chosen, picture.has_frame):
            picture.chosen, picture.has_frame = chosen, is_framed
            self.changed.emit()

    def choose_also(self, layer_id: str) -> None:
        """One more, or one less where it was chosen already."""
        ids = frozenset(layer.layer_id for layer in self.chosen)
        self.choose(ids ^ {layer_id})

    def leave(self) -> None:
        """None is taken hold of."""
        self.choose(())

    def at(self, x: float, y: float) -> str | None:
        """The layer that is seen at a place of the picture, in its pixels."""
        document = self._history.document
        layer = None if document is None else document.topmost_at(int(x), int(y))
        return None if layer is None else layer.layer_id

    def _forget_gone(self) -> None:
        picture = self._history.picture
        if picture is not None:
            present = frozenset(layer.layer_id for layer in picture.document.layers)
            picture.chosen &= present
            picture.has_frame = picture.has_frame and bool(picture.chosen)
        self.changed.emit()

    # Where they lie

    def move(self, dx: int, dy: int, *, is_draft: bool = False, merges: bool = False) -> None:
        """All chosen ones by whole pixels."""
        chosen = self.chosen
        if not chosen or (dx, dy) == (0, 0):
            self._history.drop_draft()
            return
        ids = frozenset(layer.layer_id for layer in chosen)
        self._history.change(
            lambda document: document.with_layers_translated(ids, dx, dy),
            self._label(self.tr("Move {0}")),
            is_draft=is_draft,
            merges="move " + " ".join(sorted(ids)) if merges else "",
        )

    def place(self, layer_id: str, placement: Placement, *, dx: int = 0, dy: int = 0) -> None:
        """One layer scaled, turned and moved."""

        def placed(layer: Layer) -> Layer:
            from lredit_core.document.reshaping import reshaped

            return reshaped(layer.translated(dx, dy), placement=placement)

        self._compute(layer_id, placed, self.tr("Transform {0}"))

    def flip(self, *, is_across: bool) -> None:
        """The current layer, left to right or upside down. A turned one is flipped as it is seen."""
        if (layer := self.current) is not None:
            old = layer.placement
            flipped = (
                replace(old, is_flipped_x=not old.is_flipped_x, turn_deg=-old.turn_deg)
                if is_across
                else replace(old, is_flipped_y=not old.is_flipped_y, turn_deg=-old.turn_deg)
            )
            self.place(layer.layer_id, flipped)

    def turn(self, by_deg: float) -> None:
        """The current layer, about its middle, clockwise."""
        if (layer := self.current) is not None:
            angle = (layer.placement.turn_deg + by_deg + 180.0) % 360.0 - 180.0
            self.place(layer.layer_id, replace(layer.placement, turn_deg=180.0 if angle == -180.0 else angle))

    def reset_placement(self) -> None:
        """As it was made, where it lies now."""
        if (layer := self.current) is not None:
            self.place(layer.layer_id, Placement())

    def drop_draft(self) -> None:
        """What is dragged is back where it began."""
        self._history.drop_draft()

    # How they are seen

    def set_visible(self, layer_id: str, is_visible: bool) -> None:
        if (layer := self._history.layer(layer_id)) is not None:
            label = self.tr("Show {0}") if is_visible else self.tr("Hide {0}")
            change = _with_visibility(layer_id, is_visible)
            self._history.change(change, label.format(layer.name))

    def set_opacity(self, opacity: float, *, is_draft: bool = False) -> None:
        """Of all chosen ones."""
        self._each(
            lambda document, layer: document.with_opacity(layer.layer_id, opacity),
            self.tr("Opacity of {0}"),
            is_draft=is_draft,
        )

    def set_blend_mode(self, mode: BlendMode) -> None:
        """Of all chosen ones."""
        self._each(lambda document, layer: document.with_blend_mode(layer.layer_id, mode), self.tr("Blend {0}"))

    def set_locked(self, is_locked: bool) -> None:
        label = self.tr("Lock {0}") if is_locked else self.tr("Unlock {0}")
        self._each(lambda document, layer: document.with_lock(layer.layer_id, is_locked), label)

    def set_clipped(self, is_clipped: bool) -> None:
        """Seen only where the layer below is."""
        label = self.tr("Clip {0} to the layer below") if is_clipped else self.tr("Release {0}")
        self._each(lambda document, layer: document.with_clipping(layer.layer_id, is_clipped), label)

    def set_adjustment(self, adjustment: LayerAdjustment, *, is_draft: bool = False) -> None:
        """What the current layer, an adjustment, does."""
        layer = self.current
        if layer is not None and layer.adjustment is not None:
            self._history.change(
                lambda document: document.with_layer_replaced(replace(layer, adjustment=adjustment)),
                self._label(self.tr("Adjust {0}")),
                is_draft=is_draft,
            )

    def add_adjustment(self) -> None:
        """A new adjustment over the chosen layer's mask, else over the whole picture; it does nothing yet."""
        document, below = self._history.document, self.current
        if document is None:
            return
        source = document.source
        box = source.size.as_box() if below is None else below.box
        mask = np.full((box.height, box.width), 255, np.uint8) if below is None else below.mask
        blank = np.broadcast_to(np.zeros((1, 1, 1), source.pixels.dtype), (box.height, box.width, 3))
        layer = Layer(self.tr("Adjustment"), box, blank, mask, adjustment=LayerAdjustment())
        self._history.apply(
            document.with_layer_above(layer, None if below is None else below.layer_id), self.tr("Add an adjustment")
        )
        self.choose([layer.layer_id], has_frame=False)

    # Their masks

    def shape_mask(self, shape: MaskShape) -> None:
        """The current layer's mask, grown, softened, inverted or switched off, from what it was."""

        def shaped(layer: Layer) -> Layer:
            from lredit_core.document.reshaping import reshaped

            return reshaped(layer, mask_shape=shape)

        if (layer := self.current) is not None and layer.mask_shape != shape:
            self._compute(layer.layer_id, shaped, self.tr("Mask of {0}"))

    def paint_mask(self, mask: Silhouette) -> None:
        """The current layer's mask as a person painted it; what lies beyond the layer is left out."""

        def painted(layer: Layer) -> Layer:
            from lredit_core.document.reshaping import with_mask

            part = mask.reach.intersected(layer.box)
            whole = np.zeros((layer.box.height, layer.box.width), np.uint8)
            if not part.is_empty:
                own = part.translated(-mask.reach.x0, -mask.reach.y0).as_slices()
                whole[part.translated(-layer.box.x0, -layer.box.y0).as_slices()] = mask.mask[own]
            return with_mask(layer, whole)

        if (layer := self.current) is not None:
            self._compute(layer.layer_id, painted, self.tr("Paint the mask of {0}"))

    def match_colours(self) -> None:
        """The current layer's colours, to those of what lies around it."""
        layer = self.current
        if layer is not None:

            def matched(document: Document) -> Document:
                from lredit_core.document.surroundings import matched_to_surroundings

                return matched_to_surroundings(document, layer.layer_id)

            self._flows.start(self._computing_document(matched, self._label(self.tr("Match the colours of {0}"))))

    def copy_to(self, picture: OpenPicture) -> None:
        """The chosen ones, on top of another open picture, which is shown then."""
        document, chosen = self._history.document, self.chosen
        if document is not None and chosen and picture is not self._history.picture:
            self._flows.start(self._copying(chosen, document, picture))

    async def _copying(self, layers: tuple[Layer, ...], of: Document, picture: OpenPicture) -> None:
        def taken(document: Document) -> tuple[Document, tuple[str, ...]]:
            from lredit_core.document.transplanting import with_layers_of

            return with_layers_of(document, layers, of.source)

        async with self._lock:
            base = picture.document
            changed, ids = await self._workers.run(lambda: taken(base))
            if picture in self._history.pictures and picture.document is base:
                self._history.show(picture)
                name = layers[0].name if len(layers) == 1 else self.tr("{0} layers").format(len(layers))
                self._history.apply(changed, self.tr("Take {0} over").format(name))
                self.choose(ids)

    # Order and number

    def rename(self, layer_id: str, name: str) -> None:
        layer = self._history.layer(layer_id)
        if layer is not None and name != layer.name:
            label = self.tr("Rename {0}").format(layer.name)
            self._history.change(lambda document: document.with_layer_renamed(layer_id, name), label)

    def move_to(self, layer_id: str, index: int) -> None:
        """Another place in the order, from the bottom."""
        if (layer := self._history.layer(layer_id)) is not None:
            label = self.tr("Move {0}").format(layer.name)
            self._history.change(lambda document: document.with_layer_moved(layer_id, index), label)

    def raise_by(self, step: int) -> None:
        """The current one up (1) or down (-1)."""
        document, layer = self._history.document, self.current
        if document is not None and layer is not None:
            self.move_to(layer.layer_id, document.index_of(layer.layer_id) + step)

    def duplicate(self) -> None:
        """A copy of each chosen one right above it; the copies are chosen then."""
        copies: list[str] = []

        def doubled(document: Document, layer: Layer) -> Document:
            changed, copy = document.with_duplicate(layer.layer_id)
            copies.append(copy.layer_id)
            return changed

        self._each(doubled, self.tr("Duplicate {0}"))
        self.choose(copies)

    def delete(self) -> None:
        """All chosen ones."""
        self._each(lambda document, layer: document.without_layer(layer.layer_id), self.tr("Delete {0}"))

    def group(self) -> None:
        ids = frozenset(layer.layer_id for layer in self.chosen)
        if ids:
            self._history.change(
                lambda document: document.with_group_of(ids, self.tr("Group")), self._label(self.tr("Group {0}"))
            )

    def ungroup(self) -> None:
        for group_id in {layer.group_id for layer in self.chosen if layer.group_id is not None}:
            self._history.change(_without_group(group_id), self.tr("Take the group apart"))

    def replace_group(self, group: Group, label: str) -> None:
        """A group shown, hidden, faded, folded or renamed."""
        self._history.change(lambda document: document.with_group_replaced(group), label)

    def fold_group(self, group_id: str) -> None:
        """Lists the members of a group, or no longer; no step of undo."""
        document = self._history.document
        if document is not None:
            group = document.group(group_id)
            self._history.amend(document.with_group_replaced(replace(group, is_open=not group.is_open)))

    def merge_down(self) -> None:
        """The current one with the one below."""
        layer = self.current
        if layer is not None:

            def merged(document: Document) -> Document:
                from lredit_core.document.merging import merged_down

                return merged_down(document, layer.layer_id)

            self._flows.start(self._computing_document(merged, self._label(self.tr("Merge {0} down"))))

    def merge_visible(self) -> None:
        """All that is seen."""
        name = self.tr("Merged")

        def merged(document: Document) -> Document:
            from lredit_core.document.merging import merged_visible

            return merged_visible(document, name)

        self._flows.start(self._computing_document(merged, self.tr("Merge all that is seen")))

    def reframe(self, change: Callable[[Document], Document], label: str, *, guided: GuidesMoved) -> None:
        """The whole document in another frame.

        Args:
            change: called in a worker.
            label: of the step, for a person.
            guided: where guides lie then that lay over the picture, with its size from before.
        """
        self._flows.start(self._computing_document(change, label, guided))

    # How

    def _label(self, text: str) -> str:
        chosen = self.chosen
        name = chosen[0].name if len(chosen) == 1 else self.tr("{0} layers").format(len(chosen))
        return text.format(name)

    def _each(self, change: Callable[[Document, Layer], Document], label: str, *, is_draft: bool = False) -> None:
        """One step for all chosen ones."""
        chosen = self.chosen
        if not chosen:
            return

        def changed(document: Document) -> Document:
            for layer in chosen:
                document = change(document, layer)
            return document

        self._history.change(changed, self._label(label), is_draft=is_draft)

    def _compute(self, layer_id: str, change: Callable[[Layer], Layer], label: str) -> None:
        """A change of one layer that takes a while; one after the other, each begins with what the one before left."""
        self._flows.start(self._computing(layer_id, change, label))

    async def _computing(self, layer_id: str, change: Callable[[Layer], Layer], label: str) -> None:
        async with self._lock:
            layer, picture = self._history.layer(layer_id), self._history.picture
            if layer is None or picture is None:
                return
            if layer.is_locked:
                text = self.tr("\u201c{0}\u201d is locked. Unlock it in the layer panel first.")
                self.failed.emit(LreditError(text.format(layer.name)))
                return
            base = layer
            made = await self._workers.run(lambda: change(base))
            if self._history.picture is picture and self._history.layer(layer_id) is layer:
                self._history.apply(picture.document.with_layer_replaced(made), label.format(layer.name))

    async def _computing_document(
        self, change: Callable[[Document], Document], label: str, guided: GuidesMoved = _as_they_lie
    ) -> None:
        async with self._lock:
            document = self._history.document
            if document is None:
                return
            base = document
            changed = await self._workers.run(lambda: change(base))
            picture = self._history.picture
            if picture is not None and picture.document is document and changed is not document:
                guides = guided(picture.guides, document.source.size)
                self._history.apply(changed, label, prepare=lambda made: setattr(made, "guides", guides))


def _with_visibility(layer_id: str, is_visible: bool) -> Callable[[Document], Document]:
    return lambda document: document.with_visibility(layer_id, is_visible)


def _without_group(group_id: str) -> Callable[[Document], Document]:
    return lambda document: document.without_group(group_id)
