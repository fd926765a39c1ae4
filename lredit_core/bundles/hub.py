"""The hub, through huggingface_hub: the only module that may open a socket, and only in a process made for it.

`go_online` must run before huggingface_hub is imported; every other process of the program has it switched off
(`environment.prepare_environment`).
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lredit_core.bundles.choosing import HubFile
from lredit_core.errors import LreditError, ModelUnavailable, Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lredit_core.bundles.catalogue import Source

#: A server that says nothing for so long is given up.
TIMEOUT_S = 30.0
#: Hosts that need no encryption.
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class SourceMissing(ModelUnavailable):
    """A repository or a revision is not there (any more): another source may be."""


class ConnectionBroke(ModelUnavailable):
    """The network or the server failed: the same request may succeed later."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a repository holds at one commit."""

    source: Source
    commit: str
    files: tuple[HubFile, ...]


def go_online() -> None:
    """Lets this process reach the hub; telemetry stays off."""
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "0"
    for name in ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "HF_HUB_DISABLE_PROGRESS_BARS", "HF_HUB_DISABLE_XET"):
        os.environ[name] = "1"
    os.environ["HF_HUB_VERBOSITY"] = "error"  # what goes wrong is raised; the rest would run into the progress bar


class Hub:
    """Repositories of models over HTTP."""

    def __init__(self, *, endpoint: str = "", token: str = "") -> None:
        """Args:
        endpoint: the server; the library's default (or HF_ENDPOINT) where it is "".
        token: of an account on the hub; where it is "", the one that `hf auth login` or HF_TOKEN left, if any.

        Raises:
            ModelUnavailable: for a token that can be none.
        """
        self._endpoint = endpoint or None
        self._token = _checked_token(token)

    def list_files(self, source: Source) -> Listing:
        """The files of a repository with sizes and checksums.

        Raises:
            SourceMissing: where there is no such repository or revision.
            ConnectionBroke: where the hub cannot be reached.
            ModelUnavailable: where the token is refused.
        """
        from huggingface_hub import HfApi

        with _in_words(source):
            _guard_session()
            api = HfApi(endpoint=self._endpoint, token=self._token)
            info: Any = api.model_info(source.repo, revision=source.revision, files_metadata=True, timeout=TIMEOUT_S)
            files = tuple(_hub_file(sibling) for sibling in info.siblings or ())
            return Listing(source, str(info.sha), files)

    @contextlib.contextmanager
    def open_file(self, source: Source, commit: str, path: str, *, start: int = 0) -> Iterator[HubStream]:
        """Opens a file at a commit from the byte `start` on.

        Raises:
            SourceMissing: where it is gone.
            ConnectionBroke: where the hub cannot be reached, or the connection breaks while it is read.
            ModelUnavailable: where the licence's gate or the token says no.
        """
        from huggingface_hub import hf_hub_url
        from huggingface_hub.utils import build_hf_headers, hf_raise_for_status  # type: ignore[attr-defined]

        with _in_words(source, path):
            url = hf_hub_url(source.repo, path, revision=commit, endpoint=self._endpoint)
            headers = {**build_hf_headers(token=self._token), "Accept-Encoding": "identity"}
            if start:
                headers["Range"] = f"bytes={start}-"
            session = _guard_session()
            with session.stream("GET", url, headers=headers, timeout=TIMEOUT_S, follow_redirects=True) as response:
                if response.status_code >= 400:
                    response.read()
                hf_raise_for_status(response)
                yield HubStream(response, start if response.status_code == 206 else 0)


class HubStream:
    """The bytes of a file that is being read."""

    def __init__(self, response: Any, start: int) -> None:
        self._response = response
        self.start = start
        """The first byte that comes: 0 where the server cannot begin in the middle."""

    def blocks(self) -> Iterator[bytes]:
        """As they come, so that nothing is lost when the connection breaks."""
        yield from self._response.iter_bytes()


def _guard_session() -> Any:
    """What the library sends its requests with; each of them, those that follow a redirection too, is looked at
    first."""
    from huggingface_hub import get_session

    session: Any = get_session()
    hooks = session.event_hooks
    if _refuse_open_letters not in hooks["request"]:
        session.event_hooks = {**hooks, "request": [*hooks["request"], _refuse_open_letters]}
    return session


def _refuse_open_letters(request: Any) -> None:
    """Checksums come from the hub as well: whoever could change both on the way would not be found out.

    Raises:
        ModelUnavailable: for a request that is not encrypted and leaves this machine.
    """
    if request.url.scheme != "https" and request.url.host not in _THIS_MACHINE:
        raise ModelUnavailable(
            f'"{request.url.host}" would be asked without encryption (http), so that nobody knows what comes. Nothing '
            "was fetched; check HF_ENDPOINT, or try again on another network.",
            details=f"{request.url.scheme}://{request.url.host}",
        )


def _hub_file(sibling: Any) -> HubFile:
    lfs = sibling.lfs
    sha256 = str(lfs["sha256"] if isinstance(lfs, dict) else lfs.sha256) if lfs else ""
    size = int(sibling.size or 0)
    return HubFile(str(sibling.rfilename), size, sha256, "" if sha256 else str(sibling.blob_id or ""))


@contextlib.contextmanager
def _in_words(source: Source, path: str = "") -> Iterator[None]:
    """Whatever the library or its transport raises becomes a sentence; our own errors and those of the disk pass."""
    from huggingface_hub.errors import (
        DisabledRepoError,
        EntryNotFoundError,
        GatedRepoError,
        HfHubHTTPError,
        OfflineModeIsEnabled,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    try:
        yield
    except (LreditError, Stopped, MemoryError):
        raise
    except OfflineModeIsEnabled as error:
        raise ModelUnavailable(
            "Downloads are switched off here (HF_HUB_OFFLINE). Switch them on and try again.", details=str(error)
        ) from error
    except GatedRepoError as error:
        raise ModelUnavailable(_gate_sentence(source, _status(error)), details=str(error)) from error
    except (RepositoryNotFoundError, RevisionNotFoundError, DisabledRepoError) as error:
        raise SourceMissing(
            f'The hub has no repository "{source.repo}" at "{source.revision}" (any more), or does not show it to you.',
            details=str(error),
        ) from error
    except EntryNotFoundError as error:
        raise SourceMissing(
            f'The file "{path}" is missing from "{source.repo}" on the hub. Try again later, or get a newer lredit.',
            details=str(error),
        ) from error
    except HfHubHTTPError as error:
        raise _http_error(source, error) from error
    except OSError as error:
        if error.errno is not None and not isinstance(error, ConnectionError):
            raise  # of the disk: told where the file is written
        raise _broken(error) from error
    except Exception as error:  # the transport's own; which library it is differs between versions of huggingface_hub
        raise _broken(error) from error


def _broken(error: Exception) -> ConnectionBroke:
    return ConnectionBroke(
        "The model hub cannot be reached, or the connection broke. Check the network and try again.",
        details=f"{type(error).__name__}: {error}",
    )


def _checked_token(token: str) -> str | None:
    """A token without blanks around it, as it is copied from a page; None for none."""
    bare = token.strip()
    if bare and not re.fullmatch(r"[!-~]+", bare):
        raise ModelUnavailable(
            "This is no token of the hub: there is a blank or a letter with an accent in it. Copy it again; it begins "
            'with "hf_".'
        )
    return bare or None


def _status(error: Any) -> int:
    response = getattr(error, "response", None)
    return int(response.status_code) if response is not None else 0


def _gate_sentence(source: Source, status: int) -> str:
    if status == 401:
        return (
            f'"{source.repo}" is only for those who accepted its licence. Accept it at {source.page}, make a token '
            "with read access in your account's settings there, and give it here (--token, or the field in the window)."
        )
    return (
        f'Your account has no access to "{source.repo}" yet. Open {source.page}, accept its licence there, and try '
        "again; some owners take a day to answer, and a token of limited scope must name gated repositories."
    )


def _http_error(source: Source, error: Any) -> ModelUnavailable:
    status, details = _status(error), str(error)
    if status == 401:
        return ModelUnavailable(
            "The hub does not know this token. Make a new one with read access in your account's settings there, and "
            "give that one.",
            details=details,
        )
    if status == 403:
        return ModelUnavailable(_gate_sentence(source, status), details=details)
    if status == 404:
        return SourceMissing(f'The hub has no "{source.repo}" (any more).', details=details)
    return ConnectionBroke(
        f"The model hub answers with an error ({status or 'unknown'}). Try again later; what was fetched is kept.",
        details=details,
    )
