"""The worlds in which the rows of a model are computed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.trust.change import HASH, JUDGED, USED, Change, rows_of_half

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.asked_held_out import AskedHeldOut
    from forebay.trust.held_out_outcome import Difference

LEAST_WORLDS: Final = 9  # are compared whatever the clock says
_FIRST, _SECOND, _FEW = 5, 17, 29  # bits of the hash


def held_out_changes(asked: AskedHeldOut) -> list[tuple[Difference, Change]]:
    """Return the worlds, in an order of which any first part is worth most.

    Where a hash decides which rows judge, any half of the things may: each half is taken away and
    has other answers, so that of two rows of different things each is without the other once. Then
    all answers are shuffled, nearly all rows are gone, and the values of a half are beyond all
    others, or NULL: what is decided by many rows (a greatest value that several rows have, a
    measure that is used if it is filled often enough) is decided anew.
    Where it is written which rows judge, these are taken away, and no others.
    """
    return [*(_chosen(asked) if asked.is_chosen else _halves(asked))]


def _chosen(asked: AskedHeldOut) -> Iterator[tuple[Difference, Change]]:
    if asked.others:
        yield "gone", Change(turned=JUDGED, columns=asked.others, turn="above")
        yield "gone", Change(turned=JUDGED, columns=asked.others, turn="below")
    else:
        yield "gone", Change(kept=f"NOT {JUDGED}")
        if asked.is_seen:
            yield "gone", Change(turned=JUDGED, columns=asked.values, turn="above")
            yield "gone", Change(turned=JUDGED, columns=asked.values, turn="none")
    yield "turned", Change(turned=JUDGED, columns=asked.answers, turn="high")
    yield "turned", Change(turned=JUDGED, columns=asked.answers, turn="low")
    yield "turned", Change(turned=JUDGED, columns=asked.answers, turn="shuffled")


def _halves(asked: AskedHeldOut) -> Iterator[tuple[Difference, Change]]:
    answers = asked.answers
    one, other = rows_of_half(_FIRST, 0), rows_of_half(_FIRST, 1)
    yield "gone", Change(kept=f"NOT {one}")
    yield "turned", Change(turned=one, columns=answers, turn="high")
    yield "gone", Change(kept=f"NOT {other}")
    yield "turned", Change(turned=other, columns=answers, turn="low")
    yield "turned", Change(turned=USED, columns=answers, turn="shuffled")
    few = f"({HASH} >> {_FEW}) & 15"
    yield "gone", Change(kept=f"(NOT {USED} OR {few} = 0)")
    if asked.is_seen:
        yield "gone", Change(turned=one, columns=asked.values, turn="above")
        yield "gone", Change(turned=other, columns=asked.values, turn="below")
        yield "gone", Change(turned=one, columns=asked.values, turn="none")
    yield "gone", Change(kept=f"(NOT {USED} OR {few} = 7)")
    one, other = rows_of_half(_SECOND, 0), rows_of_half(_SECOND, 1)
    yield "turned", Change(turned=one, columns=answers, turn="shuffled")
    yield "gone", Change(kept=f"NOT {other}")
    yield "turned", Change(turned=USED, columns=answers, turn="mixed")
    yield "turned", Change(turned=other, columns=answers, turn="high")
    yield "gone", Change(kept=f"NOT {one}")
