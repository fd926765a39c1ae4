"""What all tests share: no screen is needed, and Qt says so before it is imported; nothing lands in the person's own
folders."""

from __future__ import annotations

import gc
import os
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.warm_processes import use_warm_processes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.plugin.info=false")
# Tests run in a process for each core, and start more: tiny models lose more to the hand-over between threads than they
# gain.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# No test is late: how long an example takes says what else the machine does.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


_IS_SLOW = re.compile(r"^pytestmark = .*pytest\.mark\.slow", re.MULTILINE)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files that are slow as a whole are not even read where slow tests are left out: they import large libraries."""
    if "not slow" not in config.getoption("markexpr") or collection_path.suffix != ".py":
        return None
    return True if _IS_SLOW.search(collection_path.read_text(encoding="utf-8")) else None


def pytest_collection_finish() -> None:
    """What the large libraries hold stays for good: a collection that looks through all of it takes a second."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says what it cannot do each time a window is shown; that is no fault of ours."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support"))


@pytest.fixture(scope="session", autouse=True)
def data_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Bundles and choices of all tests lie in a folder of their own, also what a thread writes after its test ended."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session", autouse=True)
def warm_processes() -> Iterator[None]:
    """Children start with the libraries imported, but where a test asks for a cold one."""
    with pytest.MonkeyPatch.context() as patch:
        use_warm_processes(patch)
        yield
