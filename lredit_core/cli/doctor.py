"""`lredit doctor`: what is here, what is missing, and what to do about it. Nothing is changed, nothing is asked for."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from enum import Enum
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import typer

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.bundles.brought_bundles import brought_bundles
from lredit_core.bundles.store import bundle_folder, bundles_home, installed_names
from lredit_core.cli.exit_codes import EXIT_FAILED
from lredit_core.cli.screen_profile import profile_files, told_by_x
from lredit_core.errors import LreditError
from lredit_core.manifest import read_manifest
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.icc_profiles import profile_title
from lredit_core.report.versions import package_versions
from lredit_core.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: What Qt opens on Linux, and the Debian package that brings it.
_QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
#: The built-in models take about so much, and the window with a large picture as much again.
_LEAST_MEMORY_BYTES = 3 * 10**9
_LEAST_ROOM_BYTES = 2 * 10**9


class Verdict(Enum):
    """How a thing is."""

    GOOD = "ok"
    LACKING = "--"
    BAD = "!!"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        about: what.
        verdict: BAD where something does not work at all, LACKING where something is done without.
        told: how it is.
        advice: what to do, a sentence; "" where nothing is to be done.
    """

    about: str
    verdict: Verdict
    told: str
    advice: str = ""


def examine() -> None:
    """Says what is here and what is missing: versions, the window's libraries, the screen, accelerator, memory, disk,
    bundles."""
    found = list(findings())
    width = max(len(one.about) for one in found)
    for one in found:
        typer.echo(f"{one.verdict.value}  {one.about:<{width}}  {one.told}")
        if one.advice:
            typer.echo(f"    {'':<{width}}  {one.advice}")
    bad = [one.about for one in found if one.verdict is Verdict.BAD]
    if bad:
        typer.echo(f"Does not work: {', '.join(bad)}.")
        raise typer.Exit(EXIT_FAILED)


def findings() -> Iterator[Finding]:
    """Everything that is looked at, one by one; importing torch takes seconds."""
    yield Finding("Python", Verdict.GOOD, sys.version.split()[0])
    versions = package_versions("PySide6-Essentials", "qasync")
    yield Finding("packages", Verdict.GOOD, ", ".join(f"{name} {version}" for name, version in versions.items()))
    yield from _window()
    yield _accelerator()
    yield _memory()
    yield from _rooms()
    yield from _bundles()
    yield _extra("ray", "many machines", "pip install 'lredit[ray]'")
    yield _extra("openvino", "quicker large models on Intel processors", "pip install 'lredit[openvino]'")


def _window() -> Iterator[Finding]:
    if not (_is_installed("PySide6") or _is_installed("PySide6-Essentials")):
        yield Finding("window", Verdict.LACKING, "PySide6 is not installed", "pip install PySide6")
        return
    if not sys.platform.startswith("linux"):
        yield Finding("window", Verdict.GOOD, "PySide6")
        return
    missing = [name for name in _QT_LIBRARIES if not _opens(name)]
    if missing:
        packages = " ".join(_QT_LIBRARIES[name] for name in missing)
        advice = f"On Debian or Ubuntu: sudo apt-get install {packages}"
        yield Finding("window's libraries", Verdict.BAD, f"missing: {', '.join(missing)}", advice)
    else:
        yield Finding("window's libraries", Verdict.GOOD, f"{len(_QT_LIBRARIES)} of {len(_QT_LIBRARIES)}")
    if any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        yield Finding("display", Verdict.GOOD, os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", ""))
        yield _screen_profile(told_by_x())
    else:
        yield Finding("display", Verdict.LACKING, "none", "Without one, edit with: lredit edit, lredit batch")


def _screen_profile(told: bytes | None) -> Finding:
    """Args:
    told: the profile that the desktop says the screen has, if it says so.
    """
    about, files = "screen's profile", profile_files()
    if told is None:
        example = f", for example {printable(files[0])}" if files else ""
        advice = f"Pictures are shown for sRGB. Choose the screen's ICC file in Settings > Canvas{example}."
        return Finding(about, Verdict.LACKING, "the desktop tells none", advice)
    title = printable(Path(profile_title(told) or "without a name"))
    same = next((path for path in files if path.read_bytes() == told), None)
    if same is None:
        advice = "Save it as an ICC file from the desktop's colour settings, and choose that in Settings > Canvas."
    else:
        advice = f"Choose {printable(same)} in Settings > Canvas, if that is not done yet."
    return Finding(about, Verdict.GOOD, title, advice)


def _accelerator() -> Finding:
    from lredit_core.bundles.devices import choose_device, described

    device = choose_device()
    if device.type == "cpu":
        told = f"none; {described(device)}, {psutil.cpu_count(logical=False) or 1} cores"
        return Finding("accelerator", Verdict.LACKING, told, "The built-in models need none; large ones take minutes.")
    return Finding("accelerator", Verdict.GOOD, described(device))


def _memory() -> Finding:
    memory = psutil.virtual_memory()
    told = f"{size_text(memory.available)} free of {size_text(memory.total)}"
    if memory.available < _LEAST_MEMORY_BYTES:
        return Finding("memory", Verdict.LACKING, told, "Close other programs before large pictures.")
    return Finding("memory", Verdict.GOOD, told)


def _rooms() -> Iterator[Finding]:
    """Folders that are written to."""
    places = {"data": bundles_home().parent, "temporary files": Path(tempfile.gettempdir())}
    for about, folder in places.items():
        there = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
        told = printable(folder)
        if there is None or not os.access(there, os.W_OK):
            yield Finding(about, Verdict.BAD, f"{told} cannot be written to", "Give it to yourself, or choose another.")
            continue
        free = shutil.disk_usage(there).free
        verdict = Verdict.GOOD if free >= _LEAST_ROOM_BYTES else Verdict.LACKING
        advice = "" if verdict is Verdict.GOOD else "Free some room: crash protection and downloads need it."
        yield Finding(about, verdict, f"{told}, {size_text(free)} free", advice)


def _bundles() -> Iterator[Finding]:
    for name in dict.fromkeys((BUILTIN_BUNDLE, *installed_names(), *brought_bundles())):
        try:
            manifest = read_manifest(bundle_folder(name))
        except LreditError as error:
            verdict = Verdict.BAD if name == BUILTIN_BUNDLE else Verdict.LACKING
            yield Finding(f"bundle {name}", verdict, error.message, f"lredit bundles verify {name}")
        else:
            yield Finding(f"bundle {name}", Verdict.GOOD, f"{manifest.title}; {', '.join(manifest.editors)}")


def _extra(package: str, what: str, advice: str) -> Finding:
    if _is_installed(package):
        return Finding(package, Verdict.GOOD, f"{metadata.version(package)}, for {what}")
    if getattr(sys, "frozen", False):
        advice = "The program in one folder takes no packages: install it by pip or pipx for that."
    return Finding(package, Verdict.LACKING, f"not installed; for {what}", advice)


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _opens(library: str, load: Callable[[str], object] = ctypes.CDLL) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True
