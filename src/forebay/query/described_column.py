"""The columns of a table as they are described and compared: numbers or categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from forebay.engine.quote import literal, quote
from forebay.errors import ProjectError
from forebay.features.value_kind import struct_fields, value_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.engine.protocol import Schema
    from forebay.errors import Span

Shape: TypeAlias = Literal["scalar", "array", "sparse"]


@dataclass(frozen=True, slots=True)
class DescribedColumn:
    """A column, or a field of a STRUCT column, whose name is then ``<column>_<field>``.

    Parameters
    ----------
    expression
        SQL for its value in a row.
    type
        The type of the value; of an array, that of its elements.
    shape
        A value in each row, an array of values, or an array of pairs of an index and a value.

    """

    name: str
    expression: str
    type: str
    shape: Shape

    @property
    def is_number(self) -> bool:
        """Whether it holds numbers; anything else is compared as text."""
        return value_kind(self.type) == "number"

    def values(self, rows: str) -> str:
        """Return SQL in FROM position for its single values, as the column ``v``.

        Parameters
        ----------
        rows
            SQL in FROM position for the rows.

        """
        if self.shape == "scalar":
            return f"(SELECT {self.expression} AS v FROM {rows})"
        if self.shape == "array":
            return f"(SELECT unnest({self.expression}) AS v FROM {rows})"
        # Positions, because the fields of the pairs need not have the same names everywhere.
        pair = f"SELECT unnest({self.expression}) AS pair FROM {rows}"
        return f"(SELECT struct_extract_at(pair, 2) AS v FROM ({pair}))"


def described_columns(schema: Schema, span: Span) -> tuple[DescribedColumn, ...]:
    """Return the columns, fields of STRUCT columns in their place.

    Raises
    ------
    ProjectError
        ``not-supported`` for a type that is neither number nor category nor an array of such.

    """
    return tuple(
        described
        for column in schema.columns
        for described in _described(column.name, quote(column.name), column.type, span)
    )


def _described(name: str, expression: str, kind: str, span: Span) -> Iterator[DescribedColumn]:
    if kind.endswith("]"):
        element = kind[: kind.rindex("[")]
        if element.startswith("STRUCT(") and _is_pair(element):
            yield DescribedColumn(name, expression, struct_fields(element)[1][1], "sparse")
            return
        if _is_single(element):
            yield DescribedColumn(name, expression, element, "array")
            return
    elif kind.startswith("STRUCT("):
        for field, field_type in struct_fields(kind):
            inside = f"struct_extract({expression}, {literal(field)})"
            yield from _described(f"{name}_{field}", inside, field_type, span)
        return
    elif _is_single(kind):
        yield DescribedColumn(name, expression, kind, "scalar")
        return
    raise ProjectError.of(
        "not-supported",
        f'"{name}" is {kind}, which is neither a number nor a category',
        span,
        hint=f"leave it out, or cast it: CAST({name} AS VARCHAR) AS {name}.",
    )


def _is_single(kind: str) -> bool:
    return value_kind(kind) in {"number", "boolean", "text", "bytes", "day", "instant"}


def _is_pair(kind: str) -> bool:
    fields = [value_kind(field_type) for _, field_type in struct_fields(kind)]
    return fields == ["number", "number"]
