"""What runs on the workstation: an engine in a Ray actor. Ray calls it from several threads, so that Stop is heard
while an edit runs; the engine itself does one thing at a time.

Nothing of anybody's is left on its disk: what is learned from a choice goes back as bytes, and neither own things nor
choices of the workstation's user are looked at.
"""

from __future__ import annotations

import math
import os
import platform
import tempfile
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.bundles.digest import require_same_bundle
from lredit_core.cancellation import EventToken
from lredit_core.errors import Stopped
from lredit_core.processes.environment import prepare_environment
from lredit_core.processes.machine import machine_name
from lredit_core.processes.shared_pictures import unpacked

if TYPE_CHECKING:
    from lredit_core.api.choice import Choice
    from lredit_core.api.events import EditEvent
    from lredit_core.api.pointing import PointingAnswer, PointingRequest
    from lredit_core.api.request import EditRequest
    from lredit_core.api.service import BundleInfo
    from lredit_core.pictures.image import PixelBuffer

#: Calls that are heard at once: the one that works, the one that waits for events, Stop.
CALLS_AT_ONCE = 8
#: Who waits for events is answered after this time, with none where there are none: it shows that somebody is there.
ANSWERS_AFTER_S = 1.0
#: An edit for whose events nobody has asked for so long is stopped.
NOBODY_AFTER_S = 20.0
_JOBS_KEPT = 16


@dataclass(frozen=True, slots=True)
class MachineInfo:
    """Attributes:
    name: of the machine.
    lredit, python: versions.
    """

    name: str
    lredit: str
    python: str

    @classmethod
    def here(cls) -> MachineInfo:
        return cls(machine_name(), metadata.version("lredit"), ".".join(platform.python_version_tuple()[:2]))


class _HeardToken(EventToken):
    """Is cancelled as well once whoever asked for its events has not asked again for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.heard_s = math.inf

    def is_cancelled(self) -> bool:
        return super().is_cancelled() or time.monotonic() - self.heard_s > NOBODY_AFTER_S

    def raise_if_cancelled(self) -> None:
        if self.is_cancelled():
            raise Stopped


@dataclass(slots=True)
class _Job:
    token: _HeardToken = field(default_factory=_HeardToken)
    events: list[EditEvent] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def say(self, event: EditEvent) -> None:
        with self.news:
            self.events.append(event)
            self.news.notify_all()


class EngineActor:
    """`EngineService` in calls that Ray can carry."""

    def __init__(self) -> None:
        prepare_environment()
        from lredit_core.engine.engine import InProcessEngine

        self._engine = InProcessEngine()
        self._works, self._jobs_lock = threading.Lock(), threading.Lock()
        self._jobs: OrderedDict[str, _Job] = OrderedDict()

    def about(self) -> MachineInfo:
        """What is looked at before anything is sent."""
        return MachineInfo.here()

    def process_id(self) -> int:
        """Of the process that the engine runs in."""
        return os.getpid()

    def load(self, bundle: str, digest: str) -> BundleInfo:
        """Makes a bundle ready.

        Args:
            bundle: its name, or a folder of this machine.
            digest: that it has where the person sits; "" where it is not there.

        Raises:
            ModelUnavailable: where this machine lacks the bundle, or holds another one of that name.
            EngineError, OutOfMemory.
        """
        require_same_bundle(bundle, digest)
        with self._works:
            return self._engine.load(bundle)

    def edit(self, message: bytes, digests: tuple[str, ...], *pictures: PixelBuffer) -> None:
        """Runs a request; its events are fetched with `events`.

        Args:
            message: the request, packed.
            digests: of the pictures in it.
            *pictures: themselves, in the same order.
        """
        request: EditRequest = _opened(message, digests, pictures)
        job = self._job(request.job_id)
        job.token.heard_s = time.monotonic()
        with self._works:
            for event in self._engine.edit(request, job.token, emit=job.say):
                job.say(event)

    def events(self, job_id: str, after: int) -> list[EditEvent]:
        """What a job has said, without the first `after` events; waits a moment where that is nothing."""
        job = self._job(job_id)
        job.token.heard_s = time.monotonic()
        with job.news:
            job.news.wait_for(lambda: len(job.events) > after, timeout=ANSWERS_AFTER_S)
            return job.events[after:]

    def stop(self, job_id: str) -> None:
        """Asks a job to stop, or a request about a point; it may come before the job does."""
        self._job(job_id).token.cancel()

    def forget(self, job_id: str) -> None:
        """Lets go of a job whose events were all fetched."""
        with self._jobs_lock:
            self._jobs.pop(job_id, None)

    def suffice(self, job_id: str) -> None:
        """Asks a job to end with what it has."""
        self._job(job_id).token.suffice()

    def point(self, message: bytes, digests: tuple[str, ...], *pictures: PixelBuffer) -> PointingAnswer:
        """Answers a packed `PointingRequest`."""
        request: PointingRequest = _opened(message, digests, pictures)
        with self._works:
            return self._engine.point(request, self._job(request.request_id).token)

    def learned_from(self, message: bytes, digests: tuple[str, ...], *pictures: PixelBuffer) -> tuple[bytes, ...]:
        """What can be learned from a packed `Choice`, as files of a `ChoiceStore`. None stays here."""
        from lredit_core.choices.store import ChoiceStore

        choice: Choice = _opened(message, digests, pictures)
        with self._works, tempfile.TemporaryDirectory(prefix="lredit-") as name:
            self._engine.keep_choice(choice, store=ChoiceStore(Path(name)))
            return tuple(path.read_bytes() for path in sorted(Path(name).glob("*.safetensors")))

    def _job(self, job_id: str) -> _Job:
        with self._jobs_lock:
            job = self._jobs.setdefault(job_id, _Job())
            while len(self._jobs) > _JOBS_KEPT:
                self._jobs.popitem(last=False)
            return job


def _opened(message: bytes, digests: tuple[str, ...], pictures: tuple[PixelBuffer, ...]) -> Any:
    return unpacked(message, dict(zip(digests, pictures, strict=True)).__getitem__)
