"""Compute features again from what was known at their prediction time; any difference is a leak."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal, quote
from forebay.features.frame import PREDICT_AT
from forebay.trust.compare_features import Comparison, FeatureDifference, compare_features
from forebay.trust.cutoffs import LEAST_OF_SINGLE_ROWS, cutoffs
from forebay.trust.find_causes import find_causes
from forebay.trust.leak import Leak
from forebay.trust.replay_outcome import ENOUGH, ReplayOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from forebay.engine import Workspace
    from forebay.trust.asked_replay import AskedReplay
    from forebay.trust.turn import Turn
    from forebay.trust.world import World

_TURNS: Final[tuple[Turn, ...]] = ("high", "low")
_TURNED_ALWAYS: Final = 2  # cutoffs at which all features are compared with other labels, too
_TURNED: Final[tuple[Turn, ...]] = ("", *_TURNS)
_OVERDRAWN: Final = 5  # how much longer it may take to see anything at all
_OF_SUSPECTED: Final = 8.0  # seconds that what is suspected is worth at least
_SET_APART = "__replayed"


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    vanished: int = 0
    appeared: int = 0
    done: int = 0
    decided: int = 0
    found: dict[tuple[str, Turn], list[tuple[datetime, FeatureDifference]]] = field(
        default_factory=dict
    )

    def add(self, cutoff: datetime, comparison: Comparison) -> None:
        self.done += 1
        self.rows += comparison.rows
        self.vanished += comparison.vanished
        self.appeared += comparison.appeared
        self.differ(cutoff, comparison, "")

    def differ(self, cutoff: datetime, comparison: Comparison, turn: Turn) -> None:
        for difference in comparison.differences:
            if turn and (difference.feature, "") in self.found:
                continue  # told already
            self.found.setdefault((difference.feature, turn), []).append((cutoff, difference))


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
        After that much time no further cutoff is begun, but four are compared in any case, of what
        is suspected four with rows, and it has eight seconds; eight where hardly any rows share
        one, unless they take five times as long. A difference adds nothing: one is enough.
    at_least
        How many cutoffs are planned.

    """
    began = time.monotonic()
    planned = cutoffs(world.workspace, asked.frame, at_least=at_least)
    if planned:
        asked = _set_apart(world.workspace, asked, [cutoff for cutoff, _ in planned])
    tally = _Tally()
    least = LEAST_OF_SINGLE_ROWS if len(planned) > at_least else ENOUGH
    for cutoff, _ in planned:
        if _is_over(tally, least, time.monotonic() - began, budget_seconds, asked):
            break
        compared, is_strict = _compared(world, asked, cutoff)
        tally.add(cutoff, compared)
        if is_strict and (asked.suspected or tally.done <= _TURNED_ALWAYS):
            tally.decided += _turned(world, asked, cutoff, tally)
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
        tally.decided,
    )


def _is_over(
    tally: _Tally, least: int, spent: float, budget_seconds: float, asked: AskedReplay
) -> bool:
    """Return whether a budget ends the replay.

    Enough is compared whatever it takes: how busy a machine is decides about no model. Of what is
    suspected, rows must be there; where none ever is, three times as many tries are enough.
    """
    if asked.suspected and tally.decided < ENOUGH:
        return tally.done >= 3 * ENOUGH and spent > budget_seconds
    if asked.suspected:  # a leak in a tenth of the rows is missed by four times in two of three
        budget_seconds = max(budget_seconds, _OF_SUSPECTED)
    allowed = budget_seconds if tally.done >= least else budget_seconds * _OVERDRAWN
    return tally.done >= ENOUGH and spent > allowed


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


def _compared(world: World, asked: AskedReplay, cutoff: datetime) -> tuple[Comparison, bool]:
    """Compare; where rows are gone, once more with the label in sight (SEMANTICS 33).

    A row that is chosen by its own label is there at prediction time all the same.

    Returns
    -------
    tuple
        The second part tells whether any row was there while the label was out of sight.

    """
    strict = _compare_at(world, asked, cutoff)
    if strict.vanished and asked.label and world.asks_for(asked):
        unasked = _compare_at(world.without_asking(asked), asked, cutoff)
        if unasked.vanished < strict.vanished:  # rows without an answer are none that was built
            strict = replace(unasked, appeared=0)
    is_strict = strict.vanished < strict.rows
    if not strict.vanished or not asked.label_masks:
        return strict, is_strict
    seen = _compare_at(world.without(asked.label_masks), asked, cutoff)
    if not is_strict or not strict.differences:
        return seen, is_strict
    return Comparison(strict.rows, seen.vanished, seen.appeared, strict.differences), is_strict


def _turned(world: World, asked: AskedReplay, cutoff: datetime, tally: _Tally) -> bool:
    """Compare what is suspected with another label in the rows that are predicted.

    There the label stays in sight, so that a feature made of it would not differ otherwise: of its
    own row, or of another row of the same time.

    Returns
    -------
    bool
        Whether rows were there to be compared.

    """
    if world.anchor is None or not world.anchor.label_columns:
        return True  # it was hidden everywhere
    columns = [
        column
        for column in asked.features
        if column.name in asked.suspected or tally.done <= _TURNED_ALWAYS
    ]
    is_there = False
    for turn in _TURNS:
        other = world.turned(turn)
        text = other.at(cutoff, asked.statement)
        found = compare_features(other.workspace, text, asked, columns, cutoff)
        tally.differ(cutoff, found, turn)
        is_there |= found.vanished < found.rows
    return is_there


def _leaks(
    world: World,
    asked: AskedReplay,
    found: Mapping[tuple[str, Turn], list[tuple[datetime, FeatureDifference]]],
) -> tuple[Leak, ...]:
    """Return a leak for each feature that differs, with its cause at the first time it does."""
    by_cutoff: dict[tuple[datetime, Turn], list[str]] = {}
    firsts: dict[str, Turn] = {}
    for feature, turn in sorted(found, key=lambda key: _TURNED.index(key[1])):
        if firsts.setdefault(feature, turn) == turn:
            first = found[feature, turn][0][0]
            by_cutoff.setdefault((first, turn), []).append(feature)
    causes = {
        feature: cause
        for (cutoff, turn), features in by_cutoff.items()
        for feature, cause in find_causes(world.turned(turn), asked, cutoff, features).items()
    }
    return tuple(
        Leak(
            feature,
            differences[0][0],
            differences[0][1],
            sum(difference.rows for _, difference in differences),
            len(differences),
            causes.get(feature),
            turn,
        )
        for (feature, turn), differences in found.items()
        if firsts[feature] == turn
    )
