"""The engine's answer to a person who points at the picture: its windows are gathered once, then asked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.api.pointing import BoxSnapped, LookRequest, PictureLooked, PointRequest, RegionsOffered
from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.engine.photographs import view_of
from lredit_core.errors import InvalidRequest
from lredit_core.regions.masks import boxes_of_masks
from lredit_core.regions.pointing import PointableWindows, WindowSource, offer_under, snapped
from lredit_core.regions.selective_search import selective_search
from lredit_core.regions.superpixels import find_superpixels

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import torch
    from numpy.typing import NDArray

    from lredit_core.api.pointing import PointingRequest
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.cancellation import CancellationToken
    from lredit_core.engine.picture_cache import PhotographView, PictureCache, PictureNotes
    from lredit_core.geometry import Box
    from lredit_core.pictures.image import PixelBuffer

#: Of the detector's boxes, the surest so many.
_DETECTED = 100


def answer_pointing(
    request: PointingRequest, bundle: ModelBundle, cache: PictureCache, token: CancellationToken
) -> RegionsOffered | BoxSnapped | PictureLooked:
    """What lies under the point, or in the box, or what kind of picture it is.

    Raises:
        InvalidRequest: where the point or the box lies outside of the picture.
        Stopped: soon after the token was cancelled.
    """
    size = request.image.size
    if isinstance(request, LookRequest):
        view = view_of(request.image, bundle, cache.of(request.image))
        return PictureLooked(request.request_id, view is not None and not view.glance.is_drawing)
    if isinstance(request, PointRequest):
        if not size.as_box().contains_point(request.x, request.y):
            raise InvalidRequest(
                f"The point ({request.x:.0f}, {request.y:.0f}) lies outside of the picture, which is {size.width} x "
                f"{size.height} pixels. Point at something in it."
            )
        windows = _windows_of(request.image, bundle, cache, token)
        masks = _segmented(request.image, bundle, cache.of(request.image), token, point=(request.x, request.y))
        offer = offer_under(windows if masks is None else windows.joined(masks), request.x, request.y, picture=size)
        return RegionsOffered(request.request_id, offer.boxes, offer.first)
    box = request.box.validated_in(size)
    windows = _windows_of(request.image, bundle, cache, token)
    masks = _segmented(request.image, bundle, cache.of(request.image), token, box=box)
    return BoxSnapped(
        request.request_id, snapped(windows if masks is None else windows.joined(masks), box, picture=size)
    )


def _windows_of(
    image: PixelBuffer, bundle: ModelBundle, cache: PictureCache, token: CancellationToken
) -> PointableWindows:
    """All windows of a picture, gathered when it is pointed at first."""
    token.raise_if_cancelled()
    notes = cache.of(image)
    return notes.pointable(lambda: _gathered(image, bundle, notes, token))


def _gathered(
    image: PixelBuffer, bundle: ModelBundle, notes: PictureNotes, token: CancellationToken
) -> PointableWindows:
    """With what an edit of the photograph needs too, if there is an eye: seen once for both."""
    small = notes.views(image).small
    view = view_of(image, bundle, notes)
    if view is None:
        windows = selective_search(small)
        return PointableWindows.judged([WindowSource(windows)], _superpixels(image, bundle, notes))
    token.raise_if_cancelled()
    windows = view.windows.get(lambda: selective_search(small))
    token.raise_if_cancelled()
    superpixels = _superpixels(image, bundle, notes)
    token.raise_if_cancelled()
    detected = () if view.glance.is_drawing else _detected(small, bundle, view)
    return PointableWindows.judged([*detected, WindowSource(windows)], superpixels)


def _superpixels(image: PixelBuffer, bundle: ModelBundle, notes: PictureNotes) -> tuple[torch.Tensor, ...]:
    """Found once, for an edit of the photograph too."""
    view, small = view_of(image, bundle, notes), notes.views(image).small
    if view is None:
        return notes.superpixels(lambda: find_superpixels(small))
    return view.superpixels.get(lambda: find_superpixels(small))


def _segmented(
    image: PixelBuffer,
    bundle: ModelBundle,
    notes: PictureNotes,
    token: CancellationToken,
    *,
    box: Box | None = None,
    point: tuple[float, float] | None = None,
) -> PointableWindows | None:
    """The boxes of the masks that the bundle's segmenter draws of what a point is on, or a box frames; None without
    one, and for a point where it takes none."""
    segmenter = bundle.load_grounding().segmenter if bundle.has_grounding else None
    if segmenter is None or (point is not None and not segmenter.takes_points):
        return None
    source = notes.views(image).srgb
    looked = notes.looked_at(image.size.as_box(), lambda: segmenter.look(source))
    token.raise_if_cancelled()
    masks = looked.masks_of(box=box, points=() if point is None else (point,))
    boxes, drawn = boxes_of_masks(masks.shares)
    source_of = WindowSource(boxes, masks.sureness[drawn])
    return PointableWindows.judged([source_of], _superpixels(image, bundle, notes))


def _detected(small: NDArray[np.uint8], bundle: ModelBundle, view: PhotographView) -> Iterator[WindowSource]:
    """The detector's boxes of anything, if the bundle has one."""
    detector = bundle.detector
    if detector is not None:
        detections = view.detections.get(lambda: detector.find(as_unit_tensor(small, bundle.device)))
        boxes, scores = detections.of(range(detections.scores.shape[1]))
        yield WindowSource(boxes[:_DETECTED], scores[:_DETECTED])
