"""How the results of a batch are said in words."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from lredit_core.pictures.file_names import shown_name
from lredit_core.prompt.intent import EditIntent
from lredit_gui.session.duration import duration_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lredit_core.batch.journal import RowRecord


def asked_text(record: RowRecord) -> str:
    """What was asked of a row: its words, or its intent where it has none."""
    if record.prompt and record.source and record.intent != EditIntent.ADD.value:
        return _tr("{0} instead of {1}").format(record.prompt, record.source)
    return record.prompt or record.source or record.intent


def origin_text(record: RowRecord) -> str:
    """The picture's name, and how long it took."""
    name = shown_name(PurePath(record.picture.replace("\\", "/")).name)
    return name if record.failure else _tr("{0}, {1}").format(name, duration_text(record.seconds))


def opened_text() -> str:
    """Of a row that was taken further."""
    return _tr("Opened in the editor")


def changed_text() -> str:
    """Of a result that is not as the batch left it."""
    return _tr("Changed since the batch made it")


def no_results_text(folder: Path) -> str:
    """Why there is nothing to list."""
    text = _tr("\u201c{0}\u201d holds no results of a batch. Choose the folder that was given with --out.")
    return text.format(shown_name(folder.name))


def counts_text(records: Sequence[RowRecord]) -> str:
    """ "3 pictures, 1 of them failed"."""
    failed = sum(bool(record.failure) for record in records)
    pictures = _tr("1 picture") if len(records) == 1 else _tr("{0} pictures").format(len(records))
    return _tr("{0}, {1} of them failed").format(pictures, failed) if failed else pictures


def _tr(text: str) -> str:
    return QCoreApplication.translate("BatchResults", text)
