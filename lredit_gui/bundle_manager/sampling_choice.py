"""How an editor of a new bundle samples: sampler, steps, guidance; each may be left to the model and the preset."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from lredit_core.bundles.sampling_choices import SamplingChoices
from lredit_core.manifest import MOST_STEPS, SAMPLER_NAMES

#: Below the least guidance there is: none was chosen.
_NO_GUIDANCE_CHOSEN = -0.5
_MOST_GUIDANCE = 30.0


class SamplingChoice(QWidget):
    """Signals: changed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("samplingChoice")
        self.sampler = QComboBox(self)
        self.sampler.setObjectName("samplerChoice")
        self.sampler.setAccessibleName(self.tr("Sampler"))
        self.sampler.addItem(self.tr("The model\u2019s own sampler"), "")
        for name in SAMPLER_NAMES:
            if name != "dpm":  # a shorter name for another
                self.sampler.addItem(name, name)
        self.steps = QSpinBox(self)
        self.steps.setObjectName("bundleSteps")
        self.steps.setAccessibleName(self.tr("Steps"))
        self.steps.setRange(0, MOST_STEPS)
        self.steps.setSpecialValueText(self.tr("Steps: as the preset"))
        self.steps.setSuffix(self.tr(" steps"))
        self.guidance = QDoubleSpinBox(self)
        self.guidance.setObjectName("bundleGuidance")
        self.guidance.setAccessibleName(self.tr("Guidance"))
        self.guidance.setRange(_NO_GUIDANCE_CHOSEN, _MOST_GUIDANCE)
        self.guidance.setSingleStep(0.5)
        self.guidance.setDecimals(1)
        self.guidance.setValue(_NO_GUIDANCE_CHOSEN)
        self.guidance.setSpecialValueText(self.tr("Guidance: as the preset"))
        self.guidance.setPrefix(self.tr("guidance "))
        for box in (self.steps, self.guidance):
            box.lineEdit().setAccessibleName(box.accessibleName())
            box.lineEdit().setTextMargins(6, 0, 6, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.sampler, 2)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.guidance, 1)
        self.setFocusProxy(self.sampler)
        self.sampler.currentIndexChanged.connect(self.changed)
        self.steps.valueChanged.connect(self.changed)
        self.guidance.valueChanged.connect(self.changed)

    @property
    def says_anything(self) -> bool:
        """Whether something is not left to the model and the preset."""
        return bool(self.sampler.currentData() or self.steps.value() or self.guidance.value() >= 0)

    def choices(self, *, tiny_autoencoder: str, tiny_results: bool) -> SamplingChoices:
        """What was chosen, with the tiny autoencoder beside."""
        guidance = self.guidance.value()
        return SamplingChoices(
            self.sampler.currentData(),
            self.steps.value(),
            guidance if guidance >= 0 else None,
            tiny_autoencoder,
            tiny_results and bool(tiny_autoencoder),
        )
