"""Looks through a list of pictures before anything runs: can each be opened, and can its words be carried out?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lredit_core.batch.manifest import BadRow, Manifest, PromptedPicture
from lredit_core.batch.requests import request_of
from lredit_core.errors import InvalidRequest, LreditError

if TYPE_CHECKING:
    from collections.abc import Callable

#: So many bad rows are told at once.
_TOLD = 20


def checked(manifest: Manifest, *, on_row: Callable[[int, int], None] = lambda _done, _total: None) -> Manifest:
    """The same list, the rows that cannot be carried out among the bad ones.

    Args:
        manifest: as it was read.
        on_row: called after each row with how many were looked at, and of how many; may raise `Stopped`.
    """
    good: list[PromptedPicture] = []
    bad = list(manifest.bad)
    for done, row in enumerate(manifest.rows, start=1):
        why = why_not(row)
        if why:
            bad.append(BadRow(row.where, why))
        else:
            good.append(row)
        on_row(done, len(manifest.rows))
    return replace(manifest, rows=tuple(good), bad=tuple(sorted(bad, key=_line_of)))


def why_not(row: PromptedPicture) -> str:
    """Why a row cannot be carried out, a sentence; "" where it can."""
    try:
        image = request_of(row).image
    except LreditError as error:
        return error.message
    if row.box is not None and row.box.clipped_to(image.size).is_empty:
        size = image.size
        return (
            f"The box {row.box.as_tuple()} lies outside of the picture, which is {size.width} x {size.height} pixels."
        )
    return ""


def refuse_bad(manifest: Manifest) -> None:
    """Raises InvalidRequest: where a row is bad, with all of them, or the first ones."""
    if not manifest.bad:
        return
    told = [f"  {row.in_words}" for row in manifest.bad[:_TOLD]]
    if len(manifest.bad) > _TOLD:
        told.append(f"  ... and {len(manifest.bad) - _TOLD} more")
    count = len(manifest.bad)
    rows = f"{count} row{'s' if count > 1 else ''} of {count + len(manifest.rows)}"
    raise InvalidRequest(f"{rows} cannot be carried out, and nothing was run. Mend them:\n" + "\n".join(told))


def _line_of(row: BadRow) -> int:
    found = re.search(r"\d+", row.where)
    return int(found.group()) if found else 0
