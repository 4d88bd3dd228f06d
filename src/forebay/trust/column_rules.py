"""Hold a project against the rules of ``[columns]``, by lineage: a renamed column is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, nearest
from forebay.sql.statement import CreateModel
from forebay.trust.model_view import model_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forebay.project import Node, Project
    from forebay.trust.lineage import Lineage
    from forebay.trust.traced import Traced


def column_rules(project: Project, lineage: Lineage) -> Iterator[Problem]:
    """Yield an error for each column that is where ``forebay.toml`` says it must not be.

    Values count, also of aggregates; that a column chose or joined rows does not.
    """
    rules = project.settings.columns
    never, unknown = _places(rules.never_features, project, "never_features")
    private, more = _places(rules.private, project, "private")
    yield from (*unknown, *more)
    for key, node in project.nodes.items():
        relation = lineage.relations.get(key)
        if relation is None or key in lineage.unread:
            continue
        if isinstance(node.statement, CreateModel):
            view = model_view(node, lineage)
            for name, place in _descended(view.features, never):
                yield _forbidden(node, name, place, view.features[name])
        if isinstance(node.statement, CreateModel) or node.model_reads:
            for name, place in _descended(relation.columns, private):
                yield _private(node, name, place, relation.columns[name])


def private_columns(project: Project, lineage: Lineage) -> Mapping[str, frozenset[str]]:
    """Return the columns, folded, of each node that are made of private ones, by node key."""
    private, _ = _places(project.settings.columns.private, project, "private")
    found = {
        key: frozenset(name for name, _ in _descended(relation.columns, private))
        for key, relation in lineage.relations.items()
    }
    for source, column in private:
        found[source] = found.get(source, frozenset()) | {column}
    return found


def _descended(
    columns: Mapping[str, Traced], places: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the columns whose values are made of one of some source columns, and of which."""
    wanted = frozenset(places)
    for name, column in columns.items():
        for place in sorted({origin.place for origin in column.value} & wanted):
            yield name, place
            break


def _places(
    names: Iterable[str], project: Project, setting: str
) -> tuple[dict[tuple[str, str], str], list[Problem]]:
    """Return the named columns of sources by key, and what is wrong with others."""
    found: dict[tuple[str, str], str] = {}
    problems = []
    sources = {key: node for key, node in project.nodes.items() if node.kind == "source"}
    known = [
        f"{node.name}.{name}"
        for node in sources.values()
        if node.schema is not None
        for name in node.schema.names
    ]
    folded = {name.casefold(): name for name in known}
    for name in names:
        source, _, column = name.casefold().rpartition(".")
        if name.casefold() in folded:
            found[source, column] = folded[name.casefold()]
            continue
        near = nearest(name, known)
        problems.append(
            Problem(
                "bad-setting",
                f'setting "{setting}" names "{name}", which is no column of a source',
                hint=f'did you mean "{near}"?' if near else "forebay ls lists the sources.",
            )
        )
    return found, problems


def _forbidden(node: Node, name: str, place: tuple[str, str], column: Traced) -> Problem:
    return Problem(
        "forbidden-feature",
        f'feature "{name}" of model "{node.name}" is made of "{".".join(place)}"',
        column.span or node.statement.name.span,
        detail="forebay.toml says that no feature may be: [columns] never_features.",
        hint=f"leave it out: EXCLUDE ({name}); or give it another role: KEY, CARRY.",
    )


def _private(node: Node, name: str, place: tuple[str, str], column: Traced) -> Problem:
    what = "model" if node.kind == "model" else "scored table"
    return Problem(
        "private-column",
        f'column "{name}" of {what} "{node.name}" is made of "{".".join(place)}"',
        column.span or node.statement.name.span,
        detail="forebay.toml says that it is private: a model keeps rows, and answers are read by"
        " others.",
        hint="select the columns that are needed, without it.",
    )
