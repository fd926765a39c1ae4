"""A client of `lredit serve --stdio`, as a plug-in of Krita or GIMP would have one: nothing but the standard library.

Run: python examples/serve_client.py photo.jpg "a red apple" edited.png
"""

from __future__ import annotations

import itertools
import json
import os
import queue
import shlex
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

#: How lredit is started, where it is not on the PATH: LREDIT="/path/to/venv/bin/lredit".
COMMAND = (*shlex.split(os.environ.get("LREDIT", "lredit")), "serve", "--stdio")


class Client:
    """Talks to a server that it starts.

    Args:
        command: that starts it.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._ids = itertools.count(1)
        self._answers: dict[int, queue.SimpleQueue[dict[str, Any] | None]] = {}
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def server_pid(self) -> int:
        """The number of the server's process."""
        return self._server.pid

    def ask(self, do: str, **values: Any) -> int:
        """Sends a request; gives its id."""
        number = next(self._ids)
        self._answers[number] = queue.SimpleQueue()
        assert self._server.stdin is not None
        self._server.stdin.write(json.dumps({"id": number, "do": do, **values}).encode() + b"\n")
        self._server.stdin.flush()
        return number

    def answers(self, number: int) -> Iterator[dict[str, Any]]:
        """The answers to a request as they come; the last one is no event."""
        while True:
            answer = self._answers[number].get()
            if answer is None:
                raise EOFError("the server has ended")
            yield answer
            if answer["say"] != "event":
                return

    def result(self, number: int, on_event: Callable[[dict[str, Any]], None] = lambda _event: None) -> dict[str, Any]:
        """Waits for the last answer to a request.

        Args:
            number: of the request.
            on_event: gets the events before it.
        """
        for answer in self.answers(number):
            if answer["say"] != "event":
                return answer
            on_event(answer)
        raise EOFError("the server has ended")

    def close(self) -> int:
        """Says goodbye; gives the server's exit code."""
        self.result(self.ask("quit"))
        assert self._server.stdin is not None
        self._server.stdin.close()
        self._reader.join()
        return self._server.wait()

    def _read(self) -> None:
        assert self._server.stdout is not None
        with self._server.stdout as lines:
            for line in lines:
                answer = json.loads(line)
                if answer["id"] in self._answers:
                    self._answers[answer["id"]].put(answer)
        for waiting in self._answers.values():
            waiting.put(None)


def main(picture: str, prompt: str, out: str) -> int:
    client = Client()
    loaded = client.result(client.ask("load", bundle="builtin"))
    print(f"Loaded: {loaded['bundle']['title']}")

    def show(event: dict[str, Any]) -> None:
        if event["event"] == "ProgressMade":
            print(f"{event['fraction']:.0%}")

    write = {"out": str(Path(out).resolve())}
    done = client.result(client.ask("edit", picture=str(Path(picture).resolve()), prompt=prompt, write=write), show)
    print(f"Wrote {done['files']['out']}" if done["say"] == "done" else done["message"])
    client.close()
    return 0 if done["say"] == "done" else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
