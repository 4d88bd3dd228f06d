"""Judge a column list before anything runs (SEMANTICS 35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.checks.apply import BROKEN
from forebay.checks.contract import check_contract
from forebay.checks.moved import moved
from forebay.checks.rules import PREFIX
from forebay.engine import Column, Schema
from forebay.engine.functions import VOLATILE
from forebay.engine.quote import quote_dotted
from forebay.errors import Problem, ProjectError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.engine import Binder
    from forebay.errors import Span
    from forebay.sql.statement import ColumnList, Constraint, Expression

_NUMBERS = (
    *("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER"),
    *("UBIGINT", "UHUGEINT", "DECIMAL", "FLOAT", "DOUBLE"),
)
_TIMES = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS")
_FAMILIES = dict.fromkeys(_NUMBERS, "a number") | dict.fromkeys(_TIMES, "a time")
_QUERY_WORDS = frozenset({"SELECT", "FROM", "VALUES"})


def validate_columns(
    columns: ColumnList, schema: Schema, name: str, parents: Mapping[str, Schema], binder: Binder
) -> tuple[Problem, ...]:
    """Return everything that is wrong with a column list.

    Parameters
    ----------
    schema
        The columns of the SELECT, or of the source.
    name
        The node's name; `binder` knows it as a relation with these columns.
    parents
        The columns of every relation that REFERENCES may name, by key.

    Returns
    -------
    tuple of Problem
        ``unknown-column``, ``contract-mismatch``, ``duplicate-constraint``, ``reserved-name``,
        ``unknown-table``, ``unusable-condition``, ``type-mismatch``, and what the engine says
        about a condition, each at its place.

    """
    judge = _Judge(columns, schema, name, parents, binder)
    return tuple(
        problem
        for found in (
            judge.reserved(),
            check_contract(columns, schema, name, binder),
            judge.duplicates(),
            *(judge.constraint(constraint) for constraint in columns.constraints),
        )
        for problem in found
    )


_WHENCE = (
    Column("run", "BIGINT"),
    Column("file", "VARCHAR"),
    Column("line", "BIGINT"),
    Column("raw", "VARCHAR"),
)


def rejected_schema(schema: Schema) -> Schema:
    """Return the columns of ``<table>__rejected``.

    The table's own, ``constraints_broken``, the run that dropped the row, and for rows of a source
    that could not be read at all: file, line and raw text. A column of the table's own that has one
    of these names keeps it.

    Examples
    --------
    >>> rejected_schema(Schema((Column("a", "INTEGER"),))).names
    ('a', 'constraints_broken', 'run', 'file', 'line', 'raw')

    """
    added = tuple(column for column in _WHENCE if schema.find(column.name) is None)
    return Schema((*schema.columns, Column(BROKEN, "VARCHAR[]"), *added))


class _Judge:
    def __init__(
        self,
        columns: ColumnList,
        schema: Schema,
        name: str,
        parents: Mapping[str, Schema],
        binder: Binder,
    ) -> None:
        self._columns = columns
        self._schema = schema
        self._name = name
        self._parents = parents
        self._binder = binder

    def reserved(self) -> Iterator[Problem]:
        for column in self._schema.names:
            if column.casefold() == BROKEN or column.casefold().startswith(PREFIX):
                yield Problem(
                    "reserved-name",
                    f'"{self._name}" has a column "{column}", a name that checks use themselves',
                    self._columns.span,
                    hint="give the column another name: ... AS name.",
                )

    def duplicates(self) -> Iterator[Problem]:
        names: dict[str, Constraint] = {}
        rules: dict[object, Constraint] = {}
        for constraint in self._columns.constraints:
            if constraint.name is not None and names.setdefault(
                constraint.name.casefold(), constraint
            ) is not constraint:  # fmt: skip
                yield _duplicate(constraint, f'two constraints have the name "{constraint.name}"')
                continue
            first = rules.setdefault(_identity(constraint), constraint)
            if first is constraint:
                continue
            if constraint.kind == "primary_key":
                message = f'"{self._name}" has two primary keys'
            else:
                message = f"the constraint {_rule(constraint)} stands here twice"
            yield _duplicate(constraint, message)

    def constraint(self, constraint: Constraint) -> Iterator[Problem]:
        unknown = [name for name in constraint.columns if self._schema.find(name) is None]
        keep_by = constraint.violation.keep_by
        if keep_by is not None and self._schema.find(keep_by) is None:
            unknown.append(keep_by)
        for name in unknown:
            span = constraint.violation.span if name == keep_by else constraint.span
            yield _unknown(self._name, name, self._schema, _word(span or constraint.span, name))
        if constraint.expression is not None:
            yield from self._condition(constraint, constraint.expression)
        if constraint.kind == "references" and not unknown:
            yield from self._reference(constraint)

    def _condition(self, constraint: Constraint, expression: Expression) -> Iterator[Problem]:
        kind = constraint.kind.upper()
        words = {t.upper for t in expression.tokens if t.kind == "word"}
        if words & _QUERY_WORDS:
            message = f"a query cannot stand in {kind}: each row is judged by itself"
            hint = "write ASSERT for a condition over whole tables."
            yield Problem("unusable-condition", message, expression.span, hint=hint)
            return
        if volatile := sorted(words & {word.upper() for word in VOLATILE}):
            message = f"{kind} calls {volatile[0].lower()}, which changes from run to run"
            hint = "use getvariable('as_of') for the time of the build."
            yield Problem("unusable-condition", message, expression.span, hint=hint)
            return
        relation = quote_dotted(self._name)
        try:
            # WHERE is where the engine itself refuses aggregates and windows.
            self._bind(f"SELECT 1 FROM {relation} WHERE (\n", expression, "\n)")
            bound = self._bind("SELECT (\n", expression, f"\n) FROM {relation}")
        except ProjectError as error:
            yield from error.problems
            return
        if (found := bound.columns[0].type) != "BOOLEAN":
            message = f"{kind} needs a condition, and this is {found}"
            hint = "compare it with something: ... > 0."
            yield Problem("type-mismatch", message, expression.span, hint=hint)

    def _bind(self, prefix: str, expression: Expression, suffix: str) -> Schema:
        text = expression.text
        try:
            return self._binder.bind(f"{prefix}{text}{suffix}", None)
        except ProjectError as error:
            raise moved(error, len(prefix), len(text), expression.span) from error

    def _reference(self, constraint: Constraint) -> Iterator[Problem]:
        parent = constraint.parent
        if parent is None:
            return
        theirs = self._parents.get(parent.key)
        if theirs is None:
            known = nearest(parent.text, self._parents)
            hint = f'did you mean "{known}"?' if known else ""
            yield Problem(
                "unknown-table", f'there is no table "{parent.text}"', parent.span, hint=hint
            )
            return
        names = constraint.parent_columns or constraint.columns
        unknown = [name for name in names if theirs.find(name) is None]
        for name in unknown:
            yield _unknown(parent.text, name, theirs, _word(constraint.span, name))
        if unknown:
            return
        for here, there in zip(constraint.columns, names, strict=True):
            own, other = self._schema.find(here), theirs.find(there)
            if own is not None and other is not None and _family(own.type) != _family(other.type):
                yield Problem(
                    "type-mismatch",
                    f'"{here}" is {own.type} and cannot refer to "{parent.text}.{there}",'
                    f" {other.type}",
                    constraint.span,
                    hint="give both columns one type.",
                )


def _family(kind: str) -> str:
    """Return what a type can be compared with: numbers with numbers, else only with its own."""
    word = kind.partition("(")[0]
    if "[" in kind or word not in _FAMILIES:
        return kind
    return _FAMILIES[word]


def _identity(constraint: Constraint) -> object:
    if constraint.kind == "primary_key":
        return "primary_key"
    tokens = constraint.expression.tokens if constraint.expression is not None else ()
    return (
        constraint.kind,
        tuple(name.casefold() for name in constraint.columns),
        tuple(token.text.casefold() if token.kind == "word" else token.text for token in tokens),
        constraint.parent.key if constraint.parent is not None else "",
        tuple(name.casefold() for name in constraint.parent_columns),
    )


def _rule(constraint: Constraint) -> str:
    return constraint.label if constraint.name is None else f'"{constraint.name}"'


def _duplicate(constraint: Constraint, message: str) -> Problem:
    return Problem("duplicate-constraint", message, constraint.span, hint="take one of them away.")


def _unknown(relation: str, name: str, schema: Schema, span: Span) -> Problem:
    known = nearest(name, schema.names)
    return Problem(
        "unknown-column",
        f'"{relation}" has no column "{name}"',
        span,
        detail=f'"{relation}" has columns: {", ".join(schema.names)}.',
        hint=f'did you mean "{known}"?' if known else "",
    )


def _word(span: Span, name: str) -> Span:
    """Return the place of a name inside a span; the span itself if it is not found there."""
    at = span.text.casefold().find(name.casefold())
    return span.part(at, at + len(name)) if at >= 0 else span
