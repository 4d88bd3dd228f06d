"""The lines of a CSV file, many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.csv_records import MAX_RECORD_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BOM: Final = b"\xef\xbb\xbf"


def line_chunks(path: Path, skip: int, size: int) -> Iterator[bytes | None]:
    """Yield whole lines of about `size` bytes together; None, and no more, for what is no UTF-8.

    Parameters
    ----------
    skip
        How many lines are left out at the begin.

    """
    with path.open("rb") as file:
        if file.read(len(_BOM)) != _BOM:
            file.seek(0)
        for _ in range(skip):
            file.readline()
        # A line that is too long may be cut: who looks at it sees that it is.
        while lines := file.read(size) + file.readline(MAX_RECORD_BYTES + 1):
            if not _is_text(lines):
                yield None
                return
            yield lines


def _is_text(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
