"""Whether a file that a batch wrote is damaged, and may be made again, or is somebody's by now, and may not.

Damage is what leaves the beginning of such a file and takes the rest: it was cut off, or bytes of it were lost. Another
kind of file, a project of a later version, or one that cannot be read is not damaged.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from lredit_core.errors import LreditError
from lredit_core.pictures.opening import open_picture
from lredit_core.pictures.signatures import HEAD_BYTES, picture_kind
from lredit_core.project.content import SUFFIX
from lredit_core.regular_files import open_regular

if TYPE_CHECKING:
    from pathlib import Path

_ZIP_BEGINS = b"PK\x03\x04"


def is_damaged(path: Path) -> bool:
    """Raises OSError: where it cannot be read."""
    with open_regular(path) as file:
        head = file.read(HEAD_BYTES)
    if not head.strip(b"\0"):
        return True
    if path.suffix.lower() == SUFFIX:
        return head.startswith(_ZIP_BEGINS) and not _is_whole_archive(path)
    return picture_kind(head) is not None and not _is_whole_picture(path)


def _is_whole_archive(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except OSError:
        raise
    except Exception:  # what zipfile and zlib raise on damaged bytes is theirs to choose
        return False


def _is_whole_picture(path: Path) -> bool:
    try:
        open_picture(path)
    except LreditError:
        return False
    return True
