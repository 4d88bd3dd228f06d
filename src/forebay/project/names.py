"""One name, one thing: which statement each name of a project means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem, nearest
from forebay.project.dataset_hint import dataset_hint
from forebay.project.refused_change import refused_change
from forebay.sql.refused_statement import REFUSED_OBJECTS
from forebay.sql.statement import (
    AlterModel,
    Assert,
    CreateExternalTable,
    CreateMacro,
    CreateModel,
    CreateTable,
    CreateTest,
    CreateView,
    Drop,
    ExportModel,
    SelectStatement,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forebay.errors import Span
    from forebay.project.node import NodeKind, NodeStatement
    from forebay.project.refused_change import Change
    from forebay.sql.statement import Statement

REJECTED: Final = "__rejected"
_RESERVED_ENDS: Final = (REJECTED, "__failed")
_RESERVED_STARTS: Final = ("__ml_", "__forebay")
_RESERVED_SCHEMAS: Final = frozenset(
    {"information_schema", "main", "memory", "ml", "pg_catalog", "system", "temp"}
)


@dataclass(slots=True)
class Statements:
    """The statements of a project by what they are.

    ``refused`` holds the keys of names that cannot be or that mean two things: nobody can say what
    reading them gives.
    """

    nodes: dict[str, NodeStatement] = field(default_factory=dict)  # by key
    tests: list[CreateTest] = field(default_factory=list)
    asserts: list[Assert] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


def kind_of(statement: NodeStatement) -> NodeKind:
    """Return what kind of node a CREATE statement makes."""
    match statement:
        case CreateExternalTable():
            return "source"
        case CreateTable():
            return "table"
        case CreateView():
            return "view"
        case CreateModel():
            return "model"
        case CreateMacro():
            return "macro"


def sort_statements(statements: Iterable[Statement]) -> Statements:
    """Give each name its statement, and say which names are taken twice or reserved."""
    found = Statements()
    tests: dict[str, CreateTest] = {}
    changes: list[Change] = []
    for statement in statements:
        match statement:
            case CreateTest():
                other = tests.setdefault(statement.name.key, statement)
                if other is not statement:
                    found.problems.append(_twice("test", statement, other))
                found.tests.append(statement)
            case Assert():
                found.asserts.append(statement)
            case SelectStatement():
                found.problems.append(_only_a_query(statement))
            case AlterModel() | Drop() | ExportModel():
                changes.append(statement)
            case _:
                if refused := [*_reserved(statement), *_temporary(statement)]:
                    found.problems += refused
                    found.refused.add(statement.name.key)
                    continue
                other_node = found.nodes.setdefault(statement.name.key, statement)
                if other_node is not statement:
                    found.problems.append(_twice("name", statement, other_node))
                    found.refused.add(statement.name.key)
    found.problems += [refused_change(change, found.nodes) for change in changes]
    for key in found.refused:
        found.nodes.pop(key, None)
    return found


def unknown_table(name: str, span: Span, nodes: Mapping[str, NodeStatement]) -> Problem:
    """Return the problem of reading a name that nothing in the project has."""
    known = [n.name.text for n in nodes.values() if not isinstance(n, CreateMacro | CreateModel)]
    near = nearest(name, known)
    if near is None and "." in name:
        near = nearest(name.rpartition(".")[2], known)
    return Problem(
        "unknown-table",
        f'there is no table "{name}"',
        span,
        detail=_listed("tables and views", known),
        hint=f'did you mean "{near}"?'
        if near
        else dataset_hint(span)
        or "declare it: CREATE EXTERNAL TABLE for files, CREATE TABLE for a query.",
    )


def unknown_model(name: str, span: Span, nodes: Mapping[str, NodeStatement]) -> Problem:
    """Return the problem of calling a model that the project does not have."""
    other = nodes.get(name.casefold())
    if other is not None:
        return Problem(
            "not-a-model",
            f'"{name}" is a {kind_of(other)}, not a model',
            span,
            hint=f"write TABLE {name} to read a table.",
        )
    known = [n.name.text for n in nodes.values() if isinstance(n, CreateModel)]
    near = nearest(name, known)
    return Problem(
        "unknown-model",
        f'there is no model "{name}"',
        span,
        detail=_listed("models", known),
        hint=f'did you mean "{near}"?' if near else "",
    )


def _listed(what: str, names: list[str]) -> str:
    shown = ", ".join(sorted(names)[:20])
    more = f" and {len(names) - 20} more" if len(names) > 20 else ""  # noqa: PLR2004
    return f"{what} are: {shown}{more}." if names else f"there are no {what}."


def _reserved(statement: NodeStatement) -> list[Problem]:
    name = statement.name
    parts = name.key.split(".")
    why = ""
    if not all(part.strip() for part in parts):
        why = "a name cannot be empty"
    elif name.key.endswith(_RESERVED_ENDS):
        base = name.text.rpartition("__")[0]
        why = f"rows that constraints drop or refuse are kept as {base}__rejected and __failed"
    elif parts[-1].startswith(_RESERVED_STARTS):
        why = "names that begin so are Forebay's own"
    elif parts[0] in _RESERVED_SCHEMAS and len(parts) > 1:
        why = f'the schema "{parts[0]}" belongs to the engine'
    if not why:
        return []
    return [
        Problem(
            "reserved-name",
            f'the name "{name.text}" is reserved',
            name.span,
            detail=f"{why}.",
            hint="choose another name.",
        )
    ]


def _temporary(statement: NodeStatement) -> list[Problem]:
    if not isinstance(statement, CreateTable) or not statement.temporary:
        return []
    hint = REFUSED_OBJECTS["TEMP"]
    return [Problem("refused-statement", "a project has no TEMP", statement.name.span, hint=hint)]


def _twice(
    what: str, statement: NodeStatement | CreateTest, other: NodeStatement | CreateTest
) -> Problem:
    return Problem(
        "duplicate-name",
        f'{what} "{statement.name.text}" is taken twice',
        statement.name.span,
        detail=f'it stands first in {other.name.span.place} as "{other.name.text}"; '
        "names are compared without regard to case.",
        hint="rename one of them, or delete it.",
    )


def _only_a_query(statement: SelectStatement) -> Problem:
    return Problem(
        "refused-statement",
        "a query on its own does nothing in a project",
        statement.span,
        hint="put CREATE TABLE name AS before it, or run it with forebay sql.",
    )
