"""Give a view or macro its version: its text, and nothing materialised (SEMANTICS rule 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build.event import StepFinished
from forebay.build.record import input_ids, provenance
from forebay.catalog import Version

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.project import Node


def define(walk: Walk, node: Node, fingerprint: str) -> None:
    """Record a view or macro; its fingerprint flows through to whatever reads it."""
    columns = node.schema.columns if node.schema is not None else ()
    version = walk.catalog.versions.add(
        Version(
            id=0,
            node=node.name,
            kind="macro" if node.kind == "macro" else "view",
            number=0,
            fingerprint=fingerprint,
            content_id=fingerprint,
            columns=tuple((c.name, c.type) for c in columns),
            run=walk.run,
            inputs=input_ids(walk, node),
            details={
                **provenance(walk, node),
                "text": node.statement.span.text,
                "reads": list(node.reads),
            },
        )
    )
    walk.adopt(node, version)
    walk.tell(StepFinished(node.name, "defined", 0.0))
