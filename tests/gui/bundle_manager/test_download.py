"""A download as the person makes it: the real window, real processes, real files, from a hub on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from lredit_core.bundles.fetched_parts import PartPlace
from lredit_core.bundles.store import installed_names
from lredit_gui.bundle_manager.dialog import CATALOGUE, BundleManagerDialog
from lredit_gui.bundle_manager.manager import BundleManager, DownloadPhase
from lredit_gui.bundle_manager.terms import TermsDialog
from tests.fakes.local_hub import LocalHub, local_hub
from tests.fakes.tiny_bundle import write_tiny_bundle
from tests.fakes.tiny_catalogue import NAME, serve_parts, write_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from lredit_gui.theme.theme import Theme
    from lredit_gui.window.main_window import MainWindow
    from tests.gui.conftest import Bench

pytestmark = pytest.mark.slow

WAIT_MS = 100_000
UNET = "unet/diffusion_pytorch_model.safetensors"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalHub]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HF_TOKEN_PATH", str(tmp_path / "no token"))
    with local_hub() as server:
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        serve_parts(server, write_tiny_bundle(tmp_path / "tiny"))
        yield server


def test_a_bundle_is_fetched_paused_resumed_verified_and_used(
    hub: LocalHub, window: MainWindow, bench: Bench, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    manager = BundleManager(window, catalogue_path=write_catalogue(tmp_path / "catalogue.json"))
    dialog = BundleManagerDialog(None, None, "builtin", manager=manager, theme=theme, parent=window)
    dialog.bundleChosen.connect(bench.session.edits.load)
    manager.noticed.connect(dialog.show_notice)
    dialog.open()
    dialog.show_section(CATALOGUE)
    qtbot.waitUntil(lambda: manager.catalogue is not None and manager.machine is not None, timeout=WAIT_MS)
    card = dialog.catalogue.card(NAME)
    assert card.fit.text().startswith("Fits")

    hub.repositories["acme/diffusion"].cuts[UNET] = [20_000] + [0] * 50  # never ends by itself
    card.download_button.click()
    terms = dialog.findChild(TermsDialog)
    assert terms is not None
    terms.accept()
    qtbot.waitUntil(lambda: any(file == UNET for file, _first in hub.ranges), timeout=WAIT_MS)
    card.pause_button.click()
    qtbot.waitUntil(lambda: manager.downloads[NAME].phase is DownloadPhase.PAUSED, timeout=WAIT_MS)
    assert PartPlace("tiny-diffusion").bytes_begun() > 0 and installed_names() == []

    hub.repositories["acme/diffusion"].cuts.clear()
    qtbot.waitUntil(lambda: card.resume_button.isVisible(), timeout=WAIT_MS)
    card.resume_button.click()
    qtbot.waitUntil(lambda: manager.inventory.has(NAME), timeout=WAIT_MS)
    assert installed_names() == [NAME]

    manager.verify(NAME)
    qtbot.waitUntil(
        lambda: dialog.banner.notice is not None and "files match" in dialog.banner.notice.text, timeout=WAIT_MS
    )
    assert "everything loads" in dialog.banner.notice.text  # type: ignore[union-attr]

    use = card.findChild(QPushButton, "useButton")
    assert use is not None
    use.click()
    bench.wait(lambda: bench.session.edits.reference == NAME)
    manager.close()
