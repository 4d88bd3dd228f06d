"""``forebay.lock``: what a result depends on, and what it was, to be kept in git."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from forebay.build.read_past import sign_sources
from forebay.catalog import Catalog, read_live
from forebay.catalog.atomic import write_atomically
from forebay.errors import ProjectError
from forebay.plan.lock import LOCK_FILE
from forebay.project import read_outline
from forebay.project.load import load
from forebay.project.make_outline import make_outline

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT: Final = 1


def write_lock(root: Path, env: str) -> Path:
    """Write ``forebay.lock`` from the project as it is and from what is live in `env`.

    It holds the versions of the libraries that results depend on, and for each node the hash of its
    definition, for sources the signature of their files, and the content id of what is live: the
    checksum of a table's values, the hash of a model.

    Raises
    ------
    ProjectError
        ``nothing-live``; ``lock-behind``: something that is live was built from other SQL or data.

    """
    outline = read_outline(root) or make_outline(load(root))
    live = read_live(root, env)
    if not live.versions:
        raise ProjectError.of("nothing-live", f'nothing is live in "{env}"', hint="build first.")
    with Catalog(root) as catalog:
        signatures = sign_sources(catalog, outline)
    nodes: dict[str, Any] = {}
    behind = []
    for key, node in outline.nodes.items():
        entry: dict[str, Any] = {"kind": node.kind, "definition": node.definition}
        if key in signatures:
            entry["data"] = signatures[key].digest
        version = live.find(key)
        if version is not None:
            entry["content"] = version.content_id
            inputs = version.details.get("inputs")
            signed = inputs.get(key) if isinstance(inputs, dict) else None
            stale = version.details.get("definition") != node.definition
            if stale or (key in signatures and signed != signatures[key].digest):
                behind.append(node.name)
        nodes[key] = entry
    if behind:
        raise ProjectError.of(
            "lock-behind",
            f"{', '.join(behind)} changed since what is live was built",
            hint="forebay build, then forebay lock.",
        )
    document = {"format": _FORMAT, "env": env, "libraries": dict(outline.versions), "nodes": nodes}
    target = root / LOCK_FILE
    write_atomically(target, (json.dumps(document, indent=1, sort_keys=True) + "\n").encode())
    return target
