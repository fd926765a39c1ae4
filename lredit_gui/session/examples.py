"""What one can ask: words that run on a sample picture as soon as that is open and the models are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from lredit_gui.session.form import EditForm

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.prompt.intent import EditIntent
    from lredit_gui.session.editor_session import EditorSession


@dataclass(frozen=True, slots=True)
class Example:
    """Attributes:
    sample: the picture's name, without its suffix.
    prompt, source_prompt: the words, in the models' language.
    intent: what they are for; None where they say it.
    """

    sample: str
    prompt: str
    source_prompt: str = ""
    intent: EditIntent | None = None


#: One for each thing that can be done, on photographs and on drawings.
EXAMPLES = (
    Example("rocket_photo", "remove the rocket"),
    Example("cat_photo", "blur everything but the cat"),
    Example("cat_and_car", "make the car blue"),
    Example("cat_and_car", "a duck", "the car"),
    Example("beach_toys", "a balloon in the sky"),
    Example("coffee_photo", "brighten the cup"),
)


class ExampleRunner(QObject):
    """Runs one at a time, on a sample or any other picture. Other words, or another picture, and it is left."""

    def __init__(self, session: EditorSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        #: What is to stand in the prompt of pictures that are being opened.
        self._words: dict[Path, EditForm] = {}
        #: What is to run, and where.
        self._path: Path | None = None
        self._form: EditForm | None = None
        session.stateChanged.connect(self._go_on, Qt.ConnectionType.QueuedConnection)  # once the picture is all there

    def run(self, path: Path, example: Example) -> None:
        """Opens the sample, writes the words, and edits.

        Args:
            path: of the picture.
            example: whose words they are.
        """
        self._path, self._form = path, self._form_of(example)
        self.write(path, example)

    def write(self, path: Path, example: Example) -> None:
        """Opens a picture, and writes the words once it is shown."""
        self._words[path] = self._form_of(example)
        self._session.open_path(path)
        QTimer.singleShot(0, self, self._go_on)

    def _form_of(self, example: Example) -> EditForm:
        form = self._session.form
        return EditForm(
            prompt=example.prompt,
            source_prompt=example.source_prompt,
            intent=example.intent,
            negative_prompt=form.negative_prompt,
            seed=form.seed,
            preset=form.preset,
            settings=form.settings,
            editor=form.editor,
        )

    def _go_on(self) -> None:
        session, form, picture = self._session, self._form, self._session.history.picture
        if picture is None or picture.name.path is None:
            return
        if (words := self._words.pop(picture.name.path, None)) is not None:
            session.wordsWanted.emit(words)
        if form is None or picture.name.path != self._path:
            return
        if (session.form.prompt, session.form.source_prompt) != (form.prompt, form.source_prompt):
            self._form = None
        elif session.ui.can_edit:
            self._form = None
            session.start_edit()
