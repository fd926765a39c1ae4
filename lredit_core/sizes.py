"""Amounts of bytes and of time in words."""

from __future__ import annotations


def size_text(byte_count: int) -> str:
    """ "4.1 GB", "599 MB", "12 kB": decimal units, as disks and the hub count."""
    for unit, size in (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if byte_count >= size:
            amount = byte_count / size
            digits = 0 if amount >= 100 or unit == "kB" else 1
            return f"{amount:.{digits}f}".removesuffix(".0") + f" {unit}"
    return f"{byte_count} bytes"


def duration_text(seconds: float) -> str:
    """ "3 min", "2 h 5 min", "40 s"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
