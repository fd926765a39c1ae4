"""A workstation behind a wire with 50 ms of delay each way: Stop, and a wire that is cut without a word."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from lredit_core.remote.session import CUT_AFTER_S
from tests.fakes import slow_network

pytest.importorskip("ray")
pytest.importorskip("grpc")
#: How often the wire is cut; each takes twenty seconds.
CUTS = int(os.environ.get("LREDIT_CUTS", "0"))
pytestmark = [pytest.mark.slow, pytest.mark.e2e]


def test_stop_is_answered_at_once_and_a_cut_wire_is_an_engine_replaced() -> None:
    if why_not := slow_network.can_be_made():
        pytest.skip(why_not)
    command = ["unshare", "-rn", sys.executable, "-m", "tests.core.remote.over_a_slow_network", "50", str(CUTS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120 + 60 * CUTS)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout.splitlines()[-1])
    assert figures["round_trip_ms"] >= 100
    assert figures["answered_ms"] < 300 and figures["free_ms"] < 2500 and figures["is_same_child"]
    if not CUTS:
        return
    assert "press Edit again" in figures["cut_sentence"] and figures["cut_told_s"] < CUT_AFTER_S + 2
