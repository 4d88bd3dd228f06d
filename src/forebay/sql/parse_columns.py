"""The column list of a table: ``(*, a INTEGER NOT NULL, b AS (a + 1), CHECK (a > 0))``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import nearest
from forebay.sql.keywords import keywords
from forebay.sql.parse_constraint import at_constraint, constraint_problem, read_constraint
from forebay.sql.statement import ColumnDefinition, ColumnList

if TYPE_CHECKING:
    from forebay.sql.statement import Constraint
    from forebay.sql.token_reader import TokenReader

# Types of more than one word; every other type is one word, brackets and [] apart.
_LONG_TYPES: Final = (
    ("TIMESTAMP", "WITH", "TIME", "ZONE"),
    ("TIMESTAMP", "WITHOUT", "TIME", "ZONE"),
    ("TIME", "WITH", "TIME", "ZONE"),
    ("TIME", "WITHOUT", "TIME", "ZONE"),
    ("DOUBLE", "PRECISION"),
    ("CHARACTER", "VARYING"),
)
_TYPES: Final = keywords(
    """
    BIGINT BIT BLOB BOOL BOOLEAN CHAR DATE DATETIME DECIMAL DOUBLE ENUM FLOAT HUGEINT INT INTEGER
    INTERVAL JSON LIST LONG MAP NUMERIC REAL SHORT SMALLINT STRING STRUCT TEXT TIME TIMESTAMP
    TIMESTAMPTZ TINYINT UBIGINT UHUGEINT UINTEGER UNION USMALLINT UTINYINT UUID VARCHAR VARIANT
    """
)
_MISSPELT: Final = ("PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "EXPECT", "CONSTRAINT", "NOT")


def read_columns(reader: TokenReader, *, computed: bool) -> ColumnList:
    """Read a column list; `computed` allows ``name AS (expression)`` (external tables)."""
    start = reader.index
    inner = reader.inside()
    columns: list[ColumnDefinition] = []
    constraints: list[Constraint] = []
    star = inner.accept("*")
    first = not star
    while not inner.done:
        if not first:
            inner.expect(",")
            if inner.done:
                break
        first = False
        if inner.at("*"):
            raise inner.unexpected("a column", hint="the star stands first, once.")
        if at_constraint(inner):
            constraints.append(read_constraint(inner, None))
        else:
            column, rules = _read_column(inner, computed=computed)
            if column.name.casefold() in {known.name.casefold() for known in columns}:
                inner.report(
                    "duplicate-name", f'the column "{column.name}" stands twice', column.span
                )
            columns.append(column)
            constraints += rules
    span = reader.span_from(start)
    if not star and not columns:
        reader.report(
            "unexpected-token",
            "the column list names no column",
            span,
            hint="begin it with * to add constraints to the columns there are.",
        )
    return ColumnList(span, star, tuple(columns), tuple(constraints))


def _read_column(
    reader: TokenReader, *, computed: bool
) -> tuple[ColumnDefinition, list[Constraint]]:
    start = reader.index
    name = reader.identifier("a column")
    name_span = reader.span_from(start)
    type_text = None
    expression = None
    if not reader.done and not at_constraint(reader) and not reader.at_any({"AS", ",", "ON"}):
        type_text = _read_type(reader, name)
    if reader.accept("AS"):
        inner = reader.inside()
        expression = inner.expression("an expression")
        if not computed:
            reader.report(
                "unexpected-token",
                f'the column "{name}" cannot be computed here',
                expression.span,
                hint="compute it in the SELECT; AS (...) is for external tables.",
            )
    rules: list[Constraint] = []
    while at_constraint(reader):
        rules.append(read_constraint(reader, name))
    if not reader.done and not reader.at(","):
        raise constraint_problem(reader, name)
    return ColumnDefinition(name, name_span, type_text, expression), rules


def _read_type(reader: TokenReader, column: str) -> str:
    start = reader.index
    token = reader.peek()
    long_type = next((words for words in _LONG_TYPES if reader.at(*words)), None)
    if token is None or token.kind not in {"word", "quoted"}:
        raise constraint_problem(reader, column)
    if long_type is not None:
        reader.expect(*long_type)
    else:
        if nearest(token.text, (*_TYPES, *_MISSPELT)) in _MISSPELT:
            raise constraint_problem(reader, column)
        reader.name("a type")
    while reader.at_any("(["):
        reader.index = reader.closing() + 1
    return reader.span_from(start).text
