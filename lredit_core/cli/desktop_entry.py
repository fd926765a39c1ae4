"""The program among a Linux desktop's own: its menu entry, icons, the type of its projects, and what shops show.

Python's installers put nothing where a desktop looks, so the program does it by itself, for the person who runs it
(decision 43). Everything lies in the folder that the desktop calls XDG_DATA_HOME and is called by the program's id.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import sysconfig
from pathlib import Path

from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import printable, saying_why_not, write_atomically
from lredit_core.resources import DESKTOP_ID, resource_path

#: Sides of the icons in pixels, beside the one that is drawn in any size (scripts/desktop_icons.py).
ICON_SIDES_PX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
#: Signs that end a word or begin something else inside the quotation marks of a desktop entry.
_SPECIAL = '"`$\\'


def data_home() -> Path:
    """Where this person's desktop looks for programs, icons and types of files."""
    named = Path(os.environ.get("XDG_DATA_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".local" / "share"  # the specification leaves others out


def program_path() -> Path:
    """The program that a desktop is to start: this one, by its whole path, since a desktop has a PATH of its own.

    Raises:
        InvalidRequest: where it is not installed as a program.
    """
    if getattr(sys, "frozen", False):  # one folder, which starts by itself
        return Path(sys.executable)
    beside = Path(sysconfig.get_path("scripts")) / "lredit"
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("lredit")
    if found is None:
        raise InvalidRequest(
            "There is no program lredit that a desktop could start. Install it (pipx install, or make wheel and pip "
            "install), then say this again."
        )
    return Path(found).absolute()


def install(program: Path, home: Path) -> list[Path]:
    """Writes all files, replacing those of an earlier version.

    Args:
        program: what the menu entry starts.
        home: see `data_home`.

    Returns:
        The files that were written.

    Raises:
        InvalidRequest: where no entry can name the program.
        PictureError: where a file cannot be written.
    """
    contents = _contents(program)
    for relative, data in contents.items():
        path = home / relative
        with saying_why_not(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.is_symlink():  # what it leads to is somebody's
                path.unlink()
        write_atomically(path, data)
    return [home / relative for relative in contents]


def remove(home: Path) -> list[Path]:
    """Takes away what `install` wrote, and the folders that are empty then.

    Args:
        home: see `data_home`.

    Returns:
        The files that were there.

    Raises:
        PictureError: where a file cannot be removed.
    """
    there = [path for path in map(home.joinpath, _sources()) if path.is_file() or path.is_symlink()]
    for path in there:
        with saying_why_not(path):
            path.unlink()
        for folder in path.relative_to(home).parents[:-1]:
            with contextlib.suppress(OSError):  # others keep things there
                (home / folder).rmdir()
    return there


def _sources() -> dict[Path, Path]:
    """Where each file goes, from `data_home` -> where it lies in the program."""
    desktop, icons = resource_path("desktop"), Path("icons") / "hicolor"
    sources = {
        Path("applications") / f"{DESKTOP_ID}.desktop": desktop / f"{DESKTOP_ID}.desktop",
        Path("mime") / "packages" / f"{DESKTOP_ID}.xml": desktop / f"{DESKTOP_ID}.mime.xml",
        Path("metainfo") / f"{DESKTOP_ID}.metainfo.xml": desktop / f"{DESKTOP_ID}.metainfo.xml",
        icons / "scalable" / "apps" / f"{DESKTOP_ID}.svg": resource_path("icons/lredit.svg"),
    }
    for side in ICON_SIDES_PX:
        sources[icons / f"{side}x{side}" / "apps" / f"{DESKTOP_ID}.png"] = desktop / f"icon-{side}.png"
    return sources


def _contents(program: Path) -> dict[Path, bytes]:
    contents = {relative: source.read_bytes() for relative, source in _sources().items()}
    (entry,) = (relative for relative in contents if relative.suffix == ".desktop")
    contents[entry] = _entry_for(program, contents[entry].decode("utf-8")).encode("utf-8")
    return contents


def _entry_for(program: Path, entry: str) -> str:
    """The menu entry as it ships, starting the program where it is."""
    path = str(program)
    if not path.isprintable() or "=" in path:
        raise InvalidRequest(
            f'A desktop cannot start "{printable(program)}": its path holds a sign that no menu entry can hold. '
            "Install the program in another folder."
        )
    lines = {"TryExec=lredit": f"TryExec={_as_value(path)}", "Exec=lredit open %F": f"Exec={_as_word(path)} open %F"}
    return "".join(f"{lines.get(line, line)}\n" for line in entry.splitlines())


def _as_word(text: str) -> str:
    """One word of a command in a desktop entry."""
    quoted = "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in text)
    return _as_value(f'"{quoted}"').replace("%", "%%")


def _as_value(text: str) -> str:
    return text.replace("\\", "\\\\")
