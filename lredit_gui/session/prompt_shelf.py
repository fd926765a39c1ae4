"""The prompts that were asked for, on whatever picture, from one start to the next, and the favourites among them."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from lredit_core.project.prompts import PromptEnding, PromptRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_gui.session.document_history import DocumentHistory
    from lredit_gui.session.preferences import Preferences
    from lredit_gui.session.prompt_log import PromptLog

#: So many are kept besides the favourites.
MOST_KEPT = 200
Words = tuple[str, str, str]


class PromptShelf(QObject):
    """Signals: changed."""

    changed = Signal()

    def __init__(
        self, history: DocumentHistory, log: PromptLog, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._preferences = history, preferences
        self._forgotten: set[str] = set()
        self._kept = tuple(run for run in map(_read, preferences.kept_prompts) if run is not None)
        log.changed.connect(self._take)
        history.opened.connect(self._take)

    @property
    def runs(self) -> tuple[PromptRun, ...]:
        """Each set of words once, as it ran last; the latest first."""
        return self._kept

    @property
    def of_picture(self) -> frozenset[Words]:
        """The words that ran on the picture that is shown."""
        picture = self._history.picture
        return frozenset() if picture is None else frozenset(words_of_run(run) for run in picture.prompts)

    def set_favourite(self, run: PromptRun, is_favourite: bool) -> None:
        """A mark: it stays, however many others come, and stands before them."""
        self._kept = tuple(_marked(one, run, is_favourite) for one in self._kept)
        for picture in self._history.pictures:
            picture.prompts = tuple(_marked(one, run, is_favourite) for one in picture.prompts)
        self._keep()

    def forget(self, run: PromptRun) -> None:
        """It is no longer listed; the projects that it is in keep it."""
        self._forget(lambda one: words_of_run(one) == words_of_run(run))

    def forget_all(self) -> None:
        """All but the favourites."""
        self._forget(lambda one: not one.is_favourite)

    def _forget(self, is_gone: Callable[[PromptRun], bool]) -> None:
        """Open pictures do not bring them back."""
        ran = (run for picture in self._history.pictures for run in picture.prompts)
        self._forgotten |= {run.run_id for run in ran if is_gone(run)}
        self._kept = tuple(one for one in self._kept if not is_gone(one))
        self._keep()

    def _take(self) -> None:
        """What ran on the picture that is shown."""
        picture = self._history.picture
        if picture is not None:
            marked = {words_of_run(one) for one in self._kept if one.is_favourite}
            merged = {words_of_run(one): one for one in reversed(self._kept)}
            for run in (one for one in picture.prompts if one.run_id not in self._forgotten):
                words = words_of_run(run)
                known = merged.get(words)
                if known is None or known.started <= run.started:
                    merged.pop(words, None)
                    merged[words] = replace(run, is_favourite=run.is_favourite or words in marked)
            latest_first = list(merged.values())[::-1]  # of those of one second, the one that ran last
            latest_first.sort(key=lambda one: one.started, reverse=True)
            self._kept = tuple(latest_first)
        self._keep()

    def _keep(self) -> None:
        others = frozenset(id(one) for one in [one for one in self._kept if not one.is_favourite][:MOST_KEPT])
        self._kept = tuple(one for one in self._kept if one.is_favourite or id(one) in others)
        keeps_all = self._preferences.keeps_prompts
        self._preferences.kept_prompts = [_written(one) for one in self._kept if keeps_all or one.is_favourite]
        self.changed.emit()


def words_of_run(run: PromptRun) -> Words:
    """What makes two runs the same prompt."""
    return run.prompt.strip(), run.source_prompt.strip(), run.intent


def _marked(one: PromptRun, run: PromptRun, is_favourite: bool) -> PromptRun:
    return replace(one, is_favourite=is_favourite) if words_of_run(one) == words_of_run(run) else one


def _written(run: PromptRun) -> dict[str, Any]:
    return {**asdict(run), "ending": run.ending.value}


def _read(stored: Any) -> PromptRun | None:
    """None where it is none."""
    if not isinstance(stored, dict) or not isinstance(stored.get("prompt"), str):
        return None
    texts = {one.name for one in fields(PromptRun) if one.type == "str"}
    values = {name: value for name, value in stored.items() if name in texts and isinstance(value, str)}
    seed, settings, ending = stored.get("seed"), stored.get("settings"), stored.get("ending")
    return PromptRun(
        **{"run_id": "", **values},
        seed=seed if isinstance(seed, int) else 0,
        settings=settings if isinstance(settings, dict) else {},
        ending=next((one for one in PromptEnding if one.value == ending), PromptEnding.UNKNOWN),
        is_favourite=stored.get("is_favourite") is True,
    )
