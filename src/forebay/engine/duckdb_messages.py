"""What DuckDB's binder says, told in Forebay's words and with the nearest declared name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forebay.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from forebay.engine.asked import Asked
    from forebay.engine.protocol import Schema


# In run-time messages DuckDB calls types by their names in its C++ code.
_SQL_TYPES = {
    "INT8": "TINYINT",
    "INT16": "SMALLINT",
    "INT32": "INTEGER",
    "INT64": "BIGINT",
    "INT128": "HUGEINT",
    "UINT8": "UTINYINT",
    "UINT16": "USMALLINT",
    "UINT32": "UINTEGER",
    "UINT64": "UBIGINT",
    "BOOL": "BOOLEAN",
}
_INTERNAL_TYPE = re.compile(rf"\b(?:{'|'.join(_SQL_TYPES)})\b")


def first_line(message: str) -> str:
    r"""Return the engine's words as one of our messages: one line, lower case, no full stop.

    Examples
    --------
    >>> first_line("Could not convert string 'abc' to INT32\nLINE 1: ...")
    "could not convert string 'abc' to INTEGER"

    """
    line = (message.strip().splitlines() or ["the engine gave no reason"])[0].rstrip(" .!:")
    line = _INTERNAL_TYPE.sub(lambda found: _SQL_TYPES[found[0]], line)
    head, _, rest = line.partition(" ")
    if head.istitle():
        head = head.lower()
    return f"{head} {rest}".rstrip()


@dataclass(frozen=True, slots=True)
class Known:
    """The names that were declared, by relation; `reads` are the relations the query reads."""

    relations: Mapping[str, Schema] = field(default_factory=dict)
    reads: tuple[str, ...] = ()
    functions: Callable[[], Iterable[str]] = tuple

    def schema(self, name: str) -> Schema | None:
        """Return the columns of a relation, by its name without regard to case."""
        key = name.casefold()
        return next((s for n, s in self.relations.items() if n.casefold() == key), None)


@dataclass(frozen=True, slots=True)
class Refined:
    """A message told in our words."""

    name: str
    message: str
    detail: str = ""
    hint: str = ""
    part: tuple[int, int] | None = None  # a better place than the engine's, in characters


def refine(
    message: str, fields: Mapping[str, Any], known: Known, asked: Asked | None
) -> Refined | None:
    """Return what a binder message means; None if no rule knows it."""
    for pattern, tell in _COMPILED:
        match = pattern.search(message)
        if match:
            return tell(match, _Context(message, fields, known, asked))
    return None


@dataclass(frozen=True, slots=True)
class _Context:
    message: str
    fields: Mapping[str, Any]
    known: Known
    asked: Asked | None

    @property
    def candidates(self) -> tuple[str, ...]:
        """What the engine proposes: names of CTE columns, which we have not declared."""
        listed = str(self.fields.get("candidates", "")).split(",")
        tail = re.search(r"Candidate \w+: ?:?(.*)", self.message)
        quoted = re.findall(r'"([^"]+)"', tail[1]) if tail else []
        return tuple(name for name in (*quoted, *listed) if name)


def _unknown_column(match: re.Match[str], context: _Context) -> Refined:
    column, table = match["column"], match.groupdict().get("table")
    schemas = {n: s for n in context.known.reads if (s := context.known.schema(n)) is not None}
    alone = next(iter(schemas)) if len(schemas) == 1 else None
    own = schemas.get(table or "") or (schemas.get(alone or "") if alone else None)
    pool = [c for s in schemas.values() for c in s.names] if own is None else list(own.names)
    like = nearest(column, [*pool, *context.candidates])
    owner = table or (alone if own is not None else None)
    message = f'table "{owner}" has no column "{column}"' if owner else f'no column "{column}"'
    detail = ""
    if own is not None:
        detail = f'"{owner}" has columns: {_enumerate(own.names)}.'
    elif schemas:
        detail = " ".join(f'"{n}" has columns: {_enumerate(s.names)}.' for n, s in schemas.items())
    elif context.candidates:
        detail = f"columns in sight: {_enumerate(context.candidates)}."
    return Refined("unknown-column", message, detail, _did_you_mean(like), _find(context, column))


def _unknown_table(match: re.Match[str], context: _Context) -> Refined:
    name = match["name"]
    asked_name = name
    if context.asked is not None:  # the engine leaves the schema out
        word = re.search(rf'[\w".]*\b{re.escape(name)}\b', context.asked.text, re.IGNORECASE)
        asked_name = word[0].replace('"', "") if word and "." in word[0] else name
    like = nearest(asked_name, context.known.relations) or nearest(name, context.known.relations)
    declared = sorted(context.known.relations)
    detail = f"there are: {_enumerate(declared)}." if declared else "no table is declared."
    return Refined(
        "unknown-table", f'there is no table "{asked_name}"', detail, _did_you_mean(like)
    )


def _unread_table(match: re.Match[str], context: _Context) -> Refined:
    name = match["name"]
    like = nearest(name, (*context.candidates, *context.known.reads))
    message = f'this query reads no table "{name}"'
    detail = f"it reads: {_enumerate(context.known.reads)}." if context.known.reads else ""
    return Refined("unknown-table", message, detail, _did_you_mean(like))


def _unknown_function(match: re.Match[str], context: _Context) -> Refined:
    name = match["name"]
    like = nearest(name, context.known.functions()) or nearest(name, context.candidates)
    hint = _did_you_mean(like.removeprefix("main.") if like else None)
    return Refined("unknown-function", f'there is no function "{name}"', "", hint)


def _unknown_type(match: re.Match[str], context: _Context) -> Refined:
    del context
    name = match["name"]
    like = _BIGQUERY_TYPES.get(name.upper()) or nearest(name, _TYPES)
    return Refined("unknown-type", f'there is no type "{name}"', "", _did_you_mean(like))


def _wrong_arguments(match: re.Match[str], context: _Context) -> Refined:
    call = match["call"].replace("INTEGER_LITERAL", "INTEGER").replace("STRING_LITERAL", "VARCHAR")
    function, _, arguments = call.partition("(")
    found = re.findall(r"^\t(?!Candidate)(.+)$", context.message, re.MULTILINE)
    shown = "; ".join(line.strip() for line in found[:3])
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""  # noqa: PLR2004
    # What an operator takes is known, and listing it would hide the message.
    detail = f"it takes: {shown}{more}." if shown and function.isidentifier() else ""
    message = f'"{function}" does not take ({arguments}'
    return Refined("type-mismatch", message, detail, "cast an argument: CAST(... AS type)")


def _ambiguous(match: re.Match[str], context: _Context) -> Refined:
    options = re.findall(r"(\w+\.\w+)", context.message)
    hint = f"say which: {' or '.join(options)}" if options else "put the table's name before it"
    return Refined(
        "ambiguous-column", f'more than one table has a column "{match["column"]}"', "", hint
    )


def _not_grouped(match: re.Match[str], context: _Context) -> Refined:
    del context
    column = match["column"]
    message = f'column "{column}" is neither grouped nor aggregated'
    hint = f'add "{column}" to GROUP BY, or aggregate it: max("{column}")'
    return Refined("not-grouped", message, "", hint)


def _as_it_is(name: str, hint: str = "") -> Callable[[re.Match[str], _Context], Refined]:
    def tell(match: re.Match[str], context: _Context) -> Refined:
        del match
        return Refined(name, first_line(context.message), "", hint)

    return tell


_CAST_HINT = "cast one side: CAST(... AS type)"

# The first pattern that is found in the message counts.
_RULES: tuple[tuple[str, Callable[[re.Match[str], _Context], Refined]], ...] = (
    (r'Table "(?P<table>[^"]+)" does not have a column named "(?P<column>[^"]+)"', _unknown_column),
    (r'Column "(?P<column>[^"]+)" does not exist on (?:left|right) side', _unknown_column),
    (r'Column "(?P<column>[^"]+)" in (?:EXCLUDE|REPLACE|RENAME) list not found', _unknown_column),
    (r'column named "?(?P<column>[^"]+?)"? does not exist', _unknown_column),
    (r'Referenced column "?(?P<column>[^"\s]+)"? (?:not|was not) found', _unknown_column),
    (r'Referenced table "?(?P<name>[^"\s]+)"? not found', _unread_table),
    (r'Table with name "?(?P<name>[^"\s]+)"? does not exist', _unknown_table),
    (r'(?:Function|Macro) with name "?(?P<name>[^"\s]+)"? does not exist', _unknown_function),
    (r'Type with name "?(?P<name>[^"\s]+)"? does not exist', _unknown_type),
    (r"No function matches the given name and argument types '(?P<call>.+?)'\. ", _wrong_arguments),
    (r"No (?:function|macro) matches", _as_it_is("type-mismatch", _CAST_HINT)),
    (r'Ambiguous reference to column name "(?P<column>[^"]+)"', _ambiguous),
    (r'column "?(?P<column>[^"]+?)"? must appear in the GROUP BY', _not_grouped),
    (
        (
            r"[Cc]annot (?:compare|mix|combine|cast)|Could not convert|can only be applied"
            r"|[Uu]nimplemented type for cast|not compatible|requires? (?:an? )?explicit"
        ),
        _as_it_is("type-mismatch", _CAST_HINT),
    ),
    (
        (
            r"aggregate function calls cannot be nested|cannot contain aggregates"
            r"|aggregates? (?:are )?not (?:allowed|supported)"
        ),
        _as_it_is("misplaced-aggregate", "aggregate in a sub-query first"),
    ),
    (
        r"[Ww]indow functions are not|cannot contain window functions|WINDOW",
        _as_it_is("misplaced-window", "compute it in a sub-query, or use QUALIFY"),
    ),
    (
        r"same number of result columns|Subquery returns \d+ columns|has \d+ columns available",
        _as_it_is("column-count"),
    ),
    (
        r"[Dd]uplicate (?:column|alias)|already exists|duplicate column name",
        _as_it_is("duplicate-column"),
    ),
    (
        r"not provided for the following",
        _as_it_is("unexpected-parameter", "write the value itself, or getvariable('name')"),
    ),
    (r"Could not find key", _as_it_is("unknown-field")),
    (r"syntax error|unterminated|[Pp]arser", _as_it_is("syntax")),
)
_COMPILED = tuple((re.compile(pattern), tell) for pattern, tell in _RULES)

_TYPES = (
    "BIGINT", "BLOB", "BOOLEAN", "DATE", "DECIMAL", "DOUBLE", "FLOAT", "HUGEINT", "INTEGER",
    "INTERVAL", "JSON", "SMALLINT", "TIME", "TIMESTAMP", "TIMESTAMPTZ", "TINYINT", "UUID",
    "VARCHAR",
)  # fmt: skip
_BIGQUERY_TYPES = {
    "FLOAT64": "DOUBLE",
    "BYTES": "BLOB",
    "BIGNUMERIC": "DECIMAL(38, 18)",
    "BIGDECIMAL": "DECIMAL(38, 18)",
    "GEOGRAPHY": "VARCHAR",
}


def _did_you_mean(name: str | None) -> str:
    return f'did you mean "{name}"?' if name else ""


_SHOWN = 30


def _enumerate(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return ", ".join(listed[:_SHOWN]) + more


def _find(context: _Context, column: str) -> tuple[int, int] | None:
    """Return where the column's name stands, if the engine gave no place and it stands once."""
    if context.asked is None or context.fields.get("position") or context.fields.get("location"):
        return None
    text = context.asked.text
    found = [m.span() for m in re.finditer(rf'"?\b{re.escape(column)}\b"?', text, re.IGNORECASE)]
    return found[0] if len(found) == 1 else None
