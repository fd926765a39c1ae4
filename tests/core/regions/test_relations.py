"""Windows and anchors beside a landmark."""

import pytest

from lredit_core.geometry import Box, Size
from lredit_core.prompt.relation import Relation
from lredit_core.regions.relations import Beside, places_around, relation_penalty

IMAGE = Size(400, 300)
HOUSE = Box(150, 120, 250, 200)

_RIGHT_PLACES = {
    Relation.ABOVE: Box(170, 50, 230, 115),
    Relation.BELOW: Box(170, 205, 230, 270),
    Relation.LEFT_OF: Box(80, 130, 145, 190),
    Relation.RIGHT_OF: Box(255, 130, 320, 190),
    Relation.BESIDE: Box(255, 140, 320, 200),
    Relation.ON: Box(170, 60, 230, 125),
}


@pytest.mark.parametrize("relation", list(Relation))
def test_a_window_where_the_words_put_it_costs_nothing_and_the_farthest_corners_cost(relation: Relation) -> None:
    corners = [Box(0, 0, 40, 40), Box(360, 0, 400, 40), Box(0, 260, 40, 300), Box(360, 260, 400, 300)]
    costs = relation_penalty(Beside(relation, HOUSE), [_RIGHT_PLACES[relation], HOUSE, *corners], IMAGE)
    assert float(costs[0]) == pytest.approx(0.0, abs=0.02)
    assert (costs[1:] > 0.05).all()


@pytest.mark.parametrize(
    ("relation", "opposite"), [(Relation.ABOVE, Relation.BELOW), (Relation.LEFT_OF, Relation.RIGHT_OF)]
)
def test_a_place_costs_more_the_farther_it_is_from_right(relation: Relation, opposite: Relation) -> None:
    beside = Beside(relation, HOUSE)
    right, wrong = relation_penalty(beside, [_RIGHT_PLACES[relation], _RIGHT_PLACES[opposite]], IMAGE).tolist()
    assert wrong > right + 0.2


@pytest.mark.parametrize("relation", list(Relation))
def test_anchors_lie_within_the_picture_even_beside_a_thing_at_its_border(relation: Relation) -> None:
    for landmark in (HOUSE, Box(0, 0, 60, 60), Box(340, 240, 400, 300)):
        for x, y in places_around(Beside(relation, landmark), IMAGE):
            assert 0 < x < IMAGE.width and 0 < y < IMAGE.height


def test_the_first_anchor_lies_where_the_relation_holds() -> None:
    x, y = places_around(Beside(Relation.ABOVE, HOUSE), IMAGE)[0]
    assert HOUSE.x0 < x < HOUSE.x1 and y < HOUSE.y0
    x, y = places_around(Beside(Relation.RIGHT_OF, HOUSE), IMAGE)[0]
    assert x > HOUSE.x1 and HOUSE.y0 < y < HOUSE.y1


def test_on_a_thing_that_is_seen_from_above_is_below_its_upper_edge() -> None:
    table = Beside(Relation.ON, Box(100, 300, 500, 420), is_from_above=True)
    assert table.stand_y == 330
    assert Beside(Relation.ON, table.box).stand_y == 300
    standing, above, below = (Box(250, foot - 80, 330, foot) for foot in (330, 260, 420))
    costs = relation_penalty(table, [standing, above, below], Size(640, 480))
    assert costs[0] == 0 and costs[1] > 0 and costs[2] > 0
    assert (
        places_around(table, Size(640, 480))[0][1] > places_around(Beside(Relation.ON, table.box), Size(640, 480))[0][1]
    )
