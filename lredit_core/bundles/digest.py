"""What tells whether two machines hold the same bundle."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lredit_core.bundles.store import bundle_folder
from lredit_core.errors import ModelUnavailable
from lredit_core.processes.machine import machine_name

if TYPE_CHECKING:
    from pathlib import Path


def bundle_digest(reference: str) -> str:
    """Of a bundle's manifest, and the names, sizes and headers of its files: the same on machines that hold the same.

    Raises:
        ModelUnavailable: where the bundle is not here.
    """
    return content_digest(bundle_folder(reference))


def content_digest(place: Path) -> str:
    """Of a folder's files, or of one file: their names below it, sizes and heads; of nothing where nothing is there."""
    digest = hashlib.sha256()
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    for path in files:
        with path.open("rb") as file:
            head = file.read(1 << 16)
        digest.update(f"{path.relative_to(place).as_posix()} {path.stat().st_size}\n".encode())
        digest.update(head)
    return digest.hexdigest()


def require_same_bundle(reference: str, digest: str) -> None:
    """Looks at this machine's bundle for another machine.

    Args:
        reference: a name or a folder.
        digest: that the bundle has there; "" where that machine has none and takes this one's.

    Raises:
        ModelUnavailable: where this machine lacks the bundle, or holds another one of that name.
    """
    try:
        here = bundle_digest(reference)
    except ModelUnavailable as error:
        raise ModelUnavailable(
            f'{machine_name()} has no bundle "{reference}". Install it there: lredit bundles install FOLDER.'
        ) from error
    if digest and here != digest:
        raise ModelUnavailable(
            f'{machine_name()} has another bundle "{reference}" than this machine. Install the same one on both.'
        )
