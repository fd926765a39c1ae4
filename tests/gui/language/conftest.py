"""The windows of the other rooms' tests, in a language that only marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gui.language.pseudo import PseudoTranslator
from tests.gui.window.conftest import edited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

__all__ = ["edited", "marked"]


@pytest.fixture
def marked(qapp: QApplication) -> Iterator[None]:
    """Every text that is made from now on is marked."""
    translator = PseudoTranslator()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)
