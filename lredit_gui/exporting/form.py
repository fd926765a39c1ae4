"""The settings of an export, as controls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from lredit_core.pictures.export_settings import (
    LEAST_PERCENT,
    MOST_PERCENT,
    MOST_SIDE_PX,
    ExportSettings,
    SizeKind,
    SizeRule,
)
from lredit_core.pictures.file_names import shown_name
from lredit_core.pictures.formats import EXPORT_FORMATS
from lredit_gui.exporting.presets import PresetChoice
from lredit_gui.exporting.profile_choice import ProfileChoice
from lredit_gui.exporting.wording import size_kind_text
from lredit_gui.widgets.labelled_slider import LabelledSlider

if TYPE_CHECKING:
    from lredit_core.document.document import Document
    from lredit_core.document.layers import Layer
    from lredit_core.geometry import Size
    from lredit_core.pictures.formats import PictureFormat
    from lredit_gui.session.preferences import Preferences


class ExportForm(QWidget):
    """Signals: changed, when the settings or what is exported are others, by the person."""

    changed = Signal()

    def __init__(self, preferences: Preferences, document: Document, parent: QWidget | None = None) -> None:
        """Args:
        preferences: hold the person's presets.
        document: whose layers can be exported alone.
        """
        super().__init__(parent)
        self._picture_size = document.source.size
        self._settings = ExportSettings()
        self._is_showing = False
        self.presets = PresetChoice(preferences, self)
        self.format_choice = self._choice("exportFormatChoice", self.tr("Format"))
        self.quality = LabelledSlider(self.tr("Quality"), low=1, high=100, step=1, parent=self)
        self.quality.setObjectName("exportQuality")
        self.subject_choice = self._choice("exportSubjectChoice", self.tr("What is exported"))
        self.size_choice = self._choice("exportSizeChoice", self.tr("Size"))
        self.size_value = self._build_size_value()
        self.profile_choice = ProfileChoice(self)
        self.depth_choice = self._choice("exportDepthChoice", self.tr("Bits a channel"))
        self.metadata_box, self.place_box, self.prompt_box = self._build_boxes()
        layers = tuple(layer for layer in document.layers if layer.adjustment is None)
        self._fill_choices(layers, document.source.bit_depth)
        self._lay_out(has_layers=bool(layers))
        self._connect()
        self.set_formats(EXPORT_FORMATS)

    # What is chosen

    @property
    def settings(self) -> ExportSettings:
        return self._settings

    @property
    def layer_id(self) -> str | None:
        """The one layer that is exported; None for the whole picture."""
        layer_id: str | None = self.subject_choice.currentData()
        return layer_id

    def set_settings(self, settings: ExportSettings) -> None:
        """Shows others, without a signal."""
        self._settings = settings
        self._is_showing = True
        self._show()
        self._is_showing = False

    def set_format(self, name: str) -> None:
        """By the name of a file that the person wrote."""
        self._change(replace(self._settings, format=name))

    def set_formats(self, formats: tuple[PictureFormat, ...]) -> None:
        """Those that can be written here."""
        with QSignalBlocker(self.format_choice):
            self.format_choice.clear()
            for one in formats:
                self.format_choice.addItem(one.title, one.name)
            self.format_choice.setCurrentIndex(max(0, self.format_choice.findData(self._settings.format)))

    @property
    def formats(self) -> tuple[str, ...]:
        """Names of those that are offered."""
        return tuple(self.format_choice.itemData(row) for row in range(self.format_choice.count()))

    def show_size(self, size: Size) -> None:
        """The size of what is exported now: another kind of size begins at what it is."""
        self._picture_size = size

    # Building

    def _choice(self, name: str, label: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setObjectName(name)
        choice.setAccessibleName(label)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
        return choice

    def _build_size_value(self) -> QSpinBox:
        value = QSpinBox(self)
        value.setObjectName("exportSizeValue")
        value.setAccessibleName(self.tr("Per cent or pixels"))
        value.setKeyboardTracking(False)
        return value

    def _build_boxes(self) -> tuple[QCheckBox, QCheckBox, QCheckBox]:
        texts = (
            ("exportMetadataBox", self.tr("What camera and author noted (EXIF)")),
            ("exportPlaceBox", self.tr("Where it was taken (GPS)")),
            ("exportPromptBox", self.tr("Prompt and seed of the edits")),
        )
        boxes = []
        for name, text in texts:
            box = QCheckBox(text, self)
            box.setObjectName(name)
            boxes.append(box)
        return boxes[0], boxes[1], boxes[2]

    def _fill_choices(self, layers: tuple[Layer, ...], bit_depth: int) -> None:
        self.subject_choice.addItem(self.tr("The whole picture"), None)
        for layer in reversed(layers):
            self.subject_choice.addItem(self.tr("Layer: {0}").format(shown_name(layer.name)), layer.layer_id)
        for kind in SizeKind:
            self.size_choice.addItem(size_kind_text(kind), kind)
        row = self.size_choice.findData(SizeKind.LONGEST_SIDE)
        tip = self.tr("At most so many pixels: smaller pictures stay as they are")
        self.size_choice.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)
        self.depth_choice.addItem(self.tr("As it is ({0} bit)").format(bit_depth), None)
        for depth in (8, 16):
            self.depth_choice.addItem(self.tr("{0} bit").format(depth), depth)

    def _lay_out(self, *, has_layers: bool) -> None:
        self._labels: dict[QWidget, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        size_row = QWidget(self)
        sizes = QHBoxLayout(size_row)
        sizes.setContentsMargins(0, 0, 0, 0)
        sizes.setSpacing(8)
        sizes.addWidget(self.size_choice, 1)
        sizes.addWidget(self.size_value)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Preset"), self.presets),
            (self.tr("Export"), self.subject_choice),
            (self.tr("Format"), self.format_choice),
            ("", self.quality),
            (self.tr("Size"), size_row),
            (self.tr("Colours"), self.profile_choice),
            (self.tr("Depth"), self.depth_choice),
        )
        for row, (text, field) in enumerate(rows):
            if text:
                self._labels[field] = label = QLabel(text, self)
                label.setBuddy(field)
                grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1 if text else 0, 1, 1 if text else 2)
        self._set_row_visible(self.subject_choice, has_layers)
        written = QLabel(self.tr("Written into the file"), self)
        written.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 8, 2)
        layout.setSpacing(8)
        layout.addLayout(grid)
        layout.addWidget(written)
        nested = QHBoxLayout()
        nested.setContentsMargins(22, 0, 0, 0)
        nested.addWidget(self.place_box)
        layout.addWidget(self.metadata_box)
        layout.addLayout(nested)
        layout.addWidget(self.prompt_box)
        layout.addStretch(1)

    def _connect(self) -> None:
        self.presets.chosen.connect(self._change)
        self.subject_choice.activated.connect(lambda _row: self.changed.emit())
        self.format_choice.activated.connect(lambda _row: self.set_format(self.format_choice.currentData()))
        self.quality.changed.connect(lambda value: self._change(replace(self._settings, quality=round(value))))
        self.size_choice.activated.connect(lambda _row: self._on_size_kind())
        self.size_value.valueChanged.connect(self._on_size_value)
        self.profile_choice.changed.connect(self._on_profile)
        self.depth_choice.activated.connect(
            lambda _row: self._change(replace(self._settings, depth=self.depth_choice.currentData()))
        )
        self.metadata_box.toggled.connect(lambda on: self._change(replace(self._settings, keep_metadata=on)))
        self.place_box.toggled.connect(lambda on: self._change(replace(self._settings, keep_place=on)))
        self.prompt_box.toggled.connect(lambda on: self._change(replace(self._settings, write_prompt=on)))

    # Showing and changing

    def _show(self) -> None:
        settings, kind = self._settings, self._settings.kind
        self.presets.show_settings(settings)
        self.format_choice.setCurrentIndex(max(0, self.format_choice.findData(settings.format)))
        self.quality.set_value(settings.quality)
        self.quality.setVisible(kind.is_lossy)
        self.size_choice.setCurrentIndex(self.size_choice.findData(settings.size.kind))
        self._show_size_value(settings.size)
        self.profile_choice.show_settings(settings)
        self.depth_choice.setCurrentIndex(self.depth_choice.findData(settings.depth))
        self._set_row_visible(self.depth_choice, kind.has_16_bit)
        self.metadata_box.setChecked(settings.keep_metadata)
        self.place_box.setChecked(settings.keep_place)
        self.place_box.setEnabled(settings.keep_metadata)
        self.prompt_box.setChecked(settings.write_prompt)

    def _set_row_visible(self, field: QWidget, is_visible: bool) -> None:
        field.setVisible(is_visible)
        self._labels[field].setVisible(is_visible)

    def _show_size_value(self, rule: SizeRule) -> None:
        is_percent = rule.kind is SizeKind.PERCENT
        self.size_value.setVisible(rule.kind is not SizeKind.ORIGINAL)
        self.size_value.setSuffix(self.tr(" %") if is_percent else self.tr(" px"))
        low, high = (int(LEAST_PERCENT), int(MOST_PERCENT)) if is_percent else (1, MOST_SIDE_PX)
        self.size_value.setRange(low, high)
        self.size_value.setValue(round(rule.value))

    def _change(self, settings: ExportSettings) -> None:
        if not self._is_showing and settings != self._settings:
            self.set_settings(settings)
            self.changed.emit()

    def _on_size_kind(self) -> None:
        """Another kind begins with what the picture's size comes to now."""
        kind: SizeKind = self.size_choice.currentData()
        now = self._settings.size.of(self._picture_size)
        values = {
            SizeKind.ORIGINAL: 100,
            SizeKind.PERCENT: min(max(round(100 * now.width / self._picture_size.width), 1), int(MOST_PERCENT)),
            SizeKind.WIDTH: now.width,
            SizeKind.HEIGHT: now.height,
            SizeKind.LONGEST_SIDE: now.longest,
        }
        self._change(replace(self._settings, size=SizeRule(kind, float(values[kind]))))

    def _on_size_value(self, value: int) -> None:
        self._change(replace(self._settings, size=SizeRule(self._settings.size.kind, float(value))))

    def _on_profile(self) -> None:
        choice = self.profile_choice
        self._change(replace(self._settings, colours=choice.colours, icc_file=choice.icc_file))
