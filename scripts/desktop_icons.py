"""Draws the program's icon in the sizes that desktops ask for, from resources/icons/lredit.svg: python
scripts/desktop_icons.py."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from lredit_core.cli.desktop_entry import ICON_SIDES_PX
from lredit_core.resources import resource_path


def main() -> None:
    """Writes resources/desktop/icon-SIDE.png."""
    renderer = QSvgRenderer(str(resource_path("icons/lredit.svg")))
    for side in ICON_SIDES_PX:
        image = QImage(QSize(side, side), QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(resource_path("desktop") / f"icon-{side}.png"))


if __name__ == "__main__":
    main()
