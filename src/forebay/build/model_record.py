"""Enter a trained model in the catalog, before it is judged."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from forebay.build.record import input_ids, provenance
from forebay.catalog import Version
from forebay.catalog.model_folder import seal
from forebay.query.live_model import ARRAYS_FILE, MODEL_FILE

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
                "champion": champion.identity,
                "comparison": champion.label,
                "compared": champion.compared,
                "same_code": champion.same_code,
                "n_dropped": champion.n_dropped,
                "warm_start": start["number"] if start else None,
            },
        )
    )


def model_hash(folder: Path) -> str:
    """Return the hash of what a model is, 64 hex digits: its arrays and its document.

    What the document says of time (how long an iteration took, the number of the version) does not
    count, so that equal trainings have equal hashes.
    """
    document = json.loads((folder / MODEL_FILE).read_text(encoding="utf-8"))
    document.pop("number")
    document["model"].pop("training_info", None)
    text = json.dumps(document, sort_keys=True, ensure_ascii=False)
    arrays = hashlib.sha256((folder / ARRAYS_FILE).read_bytes()).hexdigest()
    return hashlib.sha256(f"{arrays}\0{text}".encode()).hexdigest()
