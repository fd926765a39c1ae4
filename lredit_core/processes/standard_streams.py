"""Standard streams that may be closed, full or gone: a program must not end in a traceback for want of them."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAILED = 4


def open_missing_streams() -> None:
    """Leads standard streams that are closed (`2>&-`) to nowhere. Without it the next file that is opened takes the
    number of the stream, and what libraries print goes into a person's file."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
    sys.stdin = sys.stdin or open(0, closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115


@contextlib.contextmanager
def told_where_output_fails() -> Iterator[None]:
    """A standard output that takes nothing (a full disk, a reader that has gone) is told once, and ends the program
    with exit code 4; so is whatever else the system refuses and nobody has put into words.

    Raises:
        SystemExit: then.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        reason = error.strerror or str(error)
        if error.filename is None:
            sentence = f"The output cannot be written ({reason}). Send it to another file or disk."
        else:
            name = str(error.filename)[:200].encode("utf-8", "replace").decode()
            sentence = f'"{name}" cannot be read or written ({reason}). Choose another name or place.'
        with contextlib.suppress(OSError):
            os.write(2, f"lredit: {sentence}\n".encode())
        _throw_output_away()
        raise SystemExit(_FAILED) from error


def _throw_output_away() -> None:
    """What is still to be written would fail again when the interpreter ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
