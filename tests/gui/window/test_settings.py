"""Advanced settings and presets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from lredit_core.api.request import PAPER_SEARCH, Estimator, Objective, Preset
from lredit_core.manifest import MOST_STEPS
from lredit_gui.window.actions import Action
from tests.fakes.fake_engine import FAKE_BUNDLE
from tests.gui.window.hands import LEFT, turn_wheel

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


def test_advanced_settings_reach_the_request(edited: MainWindow, bench: Bench) -> None:
    edited.action_set[Action.ADVANCED].trigger()
    advanced = edited.prompt.advanced
    assert advanced.isVisible()
    advanced.seed.set_value(4_000_000_000)
    advanced.guidance.slider.setValue(advanced.guidance.slider.value() + 2)
    advanced.weights["size"].slider.setValue(20)
    advanced.negative.setText("blurry")
    advanced.estimator.setCurrentIndex(1)
    edited.start_edit()
    bench.wait_for_end()
    request = bench.engine.requests[-1]
    assert (request.seed, request.negative_prompt) == (4_000_000_000, "blurry")
    assert request.settings.guidance_scale == 8.5 and request.settings.weights.size == 1.0
    assert request.settings.estimator.value == "straight-through"


def test_in_a_small_window_the_advanced_settings_fit_and_scroll(edited: MainWindow, bench: Bench) -> None:
    edited.resize(900, 600)
    edited.action_set[Action.ADVANCED].trigger()
    fold = edited.prompt.advanced.fold
    bench.wait(lambda: fold.is_scrolling)
    assert (edited.width(), edited.height()) == (900, 600)
    slider = edited.prompt.advanced.steps.slider
    before = slider.value()
    turn_wheel(slider, QPointF(5, 5), -120)
    assert slider.value() == before and fold.verticalScrollBar().value() > 0


def test_a_number_is_typed_beside_its_slider_and_everything_goes_back_to_the_preset(edited: MainWindow) -> None:
    edited.action_set[Action.ADVANCED].trigger()
    advanced = edited.prompt.advanced
    before = advanced.steps.value
    field = advanced.steps.number
    for typed, kept in (("33", 33.0), ("9999", float(MOST_STEPS)), ("many", float(MOST_STEPS))):
        field.setFocus()
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert advanced.steps.value == kept and edited.prompt.form.settings.edit_steps == kept
    QTest.mouseClick(advanced.reset, LEFT)
    assert advanced.steps.value == before


def test_a_preset_sets_its_numbers(window: MainWindow, bench: Bench) -> None:
    QTest.mouseClick(window.prompt.presets.button(0), LEFT)
    assert bench.session.form.preset is Preset.FAST
    assert bench.session.form.settings.anchor_count == 6
    assert window.prompt.advanced.anchors.value == 6


def test_the_papers_recipe_is_one_switch_and_off_all_is_set_back(edited: MainWindow, bench: Bench) -> None:
    edited.action_set[Action.ADVANCED].trigger()
    advanced = edited.prompt.advanced
    ours = edited.prompt.form.settings
    advanced.paper.click()
    paper = edited.prompt.form.settings
    assert (paper.search, paper.objective, paper.estimator) == (
        PAPER_SEARCH,
        Objective.PAPER,
        Estimator.STRAIGHT_THROUGH,
    )
    assert paper.window_aspects == (1.0,) and len(paper.window_shares) == 7
    edited.start_edit()
    bench.wait_for_end()
    assert bench.engine.requests[-1].settings.search == PAPER_SEARCH
    advanced.paper.click()
    assert edited.prompt.form.settings == ours
    advanced.paper.click()
    edited.prompt.set_preset(Preset.FAST)
    assert not advanced.paper.isChecked() and edited.prompt.form.settings.search == ours.search


def test_a_bundles_own_detector_can_be_left_out_where_there_is_one(edited: MainWindow, bench: Bench) -> None:
    edited.action_set[Action.ADVANCED].trigger()
    switch = edited.prompt.advanced.grounding
    assert switch.isHidden() and edited.prompt.form.settings.uses_grounding
    edited.prompt.set_bundle(replace(FAKE_BUNDLE, grounding=("OWLv2",)))
    assert switch.isVisible() and switch.isChecked()
    switch.click()
    edited.start_edit()
    bench.wait_for_end()
    assert not bench.engine.requests[-1].settings.uses_grounding
    edited.prompt.set_preset(Preset.FAST)
    assert switch.isChecked(), "set back, as all that is set by hand"
    edited.prompt.set_bundle(FAKE_BUNDLE)
    assert switch.isHidden()


def test_what_was_typed_before_the_models_came_takes_on_their_steps_and_guidance(
    window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    bench.open(picture_path)
    window.prompt.prompt_edit.setText("a red apple")
    assert bench.session.form.settings.edit_steps == 20
    window.prompt.set_bundle(replace(FAKE_BUNDLE, default_editor="diffusion"))
    settings = bench.session.form.settings
    assert (settings.edit_steps, settings.guidance_scale) == (8, 2.5)
    assert round(window.prompt.advanced.steps.value) == 8


@pytest.mark.parametrize("text", ["...", "\uff1f\uff01", "\u2014"])
def test_what_holds_no_word_is_refused_before_it_is_asked(
    text: str, window: MainWindow, bench: Bench, picture_path: Path
) -> None:
    bench.open(picture_path)
    window.prompt.prompt_edit.setText(text)
    assert not window.prompt.edit_button.isEnabled()
    assert "holds no word" in window.prompt.refusal.text()
    window.prompt.prompt_edit.setText("a red apple")
    assert window.prompt.edit_button.isEnabled()
