"""Brush and lasso."""

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from lredit_core.document.silhouette import Silhouette
from lredit_core.geometry import Box, Size
from lredit_gui.canvas.hatching import hatch_image
from lredit_gui.canvas.mask_tools import Brush, Lasso, MaskStroke
from lredit_gui.canvas.outline import outline_image

SIZE = Size(60, 40)


def brush(radius_px: float, hardness: float = 1.0) -> Brush:
    made = Brush()
    made.radius_px, made.hardness = radius_px, hardness
    return made


def test_a_stroke_adds_along_its_way_and_is_cut_to_what_it_covers() -> None:
    stroke = MaskStroke(brush(3), None, SIZE)
    stroke.move(10, 20)
    stroke.move(40, 20)
    mask = stroke.finished()
    whole = mask.in_picture(SIZE)
    assert (whole[20, 8:43] == 255).all() and not whole[26:].any() and not whole[:, 46:].any()
    assert mask.reach.width < SIZE.width and mask.confidence == 1.0


def test_a_stroke_takes_away_from_the_mask_that_is_there() -> None:
    stroke = MaskStroke(brush(3), Silhouette.of_box(Box(5, 5, 30, 30)), SIZE, erases=True)
    stroke.move(10, 10)
    whole = stroke.finished().in_picture(SIZE)
    assert whole[10, 10] == 0 and whole[25, 25] == 255


def test_all_that_is_taken_away_leaves_an_empty_mask() -> None:
    stroke = MaskStroke(brush(50), Silhouette.of_box(Box(5, 5, 9, 9)), SIZE, erases=True)
    stroke.move(7, 7)
    assert stroke.finished().box.is_empty


def test_a_stroke_off_the_picture_changes_nothing_and_pressure_makes_it_smaller() -> None:
    stroke = MaskStroke(brush(4), None, SIZE)
    stroke.move(-30, -30)
    assert stroke.finished().box.is_empty
    soft = MaskStroke(brush(8), None, SIZE)
    soft.move(30, 20, pressure=0.25)
    assert soft.finished().box.width <= 6


def test_a_soft_brush_fades() -> None:
    dab = brush(10, hardness=0.0).dab()
    middle = dab[10]
    assert middle[10] == 255 and (np.diff(middle[10:].astype(int)) <= 0).all() and 60 < middle[16] < 200


def test_size_and_hardness_stay_in_their_bounds() -> None:
    made = brush(5)
    made.resize(-100)
    made.harden(-100)
    assert (made.radius_px, made.hardness) == (1.0, 0.0)
    made.resize(1000)
    made.harden(100)
    assert (made.radius_px, made.hardness) == (2000.0, 1.0)


def test_the_lasso_fills_its_shape(qapp: QApplication) -> None:
    lasso = Lasso(None, SIZE)
    for point in ((10, 10), (30, 10), (30, 30), (10, 30)):
        lasso.move(*point)
    assert lasso.finished().box.iou(Box(10, 10, 30, 30)) > 0.85
    without = Lasso(Silhouette.of_box(Box(0, 0, 60, 40)), SIZE, erases=True)
    for point in ((10, 10), (30, 10), (30, 30), (10, 30)):
        without.move(*point)
    whole = without.finished().in_picture(SIZE)
    assert whole[20, 20] == 0 and whole[5, 5] == 255


@pytest.mark.parametrize("step", [1, 3])
def test_the_outline_is_white_within_black_beside_and_tinted_only_in_hand(qapp: QApplication, step: int) -> None:
    mask = np.zeros((30, 30), np.uint8)
    mask[6:24, 6:24] = 255
    image = outline_image(mask, step, QColor(255, 0, 0))
    assert image.pixelColor(6 // step, 6 // step).lightness() > 240
    inside = image.pixelColor(15 // step, 15 // step)
    assert inside.red() > 200 and 0 < inside.alpha() < 100
    assert outline_image(mask, step, None).pixelColor(15 // step, 15 // step).alpha() == 0
    assert image.pixelColor(0, 0).alpha() == 0


def test_what_nothing_is_filled_from_is_hatched_in_red_and_its_lines_go_on_where_it_grows(qapp: QApplication) -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[5:35, 5:35] = 255
    image = hatch_image(mask, 1, 8)
    along = [image.pixelColor(column, 20) for column in range(8, 32)]
    strong = [colour for colour in along if colour.alpha() > 200]
    faint = [colour for colour in along if colour.alpha() < 100]
    assert len(strong) == 24 * 2 // 8 and faint and all(colour.red() > 2 * colour.blue() for colour in strong + faint)
    edge = image.pixelColor(5, 20)
    assert edge.red() > 200 and edge.green() < 100, "the thing's border is white"
    assert image.pixelColor(0, 0).alpha() == 0
    cut = hatch_image(mask[3:, 2:], 1, 8, origin=5)
    assert cut.pixelColor(18, 17) == image.pixelColor(20, 20)
