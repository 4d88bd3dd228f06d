"""Put finished files in their place and enter them as a version."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from forebay.build.to_json import to_json
from forebay.catalog import Version
from forebay.plan import pinned_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.checked_files import CheckedFiles
    from forebay.build.walk import Walk
    from forebay.project import Node


def record_version(
    walk: Walk, node: Node, fingerprint: str, files: CheckedFiles, seconds: float
) -> Version:
    """Enter a checked table or source in the catalog; return its version."""
    rejected = files.rejected_schema.columns if files.rejected_schema is not None else ()
    return walk.catalog.versions.add(
        Version(
            id=0,
            node=node.name,
            kind="source" if node.kind == "source" else "table",
            number=0,
            fingerprint=fingerprint,
            content_id=files.content_id,
            columns=tuple((c.name, c.type) for c in files.schema.columns),
            files=files.files,
            rejected=files.rejected,
            rejected_columns=tuple((c.name, c.type) for c in rejected),
            rows=files.rows,
            run=walk.run,
            inputs=input_ids(walk, node),
            seconds=seconds,
            details={
                **provenance(walk, node),
                "checks": [to_json(result) for result in files.results],
                "rows": asdict(files.reconciliation),
            },
        )
    )


def input_ids(walk: Walk, node: Node) -> dict[str, int]:
    """Return the exact version id of everything that `node` read (SEMANTICS rule 2)."""
    found = {key: walk.effective[key].version for key in node.reads}
    return {key: version.id for key, version in found.items() if version is not None}


def provenance(walk: Walk, node: Node) -> Mapping[str, object]:
    """Return what every version says about how it came to be; ``plan`` reads it back."""
    inputs = {key: walk.effective[key].content_id for key in node.reads}
    signature = walk.signatures.get(node.key)
    if signature is not None:
        inputs[node.key] = signature.digest
    return {
        "definition": node.definition,
        "inputs": inputs,
        "variables": {name: walk.variables.get(name) for name in node.variables},
        "session": pinned_session(walk.project.settings),
        "files": [asdict(file) for file in signature.files] if signature is not None else [],
        "versions": dict(walk.outline.versions),
    }


def seconds_since(began: float) -> float:
    """Return the wall time since a ``time.monotonic()`` reading, in seconds."""
    return time.monotonic() - began
