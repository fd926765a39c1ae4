"""How long the canvas takes from an event to its painted frame: pan, zoom, a box and a layer that are dragged."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from lredit_core.geometry import Box
from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.large_pictures import Window
    from lredit_gui.canvas.view import CanvasView

_COUNT = 120
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def frame_figures(window: Window) -> dict[str, float]:
    """Median and 95th percentile in milliseconds, by what is done. The zoom is where a screen pixel shows several."""
    canvas, figures = window.window.canvas, {}
    size = canvas.picture_size
    assert size is not None
    window.window.action_set[Action.BOXES].setChecked(True)
    canvas.set_zoom(0.37)  # between two sizes that tiles are kept in
    figures |= _told("pan", _frames(canvas, lambda step: canvas.pan_by(7.0 * (-1) ** (step // 20), 4.0)))
    middle = QPointF(canvas.width() / 2, canvas.height() / 2)
    figures |= _told(
        "zoom", _frames(canvas, lambda step: canvas.zoom_about(middle, 1.06 ** (1 - 2 * (step // 20 % 2))))
    )
    canvas.turn_by(15.0)
    figures |= _told("pan_turned", _frames(canvas, lambda step: canvas.pan_by(7.0 * (-1) ** (step // 20), 4.0)))
    canvas.straighten_view()
    canvas.show_place(size.width / 2, size.height / 2)
    side = size.shortest // 6
    box = Box.around(size.width / 2, size.height / 2, side, side)
    window.session.selection.draw_box(box)
    window.settle()
    figures |= _told("drag_box", _dragged(canvas, *box.centre))
    window.session.selection.discard_box()
    layer = window.document.layers[-1]
    window.session.layers.choose([layer.layer_id])
    canvas.show_place(*layer.box.centre)
    window.settle()
    figures |= _told("drag_layer", _dragged(canvas, *layer.box.centre))
    window.session.layers.leave()
    window.settle()
    return figures


def _frames(canvas: CanvasView, act: Callable[[int], object]) -> list[float]:
    """Each act, with the frame that follows it."""
    times = []
    for step in range(_COUNT):
        started = time.perf_counter()
        act(step)
        canvas.repaint()
        times.append(time.perf_counter() - started)
        QApplication.processEvents()
    return times


def _dragged(canvas: CanvasView, x: float, y: float) -> list[float]:
    start = QPointF(*canvas.to_widget(x, y))

    def send(kind: QEvent.Type, place: QPointF, button: Qt.MouseButton) -> None:
        event = QMouseEvent(kind, place, QPointF(canvas.mapToGlobal(place.toPoint())), button, LEFT, NONE)
        QApplication.sendEvent(canvas, event)

    send(QEvent.Type.MouseButtonPress, start, LEFT)
    times = _frames(
        canvas,
        lambda step: send(
            QEvent.Type.MouseMove, start + QPointF(3.0 * (step % 40) + 6.0, 2.0 * (step % 30)), Qt.MouseButton.NoButton
        ),
    )
    canvas.cancel_drag()
    return times


def _told(name: str, times: list[float]) -> dict[str, float]:
    millis = np.array(times) * 1000.0
    return {
        f"frame_{name}_median_ms": float(np.median(millis)),
        f"frame_{name}_95_ms": float(np.percentile(millis, 95)),
    }
