"""A connection to a workstation: from the first knock to the cut. Whoever waits here waits for some seconds at the most
after nobody answers any more."""

from __future__ import annotations

import concurrent.futures
import contextlib
import logging
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar

from lredit_core.errors import EngineError, InvalidRequest
from lredit_core.processes.shared_pictures import packed
from lredit_core.remote.engine_actor import CALLS_AT_ONCE, UNHEARD_S, EngineActor, MachineInfo
from lredit_core.remote.ray_cluster import reason_of, the_ray
from lredit_core.remote.workstation import Door, Workstation, use_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.pictures.image import PixelBuffer

_log = logging.getLogger(__name__)

Result = TypeVar("Result")
#: How often is asked whether somebody is there, and after how long without an answer nobody is.
PULSE_S = 1.0
CUT_AFTER_S = 6.0
#: How long the workstation may take to let us in, and to find room for the engine.
_CONNECTS_WITHIN_S = 75.0
_STARTS_WITHIN_S = 90.0
_POLL_S = 0.02
_NAMESPACE = "lredit"
#: So many pictures stay on the workstation while we are connected, in its memory.
PICTURES_KEPT = 3
_CORES_BESIDE_A_CARD = 4


class Cut(Exception):
    """Nobody answers any more, or the engine there has ended."""


class Session:
    """An actor on a workstation, and whether it can be reached.

    Args:
        workstation: where.
        name: of the actor; one of that name which an earlier connection left there is ended.
        unheard_s: after which the actor takes us for gone.

    Raises:
        InvalidRequest: where it cannot be used, and why; nothing of the person's was sent.
    """

    def __init__(self, workstation: Workstation, name: str, *, unheard_s: float = UNHEARD_S) -> None:
        self.address, self._name, self._unheard_s = workstation.host_and_port, name, unheard_s
        self._actor: Any = None
        self._heard_s, self._is_closed, self._has_left = time.monotonic(), threading.Event(), threading.Event()
        token = workstation.token()
        use_token(token)
        self._ray, self._pictures = the_ray(), OrderedDict[str, Any]()
        self._door = Door(self.address, token)
        try:
            self._door.check()
            self._heard_s = time.monotonic()
            threading.Thread(target=self._feel_pulse, name="lredit-pulse", daemon=True).start()
            self._actor, self.machine = self._begun()
        except BaseException:
            self.close()
            raise

    @property
    def is_cut(self) -> bool:
        """Whether nobody has answered for too long."""
        return self._is_closed.is_set() or time.monotonic() - self._heard_s > CUT_AFTER_S

    def call(self, name: str, *arguments: Any) -> concurrent.futures.Future[Any]:
        """Calls a method of the actor; the answer is for `awaited`."""
        return self._sent(lambda: getattr(self._actor, name).remote(*arguments).future())

    def call_with(self, name: str, message: Any) -> concurrent.futures.Future[Any]:
        """Calls a method with something that holds pictures; those which the workstation has are not sent again."""
        sent = _Sent()
        data = packed(message, sent)
        return self._sent(lambda: self._called_with(name, data, sent.pictures))

    def awaited(
        self,
        future: concurrent.futures.Future[Any],
        *,
        look: Callable[[], None] = lambda: None,
        within_s: float = float("inf"),
    ) -> Any:
        """An answer.

        Args:
            future: of a call.
            look: is called every now and then meanwhile.
            within_s: how long it may take.

        Raises:
            Cut: a few seconds after the connection was.
            TimeoutError: after `within_s`.
            LreditError: what the engine there raised.
        """
        until_s = time.monotonic() + within_s
        while True:
            look()
            try:
                return future.result(timeout=_POLL_S)
            except concurrent.futures.TimeoutError:
                if future.done() or time.monotonic() > until_s:
                    raise
                if self.is_cut:
                    raise Cut from None
            except Exception as error:
                raise self._told(error) from error

    def close(self, *, patience_s: float = 2.0) -> bool:
        """Ends the actor with the connection; may be called again, to wait for longer.

        Returns:
            whether Ray has let go of it in time.
        """
        self._door.close()
        if not self._is_closed.is_set():
            self._is_closed.set()
            threading.Thread(target=self._leave, name="lredit-goodbye", daemon=True).start()
        return self._has_left.wait(patience_s)

    def _leave(self) -> None:
        with contextlib.suppress(Exception):  # of a connection that is cut
            self._ray.shutdown()
        self._has_left.set()

    def _begun(self) -> tuple[Any, MachineInfo]:
        """The actor, and the machine that it runs on."""
        try:
            self.awaited(_in_a_thread(self._connected), within_s=_CONNECTS_WITHIN_S)
            actor = self.awaited(_in_a_thread(self._started), within_s=_CONNECTS_WITHIN_S)
        except (Cut, TimeoutError) as error:
            raise InvalidRequest(
                f"Ray answers at {self.address}, but does not take us in. Look at what "
                '"RAY_AUTH_MODE=token ray status" says on the workstation, or begin Ray anew there.'
            ) from error
        try:
            machine: MachineInfo = self.awaited(actor.about.remote().future(), within_s=_STARTS_WITHIN_S)
        except Cut as error:
            raise InvalidRequest(f"The workstation at {self.address} does not answer any more. Try again.") from error
        except TimeoutError as error:
            raise InvalidRequest(
                f"The workstation at {self.address} has no room for the engine: its cards or cores "
                "are in use, by somebody else or another window. "
                '"RAY_AUTH_MODE=token ray status" there says how many are free. Try again later.'
            ) from error
        here = MachineInfo.here()
        if (machine.lredit, machine.python) != (here.lredit, here.python):
            raise InvalidRequest(
                f"{machine.name} has lredit {machine.lredit} on Python {machine.python}, this computer lredit "
                f"{here.lredit} on Python {here.python}. Install the same versions on both. Nothing was sent."
            )
        return actor, machine

    def _connected(self) -> None:
        try:
            self._connect()
        except (
            ConnectionError
        ):  # Ray begins a process there for each of its clients, and now and then it does not come up
            self._connect()
        for module in ("dataclient", "logsclient", "worker"):  # what they print of a cut is told in a sentence
            logging.getLogger(f"ray.util.client.{module}").setLevel(logging.CRITICAL)

    def _connect(self) -> None:
        self._ray.init(
            f"ray://{self.address}", namespace=_NAMESPACE, log_to_driver=False, logging_level=logging.WARNING
        )

    def _started(self) -> Any:
        with contextlib.suppress(ValueError):  # there is none
            self._ray.kill(self._ray.get_actor(self._name))
        kind = self._ray.remote(EngineActor)
        wanted = _place(self._ray.nodes())
        options = {"name": self._name, "max_concurrency": CALLS_AT_ONCE, "max_restarts": 0, **wanted}
        return kind.options(**options).remote(self._unheard_s)

    def _called_with(self, name: str, data: bytes, pictures: dict[str, PixelBuffer]) -> concurrent.futures.Future[Any]:
        for digest, picture in pictures.items():
            if digest not in self._pictures:
                self._pictures[digest] = self._ray.put(picture)
            self._pictures.move_to_end(digest)
        references = [self._pictures[digest] for digest in pictures]
        while len(self._pictures) > max(PICTURES_KEPT, len(pictures)):
            self._pictures.popitem(last=False)
        answer: concurrent.futures.Future[Any] = (
            getattr(self._actor, name).remote(data, tuple(pictures), *references).future()
        )
        return answer

    def _sent(self, send: Callable[[], concurrent.futures.Future[Any]]) -> concurrent.futures.Future[Any]:
        """The answer to what is sent in a thread of its own: Ray may block while it sends."""
        return _in_a_thread(lambda: send().result())

    def _feel_pulse(self) -> None:
        while not self._is_closed.wait(PULSE_S):
            with contextlib.suppress(Exception):  # closed meanwhile
                if self._door.is_answered():
                    self._heard_s = time.monotonic()
                    if self._actor is not None:
                        self._actor.hear.remote()

    def _told(self, error: Exception) -> Exception:
        """What Ray raised, as one of ours."""
        if (reason := reason_of(error)) is not None:
            return type(reason)(reason.message, details=reason.details)
        text = str(error)
        _log.warning("the workstation failed: %s", type(error).__name__)
        if "No module named 'lredit_core" in text:
            return InvalidRequest(
                f"lredit is not installed where Ray runs at {self.address}. Install this computer's version there, "
                "into the Python that Ray was begun with."
            )
        if isinstance(error, RuntimeError) and "ersion" in text and "Python" in text:
            return InvalidRequest(
                f"The workstation at {self.address} and this computer have other versions of Python or Ray. Install "
                "the same ones on both. Nothing was sent.",
            )
        exceptions = self._ray.exceptions
        gone = exceptions.RayActorError, exceptions.RaySystemError, ConnectionError
        if isinstance(error, gone) or type(error).__module__.startswith("grpc"):
            return Cut()
        return EngineError(
            "The engine failed on the workstation; your picture and your layers are as they were. Try again, and "
            "report it with the details if it happens twice.",
            details=text,
        )


class _Sent:
    """The pictures of a message, by their digests."""

    def __init__(self) -> None:
        self.pictures: dict[str, PixelBuffer] = {}

    def share(self, picture: PixelBuffer) -> str:
        self.pictures[picture.digest] = picture
        return picture.digest


def _in_a_thread(work: Callable[[], Result]) -> concurrent.futures.Future[Result]:
    """What may hang is left to a thread that nobody waits for at the end."""
    future: concurrent.futures.Future[Result] = concurrent.futures.Future()

    def run() -> None:
        try:
            result = work()
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    threading.Thread(target=run, name="lredit-ray-call", daemon=True).start()
    return future


def _place(nodes: list[dict[str, Any]]) -> dict[str, float]:
    """What the engine takes: a card where there is one, else the cores of the largest machine."""
    alive = [node["Resources"] for node in nodes if node["Alive"]]
    cards = [resources for resources in alive if resources.get("GPU", 0) >= 1]
    cores = max((resources.get("CPU", 0.0) for resources in cards or alive), default=0.0)
    if cards:
        return {"num_gpus": 1, "num_cpus": min(_CORES_BESIDE_A_CARD, cores)}
    return {"num_cpus": max(1.0, cores)}
