"""Where the engine runs: in a process of this computer, or on a workstation that the person named.

What is set is handed to the factory of engines, which is called in the engine's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lredit_core.api.service import EngineService
    from lredit_gui.session.preferences import Preferences


@dataclass(frozen=True, slots=True)
class EnginePlace:
    """Attributes:
    address: of a workstation; "" for this computer.
    token_file: that holds its token; "" for where Ray keeps one.
    """

    address: str = ""
    token_file: str = ""

    @classmethod
    def chosen(cls, preferences: Preferences) -> EnginePlace:
        """As it is set: a workstation without an address is none."""
        if not preferences.uses_workstation or not preferences.workstation_address:
            return cls()
        return cls(preferences.workstation_address, preferences.workstation_token)

    def engine(self) -> EngineService:
        """One that starts its process, and connects, with the first call."""
        from lredit_core.engine.engine_process import ProcessEngine

        if not self.address:
            return ProcessEngine()
        from lredit_core.remote.relay import run_relay
        from lredit_core.remote.workstation import Workstation

        return ProcessEngine(main=partial(run_relay, Workstation(self.address, self.token_file)))
