"""Compute features again from what was known at their prediction time; any difference is a leak."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from forebay.engine.quote import literal, quote
from forebay.features.frame import PREDICT_AT
from forebay.trust.compare_features import Comparison, FeatureDifference, compare_features
from forebay.trust.cutoffs import cutoffs
from forebay.trust.find_causes import find_causes
from forebay.trust.leak import Leak
from forebay.trust.replay_outcome import ReplayOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from forebay.engine import Workspace
    from forebay.trust.asked_replay import AskedReplay
    from forebay.trust.world import World

_SET_APART = "__replayed"


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    vanished: int = 0
    appeared: int = 0
    done: int = 0
    found: dict[str, list[tuple[datetime, FeatureDifference]]] = field(default_factory=dict)

    def add(self, cutoff: datetime, comparison: Comparison) -> None:
        self.done += 1
        self.rows += comparison.rows
        self.vanished += comparison.vanished
        self.appeared += comparison.appeared
        for difference in comparison.differences:
            self.found.setdefault(difference.feature, []).append((cutoff, difference))


def replay(
    world: World,
    asked: AskedReplay,
    *,
    budget_seconds: float,
    at_least: int,
    on_cutoff: Callable[[int, int], None] | None = None,
) -> ReplayOutcome:
    """Replay a model's features at some of its prediction times (SEMANTICS 32 to 34).

    Parameters
    ----------
    world
        Opened, and with the frame attached in its workspace.
    budget_seconds
        After that much time no further cutoff is begun; the first one always is, and a difference
        adds nothing: one is enough.
    at_least
        How many cutoffs are planned.

    """
    began = time.monotonic()
    planned = cutoffs(world.workspace, asked.frame, at_least=at_least)
    if planned:
        asked = _set_apart(world.workspace, asked, [cutoff for cutoff, _ in planned])
    tally = _Tally()
    for cutoff, _ in planned:
        if tally.done and time.monotonic() - began > budget_seconds:
            break
        tally.add(cutoff, _compared(world, asked, cutoff))
        if on_cutoff is not None:
            on_cutoff(tally.done, len(planned))
    leaks = _leaks(world, asked, tally.found)
    return ReplayOutcome(
        len(planned),
        tally.done,
        tally.rows,
        time.monotonic() - began,
        leaks,
        tally.vanished,
        tally.appeared,
    )


def _set_apart(
    workspace: Workspace, asked: AskedReplay, planned: Sequence[datetime]
) -> AskedReplay:
    """Write the rows of the cutoffs into a file: the frame is gone through once for all of them."""
    times = ", ".join(literal(cutoff) for cutoff in planned)
    query = f"SELECT * FROM {quote(asked.frame)} WHERE {PREDICT_AT} IN ({times})"
    schema = workspace.describe(query)
    written = workspace.write(query, workspace.scratch / f"{_SET_APART}.parquet")
    workspace.attach(_SET_APART, [written.path], schema)
    return replace(asked, frame=_SET_APART)


def _compare_at(world: World, asked: AskedReplay, cutoff: datetime) -> Comparison:
    """Compare the rows of one prediction time."""
    text = world.at(cutoff, asked.statement)
    return compare_features(world.workspace, text, asked, asked.features, cutoff)


def _compared(world: World, asked: AskedReplay, cutoff: datetime) -> Comparison:
    """Compare; where rows are gone, once more with the label in sight (SEMANTICS 33).

    A row that is chosen by its own label is there at prediction time all the same.
    """
    strict = _compare_at(world, asked, cutoff)
    if not strict.vanished or not asked.label_masks:
        return strict
    seen = _compare_at(world.without(asked.label_masks), asked, cutoff)
    if strict.vanished == strict.rows or not strict.differences:
        return seen
    return Comparison(strict.rows, seen.vanished, seen.appeared, strict.differences)


def _leaks(
    world: World, asked: AskedReplay, found: Mapping[str, list[tuple[datetime, FeatureDifference]]]
) -> tuple[Leak, ...]:
    """Return a leak for each feature that differs, with its cause at the first time it does."""
    by_cutoff: dict[datetime, list[str]] = {}
    for feature, differences in found.items():
        by_cutoff.setdefault(differences[0][0], []).append(feature)
    causes = {
        feature: cause
        for cutoff, features in by_cutoff.items()
        for feature, cause in find_causes(world, asked, cutoff, features).items()
    }
    return tuple(
        Leak(
            feature,
            differences[0][0],
            differences[0][1],
            sum(difference.rows for _, difference in differences),
            len(differences),
            causes.get(feature),
        )
        for feature, differences in found.items()
    )
