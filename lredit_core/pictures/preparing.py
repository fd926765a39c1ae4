"""A picture as it goes into an exported file: in its size, its colours and its depth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from lredit_core.pictures.export_settings import Colours, ExportSettings, SizeKind
from lredit_core.pictures.icc_profiles import in_profile, read_profile, srgb_profile
from lredit_core.pictures.image import PixelBuffer, to_8_bit
from lredit_core.pictures.resampling import resampled

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.cancellation import CancellationToken


class Loss(Enum):
    """What of a picture does not get into the file, though nobody asked for that."""

    TRANSPARENCY = "transparency"
    DEPTH = "depth"
    DEPTH_OF_COLOURS = "depth of colours"


#: The sentences with a written file.
LOSSES_IN_WORDS = {
    Loss.TRANSPARENCY: "JPEG has no transparency; what was transparent lies over white.",
    Loss.DEPTH: "The picture's 16 bits a channel became 8, which is what this format holds.",
    Loss.DEPTH_OF_COLOURS: "The colours were converted at 8 bits a channel, which is what this profile allows.",
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """The pixels of the file to come, and what was lost on the way."""

    buffer: PixelBuffer
    losses: tuple[Loss, ...] = ()


def prepared(buffer: PixelBuffer, settings: ExportSettings, *, token: CancellationToken | None = None) -> Prepared:
    """The picture as these settings want it. Where they change nothing, it is the same picture, pixel for pixel.

    Args:
        buffer: the picture.
        settings: what the person chose.
        token: looked at between the steps.

    Raises:
        PictureError, InvalidRequest: as `ExportSettings.check` and `read_profile`.
        Stopped: where the token was cancelled.
    """

    def go_on() -> None:
        if token is not None:
            token.raise_if_cancelled()

    settings.check(buffer.size)
    depth = settings.depth_of(buffer.bit_depth)
    losses: list[Loss] = []
    pixels, profile = buffer.pixels, buffer.icc_profile
    go_on()
    if depth == 16 and pixels.dtype == np.uint8:
        pixels = pixels.astype(np.uint16) * np.uint16(257)
    if settings.size.kind is not SizeKind.ORIGINAL:
        pixels = resampled(pixels, settings.size.of(buffer.size))
    go_on()
    if settings.colours is not Colours.KEEP:
        target = srgb_profile() if settings.colours is Colours.SRGB else read_profile(_file_of(settings))
        pixels, converted_at = in_profile(pixels, profile, target)
        profile = target
        if converted_at < depth:
            losses.append(Loss.DEPTH_OF_COLOURS)
    go_on()
    if depth == 8 and pixels.dtype == np.uint16:
        pixels = to_8_bit(pixels)
        if settings.depth is None:
            losses.append(Loss.DEPTH)
    is_seen_through = pixels.shape[2] == 4 and not settings.kind.has_alpha
    if is_seen_through and int(pixels[..., 3].min()) < np.iinfo(pixels.dtype).max:
        losses.append(Loss.TRANSPARENCY)
    if pixels is buffer.pixels and profile == buffer.icc_profile:
        return Prepared(buffer, tuple(losses))
    return Prepared(PixelBuffer(pixels, icc_profile=profile, exif=buffer.exif), tuple(losses))


def _file_of(settings: ExportSettings) -> Path:
    assert settings.icc_file is not None  # `ExportSettings` says so
    return settings.icc_file
