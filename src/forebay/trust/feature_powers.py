"""Measure the power of every feature by itself, in the engine.

A number is ranked; a text stands for the mean label of its rows in the other half of the sample, so
that a text that occurs once tells nothing. The area under the ROC curve is the share of pairs that
are in the right order, ties counting half (Mann and Whitney 1947).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.engine.quote import quote
from forebay.features.value_kind import value_kind
from forebay.trust.feature_power import FeaturePower
from forebay.trust.label_sample import FOLD, LABEL

if TYPE_CHECKING:
    from forebay.engine import Column
    from forebay.trust.label_sample import LabelSample

LEAST_ROWS = 20  # of a class and of the rest; fewer are in order by chance
MOST_CLASSES = 5  # the most frequent ones; each costs a query a feature
_SHRINK = 10.0  # rows' worth of the overall mean that a text's own mean is mixed with
_NUMBERS = frozenset({"number", "boolean"})
_TEXTS = frozenset({"text"})


def feature_powers(sample: LabelSample) -> tuple[FeaturePower, ...]:
    """Return the power of each feature that is a number, a Boolean, an instant or a text.

    A feature without enough rows, or with one value, has none. NULLs are left out of a feature's
    own power; whether it is NULL has a power of its own.
    """
    targets = _targets(sample)
    found = []
    for column in sample.features:
        value = _value(column)
        if value is None:
            continue
        own = _weighted([(_power(sample, value, y), share) for y, share in targets])
        if own is not None:
            found.append(FeaturePower(column.name, own))
    return (*found, *_null_powers(sample, targets))


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


def _power(sample: LabelSample, value: tuple[str, bool], y: str) -> float | None:
    sql, is_text = value
    rows = f"SELECT {sql} AS x, {y} AS y, {FOLD} AS fold FROM {sample.relation}"
    if is_text:
        rows = _in_the_other_half(rows)
    if sample.n_classes == 0:
        return _explained(sample, rows)
    found: Any = sample.workspace.rows(
        f"WITH r AS ({rows}), g AS (SELECT x, sum(y) AS p, count(*) - sum(y) AS n FROM r"
        " WHERE x IS NOT NULL AND NOT isnan(x) GROUP BY x),"
        " b AS (SELECT p, n, sum(n) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) - n AS below FROM g)"
        " SELECT sum(p * (below + n / 2)), sum(p), sum(n) FROM b"
    )
    pairs, positive, negative = (float(v or 0) for v in found[0])
    if min(positive, negative) < LEAST_ROWS:
        return None
    area = pairs / (positive * negative)
    return max(area, 1 - area)


def _in_the_other_half(rows: str) -> str:
    """Return the rows with the mean label that their text has in the other half of the sample."""
    return (
        f"WITH r AS ({rows}), a AS (SELECT avg(y) AS mean FROM r),"
        " m AS (SELECT x AS v, fold AS half, sum(y) AS s, count(*) AS n FROM r GROUP BY ALL)"
        f" SELECT (coalesce(m.s, 0) + {_SHRINK} * a.mean) / (coalesce(m.n, 0) + {_SHRINK}) AS x,"
        " r.y, r.fold FROM r CROSS JOIN a"
        " LEFT JOIN m ON m.v = r.x AND m.half <> r.fold WHERE r.x IS NOT NULL"
    )


def _explained(sample: LabelSample, rows: str) -> float | None:
    found: Any = sample.workspace.rows(
        f"WITH r AS ({rows}) SELECT corr(x, y), count(*) FROM r WHERE isfinite(x) AND isfinite(y)"
    )
    correlation, count = found[0]
    if correlation is None or count < LEAST_ROWS or correlation != correlation:  # noqa: PLR0124
        return None
    return float(correlation) ** 2


def _null_powers(sample: LabelSample, targets: list[tuple[str, float]]) -> tuple[FeaturePower, ...]:
    """Return the power of being NULL, for features that sometimes are; all in one query."""
    if sample.n_classes == 0 or not targets or not sample.features:
        return ()
    items = []
    for y, _ in targets:
        items += [f"sum({y})", f"count(*) - sum({y})"]
        for column in sample.features:
            name = quote(column.name)
            items.append(f"coalesce(sum({y}) FILTER (WHERE {name} IS NULL), 0)")
            items.append(f"count(*) FILTER (WHERE {name} IS NULL)")
    row: Any = sample.workspace.rows(f"SELECT {', '.join(items)} FROM {sample.relation}")[0]
    width = 2 + 2 * len(sample.features)
    found = []
    for place, column in enumerate(sample.features):
        powers: list[tuple[float | None, float]] = []
        for number, (_, share) in enumerate(targets):
            part = row[number * width : (number + 1) * width]
            positive, negative = float(part[0]), float(part[1])
            null_positive, nulls = float(part[2 + 2 * place]), float(part[3 + 2 * place])
            if _enough(int(nulls), sample.rows):
                apart = null_positive / positive - (nulls - null_positive) / negative
                powers.append((0.5 + abs(apart) / 2, share))
        power = _weighted(powers)
        if power is not None:
            found.append(FeaturePower(column.name, power, "null"))
    return tuple(found)


def _weighted(powers: list[tuple[float | None, float]]) -> float | None:
    known = [(power, share) for power, share in powers if power is not None]
    total = sum(share for _, share in known)
    return sum(power * share for power, share in known) / total if total else None
