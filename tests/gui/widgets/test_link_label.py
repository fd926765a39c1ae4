"""Links have the theme's colour, whichever theme was chosen after they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QImage

from lredit_gui.theme.theme import Theme, ThemeMode
from lredit_gui.widgets.link_label import LinkLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def colours_of(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("mode", [ThemeMode.CONTRAST, ThemeMode.DARK])
def test_a_link_follows_the_theme(qapp: QApplication, mode: ThemeMode) -> None:
    theme = Theme(qapp, ThemeMode.LIGHT)
    label = LinkLabel('<a href="#">Get a model that paints</a>')
    label.setProperty("role", "caption")
    label.show()
    assert theme.colours.accent in colours_of(label.grab().toImage())
    theme.set_mode(mode)
    assert theme.colours.accent in colours_of(label.grab().toImage())
