"""Each constraint as SQL: what it computes for a row, and when the row breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.checks.normal_form import normal_form
from forebay.engine.quote import quote, quote_dotted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Schema
    from forebay.sql.statement import Constraint

DROPPING = frozenset({"drop_row", "keep_first", "keep_last"})
PREFIX = "__forebay_"  # of the columns that checking adds; no column of a table may begin so


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint as SQL over one relation.

    Parameters
    ----------
    flag
        The column that holds `value`.
    value
        What is computed for each row, a Boolean.
    broken
        A Boolean over `flag`, never NULL: the row breaks the constraint.
    null_passed
        A Boolean over `flag`: the row passes only because the condition is NULL.
    counted
        For keys a query of one row, ``[rows, keys, most]``: rows that break uniqueness, keys that
        occur more than once, the rows of the most frequent one; grouping is cheaper than `value`.
        Empty for constraints on single rows.
    keys
        For keys the query of those without a NULL, in the form in which they are compared.
    row_value
        What the counting pass computes instead of `value` for keys: the key has a NULL.

    """

    constraint: Constraint
    flag: str
    value: str
    broken: str
    null_passed: str = ""
    counted: str = ""
    keys: str = ""
    row_value: str = ""

    @property
    def drops(self) -> bool:
        """Whether rows that break it are set aside."""
        return self.constraint.violation.action in DROPPING


@dataclass(frozen=True, slots=True)
class Checked:
    """The relation under check.

    Parameters
    ----------
    relation
        SQL that names it, quoted.
    alias
        How conditions may call it: the node's own name, quoted.
    schema
        The columns of the table.
    extra
        Further columns of the relation that are no columns of the table: a source's file and line.

    """

    relation: str
    alias: str
    schema: Schema
    extra: tuple[str, ...] = ()

    @property
    def all_columns(self) -> tuple[str, ...]:
        """The names of the table's columns and the further ones."""
        return (*self.schema.names, *self.extra)


def make_rules(checked: Checked, constraints: Sequence[Constraint]) -> tuple[Rule, ...]:
    """Return the rule of every constraint, in declared order (SEMANTICS 35)."""
    return tuple(
        _rule(checked, constraint, quote(f"{PREFIX}{number}"))
        for number, constraint in enumerate(constraints)
    )


def flagged(checked: Checked, rules: Sequence[Rule]) -> str:
    """Return the query of all rows with the flag of every rule."""
    columns = [quote(name) for name in checked.all_columns]
    columns += [f"{rule.value} AS {rule.flag}" for rule in rules]
    return f"SELECT {', '.join(columns)} FROM {checked.relation} AS {checked.alias}"


def row_text_order(checked: Checked) -> str:
    """Return an ORDER BY list over the texts of all columns: total up to rows that are equal.

    NULLs stand last, whatever the session says.
    """
    texts = (f"CAST({quote(name)} AS VARCHAR) ASC NULLS LAST" for name in checked.all_columns)
    return ", ".join(texts)


def _rule(checked: Checked, constraint: Constraint, flag: str) -> Rule:
    match constraint.kind:
        case "not_null":
            value = f"({quote(_column(checked, constraint.columns[0]))} IS NULL)"
            return Rule(constraint, flag, value, flag)
        case "check":
            value = _condition(constraint)
            return Rule(constraint, flag, value, f"({flag} IS FALSE)", f"({flag} IS NULL)")
        case "expect":
            return Rule(constraint, flag, _condition(constraint), f"({flag} IS NOT TRUE)")
        case "references":
            value = _found_in_parent(checked, constraint)
            return Rule(constraint, flag, value, f"({flag} IS FALSE)", f"({flag} IS NULL)")
        case "primary_key" | "unique":
            return _key(checked, constraint, flag)


def _condition(constraint: Constraint) -> str:
    # On lines of its own: the user's text may hold a comment that runs to the end of its line.
    text = constraint.expression.text if constraint.expression is not None else "NULL"
    return f"(\n{text}\n)"


def _found_in_parent(checked: Checked, constraint: Constraint) -> str:
    """Return NULL where the reference has a NULL (it passes), else whether the parent has it."""
    parent = constraint.parent.text if constraint.parent is not None else ""
    own = [quote(_column(checked, name)) for name in constraint.columns]
    theirs = constraint.parent_columns or constraint.columns
    has_null = " OR ".join(f"{checked.alias}.{name} IS NULL" for name in own)
    same = " AND ".join(
        f"parent.{quote(there)} = {checked.alias}.{here}"
        for there, here in zip(theirs, own, strict=True)
    )
    exists = f"EXISTS (SELECT 1 FROM {quote_dotted(parent)} AS parent WHERE {same})"
    return f"(CASE WHEN {has_null} THEN NULL ELSE {exists} END)"


def _key(checked: Checked, constraint: Constraint, flag: str) -> Rule:
    names = tuple(_column(checked, name) for name in constraint.columns)
    key = ", ".join(normal_form(checked.schema, name) for name in names)
    has_null = " OR ".join(f"{quote(name)} IS NULL" for name in names)
    violation = constraint.violation
    if violation.keep_by is not None:
        direction = "ASC" if violation.action == "keep_first" else "DESC"
        by = quote(_column(checked, violation.keep_by))
        order = f"{by} {direction} NULLS LAST, {row_text_order(checked)}"
        repeated = f"row_number() OVER (PARTITION BY {key} ORDER BY {order}) > 1"
        broken_rows = "sum(n - 1)"
    else:
        repeated = f"count(*) OVER (PARTITION BY {key}) > 1"
        broken_rows = "sum(n)"
    # A NULL in a UNIQUE key collides with nothing; a PRIMARY KEY must not have one.
    null_breaks = constraint.kind == "primary_key"
    value = f"(({has_null}) OR {repeated})" if null_breaks else f"(NOT ({has_null}) AND {repeated})"
    rows = f"FROM {checked.relation} AS {checked.alias} WHERE NOT ({has_null})"
    groups = f"SELECT count(*) AS n {rows} GROUP BY {key} HAVING count(*) > 1"
    counted = (
        f"SELECT [CAST(coalesce({broken_rows}, 0) AS BIGINT), count(*),"
        f" coalesce(max(n), 0)] FROM ({groups})"
    )
    row_value = f"({has_null})" if null_breaks else "false"
    keys = f"SELECT {key} {rows}"
    return Rule(constraint, flag, value, flag, counted=counted, keys=keys, row_value=row_value)


def _column(checked: Checked, name: str) -> str:
    """Return a column's name as the relation spells it."""
    found = checked.schema.find(name)
    return found.name if found is not None else name
