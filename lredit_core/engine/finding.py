"""Where a thing is, without an edit: the same anchors, windows and learning, and nothing is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lredit_core.api.events import Noticed
from lredit_core.api.found_regions import FoundRegion, RegionsFound
from lredit_core.api.request import EditRequest
from lredit_core.engine.learning import learn
from lredit_core.engine.target_edit import TargetEdit
from lredit_core.errors import InvalidRequest
from lredit_core.prompt.intent import EditIntent

if TYPE_CHECKING:
    from lredit_core.api.request import EditSettings
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.engine.target_edit import EngineContext
    from lredit_core.pictures.image import PixelBuffer


def finding_request(image: PixelBuffer, thing: str, *, settings: EditSettings, seed: int = 0) -> EditRequest:
    """What is asked of the engine to find a thing: as if it were to be removed, which needs no drawing.

    Raises:
        InvalidRequest: where the words name nothing.
    """
    if not thing.strip():
        raise InvalidRequest('Nothing is named. Say what to find, for example "the cat".')
    return EditRequest(
        image,
        "",
        source_prompt=thing,
        intent=EditIntent.REMOVE,
        is_one_thing=True,
        seed=seed,
        settings=replace(settings, drafts_per_step=0),
    )


def find_regions(request: EditRequest, bundle: ModelBundle, context: EngineContext, *, count: int) -> RegionsFound:
    """Learns where the thing of a `finding_request` is, and edits nothing.

    Args:
        request: of `finding_request`.
        bundle: of the models.
        context: of the engine.
        count: regions at the most, at least 1.

    Raises:
        InvalidRequest: where a photograph shows nothing of that name.
        Stopped, LreditError: as for an edit.
    """
    edit = TargetEdit(request, bundle, bundle.editor_for(request.targets[0]), context)
    notices: list[str] = []
    learning = learn(edit)
    while True:
        try:
            event = next(learning)
        except StopIteration as end:
            result = end.value
            break
        if isinstance(event, Noticed):
            notices.append(event.message)
    weights = {region.anchor_index: region.weight for region in result.learner.regions()}
    regions = tuple(
        FoundRegion(region.box, weights[region.anchor_index]) for region in result.regions(count=max(1, count))
    )
    return RegionsFound(regions, tuple(notices))
