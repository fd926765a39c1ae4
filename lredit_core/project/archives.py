"""Members of archives, read no further than they may be long."""

from __future__ import annotations

import zipfile

#: Python unpacks other methods whole, whatever is asked for: ten gigabytes out of seven kilobytes.
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """At most so many bytes and one more of a member, which says that there is more.

    Raises:
        ValueError: where it is packed by another method than projects and OpenRaster are.
        Exception: what zipfile and zlib raise on damaged bytes.
    """
    info = archive.getinfo(name)
    if info.compress_type not in _BOUNDED:
        raise ValueError(f"{name[:200]} is packed by method {info.compress_type}")
    with archive.open(info) as stream:
        return stream.read(most + 1)
