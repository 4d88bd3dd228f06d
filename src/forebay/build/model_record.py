"""Enter a trained model in the catalog, before it is judged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from forebay.build.evidence import EVIDENCE
from forebay.build.git_commit import git_commit
from forebay.build.model_hash import model_hash
from forebay.build.record import input_ids, provenance
from forebay.catalog import Version
from forebay.catalog.model_folder import seal
from forebay.query.live_model import MODEL_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build.champion import Champion
    from forebay.build.walk import Walk
    from forebay.project import Node


def record_model(
    walk: Walk, node: Node, champion: Champion, fingerprint: str, folder: Path, seconds: float
) -> Version:
    """Seal the folder and return the version; nobody reads it before its verdict."""
    files = seal(walk.root, folder)
    document = json.loads((folder / MODEL_FILE).read_text(encoding="utf-8"))
    start = document["facts"]["warm_start"]
    schema = node.schema.columns if node.schema is not None else ()
    return walk.catalog.versions.add(
        Version(
            id=0,
            node=node.name,
            kind="model",
            number=int(folder.name),
            fingerprint=fingerprint,
            content_id=model_hash(folder),
            columns=tuple((c.name, c.type) for c in schema),
            files=files,
            run=walk.run,
            inputs=input_ids(walk, node),
            seconds=seconds,
            details={
                **provenance(walk, node),
                "commit": git_commit(walk.root),
                "champion": champion.identity,
                "comparison": champion.label,
                "compared": champion.compared,
                "same_code": champion.same_code,
                "n_dropped": champion.n_dropped,
                "champion_threshold": champion.threshold,
                "warm_start": start["number"] if start else None,
                EVIDENCE: document["facts"].get(EVIDENCE, {}),
            },
        )
    )
