"""What is written down of a person's own things: one JSON file, checked when it is read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat

#: A share of something.
Share = Annotated[FiniteFloat, Field(ge=0.0, le=1.0)]
#: What a thing is called on disk and on the command line.
ThingId = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
_Count = Annotated[int, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(_Part):
    """What the photograph looked like around a thing, as `editors.surroundings.Surroundings`."""

    lab: tuple[FiniteFloat, FiniteFloat, FiniteFloat]
    spread: FiniteFloat
    blur_px: FiniteFloat | None
    grain: FiniteFloat


class OwnThing(_Part):
    """One thing out of a photograph.

    Attributes:
        id: names its files.
        name: what it is; a person may change it.
        photograph: the path of the file that it is from.
        box: x0, y0, x1, y1 of what was cut out, in that file's upright pixels.
        size: width and height in pixels of the thing as it is kept.
        quality: how good it is to lay down elsewhere, in [0, 1].
        has_shadow: its contact shadow was lifted along.
        surroundings: None where nothing was to be seen of them.
    """

    id: ThingId
    name: Annotated[str, Field(min_length=1, max_length=200)]
    photograph: str
    box: tuple[int, int, int, int]
    size: tuple[_Count, _Count]
    quality: Share
    has_shadow: bool
    surroundings: Place | None = None


class SeenPhotograph(_Part):
    """A photograph that was looked through.

    Attributes:
        bytes, modified_ns: of the file then; another file has others.
        asked: the words that were looked for; () for whatever the detector knows.
        besides: the words that were looked for besides.
    """

    bytes: _Count
    modified_ns: int
    asked: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()

    def is_unchanged(self, now: SeenPhotograph) -> bool:
        """Whether the file is the same now, and the same words are asked."""
        return (self.bytes, self.modified_ns, self.asked) == (now.bytes, now.modified_ns, now.asked)


class Index(_Part):
    """All of it.

    Attributes:
        things: in the order in which they were found.
        photographs: by their paths.
    """

    version: Literal[1] = 1
    things: tuple[OwnThing, ...] = ()
    photographs: dict[str, SeenPhotograph] = {}
