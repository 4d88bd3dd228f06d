"""What a project's SQL must not do, because nobody could build it again (SEMANTICS 12 and 14)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem
from forebay.sql.keywords import keywords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.project.node import NodeStatement
    from forebay.project.reads import Named, Reads

# What DuckDB would replace by a read of the file itself.
_FILE: Final = re.compile(
    r"\.(csv|tsv|txt|json|jsonl|ndjson|parquet|arrow|xlsx|db|duckdb|gz|zst)$", re.IGNORECASE
)
_SYSTEM: Final = ("information_schema.", "pg_catalog.", "sqlite_", "duckdb_", "pragma_", "system.")
_TIME: Final = keywords(
    """
    clock_timestamp current_date current_localtime current_localtimestamp current_time
    current_timestamp get_current_time get_current_timestamp localtime localtimestamp now
    statement_timestamp today transaction_timestamp
    """
)


def hidden_source(table: Named) -> Problem | None:
    """Return the problem of a table name that would read a file or the engine's own tables."""
    span = table.span
    is_text = span.text.startswith("'")
    if is_text:
        # The engine reports where the text begins; its name is all that stands between quotes.
        span = span.part(0, len(table.name) + 2)
    if is_text or _FILE.search(table.name):
        return Problem(
            "hidden-source",
            f'"{table.name}" is read as a file, and nothing would know of it',
            span,
            hint="declare it with CREATE EXTERNAL TABLE, and read the table by its name.",
        )
    if table.key.startswith(_SYSTEM):
        return Problem(
            "hidden-source",
            f'"{table.name}" is a table of the engine itself',
            table.span,
            hint="a project reads only its own tables.",
        )
    return None


def hidden_calls(reads: Reads, nodes: Mapping[str, NodeStatement]) -> list[Problem]:
    """Return a problem for each function that reads what the project does not name (rule 14)."""
    return [
        Problem(
            "hidden-source",
            f'"{call.name}" reads what the project does not name',
            call.span,
            hint="declare files with CREATE EXTERNAL TABLE, and read the table by its name.",
        )
        for call in reads.hidden
        if call.key not in nodes
    ]


def unrepeatable(reads: Reads, model: str) -> list[Problem]:
    """Return a problem for each thing that gives another result when it runs again (rule 12).

    For statements that a model is made from: training could not be repeated.

    Parameters
    ----------
    model
        The name of a model that reads the statement, directly or not.

    """
    return [
        *(_volatile(call, model) for call in reads.volatile),
        *(_unordered(call, model) for call in reads.unordered),
    ]


def _volatile(call: Named, model: str) -> Problem:
    if call.key in _TIME:
        hint = "write getvariable('as_of'): the start of today, or what --as-of says."
    elif call.key == "tablesample":
        hint = "add REPEATABLE (1), or keep rows by a hash: WHERE hash(key) % 10 = 0."
    else:
        hint = "compute it from the row's own key: md5(key), hash(key)."
    return Problem(
        "volatile-function",
        f'"{call.name}" gives another value each time, and model "{model}" is made from it',
        call.span,
        hint=hint,
    )


def _unordered(call: Named, model: str) -> Problem:
    if call.key == "limit":
        message = f'LIMIT without ORDER BY takes any rows, and model "{model}" is made from them'
        hint = "add ORDER BY with a key before it."
    else:
        message = f'"{call.name}" depends on the order of rows, and model "{model}" is made from it'
        hint = _order_hint(call.key)
    return Problem("unordered", message, call.span, hint=hint)


def _order_hint(function: str) -> str:
    if function in {"any_value", "arbitrary", "first", "last", "mode"}:
        return "write min or max, or give it an order: first(x ORDER BY key)."
    if function in {"row_number", "lag", "lead", "first_value", "last_value", "nth_value", "ntile"}:
        return "give the window an order: OVER (... ORDER BY key)."
    return f"give it an order: {function}(x ORDER BY key)."
