"""The columns ``holiday_effect_<name>`` of ML.EXPLAIN_FORECAST: what each holiday adds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal, quote
from forebay.query.series_files import SERIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.query.stage import Stage

_PREFIX: Final = "holiday_effect_"
_EFFECTS: Final = Schema(
    (
        Column(SERIES, "BIGINT"),
        Column("moment", "BIGINT"),
        Column("holiday", "BIGINT"),
        Column("effect", "DOUBLE"),
    )
)
_ROWS: Final = 100_000  # in memory


def holiday_columns(names: Sequence[str]) -> tuple[str, ...]:
    """Return the column of each holiday, in their order.

    Anything but letters of English, digits and underscores is an underscore, as BigQuery has it
    when it names columns after texts; a name that is taken gets a number.

    Examples
    --------
    >>> holiday_columns(["Fair", "New Year's Day", "New Year s Day"])
    ('holiday_effect_Fair', 'holiday_effect_New_Year_s_Day', 'holiday_effect_New_Year_s_Day_2')

    """
    found: list[str] = []
    for name in names:
        plain = column = _PREFIX + re.sub(r"[^0-9A-Za-z_]", "_", name)
        number = 1
        while column.casefold() in {other.casefold() for other in found}:
            number += 1
            column = f"{plain}_{number}"
        found.append(column)
    return tuple(found)


def attach_holidays(stage: Stage, horizon: int) -> str:
    """Attach what holidays add to a point, a column for each; return the name.

    Points without a row are moved by none. Sums of a hierarchy have what their series have.
    """
    from forebay.query.series_members import series_members
    from forebay.query.series_relations import attach_series

    workspace, signature = stage.workspace, stage.model.signature
    names = signature.forecasts.holidays
    own, name = f"{stage.name}_days", f"{stage.name}_holidays"
    target = stage.scratch / f"{own}.parquet"
    workspace.write_batches(_batches(stage, horizon, names), target)
    workspace.attach(own, [target], _EFFECTS)
    rows = f"SELECT * FROM {quote(own)}"
    columns = signature.forecasts.columns
    if columns.hierarchy:
        members = series_members(attach_series(stage), columns)
        rows += (
            f" UNION ALL SELECT m.parent, d.moment, d.holiday, d.effect FROM {quote(own)} AS d"
            f" JOIN ({members}) AS m ON m.child = d.{SERIES}"
        )
    added = ", ".join(
        f"sum(effect ORDER BY effect) FILTER (WHERE holiday = {literal(place)}) AS {quote(column)}"
        for place, column in enumerate(holiday_columns(names))
    )
    workspace.define_view(name, f"SELECT {SERIES}, moment, {added} FROM ({rows}) GROUP BY ALL")
    return name


def _batches(
    stage: Stage, horizon: int, names: Sequence[str]
) -> Iterator[tuple[list[tuple[str, Any]], None]]:
    import numpy as np

    waiting: list[tuple[Any, ...]] = []
    n_rows = 0

    def joined() -> tuple[list[tuple[str, Any]], None]:
        parts = zip(*waiting, strict=True)
        return [
            (n, np.concatenate(part)) for n, part in zip(_EFFECTS.names, parts, strict=True)
        ], None

    for number, moments, place, effect in stage.model.forecaster.holiday_rows(horizon, names):
        n = len(moments)
        waiting.append((np.full(n, number), moments, np.full(n, place), np.full(n, effect)))
        n_rows += n
        if n_rows >= _ROWS:
            yield joined()
            waiting, n_rows = [], 0
    if not waiting:
        nothing = np.empty(0, dtype=np.int64)
        waiting.append((nothing, nothing, nothing, np.empty(0)))
    yield joined()
