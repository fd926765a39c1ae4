"""Reading files that a person names: only files, never pipes or devices, and never more than there is use for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

from lredit_core.errors import PictureError
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.formats import MAX_FILE_BYTES
from lredit_core.pictures.signatures import HEAD_BYTES, picture_kind, refuse_what_is_no_picture
from lredit_core.regular_files import NoRegularFile, open_regular

if TYPE_CHECKING:
    from pathlib import Path

_PIECE = 1 << 24


def read_picture_file(path: Path) -> bytes:
    """A picture file's bytes. What is no picture is known by its first bytes, and the rest of it is not read.

    Raises:
        PictureError: with a sentence that says why it cannot be read.
    """
    try:
        with open_regular(path) as file:
            head = file.read(HEAD_BYTES)
            if head and picture_kind(head) is None:
                refuse_what_is_no_picture(path.name)
            return _rest(file, head, path)
    except FileNotFoundError as error:
        raise PictureError(f'There is no file "{printable(path)}". Check the name, or open another picture.') from error
    except IsADirectoryError as error:
        raise PictureError(f'"{printable(path)}" is a folder. Open a picture inside it.') from error
    except NoRegularFile as error:
        raise PictureError(
            f'"{printable(path)}" is a pipe or a device and no file. Save what comes from it as a file, and open that.'
        ) from error
    except OSError as error:
        reason = error.strerror or error
        raise PictureError(
            f'The file "{printable(path)}" cannot be read ({reason}). Check that you may read it.'
        ) from error
    except ValueError as error:
        raise PictureError(
            f'The file name "{printable(path)}" holds a character that no file name can hold. Open another picture.',
            details=repr(error),
        ) from error


def _rest(file: BinaryIO, head: bytes, path: Path) -> bytes:
    too_large = PictureError(
        f'"{printable(path)}" is larger than {MAX_FILE_BYTES // 1_000_000_000} GB, the most that a picture file may '
        "have. Scale the picture down first."
    )
    if os.fstat(file.fileno()).st_size > MAX_FILE_BYTES:
        raise too_large
    pieces, count = [head], len(head)
    while piece := file.read(_PIECE):
        pieces.append(piece)
        count += len(piece)
        if count > MAX_FILE_BYTES:  # it grows while it is read, or does not say its size
            raise too_large
    return b"".join(pieces)
