"""What a table holds after INSERT, UPDATE, DELETE or TRUNCATE, as a query over what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.comma_parts import comma_parts
from forebay.engine.bigquery.data_type import BIGQUERY_TYPES
from forebay.engine.bigquery.translate import joined
from forebay.errors import ProjectError, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from forebay.engine.bigquery.fragment import Fragment
    from forebay.engine.bigquery.script_step import Change, EmptyTable
    from forebay.errors import Source
    from forebay.sql.token import Token

_CHECKS: Final = {
    duckdb: f"__AS_{name}"
    for name, duckdb in reversed(BIGQUERY_TYPES.items())
    if name in {"INT64", "FLOAT64", "STRING", "BYTES", "BOOL", "DATE", "DATETIME", "TIMESTAMP"}
    or name in {"TIME", "NUMERIC"}
}


def changed_rows(
    source: Source,
    change: Change,
    columns: Mapping[str, str],
    described: Callable[[Source], tuple[str, ...]],
) -> Source:
    """Return the query.

    Parameters
    ----------
    columns
        Of the table, with DuckDB's types.
    described
        Returns the names of the columns of a query.

    Raises
    ------
    ProjectError
        ``unknown-column`` for a column that the table has not; ``bigquery-value`` for rows of
        another length.

    """
    writer = _Writer(source, change, columns)
    match change.kind:
        case "INSERT" if change.rows[0].upper == "VALUES":
            fragments = writer.inserted_values()
        case "INSERT":
            fragments = writer.inserted_query(described)
        case "UPDATE":
            fragments = writer.updated()
        case "DELETE":
            fragments = [("SELECT * FROM ", change.span), *writer.table(), *writer.unless()]
        case _:
            fragments = [("SELECT * FROM ", change.span), *writer.table()]
            fragments.append((" WHERE FALSE", change.span))
    return joined(source, fragments)


def empty_rows(source: Source, step: EmptyTable) -> Source:
    """Return a query that has the columns of a new table and no rows."""
    items = ", ".join(f"CAST(NULL AS {kind}) AS `{name}`" for name, kind in step.columns)
    text = f"SELECT {items} FROM (SELECT 1) WHERE FALSE"
    return joined(source, [(text, step.span)])


class _Writer:
    def __init__(self, source: Source, change: Change, columns: Mapping[str, str]) -> None:
        self.source = source
        self.change = change
        self.columns = columns
        self.keys = {name.casefold(): name for name in columns}
        for name in change.columns:
            if name.casefold() not in self.keys:
                raise ProjectError.of(
                    "unknown-column",
                    f'the table has no column "{name}"',
                    change.span,
                    hint=f"it has {', '.join(columns)}.",
                )

    def table(self) -> list[Fragment]:
        span = self._span(self.change.table)
        alias = f" AS `{self.change.alias}`" if self.change.alias else ""
        return [(span.text + alias, span)]

    def unless(self) -> list[Fragment]:
        """Return the condition that a row is not meant."""
        return [
            (" WHERE (", self.change.span),
            self._kept(self.change.condition),
            (") IS NOT TRUE", self.change.span),
        ]

    def updated(self) -> list[Fragment]:
        change = self.change
        found: list[Fragment] = [("SELECT * REPLACE (", change.span)]
        for number, (name, value) in enumerate(zip(change.columns, change.values, strict=True)):
            kept = self.keys[name.casefold()]
            found.append((f"{', ' if number else ''}IF((", change.span))
            found.append(self._kept(change.condition))
            found.append(("), ", change.span))
            found += self._checked(kept, [self._kept(value)])
            owner = f"`{change.alias}`." if change.alias else ""
            found.append((f", {owner}`{kept}`) AS `{kept}`", change.span))
        return [*found, (") FROM ", change.span), *self.table()]

    def inserted_values(self) -> list[Fragment]:
        given = self._given()
        found = self._all_columns()
        for part in comma_parts(self.change.rows[1:]):
            row = comma_parts(part[1:-1])
            self._require(len(row), len(given), self._span(part))
            values = {name: [self._kept(value)] for name, value in zip(given, row, strict=True)}
            found += [(" UNION ALL SELECT ", self.change.span), *self._row(values)]
        return found

    def inserted_query(self, described: Callable[[Source], tuple[str, ...]]) -> list[Fragment]:
        given = self._given()
        rows = self._kept(self.change.rows)
        names = described(joined(self.source, [rows]))
        self._require(len(names), len(given), self.change.span)
        values: dict[str, list[Fragment]] = {
            name: [(f"`{column}`", self.change.span)]
            for name, column in zip(given, names, strict=True)
        }
        return [
            *self._all_columns(),
            (" UNION ALL SELECT ", self.change.span),
            *self._row(values),
            (" FROM (", self.change.span),
            rows,
            (")", self.change.span),
        ]

    def _given(self) -> list[str]:
        return [self.keys[name.casefold()] for name in self.change.columns] or list(self.columns)

    def _all_columns(self) -> list[Fragment]:
        items = ", ".join(f"`{name}`" for name in self.columns)
        return [(f"SELECT {items} FROM ", self.change.span), *self.table()]

    def _row(self, values: Mapping[str, list[Fragment]]) -> list[Fragment]:
        found: list[Fragment] = []
        for name in self.columns:
            found.append((", " if found else "", self.change.span))
            value = values.get(name, [("NULL", self.change.span)])
            found += self._checked(name, value)
        return [fragment for fragment in found if fragment[0]]

    def _checked(self, name: str, value: list[Fragment]) -> list[Fragment]:
        check = _CHECKS.get(self.columns[name], "")
        return [(f"{check}(", self.change.span), *value, (")", self.change.span)]

    def _require(self, n_given: int, n_wanted: int, place: Span) -> None:
        if n_given != n_wanted:
            raise ProjectError.of(
                "bigquery-value",
                f"{n_wanted} columns get {n_given} values",
                place,
                hint="write a value for each column, or name the columns.",
            )

    def _kept(self, tokens: Sequence[Token]) -> Fragment:
        span = self._span(tokens)
        return span.text, span

    def _span(self, tokens: Sequence[Token]) -> Span:
        return Span(self.source, tokens[0].start, tokens[-1].end)
