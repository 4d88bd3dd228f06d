"""The Poisson bootstrap: the figures of rows counted 0, 1, 2, ... times at random.

Each piece is counted a Poisson(1) number of times [^1]. Of two bounds the wider is given:

- the percentile of the replicates, widened as Student's distribution is wider than the normal
  [^2]; below 1,000 pieces corrected for bias and skewness (BCa, [^3]);
- the studentised bound, from the percentiles of the replicates' distances from the figure in
  standard errors of their own [^4]. Where errors have heavy tails (kurtosis 9), the first
  covers 89 % of true mean squared errors at 100 rows, the wider of both 95 %.

Where a percentile lies beyond the ten outermost replicates, the bound is the normal one with
their standard deviation. Replicates in which the figure is undefined count against it.

References
----------
[^1]: Chamandy, Muralidharan, Najmi, Naidu (2012). Estimating uncertainty for massive data
    streams. Google Research.
[^2]: Hesterberg (2015). What teachers should know about the bootstrap. The American
    Statistician 69, 371-386.
[^3]: Efron (1987). Better bootstrap confidence intervals. Journal of the American Statistical
    Association 82, 171-185.
[^4]: Efron (1982). The Jackknife, the Bootstrap and Other Resampling Plans, 10.

"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from forebay.evaluate.interval import Estimate, unknown
from forebay.evaluate.quantile import normal_cdf, normal_quantile, student_quantile

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

REPLICATES = 2_000
# Below this many pieces the bias and skewness of the replicates are corrected (BCa).
FEW_UNITS = 1_000
# Fewer replicates than this beyond a bound say nothing about where it is.
_FEW_BEYOND = 10
_CHUNK = 512


def bootstrap(
    units: NDArray[np.float64],
    value: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    seed_text: str,
    replicates: int = REPLICATES,
) -> Estimate:
    r"""Return bounds for a figure that is a function of sums over independent pieces.

    Parameters
    ----------
    units
        What each piece adds to each sum, shape (n_units, n_terms).
    value
        The figure from sums of shape (n_terms, n_replicates), as shape (n_replicates,).
    seed_text
        Fixes the replicates; the same text gives the same bounds anywhere.

    Examples
    --------
    >>> mean = np.column_stack([np.ones(400), np.tile([0.0, 1.0], 200)])
    >>> found = bootstrap(mean, lambda sums: sums[1] / sums[0], "example")
    >>> found.value, 0.45 < found.lower(0.025) < 0.46 < 0.54 < found.upper(0.025) < 0.56
    (0.5, True)

    """
    n_units = len(units)
    totals = units.sum(axis=0)
    figure = float(value(totals[:, None])[0])
    if math.isnan(figure):
        return unknown(figure, "undefined on these rows")
    if n_units < 2:  # noqa: PLR2004 - one piece has no spread
        return unknown(figure, "all rows belong to one block")
    found = _replicates(units, value, figure, (seed_text, replicates))

    def end(alpha: float, side: int) -> float:
        return _bound(found, n_units, alpha, side)

    method = "Poisson bootstrap, BCa" if n_units < FEW_UNITS else "Poisson bootstrap"
    return Estimate(figure, method, lambda alpha: end(alpha, -1), lambda alpha: end(alpha, 1))


@dataclass(frozen=True, slots=True)
class _Replicates:
    """What the bounds of one figure are read from.

    ``values`` are the replicates in which the figure is defined, ``distances`` their distances from
    it in standard errors, both sorted; ``spread`` is the standard deviation of the replicates,
    ``error`` the standard error from the influences of the pieces; ``bias`` and ``skew`` are 0
    where nothing is corrected.
    """

    figure: float
    values: NDArray[np.float64]
    distances: NDArray[np.float64]
    n_undefined: int
    spread: float
    error: float
    bias: float
    skew: float


def _replicates(
    units: NDArray[np.float64],
    value: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    figure: float,
    seed: tuple[str, int],
) -> _Replicates:
    n_units, totals = len(units), units.sum(axis=0)
    # By how much each piece moves the figure: a thousandth of it is left out.
    pulls = (figure - value((totals - 1e-3 * units).T)) * 1e3
    pulls = np.nan_to_num(pulls - np.nanmean(pulls))
    extended = np.column_stack([units, pulls, pulls**2, np.ones(n_units)])
    sums = _resample(extended, *seed).T
    counted, scale = sums[-1], n_units / (n_units - 1)
    found = value(sums[:-3])
    with np.errstate(invalid="ignore", divide="ignore"):
        errors = np.sqrt(scale * np.maximum(sums[-2] - sums[-3] ** 2 / counted, 0.0))
        distances = (found - figure) / errors
    known = np.sort(found[~np.isnan(found)])
    spread = float(known.std(ddof=1)) if len(known) > 1 else math.nan
    corrected = n_units < FEW_UNITS and spread > 0
    return _Replicates(
        figure,
        known,
        np.sort(distances[np.isfinite(distances)]),
        len(found) - len(known),
        spread,
        math.sqrt(scale * float(np.square(pulls).sum())),
        _bias(known, figure) if corrected else 0.0,
        _skew(value((totals - units).T), figure) if corrected else 0.0,
    )


def _bound(found: _Replicates, n_units: int, alpha: float, side: int) -> float:
    n_replicates = len(found.values) + found.n_undefined
    if not found.spread > 0:
        return found.figure if found.n_undefined == 0 else math.nan
    z = side * _wide(alpha, n_units)
    corrected = found.bias + (found.bias + z) / (1.0 - found.skew * (found.bias + z))
    share = normal_cdf(corrected)
    beyond = min(share if side < 0 else 1.0 - share, alpha) * n_replicates
    if found.n_undefined >= beyond:
        return math.nan
    if beyond < _FEW_BEYOND:
        return found.figure + z * found.spread
    # The undefined replicates stand at the outer end of the side that is asked for.
    position = share * n_replicates - (found.n_undefined if side < 0 else 0)
    percentile = float(np.interp(position - 0.5, np.arange(len(found.values)), found.values))
    if len(found.distances) < len(found.values) / 2:
        return percentile
    far = float(np.quantile(found.distances, alpha if side > 0 else 1.0 - alpha))
    studentised = found.figure - far * found.error
    return max(percentile, studentised) if side > 0 else min(percentile, studentised)


def _wide(alpha: float, n_units: int) -> float:
    return math.sqrt(n_units / (n_units - 1)) * student_quantile(1.0 - alpha, n_units - 1)


def _bias(known: NDArray[np.float64], figure: float) -> float:
    below = (known < figure).mean() + 0.5 * (known == figure).mean()
    # A figure outside all replicates has no sensible correction.
    return normal_quantile(min(max(float(below), 0.02), 0.98))


def _skew(without_one: NDArray[np.float64], figure: float) -> float:
    pulls = figure - without_one[~np.isnan(without_one)]
    pulls = pulls - pulls.mean() if len(pulls) else pulls
    squares = float((pulls**2).sum())
    return float((pulls**3).sum()) / (6.0 * squares**1.5) if squares > 0 else 0.0


def _resample(units: NDArray[np.float64], seed_text: str, replicates: int) -> NDArray[np.float64]:
    """Return the sums of each replicate, shape (replicates, n_terms).

    Terms are rounded to 36 binary places of their largest value, so that all partial sums are
    whole numbers below 2^53 and the product is exact in any order of addition.
    """
    largest = np.abs(units).max(axis=0)
    step = np.where(largest > 0, largest, 1.0) * 2.0**-36
    whole = np.rint(units / step)
    digest = hashlib.sha256(seed_text.encode()).digest()
    stream = np.random.Philox(key=np.frombuffer(digest[:16], dtype="<u8").astype(np.uint64))
    sums = np.zeros((replicates, units.shape[1]))
    for start in range(0, len(units), _CHUNK):
        chunk = whole[start : start + _CHUNK]
        sums += _counts(stream, replicates * len(chunk)).reshape(replicates, -1) @ chunk
    return sums * step


def _counts(stream: np.random.Philox, n: int) -> NDArray[np.float64]:
    """Return n Poisson(1) numbers.

    They are looked up by 16 bits of the generator's raw output, which NumPy promises never to
    change (it does not promise that of its Poisson numbers).
    """
    raw = stream.random_raw(-(-n // 4)).astype("<u8").view("<u2")[:n]
    counts: NDArray[np.float64] = _POISSON[raw]
    return counts


def _poisson_table() -> NDArray[np.float64]:
    chances = np.array([math.exp(-1.0) / math.factorial(k) for k in range(12)])
    edges = np.rint(np.cumsum(chances) * 65_536).astype(int)
    return np.searchsorted(edges, np.arange(65_536), side="right").astype(np.float64)


_POISSON = _poisson_table()
