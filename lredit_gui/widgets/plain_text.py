"""Names that the person gave, shown as they are where Qt would read them as something else. No Qt here."""

from __future__ import annotations

import html


def on_button(text: str) -> str:
    """For buttons, menus and tabs, where a single "&" marks the letter that is a key."""
    return text.replace("&", "&&")


def as_tip(text: str) -> str:
    """For tool tips, which take "<" for the beginning of HTML."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f'<span style="white-space: pre-wrap">{html.escape(text, quote=False)}</span>'


def as_title(text: str) -> str:
    """For titles of windows, where "[*]" stands for a mark of changes."""
    return text.replace("[*]", "[*][*]")
