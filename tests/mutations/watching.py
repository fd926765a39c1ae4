"""What happens in this process while a block runs: programs started, sockets, pickles, code from elsewhere."""

from __future__ import annotations

import contextlib
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

_NEVER = (
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "pty.spawn",
    "pickle.find_class", "ctypes.dlopen", "winreg.", "webbrowser.open",
)  # fmt: skip
_ROOT = Path(__file__).resolve().parents[2]
#: Code that is executed comes out of these, or was made by the standard library and has no file.
_OWN = tuple({str(_ROOT), sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()})
_seen: list[str] | None = None
_is_set = False


@contextlib.contextmanager
def watched() -> Iterator[list[str]]:
    """What happened of it, a line each. Not for two at once."""
    global _seen, _is_set
    if not _is_set:
        sys.addaudithook(_note)  # which cannot be taken away again
        _is_set = True
    _seen = seen = []
    try:
        yield seen
    finally:
        _seen = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _seen is None:
        return
    if event.startswith(_NEVER) or (event.startswith("socket.") and event != "socket.__new__"):
        _seen.append(f"{event} {arguments!r:.200}")
    elif (
        event == "socket.__new__" and len(arguments) > 1 and arguments[1] != 1
    ):  # local ones of the system are no network
        _seen.append(f"{event} {arguments!r:.200}")
    elif event in ("exec", "import") and (place := _strange_place(event, arguments)):
        _seen.append(f"{event} {place}")


def _strange_place(event: str, arguments: tuple[object, ...]) -> str:
    if event == "import":
        place = arguments[1]
        return place if isinstance(place, str) and not place.startswith(_OWN) else ""
    code: CodeType | object = arguments[0]
    place = str(getattr(code, "co_filename", "?"))
    return "" if place.startswith((*_OWN, "<")) else place
