"""ASOF joins to few rows as joins by equal buckets of time, which need no sorting of the many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import literal, quote, quote_dotted
from forebay.errors import ForebayError, Source
from forebay.sql.keywords import keywords
from forebay.sql.tokenize import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from forebay.engine.protocol import Column, Schema
    from forebay.sql.token import Token

_MOST_ROWS: Final = 200_000  # they are held in memory, each some three times
_MOST_IN_A_BUCKET: Final = 16
_BUCKETS_A_ROW: Final = 4
_TIMES: Final = frozenset({"DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE"})
_BUCKET, _NEXT = "__forebay_bucket", "__forebay_next"
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
# What can follow the condition of a join in the same FROM clause, or end that.
_ENDS_CONDITION: Final = keywords(
    "JOIN LEFT RIGHT INNER FULL CROSS ASOF NATURAL SEMI ANTI POSITIONAL WHERE GROUP HAVING WINDOW"
    " QUALIFY ORDER LIMIT OFFSET UNION INTERSECT EXCEPT SELECT FROM USING SAMPLE TABLESAMPLE , ;"
)


def bucketed_asof(
    text: str, relations: Mapping[str, Schema], rows: Callable[[str], list[tuple[object, ...]]]
) -> str | None:
    """Return a query that gives the same rows without ASOF joins; None if that is not sure.

    ``l ASOF LEFT JOIN r ON r.k = l.k AND r.t <= l.t`` finds the last row of `r` that is not later.
    The engine sorts both sides for that, all columns of the larger one with it, on the disk if they
    are many. Here each row of `r` is given the time of the row after it, and a number for each
    bucket of time that it reaches into; then ``l`` meets the rows of its own bucket by a hash join,
    and of these the one whose time has come and whose next one has not.

    It is done where `r` is an attached relation of at most 200,000 rows, no two of which share `k`
    and `t` (of these the engine takes any), spread over time so that at most 16 fall into one
    bucket, `t` is a date or timestamp, and the condition is made of
    equalities and ``r.t <= ...`` or ``r.t < ...``. A query that selects ``*`` is left as it is,
    because the columns of `r` grow by two.

    Parameters
    ----------
    relations
        What is attached, by name.
    rows
        Runs a query and returns a small result.

    """
    if "ASOF" not in text.upper():
        return None
    try:
        tokens = tokenize(Source("<query>", text))
        if _shows_every_column(tokens):
            return None
        edits: list[tuple[int, int, str]] = []
        for place, token in enumerate(tokens):
            if token.upper != "ASOF":
                continue
            join = _read(text, tokens, place, relations)
            body = None if join is None else _body(join, rows)
            if join is None or body is None:
                return None
            edits.append((join.start, join.end, body))
    except (ForebayError, IndexError):  # the engine itself says what is wrong with the text
        return None
    for start, end, body in reversed(edits):
        text = text[:start] + body + text[end:]
    return text


@dataclass(frozen=True, slots=True)
class _Condition:
    """What an ASOF join compares: columns of the right side with expressions of the left."""

    equal: tuple[tuple[str, str], ...]
    time: str
    type: str  # of `time`
    until: str
    is_strict: bool


@dataclass(frozen=True, slots=True)
class _Join:
    """One ASOF join: its offsets in the text and its parts as SQL."""

    start: int
    end: int
    kind: str  # LEFT JOIN, JOIN
    table: str  # as it is attached
    alias: str
    on: _Condition


def _shows_every_column(tokens: Sequence[Token]) -> bool:
    """Return whether a star stands for columns, or columns are chosen by their names."""
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.upper in {"COLUMNS", "ROWID", "UNPIVOT", "PIVOT"}:
            return True
        is_first = before is None or before.upper in {"SELECT", "DISTINCT", "ALL", ",", ".", "ON"}
        if token.text == "*" and is_first:
            return True
        if token.upper == "FROM" and (before is None or before.text in {"(", ";"}):
            return True  # FROM t is SELECT * FROM t
    return False


def _read(
    text: str, tokens: Sequence[Token], place: int, relations: Mapping[str, Schema]
) -> _Join | None:
    """Return the join that begins at a token; None if it has another form."""
    at = place + 1
    kind = "JOIN"
    if tokens[at].upper in {"LEFT", "INNER"}:
        kind = "LEFT JOIN" if tokens[at].upper == "LEFT" else "JOIN"
        at += 1
        at += tokens[at].upper == "OUTER"
    if tokens[at].upper != "JOIN":
        return None
    at += 1
    names = [tokens[at]]
    while tokens[at + 1].text == ".":
        at += 2
        names.append(tokens[at])
    if any(name.kind not in {"word", "quoted"} for name in names):
        return None
    named = ".".join(name.value for name in names).casefold()
    table = next((known for known in relations if known.casefold() == named), None)
    at += 1
    at += tokens[at].upper == "AS"
    alias = names[-1]
    if tokens[at].upper != "ON":
        alias = tokens[at]
        at += 1
    if table is None or tokens[at].upper != "ON" or _is_cte(tokens, named):
        return None
    parts = _condition(tokens, at + 1)
    if not all(parts) or _stands_alone(tokens, alias, names):
        return None
    matched = _understood(text, parts, relations[table], alias)
    if matched is None:
        return None
    return _Join(tokens[place].start, parts[-1][-1].end, kind, table, alias.text, matched)


def _is_cte(tokens: Sequence[Token], name: str) -> bool:
    return any(
        token.value.casefold() == name and after.upper == "AS" and bracket.text == "("
        for token, after, bracket in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )


def _stands_alone(tokens: Sequence[Token], alias: Token, table: Sequence[Token]) -> bool:
    """Return whether the alias is used as a value: a row with all its columns."""
    name = alias.value.casefold()
    around = zip((None, *tokens), tokens, (*tokens[1:], None), strict=False)
    return any(
        token not in {alias, *table}
        and token.kind in {"word", "quoted"}
        and token.value.casefold() == name
        and not (before is not None and before.text == ".")
        and not (after is not None and after.text == ".")
        for before, token, after in around
    )


def _condition(tokens: Sequence[Token], start: int) -> list[list[Token]]:
    """Return the parts of a condition between its ANDs."""
    parts: list[list[Token]] = [[]]
    depth, at = 0, start
    while at < len(tokens):
        token = tokens[at]
        if depth == 0 and (token.upper in _ENDS_CONDITION or token.text in _CLOSING):
            break
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth == 0 and token.upper == "AND":
            parts.append([])
        else:
            parts[-1].append(token)
        at += 1
    return parts


def _understood(
    text: str, parts: list[list[Token]], schema: Schema, alias: Token
) -> _Condition | None:
    columns = {column.name.casefold(): column for column in schema.columns}
    if _BUCKET in columns or _NEXT in columns:
        return None
    equal: list[tuple[str, str]] = []
    times: list[tuple[str, str, bool]] = []
    for part in parts:
        compared = _compared(part, alias)
        if compared is None or compared[0] not in columns or _reads(compared[2], alias, columns):
            return None
        name, sign, tokens = compared
        column, other = columns[name], text[tokens[0].start : tokens[-1].end]
        if sign == "=":
            equal.append((column.name, other))
        elif sign in {"<=", "<"} and column.type in _TIMES:
            times.append((column.name, other, sign == "<"))
        else:
            return None
    if len(times) != 1:
        return None
    time, until, is_strict = times[0]
    return _Condition(tuple(equal), time, columns[time.casefold()].type, until, is_strict)


_OTHER_CONDITIONS: Final = keywords("OR NOT IS IN LIKE ILIKE SIMILAR BETWEEN == <> !=")
_MIRRORED: Final = {"=": "=", "<=": ">=", "<": ">", ">=": "<=", ">": "<"}


def _compared(part: list[Token], alias: Token) -> tuple[str, str, list[Token]] | None:
    """Return a column of the right side, the sign, and what it is compared with."""
    depth, signs = 0, []
    for at, token in enumerate(part):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth == 0 and token.upper in _OTHER_CONDITIONS:
            return None
        if depth == 0 and token.text in _MIRRORED:
            signs.append(at)
    if len(signs) != 1:
        return None
    left, sign, right = part[: signs[0]], part[signs[0]].text, part[signs[0] + 1 :]
    if not _is_column(left, alias):
        left, sign, right = right, _MIRRORED[sign], left
    if not _is_column(left, alias) or not right:
        return None
    return left[2].value.casefold(), sign, right


def _reads(tokens: list[Token], alias: Token, columns: Mapping[str, Column]) -> bool:
    """Return whether an expression reads the right side, or might."""
    own = alias.value.casefold()
    around = zip((None, *tokens), tokens, (*tokens[1:], None), strict=False)
    for before, token, after in around:
        name = token.value.casefold() if token.kind in {"word", "quoted"} else ""
        if name in {own, "select"}:
            return True
        is_whole = not any(near is not None and near.text == "." for near in (before, after))
        if name in columns and is_whole:
            return True
    return False


def _is_column(tokens: list[Token], alias: Token) -> bool:
    return (
        len(tokens) == 3  # noqa: PLR2004 - alias, point, column
        and tokens[0].value.casefold() == alias.value.casefold()
        and tokens[1].text == "."
    )


def _body(join: _Join, rows: Callable[[str], list[tuple[object, ...]]]) -> str | None:
    """Return the join by buckets; None where the right side is too large or lies too closely."""
    table, time = quote_dotted(join.table), quote(join.on.time)
    keys = [quote(column) for column, _ in join.on.equal]
    known = " AND ".join(f"{name} IS NOT NULL" for name in (time, *keys))
    groups = f"count(DISTINCT ({', '.join(keys)}))" if keys else "1"
    different = f"count(DISTINCT ({', '.join([*keys, time])}))"
    found: Any = rows(
        f"SELECT count(*), {different}, {groups}, CAST(min({time}) AS VARCHAR),"
        f" CAST(max({time}) AS VARCHAR), epoch_us(min({time})), epoch_us(max({time}))"
        f" FROM {table} WHERE {known}"
    )[0]
    n_rows, n_different, n_groups, first, last, low, high = found
    if not 0 < n_rows == n_different <= _MOST_ROWS or low is None or high is None:
        return None  # a time that is not finite has no number
    width = max(1, (high - low) * n_groups // (_BUCKETS_A_ROW * n_rows))
    top = (high - low) // width
    parts = f"PARTITION BY {', '.join(keys)} " if keys else ""
    begin, end = (f"(epoch_us({edge}) - {low}) // {width}" for edge in (time, _NEXT))
    spread = (
        f"SELECT * REPLACE (coalesce({_NEXT}, CAST('infinity' AS {join.on.type})) AS {_NEXT}),"
        f" unnest(range({begin}, coalesce({end}, {top}) + 1)) AS {_BUCKET} FROM (SELECT *,"
        f" lead({time}) OVER ({parts}ORDER BY {time}) AS {_NEXT} FROM {table} WHERE {known})"
    )
    grouped = ", ".join([*keys, _BUCKET])
    fullest: Any = rows(
        f"SELECT max(n) FROM (SELECT count(*) AS n FROM ({spread}) GROUP BY {grouped})"
    )[0][0]
    if fullest > _MOST_IN_A_BUCKET:
        return None
    return _joined(join, spread, _Scale(first, last, low, width, top))


@dataclass(frozen=True, slots=True)
class _Scale:
    """The times of the right side as texts, and how times become buckets."""

    first: str
    last: str
    low: int  # microseconds
    width: int
    top: int


def _joined(join: _Join, spread: str, scale: _Scale) -> str:
    until, alias = f"({join.on.until})", join.alias
    first, last = (f"CAST({literal(t)} AS {join.on.type})" for t in (scale.first, scale.last))
    bucket = (
        f"CASE WHEN {until} >= {last} THEN {scale.top} WHEN {until} >= {first}"
        f" THEN (epoch_us({until}) - {scale.low}) // {scale.width} END"
    )
    # After the last row comes none, not even at the time that is infinite.
    clipped = until if join.on.is_strict else f"least({until}, {last})"
    come, gone = ("<", "<=") if join.on.is_strict else ("<=", "<")
    conditions = [
        *(f"{alias}.{quote(column)} = ({other})" for column, other in join.on.equal),
        f"{alias}.{_BUCKET} = {bucket}",
        f"{alias}.{quote(join.on.time)} {come} {until}",
        f"{clipped} {gone} {alias}.{_NEXT}",
    ]
    return f"{join.kind} ({spread}) AS {alias} ON {' AND '.join(conditions)}"
