"""Is there a display? Asked before Qt is imported: Qt ends the process where it cannot start."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def missing_display_reason(environment: Mapping[str, str] | None = None) -> str | None:
    """Why no window can be shown, in words; None where nothing speaks against it."""
    variables = os.environ if environment is None else environment
    if not sys.platform.startswith("linux") or variables.get("QT_QPA_PLATFORM"):
        return None
    display, wayland = variables.get("DISPLAY"), variables.get("WAYLAND_DISPLAY")
    if not display and not wayland:
        return "neither DISPLAY nor WAYLAND_DISPLAY is set"
    if wayland and _can_connect(_wayland_socket(wayland, variables)):
        return None
    if display and not _x_server_answers(display):
        return f"no X server answers at DISPLAY={display}"
    if not display:
        return f"no compositor answers at WAYLAND_DISPLAY={wayland}"
    return _missing_library()


def _wayland_socket(name: str, variables: Mapping[str, str]) -> str:
    return name if name.startswith("/") else str(Path(variables.get("XDG_RUNTIME_DIR", "/nowhere")) / name)


def _x_server_answers(display: str) -> bool:
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host and not host.startswith("/") and host != "unix":
        return True  # a forwarded display: Qt will find out
    path = f"/tmp/.X11-unix/X{number}"
    return _can_connect(path) or _can_connect("\0" + path)


def _can_connect(path: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(1.0)
            connection.connect(path)
    except OSError:
        return False
    return True


def _missing_library() -> str | None:
    """The X plugin of Qt needs libraries of the system, which minimal installations lack."""
    found = importlib.util.find_spec("PySide6")
    for folder in found.submodule_search_locations or [] if found is not None else []:
        plugin = Path(folder) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
        if plugin.exists():
            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                return f"a library is missing ({error}); install it, for example libxcb-cursor0"
    return None
