"""Sizes, boxes and the patch grid: the only place where pixels and patches are converted into each other.

A box is half-open, (x0, y0, x1, y1): x runs to the right, y downwards, and x1, y1 lie outside. Rows come before columns
only in array indices, never in a box.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_core.errors import InvalidRequest

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def longest(self) -> int:
        return max(self.width, self.height)

    @property
    def shortest(self) -> int:
        return min(self.width, self.height)

    def scaled_to_longest(self, longest: int) -> Size:
        """The size of the same aspect whose longest side is `longest` (each side at least 1)."""
        factor = longest / self.longest
        return Size(max(1, round(self.width * factor)), max(1, round(self.height * factor)))

    def as_box(self) -> Box:
        return Box(0, 0, self.width, self.height)


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A half-open rectangle of whole pixels, x0 <= x < x1 and y0 <= y < y1. May be empty."""

    x0: int
    y0: int
    x1: int
    y1: int

    @classmethod
    def around(cls, centre_x: float, centre_y: float, width: float, height: float) -> Box:
        """The box of about this size around a point; at least one pixel each way."""
        x0 = round(centre_x - width / 2)
        y0 = round(centre_y - height / 2)
        return cls(x0, y0, x0 + max(1, round(width)), y0 + max(1, round(height)))

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0

    @property
    def size(self) -> Size:
        return Size(self.width, self.height)

    @property
    def area(self) -> int:
        return max(0, self.width) * max(0, self.height)

    @property
    def is_empty(self) -> bool:
        return self.width <= 0 or self.height <= 0

    @property
    def centre(self) -> tuple[float, float]:
        """(x, y) of the middle."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def as_tuple(self) -> tuple[int, int, int, int]:
        return self.x0, self.y0, self.x1, self.y1

    def as_slices(self) -> tuple[slice, slice]:
        """(rows, columns), to index an array of shape (H, W, ...)."""
        return slice(self.y0, self.y1), slice(self.x0, self.x1)

    def contains_point(self, x: float, y: float) -> bool:
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1

    def contains(self, other: Box) -> bool:
        return self.x0 <= other.x0 and self.y0 <= other.y0 and other.x1 <= self.x1 and other.y1 <= self.y1

    def intersected(self, other: Box) -> Box:
        """The common part; empty boxes come out with zero width or height."""
        x0, y0 = max(self.x0, other.x0), max(self.y0, other.y0)
        return Box(x0, y0, max(x0, min(self.x1, other.x1)), max(y0, min(self.y1, other.y1)))

    def clipped_to(self, size: Size) -> Box:
        return self.intersected(size.as_box())

    def translated(self, dx: int, dy: int) -> Box:
        return Box(self.x0 + dx, self.y0 + dy, self.x1 + dx, self.y1 + dy)

    def grown(self, margin: int) -> Box:
        """Grown by `margin` pixels on every side (shrunk if negative)."""
        return Box(self.x0 - margin, self.y0 - margin, self.x1 + margin, self.y1 + margin)

    def moved_inside(self, size: Size) -> Box:
        """The same size where possible, moved the least to lie within the picture; larger boxes are clipped."""
        width, height = min(self.width, size.width), min(self.height, size.height)
        x0 = min(max(self.x0, 0), size.width - width)
        y0 = min(max(self.y0, 0), size.height - height)
        return Box(x0, y0, x0 + width, y0 + height)

    def scaled(self, factor_x: float, factor_y: float) -> Box:
        """In another frame: edges are rounded, and the box keeps at least one pixel each way."""
        x0, y0 = round(self.x0 * factor_x), round(self.y0 * factor_y)
        return Box(x0, y0, max(x0 + 1, round(self.x1 * factor_x)), max(y0 + 1, round(self.y1 * factor_y)))

    def iou(self, other: Box) -> float:
        """Intersection over union, in [0, 1]."""
        common = self.intersected(other).area
        union = self.area + other.area - common
        return common / union if union else 0.0

    def validated_in(self, size: Size) -> Box:
        """The box clipped to the picture.

        Raises:
            InvalidRequest: where the box is empty or lies outside of the picture.
        """
        if self.is_empty:
            raise InvalidRequest(
                f"The box {self.as_tuple()} has no area. Give x0,y0,x1,y1 with x0 < x1 and y0 < y1, in pixels."
            )
        clipped = self.clipped_to(size)
        if clipped.is_empty:
            raise InvalidRequest(
                f"The box {self.as_tuple()} lies outside of the picture, which is {size.width} x {size.height} pixels. "
                f"Choose x between 0 and {size.width} and y between 0 and {size.height}."
            )
        return clipped


@dataclass(frozen=True, slots=True)
class PatchGrid:
    """The grid of a vision transformer laid over a picture: `rows` x `columns` patches cover all of `image`.

    Patches need not be square in the picture's pixels: the picture is resized to the model's input first.
    """

    rows: int
    columns: int
    image: Size

    @property
    def patch_width_px(self) -> float:
        return self.image.width / self.columns

    @property
    def patch_height_px(self) -> float:
        return self.image.height / self.rows

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """(row, column) of every patch, row by row: the order of a flattened (rows, columns) array."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield row, column

    def centre_of(self, row: int, column: int) -> tuple[float, float]:
        """(x, y) in pixels of a patch's middle."""
        return (column + 0.5) * self.patch_width_px, (row + 0.5) * self.patch_height_px

    def patch_at(self, x: float, y: float) -> tuple[int, int]:
        """(row, column) of the patch under a pixel position; positions outside go to the nearest patch."""
        column = min(max(int(x / self.patch_width_px), 0), self.columns - 1)
        row = min(max(int(y / self.patch_height_px), 0), self.rows - 1)
        return row, column

    def unravel(self, index: int) -> tuple[int, int]:
        """(row, column) of an index into the flattened grid."""
        if not 0 <= index < self.rows * self.columns:
            raise IndexError(f"patch {index} of {self.rows * self.columns}")
        return divmod(index, self.columns)

    def to_patches(self, box: Box) -> tuple[float, float, float, float]:
        """(x0, y0, x1, y1) in patch units, as RoI-align takes it with a spatial scale of 1."""
        return (
            box.x0 / self.patch_width_px,
            box.y0 / self.patch_height_px,
            box.x1 / self.patch_width_px,
            box.y1 / self.patch_height_px,
        )

    def to_pixels(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The pixel box of a rectangle in patch units, clipped to the picture; at least one pixel each way."""
        left = min(max(round(x0 * self.patch_width_px), 0), self.image.width - 1)
        top = min(max(round(y0 * self.patch_height_px), 0), self.image.height - 1)
        right = min(max(round(x1 * self.patch_width_px), left + 1), self.image.width)
        bottom = min(max(round(y1 * self.patch_height_px), top + 1), self.image.height)
        return Box(left, top, right, bottom)
