"""Rows as aligned text, without boxes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from forebay.cli.value_text import LONGEST, shown_width, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def table_lines(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    indent: str = "",
    longest: int | None = LONGEST,
) -> list[str]:
    r"""Return a header and one line a row; numbers stand to the right, everything else to the left.

    Examples
    --------
    >>> print("\n".join(table_lines(["name", "n"], [("a", 1), ("long", 20), (None, 3)])))
    name   n
    a      1
    long  20
    NULL   3

    """
    cells = [[value_text(value, longest=longest) for value in row] for row in rows]
    header = [value_text(column) for column in columns]
    right = [_is_numeric([row[i] for row in rows]) for i in range(len(columns))]
    widths = [
        max(shown_width(text) for text in (header[i], *(row[i] for row in cells)))
        for i in range(len(columns))
    ]
    return [
        indent
        + "  ".join(
            _aligned(text, width, right=to_right)
            for text, width, to_right in zip(line, widths, right, strict=True)
        ).rstrip()
        for line in [header, *cells]
    ]


def _aligned(text: str, width: int, *, right: bool) -> str:
    blanks = " " * (width - shown_width(text))
    return blanks + text if right else text + blanks


def _is_numeric(values: Sequence[object]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and all(
        isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) for value in known
    )
