"""How much worse a model gets with age: trained on earlier rows, judged on the same (M4)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from forebay.build.audit.quality import difference, quality
from forebay.build.audit.small_training import is_short, train_small
from forebay.engine.quote import literal, quote
from forebay.features.frame import PREDICT_AT

if TYPE_CHECKING:
    from forebay.build.audit.drawn_rows import DrawnRows
    from forebay.build.audit.quality import Difference, Quality
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork

_LEAST: Final = 200  # fewer teach nothing that could age
_DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True)
class Age:
    """A small model of one third of the training rows, judged on the rows that judge the model.

    Parameters
    ----------
    days
        From its last row to the first judged one.
    value
        Its figure.
    loss
        How much better the one of the last third is; None of that one itself.

    """

    until: str
    days: float
    value: float
    loss: Difference | None

    def to_json(self) -> dict[str, Any]:
        """Return it as a version keeps it."""
        return {
            "until": self.until,
            "days": round(self.days, 3),
            "value": round(self.value, 6),
            "loss": self.loss.to_json() if self.loss is not None else None,
        }


def ages(work: ModelWork, learned: Learned, sample: str, judged: DrawnRows) -> tuple[Age, ...]:
    """Train the same kind of model on the last, the middle and the first third of its rows.

    Each learns from a third of a sample, with the options of the model and 20 trees, so that age
    alone differs; the features are those that are fitted already. Empty without a split by time.

    Parameters
    ----------
    sample
        A relation like the frame, of training rows only.

    """
    options, split = learned.options, learned.split
    if split.kind != "time" or not is_short(str(options["model_type"]), learned.model.features):
        return ()
    if split.counts["train"] < 3 * _LEAST:
        return ()
    thirds = _thirds(work, learned, sample)
    found: list[Age] = []
    newest: Quality | None = None
    task = learned.model.label.task
    for low, high, days in reversed(thirds):
        part = f"{quote(sample)} WHERE {PREDICT_AT} > {low} AND {PREDICT_AT} <= {high}"
        model = train_small(work, part, learned.model.features, learned.model.label, options)
        reached = quality(model.score(judged.columns), judged.labels, task)
        loss = difference(newest, reached) if newest is not None else None
        newest = newest or reached
        found.append(Age(high[len("TIMESTAMP '") : -1][:19], days, reached.value, loss))
    return tuple(found)


def _thirds(work: ModelWork, learned: Learned, sample: str) -> list[tuple[str, str, float]]:
    """Return where each third of the training rows begins and ends, and its age in days."""
    frame, split = quote(learned.frame.name), learned.split
    ends = ", ".join(
        f"quantile_disc({PREDICT_AT}, {share})" for share in ("0.0", "1e0 / 3", "2e0 / 3", "1.0")
    )
    (times,) = work.workspace.rows(f"SELECT {ends} FROM {quote(sample)}")
    ((first,),) = work.workspace.rows(
        f"SELECT min({PREDICT_AT}) FROM {frame} WHERE {split.where('gate')}"
    )
    if len(set(times)) < len(times):
        return []  # a single day has no thirds
    found = []
    for low, high in pairwise(times):
        days = (first - high).total_seconds() / _DAY  # type: ignore[operator]
        found.append((f"TIMESTAMP {literal(str(low))}", f"TIMESTAMP {literal(str(high))}", days))
    return found
