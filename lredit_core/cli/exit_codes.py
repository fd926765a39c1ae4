"""How commands end and what they say to the person: 0 done, 2 bad request, 3 model missing, 4 failed, 5 some of
many failed, 130 stopped."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from lredit_core.cancellation import EventToken
from lredit_core.errors import InvalidRequest, LreditError, ModelUnavailable, PictureError, Stopped

EXIT_BAD_REQUEST, EXIT_MODEL_MISSING, EXIT_FAILED, EXIT_SOME_FAILED, EXIT_STOPPED = 2, 3, 4, 5, 130
_EXIT_OF_KIND = {
    InvalidRequest.kind: EXIT_BAD_REQUEST,
    PictureError.kind: EXIT_BAD_REQUEST,
    ModelUnavailable.kind: EXIT_MODEL_MISSING,
}


def exit_code_of(kind: str) -> int:
    """The exit code for an error's kind."""
    return _EXIT_OF_KIND.get(kind, EXIT_FAILED)


def say(message: str) -> None:
    """A sentence for the person, beside the results; what is no character (some file names) is a question mark."""
    typer.echo(f"lredit: {message.encode('utf-8', 'replace').decode('utf-8')}", err=True)


def keep_log(*, shown: bool) -> None:
    """Shows what goes on on standard error, or keeps the libraries' and our own log away from what is said there."""
    root = logging.getLogger()
    if shown:
        logging.basicConfig(level=logging.INFO)
    elif not root.handlers:
        root.addHandler(logging.NullHandler())


def require_yes(question: str, *, yes: bool) -> None:
    """Asks, unless the person said yes beforehand.

    Raises:
        typer.Exit: where they say no.
        InvalidRequest: where nobody is there to be asked.
    """
    try:
        if yes or typer.confirm(question):
            return
    except typer.Abort as error:
        typer.echo()
        raise InvalidRequest("There is no terminal to ask on. Say --yes to do it without a question.") from error
    raise typer.Exit(EXIT_STOPPED)


@contextmanager
def exit_codes(stopped: str = "Stopped.") -> Iterator[None]:
    """An error of ours is said and becomes its exit code; so does a stop, with the sentence `stopped`."""
    try:
        yield
    except LreditError as error:
        say(error.message)
        raise typer.Exit(exit_code_of(error.kind)) from error
    except Stopped:
        say(stopped)
        raise typer.Exit(EXIT_STOPPED) from None


@contextmanager
def stops_on_interrupt(token: EventToken) -> Iterator[None]:
    """Ctrl+C asks the work to stop instead of breaking it off."""
    previous = signal.signal(signal.SIGINT, lambda _number, _frame: token.cancel())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
