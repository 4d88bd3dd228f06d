"""Compare the rows of a model with what they are where the rows that judge it had never been."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from forebay.errors import EngineError, ForebayError
from forebay.trust.change import Change
from forebay.trust.compared_rows import ComparedRows
from forebay.trust.held_out_changes import LEAST_WORLDS, held_out_changes
from forebay.trust.held_out_outcome import HeldOutOutcome
from forebay.trust.rows_in_order import of_earlier_rows, of_later_rows

if TYPE_CHECKING:
    from forebay.trust.asked_held_out import AskedHeldOut
    from forebay.trust.held_out_outcome import Difference, HeldOutLeak
    from forebay.trust.held_out_world import HeldOutWorld


_TIES: Final = 3
_DIRECTIONS: Final[tuple[Literal["ASC", "DESC"], ...]] = ("ASC", "DESC")


@dataclass(slots=True)
class _Tally:
    worlds: int = 0
    rows: int = 0
    gone: bool = False
    turned: bool = False
    found: dict[str, HeldOutLeak] = field(default_factory=dict)


def held_out_replay(
    world: HeldOutWorld, asked: AskedHeldOut, *, budget_seconds: float
) -> HeldOutOutcome:
    """Compare the features of a model in worlds in which rows that judge it are others.

    In worlds of the first kind rows are gone, in those of the second they have other answers. What
    differs is looked at once more in an order of time: a feature that only earlier rows change is
    as it would have been when they were all there was.

    Parameters
    ----------
    world
        Opened.
    budget_seconds
        After that much time no further world is begun, but nine are compared in any case.

    """
    began = time.monotonic()
    compared = ComparedRows(world, asked)
    try:
        is_linked = compared.link()
    except EngineError:
        is_linked = False  # what SQL cannot compare, this cannot decide about
    if not is_linked:
        return HeldOutOutcome(0, 0, 0, 0.0, (), gone=False, turned=False, ordered={})
    tally = _Tally()
    planned = held_out_changes(asked)
    for place, (kind, change) in enumerate(planned):
        if place >= LEAST_WORLDS and time.monotonic() - began > budget_seconds:
            break
        _compare(compared, kind, change, tally)
    _leave_out_ties(compared, tally)
    differing = [column for column in asked.features if column.name in tally.found]
    earlier = of_earlier_rows(compared, differing) if differing else {}
    together = [
        column
        for column in asked.features
        if column.name in asked.together and column.name not in tally.found
    ]
    later = of_later_rows(compared, together) if together else []
    leaks = [leak for name, leak in tally.found.items() if name not in earlier]
    return HeldOutOutcome(
        tally.worlds,
        len(planned),
        tally.rows,
        time.monotonic() - began,
        (*leaks, *later),
        gone=tally.gone,
        turned=tally.turned,
        ordered=earlier,
    )


def _leave_out_ties(compared: ComparedRows, tally: _Tally) -> None:
    """Forget differences as large as those that the order of the rows alone makes.

    Of two rows that are equal in what orders them, either may come first.
    """
    for direction in _DIRECTIONS:
        differing = [c for c in compared.asked.features if c.name in tally.found]
        if not differing:
            return
        mixed = replace(compared, world=compared.world.mixed(direction))
        mixed.write(Change())
        for leak in mixed.differences("gone", compared.asked.context, differing):
            if tally.found[leak.feature].rows <= _TIES * leak.rows:
                del tally.found[leak.feature]


def _compare(compared: ComparedRows, kind: Difference, change: Change, tally: _Tally) -> None:
    asked = compared.asked
    context = asked.context if kind == "gone" else asked.unturned
    if kind == "turned" and asked.by_label and not (context or asked.key):
        return  # other rows may be there, and nothing tells which
    try:
        rows = compared.write(change)
    except ForebayError:
        return  # a value that never was there, as a month of 99: this world cannot be
    tally.worlds += 1
    tally.rows += rows
    if not rows:
        return
    if kind == "gone":
        tally.gone = True
    else:
        tally.turned = True
    features = asked.features
    if kind == "turned":
        features = [column for column in features if column.name in asked.turnable]
    for leak in compared.differences(kind, context, features):
        tally.found.setdefault(leak.feature, leak)
