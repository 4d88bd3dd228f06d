"""The days of holidays that may move a model's series: of regions, and of its own query."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from forebay.algorithms.holiday_windows import Holiday
from forebay.build.open_workspace import answered
from forebay.engine.quote import quote
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork
    from forebay.features.series_roles import SeriesRoles

_EPOCH = date(1970, 1, 1)
_MOST_WEEKS = 10_000  # weekly points after the last that a forecast may reach
_LAST_YEAR = 2100  # calendars of moving holidays hardly go further
_LONGEST = 31


def series_holidays(
    work: ModelWork, frame: str, columns: SeriesRoles, options: Mapping[str, Any]
) -> list[Holiday]:
    """Return holidays from the first training row to the last point that can be forecast.

    A custom holiday takes the place of one of the same region and name.

    Raises
    ------
    ProjectError
        ``bad-value``: a custom holiday without a name or date, or with a window that is negative
        or longer than a month.

    """
    regions = options["holiday_region"]
    found = []
    if regions:
        from forebay.algorithms.holiday_calendar import holiday_calendar

        moment = f"CAST({quote(columns.timestamp.name)} AS TIMESTAMP)"
        ((first, last),) = work.workspace.rows(
            f"SELECT min({moment}), max({moment}) FROM {quote(frame)} WHERE isfinite({moment})"
        )
        if isinstance(first, datetime) and isinstance(last, datetime):
            weeks = min(int(options["horizon"]), _MOST_WEEKS)
            until = min(_LAST_YEAR, (last.year + 1) + weeks * 7 // 365)
            found = holiday_calendar(regions, first.year, until)
    own = _custom(work)
    named = {(holiday.region, holiday.name) for holiday in own}
    found = [holiday for holiday in found if (holiday.region, holiday.name) not in named]
    return sorted([*found, *own], key=lambda h: (h.date, h.name, h.region))


def _custom(work: ModelWork) -> list[Holiday]:
    query = work.statement.custom_holiday
    if query is None:
        return []
    text = answered(work.walk, work.workspace, query)
    names = work.workspace.describe(text, at=query.span)
    around = ", ".join(
        f"CAST({quote(name) if names.find(name) else 1} AS INTEGER)"
        for name in ("preholiday_days", "postholiday_days")
    )
    rows: list[Any] = work.workspace.rows(
        f"SELECT DISTINCT coalesce(region, ''), holiday_name, primary_date, {around}"
        f" FROM (\n{text}\n)",
        query.span,
    )
    found = []
    for region, name, day, before, after in rows:
        windows = tuple(1 if days is None else days for days in (before, after))
        if not name or day is None or min(windows) < 0 or max(windows) > _LONGEST:
            raise ProjectError.of(
                "bad-value",
                f"a custom holiday cannot be {(region, name, str(day), before, after)}",
                query.span,
                hint="it needs a name and a date, and from 0 to 31 days before and after.",
            )
        found.append(Holiday(region, name, (day - _EPOCH).days, *windows))
    return found
