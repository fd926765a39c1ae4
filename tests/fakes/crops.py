"""A crop editor over one request, as the engine makes it for a single target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.cancellation import EventToken
from lredit_core.editors.crop_editing import CallCounter, CropEditor
from lredit_core.editors.memo import EditMemo

if TYPE_CHECKING:
    from lredit_core.api.request import EditRequest
    from lredit_core.editors.base import Editor


def crop_editor(request: EditRequest, editor: Editor) -> CropEditor:
    return CropEditor(
        request,
        request.targets[0],
        request.image,
        editor,
        memo=EditMemo(),
        call_counter=CallCounter(),
        token=EventToken(),
    )
