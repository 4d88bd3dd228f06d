"""``FRESH WITHIN interval BY column``: whether the newest row of a source is new enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.checks.future_times import latest_moment
from forebay.checks.moved import moved
from forebay.checks.outcome import CheckResult
from forebay.engine.quote import literal, quote
from forebay.errors import ForebayError

if TYPE_CHECKING:
    from datetime import datetime

    from forebay.engine import Workspace
    from forebay.sql.statement import FreshWithin


def check_freshness(
    workspace: Workspace,
    node: str,
    relation: str,
    fresh: FreshWithin,
    as_of: datetime,
    now: datetime,
) -> CheckResult:
    """Compare the newest value of the clause's column with the time of the build.

    Parameters
    ----------
    relation
        SQL that names the source's rows, quoted.
    as_of
        The time of the build (``--as-of``; by default the start of the day, UTC), without a zone
        or in UTC.
    now
        The clock. A newest value that lies more than a day after it and after `as_of` says nothing
        of how fresh the source is, so that the check fails.

    Returns
    -------
    CheckResult
        ``rows`` is 1 and stands for the source. A source without rows, or with NULL in every row
        of the column, is not fresh.

    """
    moment = literal(as_of.replace(tzinfo=None))
    newest = f"(SELECT max(CAST({quote(fresh.by)} AS TIMESTAMP)) FROM {relation})"
    ahead = literal(max(latest_moment(now), latest_moment(as_of)))
    prefix = f"SELECT CAST({newest} AS VARCHAR), {newest} > {ahead}, {newest} >= {moment} - (\n"
    try:
        row: tuple[Any, ...] = workspace.rows(f"{prefix}{fresh.interval.text}\n)")[0]
    except ForebayError as error:
        text = fresh.interval.text
        raise moved(error, len(prefix), len(text), fresh.interval.span) from error
    latest, is_ahead, is_new = row
    holds = is_new and not is_ahead
    message = ""
    if is_ahead:
        message = f"{fresh.by}: the newest is {latest}, which has not come yet"
    elif holds is not True:
        interval = " ".join(fresh.interval.text.split())
        seen = f"the newest is {latest}" if latest is not None else "no row has a value"
        at = as_of.replace(tzinfo=None)
        message = f"{fresh.by}: {seen}, needs to be within {interval} of {at}"
    verdict: Any = "ok" if holds is True else ("warn" if fresh.action == "warn" else "failed")
    return CheckResult(
        *(node, f"FRESH WITHIN BY {fresh.by}", "fresh_within", verdict, 1, int(holds is not True)),
        message=message,
        span=fresh.span,
    )
