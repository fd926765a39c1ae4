"""Where the picture lies in a view that is turned and mirrored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lredit_core.geometry import Size
from lredit_gui.canvas.viewport import Viewport

_views = st.builds(
    Viewport,
    view=st.builds(Size, st.integers(40, 900), st.integers(40, 900)),
    picture=st.builds(Size, st.integers(1, 3000), st.integers(1, 3000)),
)
_turns = st.floats(-400.0, 400.0, allow_nan=False)


@given(_views, _turns, st.booleans(), st.floats(0, 900), st.floats(0, 900))
def test_from_the_screen_and_back(view: Viewport, turn: float, is_mirrored: bool, x: float, y: float) -> None:
    turned = view.fitted().turned(turn)
    turned = turned.mirrored() if is_mirrored else turned
    assert turned.to_screen(*turned.from_screen(x, y)) == pytest.approx((x, y), abs=1e-6)


@given(_views, _turns, st.booleans())
def test_all_of_the_picture_is_in_view_when_it_is_fitted(view: Viewport, turn: float, is_mirrored: bool) -> None:
    turned = view.fitted().turned(turn)
    turned = turned.mirrored() if is_mirrored else turned
    assert turned.is_fit
    for x in (0, view.picture.width):
        for y in (0, view.picture.height):
            screen_x, screen_y = turned.to_screen(*turned.to_view(x, y))
            if turned.scale > 0.0101:  # a picture that is too large for the smallest scale reaches beyond
                assert -1.0 <= screen_x <= view.view.width + 1.0
                assert -1.0 <= screen_y <= view.view.height + 1.0


@given(_views, _turns, st.floats(0.05, 8.0), st.floats(-50, 50))
def test_turning_keeps_what_is_in_the_middle_and_straight_takes_it_back(
    view: Viewport, turn: float, scale: float, pan: float
) -> None:
    shown = view.fitted().zoomed(scale).panned(pan, -pan)

    def middle(one: Viewport) -> tuple[float, float]:
        return one.to_picture(*one.from_screen(one.view.width / 2, one.view.height / 2))

    turned = shown.turned(turn)
    if middle(turned) == pytest.approx(middle(shown), abs=1e-6):  # else it was kept at the edge of the view
        assert middle(turned.mirrored()) == pytest.approx(middle(shown), abs=1e-6)
        assert turned.straight().scale == shown.scale
        assert middle(turned.straight()) == pytest.approx(middle(shown), abs=1e-6)


def test_right_is_clockwise_on_the_screen_whether_mirrored_or_not() -> None:
    straight = Viewport(Size(400, 300), Size(100, 100)).fitted()
    for view in (straight, straight.mirrored(), straight.turned(40.0).mirrored()):
        before = view.to_screen(*view.from_screen(300, 150))
        place = view.from_screen(300, 150)
        turned = view.turned(90.0)
        shift = ((turned.sheet.width - view.sheet.width) / 2, (turned.sheet.height - view.sheet.height) / 2)
        after = turned.to_screen(place[0] + shift[0], place[1] + shift[1])
        assert before == pytest.approx((300, 150))
        assert after == pytest.approx((200, 250))  # from the right to below


def test_a_mirror_exchanges_left_and_right_as_they_are_seen() -> None:
    for view in (Viewport(Size(400, 300), Size(100, 100)).fitted(), Viewport(Size(400, 300), Size(90, 40)).turned(30)):
        place = view.from_screen(320, 80)
        shift = (view.mirrored().sheet.width - view.sheet.width) / 2
        assert view.mirrored().to_screen(place[0] + shift, place[1]) == pytest.approx((80, 80))
