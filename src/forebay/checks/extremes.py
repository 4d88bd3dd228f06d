"""The smallest and the largest value of columns, which the file itself knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Column, Workspace

_ORDERED: Final = re.compile(
    r"U?(?:TINYINT|SMALLINT|INTEGER|BIGINT)|FLOAT|DOUBLE|DECIMAL\(.*\)|DATE|TIMESTAMP.*"
)
_COLUMNS_AT_ONCE: Final = 2_500


@dataclass(frozen=True, slots=True)
class Extremes:
    """Smallest and largest value of a number, day or instant, as the engine writes them."""

    column: Column
    least: str
    most: str

    @property
    def is_time(self) -> bool:
        """Whether it is a day or an instant, not a number."""
        return self.column.type.startswith(("DATE", "TIMESTAMP"))


def extremes(
    workspace: Workspace, relation: str, columns: Sequence[Column]
) -> tuple[Extremes, ...]:
    """Return the extremes of the numbers, days and instants among some columns.

    Over a whole Parquet file the engine takes them from the file's own statistics, so that no row
    is read. A column without values is left out.

    Parameters
    ----------
    relation
        SQL in FROM position: a relation that was attached, quoted.

    """
    ordered = [c for c in columns if _ORDERED.fullmatch(c.type)]
    found = []
    for start in range(0, len(ordered), _COLUMNS_AT_ONCE):
        some = ordered[start : start + _COLUMNS_AT_ONCE]
        asked = ", ".join(
            f"CAST(min({quote(c.name)}) AS VARCHAR), CAST(max({quote(c.name)}) AS VARCHAR)"
            for c in some
        )
        row = workspace.rows(f"SELECT {asked} FROM {relation}")[0]
        pairs = zip(some, row[0::2], row[1::2], strict=True)
        found += [Extremes(c, str(low), str(cast("str", high))) for c, low, high in pairs if low]
    return tuple(found)
