"""Where garbage is collected."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

from lredit_gui.app.garbage import GarbageCollector

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Cycle:
    """Tells the thread in which it was found."""

    def __init__(self, found: list[threading.Thread]) -> None:
        self.own, self.found = self, found

    def __del__(self) -> None:
        self.found.append(threading.current_thread())


def test_cycles_are_found_in_the_windows_thread_whatever_others_allocate(qtbot: QtBot) -> None:
    gc.enable()
    collector = GarbageCollector()
    found: list[threading.Thread] = []
    try:
        assert not gc.isenabled()

        def allocate() -> None:
            for _ in range(50):
                Cycle(found)
            kept = [[] for _ in range(20_000)]  # more than Python lets lie
            del kept

        for _ in range(3):
            worker = threading.Thread(target=allocate)
            worker.start()
            worker.join()
        assert found == [], "nothing is looked for in other threads"
        Cycle(found)
        many = [[] for _ in range(2_000)]
        qtbot.waitUntil(lambda: len(found) >= 151, timeout=5_000)
        assert {thread is threading.main_thread() for thread in found} == {True}
        del many
    finally:
        collector.end()
    assert gc.isenabled(), "as it was before"
