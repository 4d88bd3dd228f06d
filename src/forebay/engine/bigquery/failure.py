"""A value, or the end of the query where BigQuery ends it."""

from __future__ import annotations

from typing import Final

from forebay.engine.quote import literal

# What stands before the words in the engine's message: duckdb_errors looks for it.
FAILURE_MARK: Final = "BigQuery: "


def unless(bad: str, words: str, value: str, shown: str = "") -> str:
    """Return an expression that is `value`, and ends the query with some words where `bad` holds.

    DuckDB's ``error`` is volatile: an expression with it could not be grouped or partitioned by. A
    text that is no BOOLEAN fails as well, but only where the text is such a one: DuckDB computes
    constants before it looks whether anybody needs them.

    Parameters
    ----------
    shown
        An expression that belongs to the message; empty: none.

    Examples
    --------
    >>> unless("b = 0", "division by zero", "a / b")
    "CASE WHEN CAST(CASE WHEN b = 0 THEN 'BigQuery: division by zero |' ELSE 'true' END AS BOOLEAN) THEN a / b END"

    """  # noqa: E501 - as it comes
    told = literal(f"{FAILURE_MARK}{words} " + ("" if shown else "|"))
    told += f" || CAST({shown} AS VARCHAR)" if shown else ""
    return (
        f"CASE WHEN CAST(CASE WHEN {bad} THEN {told} ELSE 'true' END AS BOOLEAN) THEN {value} END"
    )
