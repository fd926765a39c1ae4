"""What the steps of the history look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_gui.window.actions import Action
from tests.gui.window.conftest import edited

__all__ = ["edited"]

if TYPE_CHECKING:
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_each_step_shows_what_it_looked_like_and_those_that_are_gone_let_go(edited: MainWindow, bench: Bench) -> None:
    panel, session = edited.history, bench.session
    bench.wait_for_picture()
    session.accept()
    bench.wait_for_picture()
    looks = [panel.thumbnails.image(entry.document) for entry in session.history.entries]
    assert len(looks) == 2 and all(one is not None for one in looks) and looks[0] != looks[1]
    assert not panel.list.item(0).icon().isNull() and not panel.list.item(1).icon().isNull()
    session.undo()
    edited.action_set[Action.FLIP_ACROSS].trigger()
    bench.wait(lambda: session.history.cursor == 1 and session.history.entries[1].label != "")
    bench.wait_for_picture()
    assert panel.thumbnails.image(session.history.entries[1].document) != looks[1]
    session.close_picture(session.history.pictures[0])
    assert session.history.entries == ()
    panel.thumbnails.keep_only(())
    assert panel.list.count() == 0


def test_a_portrait_and_a_landscape_are_shown_whole(edited: MainWindow, bench: Bench) -> None:
    bench.wait_for_picture()
    document = bench.session.document
    assert document is not None
    image = edited.history.thumbnails.image(document)
    assert image is not None
    assert (image.width(), image.height()) == (72, 54)
    assert image.pixelColor(36, 27).alpha() == 255
    edited.action_set[Action.TURN_RIGHT].trigger()
    bench.wait(lambda: bench.session.document is not document)
    bench.wait_for_picture()
    turned = bench.session.document
    assert turned is not None
    upright = edited.history.thumbnails.image(turned)
    assert upright is not None
    assert upright.pixelColor(36, 27).alpha() == 255 and upright.pixelColor(2, 27).alpha() == 0
