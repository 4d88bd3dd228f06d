"""The parts of one SELECT, by their places in its text: relations, joins, conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from forebay.errors import Source
from forebay.query.cte import cte_definitions
from forebay.sql.keywords import keywords
from forebay.sql.tokenize import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.query.cte import Cte
    from forebay.sql.token import Token

_CLAUSES: Final = keywords(
    "SELECT FROM WHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET FETCH SAMPLE"
)
_SETS: Final = keywords("UNION INTERSECT EXCEPT VALUES TABLE PIVOT UNPIVOT")
_JOIN_WORDS: Final = keywords(
    "NATURAL ASOF INNER LEFT RIGHT FULL OUTER CROSS SEMI ANTI POSITIONAL JOIN"
)
_OPENING: Final = frozenset("([{")
_CLOSING: Final = frozenset(")]}")


class Place(NamedTuple):
    """Some characters of a text: from `start` (included) to `end` (excluded)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A relation of a FROM clause and the join that brings it in.

    Parameters
    ----------
    words
        The words of the join (``LEFT``, ``JOIN``, ...), ``,`` for a comma, nothing for the first.
    place
        From the words of the join to the end of its condition.
    relation
        The relation with its alias.
    name
        A dotted name without quotes; empty for a sub-query or a function.
    body
        What stands between the brackets of a sub-query; None for anything else.

    """

    words: frozenset[str]
    place: Place
    relation: Place
    name: str
    body: Place | None = None


@dataclass(frozen=True, slots=True)
class SelectParts:
    """One SELECT, without set operations at its top.

    Parameters
    ----------
    head
        Its WITH clause; an empty place where there is none.
    conditions
        What AND joins at the top of WHERE, in order.
    having, qualify
        The conditions of these clauses.
    clauses
        The first words of the clauses that it has, and ``DISTINCT``.

    """

    head: Place
    ctes: tuple[Cte, ...]
    joined: tuple[Joined, ...]
    conditions: tuple[Place, ...]
    having: Place | None
    qualify: Place | None
    clauses: frozenset[str]

    @property
    def where(self) -> Place | None:
        """The whole condition of WHERE."""
        return Place(self.conditions[0].start, self.conditions[-1].end) if self.conditions else None


def select_parts(text: str) -> SelectParts | None:
    """Return the parts of a query; None for anything but one plain SELECT, or a FROM alone.

    Examples
    --------
    >>> text = "SELECT a FROM t JOIN u USING (a) WHERE b > 1 AND c BETWEEN 1 AND 2"
    >>> parts = select_parts(text)
    >>> [joined.name for joined in parts.joined]
    ['t', 'u']
    >>> [text[slice(*condition)] for condition in parts.conditions]
    ['b > 1', 'c BETWEEN 1 AND 2']

    """
    tokens = tokenize(Source("<query>", text))
    while tokens and tokens[-1].text == ";":
        tokens = tokens[:-1]
    if not tokens:
        return None
    begin = 0
    ctes: list[Cte] = []
    if tokens[0].upper == "WITH":
        ctes = cte_definitions(tokens, 1, len(text))
        if not ctes:
            return None
        begin = next(i for i, token in enumerate(tokens) if token.end == ctes[-1].end) + 1
    if begin >= len(tokens) or tokens[begin].upper not in {"SELECT", "FROM"}:
        return None
    found = _clauses(tokens[begin:])
    if found is None or "FROM" not in found:
        return None
    extra = {"DISTINCT"} if _is_distinct(found.get("SELECT", ())) else set()
    return SelectParts(
        Place(tokens[0].start, tokens[begin].start),
        tuple(ctes),
        tuple(_joined(found["FROM"])),
        tuple(_conjuncts(found.get("WHERE", ()))),
        _place(found.get("HAVING", ())),
        _place(found.get("QUALIFY", ())),
        frozenset(found) | extra,
    )


def _clauses(tokens: Sequence[Token]) -> dict[str, list[Token]] | None:
    """Return the tokens of each clause by its first word; None where a set operation stands."""
    found: dict[str, list[Token]] = {}
    current, depth = "", 0
    for index, token in enumerate(tokens):
        if depth == 0 and token.upper in _SETS and not (index and tokens[index - 1].text == "."):
            return None
        begins = depth == 0 and token.upper in _CLAUSES and not _is_inside(tokens, index)
        if begins and token.upper in found:
            return None
        if begins:
            current = token.upper
            found[current] = []
        elif current:
            found[current].append(token)
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
    return found


def _is_inside(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word is part of an expression: IS DISTINCT FROM, a.order, USING SAMPLE."""
    before = tokens[index - 1].upper if index else ""
    if before == ".":
        return True
    return tokens[index].upper == "FROM" and before == "DISTINCT"


def _is_distinct(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].upper == "DISTINCT"


def _place(tokens: Sequence[Token]) -> Place | None:
    return Place(tokens[0].start, tokens[-1].end) if tokens else None


def _joined(tokens: Sequence[Token]) -> Iterator[Joined]:
    starts = [0]
    depth = 0
    for index, token in enumerate(tokens):
        if depth == 0 and index and token.text == ",":
            starts.append(index)
        elif depth == 0 and token.upper == "JOIN":
            first = index
            while first > starts[-1] + 1 and tokens[first - 1].upper in _JOIN_WORDS:
                first -= 1
            starts.append(first)
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        if start < end:
            yield _one(tokens[start:end], is_first=start == 0)


def _one(tokens: Sequence[Token], *, is_first: bool) -> Joined:
    begin = 0
    if not is_first:
        while begin < len(tokens) and (
            tokens[begin].text == "," or tokens[begin].upper in _JOIN_WORDS
        ):
            begin += 1
    depth, end = 0, len(tokens)
    for index in range(begin, len(tokens)):
        if depth == 0 and tokens[index].upper in {"ON", "USING"}:
            end = index
            break
        depth += (tokens[index].text in _OPENING) - (tokens[index].text in _CLOSING)
    relation = tokens[begin:end]
    words = frozenset(token.upper for token in tokens[:begin])
    place = Place(tokens[0].start, tokens[-1].end)
    body = _body(relation)
    name = "" if body else _name(relation)
    return Joined(words, place, _place(relation) or place, name, body)


def _body(relation: Sequence[Token]) -> Place | None:
    if not relation or relation[0].text != "(":
        return None
    depth = 0
    for token in relation:
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth == 0:
            return Place(relation[0].end, token.start)
    return None


def _name(relation: Sequence[Token]) -> str:
    parts: list[str] = []
    index = 0
    while index < len(relation) and relation[index].kind in {"word", "quoted"}:
        parts.append(relation[index].value)
        index += 1
        if index >= len(relation) or relation[index].text != ".":
            break
        index += 1
    is_call = index < len(relation) and relation[index].text == "("
    return "" if is_call else ".".join(parts)


def _conjuncts(tokens: Sequence[Token]) -> Iterator[Place]:
    """Yield what AND joins; one whole condition where an OR stands beside it."""
    place = _place(tokens)
    if place is None:
        return
    starts, depth, betweens, cases = [place.start], 0, 0, 0
    ends: list[int] = []
    for index, token in enumerate(tokens):
        cases += (token.upper == "CASE") - (token.upper == "END")
        if depth == 0 and cases == 0 and token.upper == "OR":
            yield place
            return
        if depth == 0 and cases == 0 and token.upper == "BETWEEN":
            betweens += 1
        elif depth == 0 and cases == 0 and token.upper == "AND":
            if betweens:
                betweens -= 1
            elif 0 < index < len(tokens) - 1:
                ends.append(tokens[index - 1].end)
                starts.append(tokens[index + 1].start)
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
    yield from (Place(*pair) for pair in zip(starts, [*ends, place.end], strict=True))
