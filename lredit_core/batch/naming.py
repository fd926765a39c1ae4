"""Looks before the work at where each row's files would go: inside of the folder, apart, over nothing of a person's."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lredit_core.batch.manifest import BadRow, Manifest, PromptedPicture
from lredit_core.batch.output_names import check_pattern, output_name
from lredit_core.bundles.store import bundle_folder
from lredit_core.errors import LreditError
from lredit_core.manifest import read_manifest
from lredit_core.project.content import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Collection

    from lredit_core.batch.row_edit import BatchSettings

#: No usual file system takes a longer name, in bytes.
_LONGEST_NAME = 255


def with_checked_names(
    manifest: Manifest, settings: BatchSettings, folder: Path, *, written: Collection[str] = ()
) -> Manifest:
    """The same list, the rows whose files or editors cannot be among the bad ones.

    Args:
        manifest: as it was checked so far.
        settings: of the batch.
        folder: of results; need not be there.
        written: names below it that a former run of the batch wrote, and that may be replaced.

    Raises:
        InvalidRequest, PictureError: where the pattern of all of them cannot be.
        ModelUnavailable: where the bundle is not here.
    """
    check_pattern(settings.pattern)
    editors = tuple(read_manifest(bundle_folder(settings.bundle)).editors)
    places = _Places(folder, frozenset(written), settings)
    good: list[PromptedPicture] = []
    bad = list(manifest.bad)
    for row in manifest.rows:
        why = _why_no_editor(row.editor or settings.editor, editors) or places.why_not(row)
        if why:
            bad.append(BadRow(row.where, why))
        else:
            good.append(row)
    return replace(manifest, rows=tuple(good), bad=tuple(bad))


def _why_no_editor(editor: str, known: tuple[str, ...]) -> str:
    return (
        f'The bundle has no editor "{editor[:40]}". It has: {", ".join(known)}.' if editor not in ("", *known) else ""
    )


@dataclass(slots=True)
class _Places:
    """What the rows so far would write."""

    folder: Path
    written: frozenset[str]
    settings: BatchSettings
    _taken: dict[str, PromptedPicture] = field(default_factory=dict)
    _folders: dict[str, PromptedPicture] = field(default_factory=dict)

    def why_not(self, row: PromptedPicture) -> str:
        """Why a row's files cannot be written, a sentence; "" where they can, which takes their names."""
        try:
            if row.out:
                check_pattern(row.out)
            seed = self.settings.seed if row.seed is None else row.seed
            name = output_name(row.out or self.settings.pattern, row, seed=seed)
        except LreditError as error:
            return error.message
        except ValueError as error:
            return str(error)
        names = [name, f"{name}{SUFFIX}"] if self.settings.keeps_projects else [name]
        why = next(filter(None, (self._why_not(one) or self._whose(one) for one in names)), "")
        if not why:
            for one in names:
                self._taken[one.casefold()] = row
                for parent in list(PurePosixPath(one.casefold()).parents)[:-1]:
                    self._folders.setdefault(str(parent), row)
        return why

    def _whose(self, name: str) -> str:
        """Whether another row writes there, or needs it as a folder."""
        key = name.casefold()
        parents = map(str, list(PurePosixPath(key).parents)[:-1])
        other = self._taken.get(key) or self._folders.get(key)
        other = other or next((self._taken[parent] for parent in parents if parent in self._taken), None)
        if other is None:
            return ""
        return f'It would be written to "{name}", as {other.where}. Put {{number}} into the pattern.'

    def _why_not(self, name: str) -> str:
        path = self.folder / name
        if any(len(os.fsencode(part)) > _LONGEST_NAME for part in PurePosixPath(name).parts):
            return f'Its file "{name[:40]}\u2026" has too long a name. Give it a shorter one with "out" or --pattern.'
        if "\0" in name:
            return "Its file's name holds a character that no name has. Give it another one."
        if not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(self.folder)):
            return f'Its file "{name}" would lie outside of the folder of results, by a link. Give it a plain name.'
        if path.is_symlink():
            return f'"{name}" is a link there. Move it, or give --out another folder.'
        if os.path.lexists(path) and name not in self.written:
            return (
                f'"{name}" is there already and was not written by this batch. Move it, or give --out another folder.'
            )
        return ""
