"""The files beside a model of series, and what their columns are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema

if TYPE_CHECKING:
    from forebay.features.series_roles import SeriesRoles

SERIES: Final = "__series"  # the number of a series, from 0

# A row for each point of each series, in order. With a trend that is not smoothed the parts add up
# to the value; the residual is that of the process in any case. A season that was not fitted, and
# the scale of the first points, are NaN.
SEASON_COLUMNS: Final = ("yearly", "quarterly", "monthly", "weekly", "daily")
HISTORY_SCHEMA: Final = Schema(
    (
        Column(SERIES, "BIGINT"),
        Column("moment", "BIGINT"),  # microseconds since 1970
        Column("is_filled", "BOOLEAN"),
        *(
            Column(name, "DOUBLE")
            for name in (
                "value", "trend", *SEASON_COLUMNS, "holiday", "spikes", "steps", "residual", "scale"
            )
        ),
    )
)  # fmt: skip


def series_schema(columns: SeriesRoles) -> Schema:
    """Return the columns of the file that says which number a series has."""
    return Schema((Column(SERIES, "BIGINT"), *columns.ids))


def gate_series_schema(columns: SeriesRoles, *, has_interval: bool = True) -> Schema:
    """Return the columns of the held-out points: what is compared, then those of the series.

    Parameters
    ----------
    has_interval
        Whether they say if a point lay in its interval; those of older versions do not.

    """
    compared = ("__label", "__score", "__baseline", "__champion")
    return Schema(
        (
            *(Column(name, "DOUBLE") for name in compared),
            Column("__block", "BIGINT"),
            *([Column("__inside", "BOOLEAN")] if has_interval else []),
            *columns.ids,
            Column(columns.timestamp.name, "TIMESTAMP"),
            Column(columns.data.name, "DOUBLE"),
        )
    )
