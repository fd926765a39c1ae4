"""Languages are chosen, sentences of the core known again, numbers written as the language does."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QMenu

from lredit_core.errors import InvalidRequest
from lredit_gui.language.language import LANGUAGES, SYSTEM, Language, first_known
from lredit_gui.language.numbers import localised, moment_text, shown_size
from lredit_gui.language.sentences import quoted, said, said_together
from lredit_gui.session.duration import duration_text
from lredit_gui.session.notice import Notice
from lredit_gui.widgets.fold_scroll import FoldScroll
from lredit_gui.window.actions import Action
from tests.gui.conftest import spoken
from tests.gui.window.test_right_to_left import cut, outside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    with spoken(qapp, "de") as made:
        yield made


def translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def test_texts_and_the_buttons_of_qt_are_in_the_chosen_language(language: Language) -> None:
    assert translated("Undo") == "R\u00fcckg\u00e4ngig"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    assert box.button(QDialogButtonBox.StandardButton.Close).text() == "Schlie\u00dfen"
    heard: list[bool] = []
    language.changed.connect(lambda: heard.append(True))
    language.choose("zh")
    assert translated("Undo") == "\u64a4\u9500" and heard == [True]
    language.choose("zh")
    language.choose("en")
    assert translated("Undo") == "Undo" and heard == [True, True]


@pytest.mark.parametrize(
    ("wanted", "code"), [(["de-AT", "en"], "de"), (["fr", "zh-CN"], "zh"), (["fr-FR"], "en"), ([], "en"), (["C"], "en")]
)
def test_without_a_choice_it_is_the_first_of_the_systems_languages_that_there_is(wanted: list[str], code: str) -> None:
    assert first_known(wanted) == code


def test_what_is_no_language_is_the_systems(language: Language) -> None:
    language.choose("nonsense")
    nonsense = language.code
    language.choose(SYSTEM)
    assert language.code == nonsense in LANGUAGES


def test_sentences_of_the_core_are_known_again_with_what_is_filled_in(language: Language) -> None:
    assert (
        said('"a.png" is a folder. Open a picture inside it.')
        == "\u201ea.png\u201c ist ein Ordner. \u00d6ffne ein Bild darin."
    )
    inner = 'I see nothing that could be "cat". Draw a box around it.'
    assert "cat" in said(inner) and said(inner) != inner
    assert said("From 3 choices: your boxes are 5 % wider and 4 % lower than the thing in them.") == (
        "Aus 3 Entscheidungen: deine Rahmen sind 5 % breiter und 4 % niedriger als das Ding darin."
    )
    near = '"the rhino" is no word that these models know in photographs. Nearest: cow, dog. Or draw a box around it.'
    assert said(near) == (
        "\u201ethe rhino\u201c ist kein Wort, das diese Modelle in Fotos kennen. "
        "Am n\u00e4chsten: cow, dog. Oder zeichne einen Rahmen darum."
    )
    assert (said("CPU, 1 thread"), said("CPU, 2 threads")) == ("CPU, 1 Thread", "CPU, 2 Threads")
    assert quoted("a cat") == "\u201ea cat\u201c"
    assert said("nothing that the core says") == "nothing that the core says"
    assert said_together(["There are no visible layers to merge."] * 2).count("Es gibt keine") == 2
    error = InvalidRequest("There is no layer below this one to merge it with.")
    assert Notice.of_error(error).text.startswith("Unter dieser Ebene")
    language.choose("en")
    assert said(inner) == inner


def test_numbers_and_dates_are_written_as_the_language_does(language: Language) -> None:
    assert localised("1.5 s, 12.25, v1.") == "1,5 s, 12,25, v1." and shown_size(1_500_000) == "1,5 MB"
    assert duration_text(2.34) == "2,3 s"
    assert moment_text(datetime.datetime(2024, 5, 31, 14, 7)).startswith("31.05.24")
    language.choose("en")
    assert duration_text(2.34) == "2.3 s"


@pytest.mark.parametrize("code", ["de", "zh"])
@pytest.mark.parametrize("size", [(1280, 860), (1000, 660)])
def test_no_text_is_cut(language: Language, request: pytest.FixtureRequest, code: str, size: tuple[int, int]) -> None:
    language.choose(code)
    window: MainWindow = request.getfixturevalue("edited")
    window.resize(*size)
    window.action_set[Action.ADVANCED].trigger()
    QTest.qWait(0)
    assert window.width() == size[0]
    assert outside(window) == [] and cut(window) == []
    dialog = window.settings_actions.show()
    for page in dialog.pages:
        dialog.show_page(page.name)
        QTest.qWait(0)
        assert outside(dialog) == [] and cut(dialog) == [], page.name
    dialog.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_a_layer_is_shaped_by_has_the_width_it_needs_before_a_layer_is_chosen(
    language: Language, bench: Bench, request: pytest.FixtureRequest, code: str
) -> None:
    language.choose(code)
    window: MainWindow = request.getfixturevalue("edited")
    scroll = window.layers.findChild(FoldScroll)
    assert scroll is not None and window.layers.properties.mask_part.isHidden()
    width = window.layers.width()
    bench.session.accept()
    bench.wait_for_picture()
    bench.session.layers.choose([bench.session.document.layers[0].layer_id])  # type: ignore[union-attr]
    QTest.qWait(0)
    assert window.layers.properties.mask_part.isVisible() and window.layers.width() == width
    assert scroll.viewport().width() >= scroll.widget().minimumSizeHint().width()


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_entries_of_a_menu_are_called_the_same_or_share_a_letter(
    language: Language, request: pytest.FixtureRequest, code: str
) -> None:
    language.choose(code)
    window: MainWindow = request.getfixturevalue("edited")
    menus = [window.menuBar(), *window.menuBar().findChildren(QMenu)]
    assert len(menus) > 8
    for menu in menus:
        texts = [action.text() for action in menu.actions() if action.text()]
        assert len(set(texts)) == len(texts), texts
        letters = [
            text.partition("&")[2][:1].lower() for text in (one.replace("&&", "") for one in texts) if "&" in text
        ]
        assert len(set(letters)) == len(letters), letters


def test_a_slider_takes_a_comma_where_the_language_writes_one(language: Language, window: MainWindow) -> None:
    guidance = window.prompt.advanced.guidance
    guidance.set_value(7.5)
    assert guidance.number.text() == "7,5"
    guidance.number.setFocus()
    guidance.number.setText("3,5")
    guidance.number.clearFocus()
    assert guidance.value == 3.5


def test_the_names_of_languages_are_in_themselves() -> None:
    assert LANGUAGES == {"en": "English", "de": "Deutsch", "zh": "\u4e2d\u6587"}
