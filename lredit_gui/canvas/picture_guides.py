"""The guides that lie over the picture on the canvas. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.document.guides import PictureGuide
    from lredit_core.geometry import Size
    from lredit_gui.canvas.snapping import Rect
    from lredit_gui.canvas.tools import GuideDrag


class PictureGuides:
    """Attributes:
    lines: all of them, in the order in which they were laid.
    is_shown: whether they are seen, taken hold of and fallen into line with.
    """

    def __init__(self) -> None:
        self.lines: tuple[PictureGuide, ...] = ()
        self.is_shown = True

    def seen(self, picture: Size) -> tuple[PictureGuide, ...]:
        """Those on a picture of this size; none while they are not shown."""
        if not self.is_shown:
            return ()
        return tuple(one for one in self.lines if 0 <= one.at <= (picture.width if one.is_upright else picture.height))

    def seen_during(self, drag: GuideDrag | None, picture: Size) -> tuple[PictureGuide, ...]:
        """With the one that is pulled where it is now."""
        if drag is None or not drag.has_moved:
            return self.seen(picture)
        others = (one for one in self.seen(picture) if one != drag.start)
        return (*others, *(() if drag.guide is None else (drag.guide,)))

    def under(self, x: float, y: float, reach: float, picture: Size) -> PictureGuide | None:
        """The nearest one no farther than `reach` from a place; picture pixels."""
        near = ((abs((x if one.is_upright else y) - one.at), one) for one in self.seen(picture))
        found = min((pair for pair in near if pair[0] <= reach), default=None)
        return None if found is None else found[1]

    def after(self, drag: GuideDrag) -> tuple[PictureGuide, ...]:
        """All of them once the one that is pulled lies where it is now; off the picture it is gone."""
        others = tuple(one for one in self.lines if one not in (drag.start, drag.guide))
        return others if drag.guide is None else (*others, drag.guide)

    def snap_targets(self, picture: Size) -> tuple[Rect, ...]:
        """What falls into line with them, for `SnapLines`."""
        width, height = float(picture.width), float(picture.height)
        lines = ((one.is_upright, float(one.at)) for one in self.seen(picture))
        return tuple((at, 0.0, at, height) if is_upright else (0.0, at, width, at) for is_upright, at in lines)
