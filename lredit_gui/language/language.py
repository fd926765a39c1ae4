"""Which language the window speaks: the person's choice, or the system's; it can change while the program runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal

from lredit_core.errors import LreditError
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QApplication

#: The system's language, as a choice.
SYSTEM = ""
#: What there is: the name in files and settings -> what speakers call it.
LANGUAGES = {"en": "English", "de": "Deutsch", "zh": "\u4e2d\u6587"}
#: In which the texts of the code are written: it needs no catalogue.
SOURCE = "en"
#: Qt's own names of these languages, for its buttons and menus.
_QT_NAMES = {"de": "de", "zh": "zh_CN"}


class Language(QObject):
    """Installs the catalogues of a language. Texts that are shown already stay as they are: whoever shows them builds
    itself anew.

    Signals: changed, when another language is spoken from now on.
    """

    changed = Signal()

    def __init__(self, app: QApplication, chosen: str = SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._translators: list[QTranslator] = []
        self.code = ""
        self.choose(chosen)

    def choose(self, chosen: str) -> None:
        """One of `LANGUAGES`, or `SYSTEM`."""
        code = chosen if chosen in LANGUAGES else first_known(QLocale.system().uiLanguages())
        locale = QLocale(_QT_NAMES.get(code, code)) if chosen in LANGUAGES else QLocale.system()
        QLocale.setDefault(locale)
        if code == self.code:
            return
        had_language = bool(self.code)
        self.put_away()
        self.code = code
        for name, folder in self._catalogues():
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._translators.append(translator)
        self._app.setLayoutDirection(QLocale(code).textDirection())
        if had_language:
            self.changed.emit()

    def put_away(self) -> None:
        """Texts are as the code writes them from now on."""
        for translator in self._translators:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._translators = []
        self.code = ""

    def _catalogues(self) -> list[tuple[str, str]]:
        """Qt's own and ours, each with its folder; none for the language of the code."""
        if self.code == SOURCE:
            return []
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        catalogues = [(f"qtbase_{_QT_NAMES[self.code]}", qt)]
        try:
            catalogues.append((f"lredit_{self.code}", str(resource_path("translations"))))
        except LreditError:  # an incomplete installation speaks English
            return []
        return catalogues


def first_known(wanted: Iterable[str]) -> str:
    """The first of a system's languages ("de-AT") that there is a catalogue for."""
    names = (name.partition("-")[0] for name in wanted)
    return next((name for name in names if name in LANGUAGES), SOURCE)
