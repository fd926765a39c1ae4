"""Settings as data: what each is called, what it is set with, and where it is kept. No widgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few. Attributes:
    options: what each is called, and its value.
    """

    options: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number. Attributes:
    suffix: its unit, with the space before it.
    lowest_text: what stands there instead of the lowest number, where that means something else.
    """

    low: int
    high: int
    step: int = 1
    suffix: str = ""
    lowest_text: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A line that the person writes. Attributes:
    example: what stands there, pale, while it is empty.
    """

    example: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Nothing that is kept: a button that does something."""

    text: str
    run: Callable[[], None]


Control = Switch | Choice | Number | Text | Command


@dataclass(frozen=True, slots=True)
class Setting:
    """Attributes:
    name: by which others hear of a change, and by which its control is found.
    label: for a person; `help` says more, below it.
    control: what it is set with; None where there is only something to read.
    read, write: its value.
    reset: takes it back to what it is before the person chose; the value is read anew then.
    """

    name: str
    label: str
    help: str = ""
    control: Control | None = None
    read: Callable[[], Any] = lambda: None
    write: Callable[[Any], None] = lambda _value: None
    reset: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Section:
    """A page of settings."""

    name: str
    title: str
    settings: tuple[Setting, ...]
