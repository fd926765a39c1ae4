"""Falling into line: pure geometry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lredit_core.geometry import Box, Size
from lredit_gui.canvas.hit_test import Handle
from lredit_gui.canvas.layer_frame import Frame, FrameHandle
from lredit_gui.canvas.snapping import ALL_EDGES, Guide, Rect, SnapLines, around_all
from lredit_gui.canvas.tools import BoxDrag, DrawDrag, FrameDrag

PICTURE = Size(320, 240)
WHOLE: Rect = (0.0, 0.0, 320.0, 240.0)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x0, y0 = draw(st.integers(0, 300)), draw(st.integers(0, 220))
    return Box(x0, y0, draw(st.integers(x0 + 8, 320)), draw(st.integers(y0 + 8, 240)))


lines = st.builds(
    lambda others, reach: SnapLines((WHOLE, *(other.as_tuple() for other in others)), reach),
    st.lists(boxes(), max_size=4),
    st.floats(0.1, 12.0),
)


def brute_force(snap: SnapLines, rect: Rect, axis: int) -> float:
    """How far the nearest line lies from an edge or the centre."""
    of_rect = (rect[axis], (rect[axis] + rect[axis + 2]) / 2, rect[axis + 2])
    return min(abs(line - place) for other in snap.targets for line in _of(other, axis) for place in of_rect)


def _of(rect: Rect, axis: int) -> tuple[float, float, float]:
    return rect[axis], (rect[axis] + rect[axis + 2]) / 2, rect[axis + 2]


@given(box=boxes(), snap=lines)
def test_the_nearest_line_within_reach_is_met_as_closely_as_whole_pixels_allow(box: Box, snap: SnapLines) -> None:
    dx, dy = snap.offset(box.as_tuple())
    moved = box.translated(dx, dy).as_tuple()
    for axis, way in ((0, dx), (1, dy)):
        nearest = brute_force(snap, box.as_tuple(), axis)
        assert abs(way) <= snap.reach + 0.5
        if nearest <= snap.reach:
            assert brute_force(snap, moved, axis) <= 0.5
            assert abs(way) <= nearest + 0.5
        else:
            assert way == 0


@given(box=boxes(), snap=lines, handle=st.sampled_from(list(Handle)))
def test_what_fell_into_line_stays_there(box: Box, snap: SnapLines, handle: Handle) -> None:
    drag = BoxDrag("a", box, handle, (0.0, 0.0), box)
    drag.move(3.0, -2.0, PICTURE, snap)
    once = drag.box
    assert all(
        after == before or moves
        for before, after, moves in zip(box.as_tuple(), once.as_tuple(), handle.moves, strict=True)
    ), "an edge that is not held never moves"
    assert PICTURE.as_box().contains(once) and not once.is_empty
    if handle is Handle.BODY:
        assert once.size == box.size
        near = SnapLines(snap.targets, 0.5)
        if any(guide.is_upright for guide in drag.guides):
            assert near.offset(once.as_tuple())[0] == 0


@given(box=boxes(), snap=lines)
def test_each_guide_lies_on_something_of_both(box: Box, snap: SnapLines) -> None:
    for guide in snap.guides(box.as_tuple()):
        axis = 0 if guide.is_upright else 1
        assert any(abs(guide.at - place) <= 0.51 for place in _of(box.as_tuple(), axis))
        owners = [other for other in snap.targets if guide.at in _of(other, axis)]
        assert owners
        other_axis = 1 - axis
        assert guide.start == min(box.as_tuple()[other_axis], *(one[other_axis] for one in owners))
        assert guide.end == max(box.as_tuple()[other_axis + 2], *(one[other_axis + 2] for one in owners))


def test_a_box_falls_onto_the_pictures_edge_and_its_centre_line() -> None:
    snap = SnapLines((WHOLE,), 6.0)
    drag = BoxDrag("a", Box(20, 30, 60, 70), Handle.BODY, (0.0, 0.0), Box(20, 30, 60, 70))
    drag.move(-16.0, 0.0, PICTURE, snap)
    assert drag.box == Box(0, 30, 40, 70)
    assert drag.guides == (Guide(True, 0.0, 0.0, 240.0),)
    drag.move(117.0, 75.0, PICTURE, snap)
    assert drag.box == Box(140, 100, 180, 140)
    assert drag.guides == (Guide(False, 120.0, 0.0, 320.0), Guide(True, 160.0, 0.0, 240.0))
    drag.move(117.0, 75.0, PICTURE)
    assert drag.box == Box(137, 105, 177, 145) and drag.guides == ()


def test_an_edge_that_is_held_falls_onto_anothers_and_the_centre_does_not() -> None:
    snap = SnapLines((WHOLE, (200.0, 10.0, 240.0, 50.0)), 4.0)
    drag = BoxDrag("a", Box(100, 100, 150, 150), Handle.RIGHT, (0.0, 0.0), Box(100, 100, 150, 150))
    drag.move(47.0, 0.0, PICTURE, snap)
    assert drag.box == Box(100, 100, 200, 150)
    drag.move(65.0, 0.0, PICTURE, snap)  # the middle would lie on the picture's, the edge lies on nothing
    assert drag.box == Box(100, 100, 215, 150)


def test_both_ends_of_a_box_that_is_drawn_fall_into_line() -> None:
    snap = SnapLines((WHOLE,), 6.0)
    drag = DrawDrag((4.0, 3.0))
    drag.move(156.0, 80.0, PICTURE, snap)
    assert drag.box == Box(0, 0, 160, 80)
    assert {(guide.is_upright, guide.at) for guide in drag.guides} == {(True, 0.0), (False, 0.0), (True, 160.0)}
    drag.move(156.0, 80.0, PICTURE)
    assert drag.box == Box(4, 3, 156, 80) and drag.guides == ()


def test_a_turned_layer_falls_into_line_by_what_lies_around_it_and_shift_keeps_its_way() -> None:
    frame = Frame((100.0, 100.0), 40.0, 40.0, 45.0)
    half = frame.bounds()[2] - 100.0
    assert abs(half - 20.0 * 2**0.5) < 1e-9
    drag = FrameDrag("a", frame, FrameHandle.BODY, (0.0, 0.0), frame)
    snap = SnapLines((WHOLE,), 6.0)
    drag.move(-68.0, 5.0, is_free=False, is_about_centre=False, snap=snap)
    assert drag.offset == (-72, 5) and [guide.at for guide in drag.guides] == [0.0]
    drag.move(-68.0, 17.0, is_free=True, is_about_centre=False, snap=snap)
    assert drag.offset == (-72, 0)


def test_layers_that_move_together_fall_into_line_by_all_of_them() -> None:
    frame = Frame((100.0, 100.0), 40.0, 40.0)
    drag = FrameDrag("a", frame, FrameHandle.BODY, (0.0, 0.0), frame)
    drag.around = around_all([frame.bounds(), (20.0, 100.0, 60.0, 130.0)])
    drag.move(-17.0, 0.0, is_free=False, is_about_centre=False, snap=SnapLines((WHOLE,), 6.0))
    assert drag.offset[0] == -20


@given(x=st.floats(0, 320), y=st.floats(0, 240), snap=lines)
def test_a_point_is_on_a_line_or_where_it_was(x: float, y: float, snap: SnapLines) -> None:
    for before, after, axis in zip((x, y), snap.point(x, y), (0, 1), strict=True):
        nearest = min(abs(line - before) for target in snap.targets for line in _of(target, axis))
        if nearest <= snap.reach:
            assert abs(abs(after - before) - nearest) < 1e-9
        else:
            assert after == before


def test_all_edges_is_what_a_body_moves() -> None:
    assert Handle.BODY.moves == ALL_EDGES
