"""Everything that can go wrong, said for the person who meets it.

The message of each error is a sentence for the user that says what to do next; what only a developer needs goes into
`details` and the log. Foreign exceptions are wrapped once, where the foreign library is called, with ``from``.
"""

from __future__ import annotations


class LreditError(Exception):
    """Base of all errors that are shown to a person.

    Args:
        message: a sentence that says what is wrong and what to do.
        details: text for the log and for "copy details".
    """

    kind = "error"

    def __init__(self, message: str, *, details: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class InvalidRequest(LreditError):
    """The person asked for something that cannot be done as asked."""

    kind = "invalid_request"


class ModelUnavailable(LreditError):
    """A model bundle, or one of its parts, is missing or damaged."""

    kind = "model_unavailable"


class OutOfMemory(LreditError):
    """The machine's (or the accelerator's) memory did not suffice."""

    kind = "out_of_memory"


class PictureError(LreditError):
    """A picture cannot be read or written."""

    kind = "picture"


class DiskFull(PictureError):
    """A file was not written because its disk is full or failed: nothing about the request is wrong."""

    kind = "disk"


class ChangedElsewhere(PictureError):
    """A file is not as this program left it: somebody else wrote it since. It was not replaced."""


class EngineError(LreditError):
    """The engine failed for a reason that is our fault, or its process ended."""

    kind = "engine"


class Stopped(Exception):
    """Raised inside the engine at the next step after the person pressed Stop."""
