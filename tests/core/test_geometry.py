"""Boxes, sizes and the patch grid."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box, PatchGrid, Size


def boxes(low: int = -50, high: int = 150) -> st.SearchStrategy[Box]:
    corners = st.tuples(*[st.integers(low, high)] * 4)
    return corners.map(lambda c: Box(min(c[0], c[2]), min(c[1], c[3]), max(c[0], c[2]), max(c[1], c[3])))


def test_a_patch_index_unravels_to_row_then_column() -> None:
    grid = PatchGrid(rows=10, columns=30, image=Size(300, 100))
    assert grid.unravel(5 * 30 + 25) == (5, 25)


def test_the_centre_of_a_patch_off_the_diagonal_has_x_from_its_column() -> None:
    grid = PatchGrid(rows=32, columns=32, image=Size(640, 320))
    assert grid.centre_of(5, 25) == (25.5 * 20, 5.5 * 10)


@given(row=st.integers(0, 8), column=st.integers(0, 16))
def test_the_patch_at_a_patch_centre_is_that_patch(row: int, column: int) -> None:
    grid = PatchGrid(rows=9, columns=17, image=Size(301, 203))
    assert grid.patch_at(*grid.centre_of(row, column)) == (row, column)


def test_boxes_convert_to_patches_by_x_for_columns_and_y_for_rows() -> None:
    grid = PatchGrid(rows=10, columns=20, image=Size(400, 100))
    assert grid.to_patches(Box(40, 10, 80, 30)) == (2.0, 1.0, 4.0, 3.0)
    assert grid.to_pixels(2.0, 1.0, 4.0, 3.0) == Box(40, 10, 80, 30)


@given(boxes())
def test_a_clipped_box_lies_within_the_picture(box: Box) -> None:
    clipped = box.clipped_to(Size(100, 80))
    assert clipped.is_empty or Size(100, 80).as_box().contains(clipped)


@given(boxes(), boxes())
def test_iou_is_symmetric_and_between_zero_and_one(first: Box, second: Box) -> None:
    assert first.iou(second) == second.iou(first)
    assert 0.0 <= first.iou(second) <= 1.0


@given(boxes(0, 90))
def test_a_box_moved_inside_keeps_its_size_where_it_fits(box: Box) -> None:
    moved = box.translated(77, -33).moved_inside(Size(100, 100))
    assert moved.size == box.size
    assert Size(100, 100).as_box().contains(moved)


def test_a_zero_area_box_is_refused_with_what_to_do() -> None:
    with pytest.raises(InvalidRequest, match=r"has no area\. Give x0,y0,x1,y1"):
        Box(5, 5, 5, 9).validated_in(Size(10, 10))


def test_a_box_outside_of_the_picture_is_refused_with_the_pictures_size() -> None:
    with pytest.raises(InvalidRequest, match="640 x 480"):
        Box(700, 5, 720, 9).validated_in(Size(640, 480))


def test_a_box_that_reaches_beyond_the_picture_is_taken_as_far_as_it_lies_in_it() -> None:
    assert Box(-5, 20, 30, 900).validated_in(Size(640, 480)) == Box(0, 20, 30, 480)


def test_a_size_knows_its_sides_and_its_area() -> None:
    size = Size(640, 480)
    assert (size.longest, size.shortest, size.area) == (640, 480, 307_200)
    assert Size(480, 640).longest == 640 and Size(480, 640).shortest == 480


@pytest.mark.parametrize(
    ("size", "scaled"),
    [(Size(640, 480), Size(320, 240)), (Size(480, 640), Size(240, 320)), (Size(5000, 2), Size(320, 1))],
)
def test_a_size_is_scaled_by_its_longest_side_and_never_to_nothing(size: Size, scaled: Size) -> None:
    assert size.scaled_to_longest(320) == scaled


@given(x=st.floats(-50, 50), y=st.floats(-50, 50), width=st.floats(0, 40), height=st.floats(0, 40))
def test_a_box_around_a_point_has_about_its_size_and_its_middle_there(
    x: float, y: float, width: float, height: float
) -> None:
    box = Box.around(x, y, width, height)
    assert box.width == max(1, round(width)) and box.height == max(1, round(height))
    centre_x, centre_y = box.centre
    assert abs(centre_x - x) <= 1 and abs(centre_y - y) <= 1


def test_a_point_on_the_far_edge_lies_outside() -> None:
    box = Box(2, 3, 6, 9)
    assert box.contains_point(2, 3) and box.contains_point(5.9, 8.9)
    assert not box.contains_point(6, 5) and not box.contains_point(4, 9) and not box.contains_point(1.9, 5)


@given(boxes(0, 90), st.integers(0, 20))
def test_growing_and_shrinking_by_the_same_gives_the_box_again(box: Box, margin: int) -> None:
    grown = box.grown(margin)
    assert grown.contains(box) and grown.width == box.width + 2 * margin
    assert grown.grown(-margin) == box


@given(boxes(0, 90))
def test_a_box_in_a_smaller_frame_keeps_a_pixel_each_way(box: Box) -> None:
    scaled = box.scaled(0.1, 0.01)
    assert scaled.width >= 1 and scaled.height >= 1
    assert (scaled.x0, scaled.y0) == (round(box.x0 * 0.1), round(box.y0 * 0.01))


def test_a_box_in_a_larger_frame_is_as_much_larger() -> None:
    assert Box(1, 2, 4, 6).scaled(3, 10) == Box(3, 20, 12, 60)


def test_boxes_without_area_have_nothing_in_common() -> None:
    empty = Box(5, 5, 5, 9)
    assert empty.iou(empty) == 0.0 and empty.iou(Box(0, 0, 10, 10)) == 0.0


def test_patches_run_row_by_row_as_a_flattened_array_does() -> None:
    grid = PatchGrid(rows=3, columns=4, image=Size(40, 30))
    patches = list(grid)
    assert patches[:5] == [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0)]
    assert patches == [grid.unravel(index) for index in range(12)]


@pytest.mark.parametrize("index", [-1, 12])
def test_a_patch_outside_of_the_grid_is_refused(index: int) -> None:
    with pytest.raises(IndexError, match=f"patch {index} of 12"):
        PatchGrid(rows=3, columns=4, image=Size(40, 30)).unravel(index)


def test_a_box_indexes_an_array_by_rows_then_columns() -> None:
    rows, columns = Box(1, 2, 4, 8).as_slices()
    pixels = np.arange(80).reshape(10, 8)[rows, columns]
    assert pixels.shape == (6, 3) and pixels[0, 0] == 2 * 8 + 1
