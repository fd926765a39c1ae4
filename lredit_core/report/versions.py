"""What runs here: for reports of edits and for reports of faults."""

from __future__ import annotations

import os
import platform
from importlib import metadata

from lredit_core.sizes import size_text

#: The packages that decide the pixels.
_PACKAGES = ("lredit", "torch", "diffusers", "open_clip_torch", "timm", "numpy", "pillow")


def package_versions(*more: str) -> dict[str, str]:
    """Versions by package, of those that are installed; reads the disk."""
    versions: dict[str, str] = {}
    for package in (*_PACKAGES, *more):
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return versions


def about_this_machine(*more: str) -> str:
    """Versions, system, cores and memory in two lines, for a report of a fault; reads the disk.

    Args:
        more: packages to name besides.
    """
    import psutil

    versions = {**package_versions(*more), "Python": platform.python_version()}
    memory = size_text(int(psutil.virtual_memory().total))
    machine = f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} cores, {memory} of memory"
    return ", ".join(f"{name} {version}" for name, version in versions.items()) + "\n" + machine
