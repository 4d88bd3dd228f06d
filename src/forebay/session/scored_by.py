"""What scores the rows of a model on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.catalog import Version


def scored_by(root: Path, versions: Sequence[Version]) -> str | None:
    """Return what scores the version that serves, or else the newest; None if it has no trees.

    Parameters
    ----------
    versions
        Of one model, oldest first. Those whose files are gone are passed over.

    """
    from forebay.algorithms.tree_model import TreeModel
    from forebay.catalog import layout
    from forebay.query.live_model import load_live_model

    kept = [v for v in versions if layout.model_folder(root, v.node, v.number).exists()]
    if not kept:
        return None
    version = next((v for v in reversed(kept) if v.state == "live"), kept[-1])
    learned = load_live_model(root, version).learned
    return learned.scored_by if isinstance(learned, TreeModel) else None
