"""Prove that what was just published could be taken back (SEMANTICS 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.build.event import Noticed
from forebay.build.prove import prove
from forebay.errors import ForebayError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.build.walk import Walk


def rehearse(walk: Walk, published: Iterable[str]) -> list[dict[str, Any]]:
    """Roll each model that this run replaced back and forth; return what the run remembers of it.

    The rollback itself happens in a transaction that is undone, and the version that would be live
    is loaded by its hashes and asked its golden rows in a clean process. What fails is a warning:
    the new version is live already, and passed.
    """
    found = []
    for name in published:
        before = walk.live.get(name.casefold())
        if before is None or before.kind != "model":
            continue
        one: dict[str, Any] = {"node": name, "to": None, "rows": 0, "problems": ""}
        try:
            (moved,) = walk.catalog.rehearse_rollback(walk.env, name)
            if moved.target is not None:
                served = prove(walk, walk.node(name.casefold()), moved.target, bad_rows=False)()
                one |= {
                    "to": moved.target.number, "rows": served.rows, "problems": served.problem,
                }  # fmt: skip
        except ForebayError as error:
            one["problems"] = "; ".join(problem.message for problem in error.problems)
        if one["problems"]:
            walk.tell(Noticed(_no_way_back(name, one["problems"])))
        found.append(one)
    return found


def _no_way_back(name: str, why: str) -> Problem:
    return Problem(
        "no-way-back",
        f'"{name}" could not be rolled back from what is live now: {why}',
        hint="promote a version that answers, or build it again.",
        severity="warning",
    )
