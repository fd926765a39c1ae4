"""A tour of one minute: a sample is edited while each part of the window is named. It can be left at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lredit_gui.session.examples import Example
from lredit_gui.widgets.spotlight import Spotlight
from lredit_gui.window.actions import Action

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from lredit_gui.session.examples import ExampleRunner
    from lredit_gui.window.layout import WindowLayout

#: What the tour edits.
_EXAMPLE = Example("cat_and_car", "a duck", "the car")


@dataclass(frozen=True, slots=True)
class _Stop:
    """Attributes:
    target: the part that is shown, or None.
    enter: what is done on the way there.
    """

    title: str
    words: str
    target: Callable[[], QWidget] | None = None
    enter: Callable[[], object] | None = None


class Tour(QObject):
    """Begins anew at each `start`."""

    def __init__(self, window: WindowLayout, samples: list[Path], examples: ExampleRunner) -> None:
        super().__init__(window)
        self._window, self._examples = window, examples
        self._sample = next((path for path in samples if path.stem == _EXAMPLE.sample), None)
        self._index = 0
        self._furthest = -1
        self.spotlight: Spotlight | None = None

    def start(self) -> None:
        """From the beginning; nothing where it is on its way."""
        if self.spotlight is None:
            self._index, self._furthest = 0, -1
            self.spotlight = Spotlight(self._window.theme, self._window)
            self.spotlight.next.connect(self._on_next)
            self.spotlight.back.connect(self._on_back)
            self.spotlight.left.connect(self.leave)
            self.spotlight.show()
            self.spotlight.raise_()
            self._show()

    def leave(self) -> None:
        """What was done meanwhile stays."""
        if self.spotlight is not None:
            self.spotlight.hide()
            self.spotlight.deleteLater()
            self.spotlight = None
            self._window.canvas.setFocus()

    def _stops(self) -> tuple[_Stop, ...]:
        window, key = self._window, self._window.action_set.key
        return (
            _Stop(
                self.tr("Pictures"),
                self.tr("Open a photograph, drop one on the window, or paste it. Each has a tab of its own."),
                lambda: window.stage,
            ),
            _Stop(
                self.tr("Words"),
                self.tr("Type what should be there, and what it takes the place of, if you like: the words say whether "
                        "something is replaced, added, removed, changed or moved."),
                lambda: window.prompt, self._run_example,
            ),
            _Stop(
                self.tr("The region is learned"),
                self.tr("No mask is painted: boxes settle where your words fit best. Drag one, or draw your own "
                        "({0}), and only that box is edited again.").format(key(Action.DRAW_TOOL)),
                lambda: window.stage,
            ),
            _Stop(
                self.tr("Candidates"),
                self.tr("The edits come here, best first. Look through them with {0} and {1}, hold C to see the "
                        "picture as it was, and accept one with {2}.")
                .format(key(Action.PREVIOUS), key(Action.NEXT), key(Action.ACCEPT)),
                lambda: window.job_row,
            ),
            _Stop(
                self.tr("Layers"),
                self.tr("What you accept becomes a layer with its own mask: move, scale, fade or edit it again. "
                        "Outside of it no pixel changes."),
                lambda: window.layers,
            ),
            _Stop(
                self.tr("Keep it"),
                self.tr("{0} exports the picture, {1} saves all of it as a project. {2} finds every command.")
                .format(key(Action.EXPORT), key(Action.SAVE), key(Action.COMMANDS)),
            ),
        )  # fmt: skip

    def _run_example(self) -> None:
        if self._sample is not None:
            self._examples.run(self._sample, _EXAMPLE)

    def _show(self) -> None:
        stops = self._stops()
        stop = stops[self._index]
        if self._index > self._furthest and stop.enter is not None:
            stop.enter()
        self._furthest = max(self._furthest, self._index)
        if self.spotlight is not None:
            target = None if stop.target is None else stop.target()
            self.spotlight.show_step(target, stop.title, stop.words, index=self._index, count=len(stops))

    def _on_next(self) -> None:
        if self._index + 1 == len(self._stops()):
            self.leave()
        else:
            self._index += 1
            self._show()

    def _on_back(self) -> None:
        self._index = max(0, self._index - 1)
        self._show()
