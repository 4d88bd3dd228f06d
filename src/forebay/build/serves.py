"""Whether a version serves: it is asked in a clean process before it may go live."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from forebay.algorithms.plugged_in import PLUGGED
from forebay.gate.judge_figures import Served
from forebay.query.clean_process import ask_clean_process

if TYPE_CHECKING:
    from forebay.build.model_work import ModelWork
    from forebay.catalog import Version


def serves(work: ModelWork, version: Version) -> Served:
    """Load a version as a reader would, in a process of its own without network, and ask it.

    It must be what was written (by the hashes of its files), give its stored answers again to 1e-9,
    and answer bad rows properly; see ``prove_version``.
    """
    walk = work.walk
    scratch = walk.scratch / f"{walk.file_name(work.node)}-serves"
    scratch.mkdir(parents=True, exist_ok=True)
    found = ask_clean_process(
        {
            "root": str(walk.root.resolve()),
            "node": version.node,
            "number": version.number,
            "files": [(f.path, f.size_bytes, f.sha256, f.rows) for f in version.files],
            "engine": walk.engine.name,
            "scratch": str(scratch.resolve()),
            # That process knows no algorithm of a third party, nor where it lies.
            "plugged": {name: list(plug) for name, plug in PLUGGED.items()},
            "paths": sys.path if PLUGGED else [],
        }
    )
    return Served(
        found["rows"],
        "; ".join(found["problems"]),
        cases=found["cases"],
        network=found.get("network", ""),
    )
