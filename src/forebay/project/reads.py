"""What one statement reads and calls, before any name is looked up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from forebay.engine.functions import (
    floating_aggregates,
    hidden_sources,
    order_dependent_calls,
    volatile_calls,
)
from forebay.errors import Problem, ProjectError, Span
from forebay.query.asks_for_now import asks_for_now
from forebay.query.settings import expressions_of
from forebay.sql.statement import (
    Assert,
    CreateExternalTable,
    CreateMacro,
    CreateModel,
    CreateTable,
    CreateView,
    Query,
    TableReference,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from forebay.engine import Analysis, Engine, Reference
    from forebay.project.node import NodeStatement
    from forebay.sql.statement import ColumnList, Expression, ModelCall
    from forebay.sql.token import Token

_SELECT: Final = "SELECT "


@dataclass(frozen=True, slots=True)
class Named:
    """A name at its place, as written."""

    name: str
    span: Span

    @property
    def key(self) -> str:
        """The name as compared."""
        return self.name.casefold()


@dataclass(slots=True)
class Reads:
    """Everything that a statement names, gathered from its query, clauses and calls."""

    tables: list[Named] = field(default_factory=list)
    models: list[Named] = field(default_factory=list)
    functions: list[Named] = field(default_factory=list)  # scalar and table functions, macros too
    variables: set[str] = field(default_factory=set)
    hidden: list[Named] = field(default_factory=list)
    volatile: list[Named] = field(default_factory=list)
    unordered: list[Named] = field(default_factory=list)  # calls and LIMITs without an order
    floating: bool = False
    problems: list[Problem] = field(default_factory=list)


def reads(statement: NodeStatement | Assert, engine: Engine) -> Reads:
    """Return what a statement names; what it cannot parse stands in ``problems``."""
    found = Reads()
    match statement:
        case CreateExternalTable():
            columns = statement.columns.columns if statement.columns is not None else ()
            _expressions(found, [c.computed for c in columns], engine)
            _expressions(found, [k.expression for k in statement.known_at], engine)
            _constraints(found, statement.columns, engine)
        case CreateTable():
            _query(found, statement.query, engine, frozenset())
            _expressions(found, [k.expression for k in statement.known_at], engine)
            _constraints(found, statement.columns, engine)
        case CreateView():
            _query(found, statement.query, engine, frozenset())
        case CreateModel():
            if statement.query is not None:
                _query(found, statement.query, engine, frozenset())
            if statement.custom_holiday is not None:
                _query(found, statement.custom_holiday, engine, frozenset())
            at = statement.predict_at.expression if statement.predict_at is not None else None
            _expressions(found, [at, statement.label_known_at], engine)
        case CreateMacro():
            _macro(found, statement, engine)
        case Assert():
            _query(found, condition_query(statement), engine, frozenset())
    return found


def condition_query(statement: Assert) -> Query:
    """Return ``SELECT <condition>`` as a query whose offsets are those of the file.

    The word stands over the seven characters before the condition, ``ASSERT`` and a blank.
    """
    query = statement.condition
    start = query.span.start - len(_SELECT)
    return replace(
        query, span=Span(query.span.source, start, query.span.end), plain=_SELECT + query.plain
    )


def over(relation: str, expression: Expression) -> tuple[str, Span]:
    """Return ``FROM relation SELECT expression`` and a span in which offsets agree.

    `relation` is quoted already. Our words stand over characters before the expression: the
    CREATE statement's own words are always longer.
    """
    text = f"FROM {relation} SELECT {expression.text}"
    span = expression.span
    return text, Span(span.source, span.end - len(text), span.end)


def _constraints(found: Reads, columns: ColumnList | None, engine: Engine) -> None:
    constraints = columns.constraints if columns is not None else ()
    _expressions(found, [c.expression for c in constraints], engine)
    found.tables += [
        Named(c.parent.text, c.parent.span) for c in constraints if c.parent is not None
    ]


def _query(found: Reads, query: Query, engine: Engine, outer: frozenset[str]) -> None:
    """Gather from a query and from the queries inside its ML calls.

    `outer` holds the CTE names of the queries around it, which travel with a call (SEMANTICS 20).
    """
    placeholders = {call.placeholder for call in query.calls}
    placeholders |= {version.placeholder for version in query.versions}
    try:
        analysis = engine.analyse(query.plain, query.span)
    except ProjectError as error:
        found.problems += error.problems
        return
    _take(found, analysis, query.span, placeholders | outer)
    found.problems += [_fixed(v.span, v.span.text, v.name.text) for v in query.versions]
    visible = outer | cte_names(query.tokens)
    for call in query.calls:
        _call(found, call, engine, visible)


def _call(found: Reads, call: ModelCall, engine: Engine, visible: frozenset[str]) -> None:
    if call.model is not None:
        name = call.model.name
        found.models.append(Named(name.text, name.span))
        if call.model.version is not None:
            found.problems.append(_fixed(name.span, f"{name.text}@{call.model.version}", name.text))
    _expressions(found, expressions_of(call).values(), engine)
    if asks_for_now(call):
        found.volatile.append(Named("now", call.span))
    for given in call.inputs:
        if isinstance(given, TableReference):
            if given.version is not None:
                found.problems.append(_fixed(given.name.span, given.version, given.name.text))
            elif given.name.key not in visible:
                found.tables.append(Named(given.name.text, given.name.span))
        else:
            _query(found, given, engine, visible)


def _expressions(found: Reads, expressions: Iterable[Expression | None], engine: Engine) -> None:
    for expression in expressions:
        if expression is None:
            continue
        text, end = _SELECT + expression.text, expression.span.end
        span = Span(expression.span.source, end - len(text), end)
        try:
            analysis = engine.analyse(text, span)
        except ProjectError as error:
            found.problems += error.problems
        else:
            _take(found, analysis, span, frozenset())


def _take(found: Reads, analysis: Analysis, span: Span, known: Iterable[str]) -> None:
    skipped = {name.casefold() for name in known}
    found.tables += [t for t in _named(analysis.tables, span) if t.key not in skipped]
    calls = (*analysis.functions, *analysis.table_functions)
    found.functions += [c for c in _named(calls, span) if c.key not in skipped]
    found.variables |= set(analysis.variables)
    found.hidden += _named(hidden_sources(analysis), span)
    found.volatile += _named(volatile_calls(analysis), span)
    found.unordered += _named(order_dependent_calls(analysis), span)
    found.unordered += _named(analysis.unordered_limits, span)
    found.floating = found.floating or bool(floating_aggregates(analysis))


def _named(references: Sequence[Reference], span: Span) -> list[Named]:
    return [Named(ref.name, span.part(ref.start, ref.end)) for ref in references]


def _macro(found: Reads, statement: CreateMacro, engine: Engine) -> None:
    source = statement.span.source
    for tokens in macro_bodies(statement):
        body = Span(source, tokens[0].start, tokens[-1].end)
        head = "" if statement.is_table else _SELECT
        span = Span(source, body.start - len(head), body.end)
        try:
            analysis = engine.analyse(head + body.text, span)
        except ProjectError as error:
            found.problems += error.problems
        else:
            _take(found, analysis, span, frozenset())


def macro_bodies(statement: CreateMacro) -> tuple[Sequence[Token], ...]:
    """Return the tokens of each body: what stands after ``AS`` or ``AS TABLE``.

    A scalar macro may have several, ``(a) AS a, (a, b) AS a + b``; a comma outside of brackets
    separates them.
    """
    bodies: list[list[Token]] = []
    depth, inside = 0, False
    for token in statement.tokens:
        separates = token.text == "," and depth == 0 and not statement.is_table
        if inside and separates:
            inside = False
        elif inside and token.text != ";":
            if bodies[-1] or token.upper != "TABLE":
                bodies[-1].append(token)
        elif depth == 0 and token.upper == "AS":
            inside = True
            bodies.append([])
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(token.text, 0)
    return tuple(body for body in bodies if body)


def cte_names(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the keys of the CTEs that a query's text defines, at any depth.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.sql.tokenize import tokenize
    >>> sorted(cte_names(tokenize(Source("q", "WITH a AS (SELECT 1), b(x) AS (FROM a) FROM b"))))
    ['a', 'b']

    """
    found = set()
    for index, token in enumerate(tokens):
        before = tokens[index - 1].upper if index else ""
        if token.kind not in {"word", "quoted"} or before not in {"WITH", "RECURSIVE", ","}:
            continue
        after = index + 1
        if after < len(tokens) and tokens[after].text == "(":
            after = _closing(tokens, after) + 1
        words = [t.upper for t in tokens[after : after + 4]]
        body = [w for w in words if w not in {"NOT", "MATERIALIZED"}]
        if body[:2] == ["AS", "("]:
            found.add(token.value.casefold())
    return frozenset(found)


def _closing(tokens: Sequence[Token], index: int) -> int:
    depth = 0
    for here in range(index, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[here].text, 0)
        if depth == 0:
            return here
    return len(tokens) - 1


def _fixed(span: Span, written: str, name: str) -> Problem:
    return Problem(
        "version-in-project",
        f'"{written}" is a fixed version, and a project reads what is live',
        span,
        hint=f"write {name}; versions are for forebay sql.",
    )
