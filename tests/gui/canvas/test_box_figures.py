"""A box by its figures."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lredit_core.api.request import LEAST_SIDE_PX
from lredit_core.geometry import Box, Size
from lredit_gui.canvas.box_figures import BoxFigure, with_figure

PICTURE = Size(320, 240)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    x0, y0 = draw(st.integers(0, 300)), draw(st.integers(0, 220))
    return Box(x0, y0, draw(st.integers(x0 + LEAST_SIDE_PX, 320)), draw(st.integers(y0 + LEAST_SIDE_PX, 240)))


@given(box=boxes(), figure=st.sampled_from(list(BoxFigure)), value=st.integers(0, 9999), keeps=st.booleans())
def test_whatever_is_typed_the_box_lies_in_the_picture_and_is_large_enough(
    box: Box, figure: BoxFigure, value: int, keeps: bool
) -> None:
    aspect = box.width / box.height if keeps else None
    made = with_figure(box, figure, value, picture=PICTURE, aspect=aspect)
    assert PICTURE.as_box().contains(made)
    assert made.width >= LEAST_SIDE_PX and made.height >= LEAST_SIDE_PX
    if figure in (BoxFigure.X, BoxFigure.Y):
        assert made.size == box.size
    else:
        assert (made.x0, made.y0) == (box.x0, box.y0)
    if aspect is not None and PICTURE.width - box.x0 > LEAST_SIDE_PX * max(1, aspect):
        assert abs(made.width - made.height * aspect) <= 1 + aspect


@given(box=boxes(), figure=st.sampled_from(list(BoxFigure)), value=st.integers(LEAST_SIDE_PX, 300))
def test_what_there_is_room_for_is_what_was_typed_and_nothing_else_changes(
    box: Box, figure: BoxFigure, value: int
) -> None:
    room = {
        BoxFigure.X: PICTURE.width - box.width,
        BoxFigure.Y: PICTURE.height - box.height,
        BoxFigure.WIDTH: PICTURE.width - box.x0,
        BoxFigure.HEIGHT: PICTURE.height - box.y0,
    }
    made = with_figure(box, figure, value, picture=PICTURE)
    assert figure.of(made) == min(value, room[figure])
    assert all(other.of(made) == other.of(box) for other in BoxFigure if other is not figure)


def test_with_the_proportions_kept_the_picture_bounds_both_sides() -> None:
    box = Box(0, 0, 40, 60)
    assert with_figure(box, BoxFigure.WIDTH, 80, picture=PICTURE, aspect=2 / 3).size == Size(80, 120)
    assert with_figure(box, BoxFigure.WIDTH, 300, picture=PICTURE, aspect=2 / 3).size == Size(160, 240)
    assert with_figure(box, BoxFigure.HEIGHT, 30, picture=PICTURE, aspect=2 / 3).size == Size(20, 30)
