"""What the export dialog says: sizes, what does not get into a file, presets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from lredit_core.pictures.export_settings import Colours, ExportSettings, SizeKind, SizeRule
from lredit_core.pictures.preparing import Loss
from lredit_gui.language.numbers import shown_size

if TYPE_CHECKING:
    from lredit_gui.exporting.estimates import Measured


def built_in_presets() -> dict[str, ExportSettings]:
    """Name -> settings."""
    web = ExportSettings(
        "JPEG", 85, SizeRule(SizeKind.LONGEST_SIDE, 2048), Colours.SRGB, keep_place=False, write_prompt=False
    )
    return {
        _tr("As it is (PNG)"): ExportSettings("PNG"),
        _tr("As it is (TIFF)"): ExportSettings("TIFF"),
        _tr("For the web (JPEG)"): web,
    }


def size_kind_text(kind: SizeKind) -> str:
    """What a size is given by."""
    return {
        SizeKind.ORIGINAL: _tr("As it is"),
        SizeKind.PERCENT: _tr("Per cent"),
        SizeKind.WIDTH: _tr("Width"),
        SizeKind.HEIGHT: _tr("Height"),
        SizeKind.LONGEST_SIDE: _tr("Longest side"),
    }[kind]


def loss_text(loss: Loss, title: str) -> str:
    """What a format of this title does not hold."""
    return {
        Loss.TRANSPARENCY: _tr("{0} has no transparency: what is transparent will lie over white."),
        Loss.DEPTH: _tr("{0} holds 8 bits a channel: the picture's 16 will be rounded."),
        Loss.DEPTH_OF_COLOURS: _tr("This profile works at 8 bits a channel: the picture's 16 will be rounded."),
    }[loss].format(title)


def measured_text(measured: Measured) -> str:
    """How large the file will be."""
    text = _tr("{0}, {1} \u00d7 {2} pixels, {3} bit")
    size = measured.size
    return text.format(shown_size(measured.byte_count), size.width, size.height, measured.bit_depth)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Exporting", text)
