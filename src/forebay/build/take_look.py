"""Count a look at the rows that judge a model, and tell when they wear out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.build.event import Noticed
from forebay.build.judging_options import confidence_of
from forebay.catalog.looks import SKETCH, GateSet
from forebay.engine.quote import quote
from forebay.features.frame import KEY
from forebay.gate.holdout import confidence_at, look_notice

if TYPE_CHECKING:
    from forebay.build.model_work import ModelWork
    from forebay.catalog.looks import Look


def take_look(work: ModelWork, relation: str) -> Look | None:
    """Return which look at the rows of an attached gate part comes now; None without rows.

    It is counted when the verdict is recorded.
    """
    keys = f"(SELECT DISTINCT {KEY} FROM {quote(relation)} WHERE __label IS NOT NULL)"
    ((n_rows,),) = work.workspace.rows(f"SELECT count(*) FROM {keys}")
    rows: Any = n_rows
    if not rows:
        return None
    first: Any = work.workspace.rows(f"SELECT {KEY} FROM {keys} ORDER BY {KEY} LIMIT {SKETCH}")
    gate_set = GateSet(int(rows), tuple(int(key) for (key,) in first))
    look = work.walk.catalog.next_look(work.node.name, gate_set)
    confidence = confidence_at(look.number, confidence_of(work.statement))
    notice = look_notice(look.number, work.node.name, work.statement.name.span, confidence)
    if notice is not None:
        work.walk.tell(Noticed(notice))
    return look
