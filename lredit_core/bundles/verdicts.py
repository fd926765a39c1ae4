"""What a verification found, part by part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """One part of a bundle.

    Attributes:
        part: "image-text model", "self-supervised model", 'editor "NAME"', or "other files".
        files_checked: files that were compared with their checksums.
        problem: a sentence where something is wrong, else "".
        remark: what else a person should know of it, else "".
    """

    part: str
    files_checked: int
    problem: str = ""
    remark: str = ""

    @property
    def in_words(self) -> str:
        """A line for the person."""
        if self.problem:
            return f"{self.part}: {self.problem}"
        compared = f"{self.files_checked} files match" if self.files_checked != 1 else "1 file matches"
        if not self.files_checked:
            compared = "no checksums are known"
        remark = f"; {self.remark}" if self.remark else ""
        return f"{self.part}: {compared}, loads{remark}" if self.part != OTHER_FILES else f"{self.part}: {compared}"


OTHER_FILES = "other files"


@dataclass(frozen=True, slots=True)
class BundleVerdict:
    """All parts of a bundle."""

    name: str
    parts: tuple[PartVerdict, ...]

    @property
    def is_whole(self) -> bool:
        return not any(part.problem for part in self.parts)

    @property
    def in_words(self) -> str:
        """A sentence for the person."""
        count = sum(part.files_checked for part in self.parts)
        bad = [part.part for part in self.parts if part.problem]
        if bad:
            return f"{self.name}: {len(bad)} of {len(self.parts)} parts do not fit: {', '.join(bad)}."
        return f"{self.name}: {count} files match, everything loads."
