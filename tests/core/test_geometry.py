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


# Exact values, with sides, factors and offsets that differ, so that no two of them can be taken for each other.


def test_sizes_and_boxes_are_values() -> None:
    assert Size(3, 5) == Size(3, 5) and len({Size(3, 5), Size(3, 5), Box(1, 2, 3, 4), Box(1, 2, 3, 4)}) == 2
    assert sorted([Size(2, 1), Size(1, 9), Size(1, 3)]) == [Size(1, 3), Size(1, 9), Size(2, 1)]
    assert sorted([Box(2, 0, 9, 9), Box(1, 5, 2, 6), Box(1, 4, 9, 9)])[0] == Box(1, 4, 9, 9)
    for value in (Size(3, 5), Box(1, 2, 3, 4), PatchGrid(3, 4, Size(40, 30))):
        assert not hasattr(value, "__dict__")
        with pytest.raises(AttributeError):
            setattr(value, next(iter(value.__dataclass_fields__)), 7)


def test_a_size_is_rounded_on_both_sides() -> None:
    assert Size(301, 200).scaled_to_longest(100) == Size(100, 66)
    assert Size(2, 5000).scaled_to_longest(320) == Size(1, 320)
    assert Size(7, 4).as_box() == Box(0, 0, 7, 4)


@pytest.mark.parametrize(
    ("arguments", "box"),
    [
        ((10, 20, 4, 6), Box(8, 17, 12, 23)),
        ((10.4, -20.4, 5.0, 9.0), Box(8, -25, 13, -16)),
        ((10, 20, 0.2, 0.3), Box(10, 20, 11, 21)),
        ((10, 20, 1.4, 1.6), Box(9, 19, 10, 21)),
    ],
)
def test_a_box_around_a_point(arguments: tuple[float, float, float, float], box: Box) -> None:
    assert Box.around(*arguments) == box


def test_a_box_knows_its_measures() -> None:
    box = Box(1, 2, 4, 9)
    assert (box.width, box.height, box.size, box.area, box.centre) == (3, 7, Size(3, 7), 21, (2.5, 5.5))
    assert box.as_tuple() == (1, 2, 4, 9)
    assert box.as_slices() == (slice(2, 9), slice(1, 4))
    assert box.translated(10, -5) == Box(11, -3, 14, 4)
    assert box.grown(2) == Box(-1, 0, 6, 11)


@pytest.mark.parametrize("box", [Box(5, 5, 5, 9), Box(5, 5, 9, 5), Box(5, 5, 3, 9), Box(5, 5, 9, 2), Box(5, 5, 2, 3)])
def test_a_box_without_inside_is_empty_and_has_no_area(box: Box) -> None:
    assert box.is_empty and box.area == 0
    with pytest.raises(InvalidRequest, match="has no area"):
        box.validated_in(Size(50, 50))


def test_a_pixel_is_the_smallest_box() -> None:
    pixel = Box(6, 3, 7, 4)
    assert not pixel.is_empty and pixel.area == 1
    assert pixel.contains_point(6, 3) and not pixel.contains_point(7, 3) and not pixel.contains_point(6, 4)
    assert not pixel.contains_point(5.99, 3) and not pixel.contains_point(6, 2.99)
    assert not pixel.contains_point(9, 3) and not pixel.contains_point(6, 9)


def test_a_box_contains_what_reaches_its_sides_and_nothing_that_goes_beyond_one() -> None:
    box = Box(2, 3, 8, 7)
    assert box.contains(box) and box.contains(Box(4, 5, 5, 6))
    for beyond in (Box(1, 3, 8, 7), Box(2, 2, 8, 7), Box(2, 3, 9, 7), Box(2, 3, 8, 8)):
        assert not box.contains(beyond) and beyond.contains(box)


@pytest.mark.parametrize(
    ("other", "common"),
    [
        (Box(4, 5, 20, 20), Box(4, 5, 8, 7)),
        (Box(0, 0, 5, 4), Box(2, 3, 5, 4)),
        (Box(3, 4, 5, 6), Box(3, 4, 5, 6)),
        (Box(8, 3, 12, 7), Box(8, 3, 8, 7)),
        (Box(20, 30, 40, 50), Box(20, 30, 20, 30)),
        (Box(-9, -9, -4, -4), Box(2, 3, 2, 3)),
    ],
)
def test_the_common_part_of_two_boxes(other: Box, common: Box) -> None:
    assert Box(2, 3, 8, 7).intersected(other) == common


def test_a_box_is_clipped_to_the_picture() -> None:
    assert Box(-4, -5, 60, 70).clipped_to(Size(30, 20)) == Box(0, 0, 30, 20)
    assert Box(1, 2, 29, 19).clipped_to(Size(30, 20)) == Box(1, 2, 29, 19)


@pytest.mark.parametrize(
    ("box", "moved"),
    [
        (Box(-3, -4, 5, 6), Box(0, 0, 8, 10)),
        (Box(25, 15, 33, 25), Box(22, 10, 30, 20)),
        (Box(4, 5, 9, 8), Box(4, 5, 9, 8)),
        (Box(-7, 3, 53, 8), Box(0, 3, 30, 8)),
        (Box(3, -7, 8, 53), Box(3, 0, 8, 20)),
    ],
)
def test_a_box_is_moved_the_least_to_lie_inside(box: Box, moved: Box) -> None:
    assert box.moved_inside(Size(30, 20)) == moved


def test_a_scaled_box_has_its_own_factor_each_way() -> None:
    assert Box(10, 20, 30, 50).scaled(0.5, 0.25) == Box(5, 5, 15, 12)
    assert Box(10, 20, 11, 21).scaled(0.5, 0.25) == Box(5, 5, 6, 6)
    assert Box(10, 20, 14, 28).scaled(0.5, 0.25) == Box(5, 5, 7, 7)


@pytest.mark.parametrize(
    ("other", "iou"),
    [
        (Box(0, 0, 4, 3), 1.0),
        (Box(2, 1, 6, 4), 4 / 20),
        (Box(0, 0, 2, 3), 0.5),
        (Box(4, 0, 8, 3), 0.0),
        (Box(0, 0, 1, 1), 1 / 12),
    ],
)
def test_the_intersection_over_union(other: Box, iou: float) -> None:
    assert Box(0, 0, 4, 3).iou(other) == iou


def test_a_box_needs_one_pixel_in_the_picture() -> None:
    size = Size(30, 20)
    assert Box(29, 19, 40, 40).validated_in(size) == Box(29, 19, 30, 20)
    assert Box(-9, -9, 1, 1).validated_in(size) == Box(0, 0, 1, 1)
    for outside in (Box(30, 5, 40, 9), Box(5, 20, 9, 40), Box(-9, 5, 0, 9), Box(5, -9, 9, 0)):
        with pytest.raises(InvalidRequest) as refusal:
            outside.validated_in(size)
        assert refusal.value.message == (
            f"The box {outside.as_tuple()} lies outside of the picture, which is 30 x 20 pixels. "
            "Choose x between 0 and 30 and y between 0 and 20."
        )


GRID = PatchGrid(rows=4, columns=5, image=Size(100, 60))  # patches of 20 x 15 pixels


def test_a_grid_knows_its_patches() -> None:
    assert (GRID.patch_width_px, GRID.patch_height_px) == (20.0, 15.0)
    assert GRID.centre_of(0, 0) == (10.0, 7.5) and GRID.centre_of(2, 3) == (70.0, 37.5)
    assert [GRID.unravel(index) for index in (0, 4, 5, 13, 19)] == [(0, 0), (0, 4), (1, 0), (2, 3), (3, 4)]
    assert len(list(GRID)) == 20 and list(GRID)[-1] == (3, 4)
    uneven = PatchGrid(3, 8, Size(100, 10))
    assert (uneven.patch_width_px, uneven.patch_height_px) == (100 / 8, 10 / 3)
    assert uneven.patch_at(900, 900) == (2, 7)
    for index in (-1, 20, 21):
        with pytest.raises(IndexError):
            GRID.unravel(index)


@pytest.mark.parametrize(
    ("x", "y", "patch"),
    [
        (0, 0, (0, 0)),
        (19.9, 14.9, (0, 0)),
        (20, 15, (1, 1)),
        (99, 59, (3, 4)),
        (-50, 20, (1, 0)),
        (50, -20, (0, 2)),
        (100, 60, (3, 4)),
        (900, 20, (1, 4)),
        (50, 900, (3, 2)),
    ],
)
def test_the_patch_under_a_pixel(x: float, y: float, patch: tuple[int, int]) -> None:
    assert GRID.patch_at(x, y) == patch


def test_boxes_and_patches_at_the_corners_and_beyond() -> None:
    assert GRID.to_patches(Box(10, 30, 100, 45)) == (0.5, 2.0, 5.0, 3.0)
    assert GRID.to_patches(Box(30, 36, 50, 42)) == (1.5, 2.4, 2.5, 2.8)
    assert GRID.to_pixels(2.05, 0.2, 2.05, 0.2) == Box(41, 3, 42, 4)
    assert GRID.to_pixels(0.5, 2.0, 4.5, 3.0) == Box(10, 30, 90, 45)
    assert GRID.to_pixels(-3, -2, 9, 8) == Box(0, 0, 100, 60)
    assert GRID.to_pixels(2, 1, 2, 1) == Box(40, 15, 41, 16)
    assert GRID.to_pixels(2, 1, 1, 0) == Box(40, 15, 41, 16)
    assert GRID.to_pixels(7, 8, 9, 9) == Box(99, 59, 100, 60)
    assert GRID.to_pixels(-9, -9, -5, -5) == Box(0, 0, 1, 1)
    assert GRID.to_pixels(2, 1, 2.04, 1.05) == Box(40, 15, 41, 16)
    assert GRID.to_pixels(2, 1, 2.1, 1.2) == Box(40, 15, 42, 18)
