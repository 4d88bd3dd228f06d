"""How each SQL writes names, values and types."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

_MANTISSA: Final = 53  # bits of a float64
_PLAIN_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_$]*")


@dataclass(frozen=True, slots=True)
class SqlDialect:
    """One SQL.

    Parameters
    ----------
    name
        The word for ``--dialect``.
    double, whole, text
        Its types: float64, 64 bits, text.
    parity
        Where a query is run before it is written; empty if it is not.
    quotes
        What stands around a name.
    has_backslash
        A backslash in a text literal begins an escape.
    materialized
        What keeps a part of a WITH from being computed again for each mention.
    has_nan
        A float64 can be NaN; where it cannot, NaN is NULL.
    orders_nan
        NaN equals NaN and is above every number; elsewhere all but ``<>`` are false for it.
    takes_bytes
        How long a query may be; 0 where there is no limit to speak of.
    is_recursive
        It has WITH RECURSIVE.
    numbers_rows
        A row number lasts from one mention of a part of a WITH to the next.
    most_splits
        Trees with more splits are a table of nodes: the engine would plan their CASEs for longer.

    """

    name: str
    double: str
    whole: str
    text: str
    parity: str = ""
    quotes: str = '"'
    has_backslash: bool = False
    materialized: str = ""
    has_nan: bool = True
    orders_nan: bool = True
    takes_bytes: int = 0
    is_recursive: bool = True
    numbers_rows: bool = False
    most_splits: int = 6_000

    def quoted(self, name: str) -> str:
        """Return a name as an identifier.

        Snowflake keeps a name that is written without quotes in capitals, and finds it in quotes
        only by them.

        Examples
        --------
        >>> DIALECTS["snowflake"].quoted("price"), DIALECTS["snowflake"].quoted("unit price")
        ('"PRICE"', '"unit price"')

        """
        mark = self.quotes
        if self.name == "snowflake" and _PLAIN_NAME.fullmatch(name):
            name = name.upper()
        if self.has_backslash and mark == "`" and self.name == "bigquery":
            escaped = name.replace("\\", "\\\\").replace("`", "\\`")
            return f"`{escaped}`"
        return f"{mark}{name.replace(mark, mark * 2)}{mark}"

    def string(self, value: str) -> str:
        r"""Return a text literal.

        Examples
        --------
        >>> DIALECTS["postgres"].string("it's"), DIALECTS["spark"].string("it's")
        ("'it''s'", "'it\\'s'")

        """
        if not self.has_backslash:
            return "'" + value.replace("'", "''") + "'"
        for letter, written in (("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\r", "\\r")):
            value = value.replace(letter, written)
        return f"'{value}'"

    def instant(self, text: str) -> str:
        """Return an instant without a zone, whatever a session takes ``TIMESTAMP`` for."""
        if self.name == "snowflake":
            return f"CAST({self.string(text)} AS TIMESTAMP_NTZ)"
        words = {"bigquery": "DATETIME", "spark": "TIMESTAMP_NTZ"}
        return f"{words.get(self.name, 'TIMESTAMP')} {self.string(text)}"

    def number(self, value: float) -> str:
        """Return a float64 literal that is read as exactly this number.

        Examples
        --------
        >>> DIALECTS["duckdb"].number(0.1), DIALECTS["sqlite"].number(0.75)
        ('0.1e0', '(3.0 / 4.0)')

        """
        if not math.isfinite(value):
            return self._not_finite(value)
        word = float.__repr__(float(value))
        match self.name:
            case "postgres":
                return f"CAST('{word}' AS {self.double})"
            case "snowflake":
                return f"CAST('{word}' AS FLOAT)"
            case "sqlite":
                return _ratio(value)
            case _:
                exact = word if "e" in word else f"{word}e0"
                return f"({exact})" if exact.startswith("-") else exact

    def _not_finite(self, value: float) -> str:
        if self.name == "sqlite":
            return "NULL" if math.isnan(value) else "9e999" if value > 0 else "(-9e999)"
        word = "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        if self.name == "snowflake" and "Inf" in word:
            word = "inf" if value > 0 else "-inf"
        return f"CAST('{word}' AS {self.double})"

    def is_nan(self, value: str) -> str:
        """Return a condition: a float64 is NaN."""
        match self.name:
            case "bigquery":
                return f"IS_NAN({value})"
            case "duckdb" | "spark":
                return f"isnan({value})"
            case _:
                return f"{value} = {self.number(math.nan)}"


def _ratio(value: float) -> str:
    """Return a number as a whole number over powers of two.

    SQLite reads decimal digits with a possible error in the last bit; these are read exactly.
    """
    if value == 0 or (value == int(value) and abs(value) < 2.0**_MANTISSA):
        text = f"{int(value)}.0"
        return f"({text})" if text.startswith("-") else text
    fraction, exponent = math.frexp(value)
    whole, shift = int(fraction * 2.0**_MANTISSA), exponent - _MANTISSA
    while whole % 2 == 0:
        whole, shift = whole // 2, shift + 1
    operator, text = "*" if shift > 0 else "/", f"{whole}.0"
    shift = abs(shift)
    while shift:
        step = min(shift, 52)
        text += f" {operator} {2**step}.0"
        shift -= step
    return f"({text})"


DIALECTS: Final[dict[str, SqlDialect]] = {
    dialect.name: dialect
    for dialect in (
        SqlDialect(
            "duckdb", "DOUBLE", "BIGINT", "VARCHAR", parity="DuckDB",
            materialized="MATERIALIZED ", numbers_rows=True,
        ),
        SqlDialect(
            "postgres", "DOUBLE PRECISION", "BIGINT", "TEXT",
            materialized="MATERIALIZED ", numbers_rows=True,
        ),
        SqlDialect(
            "sqlite", "REAL", "INTEGER", "TEXT", parity="SQLite",
            materialized="MATERIALIZED ", has_nan=False, numbers_rows=True,
        ),
        SqlDialect("snowflake", "FLOAT", "BIGINT", "VARCHAR", has_backslash=True),
        SqlDialect(
            "bigquery", "FLOAT64", "INT64", "STRING", quotes="`", has_backslash=True,
            orders_nan=False, takes_bytes=1024 * 1024,
        ),
        SqlDialect(
            "spark", "DOUBLE", "BIGINT", "STRING", quotes="`", has_backslash=True,
            is_recursive=False,
        ),
    )
}  # fmt: skip
