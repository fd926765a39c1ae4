"""The strip of candidates, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from lredit_gui.language.numbers import localised
from lredit_gui.language.sentences import said
from lredit_gui.rendering.conversion import to_qimage
from lredit_gui.session.candidates import EarlierSearch, is_sure, ranks_of
from lredit_gui.theme.icons import tinted_pixmap
from lredit_gui.widgets.plain_text import as_tip

if TYPE_CHECKING:
    from lredit_core.api.events import Candidate
    from lredit_gui.theme.theme import Theme

_CARD_WIDTH_PX, _CARD_HEIGHT_PX = 96, 92
_THUMB_HEIGHT_PX = 66
_TICK_PX = 18
_ID_ROLE = Qt.ItemDataRole.UserRole
_IMAGE_ROLE = Qt.ItemDataRole.UserRole + 1
_ACCEPTED_ROLE = Qt.ItemDataRole.UserRole + 2
_STAR_ROLE = Qt.ItemDataRole.UserRole + 4
_NOTE_ROLE = Qt.ItemDataRole.UserRole + 3
_Index = QModelIndex | QPersistentModelIndex


class CandidateStrip(QListWidget):
    """Signals: picked(str), the id of the candidate the person chose; acceptRequested;
    menuRequested(str, QPoint): on a candidate, or "" beside them; a place of the screen; earlierToggled: whether those
    of earlier searches are shown.

    Attributes:
        earlier_button: shows and hides what earlier searches brought; to be laid beside the strip.
    """

    picked = Signal(str)
    acceptRequested = Signal()
    menuRequested = Signal(str, object)
    earlierToggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("candidateStrip")
        self.setAccessibleName(self.tr("Candidates, best first"))
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.setSpacing(4)
        self.setFixedHeight(_CARD_HEIGHT_PX + 18)
        self._theme = theme
        self.setItemDelegate(_CardDelegate(theme, self))
        self._is_filling = False
        self._images: dict[str, QImage] = {}
        self.earlier_button = QPushButton()
        self.earlier_button.setObjectName("earlierButton")
        self.earlier_button.setProperty("role", "quiet")
        self.earlier_button.setCheckable(True)
        self.earlier_button.setAutoDefault(False)
        self.earlier_button.setToolTip(self.tr("What former prompts brought stands behind the latest candidates"))
        self.earlier_button.toggled.connect(self.earlierToggled)
        self.earlier_button.hide()
        self.currentItemChanged.connect(self._on_current)
        self.itemPressed.connect(self._on_pressed)
        self.itemDoubleClicked.connect(self._on_double_click)
        theme.changed.connect(self.viewport().update)

    def show_candidates(
        self,
        ranked: tuple[Candidate, ...],
        selected_id: str | None,
        accepted: frozenset[str],
        starred: frozenset[str] = frozenset(),
        earlier: tuple[EarlierSearch, ...] = (),
    ) -> None:
        """The candidates in this order; what was selected by the session is selected here without a signal.

        Args:
            ranked: of the latest search.
            selected_id: of the one that is previewed.
            accepted: ids of those that are layers.
            starred: ids of those that the person marked.
            earlier: what former searches brought, behind a heading each where the person wants to see it.
        """
        self._is_filling = True
        count = sum(len(search.candidates) for search in earlier)
        self.earlier_button.setText(self.tr("Earlier ({0})").format(count))
        self.earlier_button.setVisible(count > 0)
        shown = earlier if self.earlier_button.isChecked() else ()
        rows: list[Candidate | EarlierSearch] = list(ranked)
        for search in shown:
            rows += [search, *search.candidates]
        keys = [_key_of(row) for row in rows]
        self._images = {key: image for key, image in self._images.items() if key in keys}
        if [self.item(row).data(_ID_ROLE) for row in range(self.count())] != keys:
            self.clear()
            for row in rows:
                self.addItem(self._heading(row) if isinstance(row, EarlierSearch) else self._item(row))
        self._describe(0, ranked, accepted, starred)
        first = len(ranked)
        for search in shown:
            self._describe(first + 1, search.candidates, accepted, starred)
            first += 1 + len(search.candidates)
        chosen = keys.index(selected_id) if selected_id in keys else -1
        self.setCurrentRow(chosen)
        if chosen < 0:
            self.clearSelection()
        else:
            self.scrollToItem(self.item(chosen))
        self._is_filling = False

    def _describe(
        self, first: int, ranked: tuple[Candidate, ...], accepted: frozenset[str], starred: frozenset[str]
    ) -> None:
        """What stands under those of one search, whose cards begin at row `first`."""
        ranks = ranks_of(ranked)
        has_several = len({candidate.prompt for candidate in ranked}) > 1
        for row, candidate in enumerate(ranked, start=first):
            item, rank = self.item(row), ranks[candidate.candidate_id]
            said = sureness_text(ranked, candidate) if rank == 1 else ""
            item.setText(str(rank))
            item.setData(_NOTE_ROLE, candidate.prompt if has_several else said)
            spoken = self.tr("Candidate {0}, {1}").format(rank, candidate.prompt)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{spoken}, {said}" if said else spoken)
            item.setData(_ACCEPTED_ROLE, candidate.candidate_id in accepted)
            item.setData(_STAR_ROLE, candidate.candidate_id in starred)

    def _heading(self, search: EarlierSearch) -> QListWidgetItem:
        """The words of an earlier search, before its candidates."""
        item = QListWidgetItem(search.title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(_ID_ROLE, _key_of(search))
        item.setToolTip(as_tip(search.title))
        item.setSizeHint(QSize(_CARD_WIDTH_PX, _CARD_HEIGHT_PX))
        return item

    def _item(self, candidate: Candidate) -> QListWidgetItem:
        image = self._images.setdefault(candidate.candidate_id, to_qimage(candidate.preview))
        item = QListWidgetItem()
        item.setData(_ID_ROLE, candidate.candidate_id)
        item.setData(_IMAGE_ROLE, image)
        item.setToolTip(as_tip(candidate_tip(candidate)))
        item.setSizeHint(QSize(_CARD_WIDTH_PX, _CARD_HEIGHT_PX))
        return item

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.count() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.colours.faint))
            place = self.viewport().rect().adjusted(8, 0, -8, 0)
            text = self.tr("Candidates appear here as they are painted")
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
            painter.end()

    def sizeHint(self) -> QSize:
        return QSize(5 * (_CARD_WIDTH_PX + 8), _CARD_HEIGHT_PX + 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(_CARD_WIDTH_PX + 16, _CARD_HEIGHT_PX + 18)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        item = self.itemAt(event.pos()) if event.reason() is QContextMenuEvent.Reason.Mouse else self.currentItem()
        is_card = item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)
        self.menuRequested.emit(item.data(_ID_ROLE) if is_card and item is not None else "", event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Menu and (item := self.currentItem()) is not None:
            place = self.viewport().mapToGlobal(self.visualItemRect(item).center())
            self.menuRequested.emit(item.data(_ID_ROLE), place)
        else:
            super().keyPressEvent(event)

    def _on_current(self, current: QListWidgetItem | None, _previous: QListWidgetItem | None) -> None:
        if current is not None and not self._is_filling:
            self.picked.emit(current.data(_ID_ROLE))

    def _on_pressed(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_ID_ROLE))

    def _on_double_click(self, _item: QListWidgetItem) -> None:
        self.acceptRequested.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("CandidateStrip", text)


def sureness_text(ranked: tuple[Candidate, ...], best: Candidate) -> str:
    """Whether the best one stands out, in a word; nothing where it is alone."""
    if sum(one.prompt == best.prompt for one in ranked) < 2:
        return ""
    return _tr("sure") if is_sure(ranked, best) else _tr("not sure")


def candidate_tip(candidate: Candidate) -> str:
    """The score and its parts, and how it was made."""
    score = candidate.score
    box = candidate.region_box
    figures = [
        _tr("Score {0:.3f}: text {1:.3f}, image {2:.3f}").format(
            score.total, score.text_to_image, score.image_to_image
        ),
        _tr("Losses: prompt {0:.3f}, structure {1:.3f}, direction {2:.3f}").format(
            score.clip_loss, score.structural_loss, score.directional_loss
        ),
    ]
    if score.ranking_score != score.total:
        figures.insert(0, _tr("Ranked by its loss, {0:.3f}").format(-score.ranking_score))
    lines = [candidate.prompt, *(localised(figure) for figure in figures)]
    lines += [
        _tr("Box {0} x {1} px at {2}, {3}").format(box.width, box.height, box.x0, box.y0),
        _tr("Seed {0}, {1}").format(candidate.seed, candidate.editor),
    ]
    if candidate.note:
        lines.append(said(candidate.note))
    return "\n".join(lines)


class _CardDelegate(QStyledItemDelegate):
    """A thumbnail; under it its rank, and which thing it is of several, else whether it is sure; a tick on a layer."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = self._theme.colours
        if index.data(_IMAGE_ROLE) is None:
            painter.setPen(QColor(colours.muted))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextWordWrap
            painter.drawText(option.rect.adjusted(4, 4, -4, -4), flags, str(index.data()))
            return
        state: QStyle.StateFlag = option.state
        card: QRect = option.rect
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hot = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        thumb = QRectF(card.left() + 2, card.top() + 2, card.width() - 4, _THUMB_HEIGHT_PX)
        clip = QPainterPath()
        clip.addRoundedRect(thumb, 5, 5)
        painter.setClipPath(clip)
        painter.fillRect(thumb, QColor(colours.field))
        _draw_whole(painter, thumb, index.data(_IMAGE_ROLE))
        painter.setClipping(False)
        rim = QColor(colours.accent if is_selected else colours.faint if is_hot else colours.line)
        painter.setPen(QPen(rim, 2.0 if is_selected else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(thumb, 5, 5)
        if index.data(_ACCEPTED_ROLE):
            self._draw_tick(painter, thumb)
        if index.data(_STAR_ROLE):
            self._draw_star(painter, thumb)
        self._draw_caption(painter, card, index, is_selected=is_selected)
        painter.restore()

    def _draw_star(self, painter: QPainter, thumb: QRectF) -> None:
        """On a dark disc in the upper left corner."""
        disc = QRectF(thumb.left() + 4, thumb.top() + 4, _TICK_PX, _TICK_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawEllipse(disc)
        star = tinted_pixmap("star", QColor("#ffd166"), 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(disc.left() + 2, disc.top() + 2), star)

    def _draw_tick(self, painter: QPainter, thumb: QRectF) -> None:
        """On a disc in the thumbnail's upper right corner, so that it is seen on any picture."""
        colours = self._theme.colours
        disc = QRectF(thumb.right() - _TICK_PX - 4, thumb.top() + 4, _TICK_PX, _TICK_PX)
        painter.setPen(QPen(QColor(colours.panel), 1.5))
        painter.setBrush(QColor(colours.good))
        painter.drawEllipse(disc)
        tick = tinted_pixmap("accept", QColor(colours.accent_text), 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(disc.left() + 2, disc.top() + 2), tick)

    def _draw_caption(self, painter: QPainter, card: QRect, index: _Index, *, is_selected: bool) -> None:
        colours = self._theme.colours
        line = QRectF(card.left() + 4, card.top() + _THUMB_HEIGHT_PX + 4, card.width() - 8, 20)
        font = QFont(painter.font())
        font.setBold(is_selected)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if is_selected else colours.muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))
        note = index.data(_NOTE_ROLE) or ""
        room = round(line.width()) - painter.fontMetrics().horizontalAdvance(str(index.data())) - 6
        note = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, note)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(_CARD_WIDTH_PX, _CARD_HEIGHT_PX)


def _key_of(row: Candidate | EarlierSearch) -> str:
    """Of a card or a heading."""
    return f"search:{row.search_id}" if isinstance(row, EarlierSearch) else row.candidate_id


def _draw_whole(painter: QPainter, area: QRectF, image: QImage) -> None:
    """All of the image, in the middle of the area: none of the new thing is cut off."""
    if image.isNull():
        return
    scale = min(area.width() / image.width(), area.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    place = QRectF(area.center().x() - width / 2, area.center().y() - height / 2, width, height)
    painter.drawImage(place, image)
