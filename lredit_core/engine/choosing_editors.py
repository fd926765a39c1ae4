"""Who edits each target of a request: by what it is for, what kind of picture it is, and what the person has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.engine.photographs import view_of
from lredit_core.library.matching import things_for
from lredit_core.library.own_things_editor import OwnThingsEditor
from lredit_core.library.store import OwnThings

if TYPE_CHECKING:
    from lredit_core.api.request import EditRequest
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.editors.base import Editor
    from lredit_core.engine.target_edit import EngineContext
    from lredit_core.prompt.targets import EditTarget


def editors_for(request: EditRequest, bundle: ModelBundle, context: EngineContext) -> list[Editor]:
    """An editor for each target. In photographs the person's own things come before drawings; an editor that they asked
    for comes before all.

    Raises:
        InvalidRequest, ModelUnavailable: where the editor is not there, or cannot draw what is asked.
    """
    editors: list[Editor] = []
    for target in request.targets:
        editor = _own_things_for(target, request, bundle, context) or bundle.editor_for(target, request.editor)
        editor.check(target.prompt)
        editors.append(editor)
    return editors


def _own_things_for(
    target: EditTarget, request: EditRequest, bundle: ModelBundle, context: EngineContext
) -> Editor | None:
    folder = request.settings.library_folder
    if not folder or request.editor or target.intent.is_retouch:
        return None
    store = OwnThings(Path(folder))
    known = [model.words for model in (bundle.detector, bundle.eye) if model is not None]
    things = things_for(target.prompt, store.things(), known=known)
    if not things:
        return None
    view = view_of(request.image, bundle, context.picture_cache.of(request.image))
    if view is None or view.glance.is_drawing:
        return None
    return OwnThingsEditor(target.intent, things, store)
