"""What the window says of its models: names, words, a hint for what they cannot draw, the choice of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from lredit_core.api.service import BundleInfo, EditorInfo
from lredit_gui.bundle_manager.dialog import BundleManagerDialog
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.session.ui_state import EnginePhase
from lredit_gui.window.actions import Action
from tests.fakes.fake_engine import VOCABULARY

if TYPE_CHECKING:
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


class TestModels:
    def test_the_models_are_named_and_their_words_completed(self, window: MainWindow, bench: Bench) -> None:
        bench.session.edits.load()
        bench.wait(lambda: window.status.bundle.text().startswith("Scripted"))
        assert window.prompt.completer.vocabulary == VOCABULARY
        assert window.status.device.text() == "CPU, 2 threads"
        completer = window.prompt.completer
        window.prompt.prompt_edit.setText("a red ap")
        completer.setCompletionPrefix("a red ap")
        assert completer.completionCount() == 1
        assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "a red apple"

    def test_a_prompt_outside_the_vocabulary_is_told_before_it_runs(self, window: MainWindow, bench: Bench) -> None:
        bench.session.edits.load()
        bench.wait(lambda: window.status.bundle.text().startswith("Scripted"))
        hint = window.prompt.hint
        for known in ("a red apple", "two apples", "a kitten", "a red ap", "te", ""):
            window.prompt.prompt_edit.setText(known)
            assert hint.isHidden(), known
        window.prompt.prompt_edit.setText("a teepot")
        assert not hint.isHidden() and "7 things" in hint.text()
        hint.linkActivated.emit("teapot")
        assert window.prompt.prompt_edit.text() == "a teapot" and hint.isHidden()

    def test_an_editor_that_draws_anything_needs_no_hint(self, window: MainWindow, bench: Bench) -> None:
        bench.session.edits.load()
        bench.wait(lambda: window.status.bundle.text().startswith("Scripted"))
        choice = window.prompt.advanced.editor
        window.prompt.prompt_edit.setText("a teepot")
        choice.setCurrentIndex(choice.findData("diffusion"))
        assert window.prompt.hint.isHidden()

    def test_an_editor_s_own_steps_and_guidance_are_shown_and_sent(self, window: MainWindow, bench: Bench) -> None:
        bench.session.edits.load()
        bench.wait(lambda: window.status.bundle.text().startswith("Scripted"))
        choice = window.prompt.advanced.editor
        before = window.prompt.form.settings
        choice.setCurrentIndex(choice.findData("diffusion"))
        suited = window.prompt.form.settings
        assert (suited.edit_steps, suited.draft_steps, suited.guidance_scale) == (8, 2, 2.5)
        choice.setCurrentIndex(choice.findData(""))
        assert window.prompt.form.settings == before

    @pytest.mark.parametrize("steps", [1, 4, 150])
    def test_few_steps_and_many_are_shown_as_they_are(self, steps: int, window: MainWindow, bench: Bench) -> None:
        bench.session.edits.load()
        bench.wait(lambda: window.status.bundle.text().startswith("Scripted"))
        quick = EditorInfo("diffusion", "Quick", steps=steps, guidance_scale=1.0)
        advanced = window.prompt.advanced
        advanced.set_bundle(BundleInfo("quick", "Quick", "", False, (quick,), "diffusion", "CPU", 0))
        assert (advanced.steps.value, advanced.guidance.value) == (steps, 1)
        advanced.steps.slider.setValue(advanced.steps.slider.value() + (1 if steps < 150 else -1))
        assert window.prompt.form.settings.edit_steps == (steps + 1 if steps < 150 else 149), "the person's own"

    def test_the_models_say_what_they_can_draw(self, window: MainWindow, bench: Bench) -> None:
        bench.session.edits.load()
        bench.wait(lambda: window.status.bundle.text().startswith("Scripted"))
        window.status.bundle.click()
        dialog = window.findChild(BundleManagerDialog)
        assert dialog is not None
        page = dialog.things
        assert page.list.count() == len(VOCABULARY)
        page.search.setText("pan")
        assert [row for row in range(page.list.count()) if not page.list.item(row).isHidden()] == [5]
        page.search.returnPressed.emit()
        assert window.prompt.prompt_edit.text() == "a red panda"
        assert dialog.isHidden()

    def test_other_models_are_chosen_from_the_window(self, window: MainWindow, bench: Bench) -> None:
        bench.session.edits.load()
        bench.wait(lambda: bench.session.edits.phase is EnginePhase.READY)
        window.action_set[Action.MODELS].trigger()
        dialog = window.findChild(BundleManagerDialog)
        assert dialog is not None
        dialog.bundleChosen.emit("/models/large")
        bench.wait(lambda: bench.session.edits.reference == "/models/large")
        dialog.reject()

    def test_what_the_manager_says_is_shown_where_the_person_looks(self, window: MainWindow) -> None:
        window.models.noticed.emit(Notice(NoticeKind.NOTE, "Behind the window."))
        assert window.banner.notice is not None and window.banner.notice.text == "Behind the window."
        window.action_set[Action.MODELS].trigger()
        dialog = window.findChild(BundleManagerDialog)
        assert dialog is not None
        window.models.noticed.emit(Notice(NoticeKind.NOTE, "In the dialog."))
        assert dialog.banner.notice is not None and dialog.banner.notice.text == "In the dialog."
        assert window.banner.notice.text == "Behind the window."
        dialog.reject()

    def test_without_models_the_dialog_offers_those_that_are_installed(self, window: MainWindow, bench: Bench) -> None:
        window.action_set[Action.MODELS].trigger()
        dialog = window.findChild(BundleManagerDialog)
        assert dialog is not None and dialog.stack.currentWidget() is dialog.installed
        bench.wait(lambda: window.models.inventory.has("builtin"))
        use = dialog.installed.findChild(QPushButton, "verifyButton")
        assert use is not None and use.accessibleName() == "Verify Built-in models"
        dialog.reject()
