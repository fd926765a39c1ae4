"""A hub on this machine: the part of the protocol that a download needs, over real HTTP, with faults to order."""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class Repository:
    """What a repository holds, and what goes wrong with it.

    Attributes:
        gate: who gets files: "" everybody, else only who sends this token ("nobody" has it where it is "*").
        cuts: path -> how many bytes of each answer are sent before the connection breaks; one entry an answer.
        damaged: paths whose content is changed on the way.
        commit: what the branch points to.
    """

    files: dict[str, bytes]
    gate: str = ""
    cuts: dict[str, list[int]] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    commit: str = COMMIT


@dataclass
class LocalHub:
    """Attributes:
    ranges: (path, first byte) of each file that was asked for.
    answers: a status for all that is asked next, in place of an answer.
    tokens: path -> the token that came with the request for its bytes.
    storage_url: where large files are sent from, by a redirection, as the hub does.
    takes_ranges: False for a server that always begins at the first byte.
    """

    repositories: dict[str, Repository] = field(default_factory=dict)
    ranges: list[tuple[str, int]] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    takes_ranges: bool = True
    url: str = ""
    storage_url: str = ""

    def add(self, repo: str, folder: Path | dict[str, bytes], **faults: Any) -> Repository:
        """A repository with a folder's files (or these)."""
        files = (
            folder
            if isinstance(folder, dict)
            else {
                path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
            }
        )
        self.repositories[repo] = Repository(files, **faults)
        return self.repositories[repo]


@contextmanager
def local_hub() -> Iterator[LocalHub]:
    """Serves until the block ends."""
    hub = LocalHub()

    class Handler(_Handler):
        pass

    Handler.hub = hub
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.url = hub.storage_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    hub: LocalHub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        return None

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).strip("/")
        if self.hub.answers:
            self._refuse(self.hub.answers.pop(0), "", "out of order")
        elif path.startswith("api/models/"):
            self._send_listing(path.removeprefix("api/models/"))
        elif "/resolve/" in path:
            repo, _, rest = path.partition("/resolve/")
            self._send_file(repo, rest.partition("/")[2])
        elif path.startswith("storage/"):
            repo, _, file = path.removeprefix("storage/").partition("//")
            self._send_bytes(repo, file)
        else:
            self._refuse(404, "", "not found")

    def _send_listing(self, path: str) -> None:
        repo, _, _revision = path.partition("/revision/")
        repository = self.hub.repositories.get(repo)
        if repository is None:
            self._refuse(401 if not self._token else 404, "RepoNotFound", "Repository not found")
            return
        if self._token == "expired":
            self._refuse(401, "", "Invalid credentials in Authorization header")
            return
        siblings = [_sibling(name, content) for name, content in repository.files.items()]
        body = {
            "id": repo,
            "modelId": repo,
            "sha": repository.commit,
            "private": False,
            "siblings": siblings,
            "tags": [],
        }
        self._send_json(body)

    def _send_file(self, repo: str, file: str) -> None:
        repository = self.hub.repositories.get(repo)
        if repository is None or file not in repository.files:
            self._refuse(404, "EntryNotFound" if repository else "RepoNotFound", "not found")
        elif repository.gate and self._token != repository.gate:
            self._refuse(403 if self._token else 401, "GatedRepo", "Access to this model is restricted.")
        elif _is_large(repository.files[file]):
            self.send_response(302)
            self.send_header("Location", f"{self.hub.storage_url}/storage/{repo}//{file}")
            self.send_header("X-Repo-Commit", repository.commit)
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._send_bytes(repo, file)

    def _send_bytes(self, repo: str, file: str) -> None:
        repository = self.hub.repositories[repo]
        content = repository.files[file]
        if file in repository.damaged:
            content = content[:-1] + bytes([content[-1] ^ 1])
        first = 0
        if self.hub.takes_ranges and (asked := self.headers.get("Range")):
            first = int(asked.removeprefix("bytes=").rstrip("-"))
        self.hub.ranges.append((file, first))
        self.hub.tokens[file] = self._token
        self.send_response(206 if first else 200)
        self.send_header("X-Repo-Commit", repository.commit)
        self.send_header("Content-Length", str(len(content) - first))
        if first:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        cuts = repository.cuts.get(file)
        if cuts:
            self.wfile.write(content[first : first + cuts.pop(0)])
            self.wfile.flush()
            self.close_connection = True
            self.connection.close()
            return
        self.wfile.write(content[first:])

    @property
    def _token(self) -> str:
        return str(self.headers.get("Authorization", "")).removeprefix("Bearer ")

    def _refuse(self, status: int, code: str, message: str) -> None:
        self._send_json({"error": message}, status, {"X-Error-Code": code, "X-Error-Message": message})

    def _send_json(self, body: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _is_large(content: bytes) -> bool:
    """Whether the hub would keep it apart from git, with a SHA-256."""
    return len(content) > 10_000


def _sibling(name: str, content: bytes) -> dict[str, Any]:
    git = hashlib.sha1(f"blob {len(content)}\0".encode() + content, usedforsecurity=False).hexdigest()
    sibling: dict[str, Any] = {"rfilename": name, "size": len(content), "blobId": git}
    if _is_large(content):
        sha256 = hashlib.sha256(content).hexdigest()
        sibling["lfs"] = {"sha256": sha256, "size": len(content), "pointerSize": 134}
    return sibling
