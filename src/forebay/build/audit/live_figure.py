"""What the live model was worth on rows that came after it was judged: outcome against promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.build.audit.quality import quality
from forebay.build.gate_rows import SCORED
from forebay.catalog import layout
from forebay.engine.quote import literal, quote
from forebay.features.frame import KEY
from forebay.features.key_hash import LARGEST_HASH
from forebay.query.live_model import GATE_FILE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.build.audit.quality import Quality
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork

_ROWS: Final = 50_000
_LEAST: Final = 100  # newer rows, before a figure of them says anything
_NORMAL: Final = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """Both figures of one version, and how much it lost, with one-sided 95 % bounds.

    Parameters
    ----------
    version
        The number of the version that is live while this build runs.
    rows
        Labelled rows that came since: it was neither trained nor judged on them.
    promised, reached
        Its figure on the rows that judged it, and on the newer ones.

    """

    version: int
    rows: int
    promised: float
    reached: float
    lower: float
    upper: float

    @property
    def has_fallen(self) -> bool:
        """Whether it is surely worse than it was judged to be."""
        return self.lower > 0.0

    def to_json(self) -> dict[str, Any]:
        """Return it as a version keeps it."""
        return {
            "version": self.version,
            "rows": self.rows,
            "promised": round(self.promised, 6),
            "reached": round(self.reached, 6),
            "loss": [round(x, 6) for x in (self.promised - self.reached, self.lower, self.upper)],
        }


def live_figure(work: ModelWork, learned: Learned) -> LiveFigure | None:
    """Compare what the live version says of newer rows, now that they have labels.

    Its scores on the candidate's gate rows are there already; those that judged itself are left
    out. A version answers a row alike whenever it is asked, which every build proves, so these are
    the answers that it gave or would have given. None where there are fewer than 100 such rows.

    The rows of both sides are different ones, so their variances add up.
    """
    live = work.walk.live.get(work.node.key)
    if live is None:
        return None
    folder = layout.model_folder(work.walk.root, live.node, live.number)
    judged = f"read_parquet({literal(str(folder / GATE_FILE))})"
    if not (folder / GATE_FILE).exists():
        return None
    task = learned.model.label.task
    n = learned.model.label.n_classes if task == "multiclass" else 0
    newer = f"__champion IS NOT NULL AND {KEY} NOT IN (SELECT {KEY} FROM {judged})"
    after = _figure(work, learned, (quote(SCORED), "__champion", newer), n)
    if after is None or len(after.pulls) < _LEAST:
        return None
    before = _figure(work, learned, (judged, "__score", "true"), n)
    if before is None:
        return None
    wide = _NORMAL * float(np.sqrt(_variance(before) + _variance(after)))
    lost = before.value - after.value
    if not np.isfinite([lost, wide]).all():
        return None
    return LiveFigure(
        live.number, len(after.pulls), before.value, after.value, lost - wide, lost + wide
    )


def _variance(found: Quality) -> float:
    return float(np.mean(found.pulls**2)) / len(found.pulls)


def _figure(
    work: ModelWork, learned: Learned, read: tuple[str, str, str], n_classes: int
) -> Quality | None:
    relation, score, where = read
    scores = [f"{score}[{i + 1}]" for i in range(n_classes)] or [score]
    names = ", ".join(f"CAST({sql} AS DOUBLE) AS s{i}" for i, sql in enumerate(scores))
    where = f"{where} AND __label IS NOT NULL AND {scores[0]} IS NOT NULL"
    ((rows,),) = work.workspace.rows(f"SELECT count(*) FROM {relation} WHERE {where}")
    n_rows = int(str(rows))
    if not n_rows:
        return None
    if n_rows > _ROWS:
        where += f" AND {KEY} <= {LARGEST_HASH * _ROWS // n_rows}"
    text = f"SELECT __label, {names} FROM {relation} WHERE {where} ORDER BY {KEY}"
    labels: list[NDArray[np.float64]] = []
    blocks: list[NDArray[np.float64]] = []
    for batch in work.workspace.stream(text):
        labels.append(batch.floats(0))
        blocks.append(np.column_stack([batch.floats(i + 1) for i in range(len(scores))]))
    if not labels:
        return None
    return quality(np.concatenate(blocks), np.concatenate(labels), learned.model.label.task)
