"""The model manager's dialog over a scripted manager: what it shows, what it starts, and that it waits for nothing."""

from __future__ import annotations

import shutil
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLineEdit, QMessageBox, QPushButton, QToolButton, QWidget

from lredit_core.bundles import composing, installed
from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.bundles.downloading import FetchProgress
from lredit_core.bundles.fetched_parts import PartPlace
from lredit_core.bundles.machine import Machine
from lredit_core.bundles.sampling_choices import SamplingChoices
from lredit_core.bundles.store import bundles_home, installed_names
from lredit_core.bundles.tasks import (
    ComposeTask,
    InstallFolderTask,
    MachineTask,
    RelocatePartTask,
    VerifyTask,
)
from lredit_core.bundles.verdicts import BundleVerdict, PartVerdict
from lredit_core.editors.lora_files import parse_lora
from lredit_core.errors import ModelUnavailable, Stopped
from lredit_gui.bundle_manager.dialog import CATALOGUE, IMPORT, IN_USE, INSTALLED, BundleManagerDialog
from lredit_gui.bundle_manager.manager import BundleManager, DownloadPhase
from lredit_gui.bundle_manager.terms import TermsDialog
from lredit_gui.panels.messages import MessageBanner
from lredit_gui.session.notice import Notice, NoticeKind
from tests.fakes.fake_engine import FAKE_BUNDLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot
    from qasync import QEventLoop

    from lredit_core.bundles.catalogue import Catalogue, CatalogueBundle
    from lredit_gui.bundle_manager.catalogue_page import CatalogueCard
    from lredit_gui.theme.theme import Theme

WAIT_MS = 15_000
GB = 10**9
SMALL, GATED = "photographs-small", "flux-fill"


class Script:
    """Stands in for the processes.

    Attributes:
        tasks: what was asked for.
        gate: a download or a verification waits for it; `stopped` is set where it was stopped meanwhile.
        failure: raised at the end of the next download or task.
    """

    def __init__(self) -> None:
        self.tasks: list[Any] = []
        self.tokens: list[str] = []
        self.gate, self.stopped = threading.Event(), threading.Event()
        self.failure: Exception | None = None
        self.verdict = BundleVerdict("builtin", (PartVerdict("image-text model", 3),))

    def run_task(self, task: Any, *, token: Any, on_message: Callable[[Any], None]) -> Any:
        self.tasks.append(task)
        if isinstance(task, MachineTask):
            return Machine("Test card", 8 * GB, 16 * GB)
        on_message("Loading something")
        self._wait(token)
        if isinstance(task, VerifyTask):
            return self.verdict
        if isinstance(task, ComposeTask):
            return compose(task.name, BundleParts("builtin", "builtin", ("builtin",)))
        return Path("somewhere")

    def fetch_and_install(
        self,
        catalogue: Catalogue,
        bundle: CatalogueBundle,
        *,
        token: Any,
        on_message: Callable[[Any], None],
        hub_token: str,
    ) -> Path:
        self.tasks.append(bundle.name)
        self.tokens.append(hub_token)
        on_message(FetchProgress("Stable Diffusion", 1_204_000_000, 3_010_000_000, 8_300_000.0))
        self._wait(token)
        on_message("Trying it out")
        return compose(bundle.name, BundleParts("builtin", "builtin", ("builtin",)), title=bundle.title)

    def _wait(self, token: Any) -> None:
        while not self.gate.wait(0.01):
            if token.is_cancelled():
                self.stopped.set()
                raise Stopped
        if token.is_cancelled():
            raise Stopped
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Bundles and parts of this test lie in a folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return bundles_home()


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def manager(script: Script, qtbot: QtBot, loop: QEventLoop) -> Iterator[BundleManager]:
    made = BundleManager(run_task=script.run_task, fetch_and_install=script.fetch_and_install)
    yield made
    made.close()
    script.gate.set()
    made._workers._pool.shutdown(wait=True)  # a thread that is late would write into the next test's folder


@pytest.fixture
def show(manager: BundleManager, theme: Theme, qtbot: QtBot) -> Callable[..., BundleManagerDialog]:
    host = QWidget()
    qtbot.addWidget(host)

    def shown(section: int = INSTALLED, reference: str = "builtin") -> BundleManagerDialog:
        dialog = BundleManagerDialog(
            FAKE_BUNDLE, FAKE_BUNDLE.editors[0], reference, manager=manager, theme=theme, parent=host
        )
        manager.noticed.connect(dialog.show_notice)
        dialog.show()
        dialog.show_section(section)
        qtbot.waitUntil(lambda: manager.pending_count == 0 and manager.catalogue is not None, timeout=WAIT_MS)
        QApplication.processEvents()  # a layout shows what was added to it a moment later
        return dialog

    return shown


def button(parent: QWidget, name: str) -> QPushButton:
    found: QPushButton | None = parent.findChild(QPushButton, name)
    assert found is not None, name
    return found


def installed_card(dialog: BundleManagerDialog, name: str) -> QWidget:
    return next(card for card in dialog.installed.findChildren(QWidget, f"installed-{name}") if not card.isHidden())


def accept_terms(card: CatalogueCard, token: str = "") -> None:
    card.download_button.click()
    terms = card.window().findChild(TermsDialog)
    assert terms is not None
    terms.token.setText(token)
    terms.accept()


def notice_text(dialog: BundleManagerDialog) -> str:
    banner = dialog.findChild(MessageBanner)
    assert banner is not None
    return banner.notice.text if banner.notice is not None else ""


def test_looking_at_the_models_opens_no_connection(
    show: Callable[..., BundleManagerDialog], script: Script, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, lambda *arguments: opened.append(arguments))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments: opened.append(arguments))
    dialog = show()
    for section in (IN_USE, INSTALLED, CATALOGUE, IMPORT):
        dialog.show_section(section)
        QApplication.processEvents()
    qtbot.waitUntil(lambda: [type(task) for task in script.tasks] == [MachineTask], timeout=WAIT_MS)
    assert not opened


def test_the_catalogue_says_what_each_is_for_and_whether_it_fits(show: Callable[..., BundleManagerDialog]) -> None:
    dialog = show(CATALOGUE)
    small, gated = dialog.catalogue.card(SMALL), dialog.catalogue.card(GATED)
    assert small.fit.text() == "Fits: runs on Test card in 6 GB." and small.fit.property("role") == "good"
    assert "3.1 GB to fetch" in small.facts.text() and "OpenRAIL" in small.facts.text()
    assert gated.fit.text().startswith("Does not fit: it takes") and gated.fit.property("role") == "warning"
    assert "token" in gated.facts.text()


def test_a_download_is_paused_resumed_and_used(
    show: Callable[..., BundleManagerDialog], manager: BundleManager, script: Script, qtbot: QtBot
) -> None:
    dialog = show(CATALOGUE)
    card = dialog.catalogue.card(SMALL)
    accept_terms(card)
    qtbot.waitUntil(lambda: "1.2 GB of 3 GB" in card.progress.text(), timeout=WAIT_MS)
    assert card.progress.text() == "Stable Diffusion: 1.2 GB of 3 GB, 8.3 MB a second, 4 min left"
    assert card.bar.isVisible() and card.bar.value() == 400
    other = dialog.catalogue.card("masked")
    assert not other.download_button.isEnabled() and other.download_button.toolTip() == "One download at a time"

    card.pause_button.click()
    qtbot.waitUntil(lambda: manager.downloads[SMALL].phase is DownloadPhase.PAUSED, timeout=WAIT_MS)
    assert card.progress.text() == "Paused at 1.2 GB of 3 GB" and card.resume_button.isVisible()
    card.resume_button.click()
    script.gate.set()
    qtbot.waitUntil(lambda: manager.inventory.has(SMALL), timeout=WAIT_MS)
    assert script.tasks.count(SMALL) == 2
    assert card.use_button.isVisible() and not card.bar.isVisible()
    assert notice_text(dialog) == "Photographs, small is installed and works."
    with qtbot.waitSignal(dialog.bundleChosen) as chosen:
        card.use_button.click()
    assert chosen.args == [SMALL]


def test_terms_are_shown_first_and_a_token_goes_along(
    show: Callable[..., BundleManagerDialog], script: Script, qtbot: QtBot
) -> None:
    dialog = show(CATALOGUE)
    card = dialog.catalogue.card(GATED)
    card.download_button.click()
    terms = dialog.findChild(TermsDialog)
    assert terms is not None
    said = " ".join(label.text() for label in terms.findChildren(QWidget) if hasattr(label, "text"))
    assert "may not be used commercially" in said and "https://huggingface.co/black-forest-labs" in said
    assert terms.token.echoMode() is QLineEdit.EchoMode.Password
    terms.reject()
    assert GATED not in script.tasks
    qtbot.waitUntil(lambda: dialog.findChild(TermsDialog) is None, timeout=WAIT_MS)
    accept_terms(card, "hf_secret")
    qtbot.waitUntil(lambda: script.tokens == ["hf_secret"], timeout=WAIT_MS)


def test_a_download_that_fails_says_why_and_can_go_on(
    show: Callable[..., BundleManagerDialog], manager: BundleManager, script: Script, qtbot: QtBot
) -> None:
    dialog = show(CATALOGUE)
    card = dialog.catalogue.card(SMALL)
    script.failure = ModelUnavailable("The disk is full. Make room and download again.")
    script.gate.set()
    accept_terms(card)
    qtbot.waitUntil(lambda: notice_text(dialog).startswith("The disk is full"), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: card.resume_button.isVisible() and card.resume_button.isEnabled(), timeout=WAIT_MS)
    assert installed_names() == []


def test_what_an_earlier_start_fetched_is_offered_and_can_be_thrown_away(
    show: Callable[..., BundleManagerDialog], manager: BundleManager, qtbot: QtBot
) -> None:
    begun = PartPlace("sd-1.5-inpainting").unfinished
    begun.mkdir(parents=True)
    (begun / "unet.safetensors.partial").write_bytes(b"x" * 2_000_000)
    dialog = show(CATALOGUE)
    card = dialog.catalogue.card(SMALL)
    assert card.resume_button.isVisible() and card.progress.text() == "2 MB are here; Resume goes on from there."
    card.discard_button.click()
    qtbot.waitUntil(lambda: card.download_button.isVisible(), timeout=WAIT_MS)
    assert not begun.exists()


def test_a_verification_says_which_part_does_not_fit_and_can_be_stopped(
    show: Callable[..., BundleManagerDialog], manager: BundleManager, script: Script, qtbot: QtBot
) -> None:
    dialog = show()
    button(installed_card(dialog, "builtin"), "verifyButton").click()
    qtbot.waitUntil(lambda: "Loading something" in dialog.task_text.text(), timeout=WAIT_MS)
    assert not button(installed_card(dialog, "builtin"), "verifyButton").isEnabled()
    dialog.stop_button.click()
    qtbot.waitUntil(lambda: manager.background_task is None, timeout=WAIT_MS)
    assert notice_text(dialog) == "" and not dialog.stop_button.isVisible()

    script.gate.set()
    bad = PartVerdict("self-supervised model", 1, '"model.safetensors" was changed.')
    script.verdict = BundleVerdict("builtin", (PartVerdict("image-text model", 3), bad))
    button(installed_card(dialog, "builtin"), "verifyButton").click()
    qtbot.waitUntil(lambda: "1 of 2 parts do not fit: self-supervised model" in notice_text(dialog), timeout=WAIT_MS)
    assert "was changed" in notice_text(dialog)


def test_a_bundle_goes_to_the_trash_after_a_question(
    show: Callable[..., BundleManagerDialog], manager: BundleManager, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown: list[str] = []

    def throw(folder: Path) -> None:
        thrown.append(Path(folder).name)
        shutil.rmtree(folder)

    for module in (composing, installed):
        monkeypatch.setattr(module, "send2trash", throw)
    compose("old", BundleParts("builtin", "builtin", ("builtin",)), title="Old models")
    dialog = show()
    for answer in (QMessageBox.ButtonRole.RejectRole, QMessageBox.ButtonRole.DestructiveRole):
        button(installed_card(dialog, "old"), "removeButton").click()
        box = next(found for found in dialog.findChildren(QMessageBox) if found.isVisible())
        assert "Old models" in box.text()
        next(one for one in box.buttons() if box.buttonRole(one) is answer).click()
        assert bool(manager.background_task) is (answer is QMessageBox.ButtonRole.DestructiveRole)
    qtbot.waitUntil(lambda: not manager.inventory.has("old"), timeout=WAIT_MS)
    assert thrown == ["old"] and notice_text(dialog) == "old is in the trash."


def test_what_is_in_use_can_neither_be_moved_nor_removed(show: Callable[..., BundleManagerDialog]) -> None:
    compose("mine", BundleParts("builtin", "builtin", ("builtin",)))
    card = installed_card(show(reference="mine"), "mine")
    assert not button(card, "removeButton").isEnabled() and not button(card, "moveButton").isEnabled()
    assert card.findChild(QPushButton, "useButton") is None


def test_a_part_that_is_missing_can_be_located(
    show: Callable[..., BundleManagerDialog], manager: BundleManager, script: Script, tmp_path: Path, qtbot: QtBot
) -> None:
    from lredit_core.resources import resource_path

    moved = Path(shutil.copytree(resource_path("bundles/builtin/image_text"), tmp_path / "clip"))
    compose("mine", BundleParts(str(moved), "builtin", ("builtin",)))
    moved.rename(tmp_path / "elsewhere")
    dialog = show()
    button(installed_card(dialog, "mine"), "locateButton")
    script.gate.set()
    manager.locate("mine", "image_text", tmp_path / "elsewhere")
    qtbot.waitUntil(lambda: notice_text(dialog) == "mine is whole again.", timeout=WAIT_MS)
    assert script.tasks == [RelocatePartTask("mine", "image_text", tmp_path / "elsewhere")]


def test_a_bundle_is_put_together_from_folders(
    show: Callable[..., BundleManagerDialog], script: Script, tmp_path: Path, qtbot: QtBot
) -> None:
    page = show(IMPORT).importing
    assert not page.add_button.isEnabled() and "at least one part" in page.add_button.toolTip()
    assert not page.loras.add_button.isEnabled() and "not built in" in page.loras.add_button.toolTip()
    page.editors.first.set_path(str(tmp_path / "painter.safetensors"))
    assert page.loras.add_button.isEnabled() and not page.loras.add_button.toolTip()
    assert not page.add_button.isEnabled() and page.add_button.toolTip() == "Give it a name."
    page.clip.set_path(str(tmp_path))
    page.name.setText("  mine ")
    page.copies.setChecked(True)
    script.gate.set()
    page.add_button.click()
    qtbot.waitUntil(lambda: "mine" in installed_names() and not page.name.text(), timeout=WAIT_MS)
    parts = BundleParts(str(tmp_path), "builtin", (str(tmp_path / "painter.safetensors"),))
    assert script.tasks == [ComposeTask("mine", parts, title="mine", copies=True)]


def test_what_finds_words_and_what_draws_masks_go_into_a_bundle_of_built_in_parts(
    show: Callable[..., BundleManagerDialog], script: Script, tmp_path: Path, qtbot: QtBot
) -> None:
    page = show(IMPORT).importing
    page.name.setText("finds")
    assert not page.add_button.isEnabled()
    for name, choice in (("finder", page.finder), ("segmenter", page.segmenter)):
        (tmp_path / name).mkdir()
        choice.set_path(str(tmp_path / name))
        assert page.add_button.isEnabled()
    script.gate.set()
    page.add_button.click()
    qtbot.waitUntil(lambda: "finds" in installed_names(), timeout=WAIT_MS)
    (task,) = script.tasks
    assert isinstance(task, ComposeTask)
    assert task.parts.grounding == (str(tmp_path / "finder"), str(tmp_path / "segmenter"))


def test_how_an_editor_samples_goes_into_a_bundle_and_needs_an_editor_of_ones_own(
    show: Callable[..., BundleManagerDialog], script: Script, tmp_path: Path, qtbot: QtBot
) -> None:
    page = show(IMPORT).importing
    page.name.setText("quick")
    page.clip.set_path(str(tmp_path))
    assert page.add_button.isEnabled() and not page.tiny_results.isEnabled()
    page.sampling.sampler.setCurrentIndex(page.sampling.sampler.findData("lcm"))
    assert not page.add_button.isEnabled() and "not built in" in page.add_button.toolTip()
    page.editors.first.set_path(str(tmp_path / "painter.safetensors"))
    assert page.add_button.isEnabled()
    page.sampling.steps.setValue(4)
    page.sampling.guidance.setValue(1.0)
    (tmp_path / "taesd").mkdir()
    page.tiny.set_path(str(tmp_path / "taesd"))
    assert page.tiny_results.isEnabled()
    page.tiny_results.setChecked(True)
    script.gate.set()
    page.add_button.click()
    qtbot.waitUntil(lambda: "quick" in installed_names(), timeout=WAIT_MS)
    (task,) = script.tasks
    assert isinstance(task, ComposeTask)
    assert task.parts.sampling == SamplingChoices("lcm", 4, 1.0, str(tmp_path / "taesd"), tiny_results=True)


def test_several_editors_and_lora_files_with_weights_go_into_a_bundle(
    show: Callable[..., BundleManagerDialog], script: Script, tmp_path: Path, qtbot: QtBot
) -> None:
    page = show(IMPORT).importing
    painter, ink, glow = (str(tmp_path / f"{name}.safetensors") for name in ("painter", "ink", "glow"))
    assert not page.loras.add_button.isEnabled(), "the built-in editors take no LoRA"
    page.editors.first.set_path(painter)
    for place in (str(tmp_path), "builtin", painter):
        page.editors.add_button.click()
        page.editors.choices[-1].set_path(place)
    page.editors.add_button.click()  # nothing chosen
    for file in (ink, glow, ink):
        page.loras.add_file(file)
    weights = page.loras.findChildren(QDoubleSpinBox, "loraWeight")
    assert [weight.accessibleName() for weight in weights] == [
        "Weight of ink.safetensors",
        "Weight of glow.safetensors",
    ]
    weights[0].setValue(0.7)
    weights[1].setValue(-0.25)
    page.name.setText("mine")
    script.gate.set()
    page.add_button.click()
    qtbot.waitUntil(lambda: "mine" in installed_names() and not page.name.text(), timeout=WAIT_MS)
    parts = BundleParts("builtin", "builtin", (painter, str(tmp_path), "builtin"), (f"{ink}:0.7", f"{glow}:-0.25"))
    assert script.tasks == [ComposeTask("mine", parts, title="mine", copies=False)]
    assert parse_lora(parts.loras[1]) == (glow, -0.25)


def test_rows_can_be_taken_away_and_a_lora_needs_an_editor(
    show: Callable[..., BundleManagerDialog], tmp_path: Path, qtbot: QtBot
) -> None:
    page = show(IMPORT).importing
    page.name.setText("mine")
    page.clip.set_path(str(tmp_path))
    page.editors.add_button.click()
    page.editors.choices[1].set_path(str(tmp_path))
    page.loras.add_file(str(tmp_path / "ink.safetensors"))
    assert page.add_button.isEnabled()
    remove = [found for found in page.editors.findChildren(QToolButton, "removeRowButton") if not found.isHidden()]
    assert [found.accessibleName() for found in remove] == ["Remove Editor 2"], "the first one stays"
    remove[0].click()
    assert page.editors.references == ("builtin",)
    assert not page.add_button.isEnabled() and "choose one that is not built in" in page.add_button.toolTip()
    page.loras.findChild(QToolButton, "removeRowButton").click()
    assert page.loras.references == () and page.add_button.isEnabled()


def test_a_whole_bundle_is_copied(manager: BundleManager, script: Script, tmp_path: Path, qtbot: QtBot) -> None:
    script.gate.set()
    with qtbot.waitSignal(manager.installed, timeout=WAIT_MS):
        manager.install_folder(tmp_path)
    assert script.tasks == [InstallFolderTask(tmp_path)]


def test_a_damaged_bundle_is_shown_with_what_is_wrong(show: Callable[..., BundleManagerDialog]) -> None:
    (bundles_home() / "bad").mkdir(parents=True)
    (bundles_home() / "bad" / "bundle.json").write_text("{")
    card = installed_card(show(), "bad")
    assert any("is damaged" in label.text() for label in card.findChildren(QWidget) if hasattr(label, "text"))
    assert card.findChild(QPushButton, "verifyButton") is None and button(card, "removeButton").isEnabled()


@pytest.mark.parametrize("section", [IN_USE, INSTALLED, CATALOGUE, IMPORT])
def test_a_message_leaves_the_sections_in_reach(section: int, show: Callable[..., BundleManagerDialog]) -> None:
    dialog = show(section)
    dialog.show_notice(Notice(NoticeKind.ERROR, "It broke. " * 20, "why"))
    assert dialog.banner.isVisible()
    assert dialog.banner.geometry().top() >= dialog.sections.geometry().bottom()


@pytest.mark.parametrize("section", [IN_USE, INSTALLED, CATALOGUE, IMPORT])
def test_everything_has_a_name_and_is_reached_by_the_keyboard(
    section: int, show: Callable[..., BundleManagerDialog]
) -> None:
    dialog = show(section)
    controls = [
        widget
        for widget in dialog.stack.currentWidget().findChildren(QWidget)
        if isinstance(widget, QPushButton | QLineEdit | QToolButton) and widget.isVisible() and widget.isEnabled()
    ]
    assert controls
    for control in controls:
        name = control.accessibleName() or (control.text() if isinstance(control, QPushButton) else "")
        assert name, control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()


def test_long_lists_are_scrolled_by_the_keyboard(show: Callable[..., BundleManagerDialog], qtbot: QtBot) -> None:
    dialog = show(CATALOGUE)
    bar = dialog.catalogue.cards.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=WAIT_MS)
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert bar.value() == bar.pageStep()
    qtbot.keyClick(dialog, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    last = dialog.catalogue.card("qwen-image").download_button
    last.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty(), timeout=WAIT_MS)


def test_closing_the_manager_stops_what_runs(
    show: Callable[..., BundleManagerDialog], manager: BundleManager, script: Script, qtbot: QtBot
) -> None:
    accept_terms(show(CATALOGUE).catalogue.card(SMALL))
    qtbot.waitUntil(lambda: script.tasks.count(SMALL) == 1, timeout=WAIT_MS)
    manager.close()
    assert script.stopped.wait(10)
