"""Editors that other packages bring along: entry points of the group `lredit.editors` (docs/library.md).

The entry point's name is the `kind` in a bundle's manifest; what it leads to makes the editor. A bundle that was
fetched chooses among the kinds that the person has installed; it brings no code along.
"""

from __future__ import annotations

import logging
from importlib import metadata
from typing import TYPE_CHECKING, Protocol

from lredit_core.editors.base import Editor
from lredit_core.errors import LreditError, ModelUnavailable, Stopped
from lredit_core.memory_shortage import is_memory_shortage

if TYPE_CHECKING:
    from pathlib import Path

    import torch

    from lredit_core.manifest import EditorPart

log = logging.getLogger(__name__)

EDITORS_GROUP = "lredit.editors"
#: Made by this program itself, whatever else is installed.
OWN_KINDS = ("retrieve", "diffusion", "masked")


class EditorMaker(Protocol):
    """What an entry point leads to: a function or a class."""

    def __call__(self, folder: Path, part: EditorPart, *, device: torch.device) -> Editor:
        """Makes an editor.

        Args:
            folder: that the manifest names.
            part: the manifest's entry.
            device: where the models should run.

        Raises:
            ModelUnavailable: with a sentence, where its files are missing or damaged.
        """
        ...


def load_brought_editor(kind: str, folder: Path, part: EditorPart, *, device: torch.device) -> Editor:
    """Makes an editor of a kind that is not ours.

    Args:
        kind: that the manifest names.
        folder: where the editor's files lie.
        part: the manifest's entry.
        device: where its models should run.

    Raises:
        ModelUnavailable: where no package brings the kind, several do, or the one that does fails.
    """
    point = _brought(kind)
    package = _package_of(point)
    try:
        maker: EditorMaker = point.load()
    except (Exception, SystemExit) as error:
        _let_ours_through(error)
        raise ModelUnavailable(
            f'The package "{package}", which brings editors of the kind "{kind}", cannot be imported '
            f"({type(error).__name__}). Install it again, or choose another editor.",
            details=f"{type(error).__name__}: {error}",
        ) from error
    try:
        editor = maker(folder, part, device=device)
    except (Exception, SystemExit) as error:
        _let_ours_through(error)
        raise ModelUnavailable(
            f'The package "{package}", which brings editors of the kind "{kind}", cannot make it '
            f"({type(error).__name__}). Update it, or choose another editor.",
            details=f"{type(error).__name__}: {error}",
        ) from error
    if not isinstance(editor, Editor):
        raise ModelUnavailable(
            f'The package "{package}", which brings editors of the kind "{kind}", made something that is no editor. '
            "Update it, or choose another editor.",
            details=f"{type(editor).__name__} lacks something of lredit_core.editors.base.Editor",
        )
    return editor


def _brought(kind: str) -> metadata.EntryPoint:
    points = metadata.entry_points(group=EDITORS_GROUP)
    for taken in sorted({point.name for point in points} & set(OWN_KINDS)):
        log.warning("a package brings editors of the kind %s, which is ours: they are left alone", taken)
    found = {point.value: point for point in points if point.name == kind}
    if not found:
        known = ", ".join((*OWN_KINDS, *sorted({point.name for point in points} - set(OWN_KINDS))))
        raise ModelUnavailable(
            f'No package that is installed brings editors of the kind "{kind}". Install the one that does, or choose '
            f"another editor. There are: {known}."
        )
    if len(found) > 1:
        packages = ", ".join(sorted(f'"{_package_of(point)}"' for point in found.values()))
        raise ModelUnavailable(
            f'Several packages bring editors of the kind "{kind}": {packages}. Uninstall all but one.'
        )
    return next(iter(found.values()))


def _package_of(point: metadata.EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.module


def _let_ours_through(error: BaseException) -> None:
    """A stranger's code may raise our own errors, and memory may run out in it."""
    if isinstance(error, LreditError | Stopped) or is_memory_shortage(error):
        raise error
