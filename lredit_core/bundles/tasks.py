"""Work on bundles that needs a process of its own, and the download that consists of two such tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lredit_core.bundles.store import installed_names
from lredit_core.errors import InvalidRequest
from lredit_core.processes.subprocess_task import run_in_subprocess

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.bundles.catalogue import Catalogue, CatalogueBundle
    from lredit_core.bundles.composing import BundleParts
    from lredit_core.bundles.downloading import FetchProgress
    from lredit_core.bundles.machine import Machine
    from lredit_core.bundles.verdicts import BundleVerdict
    from lredit_core.cancellation import CancellationToken

Emit = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class FetchTask:
    """Fetches the parts of a bundle; the only order that goes online. Tells `FetchProgress`."""

    catalogue: Catalogue
    bundle: CatalogueBundle
    token: str = ""
    endpoint: str = ""

    def run(self, emit: Emit, token: CancellationToken) -> None:
        from lredit_core.bundles.hub import Hub, go_online

        go_online()
        from lredit_core.bundles.downloading import fetch_bundle

        hub = Hub(endpoint=self.endpoint, token=self.token)
        fetch_bundle(self.catalogue, self.bundle, hub=hub, token=token, on_progress=emit)

    def __repr__(self) -> str:
        return f"FetchOrder({self.bundle.name!r})"  # never the token


@dataclass(frozen=True, slots=True)
class InstallFetchedTask:
    """Makes a bundle of fetched parts; gives its folder and tells sentences."""

    catalogue: Catalogue
    bundle: CatalogueBundle

    def run(self, emit: Emit, _token: CancellationToken) -> Path:
        from lredit_core.bundles.installing import install_fetched

        return install_fetched(self.catalogue, self.bundle, emit)


@dataclass(frozen=True, slots=True)
class ComposeTask:
    """Makes a bundle of parts on this machine; gives its folder and tells sentences."""

    name: str
    parts: BundleParts
    title: str = ""
    copies: bool = False

    def run(self, emit: Emit, _token: CancellationToken) -> Path:
        from lredit_core.bundles.composing import compose
        from lredit_core.bundles.trying_out import load_all

        emit("Copying the parts" if self.copies else "Putting the bundle together")
        return compose(
            self.name, self.parts, title=self.title, copies=self.copies, try_out=lambda folder: load_all(folder, emit)
        )


@dataclass(frozen=True, slots=True)
class InstallFolderTask:
    """Copies a whole bundle; gives its folder and tells sentences."""

    folder: Path
    name: str = ""

    def run(self, emit: Emit, _token: CancellationToken) -> Path:
        from lredit_core.bundles.composing import install
        from lredit_core.bundles.trying_out import load_all

        emit("Copying the bundle")
        return install(self.folder, name=self.name, try_out=lambda folder: load_all(folder, emit))


@dataclass(frozen=True, slots=True)
class VerifyTask:
    """Verifies a bundle part by part; tells sentences."""

    reference: str

    def run(self, emit: Emit, token: CancellationToken) -> BundleVerdict:
        from lredit_core.bundles.verifying import verify_bundle

        return verify_bundle(self.reference, emit=emit, token=token)


@dataclass(frozen=True, slots=True)
class RelocatePartTask:
    """Says where a part of a bundle lies now, and loads it from there; gives the place and tells sentences."""

    name: str
    part: str
    place: Path

    def run(self, emit: Emit, _token: CancellationToken) -> Path:
        from lredit_core.bundles.relocating import point_part
        from lredit_core.bundles.trying_out import load_all

        return point_part(self.name, self.part, self.place, try_out=lambda folder: load_all(folder, emit))


@dataclass(frozen=True, slots=True)
class MachineTask:
    """Looks what this machine can hold."""

    def run(self, _emit: Emit, _token: CancellationToken) -> Machine:
        from lredit_core.bundles.machine import measure_machine

        return measure_machine()


def download_bundle(
    catalogue: Catalogue,
    bundle: CatalogueBundle,
    *,
    token: CancellationToken,
    on_message: Callable[[FetchProgress | str], None],
    hub_token: str = "",
    endpoint: str = "",
) -> Path:
    """Fetches what is missing of a bundle, then installs it; gives its folder.

    Args:
        catalogue: that the bundle is of.
        bundle: what to fetch.
        token: stops it; what came is kept.
        on_message: told of progress, then sentences.
        hub_token: of the person's account, where the hub asks for one.
        endpoint: of the hub, where it is another one.

    Raises:
        Stopped: once the token says so; called again, it goes on where it stopped.
        ModelUnavailable: with a sentence; no half-installed bundle is left.
        InvalidRequest: where it is installed already.
    """
    if bundle.name in installed_names():
        raise InvalidRequest(
            f'"{bundle.name}" is installed already. Use it with --bundle {bundle.name}, or remove it first.'
        )
    run_in_subprocess(FetchTask(catalogue, bundle, hub_token, endpoint), token=token, on_message=on_message)
    return run_in_subprocess(InstallFetchedTask(catalogue, bundle), token=token, on_message=on_message)
