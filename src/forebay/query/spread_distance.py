"""How far two spreads of one column lie apart."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from forebay.errors import InternalError
from forebay.query.spread import CategorySpread, NumberSpread, Spread

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTHING_IN_COMMON = 1.0


def jensen_shannon_divergence(base: Spread, study: Spread) -> float:
    """Return the Jensen-Shannon divergence in bits: 0 for equal shares, 1 for nothing in common.

    Half the sum of the divergences of both from their mean. Of numbers: both histograms are cut at
    the boundaries of either, a bucket's values lying evenly in it, as TensorFlow Data Validation
    does; NaN and each infinity are values of their own. If only one side has values, 1; if neither
    has, 0.

    References
    ----------
    Lin (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on Information
    Theory 37, 145-151.

    Examples
    --------
    >>> jensen_shannon_divergence(CategorySpread({"a": 1}), CategorySpread({"b": 9}))
    1.0

    """
    p, q = _aligned(base, study)
    if not sum(p) or not sum(q):
        return _NOTHING_IN_COMMON if sum(p) or sum(q) else 0.0
    n_p, n_q = math.fsum(p), math.fsum(q)
    terms = []
    for a, b in zip((x / n_p for x in p), (x / n_q for x in q), strict=True):
        middle = (a + b) / 2
        terms += [share * math.log2(share / middle) for share in (a, b) if share > 0]
    return min(1.0, max(0.0, math.fsum(terms) / 2))


def l_infinity(base: CategorySpread, study: CategorySpread) -> float:
    """Return the largest difference of the shares of any value.

    Values that are not counted one by one on both sides are taken together as one.

    Examples
    --------
    >>> l_infinity(CategorySpread({"a": 3, "b": 7}), CategorySpread({"b": 9, "c": 1}))
    0.3

    """
    p, q = _categories(base, study)
    n_p, n_q = max(1.0, sum(p)), max(1.0, sum(q))
    return max((abs(a / n_p - b / n_q) for a, b in zip(p, q, strict=True)), default=0.0)


def _aligned(base: Spread, study: Spread) -> tuple[list[float], list[float]]:
    """Return what each has in the same cells."""
    match base, study:
        case NumberSpread(), NumberSpread():
            cells = _cells(base, study)
            return _numbers(base, cells), _numbers(study, cells)
        case CategorySpread(), CategorySpread():
            return _categories(base, study)
        case _:
            raise InternalError.of("other-spread", "a number was compared with a category")


def _cells(base: NumberSpread, study: NumberSpread) -> list[tuple[float, float]]:
    """Return intervals between all boundaries; a single value is an interval of no width."""
    edges = sorted({*base.edges, *study.edges})
    points = {s.low for s in (base, study) if len(s.counts) == 1 and s.low == s.high}
    return [*((point, point) for point in sorted(points)), *itertools.pairwise(edges)]


def _numbers(spread: NumberSpread, cells: Sequence[tuple[float, float]]) -> list[float]:
    found = [0.0] * len(cells)
    edges = spread.edges
    index = {cell: i for i, cell in enumerate(cells)}
    for low, high, n in zip(edges, edges[1:], spread.counts, strict=False):
        if low == high:
            found[index[low, low]] += n
            continue
        for i, (begin, end) in enumerate(cells):
            if low <= begin < end <= high:
                found[i] += n * min(1.0, (end / 2 - begin / 2) / (high / 2 - low / 2))
    return [*found, float(spread.nan), float(spread.lowest), float(spread.highest)]


def _categories(base: CategorySpread, study: CategorySpread) -> tuple[list[float], list[float]]:
    known = [
        value
        for value in sorted({*base.counts, *study.counts})
        if all(value in s.counts or not s.other for s in (base, study))
    ]
    return _counts(base, known), _counts(study, known)


def _counts(spread: CategorySpread, known: Sequence[str]) -> list[float]:
    counts = [float(spread.counts.get(value, 0)) for value in known]
    return [*counts, spread.total - sum(counts)]
