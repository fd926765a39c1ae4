"""What tells whether two machines hold the same bundle."""

from __future__ import annotations

import hashlib

from lredit_core.bundles.store import bundle_folder
from lredit_core.errors import ModelUnavailable
from lredit_core.processes.machine import machine_name


def bundle_digest(reference: str) -> str:
    """Of a bundle's manifest, and the names, sizes and headers of its files: the same on machines that hold the same.

    Raises:
        ModelUnavailable: where the bundle is not here.
    """
    folder = bundle_folder(reference)
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            head = file.read(1 << 16)
        digest.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode())
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
