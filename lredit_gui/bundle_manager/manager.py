"""The works on bundles that go on behind the window, and what is known of them. No widget, and nothing that waits.

Everything that reads a disk, computes or goes online happens in worker threads and the processes they start; only
`download` goes online.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from lredit_core.bundles.catalogue import Catalogue, CatalogueBundle, read_catalogue
from lredit_core.bundles.downloading import FetchProgress, begun_bytes, discard_begun
from lredit_core.bundles.installed import InstalledBundle, installed_bundles, remove_with_parts
from lredit_core.bundles.relocating import move_parts
from lredit_core.bundles.tasks import (
    ComposeTask,
    InstallFolderTask,
    MachineTask,
    RelocatePartTask,
    VerifyTask,
    download_bundle,
)
from lredit_core.cancellation import EventToken
from lredit_core.errors import Stopped
from lredit_core.processes.subprocess_task import RunTask, Task, run_in_subprocess
from lredit_gui.session.notice import Notice, NoticeKind
from lredit_gui.threads.flows import Flows
from lredit_gui.threads.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.bundles.composing import BundleParts
    from lredit_core.bundles.machine import Machine
    from lredit_core.bundles.verdicts import BundleVerdict

_log = logging.getLogger(__name__)


class DownloadPhase(Enum):
    """Where a download is."""

    RUNNING = "running"
    PAUSING = "pausing"
    PAUSED = "paused"
    INSTALLING = "installing"


@dataclass(frozen=True, slots=True)
class Download:
    """One download as it is shown.

    Attributes:
        progress: of the fetching; None before anything is known.
        sentence: what is done while it is installed.
    """

    phase: DownloadPhase
    progress: FetchProgress | None = None
    sentence: str = ""

    @property
    def is_active(self) -> bool:
        return self.phase is not DownloadPhase.PAUSED


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is on the disk.

    Attributes:
        installed: the built-in bundle first.
        begun: bytes of unfinished downloads by a bundle's name.
    """

    installed: tuple[InstalledBundle, ...] = ()
    begun: tuple[tuple[str, int], ...] = ()

    def begun_bytes(self, name: str) -> int:
        return dict(self.begun).get(name, 0)

    def has(self, name: str) -> bool:
        return any(bundle.name == name for bundle in self.installed)


@dataclass(frozen=True, slots=True)
class BackgroundTask:
    """The one task besides downloads that runs: verifying, moving, putting together, throwing away.

    Attributes:
        what: "Verifying photographs-small".
        sentence: what is done right now.
        can_stop: whether `stop_background_task` does something.
    """

    what: str
    sentence: str = ""
    can_stop: bool = False


class FetchAndInstall(Protocol):
    """`download_bundle`, or a script in its place."""

    def __call__(
        self,
        catalogue: Catalogue,
        bundle: CatalogueBundle,
        *,
        token: EventToken,
        on_message: Callable[[FetchProgress | str], None],
        hub_token: str,
    ) -> Path: ...


class BundleManager(QObject):
    """Signals:
    inventoryChanged: `inventory` was read anew.
    machineChanged: `machine` is known.
    downloadsChanged: `downloads`, a few times a second.
    backgroundTaskChanged: `background_task`.
    installed(str): a bundle's name, once it is there and was tried out.
    noticed(Notice): what came of something, or why it failed.
    """

    inventoryChanged = Signal()
    machineChanged = Signal()
    downloadsChanged = Signal()
    backgroundTaskChanged = Signal()
    installed = Signal(str)
    noticed = Signal(object)
    _messaged = Signal(object, object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        catalogue_path: Path | None = None,
        run_task: RunTask = run_in_subprocess,
        fetch_and_install: FetchAndInstall = download_bundle,
    ) -> None:
        super().__init__(parent)
        self._workers = Workers(self, thread_count=3)
        self._flows = Flows(self._on_error)
        self._catalogue_path = catalogue_path
        self._run_task = run_task
        self._fetch_and_install = fetch_and_install
        self._tokens: dict[str, EventToken] = {}
        self._task_token = EventToken()
        self._is_measuring = False
        self.catalogue: Catalogue | None = None
        self.inventory = Inventory()
        self.machine: Machine | None = None
        self.downloads: dict[str, Download] = {}
        self.background_task: BackgroundTask | None = None
        self._messaged.connect(self._on_message, Qt.ConnectionType.QueuedConnection)

    @property
    def is_downloading(self) -> bool:
        return any(download.is_active for download in self.downloads.values())

    @property
    def pending_count(self) -> int:
        """Works whose end has not arrived here yet."""
        return self._workers.pending_count

    def look(self) -> None:
        """Reads the catalogue and what is installed; opens no connection."""
        self._workers.submit(self._read_inventory, self._on_inventory, self._on_error)

    def measure(self) -> None:
        """Looks what this machine can hold, once."""
        if self.machine is None and not self._is_measuring:
            self._is_measuring = True
            token = EventToken()
            self._workers.submit(
                lambda: self._run_task(MachineTask(), token=token, on_message=_ignore), self._on_machine, self._on_error
            )

    # Downloads

    def download(self, bundle: CatalogueBundle, hub_token: str = "") -> None:
        """Fetches and installs a bundle, or goes on with that; one at a time."""
        catalogue = self.catalogue
        if catalogue is None or self.is_downloading:
            return
        self._tokens[bundle.name] = EventToken()
        before = self.downloads.get(bundle.name)
        self._set_download(bundle.name, Download(DownloadPhase.RUNNING, before.progress if before else None))
        self._flows.start(self._downloading(catalogue, bundle, hub_token))

    async def _downloading(self, catalogue: Catalogue, bundle: CatalogueBundle, hub_token: str) -> None:
        """Until it is installed or paused; a download that failed is paused as well, and its error told."""
        token, emit = self._tokens[bundle.name], self._messaged.emit
        fetch_and_install = partial(
            self._fetch_and_install, catalogue, bundle, token=token, hub_token=hub_token,
            on_message=lambda what: emit(bundle.name, what),
        )  # fmt: skip
        try:
            folder = await self._workers.run(fetch_and_install)
        except Stopped:
            self._set_download(bundle.name, replace(self.downloads[bundle.name], phase=DownloadPhase.PAUSED))
            self.look()
        except Exception:
            paused = replace(self.downloads[bundle.name], phase=DownloadPhase.PAUSED, sentence="")
            self._set_download(bundle.name, paused)
            self.look()
            raise
        else:
            self.downloads.pop(bundle.name, None)
            self.downloadsChanged.emit()
            self._on_added(bundle.name, folder, title=bundle.title)

    def pause(self, name: str) -> None:
        """Stops a download; what came is kept."""
        download = self.downloads.get(name)
        if download is not None and download.phase in (DownloadPhase.RUNNING, DownloadPhase.INSTALLING):
            self._tokens[name].cancel()
            self._set_download(name, replace(download, phase=DownloadPhase.PAUSING))

    def discard(self, bundle: CatalogueBundle) -> None:
        """Throws away what an unfinished download left."""
        if not self.is_downloading:
            self.downloads.pop(bundle.name, None)
            self._workers.submit(lambda: discard_begun(bundle), self._look_again, self._on_error)
            self.downloadsChanged.emit()

    # One task at a time

    def verify(self, name: str) -> None:
        """Compares and loads every part of a bundle."""
        what = self.tr("Verifying {0}").format(name)
        self._begin_task(what, VerifyTask(name), self._on_verdict, can_stop=True)

    def compose(self, name: str, parts: BundleParts, *, copies: bool) -> None:
        """Installs a bundle of parts on this machine."""
        task = ComposeTask(name, parts, title=name, copies=copies)
        self._begin_task(self.tr("Adding {0}").format(name), task, partial(self._on_added, name))

    def install_folder(self, folder: Path) -> None:
        """Copies a whole bundle."""
        task = InstallFolderTask(folder)
        self._begin_task(
            self.tr("Adding {0}").format(folder.name), task, lambda place: self._on_added(Path(place).name, place)
        )

    def remove(self, name: str) -> None:
        """Moves a bundle, and fetched parts that it alone uses, to the trash."""
        done = self.tr("{0} is in the trash.").format(name)
        what = self.tr("Removing {0}").format(name)
        self._begin(what, lambda _emit: remove_with_parts(name), lambda _moved: self._on_changed(done))

    def relocate(self, name: str, folder: Path) -> None:
        """Moves a bundle's files to another folder."""
        done = self.tr("The files of {0} lie in {1} now.").format(name, folder)
        what = self.tr("Moving {0}").format(name)
        self._begin(what, lambda emit: move_parts(name, folder, emit), lambda _places: self._on_changed(done))

    def locate(self, name: str, part: str, place: Path) -> None:
        """Says where a part of a bundle lies now."""
        done = self.tr("{0} is whole again.").format(name)
        what = self.tr("Looking for the part of {0}").format(name)
        self._begin_task(what, RelocatePartTask(name, part, place), lambda _place: self._on_changed(done))

    def stop_background_task(self) -> None:
        """Asks the task to stop, where it can."""
        if self.background_task is not None and self.background_task.can_stop:
            self._task_token.cancel()

    def close(self) -> None:
        """Stops everything; downloads go on from there the next time."""
        for token in self._tokens.values():
            token.cancel()
        self._task_token.cancel()
        self._flows.close()
        self._workers.close()

    def _begin_task(
        self, what: str, task: Task[Any], on_done: Callable[[Any], None], *, can_stop: bool = False
    ) -> None:
        token = EventToken()

        def work(emit: Callable[[str], None]) -> Any:
            try:
                return self._run_task(task, token=token, on_message=emit)
            except Stopped:
                return None

        if self._begin(what, work, on_done, can_stop=can_stop):
            self._task_token = token

    def _begin(
        self,
        what: str,
        work: Callable[[Callable[[str], None]], Any],
        on_done: Callable[[Any], None],
        *,
        can_stop: bool = False,
    ) -> bool:
        """Starts a task unless one runs."""
        if self.background_task is not None:
            return False
        self.background_task = BackgroundTask(what, can_stop=can_stop)
        emit = self._messaged.emit
        self._workers.submit(
            lambda: work(lambda sentence: emit(None, sentence)),
            partial(self._on_task_end, on_done),
            self._on_task_failed,
        )
        self.backgroundTaskChanged.emit()
        return True

    # What the workers bring

    def _read_inventory(self) -> tuple[Catalogue, Inventory]:
        catalogue = self.catalogue or read_catalogue(self._catalogue_path)
        begun = tuple((bundle.name, begun_bytes(bundle)) for bundle in catalogue.bundles)
        return catalogue, Inventory(tuple(installed_bundles()), begun)

    def _on_inventory(self, found: tuple[Catalogue, Inventory]) -> None:
        self.catalogue, self.inventory = found
        self.inventoryChanged.emit()

    def _on_machine(self, machine: Machine) -> None:
        self.machine, self._is_measuring = machine, False
        self.machineChanged.emit()

    def _look_again(self, _result: object = None) -> None:
        self.look()

    @Slot(object, object)
    def _on_message(self, name: str | None, what: FetchProgress | str) -> None:
        if name is None:
            if self.background_task is not None:
                self.background_task = replace(self.background_task, sentence=str(what))
                self.backgroundTaskChanged.emit()
            return
        download = self.downloads.get(name)
        if download is None or download.phase is DownloadPhase.PAUSED:
            return
        if isinstance(what, FetchProgress):
            self._set_download(name, replace(download, progress=what))
        else:
            phase = download.phase if download.phase is DownloadPhase.PAUSING else DownloadPhase.INSTALLING
            self._set_download(name, replace(download, phase=phase, sentence=what))

    def _on_added(self, name: str, folder: Path | None, *, title: str = "") -> None:
        if folder is not None:
            self._on_changed(self.tr("{0} is installed and works.").format(title or name))
            self.installed.emit(name)

    def _on_verdict(self, verdict: BundleVerdict | None) -> None:
        if verdict is None:
            return
        kind = NoticeKind.NOTE if verdict.is_whole else NoticeKind.ERROR
        problems = [part.in_words for part in verdict.parts if part.problem]
        text = "\n".join([verdict.in_words, *problems])
        self.noticed.emit(Notice(kind, text, "" if verdict.is_whole else text))

    def _on_changed(self, sentence: str) -> None:
        self.noticed.emit(Notice(NoticeKind.NOTE, sentence))
        self.look()

    def _on_task_end(self, on_done: Callable[[Any], None], result: Any) -> None:
        self.background_task = None
        self.backgroundTaskChanged.emit()
        on_done(result)

    def _on_task_failed(self, error: Exception) -> None:
        self.background_task = None
        self.backgroundTaskChanged.emit()
        self.noticed.emit(Notice.of_error(error))
        self.look()

    def _on_error(self, error: Exception) -> None:
        self._is_measuring = False
        self.noticed.emit(Notice.of_error(error))

    def _set_download(self, name: str, download: Download) -> None:
        self.downloads[name] = download
        self.downloadsChanged.emit()


def _ignore(_what: object) -> None:
    return None
