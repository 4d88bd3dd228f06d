"""Letters in the other case, and the spaces that ``trim`` takes away, in every SQL.

What another database takes for the lower letter hangs on its locale; here each letter stands beside
its own, so that the text is the one that training saw.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Final

from forebay.features.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.export.sql_dialect import SqlDialect

_TRIMS: Final = {
    "duckdb": {"trim": "trim({0}, {1})", "ltrim": "ltrim({0}, {1})", "rtrim": "rtrim({0}, {1})"},
    "postgres": {"trim": "btrim({0}, {1})", "ltrim": "ltrim({0}, {1})", "rtrim": "rtrim({0}, {1})"},
    "spark": {
        "trim": "trim(BOTH {1} FROM {0})", "ltrim": "trim(LEADING {1} FROM {0})",
        "rtrim": "trim(TRAILING {1} FROM {0})",
    },
}  # fmt: skip


def cased(dialect: SqlDialect, name: str, value: str) -> str:
    """Return SQL for a text with every letter ``lower`` or ``upper``."""
    if dialect.name == "duckdb":
        return f"{name}({value})"
    before, after = map(dialect.string, _letters(name))
    if dialect.name != "sqlite":
        return f"translate({value}, {before}, {after})"
    # SQLite has no translate: what is not plain ASCII goes letter by letter.
    letter = f"substr({value}, forebay_n, 1)"
    other = (
        f"CASE WHEN instr({before}, {letter}) > 0"
        f" THEN substr({after}, instr({before}, {letter}), 1) ELSE {letter} END"
    )
    every = (
        "(WITH RECURSIVE forebay_text(forebay_n, forebay_made) AS (SELECT 1, '' UNION ALL"
        f" SELECT forebay_n + 1, forebay_made || {other} FROM forebay_text"
        f" WHERE forebay_n <= length({value})) SELECT forebay_made FROM forebay_text"
        f" WHERE forebay_n = length({value}) + 1)"
    )
    return (
        f"CASE WHEN {value} IS NULL THEN NULL WHEN {value} NOT GLOB '*[^ -~]*'"
        f" THEN {name}({value}) ELSE {every} END"
    )


def trimmed(dialect: SqlDialect, name: str, value: str) -> str:
    """Return SQL for a text without the spaces around it: ``trim``, ``ltrim`` or ``rtrim``."""
    if dialect.name == "duckdb":
        return f"{name}({value})"
    template = _TRIMS.get(dialect.name, _TRIMS["duckdb"])[name]
    return template.format(value, dialect.string(_spaces()))


@cache
def _letters(name: str) -> tuple[str, str]:
    """Return the letters that have another case, and that case, in the same order."""
    change = OPERATIONS[name].value
    pairs = [(letter, made) for letter in _every() if (made := str(change(letter))) != letter]
    return "".join(a for a, _ in pairs), "".join(b for _, b in pairs)


def _every() -> Iterator[str]:
    """Yield every letter that a text may hold: no NUL, and no half of a pair."""
    return map(chr, (*range(1, 0xD800), *range(0xE000, sys.maxunicode + 1)))


@cache
def _spaces() -> str:
    return "".join(letter for letter in _every() if not OPERATIONS["trim"].value(letter))
