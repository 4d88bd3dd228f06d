"""One fast pass over the bytes of a CSV file: what must add up when the engine has read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.engine.source_options import SourceOptions

_CHUNK = 256 * 2**10  # it and what is made of it stay in the cache: 0.13 s for 315 MB, not 0.32


@dataclass(frozen=True, slots=True)
class Counts:
    r"""What one pass over a file counts; nothing inside quotes counts but NUL.

    Parameters
    ----------
    lines
        Records with the header, without empty lines at the end.
    delimiters
        Field delimiters.
    line_end
        ``\\n`` or ``\\r\\n``; None if the file mixes them or has others.
    has_quotes
        Some field is quoted.
    has_nul
        The file holds a NUL byte.

    """

    lines: int
    delimiters: int
    line_end: str | None
    has_quotes: bool
    has_nul: bool


def scan(path: Path, options: SourceOptions) -> Counts:
    r"""Count what a well-formed file must add up to.

    The counts are only right if quotes are balanced; where they are not, they will not agree with
    what the engine read, and the file is then gone through record by record.
    """
    delimiter, quote = options.field_delimiter.encode(), options.quote.encode()
    newlines = returns = pairs = delimiters = 0
    has_nul = has_quotes = inside = False
    tail = b""
    with path.open("rb") as file:
        # Chunks end at line ends, so that no \r\n is cut in two.
        while chunk := file.read(_CHUNK) + file.readline(_CHUNK):
            has_nul = has_nul or b"\0" in chunk
            codes = np.frombuffer(chunk, dtype=np.uint8)
            outside = None
            if quote and (inside or quote in chunk):
                has_quotes = True
                # After an odd number of quotes one is inside; a doubled quote goes out and in.
                flips = np.logical_xor.accumulate(codes == ord(quote))
                outside = flips if inside else ~flips
                inside ^= bool(flips[-1])
            newlines += _count(codes, b"\n", outside)
            delimiters += _count(codes, delimiter, outside)
            if b"\r" in chunk:
                returns += _count(codes, b"\r", outside)
                ends = codes[:-1][codes[1:] == ord("\n")] == ord("\r")
                if outside is None:
                    pairs += int(np.count_nonzero(ends))
                else:
                    pairs += int(np.count_nonzero(ends & outside[:-1][codes[1:] == ord("\n")]))
            tail = (tail + chunk)[-4096:]
    regular = returns == 0 or returns == pairs == newlines
    body = tail.rstrip(b"\r\n")
    ends = tail[len(body) :].count(b"\n")
    return Counts(
        lines=newlines + 1 - ends,
        delimiters=delimiters,
        line_end=("\\r\\n" if returns else "\\n") if regular else None,
        has_quotes=has_quotes,
        has_nul=has_nul,
    )


def _count(codes: NDArray[np.uint8], character: bytes, outside: NDArray[np.bool_] | None) -> int:
    found = codes == ord(character)
    return int(np.count_nonzero(found if outside is None else found & outside))
