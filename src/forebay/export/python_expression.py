"""A feature expression as Python text, over the names of ``features.row_values``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, assert_never

from forebay.errors import ProjectError
from forebay.features.expression import (
    Apply,
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    EngineOnly,
    Field,
    Input,
    IsNull,
    ListLookup,
    Lookup,
    MakeStruct,
    Number,
    Text,
    TimePart,
)

if TYPE_CHECKING:
    from forebay.features.expression import Expression


@dataclass(slots=True)
class PythonWriter:
    """Writes expressions, and keeps what they need.

    Attributes
    ----------
    operations
        The names of the operations that they apply.
    codes
        The categories of their look-ups, each list once: look-up i reads ``CODES[i]``.

    """

    operations: set[str] = field(default_factory=set)
    codes: list[tuple[str, ...]] = field(default_factory=list)

    def text(self, expression: Expression) -> str:  # noqa: C901, PLR0911, PLR0912 - one line per operation
        """Return an expression in which ``row`` is the typed row.

        Raises
        ------
        ProjectError
            ``engine-only``: it holds SQL that only the engine can compute.

        Examples
        --------
        >>> PythonWriter().text(Arithmetic("*", Number(Input("a", "INTEGER")), Constant(2.0)))
        "arithmetic('*', number_of(row['a']), 2.0)"

        """
        match expression:
            case Input(name, _):
                return f"row[{name!r}]"
            case Field(value, name):
                return f"field_of({self.text(value)}, {name!r})"
            case Constant(value):
                return _constant(value)
            case Number(value):
                return f"number_of({self.text(value)})"
            case Text(value, form):
                return f"text_of({self.text(value)}, {form!r})"
            case Arithmetic(operator, left, right):
                return f"arithmetic({operator!r}, {self.text(left)}, {self.text(right)})"
            case Compare(operator, left, right):
                return f"compare({operator!r}, {self.text(left)}, {self.text(right)})"
            case Coalesce(values):
                return f"first_known({', '.join(self._later(value) for value in values)})"
            case IsNull(value):
                return f"({self.text(value)} is None)"
            case Case(branches, otherwise):
                pairs = [f"{self._later(c)}, {self._later(v)}" for c, v in branches]
                return f"chosen({', '.join([*pairs, self._later(otherwise)])})"
            case Lookup(value, categories, null_code):
                return f"code_of({self.text(value)}, {self._codes(categories)}, {null_code})"
            case ListLookup(value, categories):
                return f"codes_of({self.text(value)}, {self._codes(categories)})"
            case Apply(operation, arguments):
                self.operations.add(operation)
                given = ", ".join([repr(operation), *map(self.text, arguments)])
                return f"applied({given})"
            case MakeStruct(fields):
                return "{" + ", ".join(f"{n!r}: {self.text(v)}" for n, v in fields) + "}"
            case TimePart(part, value):
                return f"time_part({part!r}, {self.text(value)})"
            case EngineOnly(sql):
                raise ProjectError.of(
                    "engine-only",
                    f'the expression "{sql}" can only be computed by the engine',
                    hint="write it with the operations on the page of TRANSFORM, or compute it in"
                    " the query of the model.",
                )
            case _ as never:
                assert_never(never)

    def _later(self, expression: Expression) -> str:
        """Return a function: of several values only those that count are computed."""
        return f"lambda: {self.text(expression)}"

    def _codes(self, categories: tuple[str, ...]) -> str:
        if categories not in self.codes:
            self.codes.append(categories)
        return f"CODES[{self.codes.index(categories)}]"


def _constant(value: object) -> str:
    match value:
        case datetime():
            parts = (value.year, value.month, value.day, value.hour, value.minute, value.second)
            return f"datetime({', '.join(map(str, (*parts, value.microsecond)))})"
        case date():
            return f"date({value.year}, {value.month}, {value.day})"
        case tuple():
            return "(" + "".join(f"{_constant(number)}, " for number in value) + ")"
        case float():
            return float.__repr__(value)  # inf and nan are names in the file
        case _:
            return repr(value)
