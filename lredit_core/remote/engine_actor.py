"""What runs on the workstation: an engine in a Ray actor. Ray calls it from several threads, so that Stop is heard
while an edit runs; the engine itself does one thing at a time.

Nothing of anybody's is left on its disk: what is learned from a choice goes back as bytes, and neither own things nor
choices of the workstation's user are looked at.
"""

from __future__ import annotations

import contextlib
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
    from lredit_core.api.found_regions import RegionsFound
    from lredit_core.api.pointing import PointingAnswer, PointingRequest
    from lredit_core.api.request import EditRequest
    from lredit_core.api.service import BundleInfo
    from lredit_core.pictures.image import PixelBuffer

#: Calls that are heard at once: the one that works, the one that waits for events, Stop.
CALLS_AT_ONCE = 8
#: Who waits for events is answered after this time, with none where there are none: it shows that somebody is there.
ANSWERS_AFTER_S = 1.0
#: An engine that has heard from nobody for so long ends, and its card is free for others.
UNHEARD_S = 30.0
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


@dataclass(slots=True)
class _Job:
    token: EventToken = field(default_factory=EventToken)
    events: list[EditEvent] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def say(self, event: EditEvent) -> None:
        with self.news:
            self.events.append(event)
            self.news.notify_all()


class EngineActor:
    """`EngineService` in calls that Ray can carry. It ends by itself once whoever began it is gone without a word.

    Args:
        unheard_s: after which it takes them for gone.
    """

    def __init__(self, unheard_s: float = UNHEARD_S) -> None:
        prepare_environment()
        from lredit_core.engine.engine import InProcessEngine

        self._engine = InProcessEngine()
        self._works, self._jobs_lock = threading.Lock(), threading.Lock()
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._heard_s = time.monotonic()
        threading.Thread(target=self._end_unheard, args=(unheard_s,), daemon=True).start()

    def hear(self) -> None:
        """Whoever began it is still there."""
        self._heard_s = time.monotonic()

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
        with self._works:
            for event in self._engine.edit(request, job.token, emit=job.say):
                job.say(event)

    def events(self, job_id: str, after: int) -> list[EditEvent]:
        """What a job has said, without the first `after` events; waits a moment where that is nothing."""
        job = self._job(job_id)
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

    def find(self, message: bytes, digests: tuple[str, ...], *pictures: PixelBuffer) -> RegionsFound | None:
        """Answers a packed (request, count) as `EngineService.find` does; None where it was stopped."""
        request, count = _opened(message, digests, pictures)
        with self._works, contextlib.suppress(Stopped):
            return self._engine.find(request, self._job(request.job_id).token, count=count)
        return None

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

    def _end_unheard(self, unheard_s: float) -> None:
        while time.monotonic() - self._heard_s < unheard_s:
            time.sleep(unheard_s / 10)
        os._exit(0)

    def _job(self, job_id: str) -> _Job:
        with self._jobs_lock:
            job = self._jobs.setdefault(job_id, _Job())
            while len(self._jobs) > _JOBS_KEPT:
                self._jobs.popitem(last=False)
            return job


def _opened(message: bytes, digests: tuple[str, ...], pictures: tuple[PixelBuffer, ...]) -> Any:
    return unpacked(message, dict(zip(digests, pictures, strict=True)).__getitem__)
