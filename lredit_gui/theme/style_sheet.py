"""The style sheet of the window, from a theme's colours."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from lredit_core.resources import resource_path
from lredit_gui.theme.colours import CONTRAST

if TYPE_CHECKING:
    from lredit_gui.theme.colours import Colours


def style_sheet(colours: Colours) -> str:
    """The whole sheet."""
    base = QApplication.font().pointSizeF()
    base = base if base > 0 else 9.0
    shade = "dark" if colours.is_dark else "light"
    values = {name: getattr(colours, name) for name in colours.__slots__}
    values |= {
        "small": f"{base - 1:g}",
        "large": f"{base + 1:g}",
        "title": f"{base + 9:g}",
        "knob": "#e4e4e4" if colours.is_dark else "#ffffff",
        "chevron": resource_path(f"theme/chevron-{shade}.svg").as_posix(),
        "close": resource_path(f"theme/close-{shade}.svg").as_posix(),
        "tick": resource_path(f"theme/tick-{shade}.svg").as_posix(),
    }
    names = ("window", "high-contrast") if colours is CONTRAST else ("window",)
    sheet = "\n".join(resource_path(f"theme/{name}.qss").read_text("utf-8") for name in names)
    return Template(sheet).substitute(values)
