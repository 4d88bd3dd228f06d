"""Put together what was found of each node."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from forebay.project.names import kind_of
from forebay.project.node import Node
from forebay.sql.definition import definition_text, judgement_text
from forebay.sql.statement import CreateMacro, CreateModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.project.bind import Bound
    from forebay.project.graph import Graph
    from forebay.project.names import Statements
    from forebay.project.node import NodeStatement


def make_nodes(statements: Statements, graph: Graph, bound: Bound) -> dict[str, Node]:
    """Return the nodes of a sound project in topological order, by key."""
    asserted = _asserted(statements, graph)
    through = {k for k, s in statements.nodes.items() if kind_of(s) in {"view", "macro"}}
    volatile = {key: bool(found.volatile) for key, found in graph.found.items()}
    floating = {key: found.floating for key, found in graph.found.items()}
    made_from = {
        read for key in graph.ancestors for read in graph.reads[key] if key in graph.ancestors
    }
    nodes = {}
    for key in graph.order:
        statement = statements.nodes[key]
        features = bound.features.get(key, ())
        numbers = asserted.get(key, [])
        is_ancestor = key in made_from
        nodes[key] = Node(
            name=statement.name.text,
            kind=kind_of(statement),
            statement=statement,
            definition=_digest(
                definition_text(statement),
                *(definition_text(statements.asserts[n]) for n in numbers),
                # A slice of STANDARDS is no feature: then standards decide what is learned from.
                *(name.casefold() for name in features),
                *(name.casefold() for name in bound.row_keys.get(key, ())),
                *([bound.files[key].sha256] if key in bound.files else ()),
            ),
            judgement=_digest(judgement_text(statement))
            if isinstance(statement, CreateModel)
            else "",
            reads=graph.reads[key],
            model_reads=graph.models[key],
            variables=_variables(graph, key, numbers),
            tags=_tags(statement),
            schema=bound.schemas.get(key),
            model_ancestor=is_ancestor,
            volatile=graph.flows(key, volatile, through),
            single_threaded=is_ancestor and graph.flows(key, floating, through),
            features=features,
            row_key=bound.row_keys.get(key, ()),
            file=bound.files.get(key),
        )
    return nodes


def _asserted(statements: Statements, graph: Graph) -> dict[str, list[int]]:
    """Return the numbers of the assertions that stand or fall with each node.

    An assertion belongs to the last node that it reads: another text of it builds that node again,
    and with it the assertion is judged.
    """
    place = {key: number for number, key in enumerate(graph.order)}
    found: dict[str, list[int]] = {}
    for number in range(len(statements.asserts)):
        if graph.asserts[number]:
            last = max(graph.asserts[number], key=lambda key: place[key])
            found.setdefault(last, []).append(number)
    return found


def _variables(graph: Graph, key: str, numbers: Sequence[int]) -> tuple[str, ...]:
    read = set(graph.found[key].variables)
    for number in numbers:
        read |= graph.assert_reads[number].variables
    return tuple(sorted(read))


def _tags(statement: NodeStatement) -> tuple[str, ...]:
    if isinstance(statement, CreateMacro) or "tags" not in statement.options:
        return ()
    value = statement.options["tags"].value
    return tuple(str(tag) for tag in value) if isinstance(value, tuple) else ()


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
