"""Times that have not come yet, in columns that tell of the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import literal, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.checks.extremes import Extremes
    from forebay.engine import Workspace

# Clocks differ, and a local time without its zone is up to 14 hours ahead of UTC.
TOLERANCE: Final = timedelta(days=1)
# Where more lie in the future, they most likely should: due dates, timetables.
_LARGEST_SHARE: Final = 100
_FEWEST_VALUES: Final = 10


@dataclass(frozen=True, slots=True)
class FutureTimes:
    """A column of which a few values lie in the future; `latest` as the engine writes it."""

    column: str
    rows: int
    values: int
    latest: str


def latest_moment(now: datetime) -> datetime:
    """Return the moment, UTC without a zone, after which a time lies in the future."""
    aware = now if now.tzinfo is not None else now.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(tzinfo=None) + TOLERANCE


def future_times(
    workspace: Workspace, relation: str, found: Iterable[Extremes], now: datetime
) -> tuple[FutureTimes, ...]:
    """Return the columns of which up to a hundredth of the values lies more than a day ahead.

    Parameters
    ----------
    relation
        SQL in FROM position. Its rows are read only for columns whose largest value lies ahead.

    """
    limit = latest_moment(now)
    ahead = []
    for extreme in found:
        if not extreme.is_time or extreme.most <= str(limit):
            continue
        name = quote(extreme.column.name)
        row: Any = workspace.rows(
            f"SELECT count(CASE WHEN CAST({name} AS TIMESTAMP) > {literal(limit)} THEN 1 END),"
            f" count({name}) FROM {relation}"
        )[0]
        rows, values = row
        if rows and values >= _FEWEST_VALUES and rows <= max(1, values // _LARGEST_SHARE):
            ahead.append(FutureTimes(extreme.column.name, rows, values, extreme.most))
    return tuple(ahead)
