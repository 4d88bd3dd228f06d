"""Ask a candidate the newest rows beside the live version, before it may take its place (I6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.build.gate_rows import SCORED
from forebay.engine.quote import literal, quote

if TYPE_CHECKING:
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork


def canary(work: ModelWork, learned: Learned) -> dict[str, Any] | None:
    """Return how the answers of candidate and live version differ on the rows that both answered.

    Returns
    -------
    dict
        ``version``: the live one; ``rows``; ``changed``: the share that gets another class, 0 for
        numbers; ``mean`` and ``largest``: of the differences of scores. None where nothing is live
        or the two cannot be compared.

    """
    live = work.walk.live.get(work.node.key)
    if live is None:
        return None
    match learned.model.task:
        case "binary":
            limit = literal(learned.model.threshold)
            changed = f"(__score > {limit}) <> (__champion > {limit})"
            apart = "abs(__score - __champion)"
        case "multiclass":
            of = "list_position({0}, list_max({0}))"
            changed = f"{of.format('__score')} <> {of.format('__champion')}"
            apart = "list_max(list_transform(list_zip(__score, __champion), p -> abs(p[1] - p[2])))"
        case _:
            changed, apart = "false", "abs(__score - __champion)"
    ((rows, share, mean, largest),) = work.workspace.rows(
        f"SELECT count(*), avg(CAST({changed} AS INTEGER)), avg({apart}), max({apart})"
        f" FROM {quote(SCORED)} WHERE __champion IS NOT NULL"
    )
    if not rows:
        return None
    told = {"changed": share, "mean": mean, "largest": largest}
    known = {name: round(float(str(value)), 6) for name, value in told.items() if value is not None}
    return {"version": live.number, "rows": int(str(rows)), **known}
