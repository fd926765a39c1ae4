"""Bundles that other packages bring along: entry points of the group `lredit.bundles` (docs/library.md).

The entry point's name is the bundle's, its value the folder with bundle.json as a package's name ("pictures.bundle").
It is found by its place alone: no code of the package runs.
"""

from __future__ import annotations

import importlib.util
import logging
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.manifest import MANIFEST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Letters, digits, "-" and "_".
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_log = logging.getLogger(__name__)
BUNDLES_GROUP = "lredit.bundles"


@dataclass(frozen=True, slots=True)
class BroughtBundle:
    """Attributes:
    package: that brings it; uninstalling that is how it goes.
    folder: with bundle.json; belongs to the package.
    """

    package: str
    folder: Path


def brought_bundles() -> dict[str, BroughtBundle]:
    """By name. Of several packages that bring one name, the first by its own name counts."""
    found: dict[str, BroughtBundle] = {}
    points = metadata.entry_points(group=BUNDLES_GROUP)
    for point in sorted(points, key=lambda point: (point.name, _package_of(point), point.value)):
        package = _package_of(point)
        folder = next((place for place in _places(point.value) if (place / MANIFEST_NAME).is_file()), None)
        if not _NAME.fullmatch(point.name) or point.name == BUILTIN_BUNDLE:
            _log.warning("the package %s brings a bundle whose name is none: %.80s", package, point.name)
        elif folder is None:
            _log.warning("the package %s says that it brings the bundle %s, and does not", package, point.name)
        elif point.name in found:
            _log.warning("the package %s brings a bundle that another one brings, too", package)
        else:
            found[point.name] = BroughtBundle(package, folder)
    return found


def _places(value: str) -> Iterator[Path]:
    """Where a package of that name lies. Looking for a name without dots imports nothing."""
    top, *rest = value.split(".")
    try:
        found = importlib.util.find_spec(top)
    except (ImportError, ValueError):
        return
    for folder in (found.submodule_search_locations or ()) if found is not None else ():
        yield Path(folder, *rest)


def _package_of(point: metadata.EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.value
