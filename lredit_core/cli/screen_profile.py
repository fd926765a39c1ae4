"""The colour profile that a Linux desktop says its screen has, asked of X as the specification "ICC Profiles in X" says
(property _ICC_PROFILE of the root window), and where such files lie. Qt tells neither."""

from __future__ import annotations

import ctypes
from pathlib import Path

from lredit_core.cli.desktop_entry import data_home
from lredit_core.errors import PictureError
from lredit_core.pictures.icc_profiles import read_profile

#: Much more than any profile has, in the words of four bytes that X counts.
_MOST_WORDS = 4_000_000
_ANY_TYPE = 0
#: Files that are looked at; large collections of papers and printers are not for screens.
_MOST_FILES = 200


def told_by_x(library: str = "libX11.so.6") -> bytes | None:
    """The profile of the first screen of $DISPLAY; None where there is no X server, or none is told.

    Args:
        library: of X's clients.
    """
    try:
        x = ctypes.CDLL(library)
    except OSError:
        return None
    x.XOpenDisplay.restype = ctypes.c_void_p
    display = x.XOpenDisplay(None)
    if not display:
        return None
    try:
        return _property_of(x, ctypes.c_void_p(display), b"_ICC_PROFILE")
    finally:
        x.XCloseDisplay(ctypes.c_void_p(display))


def _property_of(x: ctypes.CDLL, display: ctypes.c_void_p, name: bytes) -> bytes | None:
    """A property of bytes of the root window; None where it is not set."""
    x.XInternAtom.restype = x.XDefaultRootWindow.restype = ctypes.c_ulong
    atom = ctypes.c_ulong(x.XInternAtom(display, name, True))
    if not atom.value:
        return None
    kind, width, count, left = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
    data = ctypes.POINTER(ctypes.c_ubyte)()
    window, most = ctypes.c_ulong(x.XDefaultRootWindow(display)), ctypes.c_long(_MOST_WORDS)
    told = ctypes.byref(kind), ctypes.byref(width), ctypes.byref(count), ctypes.byref(left), ctypes.byref(data)
    x.XGetWindowProperty(display, window, atom, ctypes.c_long(0), most, False, ctypes.c_ulong(_ANY_TYPE), *told)
    if not data:
        return None
    try:
        return bytes(data[: count.value]) if width.value == 8 and count.value else None
    finally:
        x.XFree(data)


def profile_files() -> list[Path]:
    """Files of profiles for RGB screens where desktops and colord keep them: the person's own first."""
    folders = (
        data_home() / "icc",
        Path.home() / ".color" / "icc",
        Path("/var/lib/colord/icc"),
        Path("/usr/share/color/icc"),
    )
    found = (
        path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in (".icc", ".icm")
    )
    return [path for path, _ in zip(found, range(_MOST_FILES), strict=False) if _is_profile(path)]


def _is_profile(path: Path) -> bool:
    try:
        read_profile(path)
    except PictureError:
        return False
    return True
