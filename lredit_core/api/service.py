"""The engine as its users see it: the same calls whether it runs in this process or in a child (engine_process.py)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lredit_core.api.choice import Choice
    from lredit_core.api.events import EditEvent
    from lredit_core.api.found_regions import RegionsFound
    from lredit_core.api.pointing import PointingAnswer, PointingRequest
    from lredit_core.api.request import EditRequest, EditSettings
    from lredit_core.cancellation import CancellationToken

#: An editor that does its best with no more steps than these is a quick one.
FEW_STEPS = 12
#: The reference of the bundle that ships with the program.
BUILTIN_BUNDLE = "builtin"


@dataclass(frozen=True, slots=True)
class EditorInfo:
    """An editor of a loaded bundle.

    Attributes:
        name: its key ("retrieve", "diffusion", "masked").
        title: for a person ("Drawings from the library").
        vocabulary: what it can draw where that is a closed list, else ().
        words: every word for them, names and synonyms.
        steps, guidance_scale: what it does best with; 0 where that is for the preset to say.
    """

    name: str
    title: str
    vocabulary: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    steps: int = 0
    guidance_scale: float = 0.0

    def suited(self, settings: EditSettings) -> EditSettings:
        """A preset's settings with this editor's own steps and guidance, where it has them; what the person sets comes
        over these. An editor of few steps drafts with a quarter of them and without guidance: a draft only has to tell
        places apart."""
        is_quick = 0 < self.steps <= FEW_STEPS
        return replace(
            settings,
            edit_steps=self.steps or settings.edit_steps,
            draft_steps=min(settings.draft_steps, max(1, self.steps // 4)) if self.steps else settings.draft_steps,
            guidance_scale=self.guidance_scale or settings.guidance_scale,
            draft_guidance_scale=1.0 if is_quick else settings.draft_guidance_scale,
        )


@dataclass(frozen=True, slots=True)
class BundleInfo:
    """A loaded bundle, in words and plain values.

    Attributes:
        title: for a person ("Built-in models").
        device: "CPU, 2 threads", "NVIDIA ...".
        memory_bytes: resident memory of the engine's process after loading.
        workstation: name and address of the machine that the engine runs on, to which pictures are sent; "" for this
            one.
        findable: every word for things and places that its models find in photographs; () where that is no closed list.
        grounding: families of what finds any words or draws masks for it ("OWLv2", "SAM 2"); () where it has none.
    """

    name: str
    title: str
    description: str
    is_builtin: bool
    editors: tuple[EditorInfo, ...]
    default_editor: str
    device: str
    memory_bytes: int
    findable: tuple[str, ...] = ()
    grounding: tuple[str, ...] = ()
    workstation: str = ""

    def editor(self, name: str) -> EditorInfo | None:
        """The editor of that name, the default one for "", None where the bundle has no such editor."""
        wanted = name or self.default_editor
        return next((editor for editor in self.editors if editor.name == wanted), None)


class EngineService(Protocol):
    """Blocking calls, to be made from one worker thread; `token` may be cancelled from any thread."""

    @property
    def is_loaded(self) -> bool:
        """Whether a bundle is ready."""
        ...

    def load(self, bundle: str, token: CancellationToken | None = None) -> BundleInfo:
        """Makes a bundle ready ("builtin", an installed name, or a folder); quick when it is loaded already.

        Raises:
            ModelUnavailable, EngineError, OutOfMemory: with a sentence.
            Stopped: where the token was cancelled meanwhile.
        """
        ...

    def edit(self, request: EditRequest, token: CancellationToken) -> Iterator[EditEvent]:
        """Runs one request with the loaded bundle (the built-in one where none was loaded).

        Never raises: every failure becomes `EditFailed`. Exactly one final event comes last.
        """
        ...

    def find(self, request: EditRequest, token: CancellationToken, *, count: int) -> RegionsFound:
        """Says where the thing of a `finding_request` is, by the loaded bundle (the built-in one where there is none),
        and edits nothing.

        Args:
            request: what to look for (engine/finding.py).
            token: stops it.
            count: regions at the most.

        Raises:
            Stopped: soon after the token was cancelled.
            LreditError: with a sentence for the person.
        """
        ...

    def point(self, request: PointingRequest, token: CancellationToken) -> PointingAnswer:
        """Says what lies under a point or in a box of the person's, by what the loaded bundle sees (the built-in one
        where none was loaded).

        Never raises: every failure becomes `PointingFailed`.
        """
        ...

    def keep_choice(self, choice: Choice, token: CancellationToken | None = None, /) -> None:
        """Keeps what can be learned from a choice (choices/), seen by the loaded bundle.

        Never raises: a choice that cannot be kept, or was not when the token was cancelled, is told to the log.
        """
        ...

    def close(self) -> None:
        """Frees the models and ends the process where there is one; may be called twice."""
        ...
