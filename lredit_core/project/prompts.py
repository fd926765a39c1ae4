"""The prompts that ran on a picture: what was asked for, with what, and how it ended."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from lredit_core.api.request import EditSettings

if TYPE_CHECKING:
    from lredit_core.api.request import Preset

#: The oldest go beyond it, but for favourites.
MOST_PROMPTS = 5000
Setting = bool | int | float | str


class PromptEnding(Enum):
    """How a run came to its end; `UNKNOWN` while it runs, and where the program ended before."""

    UNKNOWN = "unknown"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PromptRun:
    """One prompt that ran.

    Attributes:
        run_id: of the job; candidates say by it of which search they came.
        intent: an `EditIntent` value where the person chose one, else "".
        preset: a `Preset` value.
        settings: what differs from the preset's, by name ("weights.clip": 0.5).
        started: when, ISO 8601 in UTC.
        is_favourite: the person marked it.
    """

    run_id: str
    prompt: str
    source_prompt: str = ""
    intent: str = ""
    seed: int = 0
    preset: str = ""
    settings: dict[str, Setting] = field(default_factory=dict)
    started: str = ""
    ending: PromptEnding = PromptEnding.UNKNOWN
    is_favourite: bool = False


def settings_beyond(preset: Preset, settings: EditSettings) -> dict[str, Setting]:
    """What differs from the preset's settings, by name; several values as one text."""
    own, usual = _flat(asdict(settings)), _flat(asdict(EditSettings.for_preset(preset)))
    return {name: value for name, value in own.items() if usual.get(name) != value}


def bounded(prompts: tuple[PromptRun, ...]) -> tuple[PromptRun, ...]:
    """The latest of them and all favourites."""
    surplus = len(prompts) - MOST_PROMPTS
    if surplus <= 0:
        return prompts
    oldest = [run.run_id for run in prompts if not run.is_favourite][:surplus]
    gone = frozenset(oldest)
    return tuple(run for run in prompts if run.run_id not in gone)


def _flat(values: dict[str, Any], before: str = "") -> dict[str, Setting]:
    flat: dict[str, Setting] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{before}{name}.")
        elif isinstance(value, Enum):
            flat[before + name] = str(value.value)
        elif isinstance(value, bool | int | float | str):
            flat[before + name] = value
        else:
            flat[before + name] = " ".join(map(str, value))
    return flat
