"""The rows of a batch as a list: a small picture, what was asked, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from lredit_core.pictures.file_names import shown_name
from lredit_gui.batch_results.wording import asked_text, changed_text, opened_text, origin_text
from lredit_gui.language.sentences import said
from lredit_gui.widgets.picture_rows import Index, PictureRowDelegate
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.batch.journal import RowRecord
    from lredit_gui.batch_results.results import BatchResults
    from lredit_gui.theme.theme import Theme

_ROW_PX = 76
#: Of a text, at most: what is longer fits in no row.
_MOST_SHOWN = 300
_RECORD_ROLE = Qt.ItemDataRole.UserRole


class RowsModel(QAbstractListModel):
    """Rows in the order of the list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.records: tuple[RowRecord, ...] = ()

    def show_records(self, records: Sequence[RowRecord]) -> bool:
        """Whether rows were only added at the end: all else is as it was."""
        new, count = tuple(records), len(self.records)
        if new[:count] == self.records and count:
            self.beginInsertRows(QModelIndex(), count, len(new) - 1)
            self.records = new
            self.endInsertRows()
            return True
        self.beginResetModel()
        self.records = new
        self.endResetModel()
        return False

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.records[index.row()]
        if role == _RECORD_ROLE:
            return record
        if role == Qt.ItemDataRole.DisplayRole:
            return asked_text(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip("\n".join(_lines(record)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(_lines(record))
        return None


class RowsList(QListView):
    """Several can be chosen. It asks for the small pictures of those rows that are seen."""

    def __init__(self, results: BatchResults, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("batchRows")
        self.setAccessibleName(self.tr("Results"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # its rows are painted so
        self._model = RowsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(results, theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        results.thumbnailCame.connect(self._paint_anew)
        theme.changed.connect(self.viewport().update)

    @property
    def records(self) -> tuple[RowRecord, ...]:
        """All that are listed."""
        return self._model.records

    @property
    def current(self) -> RowRecord | None:
        """The row of the keyboard."""
        index = self.currentIndex()
        return self._model.records[index.row()] if index.isValid() else None

    @property
    def chosen(self) -> tuple[RowRecord, ...]:
        """Those that are selected, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self._model.records[row] for row in rows)

    def show_records(self, records: Sequence[RowRecord], *, current: str) -> None:
        """Rows in this order; the selection and the place of the keyboard stay with their rows.

        Args:
            records: to list.
            current: digest of the row that is current where none was.
        """
        if tuple(records) == self._model.records:
            return
        kept = {record.digest for record in self.chosen}
        at = self.current.digest if self.current is not None else current
        place = self.verticalScrollBar().value()
        if self._model.show_records(records) or not records:
            return
        rows = [row for row, record in enumerate(records) if record.digest == at]
        index = self._model.index(rows[0] if rows else 0)
        selection = QItemSelection(index, index)
        for row, record in enumerate(records):
            if record.digest in kept:
                selection.select(self._model.index(row), self._model.index(row))
        flags = self.selectionModel().SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)
        self.verticalScrollBar().setValue(place)
        self.scrollTo(index)

    def _paint_anew(self, digest: str) -> None:
        for row, record in enumerate(self._model.records):
            if record.digest == digest:
                self.update(self._model.index(row))


class _RowDelegate(PictureRowDelegate):
    def __init__(self, results: BatchResults, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, height_px=_ROW_PX)
        self._results = results

    def thumbnail_of(self, index: Index) -> QImage | None:
        return self._results.thumbnail(index.data(_RECORD_ROLE))

    def paint_image(self, painter: QPainter, place: QRect, image: QImage) -> None:
        """Cut to the place."""
        side = min(image.width(), image.height())
        middle = QRect((image.width() - side) // 2, (image.height() - side) // 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image, middle)

    def paint_texts(self, painter: QPainter, place: QRect, index: Index) -> None:
        """What was asked, over the picture's name, over why it failed or that it was opened."""
        record: RowRecord = index.data(_RECORD_ROLE)
        colours, line_px = self._theme.colours, painter.fontMetrics().height() + 3
        results = self._results
        third, colour = _outcome(
            record, is_opened=record.digest in results.opened, is_changed=record.digest in results.changed_since
        )
        lines = [(asked_text(record), colours.text), (origin_text(record), colours.muted)]
        if third:
            lines.append((third, getattr(colours, colour)))
        font = QFont(painter.font())
        top = place.center().y() - line_px * len(lines) // 2 + 1
        for number, (text, ink) in enumerate(lines):
            shown = QFont(font)
            shown.setBold(number == 0)
            painter.setFont(shown)
            painter.setPen(QColor(ink))
            line = QRect(place.left(), top + number * line_px, place.width(), line_px)
            told = " ".join(text[:_MOST_SHOWN].split())
            elided = QFontMetrics(shown).elidedText(told, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


def _outcome(record: RowRecord, *, is_opened: bool, is_changed: bool) -> tuple[str, str]:
    """The third line and the name of its colour."""
    if record.failure:
        return said(record.failure), "error"
    if is_changed:
        return changed_text(), "accent"
    if is_opened:
        return opened_text(), "accent"
    return (said(record.notes[0]), "muted") if record.notes else ("", "muted")


def _lines(record: RowRecord) -> list[str]:
    texts = (*record.notes, record.failure)
    return [
        asked_text(record),
        origin_text(record),
        shown_name(record.picture),
        *(said(text) for text in texts if text),
    ]
