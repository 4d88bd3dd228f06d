"""Forms of BigQuery's SQL that are no DuckDB SQL, and how DuckDB says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Source
    from forebay.sql.token import Token

# Functions that DuckDB 1.5 and 2.0 do not have under that name (each was looked up in
# duckdb_functions()), with the DuckDB form. A macro of a project may have such a name, so this is
# the hint for a function that nobody knows, never an error by itself.
_FUNCTIONS: Final = {
    "SAFE_DIVIDE": "a / NULLIF(b, 0)",
    "TIMESTAMP_ADD": "time + INTERVAL 1 HOUR",
    "TIMESTAMP_SUB": "time - INTERVAL 1 HOUR",
    "DATETIME_ADD": "time + INTERVAL 1 HOUR",
    "DATETIME_SUB": "time - INTERVAL 1 HOUR",
    "TIMESTAMP_DIFF": "date_sub('minute', earlier, later)",
    "DATETIME_DIFF": "date_diff('minute', earlier, later)",
    "TIMESTAMP_TRUNC": "date_trunc('hour', time)",
    "DATETIME_TRUNC": "date_trunc('hour', time)",
    "FORMAT_TIMESTAMP": "strftime(time, '%Y-%m-%d')",
    "FORMAT_DATE": "strftime(day, '%Y-%m-%d')",
    "PARSE_TIMESTAMP": "strptime(text, '%Y-%m-%d')",
    "PARSE_DATE": "strptime(text, '%Y-%m-%d')::DATE",
    "GENERATE_ARRAY": "range(start, stop, step)",
    "REGEXP_CONTAINS": "regexp_matches(text, pattern)",
    "FARM_FINGERPRINT": "bq.farm_fingerprint(text)",
    "TO_JSON_STRING": "to_json(x)::VARCHAR",
    "APPROX_QUANTILES": "approx_quantile(x, [0.25, 0.5, 0.75])",
}


def duckdb_form(function: str) -> str | None:
    """Return how DuckDB says what this function of BigQuery does; None if we do not know.

    Examples
    --------
    >>> duckdb_form("safe_divide")
    'a / NULLIF(b, 0)'

    """
    return _FUNCTIONS.get(function.upper())


def bigquery_forms(source: Source, tokens: Sequence[Token]) -> tuple[Problem, ...]:
    """Return a problem for each form whose very syntax is BigQuery's and not DuckDB's."""
    found: list[Problem] = []
    for index in range(len(tokens) - 1):
        token = tokens[index]
        if tokens[index + 1].text != "(" or token.kind != "word":
            continue
        span = Span(source, token.start, token.end)
        before = tokens[index - 1].text if index else ""
        if token.upper == "EXCEPT" and before == "*" and _lists_names(tokens, index + 2):
            found.append(_problem("* EXCEPT (...)", span, "* EXCLUDE (...)"))
        elif token.upper == "SAFE_CAST":
            found.append(_problem("SAFE_CAST(...)", span, "TRY_CAST(x AS type)"))
    return tuple(found)


def _lists_names(tokens: Sequence[Token], index: int) -> bool:
    """Whether ``(a, b)`` follows and no query: ``FROM a SELECT * EXCEPT (SELECT ...)`` is SQL."""
    return any(token.text in {",", ")"} for token in tokens[index + 1 : index + 2])


def _problem(form: str, span: Span, duckdb: str) -> Problem:
    return Problem(
        "bigquery-form", f"{form} is BigQuery's form", span, hint=f"in DuckDB: {duckdb}."
    )
