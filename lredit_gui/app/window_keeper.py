"""The window that is there; another one takes its place when the language changes. Session and engine stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from lredit_gui.window.handover import Handover

if TYPE_CHECKING:
    from lredit_gui.bundle_manager.manager import BundleManager
    from lredit_gui.comparing.manager import ComparisonManager
    from lredit_gui.language.language import Language
    from lredit_gui.own_things.manager import OwnThingsManager
    from lredit_gui.window.main_window import MainWindow


class MakeWindow(Protocol):
    """Builds a window in the language that is spoken; the works behind it are given where there are some already."""

    def __call__(
        self,
        *,
        models: BundleManager | None = None,
        comparing: ComparisonManager | None = None,
        own_things: OwnThingsManager | None = None,
    ) -> MainWindow: ...


class WindowKeeper(QObject):
    """Signals: closed, once the person's window goes for good."""

    closed = Signal()

    def __init__(self, make: MakeWindow, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make, self._language = make, language
        self.window = make()
        self._connect()
        language.changed.connect(self.rebuild, Qt.ConnectionType.QueuedConnection)  # not within a widget that goes

    def close(self) -> bool:
        return self.window.close()

    def close_with_care(self) -> None:
        self.window.close_with_care()

    def rebuild(self) -> None:
        """The same window anew: downloads, comparisons, pictures, words and zoom stay."""
        old = self.window
        is_shown, handover = old.isVisible(), Handover.of(old)
        works = (old.models, old.comparing, old.own_things)
        old.closed.disconnect(self.closed)
        self.window = self._make(models=old.models, comparing=old.comparing, own_things=old.own_things)
        for work in works:
            work.setParent(self.window)
        self._connect()
        handover.take(self.window)
        if is_shown:
            self.window.show()
        handover.finish(self.window)
        old.retire()

    def _connect(self) -> None:
        self.window.closed.connect(self.closed)
        self.window.settings_actions.languageChosen.connect(self._language.choose)
