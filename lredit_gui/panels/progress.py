"""How far the edit is: its stage, a bar, the loss, and Stop; afterwards Accept and another seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from lredit_core.api.events import Stage
from lredit_gui.language.sentences import quoted
from lredit_gui.session.duration import duration_text
from lredit_gui.session.job import Job, JobPhase
from lredit_gui.session.ui_state import Primary
from lredit_gui.widgets.elided import ElidedLabel
from lredit_gui.widgets.loss_plot import LossPlot
from lredit_gui.widgets.roles import set_role

if TYPE_CHECKING:
    from lredit_gui.session.ui_state import UiState
    from lredit_gui.theme.theme import Theme


class JobPanel(QWidget):
    """Signals: stopRequested, hurryRequested, acceptRequested, retryRequested, goOnRequested, clearRequested."""

    stopRequested = Signal()
    hurryRequested = Signal()
    acceptRequested = Signal()
    retryRequested = Signal()
    goOnRequested = Signal()
    clearRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobPanel")
        self._theme = theme
        self.stage_label = ElidedLabel("", self)
        self.stage_label.setObjectName("stageLabel")
        self.time_label = QLabel(self)
        self.time_label.setObjectName("timeLabel")
        self.time_label.setProperty("role", "muted")
        self.progress_bar = QProgressBar(self)
        self.progress_bar.setObjectName("progressBar")
        self.progress_bar.setAccessibleName(self.tr("Progress"))
        self.progress_bar.setRange(0, 1000)
        self.progress_bar.setTextVisible(False)
        keeps_room = self.progress_bar.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.progress_bar.setSizePolicy(keeps_room)
        self.loss_plot = LossPlot(self)
        self._build_buttons(theme)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.stage_label, 1)
        top.addWidget(self.time_label)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.loss_plot, 1)
        buttons.addWidget(self.clear_button)
        buttons.addWidget(self.go_on_button)
        buttons.addWidget(self.retry_button)
        buttons.addWidget(self.accept_button)
        buttons.addWidget(self.hurry_button)
        buttons.addWidget(self.stop_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addStretch(1)
        layout.addLayout(top)
        layout.addWidget(self.progress_bar)
        layout.addLayout(buttons)
        layout.addStretch(1)
        theme.changed.connect(self._apply_theme)
        self._apply_theme()

    def _build_buttons(self, theme: Theme) -> None:
        self.stop_button = self._button("stopButton", self.tr("Stop"), self.tr("Stop the edit (Esc)"))
        self.hurry_button = self._button(
            "hurryButton",
            self.tr("Show now"),
            self.tr("Learn no more, and show one result in the region that was learned so far"),
        )
        self.accept_button = self._button(
            "acceptButton", self.tr("Accept"), self.tr("Make the selected candidate a layer")
        )
        self.accept_button.setProperty("role", "primary")
        self.retry_button = self._button(
            "retryButton", self.tr("Another seed"), self.tr("The same box with another seed")
        )
        self.go_on_button = self._button(
            "goOnButton", self.tr("Go on"), self.tr("Edit the likeliest of the regions that were learned")
        )
        self.clear_button = self._button("clearButton", self.tr("Clear"), self.tr("Takes the learned regions away"))
        theme.set_icon(self.stop_button, "stop")
        theme.set_icon(self.accept_button, "accept", lambda colours: colours.accent_text)
        theme.set_icon(self.retry_button, "retry")
        self.stop_button.clicked.connect(self.stopRequested)
        self.hurry_button.clicked.connect(self.hurryRequested)
        self.accept_button.clicked.connect(self.acceptRequested)
        self.retry_button.clicked.connect(self.retryRequested)
        self.go_on_button.clicked.connect(self.goOnRequested)
        self.clear_button.clicked.connect(self.clearRequested)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setProperty("tip", tip)
        return button

    def show_keys(self, *, accept: str, retry: str, hurry: str) -> None:
        """In tool tips: the keys that do what the buttons do; "" where there is none."""
        for button, key in ((self.accept_button, accept), (self.retry_button, retry), (self.hurry_button, hurry)):
            tip = str(button.property("tip"))
            button.setToolTip(f"{tip} ({key})" if key else tip)

    def _apply_theme(self) -> None:
        colours = self._theme.colours
        self.loss_plot.set_colours(QColor(colours.accent), QColor(colours.muted))

    def show_state(self, ui: UiState, *, is_running: bool) -> None:
        self.stop_button.setEnabled(ui.can_stop)
        self.accept_button.setEnabled(ui.can_accept)
        self.retry_button.setEnabled(ui.can_retry)
        self.stop_button.setVisible(is_running)
        self.hurry_button.setEnabled(ui.can_hurry)
        has_result = ui.can_accept  # once there is one, Stop shows what there is
        self.hurry_button.setVisible(is_running and not has_result)
        is_stopped = ui.can_go_on and not has_result
        self.accept_button.setVisible(has_result or not (is_running or is_stopped))
        self.retry_button.setVisible(not (is_running or is_stopped))
        self.go_on_button.setVisible(is_stopped)
        self.clear_button.setVisible(is_stopped)
        set_role(self.accept_button, "primary" if ui.primary is Primary.ACCEPT else "")
        self.progress_bar.setVisible(is_running)

    def show_job(self, job: Job | None) -> None:
        """The latest state of a job; None where there is none."""
        if job is None:
            self.stage_label.set_text("")
            self.time_label.clear()
            self.progress_bar.setRange(0, 1000)
            self.progress_bar.setValue(0)
            self.loss_plot.set_losses((), 0)
            return
        self.stage_label.set_text(stage_text(job))
        self.time_label.setText(time_text(job))
        if job.is_indeterminate:
            self.progress_bar.setRange(0, 0)
        else:
            self.progress_bar.setRange(0, 1000)
            self.progress_bar.setValue(round(job.fraction * 1000))
        self.loss_plot.set_losses(tuple(job.losses), job.step_count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("JobPanel", text)


def stage_text(job: Job) -> str:
    """What the engine does now, or how it ended."""
    words = ", ".join(dict.fromkeys(target.own_prompt for target in job.targets))
    about = quoted(words) if words else ""
    if job.phase is JobPhase.FINISHED:
        count = len(job.candidate_ids)
        return (
            _tr("{0} candidates for {1}").format(count, about) if count != 1 else _tr("Done: {0}").format(about)
        ).strip()
    if job.phase is JobPhase.STOPPED:
        return _tr("Stopped: {0}").format(about) if about else _tr("Stopped")
    if job.phase is JobPhase.FAILED:
        return _tr("Failed: {0}").format(about) if about else _tr("Failed")
    if job.is_stopping:
        return _tr("Stopping")
    if job.stage is None:
        return _tr("Starting")
    if job.is_hurrying:
        return _tr("Showing what there is")
    stage = part_text(job.stage)
    if job.stage is Stage.LEARNING and job.step_count:
        stage = _tr("{0}  {1} of {2}").format(stage, job.step, job.step_count)
    return _tr("{0}: {1}").format(job.target, stage) if job.target else stage


def part_text(stage: Stage) -> str:
    """For a person."""
    return {
        Stage.LOADING_MODELS: _tr("Loading models"),
        Stage.LOOKING: _tr("Looking at the picture"),
        Stage.FINDING_ANCHORS: _tr("Finding anchor points"),
        Stage.LEARNING: _tr("Learning the region"),
        Stage.EDITING: _tr("Editing"),
        Stage.RANKING: _tr("Ranking"),
    }[stage]


def time_text(job: Job) -> str:
    """Time left, or time taken."""
    if job.is_running and not job.is_stopping and job.seconds_left is not None:
        return _tr("{0} left").format(duration_text(job.seconds_left))
    if job.timings is not None:
        return duration_text(job.timings.end_s)
    return ""
