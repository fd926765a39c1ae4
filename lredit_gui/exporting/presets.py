"""Settings that go by a name: ours, and those that the person saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QInputDialog, QPushButton, QWidget

from lredit_gui.exporting.wording import built_in_presets

if TYPE_CHECKING:
    from lredit_core.pictures.export_settings import ExportSettings
    from lredit_gui.session.preferences import Preferences


class PresetChoice(QWidget):
    """A list that shows which preset the settings are, and saves and deletes the person's own.

    Signals: chosen(ExportSettings).
    """

    chosen = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._settings: ExportSettings | None = None
        self.choice = QComboBox(self)
        self.choice.setObjectName("exportPresetChoice")
        self.choice.setAccessibleName(self.tr("Preset"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(14)
        self.save_button = QPushButton(self.tr("Save\u2026"), self)
        self.save_button.setObjectName("savePresetButton")
        self.save_button.setAccessibleName(self.tr("Save these settings as a preset"))
        self.save_button.setToolTip(self.save_button.accessibleName())
        self.delete_button = QPushButton(self.tr("Delete"), self)
        self.delete_button.setObjectName("deletePresetButton")
        self.delete_button.setAccessibleName(self.tr("Delete this preset"))
        self.delete_button.setToolTip(self.delete_button.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.choice, 1)
        for button in (self.save_button, self.delete_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.setFocusProxy(self.choice)
        self.choice.activated.connect(self._on_activated)
        self.save_button.clicked.connect(self._ask_name)
        self.delete_button.clicked.connect(self._delete)
        self._fill()

    def show_settings(self, settings: ExportSettings) -> None:
        """Shows which preset these are, if any."""
        self._settings = settings
        with QSignalBlocker(self.choice):
            names = [name for name, preset in self._presets().items() if preset == settings]
            self.choice.setCurrentIndex(self.choice.findText(names[0]) if names else 0)
        is_own = self.choice.currentText() in self._preferences.export_presets
        self.delete_button.setVisible(is_own)
        self.save_button.setVisible(not names)

    def save(self, name: str) -> None:
        """Keeps the settings that are shown under a name of the person's own."""
        name = " ".join(name.split())
        if name and self._settings is not None and name not in built_in_presets():
            self._preferences.export_presets = self._preferences.export_presets | {name: self._settings}
            self._fill()

    def _presets(self) -> dict[str, ExportSettings]:
        return built_in_presets() | self._preferences.export_presets

    def _fill(self) -> None:
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItem(self.tr("Settings of your own"))
            self.choice.addItems(list(self._presets()))
        if self._settings is not None:
            self.show_settings(self._settings)

    def _on_activated(self, _row: int) -> None:
        settings = self._presets().get(self.choice.currentText())
        if settings is not None:
            self.chosen.emit(settings)

    def _ask_name(self) -> None:
        dialog = QInputDialog(self)
        dialog.setObjectName("presetNameDialog")
        dialog.setWindowTitle(self.tr("Save a preset"))
        dialog.setLabelText(self.tr("What these settings are called:"))
        dialog.textValueSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _delete(self) -> None:
        name = self.choice.currentText()
        self._preferences.export_presets = {
            other: settings for other, settings in self._preferences.export_presets.items() if other != name
        }
        self._fill()
