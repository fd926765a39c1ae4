"""Colours, sizes and the style sheet: neutral surfaces without a tint, one accent, an 8 px grid, two font sizes."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication

from lredit_gui.theme.colours import CONTRAST, DARK, LIGHT, Colours
from lredit_gui.theme.icons import tinted_icon
from lredit_gui.theme.style_sheet import style_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

ICON_PX = 20


class ThemeMode(Enum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def palette_of(colours: Colours) -> QPalette:
    """The palette for what the style sheet does not reach."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.field,
        QPalette.ColorRole.AlternateBase: colours.panel,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.raised,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.error,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.accent_text,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Accent: colours.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette


class Theme(QObject):
    """Applies a theme to the application and follows the system where asked to.

    Signals:
        changed: `colours`; icons given out by `set_icon` are tinted anew by themselves.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: ThemeMode = ThemeMode.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._mode = mode
        self.colours = DARK
        app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def mode(self) -> ThemeMode:
        return self._mode

    def set_mode(self, mode: ThemeMode) -> None:
        self._mode = mode
        self._apply()
        self.changed.emit()

    def icon(self, name: str) -> QIcon:
        """An icon in this theme's colours."""
        colours = self.colours
        return tinted_icon(name, QColor(colours.text), disabled=QColor(colours.faint), checked=QColor(colours.accent))

    def set_icon(
        self, target: QAction | QAbstractButton, name: str, colour: Callable[[Colours], str] | None = None
    ) -> None:
        """Gives an action or a button an icon that follows the theme; `colour` picks another one than the text's."""
        link = _IconLink(self, target, name, colour)
        link.apply()
        self.changed.connect(link.apply)

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode is ThemeMode.SYSTEM:
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        of_system = LIGHT if scheme is Qt.ColorScheme.Light else DARK
        chosen = {ThemeMode.LIGHT: LIGHT, ThemeMode.DARK: DARK, ThemeMode.CONTRAST: CONTRAST}
        self.colours = chosen.get(self._mode, of_system)
        self._app.setPalette(palette_of(self.colours))
        sheet = style_sheet(self.colours)
        if sheet != self._app.styleSheet():
            self._app.setStyleSheet(sheet)


class _IconLink(QObject):
    """Lives with the action or button; the connection goes with it."""

    def __init__(
        self, theme: Theme, target: QAction | QAbstractButton, name: str, colour: Callable[[Colours], str] | None
    ) -> None:
        super().__init__(target)
        self._theme, self._target, self._name, self._colour = theme, target, name, colour
        if isinstance(target, QAbstractButton):
            target.setIconSize(QSize(ICON_PX, ICON_PX))

    def apply(self) -> None:
        colours = self._theme.colours
        if self._colour is None:
            self._target.setIcon(self._theme.icon(self._name))
        else:
            tint = QColor(self._colour(colours))
            self._target.setIcon(tinted_icon(self._name, tint, disabled=QColor(colours.faint)))
