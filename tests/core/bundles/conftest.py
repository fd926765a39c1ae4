"""A home of their own for bundles and parts, and a hub on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lredit_core.bundles import store
from tests.fakes.local_hub import LocalHub, local_hub


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where bundles and parts of this test lie, for this process and those it starts."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert store.bundles_home().is_relative_to(tmp_path)
    return store.bundles_home().parent


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[LocalHub]:
    """The hub of this test; nothing of the person's account is used."""
    monkeypatch.setenv("HF_TOKEN_PATH", str(tmp_path / "no token"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with local_hub() as hub:
        yield hub
