"""Which columns of a model's AS SELECT make its series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forebay.engine.protocol import Column
    from forebay.sql.statement import Options

TIMESTAMP_OPTION: Final = "time_series_timestamp_col"
DATA_OPTION: Final = "time_series_data_col"
ID_OPTION: Final = "time_series_id_col"
HIERARCHY_OPTION: Final = "hierarchical_time_series_cols"


@dataclass(frozen=True, slots=True)
class SeriesRoles:
    """The columns of series: rows with equal `ids` are one.

    Parameters
    ----------
    timestamp
        A DATE, or a TIMESTAMP of any kind.
    data
        A number.
    ids
        Empty: all rows are one series.
    hierarchy
        Some of the ids, the parent first: series are summed over the last of them, the last two...

    """

    timestamp: Column
    data: Column
    ids: tuple[Column, ...] = ()
    hierarchy: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them: what ML functions give first."""
        return (*self.ids, self.timestamp, self.data)

    @property
    def levels(self) -> tuple[frozenset[str], ...]:
        """The names of the ids over which each level sums, from the lowest level to the highest.

        Examples
        --------
        >>> from forebay.engine.protocol import Column
        >>> city, store = Column("city", "VARCHAR"), Column("store", "VARCHAR")
        >>> day, sold = Column("day", "DATE"), Column("sold", "DOUBLE")
        >>> roles = SeriesRoles(day, sold, (city, store), (city, store))
        >>> [sorted(level) for level in roles.levels]
        [['store'], ['city', 'store']]

        """
        names = [column.name for column in self.hierarchy]
        return tuple(frozenset(names[place:]) for place in reversed(range(len(names))))


def series_roles(
    options: Options, columns_of: Callable[[str], tuple[Column, ...]]
) -> tuple[SeriesRoles | None, list[Problem]]:
    """Return the roles that options give to columns, and what is wrong; None if one is missing.

    Parameters
    ----------
    columns_of
        Returns the columns that an option names, as far as there are such.

    """
    if TIMESTAMP_OPTION not in options or DATA_OPTION not in options:
        return None, []
    timestamp, data = columns_of(TIMESTAMP_OPTION)[:1], columns_of(DATA_OPTION)[:1]
    ids = columns_of(ID_OPTION)
    problems = []
    for column in timestamp:
        if not column.type.startswith(("DATE", "TIMESTAMP")):
            hint = "cast it in the query of the model: CAST(... AS DATE)."
            problems.append(_bad(options, TIMESTAMP_OPTION, "a DATE or TIMESTAMP", column, hint))
    for column in data:
        if value_kind(column.type) != "number":
            hint = "cast it in the query of the model: CAST(... AS DOUBLE)."
            problems.append(_bad(options, DATA_OPTION, "a number", column, hint))
    names = [column.name.casefold() for column in (*timestamp, *data, *ids)]
    if len(set(names)) < len(names):
        span = options[DATA_OPTION].value_span
        message = "a column of a series has two parts"
        hint = "name the time, the data and the ids as different columns, each once."
        problems.append(Problem("bad-option", message, span, hint=hint))
    hierarchy = columns_of(HIERARCHY_OPTION)
    problems += _hierarchy(options, ids, hierarchy)
    if not timestamp or not data or problems:
        return None, problems
    return SeriesRoles(timestamp[0], data[0], ids, hierarchy), problems


def _hierarchy(
    options: Options, ids: tuple[Column, ...], hierarchy: tuple[Column, ...]
) -> Iterator[Problem]:
    if HIERARCHY_OPTION not in options:
        return
    span = options[HIERARCHY_OPTION].value_span
    for column in hierarchy:
        if column not in ids:
            message = f'"{column.name}" of {HIERARCHY_OPTION} does not tell series apart'
            hint = f"name it in {ID_OPTION} too."
            yield Problem("bad-option", message, span, hint=hint)
    if len(set(hierarchy)) < len(hierarchy):
        message = f"{HIERARCHY_OPTION} names a column twice"
        yield Problem("bad-option", message, span, hint="name each once, the parent first.")


def _bad(options: Options, name: str, needed: str, column: Column, hint: str) -> Problem:
    message = f'{name} needs {needed}, and "{column.name}" is {column.type}'
    return Problem("bad-option", message, options[name].value_span, hint=hint)
