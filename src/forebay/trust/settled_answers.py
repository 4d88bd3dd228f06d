"""Values of a feature that settle the answer: where they stand, nothing is left to predict.

Whether a loan was sold says that it was approved, an amount above 0 that somebody gave. A feature
that is only filled in when, or because, the outcome is known may tell little of the other rows, so
that its power by itself is far from suspicious.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.features.value_kind import value_kind
from forebay.trust.label_sample import LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.engine import Column
    from forebay.trust.label_sample import LabelSample

# Measured on the 644 honest models and the leaks of the benchmark: honest values settle few rows,
# or what hardly ever happens anyway.
LEAST_ROWS: Final = 20
LEAST_SHARE: Final = 0.05  # of the rows have the values
MOST_ODD: Final = 0.005  # of these have another answer all the same: a slip of who wrote it
USUAL: Final = 0.1  # of all rows have another answer
CHANCE: Final = -20.0  # the logarithm to the base 10 of the chance of so few
_MOST_CLASSES: Final = 5
_AT_ONCE: Final = 30  # features in a query
_KINDS: Final = frozenset({"number", "boolean", "text", "day", "instant"})


@dataclass(frozen=True, slots=True)
class Settled:
    """A feature of which one value, or all but one, settle the answer.

    Parameters
    ----------
    value
        The value as text; None is NULL.
    is_all_but
        Whether the rows are those with any other value.
    rows, odd
        How many there are, and how many of them have another answer.
    answer
        The index of the class, or the label of a regression.
    is_never
        Of two classes: whether the answer is never that, instead of always.
    usually
        The share of all rows that have another answer than these rows.

    """

    feature: str
    value: str | None
    is_all_but: bool
    rows: int
    odd: int
    answer: float
    is_never: bool
    usually: float


@dataclass(frozen=True, slots=True)
class _Counted:
    feature: str
    value: str | None
    rows: int
    of_answer: tuple[int, ...]
    is_all_but: bool = False


def settled_answers(sample: LabelSample) -> tuple[Settled, ...]:
    """Return the features with values that settle the answer, each with the plainest of these.

    Of a feature every value is looked at that 5 % of the rows have, and all rows but those with its
    most frequent one. Few other answers among them are no luck if a binomial of all rows gives so
    few less often than once in 10^20.

    Parameters
    ----------
    sample
        Numbers, Booleans, texts and times are looked at. The answers of a regression are whether
        the label is its most frequent value.

    Examples
    --------
    Of ``gift`` and ``responds``, where ``gift > 0`` in the rows that respond and 0 in the others,
    the value 0 of ``gift`` settles the answer.

    """
    answers = _answers(sample)
    columns = [c for c in sample.features if value_kind(c.type) in _KINDS]
    if not answers or not columns:
        return ()
    only_always = sample.n_classes != 2  # noqa: PLR2004 - of two, never one is always the other
    found: dict[str, Settled] = {}
    least: dict[str, tuple[float, bool]] = {}
    number = [n for _, n in answers]
    for start in range(0, len(columns), _AT_ONCE):
        counted = _counted(sample, columns[start : start + _AT_ONCE], [y for y, _ in answers])
        for one in _candidates(counted, sample.rows, number):
            for place, (answer, n) in enumerate(answers):
                settled, chance = _settled(one, place, (answer, n), sample.rows)
                if settled is None or (settled.is_never and only_always):
                    continue
                unlikely = (chance, one.is_all_but)  # of the same rows the value is plainer
                if unlikely < least.get(one.feature, (0.0, False)):
                    found[one.feature], least[one.feature] = settled, unlikely
    return tuple(found.values())


def _answers(sample: LabelSample) -> list[tuple[float, int]]:
    """Return the answers that are told apart, most frequent first, and how many rows have each."""
    most = _MOST_CLASSES if sample.n_classes else 1
    rows: Any = sample.workspace.rows(
        f"SELECT {LABEL}, count(*) FROM {sample.relation} GROUP BY ALL ORDER BY 2 DESC, 1"
        f" LIMIT {most}"
    )
    two = sample.n_classes == 2  # noqa: PLR2004 - one of two classes says all
    found = [(float(y), int(n)) for y, n in (rows[:1] if two else rows)]
    return [(y, n) for y, n in found if n < sample.rows and math.isfinite(y)]


def _counted(
    sample: LabelSample, columns: Sequence[Column], answers: Sequence[float]
) -> list[_Counted]:
    """Return the frequent values of some features, and how many rows of each have each answer."""
    names = [quote(column.name) for column in columns]
    texts = ", ".join(f"CAST({name} AS VARCHAR)" for name in names)
    sets = ", ".join(f"({name})" for name in names)
    counts = ", ".join(f"count(*) FILTER ({LABEL} = {y!r})" for y in answers)
    least = max(LEAST_ROWS, math.ceil(LEAST_SHARE * sample.rows))
    rows: Any = sample.workspace.rows(
        f"SELECT grouping({', '.join(names)}), coalesce({texts}, NULL), count(*), {counts}"
        f" FROM {sample.relation} GROUP BY GROUPING SETS ({sets}) HAVING count(*) >= {least}"
        " ORDER BY 1, 3 DESC, 2"
    )
    # The bit of a column is 0 in the rows that are grouped by it; the first column's is the last.
    places = {(1 << len(names)) - 1 - (1 << len(names) - 1 - i): i for i in range(len(names))}
    return [
        _Counted(columns[places[int(mask)]].name, value, int(n), tuple(map(int, of_answer)))
        for mask, value, n, *of_answer in rows
    ]


def _candidates(
    counted: Sequence[_Counted], rows: int, of_answer: Sequence[int]
) -> Iterator[_Counted]:
    """Yield each frequent value, and all rows but those with the most frequent one of a feature."""
    seen = set[str]()
    for one in counted:
        yield one
        if one.feature not in seen:
            seen.add(one.feature)
            others = tuple(n - k for n, k in zip(of_answer, one.of_answer, strict=True))
            yield replace(one, is_all_but=True, rows=rows - one.rows, of_answer=others)


def _settled(
    one: _Counted, place: int, answer: tuple[float, int], rows: int
) -> tuple[Settled | None, float]:
    """Return what values say of an answer, if they settle it, and the logarithm of its chance."""
    y, of_all = answer
    if one.rows < max(LEAST_ROWS, LEAST_SHARE * rows):
        return None, 0.0
    there = one.of_answer[place]
    is_never = there * 2 < one.rows
    odd = there if is_never else one.rows - there
    usually = of_all / rows if is_never else 1 - of_all / rows
    if odd > MOST_ODD * one.rows or usually < USUAL:
        return None, 0.0
    chance = _chance(odd, one.rows, usually)
    if chance > CHANCE:
        return None, 0.0
    return (
        Settled(one.feature, one.value, one.is_all_but, one.rows, odd, y, is_never, usually),
        chance,
    )


def _chance(odd: int, rows: int, usually: float) -> float:
    """Return the logarithm to the base 10 of the chance of at most so many odd rows."""
    terms = [
        math.lgamma(rows + 1)
        - math.lgamma(k + 1)
        - math.lgamma(rows - k + 1)
        + k * math.log(usually)
        + (rows - k) * math.log1p(-usually)
        for k in range(odd + 1)
    ]
    most = max(terms)
    return (most + math.log(sum(math.exp(term - most) for term in terms))) / math.log(10)
