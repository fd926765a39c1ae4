"""Two network namespaces with a wire between them that takes its time: packets through /dev/net/tun, in this process.

For Linux with user namespaces. The process that uses it must be begun with `unshare -rn`: it is the near end.
"""

from __future__ import annotations

import contextlib
import fcntl
import heapq
import os
import select
import struct
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR, FAR = "10.77.0.1", "10.77.0.2"
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
_MOST_BYTES = 1 << 16


def can_be_made() -> str:
    """Why there can be no such network here; "" where there can."""
    if not Path("/dev/net/tun").exists():
        return "no /dev/net/tun"
    probe = "import fcntl,os,struct; fcntl.ioctl(os.open('/dev/net/tun', os.O_RDWR), 0x400454CA, "
    probe += "struct.pack('16sH', b'probe0', 0x1001))"
    try:
        done = subprocess.run(["unshare", "-rn", "python3", "-c", probe], capture_output=True, text=True, timeout=20)
        subprocess.run(["ip", "-V"], capture_output=True, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        return f"no network namespaces ({error})"
    return "" if done.returncode == 0 else f"no network namespaces ({done.stderr.strip().splitlines()[-1:]})"


class SlowNetwork:
    """Attributes:
    delay_s: that each packet takes, either way.
    is_cut: whether packets are lost.
    far_prefix: of a command, to run it at the far end.
    """

    def __init__(self, delay_s: float) -> None:
        self.delay_s, self.is_cut = delay_s, False
        self._far = subprocess.Popen(["unshare", "-n", "sleep", "600"])
        self._ends = [_tun("near0"), _tun("far0")]
        self.far_prefix = ["nsenter", "-t", str(self._far.pid), "-n"]
        while Path(f"/proc/{self._far.pid}/ns/net").readlink() == Path("/proc/self/ns/net").readlink():
            time.sleep(0.01)
        _run("ip", "link", "set", "far0", "netns", str(self._far.pid))
        for prefix, device, own in (([], "near0", NEAR), (self.far_prefix, "far0", FAR)):
            _run(*prefix, "ip", "address", "add", f"{own}/24", "dev", device)
            _run(*prefix, "ip", "link", "set", device, "mtu", "9000", "up")
            _run(*prefix, "ip", "link", "set", "lo", "up")
        self._is_closed = threading.Event()
        threading.Thread(target=self._carry, daemon=True).start()

    def close(self) -> None:
        self._is_closed.set()
        self._far.kill()
        self._far.wait()

    def _carry(self) -> None:
        waiting: list[tuple[float, int, int, bytes]] = []
        count = 0
        while not self._is_closed.is_set():
            patience = max(0.0, waiting[0][0] - time.monotonic()) if waiting else 0.05
            for end in select.select(self._ends, [], [], patience)[0]:
                packet = os.read(end, _MOST_BYTES)
                other = self._ends[1 - self._ends.index(end)]
                count += 1
                if not self.is_cut:
                    heapq.heappush(waiting, (time.monotonic() + self.delay_s, count, other, packet))
            while waiting and waiting[0][0] <= time.monotonic():
                _at, _count, other, packet = heapq.heappop(waiting)
                with contextlib.suppress(OSError):
                    os.write(other, packet)


@contextlib.contextmanager
def slow_network(delay_s: float) -> Iterator[SlowNetwork]:
    """There for as long as the block runs."""
    network = SlowNetwork(delay_s)
    try:
        yield network
    finally:
        network.close()


def _tun(name: str) -> int:
    handle = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(handle, _TUNSETIFF, struct.pack("16sH", name.encode(), _IFF_TUN | _IFF_NO_PI))
    return handle


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
