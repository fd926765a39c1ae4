"""Boxes, sizes and the patch grid."""

from __future__ import annotations

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
