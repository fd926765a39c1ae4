"""Which retouch editor serves a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.editors.change_editor import ChangeEditor
from lredit_core.editors.move_editor import MoveEditor
from lredit_core.editors.remove_editor import RemoveEditor
from lredit_core.errors import InvalidRequest
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from lredit_core.editors.retouching import RetouchEditor
    from lredit_core.prompt.targets import EditTarget


def retouch_editor_for(target: EditTarget) -> RetouchEditor:
    """An editor made for one target.

    Raises:
        InvalidRequest: where the target says nothing that can be done.
    """
    if target.intent is EditIntent.REMOVE:
        return RemoveEditor()
    if target.intent is EditIntent.CHANGE and target.adjustment is not None:
        return ChangeEditor(target.adjustment, is_inverted=target.is_inverted and not target.is_whole_picture)
    if target.intent in (EditIntent.MOVE, EditIntent.DOUBLE):
        return MoveEditor(target.intent, is_mirrored=target.is_mirrored)
    raise InvalidRequest(target.problem or f'"{target.in_words}" says nothing that can be done to what is there.')
