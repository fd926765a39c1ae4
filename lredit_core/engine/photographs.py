"""How a thing is found in a photograph: the bundle's eye says where it is, the picture itself what can be framed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_core.api.request import Objective
from lredit_core.engine.picture_cache import PhotographView
from lredit_core.prompt.intent import EditIntent
from lredit_core.prompt.vocabulary import offer, similar_words
from lredit_core.regions.map_windows import MapWindows, find_map_windows
from lredit_core.regions.selective_search import selective_search
from lredit_core.regions.superpixels import drawn_over, find_superpixels

if TYPE_CHECKING:
    from lredit_core.encoders.eye import PhotographEye
    from lredit_core.engine.target_edit import TargetEdit

#: Where the log-probability of a thing stays below this at every place, it may well not be there: of things that are
#: there 0.85 come above it, of things that are not 0.20 (docs/decisions/0022).
LEAST_SURE = -3.0
#: Where a thing is likelier than not, it is as sure as need be: else its most telling part (the face of a cat) would be
#: framed instead of it.
LIKELY = math.log(0.5)


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What was found of one target in a photograph.

    Attributes:
        windows: where it could be; None where the eye knows no word for it.
        notice: a sentence for the person, or "".
    """

    windows: MapWindows | None
    notice: str = ""


def find_in_photograph(edit: TargetEdit) -> Finding | None:
    """Looks for what a target replaces; None in drawings, without an eye, and where nothing is named.

    The picture is seen once for all targets and prompts.
    """
    eye, target = edit.bundle.eye, edit.target
    named = target.source_prompt if target.intent is EditIntent.REPLACE else ""
    if eye is None or not named or edit.request.settings.objective is Objective.PAPER:
        return None
    view = edit.notes.photograph(lambda: _seen(edit, eye))
    if view is None:
        return None
    kinds = eye.kinds_of(named)
    if not kinds:
        near = similar_words(named, tuple(eye.words))
        return Finding(None, f'"{named}" is no word that these models know in photographs. {_offered(near)}')
    field = view.sight.map_of(kinds)
    windows = find_map_windows(drawn_over(view.superpixels, field.clamp(max=LIKELY)), view.windows)
    is_sure = float(field.max()) >= LEAST_SURE
    notice = "" if is_sure else f'I am not sure where "{named}" is. If none of these regions is right, draw a box.'
    return Finding(windows, notice)


def _offered(near: tuple[str, ...]) -> str:
    return f"{offer(near)} Or draw a box around it." if near else "Draw a box around it."


def _seen(edit: TargetEdit, eye: PhotographEye) -> PhotographView | None:
    sight = eye.look(edit.scorer.whole_picture())
    edit.token.raise_if_cancelled()
    if sight.is_drawing:
        return None
    windows = selective_search(edit.crops.small)
    edit.token.raise_if_cancelled()
    return PhotographView(sight, windows, find_superpixels(edit.crops.small))
