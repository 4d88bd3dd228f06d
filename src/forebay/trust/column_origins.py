"""Which columns of the sources each column of a query is made of, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from forebay.trust.trace_project import trace_project
from forebay.trust.traced import ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.project import Project
    from forebay.trust.lineage import Lineage
    from forebay.trust.traced import Origin

ColumnOrigins: TypeAlias = tuple[str, ...]  # "table.column", sorted


def column_origins(
    project: Project, name: str, lineage: Lineage | None = None
) -> Mapping[str, ColumnOrigins]:
    """Return, for each column of a model's AS SELECT, the source columns that it is made of.

    By value only: the same lineage as that of the lint, followed as far as the columns that a
    source declares (a computed column stands for itself) and the answers of a model
    (``late_arrival.predicted_is_late``). A number of rows is made of no column.

    Parameters
    ----------
    name
        Of a model, table or view of the project, in any case.
    lineage
        Of the project as far as that node, if it was traced already.

    Returns
    -------
    Mapping
        Column name to ``source.column`` names, sorted; an empty tuple where nothing is known.

    """
    key = name.casefold()
    lineage = lineage or trace_project(project, up_to=key)
    schema, relation = project.nodes[key].schema, lineage.relations.get(key)
    found: dict[str, ColumnOrigins] = {}
    for column in schema.names if schema is not None else ():
        traced = relation.find(column.casefold()) if relation is not None else None
        origins = traced.value if traced is not None else ()
        written = {_written(o, project) for o in origins if o.source and o.column != ROWS}
        found[column] = tuple(sorted(written))
    return found


def _written(origin: Origin, project: Project) -> str:
    """Return ``table.column`` as the project writes it."""
    node = project.nodes.get(origin.source)
    if node is None:
        return f"{origin.source}.{origin.column}"
    known = node.schema.find(origin.column) if node.schema is not None else None
    is_source = node.kind == "source" and known is not None
    return f"{node.name}.{known.name if known is not None and is_source else origin.column}"
