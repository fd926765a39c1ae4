"""What a window hands over to the one that takes its place in another language: all that the session does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from lredit_gui.canvas.viewport import Viewport
    from lredit_gui.session.form import EditForm
    from lredit_gui.window.main_window import MainWindow

#: Others follow from these: the welcome page from what is open, comparing from the line on the canvas.
_SWITCHES_OF_OTHERS = (Action.COMPARE, Action.METADATA)


@dataclass(frozen=True, slots=True)
class Handover:
    """Attributes:
    form: what was filled in beside the prompt.
    switches: actions that are on.
    frame: the window's place and size; None where it fills the screen.
    split: where before and after meet.
    viewport: what of the picture was seen, and how large.
    page: of the settings, while they are open.
    """

    form: EditForm
    switches: dict[Action, bool]
    frame: QRect | None
    split: float
    viewport: Viewport | None
    page: str | None

    @classmethod
    def of(cls, window: MainWindow) -> Handover:
        """What there is to hand over; keeps the layout of the panels where the next window looks for it."""
        canvas, settings = window.canvas, window.settings_actions.dialog
        actions = {action: window.action_set[action] for action in Action if action not in _SWITCHES_OF_OTHERS}
        window.keep_layout()
        return cls(
            window.session.form,
            {name: action.isChecked() for name, action in actions.items() if action.isCheckable()},
            None if window.isMaximized() or window.isFullScreen() else window.geometry(),
            canvas.split,
            canvas.viewport,
            None if settings is None else settings.page.name,
        )

    def take(self, window: MainWindow) -> None:
        """In the new window, before it is shown."""
        if self.frame is not None:
            window.setGeometry(self.frame)
        window.catch_up()
        window.display_profile.load()
        window.prompt.show_form(self.form)
        for name, is_on in self.switches.items():
            action = window.action_set[name]
            if is_on and name.value.endswith("ToolAction"):
                action.trigger()
            else:
                action.setChecked(is_on)

    def finish(self, window: MainWindow) -> None:
        """In the new window, once it has its size."""
        if self.viewport is not None:
            window.canvas.show_viewport(self.viewport)
        window.canvas.set_split(self.split)
        if self.page is not None:
            window.settings_actions.show(self.page)
