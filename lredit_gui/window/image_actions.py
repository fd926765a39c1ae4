"""The whole picture in another frame: cropped, flipped, turned, straightened, resized, on another canvas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lredit_core.document import guides
from lredit_core.geometry import Box
from lredit_gui.window.actions import Action
from lredit_gui.window.size_dialogs import CanvasDialog, ResizeDialog, StraightenDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.document.document import Document
    from lredit_core.geometry import Size
    from lredit_gui.window.layout import WindowLayout


class ImageActions(QObject):
    """Every one is a step of undo; layers and guides follow, candidates come back with undo."""

    def __init__(self, window: WindowLayout) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session

    @property
    def handlers(self) -> dict[Action, Callable[[], object]]:
        """What each action calls."""
        return {
            Action.CROP: self.crop,
            Action.FLIP_ACROSS: partial(self.flip, is_across=True),
            Action.FLIP_DOWN: partial(self.flip, is_across=False),
            Action.TURN_RIGHT: partial(self.turn, is_clockwise=True),
            Action.TURN_LEFT: partial(self.turn, is_clockwise=False),
            Action.STRAIGHTEN: self._ask_angle,
            Action.RESIZE: self._ask_size,
            Action.CANVAS: self._ask_canvas,
        }

    def crop(self) -> None:
        """To the box in hand."""
        if (box := self._session.selection.box) is not None:
            self.put_on_canvas(box, self.tr("Crop"))

    def put_on_canvas(self, frame: Box, label: str) -> None:
        def framed(document: Document) -> Document:
            from lredit_core.document.reframing import with_canvas

            return with_canvas(document, frame)

        self._session.layers.reframe(framed, label, guided=lambda lines, _size: guides.framed(lines, frame))

    def flip(self, *, is_across: bool) -> None:
        def flipped(document: Document) -> Document:
            from lredit_core.document import reframing

            return reframing.flipped(document, is_across=is_across)

        label = self.tr("Flip the picture left to right") if is_across else self.tr("Flip the picture upside down")
        self._session.layers.reframe(
            flipped, label, guided=lambda lines, size: guides.flipped(lines, size, is_across=is_across)
        )

    def turn(self, *, is_clockwise: bool) -> None:
        def turned(document: Document) -> Document:
            from lredit_core.document.reframing import quarter_turned

            return quarter_turned(document, is_clockwise=is_clockwise)

        label = self.tr("Turn the picture right") if is_clockwise else self.tr("Turn the picture left")
        self._session.layers.reframe(
            turned, label, guided=lambda lines, size: guides.quarter_turned(lines, size, is_clockwise=is_clockwise)
        )

    def straighten(self, turn_deg: float) -> None:
        def straightened(document: Document) -> Document:
            from lredit_core.document import reframing

            return reframing.straightened(document, turn_deg)

        def guided(lines: guides.Guides, size: Size) -> guides.Guides:
            """Where they are seen: the picture is turned below them, to lie along them."""
            from lredit_core.document.reframing import inner_size

            inner = inner_size(size, turn_deg)
            return guides.framed(lines, Box.around(*size.as_box().centre, inner.width, inner.height))

        label = self.tr("Straighten by {0:g}\u00b0").format(turn_deg)
        self._session.layers.reframe(straightened, label, guided=guided)

    def resize(self, size: Size) -> None:
        def resized(document: Document) -> Document:
            from lredit_core.document import reframing

            return reframing.resized(document, size)

        label = self.tr("Resize to {0} x {1}").format(size.width, size.height)
        self._session.layers.reframe(resized, label, guided=lambda lines, own: guides.resized(lines, own, size))

    def _ask_angle(self) -> None:
        StraightenDialog(self.straighten, self._window).open()

    def _ask_size(self) -> None:
        if (document := self._session.document) is not None:
            ResizeDialog(document.source.size, self.resize, self._window).open()

    def _ask_canvas(self) -> None:
        if (document := self._session.document) is not None:
            label = self.tr("Canvas size")
            CanvasDialog(document.source.size, lambda frame: self.put_on_canvas(frame, label), self._window).open()
