"""What a person chooses for an exported file: format, size, colours, depth, and what is written beside the pixels."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Size
from lredit_core.pictures.formats import MAX_PIXELS, PictureFormat, check_size, format_named

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_PERCENT, MOST_PERCENT = 1.0, 800.0
MOST_SIDE_PX = 200_000


class SizeKind(Enum):
    """What a size is given by; the aspect is kept by each."""

    ORIGINAL = "original"
    PERCENT = "percent"
    WIDTH = "width"
    HEIGHT = "height"
    LONGEST_SIDE = "longest side"


class Colours(Enum):
    """The colour profile of the file."""

    KEEP = "keep"
    SRGB = "sRGB"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class SizeRule:
    """How large the exported picture is, whatever picture it is.

    Attributes:
        kind: what `value` is.
        value: per cent, or pixels. A longest side is the most that it may be: smaller pictures stay as they are.
    """

    kind: SizeKind = SizeKind.ORIGINAL
    value: float = 100.0

    def __post_init__(self) -> None:
        if self.kind is SizeKind.PERCENT and not LEAST_PERCENT <= self.value <= MOST_PERCENT:
            raise InvalidRequest(
                f"A size may be {LEAST_PERCENT:g} to {MOST_PERCENT:g} % of the picture, but {self.value:g} % was asked."
            )
        is_of_pixels = self.kind in (SizeKind.WIDTH, SizeKind.HEIGHT, SizeKind.LONGEST_SIDE)
        if is_of_pixels and not (1 <= self.value <= MOST_SIDE_PX and self.value == int(self.value)):
            raise InvalidRequest(
                f"A side may have 1 to {MOST_SIDE_PX:,} whole pixels, but {self.value:g} were asked for."
            )

    def of(self, size: Size) -> Size:
        """What becomes of a picture of this size; each side has at least 1 pixel."""
        if self.kind is SizeKind.ORIGINAL:
            return size
        if self.kind is SizeKind.LONGEST_SIDE:
            return size if size.longest <= self.value else size.scaled_to_longest(int(self.value))
        if self.kind is SizeKind.WIDTH:
            return Size(int(self.value), max(1, round(size.height * self.value / size.width)))
        if self.kind is SizeKind.HEIGHT:
            return Size(max(1, round(size.width * self.value / size.height)), int(self.value))
        factor = self.value / 100.0
        return Size(max(1, round(size.width * factor)), max(1, round(size.height * factor)))


@dataclass(frozen=True, slots=True)
class ExportSettings:
    """How a picture is exported. The defaults write it as it is.

    Attributes:
        format: a `PictureFormat.name`.
        quality: 1-100, for formats that have one; 100 is lossless in WebP.
        size: of the exported picture.
        colours: the profile that its values are in.
        icc_file: the profile for `Colours.FILE`.
        depth: 8 or 16 bits a channel; None for as many as the picture has and the format holds.
        keep_metadata: what camera and person noted (EXIF).
        keep_place: where it was taken (GPS); nothing without `keep_metadata`.
        write_prompt: prompt and seed.
    """

    format: str = "PNG"
    quality: int = 92
    size: SizeRule = field(default_factory=SizeRule)
    colours: Colours = Colours.KEEP
    icc_file: Path | None = None
    depth: int | None = None
    keep_metadata: bool = True
    keep_place: bool = True
    write_prompt: bool = True

    def __post_init__(self) -> None:
        format_named(self.format)
        if not 1 <= self.quality <= 100:
            raise InvalidRequest(f"A quality is 1 to 100, but {self.quality} was asked for.")
        if self.depth not in (None, 8, 16):
            raise InvalidRequest(f"A picture is written with 8 or 16 bits a channel, but {self.depth} were asked for.")
        if self.colours is Colours.FILE and self.icc_file is None:
            raise InvalidRequest("No colour profile was chosen. Choose an ICC file, or keep the picture's profile.")

    @property
    def kind(self) -> PictureFormat:
        return format_named(self.format)

    def depth_of(self, bit_depth: int) -> int:
        """Bits a channel in the file, of a picture with so many."""
        wanted = self.depth or bit_depth
        return wanted if self.kind.has_16_bit else 8

    def check(self, size: Size) -> None:
        """Looks, before the work, whether a picture of this size can be written so.

        Raises:
            PictureError: where the format does not hold it.
            InvalidRequest: where it would have more pixels than a picture may have.
        """
        exported = self.size.of(size)
        if exported != size and exported.area > MAX_PIXELS:
            raise InvalidRequest(
                f"{exported.width:,} x {exported.height:,} pixels are more than the {MAX_PIXELS // 1_000_000} million "
                "that a picture may have. Choose a smaller size."
            )
        check_size(self.format, exported)

    def as_json(self) -> dict[str, Any]:
        """What `settings_from_json` reads."""
        return {
            "format": self.format,
            "quality": self.quality,
            "size": [self.size.kind.value, self.size.value],
            "colours": self.colours.value,
            "icc_file": None if self.icc_file is None else str(self.icc_file),
            "depth": self.depth,
            "keep_metadata": self.keep_metadata,
            "keep_place": self.keep_place,
            "write_prompt": self.write_prompt,
        }


def settings_from_json(read: Mapping[str, Any]) -> ExportSettings:
    """Settings that were stored; what is missing takes its default.

    Raises:
        InvalidRequest: where a value is none that there can be.
    """
    try:
        kind, value = read.get("size", (SizeKind.ORIGINAL.value, 100.0))
        icc_file = read.get("icc_file")
        depth = read.get("depth")
        return ExportSettings(
            format=str(read.get("format", "PNG")),
            quality=int(read.get("quality", 92)),
            size=SizeRule(SizeKind(kind), float(value)),
            colours=Colours(read.get("colours", Colours.KEEP.value)),
            icc_file=None if icc_file is None else Path(str(icc_file)),
            depth=None if depth is None else int(depth),
            keep_metadata=bool(read.get("keep_metadata", True)),
            keep_place=bool(read.get("keep_place", True)),
            write_prompt=bool(read.get("write_prompt", True)),
        )
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InvalidRequest(
            "The stored export settings cannot be read. Choose them anew.", details=repr(error)
        ) from error
