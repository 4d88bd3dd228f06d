"""M3: the last tuning of a model that the catalog knows, also of another environment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.catalog import layout
from forebay.query.live_model import MODEL_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.catalog import Version
    from forebay.project import Node
    from forebay.session.readiness.evidence import Evidence


@dataclass(frozen=True, slots=True)
class TunedBefore:
    """A version that was tuned, and the best values that the live version does not have."""

    label: str
    trials: int
    missing: tuple[str, ...]


def tuned_before(evidence: Evidence, model: Node) -> TunedBefore | None:
    """Return the last version of a model that was tuned, whatever became of it; None if none."""
    live = evidence.live.versions.get(model.key)
    if live is None:
        return None
    has = _document(evidence, live).get("options", {})
    for version in sorted(evidence.versions, key=lambda v: -v.id):
        if version.key != model.key:
            continue
        trials: Any = _document(evidence, version).get("trials")
        if not trials:
            continue
        best = next((t for t in trials["rows"] if t["is_optimal"]), None)
        if best is None:
            continue
        values = best["hyperparameters"]
        missing = tuple(f"{k} = {v}" for k, v in values.items() if has.get(k) != v)
        return TunedBefore(version.label, len(trials["rows"]), missing)
    return None


def _document(evidence: Evidence, version: Version) -> Mapping[str, Any]:
    folder = layout.model_folder(evidence.project.root, version.node, version.number)
    try:
        found: dict[str, Any] = json.loads((folder / MODEL_FILE).read_bytes())
    except (OSError, ValueError):
        return {}  # gc has deleted it
    return found
