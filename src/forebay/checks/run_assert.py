"""Evaluate an assertion: a condition over tables that must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.checks.moved import moved
from forebay.checks.outcome import CheckResult
from forebay.checks.row_text import value_text
from forebay.checks.sample import SHOWN_ROWS
from forebay.checks.sides import comparisons, not_exists
from forebay.errors import ForebayError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.engine import Workspace
    from forebay.errors import Span
    from forebay.sql.statement import Assert
    from forebay.sql.token import Token


def run_assert(workspace: Workspace, assertion: Assert, keep: Path | None = None) -> CheckResult:
    """Evaluate an assertion; NULL fails like FALSE.

    Parameters
    ----------
    workspace
        Has everything attached that the condition reads. ``ML.*`` calls in it must have been
        answered under their placeholders.
    keep
        The Parquet file in which the rows of a failed ``NOT EXISTS (query)`` are kept; None keeps
        none. Five are shown in any case.

    Returns
    -------
    CheckResult
        `node` is empty: an assertion belongs to every table that it reads. `message` shows both
        sides of what does not hold: ``(SELECT count(*) FROM t) is 12, needs > 1000``.

    Raises
    ------
    ProjectError, EngineError
        The engine refused or failed, at its place in the condition.

    """
    text, at = assertion.condition.plain, assertion.condition.span
    holds = _evaluate(workspace, text, at)
    if holds is True:
        return _result(assertion, "ok", rows=1, failing=0)
    verdict = "warn" if assertion.violation.action == "warn" else "failed"
    tokens = assertion.condition.tokens
    query = not_exists(text, tokens)
    if query is not None:
        return _with_rows(workspace, assertion, query, verdict, keep)
    message = _both_sides(workspace, text, tokens)
    if not message:
        message = "it is NULL" if holds is None else "it is false"
    return _result(assertion, verdict, rows=1, failing=1, message=message)


def _evaluate(workspace: Workspace, text: str, at: Span) -> Any:
    """Return the condition's value; an error gets its place in the condition."""
    prefix = "SELECT (\n"
    try:
        return workspace.rows(f"{prefix}{text}\n)")[0][0]
    except ForebayError as error:
        raise moved(error, len(prefix), len(text), at) from error


def _with_rows(
    workspace: Workspace, assertion: Assert, query: str, verdict: Any, keep: Path | None
) -> CheckResult:
    source = f"(\n{query}\n)"
    names = workspace.describe(f"SELECT * FROM {source}").names
    shown = workspace.rows(f"SELECT * FROM {source} LIMIT {SHOWN_ROWS}")
    if keep is not None:
        count = workspace.write(f"SELECT * FROM {source}", keep).rows
    else:
        found: Any = workspace.rows(f"SELECT count(*) FROM {source}")[0][0]
        count = int(found)
    return CheckResult(
        "",
        assertion.description,
        "assert",
        verdict,
        count,
        count,
        columns=names,
        sample=tuple(shown),
        message=f"the query gives {count:,} row{'' if count == 1 else 's'}, needs none",
        span=assertion.span,
    )


def _both_sides(workspace: Workspace, text: str, tokens: Sequence[Token]) -> str:
    """Return what the sides of every comparison that does not hold are; empty if unknown."""
    parts = []
    for one in comparisons(text, tokens):
        sql = f"SELECT (\n{one.left}\n), (\n{one.right}\n), (\n{one.condition}\n)"
        try:
            left, right, holds = workspace.rows(sql)[0]
        except ForebayError:
            return ""
        if holds is not True:
            needs = one.right if one.right_is_literal else value_text(right)
            of = "" if one.right_is_literal else f" (the value of {_one_line(one.right)})"
            parts.append(
                f"{_one_line(one.left)} is {value_text(left)}, needs {one.operator} {needs}{of}"
            )
    return "; ".join(parts)


def _result(
    assertion: Assert, verdict: Any, *, rows: int, failing: int, message: str = ""
) -> CheckResult:
    return CheckResult(
        *("", assertion.description, "assert", verdict, rows, failing),
        message=message,
        span=assertion.span,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
