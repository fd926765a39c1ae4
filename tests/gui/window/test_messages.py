"""Errors, notes and hints, and the way they go."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton

from lredit_core.report.versions import about_this_machine
from lredit_gui.panels.messages import report_of
from lredit_gui.session.notice import Doubt, Notice, NoticeChoice, NoticeKind
from lredit_gui.window.actions import Action
from tests.gui.window.hands import LEFT

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_an_error_is_shown_with_details_to_copy_and_closed_with_its_button(
    window: MainWindow, bench: Bench, tmp_path: Path
) -> None:
    window._messages.set_about("lredit 1.2.3 on this machine")
    bench.session.pictures.open_path(tmp_path / "gone.png")
    bench.wait(window.banner.isVisible)
    assert "gone.png" in window.findChildren(QLabel, "messageText")[0].text()
    QTest.mouseClick(window.findChildren(QPushButton, "copyDetailsButton")[0], LEFT)
    assert "gone.png" in QGuiApplication.clipboard().text()
    assert "lredit 1.2.3 on this machine" in QGuiApplication.clipboard().text()
    window.banner.dismiss()
    assert not window.banner.isVisible()


def test_an_error_comes_back_when_the_note_over_it_is_closed(window: MainWindow) -> None:
    error, note = Notice(NoticeKind.ERROR, "It broke.", "why"), Notice(NoticeKind.NOTE, "By the way.")
    window.banner.show_notice(error)
    window.banner.show_notice(note)
    assert window.banner.notice is note
    window.banner.dismiss()
    assert window.banner.notice is error
    report = report_of(error, about_this_machine())
    assert "why" in report and "lredit" in report and f"{os.cpu_count()} cores" in report


def test_a_failed_edit_is_told_and_keeps_everything(edited: MainWindow, bench: Bench) -> None:
    bench.engine.fails_with = "The engine broke. Try it once more."
    edited.start_edit()
    bench.wait_for_end()
    assert edited.banner.isVisible() and edited.banner.notice is not None
    assert edited.banner.notice.text == "The engine broke. Try it once more."
    assert edited.strip.count() == 3 and edited.prompt.edit_button.isEnabled()


def test_the_next_edit_takes_an_old_error_away_and_leaves_a_warning(edited: MainWindow, bench: Bench) -> None:
    warning = Notice(NoticeKind.WARNING, "Look at this.")
    edited.banner.show_notice(warning)
    bench.engine.fails_with = "The engine broke. Try it once more."
    edited.start_edit()
    bench.wait_for_end()
    assert edited.banner.notice is not None and edited.banner.notice.kind is NoticeKind.ERROR
    bench.engine.fails_with = ""
    edited.start_edit()
    bench.wait_for_end()
    assert edited.banner.notice is warning


def test_what_would_be_refused_is_said_under_the_prompt(window: MainWindow, bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("apple " * 200)
    assert window.prompt.refusal.isVisible() and "1199 characters" in window.prompt.refusal.text()
    assert not window.prompt.edit_button.isEnabled()
    window.prompt.prompt_edit.setText("apple")
    assert not window.prompt.refusal.isVisible() and window.prompt.edit_button.isEnabled()


def test_the_list_of_shortcuts_opens(window: MainWindow) -> None:
    window.action_set[Action.SHORTCUTS].trigger()
    (dialog,) = window.findChildren(QDialog, "shortcutsDialog")
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Ctrl+O" in words and "Draw a box" in words
    dialog.close()


def test_what_can_be_done_about_a_notice_is_a_button_each_and_a_note_is_shown_under_it(window: MainWindow) -> None:
    done: list[str] = []
    choices = tuple(NoticeChoice(text, lambda text=text: done.append(text)) for text in ("Open", "Discard"))  # type: ignore[misc]
    offer = Notice(NoticeKind.WARNING, "Some pictures were kept.", choices=choices)
    window._messages.show(offer)
    for text in ("By the way.", "Saved as x."):
        window._messages.show(Notice(NoticeKind.NOTE, text))
        assert window.banner.notice is offer and shown_text(window) == f"Some pictures were kept.\n{text}"
    buttons = choice_buttons(window)
    assert [button.text() for button in buttons] == ["Open", "Discard"]
    assert all(window.banner.rect().contains(button.geometry()) for button in buttons)
    window.banner._timer.timeout.emit()
    assert shown_text(window) == "Some pictures were kept."
    for number in range(20):
        window._messages.show(Notice(NoticeKind.ERROR, f"It broke: {number}"))
    assert not choice_buttons(window)
    while window.banner.notice is not offer:
        window.banner.dismiss()
    QTest.mouseClick(choice_buttons(window)[0], LEFT)
    assert done == ["Open"] and not window.banner.isVisible()


def test_a_choice_that_cannot_be_undone_is_asked_about(window: MainWindow, bench: Bench) -> None:
    done: list[str] = []
    doubt = Doubt("Discard what was kept?", "Nowhere else is there a copy of it.", "Discard")
    choice = NoticeChoice("Discard", lambda: done.append("gone"), doubt)
    window._messages.show(Notice(NoticeKind.WARNING, "Some pictures were kept.", choices=(choice,)))
    for pressed in ("Cancel", "Discard"):
        QTest.mouseClick(choice_buttons(window)[0], LEFT)
        bench.wait(lambda: asked(window))
        (box,) = asked(window)
        assert box.defaultButton().text().replace("&", "") == "Cancel" and not done
        next(one for one in box.buttons() if one.text().replace("&", "") == pressed).click()
        bench.wait(lambda: bench.session.flows.count == 0)
        assert window.banner.isVisible() is not bool(done)
    assert done == ["gone"]


def shown_text(window: MainWindow) -> str:
    return window.findChildren(QLabel, "messageText")[0].text()


def choice_buttons(window: MainWindow) -> list[QPushButton]:
    return [one for one in window.findChildren(QPushButton, "messageChoiceButton") if one.isVisible()]


def asked(window: MainWindow) -> list[QMessageBox]:
    return [one for one in window.findChildren(QMessageBox, "doubtQuestion") if one.isVisible()]
