"""A row or more for each series, as SQL, with the ids of the series in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import quote
from forebay.query.literal_rows import literal_rows
from forebay.query.series_call import ids_of
from forebay.query.series_files import SERIES
from forebay.query.series_relations import attach_series

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.query.stage import Stage

_PLACE = "__place"


def series_answer(
    stage: Stage, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]
) -> str:
    """Return a query that gives the rows in order; each has the number of its ``series``."""
    numbers = (Column(_PLACE, "BIGINT"), Column(SERIES, "BIGINT"))
    numbered = [{**row, _PLACE: place, SERIES: row["series"]} for place, row in enumerate(rows)]
    name = f"{stage.name}_answer"
    stage.workspace.define_view(name, literal_rows(Schema((*numbers, *columns)), numbered))
    ids = [f"s.{quote(column.name)}" for column in ids_of(stage.model.signature)]
    others = [f"r.{quote(column.name)}" for column in columns]
    return (
        f"SELECT {', '.join([*ids, *others])} FROM {quote(name)} AS r"
        f" JOIN {quote(attach_series(stage))} AS s ON s.{SERIES} = r.{SERIES} ORDER BY r.{_PLACE}"
    )
