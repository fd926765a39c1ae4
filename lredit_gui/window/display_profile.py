"""The colour profile of the screen: read in a worker at the start and when the person chooses another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from lredit_core.errors import LreditError
from lredit_core.pictures.display import Display
from lredit_core.pictures.icc_profiles import profile_title, read_profile
from lredit_gui.session.notice import Notice

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.session.editor_session import EditorSession
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.threads.workers import Workers


class DisplayProfile(QObject):
    """Attributes:
        title: what the profile calls itself; "sRGB" where there is none.

    Signals: changed.
    """

    changed = Signal()

    def __init__(
        self, session: EditorSession, preferences: Preferences, workers: Workers, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._preferences, self._workers = session, preferences, workers
        self.title = profile_title(None)

    def load(self) -> None:
        """The one of the settings, if any."""
        path = self._preferences.display_profile
        if path is not None:
            self._session.flows.start(self._reading(path))

    def choose(self, path: Path | None) -> None:
        """Another one; None for sRGB. A file that is none is told of, and changes nothing."""
        if path is None:
            self._preferences.display_profile = None
            self._take(None)
        else:
            self._session.flows.start(self._reading(path))

    async def _reading(self, path: Path) -> None:
        try:
            profile = await self._workers.run(lambda: read_profile(path))
        except LreditError as error:
            self._session.noticed.emit(Notice.of_error(error))
            return
        self._preferences.display_profile = path
        self._take(profile)

    def _take(self, profile: bytes | None) -> None:
        self.title = profile_title(profile)
        self._session.set_display(Display(profile))
        self.changed.emit()
