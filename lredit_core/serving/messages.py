"""What a client may ask, read from a line: it is carried out, or refused with a sentence; a line is never fatal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from lredit_core.api.request import MAX_SEED, Preset
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box

#: Raised when a client of an older one would no longer understand what is said.
PROTOCOL_VERSION = 1
#: What a request is called by its client, who gets it back with every answer.
RequestId = str | int | None
_LONGEST_ID = 200
_LONGEST_SAID = 200
Pixel = Annotated[int, Field(ge=-(2**31), lt=2**31)]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: RequestId = None


class Hello(_Message):
    """Who is there? Answered at once."""

    do: Literal["hello"]


class Load(_Message):
    """Makes a bundle ready: a name or a folder."""

    do: Literal["load"]
    bundle: str = BUILTIN_BUNDLE


class Files(BaseModel):
    """Where the results of an edit go; what is left out is not written."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    out: str | None = None
    layer: str | None = None
    boxes: str | None = None
    candidates: str | None = None
    report: str | None = None

    def path(self, name: str) -> Path | None:
        """One of them; None where it is not wanted."""
        text = getattr(self, name)
        return None if text is None else Path(text)


class Edit(_Message):
    """Edits a picture. Fields as the options of `lredit edit`; `boxes` are [x0, y0, x1, y1] in pixels."""

    do: Literal["edit"]
    picture: str
    prompt: str = ""
    source: str = ""
    intent: str = ""
    boxes: list[Annotated[list[Pixel], Field(min_length=4, max_length=4)]] = Field(default=[], max_length=64)
    mask: str | None = None
    editor: str = ""
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] = 0
    preset: Literal["fast", "balanced", "thorough", "paper"] = Preset.BALANCED.value
    write: Files = Files()

    @property
    def user_boxes(self) -> tuple[Box, ...]:
        """The boxes that the person gave."""
        return tuple(Box(*corners) for corners in self.boxes)


class Find(_Message):
    """Says where a thing is, and edits nothing."""

    do: Literal["find"]
    picture: str
    thing: str
    count: Annotated[int, Field(ge=1, le=32)] = 4
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)] = 0
    preset: Literal["fast", "balanced", "thorough"] = Preset.BALANCED.value


class Stop(_Message):
    """Stops what runs; answered at once, while it runs."""

    do: Literal["stop"]


class Quit(_Message):
    """Stops what runs, and ends."""

    do: Literal["quit"]


Message = Hello | Load | Edit | Find | Stop | Quit
_READER: TypeAdapter[Message] = TypeAdapter(Annotated[Message, Field(discriminator="do")])
_KINDS = "hello, load, edit, find, stop, quit"


class BadLine(InvalidRequest):
    """A line that asks for nothing that can be done; `request_id` is its id where that could be read."""

    def __init__(self, message: str, request_id: RequestId = None) -> None:
        super().__init__(message)
        self.request_id = request_id


def read_message(line: bytes) -> Message:
    """A line as a request.

    Raises:
        BadLine: with a sentence that says what is wrong with it.
    """
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadLine("The line is no UTF-8. Send one JSON object a line, in UTF-8.") from None
    except (ValueError, RecursionError):
        raise BadLine('The line is no JSON. Send one object a line, for example {"id": 1, "do": "hello"}.') from None
    if not isinstance(value, dict):
        raise BadLine('The line is no JSON object. Send one a line, for example {"id": 1, "do": "hello"}.')
    request_id = _id_in(value)
    try:
        return _READER.validate_python(value)
    except ValidationError as error:
        raise BadLine(_sentence(value, error), request_id) from None


def _id_in(value: dict[str, Any]) -> RequestId:
    """What the client calls it.

    Raises:
        BadLine: for what is no name.
    """
    request_id = value.get("id")
    is_name = request_id is None or (isinstance(request_id, str | int) and not isinstance(request_id, bool))
    if not is_name or len(str(request_id)) > _LONGEST_ID:
        raise BadLine(
            f'"id" is neither a whole number nor a text of up to {_LONGEST_ID} characters. Send one, or none.'
        )
    return request_id


def _sentence(value: dict[str, Any], error: ValidationError) -> str:
    first = error.errors()[0]
    asked = value.get("do")
    if first["type"] in ("union_tag_invalid", "union_tag_not_found"):
        said = "says nothing to do" if asked is None else f'asks to do "{str(asked)[:_LONGEST_SAID]}", which is unknown'
        return f'The request {said}. Set "do" to one of: {_KINDS}.'
    place = ".".join(str(part) for part in first["loc"][1:])[:_LONGEST_SAID]
    return f'The request "{asked}" is wrong at "{place}": {first["msg"]}. Mend that, and send it again.'
