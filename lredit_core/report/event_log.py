"""The events of an edit as they come, one JSON object a line: for whoever follows the file while it grows."""

from __future__ import annotations

import contextlib
import json
from io import FileIO
from typing import TYPE_CHECKING

from lredit_core.pictures.atomic_writing import saying_why_not
from lredit_core.report.edit_report import event_as_json

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from lredit_core.api.events import EditEvent


class EventLog:
    """Writes each event at once. It is no file to be replaced in one step: a reader would follow the old one.

    Where writing fails, the lines before are whole; the edit ends with the reason.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: FileIO | None = None
        self._whole_bytes = 0

    def __enter__(self) -> EventLog:
        """Empties the file.

        Raises:
            PictureError: where it cannot be written.
        """
        if self._path is not None:
            with saying_why_not(self._path):
                self._file = FileIO(self._path, "w")
        return self

    def write(self, event: EditEvent) -> None:
        """Adds a line.

        Raises:
            PictureError: where the disk is full, or the file is gone.
        """
        if self._file is None or self._path is None:
            return
        line = memoryview(json.dumps(event_as_json(event)).encode() + b"\n")
        with saying_why_not(self._path):
            try:
                while line:
                    line = line[self._file.write(line) :]
            except OSError:
                self._cut_back()
                raise
            self._whole_bytes = self._file.tell() if self._file.seekable() else 0

    def _cut_back(self) -> None:
        """A line that was not written to its end goes: whoever reads the file finds whole lines."""
        with contextlib.suppress(OSError, ValueError):
            if self._file is not None and self._file.seekable():
                self._file.truncate(self._whole_bytes)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
