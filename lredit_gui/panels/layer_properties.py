"""What the chosen layer is seen by: opacity, blend mode, its mask, and what an adjustment does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from lredit_core.document.adjustments import LARGEST_BLUR_PX, LayerAdjustment
from lredit_core.document.blend_modes import BlendMode
from lredit_core.document.layers import MaskShape
from lredit_gui.widgets.labelled_slider import LabelledSlider

if TYPE_CHECKING:
    from lredit_core.document.layers import Layer
    from lredit_gui.session.layer_work import LayerWork

#: In families, as painting programs have them.
_FAMILIES = (
    (BlendMode.NORMAL,),
    (BlendMode.DARKEN, BlendMode.MULTIPLY, BlendMode.COLOR_BURN),
    (BlendMode.LIGHTEN, BlendMode.SCREEN, BlendMode.COLOR_DODGE),
    (BlendMode.OVERLAY, BlendMode.SOFT_LIGHT, BlendMode.HARD_LIGHT),
    (BlendMode.DIFFERENCE, BlendMode.EXCLUSION),
    (BlendMode.HUE, BlendMode.SATURATION, BlendMode.COLOR, BlendMode.LUMINOSITY),
)
_MOST_GROW_PX, _MOST_SOFTEN_PX = 60, 120


class LayerProperties(QWidget):
    """Of the layers that are chosen; what is of one layer alone is away where several are."""

    def __init__(self, work: LayerWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.opacity = LabelledSlider(self.tr("Opacity"), low=0, high=1, step=0.01, text="{0:.0%}", parent=self)
        self.opacity.slider.setObjectName("opacitySlider")
        self.blend = QComboBox(self)
        self.blend.setObjectName("blendChoice")
        self.blend.setAccessibleName(self.tr("Blend mode"))
        self.blend.setToolTip(self.tr("How the layer meets what lies below it"))
        self.blend.setFixedWidth(112)
        for family in _FAMILIES:
            for mode in family:
                self.blend.addItem(blend_text(mode), mode)
            if family is not _FAMILIES[-1]:
                self.blend.insertSeparator(self.blend.count())
        mixing = QHBoxLayout()
        mixing.setSpacing(12)
        mixing.addWidget(self.opacity, 1)
        mixing.addWidget(self.blend)
        self.mask_part = self._build_mask()
        self.adjust_part = self._build_adjustment()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(mixing)
        column.addWidget(self.mask_part)
        column.addWidget(self.adjust_part)
        self.opacity.changed.connect(self._on_opacity_dragged)
        self.opacity.released.connect(self._on_opacity_set)
        self.blend.activated.connect(self._on_blend)

    def _build_mask(self) -> QWidget:
        part = QWidget(self)
        self.grow = LabelledSlider(
            self.tr("Grow"), low=-_MOST_GROW_PX, high=_MOST_GROW_PX, step=1, text="{0:+g} px", parent=part,
            tip=self.tr("Moves the edge of the layer's mask outwards or inwards; the edit itself is not made again"),
        )  # fmt: skip
        self.soften = LabelledSlider(
            self.tr("Soften"), low=0, high=_MOST_SOFTEN_PX, step=1, text="{0:g} px", parent=part,
            tip=self.tr("How softly the layer's mask ends"),
        )  # fmt: skip
        self.invert = QCheckBox(self.tr("Invert mask"), part)
        self.is_off = QCheckBox(self.tr("Without mask"), part)
        self.is_off.setToolTip(self.tr("Shows all of the layer's box"))
        sliders, checks = QHBoxLayout(), QHBoxLayout()
        sliders.setSpacing(12)
        checks.setSpacing(12)
        for slider in (self.grow, self.soften):
            slider.released.connect(self._on_mask)
            sliders.addWidget(slider, 1)
        for check in (self.invert, self.is_off):
            check.clicked.connect(self._on_mask)
            checks.addWidget(check, 1)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(sliders)
        column.addLayout(checks)
        return part

    def _build_adjustment(self) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        percent = "{0:+.0%}"
        self.figures = {
            "light": LabelledSlider(self.tr("Light"), low=-1, high=1, step=0.02, text=percent, parent=part),
            "contrast": LabelledSlider(self.tr("Contrast"), low=-1, high=1, step=0.02, text=percent, parent=part),
            "saturation": LabelledSlider(self.tr("Saturation"), low=-1, high=1, step=0.02, text=percent, parent=part),
            "hue_deg": LabelledSlider(self.tr("Hue"), low=-180, high=180, step=1, text="{0:+g}\u00b0", parent=part),
            "warmth": LabelledSlider(self.tr("Warmth"), low=-1, high=1, step=0.02, text=percent, parent=part),
            "blur_px": LabelledSlider(
                self.tr("Blur"), low=0, high=LARGEST_BLUR_PX, step=0.5, text="{0:g} px", parent=part
            ),
        }
        rows = list(self.figures.values())
        for left, right in zip(rows[::2], rows[1::2], strict=True):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(left, 1)
            row.addWidget(right, 1)
            column.addLayout(row)
        for slider in rows:
            slider.changed.connect(self._on_adjusting)
            slider.released.connect(self._on_adjusted)
        return part

    def minimumSizeHint(self) -> QSize:
        """As wide as the parts that are not seen just now need it: nothing is to move when they come."""
        own = super().minimumSizeHint()
        for part in (self.mask_part, self.adjust_part):
            for control in part.findChildren(QWidget):
                control.ensurePolished()
        widest = max(part.minimumSizeHint().width() for part in (self.mask_part, self.adjust_part))
        return QSize(max(own.width(), widest), own.height())

    # What is shown

    def show_chosen(self) -> None:
        """The figures of what is chosen."""
        chosen, layer = self._work.chosen, self._work.current
        self.opacity.setEnabled(bool(chosen))
        self.blend.setEnabled(bool(chosen))
        shown = chosen[-1] if chosen else None
        self.opacity.set_value(shown.opacity if shown is not None else 1.0)
        mode = shown.blend_mode if shown is not None else BlendMode.NORMAL
        self.blend.setCurrentIndex(self.blend.findData(mode))
        self.mask_part.setVisible(layer is not None)
        self.mask_part.setEnabled(layer is not None and not layer.is_locked)
        if layer is not None:
            self._show_mask(layer)
        adjustment = None if layer is None else layer.adjustment
        self.adjust_part.setVisible(adjustment is not None)
        if adjustment is not None:
            for name, slider in self.figures.items():
                slider.set_value(getattr(adjustment, name))

    def _show_mask(self, layer: Layer) -> None:
        shape = layer.mask_shape
        self.grow.set_value(shape.grow_px)
        self.soften.set_value(shape.soften_px)
        self.invert.setChecked(shape.is_inverted)
        self.is_off.setChecked(shape.is_off)

    # What one can do

    def _on_opacity_dragged(self, opacity: float) -> None:
        if self.opacity.slider.isSliderDown():
            self._work.set_opacity(opacity, is_draft=True)

    def _on_opacity_set(self, opacity: float) -> None:
        if all(layer.opacity == opacity for layer in self._work.chosen):
            self._work.drop_draft()
        else:
            self._work.set_opacity(opacity)

    def _on_blend(self, index: int) -> None:
        mode = self.blend.itemData(index)
        if isinstance(mode, BlendMode) and any(layer.blend_mode is not mode for layer in self._work.chosen):
            self._work.set_blend_mode(mode)

    def _on_mask(self) -> None:
        self._work.shape_mask(
            MaskShape(
                grow_px=round(self.grow.value),
                soften_px=round(self.soften.value),
                is_inverted=self.invert.isChecked(),
                is_off=self.is_off.isChecked(),
            )
        )

    def _adjustment(self) -> LayerAdjustment:
        return replace(LayerAdjustment(), **{name: slider.value for name, slider in self.figures.items()})

    def _on_adjusting(self) -> None:
        if any(slider.slider.isSliderDown() for slider in self.figures.values()):
            self._work.set_adjustment(self._adjustment(), is_draft=True)

    def _on_adjusted(self) -> None:
        layer, adjustment = self._work.current, self._adjustment()
        if layer is None or layer.adjustment == adjustment:
            self._work.drop_draft()
        else:
            self._work.set_adjustment(adjustment)


def blend_text(mode: BlendMode) -> str:
    """For a person."""
    return {
        BlendMode.NORMAL: _tr("Normal"),
        BlendMode.DARKEN: _tr("Darken"),
        BlendMode.MULTIPLY: _tr("Multiply"),
        BlendMode.COLOR_BURN: _tr("Colour burn"),
        BlendMode.LIGHTEN: _tr("Lighten"),
        BlendMode.SCREEN: _tr("Screen"),
        BlendMode.COLOR_DODGE: _tr("Colour dodge"),
        BlendMode.OVERLAY: _tr("Overlay"),
        BlendMode.SOFT_LIGHT: _tr("Soft light"),
        BlendMode.HARD_LIGHT: _tr("Hard light"),
        BlendMode.DIFFERENCE: _tr("Difference"),
        BlendMode.EXCLUSION: _tr("Exclusion"),
        BlendMode.HUE: _tr("Hue"),
        BlendMode.SATURATION: _tr("Saturation"),
        BlendMode.COLOR: _tr("Colour"),
        BlendMode.LUMINOSITY: _tr("Luminosity"),
    }[mode]


def _tr(text: str) -> str:
    return QCoreApplication.translate("BlendMode", text)
