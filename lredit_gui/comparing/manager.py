"""The comparison that goes on behind the window, editor after editor. No widget, and nothing that waits.

Each picture is made in a process of its own, started by a worker thread; what one editor cannot do stops no other.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lredit_core.cancellation import EventToken
from lredit_core.compare.comparison import BEFORE, OTHER_EDITORS, OURS, ComparedPicture, other_editor, side_by_side
from lredit_core.compare.tasks import OtherEditTask, OurEditTask, to_compare
from lredit_core.editors.whole_image.base import WholeInstructions
from lredit_core.errors import Stopped
from lredit_core.processes.subprocess_task import RunTask, Task, run_in_subprocess
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.threads.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lredit_gui.comparing.subject import Subject


class Phase(Enum):
    """Where one editor's picture is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """One editor's picture, as far as it has come.

    Attributes:
        name: `BEFORE`, `OURS` or another editor's name.
        fraction: of its run, in [0, 1]; 0 while its models load.
        picture: once it is done.
        problem: a sentence, where it failed.
    """

    name: str
    phase: Phase = Phase.WAITING
    fraction: float = 0.0
    picture: ComparedPicture | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Pictures that are there already, and the tasks for the rest by their names."""

    pictures: list[ComparedPicture]
    tasks: dict[str, Task[ComparedPicture]]


class ComparisonManager(QObject):
    """Attributes:
        subject, instruction: what `attempts` are about; None and "" before the first.

    Signals:
    changed: `attempts`, or whether it `is_running`.
    ended: every picture is made, or not to be made.
    noticed(Notice): why an editor failed, or what came of saving.
    """

    changed = Signal()
    ended = Signal()
    noticed = Signal(object)
    _messaged = Signal(str, float)

    def __init__(self, parent: QObject | None = None, *, run_task: RunTask = run_in_subprocess) -> None:
        super().__init__(parent)
        self._workers = Workers(self, thread_count=1)
        self._run_task = run_task
        self._token = EventToken()
        self._tasks: dict[str, Task[ComparedPicture]] = {}
        self.subject: Subject | None = None
        self.attempts: tuple[Attempt, ...] = ()
        self.instruction = ""
        self.is_running = False
        self._messaged.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @property
    def pictures(self) -> tuple[ComparedPicture, ...]:
        """Those that are there, in the order in which they are shown."""
        return tuple(attempt.picture for attempt in self.attempts if attempt.picture is not None)

    @property
    def can_save(self) -> bool:
        return len(self.pictures) > 1

    @property
    def pending_count(self) -> int:
        """Works whose end has not arrived here yet."""
        return self._workers.pending_count

    def turn_to(self, subject: Subject) -> None:
        """Forgets pictures of another subject, unless they are being made."""
        if not self.is_running and self.subject is not None and not self.subject.asks_the_same_as(subject):
            self.subject, self.attempts, self.instruction = None, (), ""
            self.changed.emit()

    def start(self, subject: Subject, places: Mapping[str, Path], *, instruction: str = "") -> None:
        """Makes all pictures anew.

        Args:
            subject: what is compared.
            places: where the models of the other editors lie, by the editors' names.
            instruction: for editors that are told what to do; the prompt where it is "".
        """
        if self.is_running:
            return
        self.subject, self.is_running, self.instruction = subject, True, instruction.strip()
        self._token = token = EventToken()
        self.attempts = tuple(Attempt(name) for name in (BEFORE, OURS, *places))
        self._workers.submit(
            lambda: _prepared(subject, places, instruction.strip()),
            partial(self._on_prepared, token),
            self._on_not_prepared,
        )
        self.changed.emit()

    def stop(self) -> None:
        """Asks the editor that works to stop; those that wait do not begin."""
        self._token.cancel()

    def save(self, path: Path) -> None:
        """Writes the pictures that are there side by side."""
        pictures = self.pictures
        self._workers.submit(
            lambda: _write_side_by_side(pictures, path),
            lambda _none: self.noticed.emit(Notice(NoticeKind.NOTE, self.tr("Saved to {0}").format(path))),
            lambda error: self.noticed.emit(Notice.of_error(error)),
        )

    def close(self) -> None:
        """Stops everything."""
        self._token.cancel()
        self._workers.close()

    # What the workers bring

    def _on_prepared(self, token: EventToken, prepared: _Prepared) -> None:
        self._tasks = prepared.tasks
        for picture in prepared.pictures:
            self._set(picture.name, phase=Phase.DONE, picture=picture)
        self._go_on(token)

    def _on_not_prepared(self, error: Exception) -> None:
        self.noticed.emit(Notice.of_error(error))
        self._end()

    def _go_on(self, token: EventToken) -> None:
        """Begins the next picture, or ends."""
        if token.is_cancelled() or not self._tasks:
            self._end()
            return
        name = next(iter(self._tasks))
        task, emit = self._tasks.pop(name), self._messaged.emit

        def work() -> ComparedPicture | None:
            try:
                return self._run_task(task, token=token, on_message=lambda share: emit(name, share))  # type: ignore[no-any-return]
            except Stopped:
                return None

        self._set(name, phase=Phase.RUNNING)
        self._workers.submit(work, partial(self._on_made, token, name), partial(self._on_failed, token, name))

    def _on_made(self, token: EventToken, name: str, picture: ComparedPicture | None) -> None:
        phase = Phase.STOPPED if picture is None else Phase.DONE
        self._set(name, phase=phase, picture=picture)
        self._go_on(token)

    def _on_failed(self, token: EventToken, name: str, error: Exception) -> None:
        notice = Notice.of_error(error)
        self._set(name, phase=Phase.FAILED, problem=notice.text)
        self.noticed.emit(replace(notice, text=f"{title_of(name)}: {notice.text}"))
        self._go_on(token)

    @Slot(str, float)
    def _on_told(self, name: str, fraction: float) -> None:
        if any(attempt.name == name and attempt.phase is Phase.RUNNING for attempt in self.attempts):
            self._set(name, fraction=fraction)

    def _end(self) -> None:
        self._tasks, self.is_running = {}, False
        unmade = (Phase.WAITING, Phase.RUNNING)
        self.attempts = tuple(
            replace(attempt, phase=Phase.STOPPED) if attempt.phase in unmade else attempt for attempt in self.attempts
        )
        self.changed.emit()
        self.ended.emit()

    def _set(self, name: str, **changes: Any) -> None:
        self.attempts = tuple(
            replace(attempt, **changes) if attempt.name == name else attempt for attempt in self.attempts
        )
        self.changed.emit()


def title_of(name: str) -> str:
    """An attempt's name as its editor's authors write it."""
    titles = {BEFORE: "Before", OURS: "lredit"} | {other.name: other.title for other in OTHER_EDITORS}
    return titles[name]


def _write_side_by_side(pictures: Sequence[ComparedPicture], path: Path) -> None:
    """In a worker thread; the writers are imported when first used."""
    from lredit_core.pictures.exporting import write_picture

    write_picture(side_by_side(pictures), path)


def _prepared(subject: Subject, places: Mapping[str, Path], instruction: str) -> _Prepared:
    """In a worker thread: flattens the documents and writes the tasks."""
    before = subject.before.flattened()
    request = subject.form.as_request(before, (), uuid.uuid4().hex)
    picture = to_compare(before.to_srgb8())
    prepared = _Prepared([ComparedPicture(BEFORE, picture)], {})
    if subject.ours is None:
        prepared.tasks[OURS] = OurEditTask(request, subject.bundle)
    else:
        prepared.pictures.append(ComparedPicture(OURS, to_compare(subject.ours.flattened().to_srgb8())))
    for name, place in places.items():
        other = other_editor(name)
        prompt = instruction if instruction and other.follows_instructions else request.prompt
        told = WholeInstructions(prompt, request.source_prompt, request.seed, request.settings.edit_steps)
        prepared.tasks[name] = OtherEditTask(other, place, picture, told)
    return prepared
