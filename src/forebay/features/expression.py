"""A frozen feature as a typed tree over a closed set of scalar operations (SEMANTICS 24).

Every operation has one meaning, which ``render_sql`` writes for the engine and ``evaluate_row``
computes in Python, bit for bit the same:

============  =====================================================================================
Input         a column of the query, cast to the type recorded at training
Field         a field of a STRUCT; NULL if the struct is NULL
Constant      a float64, an integer, a text, a truth value, a day, an instant, or float64s
Number        the value as a float64: integers and decimals rounded to nearest, false 0, true 1
Text          the value as the engine prints it: ``2013-01-01``, ``05:30:00``, ``true``
Arithmetic    IEEE 754 on float64: a division by zero is infinite or NaN, never an error
Coalesce      the first operand that is not NULL
IsNull        true or false, never NULL
Compare       NULL if an operand is NULL; NaN equals NaN and is above every number
Case          the value of the first condition that is true, else ``otherwise``
Lookup        the position of a text in a list; -1 if it is not there
ListLookup    for each text of an array its position in a list, from 1; 0 if it is not there
Apply         an operation of ``features.operations``, which say what each means
MakeStruct    a STRUCT of named values, never NULL itself
TimePart      a part of an instant in UTC, as a float64; NULL for an infinite instant
EngineOnly    SQL of the user that is outside of this set: only the engine can compute it
============  =====================================================================================

Except where it says otherwise, an operation on NULL gives NULL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date, datetime

ArithmeticOperator: TypeAlias = Literal["+", "-", "*", "/"]
CompareOperator: TypeAlias = Literal["=", "<>", "<", "<=", ">", ">="]
Part: TypeAlias = Literal["EPOCH", "DOM", "DOW", "MOY", "HOD", "MOH", "WOY", "YEAR"]

TextForm: TypeAlias = Literal["plain", "bytes", "integer"]

UNKNOWN_CODE = -1


@dataclass(frozen=True, slots=True)
class Input:
    """A column of the query under the name and type that training recorded."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a STRUCT."""

    value: Expression
    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A float64, an integer, a text, a truth value, a day, an instant, float64s, or NULL."""

    value: float | str | bool | date | datetime | tuple[float, ...] | None  # int is in float


@dataclass(frozen=True, slots=True)
class Number:
    """A number, a truth value or a number printed as text, as a float64."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Text:
    """A value as text, in the engine's own canonical form.

    ``bytes`` are written in hexadecimal; an ``integer`` is a float64 without its fraction.
    """

    value: Expression
    form: TextForm = "plain"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left operator right`` on float64."""

    operator: ArithmeticOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Coalesce:
    """The first value that is not NULL."""

    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether the value is NULL."""

    value: Expression


@dataclass(frozen=True, slots=True)
class Compare:
    """``left operator right`` on two float64, two texts or two truth values."""

    operator: CompareOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Case:
    """``CASE WHEN condition THEN value ... ELSE otherwise END``."""

    branches: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Lookup:
    """The position of a text in `categories`: 0, 1, ...

    -1 (``UNKNOWN_CODE``) stands for a text that is not there, and for NULL unless `null_code` says
    otherwise.
    """

    value: Expression
    categories: tuple[str, ...]
    null_code: int | None = None


@dataclass(frozen=True, slots=True)
class ListLookup:
    """For each text of an array its position in `categories`, from 1; 0 for any other and NULL.

    A NULL array is an empty one.
    """

    value: Expression
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Apply:
    """One of ``OPERATIONS`` with its arguments."""

    operation: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class MakeStruct:
    """A STRUCT of named values."""

    fields: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class TimePart:
    """A part of an instant, in UTC.

    EPOCH: seconds since 1970 with their fraction. DOM, MOY: day and month from 1. DOW: 1 (Sunday)
    to 7. HOD, MOH: hour and minute from 0. WOY: 0 to 53, a week begins on Sunday, days before the
    first one are in week 0. YEAR.
    """

    part: Part
    value: Expression


@dataclass(frozen=True, slots=True)
class EngineOnly:
    """SQL text over the input columns, with the type that it gives."""

    sql: str
    type: str


Expression: TypeAlias = (
    Input
    | Field
    | Constant
    | Number
    | Text
    | Arithmetic
    | Coalesce
    | IsNull
    | Compare
    | Case
    | Lookup
    | ListLookup
    | Apply
    | MakeStruct
    | TimePart
    | EngineOnly
)
