"""Frames of layers: what lies opposite of the handle that is dragged stays, whatever the angle."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lredit_core.document.layers import Layer, Placement
from lredit_core.document.reshaping import reshaped
from lredit_core.geometry import Box
from lredit_gui.canvas.frame_item import KNOB_PX, ZONE_PX, marked_frame, zone_px
from lredit_gui.canvas.hit_test import OUTSET_PX
from lredit_gui.canvas.layer_frame import SCALING, Frame, FrameHandle
from lredit_gui.canvas.tools import FrameDrag

FRAME = Frame((100.0, 60.0), 40.0, 20.0)
ANGLES = st.floats(-180, 180)
SHIFTS = st.floats(-60, 60)


def opposite(frame: Frame, handle: FrameHandle) -> tuple[float, float]:
    return frame.at(-handle.value[0], -handle.value[1])


@given(turn=ANGLES, dx=SHIFTS, dy=SHIFTS, handle=st.sampled_from(SCALING), is_free=st.booleans())
def test_what_lies_opposite_stays_while_a_handle_is_dragged(
    turn: float, dx: float, dy: float, handle: FrameHandle, is_free: bool
) -> None:
    frame = Frame((100.0, 60.0), 40.0, 20.0, turn)
    x, y = frame.at(*handle.value)
    scaled = frame.scaled(handle, (x + dx, y + dy), is_free=is_free)
    assert opposite(scaled, handle) == pytest.approx(opposite(frame, handle), abs=1e-6)
    assert scaled.width >= 1 and scaled.height >= 1 and scaled.turn_deg == turn
    if handle.is_corner and not is_free and min(scaled.width, scaled.height) > 1:
        assert scaled.width / scaled.height == pytest.approx(2.0)


@given(turn=ANGLES, dx=st.floats(1, 60), dy=st.floats(1, 60))
def test_a_corner_dragged_freely_follows_the_pointer(turn: float, dx: float, dy: float) -> None:
    frame = Frame((100.0, 60.0), 40.0, 20.0, turn)
    angle = math.radians(turn)
    x, y = frame.at(1, 1)
    to = (x + dx * math.cos(angle) - dy * math.sin(angle), y + dx * math.sin(angle) + dy * math.cos(angle))
    assert frame.scaled(FrameHandle.BOTTOM_RIGHT, to, is_free=True).at(1, 1) == pytest.approx(to)
    about = frame.scaled(FrameHandle.BOTTOM_RIGHT, to, is_free=True, is_about_centre=True)
    assert about.centre == frame.centre and about.at(1, 1) == pytest.approx(to)


def test_a_turn_follows_the_pointer_goes_in_steps_and_finds_the_upright() -> None:
    start = FRAME.knob(26.0)
    right = (FRAME.centre[0] + 50, FRAME.centre[1])
    assert FRAME.turned(start, right).turn_deg == 90.0
    odd = (FRAME.centre[0] + 50 * math.sin(math.radians(37)), FRAME.centre[1] - 50 * math.cos(math.radians(37)))
    assert FRAME.turned(start, odd).turn_deg == pytest.approx(37.0)
    assert FRAME.turned(start, odd, is_stepped=True).turn_deg == 30.0
    below = (FRAME.centre[0] - 0.5, FRAME.centre[1] + 50)
    assert FRAME.turned(start, below).turn_deg == 180.0


def test_handles_are_found_by_place_and_the_body_of_a_small_one_too() -> None:
    def at(x: float, y: float) -> FrameHandle | None:
        return FRAME.handle_at(x, y, zone_px=6.0, knob_px=26.0)

    assert at(80, 50) is FrameHandle.TOP_LEFT and at(122, 71) is FrameHandle.BOTTOM_RIGHT
    assert at(100, 50) is FrameHandle.TOP and at(100, 60) is FrameHandle.BODY and at(100, 24) is FrameHandle.KNOB
    assert at(60, 60) is None
    small = Frame((10.0, 10.0), 6.0, 6.0)
    assert small.handle_at(10, 10, zone_px=12.0, knob_px=26.0) is FrameHandle.BODY


@given(turn=st.sampled_from((0.0, 30.0, -75.0)), scale=st.floats(0.5, 3))
def test_a_layer_placed_by_its_frame_has_that_frame(turn: float, scale: float) -> None:
    mask = np.full((10, 20), 255, np.uint8)
    layer = Layer("a", Box(40, 30, 60, 40), np.zeros((10, 20, 3), np.uint8), mask)
    frame = Frame(Frame.of(layer).centre, 20 * scale, 10 * scale, turn)
    placed = reshaped(layer, placement=frame.placement_of(layer))
    again = Frame.of(placed)
    assert (again.width, again.height) == pytest.approx((frame.width, frame.height), abs=1e-3)
    assert again.turn_deg == turn and again.centre == frame.centre
    assert reshaped(placed, placement=Placement()).box == layer.box


class TestSmallFrames:
    @pytest.mark.parametrize("zoom", [0.5, 1.0, 3.0])
    @pytest.mark.parametrize("turn", [0.0, 30.0])
    @pytest.mark.parametrize("side_px", [6.0, 30.0, 55.0])
    def test_handles_lie_around_it_and_are_taken_there(self, zoom: float, turn: float, side_px: float) -> None:
        frame = Frame((100.0, 100.0), side_px / zoom, 200.0 / zoom, turn)
        marked = marked_frame(frame, zoom)
        assert (marked.width - frame.width) * zoom / 2 == pytest.approx(OUTSET_PX)
        for handle in SCALING:
            x, y = marked.at(*handle.value)
            assert frame.handle_at(x, y, zone_px=zone_px(frame, zoom), knob_px=KNOB_PX / zoom) is handle
        assert frame.handle_at(100.0, 100.0, zone_px=zone_px(frame, zoom), knob_px=KNOB_PX / zoom) is FrameHandle.BODY

    def test_around_a_large_one_nothing_is_added(self) -> None:
        frame = Frame((100.0, 100.0), 56.0, 80.0)
        assert marked_frame(frame, 1.0) == frame and zone_px(frame, 2.0) == ZONE_PX / 2

    def test_a_handle_taken_beside_its_middle_does_not_jump(self) -> None:
        frame = Frame((100.0, 100.0), 40.0, 40.0)
        drag = FrameDrag("a", frame, FrameHandle.RIGHT, (128.0, 103.0), frame)
        drag.move(128.0, 103.0, is_free=False, is_about_centre=False)
        assert drag.frame == frame
        drag.move(138.0, 103.0, is_free=False, is_about_centre=False)
        assert drag.frame.width == 50.0 and drag.frame.bounds()[0] == 80.0
