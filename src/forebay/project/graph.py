"""Which node reads which: names looked up, circles found, rules over the whole graph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem
from forebay.project.names import REJECTED, unknown_model, unknown_table
from forebay.project.order import circles, reached, topological
from forebay.project.reads import Named, Reads, reads
from forebay.project.rules import hidden_calls, hidden_source, unrepeatable
from forebay.sql.statement import CreateMacro, CreateModel

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from forebay.engine import Engine
    from forebay.project.names import Statements
    from forebay.project.node import NodeStatement

_NAME: Final = r'(?:"[^"]+"|\w+)'
_CREATES: Final = re.compile(
    r"\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:EXTERNAL\s+TABLE|TABLE|VIEW|MODEL|MACRO)\s+"
    rf"(?:IF\s+NOT\s+EXISTS\s+)?({_NAME}(?:\.{_NAME})?)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Graph:
    """Nodes by key and what each reads.

    Parameters
    ----------
    reads
        Keys of what a node reads, in order of name.
    models
        The part of them that are models.
    found
        What was found in the text of each node.
    asserts
        For each assertion, in the project's order, the keys that it reads.
    order
        Topological; without nodes on a circle and what reads them.
    unbound
        Nodes that cannot be judged: a name in them means nothing, or their text does not parse.
    ancestors
        Key to the name of a model that is made from the node; models stand for themselves.

    """

    reads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    models: dict[str, tuple[str, ...]] = field(default_factory=dict)
    found: dict[str, Reads] = field(default_factory=dict)
    asserts: list[tuple[str, ...]] = field(default_factory=list)
    assert_reads: list[Reads] = field(default_factory=list)
    order: tuple[str, ...] = ()
    unbound: set[str] = field(default_factory=set)
    unbound_asserts: set[int] = field(default_factory=set)
    ancestors: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def flows(self, key: str, what: Mapping[str, bool], through: Collection[str]) -> bool:
        """Return whether something is true of a node or of the views and macros that it reads."""
        return what[key] or any(
            self.flows(read, what, through) for read in self.reads[key] if read in through
        )


def link(statements: Statements, engine: Engine, lost: Collection[str]) -> Graph:
    """Look up every name that the statements read.

    Parameters
    ----------
    lost
        Keys that files which do not parse would have made: reading them is no mistake, but what
        reads them cannot be judged (SEMANTICS 39).

    """
    graph = Graph()
    nodes = statements.nodes
    for key, statement in nodes.items():
        graph.found[key] = reads(statement, engine)
        known = _look_up(graph, graph.found[key], nodes, lost)
        if not known.sound:
            graph.unbound.add(key)
        graph.reads[key] = tuple(sorted(known.keys))
        graph.models[key] = tuple(sorted(known.models))
    for number, assertion in enumerate(statements.asserts):
        found = reads(assertion, engine)
        known = _look_up(graph, found, nodes, lost)
        if not known.sound:
            graph.unbound_asserts.add(number)
        graph.asserts.append(tuple(sorted(known.keys)))
        graph.assert_reads.append(found)
    graph.order = topological(graph.reads)
    graph.problems += _circles(graph, nodes)
    _judge(graph, nodes)
    return graph


@dataclass(slots=True)
class _Known:
    keys: set[str] = field(default_factory=set)
    models: set[str] = field(default_factory=set)
    sound: bool = True


def _look_up(
    graph: Graph, found: Reads, nodes: Mapping[str, NodeStatement], lost: Collection[str]
) -> _Known:
    known = _Known(sound=not found.problems)
    graph.problems += found.problems
    problems = hidden_calls(found, nodes)
    # Every name that is read, with what it must be and what is wrong when it is not.
    names = [
        *((_base(t, nodes), t, _is_table, _no_table) for t in found.tables),
        *((m.key, m, _is_model, _no_model) for m in found.models),
        *((f.key, f, _is_macro, None) for f in found.functions),
    ]
    for key, named, is_kind, refuse in names:
        if is_kind(nodes.get(key)):
            known.keys.add(key)
        elif key in lost:
            known.sound = False
        elif refuse is not None:
            problems.append(refuse(named, nodes))
    known.models = {m.key for m in found.models} & known.keys
    known.sound = known.sound and not problems
    graph.problems += problems
    return known


def _is_table(statement: NodeStatement | None) -> bool:
    return statement is not None and not isinstance(statement, CreateModel | CreateMacro)


def _is_model(statement: NodeStatement | None) -> bool:
    return isinstance(statement, CreateModel)


def _is_macro(statement: NodeStatement | None) -> bool:
    return isinstance(statement, CreateMacro)


def _no_model(model: Named, nodes: Mapping[str, NodeStatement]) -> Problem:
    return unknown_model(model.name, model.span, nodes)


def _base(table: Named, nodes: Mapping[str, NodeStatement]) -> str:
    """Return the key of what a table name reads: ``t__rejected`` comes and goes with ``t``."""
    base = table.key.removesuffix(REJECTED)
    return base if table.key not in nodes and base in nodes else table.key


def _no_table(table: Named, nodes: Mapping[str, NodeStatement]) -> Problem:
    other = nodes.get(table.key)
    if isinstance(other, CreateModel):
        return Problem(
            "not-a-table",
            f'"{other.name.text}" is a model, not a table',
            table.span,
            hint=f"write ML.PREDICT(MODEL {other.name.text}, (SELECT ...)).",
        )
    if isinstance(other, CreateMacro):
        return Problem(
            "not-a-table",
            f'"{other.name.text}" is a macro, not a table',
            table.span,
            hint=f"call it: {other.name.text}(...).",
        )
    return hidden_source(table) or unknown_table(table.name, table.span, nodes)


def _circles(graph: Graph, nodes: Mapping[str, NodeStatement]) -> list[Problem]:
    problems = []
    for circle in circles(graph.reads):
        steps = []
        for key, read in zip(circle, (*circle[1:], circle[0]), strict=True):
            place = _place(graph.found[key], read, nodes[key])
            steps.append(f"{nodes[key].name.text} ({place})")
        first = nodes[circle[0]].name
        path = " -> ".join([*steps, first.text])
        problems.append(
            Problem(
                "circular-reads",
                f"these read each other in a circle: {path}",
                first.span,
                hint="one of them must stop reading the other.",
            )
        )
    return problems


def _place(found: Reads, read: str, statement: NodeStatement) -> str:
    """Return ``file:line`` of where a statement reads a key."""
    named = next(
        (n for n in (*found.tables, *found.models, *found.functions) if n.key.startswith(read)),
        None,
    )
    span = named.span if named is not None else statement.name.span
    return f"{span.source.path}:{span.line}"


def _judge(graph: Graph, nodes: Mapping[str, NodeStatement]) -> None:
    """Enter which nodes models are made from, and what must not stand in them (rule 12)."""
    for key in sorted(nodes):
        if isinstance(nodes[key], CreateModel):
            name = nodes[key].name.text
            for other in (key, *sorted(reached([key], graph.reads))):
                graph.ancestors.setdefault(other, name)
    for key, model in graph.ancestors.items():
        graph.problems += unrepeatable(graph.found[key], model)


def made_by(text: str) -> frozenset[str]:
    """Return the keys that a text which does not parse seems to make.

    Examples
    --------
    >>> sorted(made_by('CREATE TABLE "A b" AS SELCT; create or replace model shop.m'))
    ['a b', 'shop.m']

    """
    words = _CREATES.findall(text)
    return frozenset(word.replace('"', "").casefold() for word in words)
