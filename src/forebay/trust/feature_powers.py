"""Measure the power of every feature by itself, in the engine.

A number is ranked; a text stands for the mean label of its rows in the other half of the sample, so
that a text that occurs once tells nothing. The area under the ROC curve is the share of pairs that
are in the right order, ties counting half (Mann and Whitney 1947).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.engine.quote import quote
from forebay.features.value_kind import value_kind
from forebay.trust.feature_power import FeaturePower
from forebay.trust.label_sample import FOLD, LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.engine import Column
    from forebay.trust.label_sample import LabelSample

LEAST_ROWS = 20  # of a class and of the rest; fewer are in order by chance
MOST_CLASSES = 5  # the most frequent ones; each costs a query a feature
LEAST_OF_ORDERED, SAME_ORDER = 0.3, 0.9999  # shares of the variance: of values, of ranks
_SHRINK = 10.0  # rows' worth of the overall mean that a text's own mean is mixed with
_MOST_AT_ONCE, _VALUES_AT_ONCE = 50, 250_000  # of the columns, and of all their values
_NUMBERS = frozenset({"number", "boolean"})
_TEXTS = frozenset({"text"})


def feature_powers(sample: LabelSample) -> tuple[FeaturePower, ...]:
    """Return the power of each feature that is a number, a Boolean, an instant or a text.

    A feature without enough rows, or with one value, has none. NULLs are left out of a feature's
    own power; whether it is NULL has a power of its own.
    """
    targets = _targets(sample)
    numbers, texts = [], []
    for column in sample.features:
        match _value(column):
            case sql, False:
                numbers.append((column.name, sql))
            case sql, True:
                texts.append((column.name, sql))
    powers: dict[str, list[tuple[float | None, float]]] = {c.name: [] for c in sample.features}
    for y, share in targets:
        for name, power in (*_of_numbers(sample, numbers, y), *_of_texts(sample, texts, y)):
            powers[name].append((power, share))
    own = [(name, _weighted(known)) for name, known in powers.items()]
    found = [FeaturePower(name, power) for name, power in own if power is not None]
    return (*found, *_orders(sample, numbers, found), *_null_powers(sample, targets))


def _orders(
    sample: LabelSample, numbers: Sequence[tuple[str, str]], found: Sequence[FeaturePower]
) -> Iterator[FeaturePower]:
    """Yield the numbers that stand in the very order of a label that is one: its square, its log.

    Those that explain little of it are not looked at: each costs a sort.
    """
    if sample.n_classes:
        return
    powers = {one.feature: one.power for one in found}
    for name, x in numbers:
        if not LEAST_OF_ORDERED <= powers.get(name, 0.0) < SAME_ORDER:
            continue
        row: Any = sample.workspace.rows(
            "SELECT corr(a, b), count(*) FROM (SELECT rank() OVER (ORDER BY x) AS a,"
            " rank() OVER (ORDER BY y) AS b FROM"
            f" (SELECT {x} AS x, {LABEL} AS y FROM {sample.relation})"
            " WHERE isfinite(x) AND isfinite(y))"
        )[0]
        if row[0] is not None and row[1] >= LEAST_ROWS and row[0] ** 2 >= SAME_ORDER:
            yield FeaturePower(name, float(row[0]) ** 2, "order")


def _targets(sample: LabelSample) -> list[tuple[str, float]]:
    """Return the SQL of each label that is told apart from the rest, and its share."""
    if sample.n_classes == 0:
        return [(LABEL, 1.0)]
    rows: Any = sample.workspace.rows(
        f"SELECT {LABEL}, count(*) FROM {sample.relation} GROUP BY ALL ORDER BY 2 DESC, 1"
    )
    two = sample.n_classes == 2  # noqa: PLR2004 - one of two classes says all
    counts = {float(y): int(n) for y, n in rows}
    if two:
        return [(LABEL, 1.0)] if _enough(counts.get(1.0, 0), sample.rows) else []
    return [
        (f"CAST({LABEL} = {y!r} AS DOUBLE)", n / sample.rows)
        for y, n in list(counts.items())[:MOST_CLASSES]
        if _enough(n, sample.rows)
    ]


def _enough(n: int, rows: int) -> bool:
    return n >= LEAST_ROWS and rows - n >= LEAST_ROWS


def _value(column: Column) -> tuple[str, bool] | None:
    """Return SQL of a feature, and whether it is a text; None for kinds that have no order."""
    name, kind = quote(column.name), value_kind(column.type)
    if kind in _NUMBERS:
        return f"CAST({name} AS DOUBLE)", False
    if column.type.startswith(("TIMESTAMP", "DATE")):
        return f"epoch(CAST({name} AS TIMESTAMP))", False
    return (f"CAST({name} AS VARCHAR)", True) if kind in _TEXTS else None


def _of_numbers(
    sample: LabelSample, numbers: Sequence[tuple[str, str]], y: str
) -> Iterator[tuple[str, float | None]]:
    """Yield the power of each number, of several in a query: one for each takes far longer."""
    measure = _areas if sample.n_classes else _explained
    at_once = max(1, min(_MOST_AT_ONCE, _VALUES_AT_ONCE // max(1, sample.rows)))
    for start in range(0, len(numbers), at_once):
        some = numbers[start : start + at_once]
        yield from zip((name for name, _ in some), measure(sample, some, y), strict=True)


def _of_texts(
    sample: LabelSample, texts: Sequence[tuple[str, str]], y: str
) -> Iterator[tuple[str, float | None]]:
    measure = _areas if sample.n_classes else _explained
    for name, sql in texts:
        rows = f"SELECT {sql} AS x, {y} AS y, {FOLD} AS fold FROM {sample.relation}"
        inner = replace(sample, relation=f"({_in_the_other_half(rows)})")
        (power,) = measure(inner, [(name, "x")], "y")
        yield name, power


def _areas(sample: LabelSample, numbers: Sequence[tuple[str, str]], y: str) -> list[float | None]:
    """Return the area under the ROC curve of each number, that above or below the diagonal."""
    listed = ", ".join(sql for _, sql in numbers)
    found: Any = sample.workspace.rows(
        f"WITH r AS (SELECT unnest(range({len(numbers)})) AS place, unnest([{listed}]) AS x,"
        f" {y} AS y FROM {sample.relation}),"
        " g AS (SELECT place, x, sum(y) AS p, count(*) - sum(y) AS n FROM r"
        " WHERE x IS NOT NULL AND NOT isnan(x) GROUP BY place, x),"
        " b AS (SELECT place, p, n, sum(n) OVER (PARTITION BY place ORDER BY x"
        " ROWS UNBOUNDED PRECEDING) - n AS below FROM g)"
        " SELECT place, sum(p * (below + n / 2)), sum(p), sum(n) FROM b GROUP BY place"
    )
    areas: list[float | None] = [None] * len(numbers)
    for place, pairs, positive, negative in found:
        if min(positive, negative) >= LEAST_ROWS:
            area = float(pairs) / (float(positive) * float(negative))
            areas[place] = max(area, 1 - area)
    return areas


def _in_the_other_half(rows: str) -> str:
    """Return the rows with the mean label that their text has in the other half of the sample."""
    return (
        f"WITH r AS ({rows}), a AS (SELECT avg(y) AS mean FROM r),"
        " m AS (SELECT x AS v, fold AS half, sum(y) AS s, count(*) AS n FROM r GROUP BY ALL)"
        f" SELECT (coalesce(m.s, 0) + {_SHRINK} * a.mean) / (coalesce(m.n, 0) + {_SHRINK}) AS x,"
        " r.y, r.fold FROM r CROSS JOIN a"
        " LEFT JOIN m ON m.v = r.x AND m.half <> r.fold WHERE r.x IS NOT NULL"
    )


def _explained(
    sample: LabelSample, numbers: Sequence[tuple[str, str]], y: str
) -> list[float | None]:
    """Return the share of the label's variance that each number explains."""
    columns = ", ".join(f"{sql} AS x{i}" for i, (_, sql) in enumerate(numbers))
    pairs = [f"CASE WHEN isfinite(x{i}) AND isfinite(y) THEN x{i} END" for i in range(len(numbers))]
    asked = ", ".join(f"corr({x}, y), count({x})" for x in pairs)
    row: Any = sample.workspace.rows(
        f"SELECT {asked} FROM (SELECT {columns}, {y} AS y FROM {sample.relation})"
    )[0]
    return [
        None
        if correlation is None or count < LEAST_ROWS or math.isnan(correlation)
        else float(correlation) ** 2
        for correlation, count in zip(row[::2], row[1::2], strict=True)
    ]


def _null_powers(sample: LabelSample, targets: list[tuple[str, float]]) -> tuple[FeaturePower, ...]:
    """Return the power of being NULL, for features that sometimes are; in two queries.

    The second is about those alone that are NULL in enough rows: an aggregate of each of many
    columns takes long, whatever it finds.
    """
    if sample.n_classes == 0 or not targets or not sample.features:
        return ()
    names = [quote(column.name) for column in sample.features]
    counted: Any = sample.workspace.rows(
        f"SELECT {', '.join(f'count({name})' for name in names)} FROM {sample.relation}"
    )[0]
    nulls = {
        place: sample.rows - int(there)
        for place, there in enumerate(counted)
        if _enough(sample.rows - int(there), sample.rows)
    }
    if not nulls:
        return ()
    items = [
        item
        for y, _ in targets
        for item in (
            f"sum({y})",
            *(f"sum(CASE WHEN {names[place]} IS NULL THEN {y} ELSE 0 END)" for place in nulls),
        )
    ]
    row: Any = sample.workspace.rows(f"SELECT {', '.join(items)} FROM {sample.relation}")[0]
    width = 1 + len(nulls)
    found = []
    for position, (place, n) in enumerate(nulls.items(), 1):
        powers: list[tuple[float | None, float]] = []
        for number, (_, share) in enumerate(targets):
            positive = float(row[number * width])
            null_positive = float(row[number * width + position])
            negative = sample.rows - positive
            apart = null_positive / positive - (n - null_positive) / negative
            powers.append((0.5 + abs(apart) / 2, share))
        power = _weighted(powers)
        if power is not None:
            found.append(FeaturePower(sample.features[place].name, power, "null"))
    return tuple(found)


def _weighted(powers: list[tuple[float | None, float]]) -> float | None:
    known = [(power, share) for power, share in powers if power is not None]
    total = sum(share for _, share in known)
    return sum(power * share for power, share in known) / total if total else None
