"""The same rows and the same seed give the same files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.kit.bench import PLAIN, Bench
from forebay.kit.subject import N_ROWS, rows_of
from forebay.query.live_model import ARRAYS_FILE, GOLDEN_FILE, MODEL_FILE

if TYPE_CHECKING:
    from forebay.catalog import Version


def same_seed_same_bytes(bench: Bench) -> str:
    """Train again in a session of its own, whose rows lie in another order."""
    bench.plain()
    with Bench(bench.subject, f"(SELECT * FROM {rows_of(N_ROWS)} ORDER BY x2)") as other:
        other.plain()
        again = _bytes(other.version(PLAIN))
    before = _bytes(bench.version(PLAIN))
    changed = sorted(name for name in before.keys() | again if before.get(name) != again.get(name))
    return f"another training differs in: {', '.join(changed)}" if changed else ""


def _bytes(version: Version) -> dict[str, str]:
    """Return what must repeat: the arrays, the stored answers, and the document without times."""
    kept = {MODEL_FILE: version.content_id}
    for file in version.files:
        name = file.path.rpartition("/")[2]
        if name in {ARRAYS_FILE, GOLDEN_FILE}:
            kept[name] = file.sha256
    return kept
