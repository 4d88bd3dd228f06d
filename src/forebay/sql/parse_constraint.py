"""Constraints of a column list, and ``ON VIOLATION ...``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from forebay.sql.keywords import keywords
from forebay.sql.statement import Constraint, Limit, Violation

if TYPE_CHECKING:
    from forebay.errors import ProjectError
    from forebay.sql.token_reader import TokenReader

_BEGINS: Final = keywords(
    """
    CONSTRAINT NOT NULL PRIMARY UNIQUE REFERENCES FOREIGN CHECK EXPECT
    DEFAULT COLLATE GENERATED
    """
)
_OF_COLUMN: Final = ("NOT NULL", "PRIMARY KEY", "UNIQUE", "REFERENCES", "CHECK", "EXPECT")
_OF_TABLE: Final = ("PRIMARY KEY", "UNIQUE", "FOREIGN KEY", "CHECK", "EXPECT")
_ACTIONS: Final = ("FAIL", "WARN", "DROP ROW", "KEEP FIRST BY", "KEEP LAST BY")
_PERCENT: Final = 100


def at_constraint(reader: TokenReader) -> bool:
    """Whether a constraint comes next, and not a column of such a name."""
    if reader.at_any({"CHECK", "EXPECT"}):
        return reader.at("CHECK", "(") or reader.at("EXPECT", "(")
    return reader.at_any(_BEGINS)


def read_constraint(reader: TokenReader, column: str | None) -> Constraint:
    """Read one constraint; `column` is the column it stands at, None for one of the table."""
    start = reader.index
    name = reader.identifier("the constraint") if reader.accept("CONSTRAINT") else None
    rule = _rule(reader, column)
    span = reader.span_from(start)
    violation = _violation(reader, rule) if reader.at("ON") else Violation()
    return replace(rule, span=span, name=name, violation=violation)


def _rule(reader: TokenReader, column: str | None) -> Constraint:
    here = reader.here
    columns: tuple[str, ...] = () if column is None else (column,)
    if column is not None and reader.accept("NOT", "NULL"):
        return Constraint("not_null", here, columns=columns)
    if reader.accept("PRIMARY", "KEY"):
        columns = columns or reader.identifiers("a column")
        return Constraint("primary_key", here, columns=columns)
    if reader.accept("UNIQUE"):
        return Constraint("unique", here, columns=columns or reader.identifiers("a column"))
    for word, kind in _CONDITIONS.items():
        if reader.accept(word):
            inner = reader.inside()
            expression = inner.expression(f"a condition in {word} (...)")
            return Constraint(kind, here, expression=expression)
    if reader.at("REFERENCES") if column is not None else reader.at("FOREIGN"):
        return _references(reader, columns)
    known = _OF_TABLE if column is None else _OF_COLUMN
    if reader.at_any({"DEFAULT", "COLLATE", "GENERATED", "NULL"}):
        raise reader.unexpected(_either(known), hint="write that in the SELECT.")
    raise reader.unexpected(_either(known), known=known)


_CONDITIONS: Final[dict[str, Literal["check", "expect"]]] = {"CHECK": "check", "EXPECT": "expect"}


def _references(reader: TokenReader, columns: tuple[str, ...]) -> Constraint:
    here = reader.here
    if not columns:
        reader.expect("FOREIGN", "KEY")
        columns = reader.identifiers("a column")
    reader.expect("REFERENCES")
    parent = reader.name("the table referred to")
    parent_columns = reader.identifiers("a column") if reader.at("(") else ()
    if parent_columns and len(parent_columns) != len(columns):
        reader.report(
            "unexpected-token",
            f"{len(columns)} columns refer to {len(parent_columns)}",
            parent.span,
            hint="both sides of REFERENCES need the same number of columns.",
        )
    return Constraint(
        "references", here, columns=columns, parent=parent, parent_columns=parent_columns
    )


def read_violation(reader: TokenReader, owner: str, *, warn_only: bool = False) -> Violation:
    """Read ``ON VIOLATION ...``; an assertion, which is about no row, can only FAIL or WARN."""
    start = reader.index
    reader.expect("ON")
    if not reader.accept("VIOLATION"):
        raise reader.unexpected('"VIOLATION"', known=["VIOLATION"], hint=_did_you_mean(reader))
    if reader.accept("FAIL"):
        return Violation("fail", span=reader.span_from(start))
    if reader.accept("WARN"):
        limit = None if warn_only else _limit(reader)
        return Violation("warn", limit, span=reader.span_from(start))
    if warn_only:
        raise reader.unexpected(f"FAIL or WARN for {owner}")
    dropped = reader.accept("DROP", "ROW")
    if reader.accept("KEEP"):
        action: Literal["keep_first", "keep_last"] = "keep_first"
        if not reader.accept("FIRST"):
            if not reader.accept("LAST"):
                raise reader.unexpected("FIRST or LAST after KEEP", known=["FIRST", "LAST"])
            action = "keep_last"
        reader.expect("BY")
        by = reader.identifier("a column")
        return Violation(action, _limit(reader), by, reader.span_from(start))
    if not dropped:
        raise reader.unexpected(_either(_ACTIONS), known=_ACTIONS)
    limit = _limit(reader)
    return Violation("drop_row", limit, span=reader.span_from(start))


def _violation(reader: TokenReader, rule: Constraint) -> Violation:
    start = reader.index
    violation = read_violation(reader, "the constraint")
    is_key = rule.kind in {"primary_key", "unique"}
    words = rule.kind.replace("_", " ").upper()
    if violation.action == "drop_row" and is_key:
        reader.report(
            "key-needs-keep",
            f"{words} ... DROP ROW does not say which of several rows stays",
            reader.span_from(start),
            hint="ON VIOLATION KEEP FIRST BY a_column, or KEEP LAST BY a_column.",
        )
    if violation.keep_by is not None and not is_key:
        reader.report(
            "unexpected-token",
            f"KEEP FIRST and KEEP LAST are for keys, not for {words}",
            reader.span_from(start),
            hint="ON VIOLATION DROP ROW.",
        )
    return violation


def _limit(reader: TokenReader) -> Limit | None:
    if not reader.accept("LIMIT"):
        return None
    span = reader.here
    amount = reader.number("a number after LIMIT")
    if reader.accept("ROWS") or reader.accept("ROW"):
        if amount != int(amount):
            reader.report("bad-value", "a limit in ROWS is a whole number", span)
        return Limit(amount, "rows")
    if reader.accept("PERCENT"):
        if amount > _PERCENT:
            reader.report("bad-value", "a limit in PERCENT is at most 100", span)
        return Limit(amount, "percent")
    raise reader.unexpected("ROWS or PERCENT", known=["ROWS", "PERCENT"])


def _did_you_mean(reader: TokenReader) -> str:
    return 'did you mean "ON VIOLATION"?' if reader.peek() is not None else ""


def _either(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def constraint_problem(reader: TokenReader, column: str) -> ProjectError:
    """Return the error for what stands at a column and is no constraint."""
    words = [*_OF_COLUMN, "CONSTRAINT", "AS", "ON VIOLATION"]
    return reader.unexpected(
        f'a comma, or a constraint of "{column}"', known=[word.split()[0] for word in words]
    )
