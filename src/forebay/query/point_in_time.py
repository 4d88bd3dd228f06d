"""The features of entities as they were known at a time: what two functions have in common.

Of the rows of one entity up to a time, the last ones count, that of the very time included. Rows
of one entity and one instant stand in the order of their features, column by column, so that the
answer does not depend on the order in which they are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import quote
from forebay.query.input_column import NeededColumn, input_column
from forebay.query.setting_kind import Whole

if TYPE_CHECKING:
    from forebay.engine.protocol import Schema
    from forebay.query.setting_kind import SettingKind
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

ENTITY: Final = NeededColumn("entity_id", "text", "VARCHAR")
_FEATURE_TIME: Final = NeededColumn("feature_timestamp", "instant", "TIMESTAMP")
HISTORY_SETTINGS: Final[dict[str, SettingKind]] = {
    "num_rows": Whole(1, 100_000),
    "ignore_feature_nulls": "boolean",
}


def check_history(call: ModelCall, schema: Schema) -> None:
    """Raise ProjectError ``input-column`` if a table of features lacks its entity or its time."""
    for needed in (ENTITY, _FEATURE_TIME):
        input_column(call, 0, schema, needed)


def instant(expression: str) -> str:
    """Return SQL for an expression as a moment; without a time zone it is UTC."""
    return f"CAST({expression} AS TIMESTAMP WITH TIME ZONE)"


@dataclass(frozen=True, slots=True)
class History:
    """A table of features: one row for each time at which features of an entity became known.

    Parameters
    ----------
    columns
        Its columns; in SQL they are c0, c1, ...
    entity, time
        Which of them are the entity and the time.

    """

    sql: str
    columns: Schema
    entity: int
    time: int
    num_rows: int
    fills_nulls: bool

    @classmethod
    def of(cls, stage: Stage) -> History:
        """Return the first input of a call as its settings say."""
        given = stage.inputs[0]
        schema = stage.workspace.describe(given.sql, given.at)
        keys = [name.casefold() for name in schema.names]
        num_rows = stage.settings.get("num_rows", 1)
        return cls(
            given.sql,
            schema,
            keys.index(ENTITY.name),
            keys.index(_FEATURE_TIME.name),
            num_rows if isinstance(num_rows, int) else 1,
            stage.settings.get("ignore_feature_nulls") is True,
        )

    def at(self, requests: str) -> str:
        """Return a query for what was known at the times of some requests.

        Parameters
        ----------
        requests
            A query with the columns ``entity`` and ``moment``. A request without a row up to its
            moment gives none, and neither does one whose entity or moment is NULL.

        """
        named = ", ".join(f"{quote(c.name)} AS c{i}" for i, c in enumerate(self.columns.columns))
        time, entity = instant(f"c{self.time}"), f"c{self.entity}"
        kept = ", ".join(
            f"CAST(asked.moment AS {c.type}) AS {quote(c.name)}"
            if i == self.time
            else f"known.c{i} AS {quote(c.name)}"
            for i, c in enumerate(self.columns.columns)
        )
        return (
            f"WITH __history AS (SELECT {named}, FROM (\n{self.sql}\n)),"
            f" __known AS (SELECT {self._values()}, {time} AS moment,"
            f" row_number() OVER entity_rows AS place FROM __history"
            f" WHERE c{self.time} IS NOT NULL WINDOW entity_rows AS"
            f" (PARTITION BY {entity} ORDER BY {self._order()} ROWS UNBOUNDED PRECEDING)),"
            f" __instants AS (SELECT {entity} AS entity, moment, max(place) AS place FROM __known"
            " GROUP BY ALL),"
            f" __asked AS (SELECT instants.entity, requests.moment, instants.place"
            f" FROM (\n{requests}\n) AS requests ASOF JOIN __instants AS instants"
            " ON requests.entity = instants.entity AND requests.moment >= instants.moment)"
            f" SELECT {kept} FROM __asked AS asked"
            f" CROSS JOIN range({self.num_rows}) AS before(back)"
            f" JOIN __known AS known ON known.{entity} = asked.entity"
            " AND known.place = asked.place - before.back"
        )

    @property
    def entities(self) -> str:
        """A query for the entities that there are, as the column ``entity``."""
        name = quote(self.columns.names[self.entity])
        return f"SELECT DISTINCT {name} AS entity FROM (\n{self.sql}\n)"

    def _values(self) -> str:
        keys = (self.entity, self.time)
        return ", ".join(
            f"last_value(c{i} IGNORE NULLS) OVER entity_rows AS c{i}"
            if self.fills_nulls and i not in keys
            else f"c{i}"
            for i in range(len(self.columns.columns))
        )

    def _order(self) -> str:
        features = (
            i for i in range(len(self.columns.columns)) if i not in (self.entity, self.time)
        )
        ties = (f"c{i} ASC NULLS FIRST" for i in features)
        return ", ".join([instant(f"c{self.time}"), *ties])
