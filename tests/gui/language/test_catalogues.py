"""The catalogues hold every text of the code and nothing else, translated, with what is filled in, and compiled."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lredit_gui.language.language import LANGUAGES, SOURCE
from scripts import translations
from scripts.translations import CORE, Text

if TYPE_CHECKING:
    from pathlib import Path

CODES = [code for code in LANGUAGES if code != SOURCE]
_FIELD = re.compile(r"\{[\w.:+%]*\}")


@pytest.fixture(scope="module")
def texts() -> set[Text]:
    return translations.all_texts()


def test_there_is_a_catalogue_for_every_language_that_can_be_chosen() -> None:
    assert set(translations.LANGUAGES) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_holds_just_the_texts_of_the_code_and_all_are_translated(code: str, texts: set[Text]) -> None:
    catalogue = translations.read_catalogue(translations.catalogue_path(code))
    assert sorted(texts - set(catalogue)) == [], "run `make translations`, and translate what it prints"
    assert sorted(set(catalogue) - texts) == [], "run `make translations`"
    assert [text for text, done in catalogue.items() if not done.strip() and text.source.strip()] == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_same_things_filled_in(code: str) -> None:
    catalogue = translations.read_catalogue(translations.catalogue_path(code))
    wrong = {
        text.source: done
        for text, done in catalogue.items()
        if set(_FIELD.findall(text.source)) != set(_FIELD.findall(done))
    }
    assert wrong == {}


@pytest.mark.parametrize("code", CODES)
def test_a_translation_begins_and_ends_as_its_text_does(code: str) -> None:
    """Spaces that part a number from its unit, and the dots that say that a dialog follows."""
    catalogue = translations.read_catalogue(translations.catalogue_path(code))
    for text, done in catalogue.items():
        assert done[:1].isspace() == text.source[:1].isspace(), text
        assert done[-1:].isspace() == text.source[-1:].isspace(), text
        assert done.endswith("\u2026") == text.source.endswith("\u2026"), text


@pytest.mark.parametrize("code", CODES)
def test_what_is_compiled_is_what_the_catalogue_says(code: str, tmp_path: Path) -> None:
    translations.compile_catalogue(code, tmp_path / "anew.qm")
    committed = translations.catalogue_path(code).with_suffix(".qm")
    assert (tmp_path / "anew.qm").read_bytes() == committed.read_bytes(), "run `make translations`"


def test_the_patterns_of_the_core_are_those_of_its_code() -> None:
    assert (translations.FOLDER / "core.json").read_text("utf-8") == translations.core_text(), "run `make translations`"


def test_texts_are_found_under_their_contexts(tmp_path: Path) -> None:
    room = tmp_path / "lredit_gui"
    room.mkdir()
    (room / "one.py").write_text(
        "class Row:\n"
        "    def show(self):\n"
        "        return self.tr('Open' ' it') if self else _tr('Close')\n"
        "def _tr(text):\n"
        "    return QCoreApplication.translate('Rows', text)\n"
    )
    assert translations.texts_of_window(tmp_path) == {Text("Row", "Open it"), Text("Rows", "Close")}
    for wrong in ("self.tr(name)", "self.tr(f'Open {name}')", "self.tr('%n files')"):
        (room / "one.py").write_text(f"class Row:\n    def show(self, name):\n        return {wrong}\n")
        with pytest.raises(SystemExit):
            translations.texts_of_window(tmp_path)


def test_sentences_of_the_core_are_found_with_what_is_filled_in(tmp_path: Path) -> None:
    room = tmp_path / "lredit_core" / "api"
    room.mkdir(parents=True)
    (tmp_path / "resources" / "bundles" / "builtin").mkdir(parents=True)
    (tmp_path / "resources" / "catalogue.json").write_text('{"bundles": [{"good_for": "All", "name": "x"}]}')
    (tmp_path / "resources" / "bundles" / "builtin" / "bundle.json").write_text('{"title": "Built-in models"}')
    (room / "one.py").write_text(
        '"""A docstring is no sentence for the person."""\n'
        "def check(name, log):\n"
        "    log.warning('The log is not for the person.')\n"
        "    raise Wrong(f'There is no \"{name}\". Give another one.')\n"
        "    raise Wrong(f'That is no name. {offer(name)}')\n"
    )
    found = translations.sentences_of_core(tmp_path)
    assert found == ["All", "Built-in models", "That is no name. {0}", 'There is no "{0}". Give another one.']


def test_what_was_translated_stays_and_what_is_gone_goes(tmp_path: Path) -> None:
    old = {Text("A", "Open <it> & go"): "\u00d6ffnen <es> & los", Text("A", "Gone"): "Weg"}
    path = translations.catalogue_path("de", tmp_path)
    path.write_text(translations.catalogue_text(old, "de"), "utf-8")
    assert translations.read_catalogue(path) == old
    new = translations.updated("de", [Text("A", "Open <it> & go"), Text(CORE, "New")], tmp_path)
    assert new == {Text("A", "Open <it> & go"): "\u00d6ffnen <es> & los", Text(CORE, "New"): ""}
    path.write_text(translations.catalogue_text(new, "de"), "utf-8")
    assert 'type="unfinished"' in path.read_text("utf-8") and translations.read_catalogue(path) == new
