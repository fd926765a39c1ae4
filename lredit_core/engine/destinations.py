"""Where a thing goes that is moved or doubled: boxes of its own shape, in free ground, the best first.

What stands somewhere keeps the line it stands on where it goes sideways; what goes onto a thing stands on it. No
perspective is undone: the thing keeps its size unless the words say another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.engine.things_seen import find_place_field, things_in_picture
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.relation import Relation
from lredit_core.regions.relations import Beside
from lredit_core.regions.silhouette import find_silhouette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import torch

    from lredit_core.document.silhouette import Silhouette
    from lredit_core.engine.target_edit import TargetEdit
    from lredit_core.geometry import Size

#: How many are offered.
_OFFERED = 3
#: Steps by which a thing may go, as shares of its own side, or of what is to be seen as a step where it is narrow: this
#: share of the picture's side. The first is the usual one.
_STEPS, _LEAST_STEP = (1.1, 1.6, 2.3, 0.7, 3.2, 0.45), 0.12
#: The gap that a thing leaves to what it stands beside, as a share of that.
_GAP = 0.06
#: Points of a place's map that are tried along each side.
_GRID = 12
#: A thing that overlaps its old place by more has not moved.
_SAME_PLACE = 0.8
#: Where on a landmark feet are tried: from the usual line to its lower side, and from its middle, shares of its sides.
_DEPTHS, _OFFSETS = (0.0, 0.2, 0.4, 0.6), (0.0, -0.2, 0.2, -0.35, 0.35)
#: It has to stand on so much of what is under its foot, be in the picture by so much, and hide other things by less.
_STANDS, _SEEN, _HIDDEN = 0.5, 0.9, 0.5
#: What it costs to stand on nothing, and at the landmark's lower side.
_IN_THE_AIR, _DEEP = 4.0, 1.0
#: What it costs to hide another thing whole, to lie outside of the picture whole; a step costs its length in sides.
_HIDES, _OUTSIDE, _FAR = 3.0, 6.0, 0.15


def find_destinations(edit: TargetEdit, silhouette: Silhouette, landmark: Box | None = None) -> tuple[Box, ...]:
    """Boxes for the thing, the best first; at least one.

    Args:
        edit: of a target that moves or doubles.
        silhouette: of the thing.
        landmark: what the words place it by, if it is a thing.

    Raises:
        InvalidRequest: where there is no room for it.
    """
    target = edit.target
    thing = silhouette.box
    if edit.request.destination is not None:
        return (edit.request.destination,)
    scaled = _scaled(thing, target.scale)
    if target.intent is EditIntent.MOVE and target.relation is None:
        stays = scaled != thing or target.is_mirrored
        return (scaled,) if stays else tuple(_best(edit, _towards(thing, None, size=edit.image.size), thing))
    if landmark is not None and target.relation is Relation.ON:
        return tuple(_standing_on(edit, scaled, thing, landmark))
    if landmark is not None and target.relation is not None:
        wanted: Iterable[Box] = _beside(scaled, landmark, target.relation)
    elif target.landmark and (field := find_place_field(edit, target.landmark)) is not None:
        return tuple(_in_place(edit, scaled, field))
    else:
        wanted = _towards(scaled, target.relation, size=edit.image.size)
    return tuple(_best(edit, wanted, thing))


def _scaled(thing: Box, scale: float) -> Box:
    """On the same foot."""
    width, height = max(1, round(thing.width * scale)), max(1, round(thing.height * scale))
    left = round(thing.centre[0] - width / 2)
    return Box(left, thing.y1 - height, left + width, thing.y1)


def _towards(thing: Box, relation: Relation | None, *, size: Size) -> Iterator[Box]:
    """The thing, moved from where it is; to either side where nobody says which way."""
    for step in _STEPS:
        across = round(step * max(thing.width, _LEAST_STEP * size.width))
        down = round(step * max(thing.height, _LEAST_STEP * size.height))
        if relation in (None, Relation.LEFT_OF, Relation.BESIDE):
            yield thing.translated(-across, 0)
        if relation in (None, Relation.RIGHT_OF, Relation.BESIDE):
            yield thing.translated(across, 0)
        if relation in (Relation.ABOVE, Relation.ON):
            yield thing.translated(0, -down)
        if relation is Relation.BELOW:
            yield thing.translated(0, down)


def _beside(thing: Box, landmark: Box, relation: Relation) -> Iterator[Box]:
    width, height = thing.size.width, thing.size.height
    gap_x, gap_y = round(_GAP * landmark.width) + 1, round(_GAP * landmark.height) + 1
    centre = round(landmark.centre[0] - width / 2)
    offsets = (0, -landmark.width // 4, landmark.width // 4, -landmark.width // 2, landmark.width // 2)
    for offset in offsets:
        if relation is Relation.ABOVE:
            yield Box(centre + offset, landmark.y0 - gap_y - height, centre + offset + width, landmark.y0 - gap_y)
        if relation is Relation.BELOW:
            yield Box(centre + offset, landmark.y1 + gap_y, centre + offset + width, landmark.y1 + gap_y + height)
    for extra in (0, width // 2, width):
        foot = landmark.y1
        if relation in (Relation.LEFT_OF, Relation.BESIDE):
            right = landmark.x0 - gap_x - extra
            yield Box(right - width, foot - height, right, foot)
        if relation in (Relation.RIGHT_OF, Relation.BESIDE):
            left = landmark.x1 + gap_x + extra
            yield Box(left, foot - height, left + width, foot)


def _standing_on(edit: TargetEdit, scaled: Box, thing: Box, landmark: Box) -> list[Box]:
    """With its foot on what is seen of the landmark: a box around a round table holds wall, too."""
    width, height = scaled.size.width, scaled.size.height
    ground = find_silhouette(edit.crops.source, landmark, is_rough=True).in_picture(edit.image.size) > 127
    usual = Beside(Relation.ON, landmark, is_from_above=True).stand_y
    wanted, worth = [], {}
    for depth in _DEPTHS:
        for offset in _OFFSETS:
            foot = round(usual + depth * (landmark.y1 - usual))
            left = round(landmark.centre[0] + offset * landmark.width - width / 2)
            box = Box(left, foot - height, left + width, foot)
            under = Box(left + width // 5, foot - max(2, height // 12), left + width - width // 5, foot)
            stands = ground[under.clipped_to(edit.image.size).as_slices()]
            share = float(stands.mean()) if stands.size else 0.0
            if share >= _STANDS and box.intersected(edit.image.size.as_box()).area >= _SEEN * box.area:
                wanted.append(box)
                worth[box] = -_IN_THE_AIR * (1.0 - share) - _DEEP * depth
    people = [box for box in things_in_picture(edit) if box.iou(thing) < 0.3 and box.iou(landmark) < _SAME_PLACE]
    free = [box for box in wanted if all(box.intersected(other).area < _HIDDEN * box.area for other in people)]
    if not wanted:
        raise InvalidRequest(
            f'I see no room for "{edit.target.source_prompt}" on "{edit.target.landmark}". Say another place; in the '
            "window it can be dragged there."
        )
    return _best(edit, free or wanted, thing, worth=lambda box: worth[box], ground=landmark)


def _in_place(edit: TargetEdit, thing: Box, field: torch.Tensor) -> list[Box]:
    """Where the foot of the thing lies in a place, (rows, columns) the likelier the higher."""
    size = edit.image.size
    rows, columns = field.shape
    wanted, worth = [], {}
    for row in range(_GRID):
        for column in range(_GRID):
            x, y = (column + 0.5) / _GRID, (row + 0.5) / _GRID
            foot_x, foot_y = x * size.width, y * size.height
            box = Box.around(foot_x, foot_y - thing.height / 2, thing.width, thing.height)
            wanted.append(box)
            worth[box] = float(field[min(rows - 1, int(y * rows)), min(columns - 1, int(x * columns))])
    return _best(edit, wanted, thing, worth=lambda box: worth[box])


def _best(
    edit: TargetEdit,
    wanted: Iterable[Box],
    thing: Box,
    *,
    worth: Callable[[Box], float] = lambda _box: 0.0,
    ground: Box | None = None,
) -> list[Box]:
    """The boxes that lie in the picture and hide nothing (but the `ground` they stand on), the nearest first; of boxes
    that overlap much, one."""
    size = edit.image.size
    others = [box for box in things_in_picture(edit) if box.iou(thing) < 0.3 and not box.contains(thing)]
    if ground is not None:
        others = [box for box in others if box.iou(ground) < _SAME_PLACE]

    def cost(box: Box) -> float:
        inside = box.intersected(size.as_box()).area / max(1, box.area)
        hidden = sum(box.intersected(other).area / max(1, min(box.area, other.area)) for other in others)
        if edit.target.intent is EditIntent.DOUBLE:
            hidden += 2 * box.intersected(thing).area / max(1, box.area)
        across = abs(box.centre[0] - thing.centre[0]) / max(1.0, thing.width, _LEAST_STEP * size.width)
        down = abs(box.centre[1] - thing.centre[1]) / max(1.0, thing.height, _LEAST_STEP * size.height)
        away = abs(across + down - _STEPS[0])
        return _OUTSIDE * (1 - inside) + _HIDES * hidden + _FAR * away - worth(box)

    chosen: list[Box] = []
    for box in sorted(wanted, key=cost):
        moved = box.moved_inside(size) if box.width <= size.width and box.height <= size.height else box
        if moved.iou(thing) < _SAME_PLACE and all(moved.iou(other) < 0.5 for other in chosen):
            chosen.append(moved)
        if len(chosen) == _OFFERED:
            break
    if not chosen:
        raise InvalidRequest(
            f'There is no room for "{edit.target.source_prompt}" there: it would stay where it is. Say another place; '
            "in the window it can be dragged, too."
        )
    return chosen
