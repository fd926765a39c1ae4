"""Text can be read on every ground, in all themes (WCAG 2.1: 4.5 to 1; 7 to 1 where contrast is high)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit

from lredit_gui.theme.colours import CONTRAST, DARK, LIGHT, Colours
from lredit_gui.theme.style_sheet import style_sheet
from lredit_gui.theme.theme import Theme, ThemeMode

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

TEXTS = ("text", "muted", "faint", "error", "warning", "good", "accent")
GROUNDS = ("window", "panel", "field")


def luminance(colour: str) -> float:
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


THEMES = {"dark": (DARK, 4.5), "light": (LIGHT, 4.5), "contrast": (CONTRAST, 7.0)}


@pytest.mark.parametrize(("theme", "least"), THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_read_on_every_ground(theme: Colours, least: float, text: str) -> None:
    for ground in GROUNDS:
        assert contrast(getattr(theme, text), getattr(theme, ground)) >= least, (text, ground)
    assert contrast(theme.accent_text, theme.accent) >= least


@pytest.mark.parametrize(("theme", "least"), THEMES.values(), ids=THEMES)
def test_what_is_chosen_or_found_is_read_as_well(theme: Colours, least: float) -> None:
    for ground in ("raised", "selection", "mark"):
        assert contrast(theme.text, getattr(theme, ground)) >= least, ground


def test_with_high_contrast_frames_are_seen_and_the_keyboards_place_most_of_all(qapp: QApplication) -> None:
    for frame in ("strong_line", "accent"):
        for ground in GROUNDS:
            assert contrast(getattr(CONTRAST, frame), getattr(CONTRAST, ground)) >= 7.0
    assert contrast(CONTRAST.line, CONTRAST.window) >= 3.0, "WCAG 2.1 on what is no text"
    sheet = style_sheet(CONTRAST)
    assert "border: 2px solid #ffd83d" in sheet and "border: 2px solid" not in style_sheet(LIGHT).split("QSlider")[0]


def test_a_focused_field_has_a_frame_of_two_pixels_with_high_contrast(qapp: QApplication, qtbot: QtBot) -> None:
    theme = Theme(qapp, ThemeMode.CONTRAST)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(160, 40)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    image = field.grab().toImage()
    ratio = image.devicePixelRatio()
    column = [QColor(image.pixel(round(80 * ratio), round(y * ratio))).name() for y in range(8)]
    assert column.count(CONTRAST.accent) == 2
    theme.set_mode(ThemeMode.DARK)
