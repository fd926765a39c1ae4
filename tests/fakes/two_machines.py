"""A cluster of two machines, as far as Ray knows: two raylets of one core each, on this one."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest


class TwoMachines:
    """Args:
    cluster: Ray's own, with its head.
    """

    def __init__(self, cluster: Any) -> None:
        self._cluster = cluster
        self._second = cluster.add_node(num_cpus=1)
        cluster.wait_for_nodes()
        self.address: str = cluster.address

    def lose_the_second(self) -> None:
        """As when its power goes."""
        os.kill(self._second.all_processes["raylet"][0].process.pid, signal.SIGKILL)


def _forget_the_token() -> None:
    """Ray keeps for a whole process what it read; a test of workstations may have been in this one."""
    from ray._raylet import AuthenticationTokenLoader, Config

    AuthenticationTokenLoader.instance().reset_cache()
    Config.initialize("")


@contextmanager
def two_machines(monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoMachines]:
    """They are there until the block ends; of loopback alone, so that no token is asked for."""
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    for name in ("RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH", "RAY_CLIENT_RECONNECT_GRACE_PERIOD"):
        monkeypatch.delenv(name, raising=False)
    _forget_the_token()
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        yield TwoMachines(cluster)
    finally:
        cluster.shutdown()
