"""A feature expression as SQL of a dialect, for the constructs whose values were compared."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError
from forebay.export.kind_of import kind_of
from forebay.export.sql_compare import compare_sql
from forebay.export.sql_inputs import text_of_input
from forebay.export.sql_operations import operation_sql, refused
from forebay.export.sql_times import time_part_sql
from forebay.features.expression import (
    Apply,
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    EngineOnly,
    Input,
    IsNull,
    Lookup,
    Number,
    Text,
    TimePart,
)
from forebay.features.operations import OPERATIONS

if TYPE_CHECKING:
    from forebay.export.sql_dialect import SqlDialect
    from forebay.features.expression import Expression

# More categories than these stand in a table of their own, which is joined.
MOST_IN_CASE: Final = 50


@dataclass(slots=True)
class SqlWriter:
    """Writes expressions over the columns of one relation.

    Attributes
    ----------
    given
        How each input is written, by its name in lower case.
    lookups
        The dictionaries to be joined: SQL of the text, and the categories. The code that dictionary
        i gives is ``d<i>.code``.

    """

    dialect: SqlDialect
    given: dict[str, str]
    lookups: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def sql(self, expression: Expression) -> str:  # noqa: C901, PLR0911, PLR0912 - one line per operation
        """Return SQL with the meaning that ``features.expression`` writes down.

        Raises
        ------
        ProjectError
            ``not-supported``, ``engine-only``: it is not on the list of what was compared.

        """
        d = self.dialect
        match expression:
            case Input(name, _):
                return self.given[name.casefold()]
            case Constant(value):
                return self._constant(value)
            case Number(value):
                return self._number(value)
            case Text(value, form):
                return self._text(value, form)
            case Arithmetic("/", left, right):
                return self._quotient(left, right)
            case Arithmetic(operator, left, right):
                return f"({self.sql(left)} {operator} {self.sql(right)})"
            case Compare(_, left, right):
                return compare_sql(d, expression, self.sql(left), self.sql(right))
            case Coalesce((value,)):
                return self.sql(value)
            case Coalesce(values):
                return f"coalesce({', '.join(map(self.sql, values))})"
            case IsNull(value):
                return f"({self.sql(value)} IS NULL)"
            case Case(branches, otherwise):
                whens = " ".join(f"WHEN {self.sql(c)} THEN {self.sql(v)}" for c, v in branches)
                return f"CASE {whens} ELSE {self.sql(otherwise)} END"
            case Lookup():
                return self._lookup(expression)
            case Apply(operation, arguments):
                made = [self.sql(argument) for argument in arguments]
                return operation_sql(d, operation, arguments, made)
            case TimePart(part, value):
                return time_part_sql(d, part, self.sql(value), _input_type(value))
            case EngineOnly(sql):
                raise ProjectError.of(
                    "engine-only",
                    f'the expression "{sql}" can only be computed by the engine',
                    hint="write it with the operations on the page of TRANSFORM, or compute it in"
                    " the query of the model.",
                )
            case _:
                raise refused(d, "an array or a STRUCT")

    def _constant(self, value: object) -> str:  # noqa: PLR0911 - one line per type
        d = self.dialect
        match value:
            case None:
                return "NULL"
            case bool():
                return ("1" if value else "0") if d.name == "sqlite" else str(value).upper()
            case int():
                return f"({value})" if value < 0 else str(value)
            case float():
                return d.number(value)
            case str():
                return d.string(value)
            case datetime() if d.name == "sqlite":
                text = value.isoformat(sep=" ")
                return d.string(text.rstrip("0") if "." in text else text)
            case date() if d.name == "sqlite":
                return d.string(value.isoformat())
            case datetime():
                return d.instant(value.isoformat(sep=" "))
            case date():
                return f"DATE {d.string(value.isoformat())}"
            case _:
                raise refused(d, f"the constant {value!r}")

    def _number(self, value: Expression) -> str:
        made = self.sql(value)
        if kind_of(value) == "boolean":
            one, zero = self.dialect.number(1.0), self.dialect.number(0.0)
            return f"CASE WHEN {made} THEN {one} WHEN NOT {made} THEN {zero} END"
        if kind_of(value) == "double":
            return made
        if kind_of(value) == "integer":
            return f"CAST({made} AS {self.dialect.double})"
        raise refused(self.dialect, "a text taken for a number")

    def _text(self, value: Expression, form: str) -> str:
        d, made = self.dialect, self.sql(value)
        if form == "integer":
            return f"CAST(CAST({made} AS {d.whole}) AS {d.text})"
        match kind_of(value):
            case "text":
                return made
            case "integer":
                return f"CAST({made} AS {d.text})"
            case "boolean":
                return f"CASE WHEN {made} THEN 'true' WHEN NOT {made} THEN 'false' END"
        return text_of_input(d, made, _input_type(value))

    def _quotient(self, left: Expression, right: Expression) -> str:
        over, under = self.sql(left), self.sql(right)
        match right:
            case Constant(float() as number) if number != 0 and not math.isnan(number):
                return f"({over} / {under})"
        d = self.dialect
        if d.name == "duckdb":
            return f"({over} / {under})"
        if d.name == "bigquery":  # its / raises an error
            return f"IEEE_DIVIDE({over}, {under})"
        infinite, nan = d.number(math.inf), d.number(math.nan)
        by_zero = (
            f"CASE WHEN {over} < 0 THEN {d.number(-math.inf)}"
            f" WHEN {over} > 0 AND NOT ({_is_nan(d, over)}) THEN {infinite}"
            f" WHEN {over} IS NOT NULL THEN {nan} END"
        )
        return f"CASE WHEN {under} = 0 THEN {by_zero} ELSE {over} / {under} END"

    def _lookup(self, lookup: Lookup) -> str:
        text = self.sql(lookup.value)
        codes: dict[str, int] = {}
        for code, category in enumerate(lookup.categories):
            codes.setdefault(category, code)
        known = "-1"
        if len(codes) > MOST_IN_CASE:
            self.lookups.append((text, lookup.categories))
            known = f"coalesce(d{len(self.lookups) - 1}.code, -1)"
        elif codes:
            whens = " ".join(f"WHEN {self.dialect.string(t)} THEN {c}" for t, c in codes.items())
            known = f"CASE {text} {whens} ELSE -1 END"
        if lookup.null_code is None:
            return known
        return f"CASE WHEN {text} IS NULL THEN {lookup.null_code} ELSE {known} END"


def _is_nan(dialect: SqlDialect, value: str) -> str:
    return dialect.is_nan(value) if dialect.has_nan else f"{value} IS NULL"


def _input_type(value: Expression) -> str:
    match value:
        case Input(_, kind):
            return kind
        case Apply(operation, _):
            return "DATE" if OPERATIONS[operation].gives == "date" else "TIMESTAMP"
        case _:
            return ""
