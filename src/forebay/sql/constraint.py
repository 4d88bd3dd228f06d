"""A table's contract: its columns and the constraints on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from forebay.errors import Span
    from forebay.sql.expression import Expression, ObjectName


@dataclass(frozen=True, slots=True)
class Limit:
    """``LIMIT 100 ROWS`` or ``LIMIT 0.1 PERCENT``."""

    amount: float
    unit: Literal["rows", "percent"]


@dataclass(frozen=True, slots=True)
class Violation:
    """``ON VIOLATION ...``: what happens to rows that break a constraint."""

    action: Literal["fail", "warn", "drop_row", "keep_first", "keep_last"] = "fail"
    limit: Limit | None = None
    keep_by: str | None = None  # the column of KEEP FIRST|LAST BY
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One rule of a table's contract.

    ``columns`` holds the columns of NOT NULL (one), PRIMARY KEY, UNIQUE and REFERENCES;
    ``expression`` the condition of CHECK (NULL passes) and EXPECT (NULL fails).
    """

    kind: Literal["not_null", "primary_key", "unique", "references", "check", "expect"]
    span: Span
    name: str | None = None  # CONSTRAINT name
    columns: tuple[str, ...] = ()
    expression: Expression | None = None
    parent: ObjectName | None = None  # REFERENCES parent (parent_columns)
    parent_columns: tuple[str, ...] = ()
    violation: Violation = Violation()

    @property
    def label(self) -> str:
        """The name, or the rule in words: ``flight_key PRIMARY KEY``, ``CHECK (distance > 0)``."""
        if self.name:
            return self.name
        if self.expression is not None:
            return f"{self.kind.upper()} ({' '.join(self.expression.text.split())})"
        parent = f" {self.parent.text}" if self.parent is not None else ""
        return f"{', '.join(self.columns)} {self.kind.replace('_', ' ').upper()}{parent}"


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """One entry of a column list: ``name [TYPE] [AS (expression)] [constraints...]``."""

    name: str
    span: Span
    type: str | None = None  # as written: DECIMAL(10, 2)
    computed: Expression | None = None  # external tables only


@dataclass(frozen=True, slots=True)
class ColumnList:
    """``(*, a INTEGER NOT NULL, CONSTRAINT c CHECK (...))``.

    With ``star`` the list adds to the columns there are; without it, it is the whole contract.
    Constraints of columns and of the table stand in one tuple, in declared order.
    """

    span: Span
    star: bool
    columns: tuple[ColumnDefinition, ...]
    constraints: tuple[Constraint, ...]
