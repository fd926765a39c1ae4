"""The pictures of the benchmark's page: every method's box on the scene, and every method's edit."""

from __future__ import annotations

import base64
import io
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from lredit_core.api.events import ANCHOR_COLOURS
from lredit_core.evaluation.judging import edited_picture
from lredit_core.evaluation.tasks import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lredit_core.evaluation.regions_benchmark import Row
    from lredit_core.geometry import Box

#: Longest side of a scene, and of an edit, on the page.
SCENE_PX, EDIT_PX = 640, 176
_COLOURS = (
    (230, 159, 0),
    (86, 180, 233),
    (0, 158, 115),
    (240, 228, 66),
    (0, 114, 178),
    (213, 94, 0),
    (204, 121, 167),
    (170, 170, 170),
    (150, 110, 60),
    (130, 90, 220),
    (120, 200, 60),
    (250, 130, 130),
    (70, 130, 130),
    (255, 255, 255),
)


def colour_of(number: int) -> tuple[int, int, int]:
    """The colour of method `number` (from 0); the number stands beside it wherever colours are used."""
    return _COLOURS[number % len(_COLOURS)]


def scene_picture(rows: Sequence[Row]) -> Image.Image:
    """A scene with its answers (dashed), its things where something is inserted (dotted), anchors, the rows' boxes, and
    where things went (thin).

    Args:
        rows: of one task, a method each; a box bears the method's number, from 1.
    """
    task = rows[0].task
    picture, scale = shown_at(task.image.to_srgb8(), SCENE_PX)
    draw = ImageDraw.Draw(picture)
    for box in task.answers or task.occupied:
        dashed(draw, scaled(box, scale), dash_px=9 if task.answers else 3)
    anchors = next((row.outcome.anchors for row in rows if row.outcome.anchors), ())
    for anchor in anchors:
        x, y = anchor.x * scale, anchor.y * scale
        draw.ellipse([x - 4, y - 4, x + 4, y + 4], fill=ANCHOR_COLOURS[anchor.source], outline=(0, 0, 0))
    taken: list[tuple[float, float]] = []
    for number, row in enumerate(rows):
        for candidate in row.outcome.candidates if row.outcome.has_region else ():
            draw_choice(draw, scaled(place_of(candidate), scale), number, taken=taken, size=picture.size)
            if candidate.destination is not None:
                draw.rectangle(scaled(candidate.destination, scale), outline=colour_of(number), width=1)
    return picture


def edit_picture(row: Row) -> Image.Image:
    """The picture after a row's edit, small."""
    edited = Image.fromarray(edited_picture(row.task.image, *row.outcome.candidates))
    edited.thumbnail((EDIT_PX, EDIT_PX), Image.Resampling.LANCZOS)
    return edited


def as_data_uri(picture: Image.Image, *, quality: int = 82) -> str:
    """WebP within an address, so that a page needs no other file; `quality` is WebP's, from 0 to 100."""
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=quality, method=4)
    return "data:image/webp;base64," + base64.b64encode(file.getvalue()).decode("ascii")


def shown_at(pixels: NDArray[np.uint8], longest_px: int) -> tuple[Image.Image, float]:
    """A picture whose longest side is `longest_px`, and the factor that takes its boxes there."""
    picture = Image.fromarray(pixels)
    scale = longest_px / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS), scale


def scaled(box: Box, scale: float) -> list[float]:
    """A box's corners on a picture that is shown larger or smaller."""
    return [value * scale for value in box.as_tuple()]


def draw_choice(
    draw: ImageDraw.ImageDraw,
    corners: Sequence[float],
    number: int,
    *,
    taken: list[tuple[float, float]],
    size: tuple[int, int],
) -> None:
    """The box that method `number` chose, in its colour, with its number (from 1).

    Args:
        draw: on the picture.
        corners: of the box, on the picture.
        number: of the method, from 0.
        taken: where numbers stand already; this one is added.
        size: of the picture.
    """
    draw.rectangle(corners, outline=(0, 0, 0), width=4)
    within = [corners[0] + 1, corners[1] + 1, corners[2] - 1, corners[3] - 1]
    if within[0] <= within[2] and within[1] <= within[3]:
        draw.rectangle(within, outline=colour_of(number), width=2)
    _tag(draw, corners, str(number + 1), colour_of(number), taken, size)


def _tag(
    draw: ImageDraw.ImageDraw,
    corners: Sequence[float],
    text: str,
    colour: tuple[int, int, int],
    taken: list[tuple[float, float]],
    size: tuple[int, int],
) -> None:
    """The method's number at the box's corner, moved along its upper side while another number is there."""
    width, height = 9 * len(text) + 5, 16
    x, y = min(corners[0], size[0] - width), max(0.0, min(corners[1], size[1] - height))
    while any(abs(x - other_x) < width and abs(y - other_y) < height for other_x, other_y in taken):
        x += width
        if x > size[0] - width:
            x, y = min(corners[0], size[0] - width), y + height
    taken.append((x, y))
    draw.rectangle([x, y, x + width, y + height], fill=colour, outline=(0, 0, 0))
    brightness = float(np.dot(colour, (0.3, 0.59, 0.11)))
    font = ImageFont.load_default(size=13)
    draw.text((x + 3, y), text, fill=(0, 0, 0) if brightness > 110 else (255, 255, 255), font=font)


def dashed(draw: ImageDraw.ImageDraw, corners: Sequence[float], *, dash_px: int) -> None:
    """A rectangle in black and white dashes, seen on every ground."""
    x0, y0, x1, y1 = corners
    points: NDArray[np.float64] = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)])
    for start, end in pairwise(points):
        length = float(np.hypot(*(end - start)))
        for index, along in enumerate(np.arange(0, length, dash_px)):
            one, other = along / max(length, 1e-6), min(1.0, (along + dash_px) / max(length, 1e-6))
            fill = (255, 255, 255) if index % 2 else (0, 0, 0)
            draw.line([tuple(start + (end - start) * one), tuple(start + (end - start) * other)], fill=fill, width=3)
