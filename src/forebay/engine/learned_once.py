"""Encoders in plain SQL, so that what they learn is computed once and met by a join."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from forebay.engine.functions import VOLATILE, VOLATILE_WORDS
from forebay.engine.learned_vocabulary import CODE_CALLS, learned_value
from forebay.engine.quote import quote
from forebay.errors import ForebayError, Source
from forebay.sql.keywords import keywords
from forebay.sql.scalar_call import at_commas
from forebay.sql.tokenize import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from forebay.engine.protocol import Schema
    from forebay.sql.token import Token

_MOST_CALLS: Final = 20
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_BEGINS_QUERY: Final = keywords("SELECT FROM WITH")
_CLAUSES: Final = keywords("SELECT FROM WHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET")
_OF_ROWS: Final = ("FROM", "WHERE", "GROUP", "HAVING")
# Two readings of these need not give the same rows, or names of theirs mean what stands elsewhere.
_UNSURE: Final = keywords("LIMIT OFFSET FETCH ALL PIVOT UNPIVOT COLUMNS POSITIONAL ANY_VALUE")


def learned_once(text: str, describe: Callable[[str], Schema]) -> str:
    """Return a query with the same rows whose encoders take time in proportion to the rows.

    The macro of an encoder has its window inside, and makes the vocabulary of what that gives anew
    for each 2,048 rows. Here the vocabulary is a sub-query over the rows that the encoder stands
    over (the FROM, WHERE, GROUP BY and HAVING of its SELECT, read a second time), and the codes
    of a row are found by a join with it.

    The text is returned as it is where two readings might give other rows (volatile functions,
    samples, LIMIT), where a name in those clauses may be that of a result column, where the
    arguments of the encoder are not literals, or where the new text has other columns.

    Parameters
    ----------
    text
        A query as the engine has it: each ``OVER ()`` of ours is taken out already.
    describe
        Returns the columns of a query; raises ProjectError if it does not bind.

    """
    if not any(name in text.casefold() for name in CODE_CALLS):
        return text
    faster = text
    try:
        if not _is_repeatable(tokenize(Source("<query>", text))):
            return text
        for _ in range(_MOST_CALLS):
            tokens = tokenize(Source("<query>", faster))
            call = _innermost(tokens)
            if call is None:
                break
            rewritten = _rewritten(faster, tokens, call)
            if rewritten is None:
                return text
            faster = rewritten
        return _named(faster, describe(faster), describe(text)) or text
    except (
        ForebayError,
        IndexError,
        ValueError,
    ):  # the engine itself says what is wrong with the text
        return text


def _named(text: str, found: Schema, wanted: Schema) -> str | None:
    """Return a query with the names of another; None if the types of the two differ.

    A column without AS is named after its own text.
    """
    if [column.type for column in found.columns] != [column.type for column in wanted.columns]:
        return None
    if found.names == wanted.names:
        return text
    names = ", ".join(quote(name) for name in wanted.names)
    return f"SELECT * FROM (\n{text.rstrip().rstrip(';')}\n) AS __q({names})"


@dataclass(frozen=True, slots=True)
class _Call:
    """A call of an encoder: the indexes of its first and last token."""

    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class _Block:
    """One SELECT: the tokens of each clause, its keyword included."""

    clauses: Mapping[str, Sequence[Token]]


def _innermost(tokens: Sequence[Token]) -> _Call | None:
    """Return the call that stands in the most brackets; inner ones are copied as they became."""
    depth, deepest, found = 0, -1, None
    for i, token in enumerate(tokens):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        head = [t.value.casefold() for t in tokens[i : i + 4]]
        is_call = head[:2] == ["ml", "."] and head[3:] == ["("] and head[2] in CODE_CALLS
        if is_call and depth > deepest:
            deepest, found = depth, _Call(i, _close(tokens, i + 3), head[2])
    return found


def _rewritten(text: str, tokens: Sequence[Token], call: _Call) -> str | None:
    """Return the text with one call as a sub-query; None if that is not sure to be the same."""
    value, *rest = at_commas(tokens[call.first + 4 : call.last])
    block = _block(tokens, call)
    if block is None or not _is_sure(block, value, rest):
        return None
    rows = " ".join(
        _text(text, block.clauses[clause]) for clause in _OF_ROWS if clause in block.clauses
    )
    settings = [_text(text, argument) for argument in rest]
    by = learned_value(call.name, _text(text, value), settings, rows)
    return text[: tokens[call.first].start] + by + text[tokens[call.last].end :]


def _is_repeatable(tokens: Sequence[Token]) -> bool:
    """Return whether nothing in the text is by chance, and no LIMIT stands before an encoder."""
    names = {t.value.casefold() for t in tokens if t.kind in {"word", "quoted"}}
    by_chance = VOLATILE | VOLATILE_WORDS | {"sample"}
    last = max(i for i, t in enumerate(tokens) if t.value.casefold() in CODE_CALLS)
    return not names & by_chance and not {t.upper for t in tokens[:last]} & {"LIMIT", "FETCH"}


def _is_sure(block: _Block, value: Sequence[Token], rest: Sequence[Sequence[Token]]) -> bool:
    """Return whether the rows of a block may be read twice, and the names mean the same there."""
    if any(len(argument) != 1 or argument[0].kind not in {"string", "number"} for argument in rest):
        return False
    of_rows = [t for clause in _OF_ROWS for t in block.clauses.get(clause, ())]
    if any(t.upper in _UNSURE for t in of_rows):
        return False
    if any(t.kind == "number" for t in block.clauses.get("GROUP", ())):
        return False
    # Without a column the call may stand over the one row of an aggregate of all.
    names = {t.value.casefold() for t in (*value, *of_rows) if t.kind in {"word", "quoted"}}
    has_column = any(t.kind in {"word", "quoted"} for t in value)
    return "FROM" in block.clauses and has_column and not names & _aliases(block)


def _aliases(block: _Block) -> set[str]:
    """Return the names that the SELECT list gives, but not those of columns as they are."""
    found = set()
    for item in at_commas(block.clauses["SELECT"][1:]):
        is_column = all(t.kind in {"word", "quoted"} or t.text == "." for t in item)
        is_renamed = any(a.text != "." and b.text != "." for a, b in pairwise(item))
        if item and item[-1].kind in {"word", "quoted"} and (is_renamed or not is_column):
            found.add(item[-1].value.casefold())
    return found


def _block(tokens: Sequence[Token], call: _Call) -> _Block | None:
    """Return the SELECT that a call stands in; None if it stands in none that can be read."""
    start, end = 0, len(tokens)
    depth = 0
    for i in range(call.first - 1, -1, -1):
        depth += (tokens[i].text in _CLOSING) - (tokens[i].text in _OPENING)
        if depth < 0:
            depth = 0
            if tokens[i].text == "(" and tokens[i + 1].upper in _BEGINS_QUERY:
                start, end = i + 1, _close(tokens, i)
                break
    return _select(
        _between_set_operations(tokens[start:end], call.first - start), tokens[call.first]
    )


def _between_set_operations(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    start, end, depth = 0, len(tokens), 0
    for i, token in enumerate(tokens):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth == 0 and token.upper in {"UNION", "INTERSECT", "EXCEPT"}:
            if i > place:
                end = i
                break
            start = i + 1
    return tokens[start:end]


def _select(tokens: Sequence[Token], inside: Token) -> _Block | None:
    """Return the clauses of one SELECT; None if the token is not in its list or its ORDER BY.

    A QUALIFY needs a window, which the sub-query is not.
    """
    clauses: dict[str, list[Token]] = {}
    current: list[Token] | None = None
    holder, depth = "", 0
    for i, token in enumerate(tokens):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth == 0 and token.upper in _CLAUSES and _begins_clause(tokens, i):
            if token.upper in clauses:
                return None
            current = clauses.setdefault(token.upper, [])
        if current is not None:
            current.append(token)
        if token is inside and clauses:
            holder = list(clauses)[-1]
    if "SELECT" not in clauses or holder not in {"SELECT", "ORDER"}:
        return None
    return _Block(clauses)


def _begins_clause(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a keyword is not part of something else: IS DISTINCT FROM, WITHIN GROUP."""
    before = tokens[index - 1].upper if index else ""
    is_compared = before == "DISTINCT" and tokens[index].upper == "FROM"
    return not is_compared and before not in {".", "WITHIN", "AS"}


def _close(tokens: Sequence[Token], index: int) -> int:
    depth = 0
    for i in range(index, len(tokens)):
        depth += (tokens[i].text in _OPENING) - (tokens[i].text in _CLOSING)
        if depth == 0:
            return i
    raise IndexError


def _text(text: str, tokens: Sequence[Token]) -> str:
    return text[tokens[0].start : tokens[-1].end]
