"""Scores and errors of many shapes, in 300 strips: a sample of any size takes as long to draw."""

import functools
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

BINS, STRIPS = 15, 300
PLACES = (np.arange(STRIPS) + 0.5) / STRIPS
FEW = 2_000


@dataclass(frozen=True)
class Strips:
    """Rows lie in any of the strips alike; one has a score, and a share of positives.

    ``truth`` is the calibration error of all rows there ever will be, in bins of equal mass.
    """

    score: np.ndarray
    share: np.ndarray

    @property
    def truth(self):
        return float(np.abs((self.share - self.score).reshape(BINS, -1).mean(axis=1)).mean())

    def bins(self, random, n, repeats):
        """Yield weight, mean score, share of positives and variance of the bins of samples."""
        for start in range(0, repeats, FEW):
            yield from self._several(random, n, min(FEW, repeats - start))

    def _several(self, random, n, k):
        place = (BINS * (np.arange(n) + 0.5) / n).astype(int)
        edges = np.searchsorted(place, np.arange(1, BINS))
        ends = np.cumsum(random.multinomial(n, np.full(STRIPS, 1 / STRIPS), size=k), axis=1)
        cuts = np.sort(np.hstack([ends, np.broadcast_to(edges, (k, BINS - 1))]), axis=1)
        rows = np.diff(cuts, axis=1, prepend=0)
        sample = np.arange(k)[:, None]
        strip = np.searchsorted(
            (ends + sample * (n + 1)).ravel(), (cuts + sample * (n + 1)).ravel()
        )
        strip = np.minimum(strip.reshape(k, -1) - sample * STRIPS, STRIPS - 1)
        score, positives = self.score[strip], random.binomial(rows, self.share[strip])
        where = (sample * BINS + np.searchsorted(edges, cuts)).ravel()
        sums = [
            np.bincount(where, terms.ravel(), k * BINS).reshape(k, BINS)
            for terms in (rows * score, positives, rows * score * (1 - score))
        ]
        weight = np.broadcast_to(np.diff(np.hstack([0, edges, n])), (k, BINS))
        found = np.stack([weight, sums[0] / weight, sums[1] / weight, sums[2]], axis=2)
        return found.tolist()


def expit(x):
    return 1 / (1 + np.exp(-x))


def logit(p):
    return np.log(p) - np.log1p(-p)


def bell(middle, width):
    """Return scores whose log-odds are normal."""
    normal = NormalDist(middle, width)
    return expit(np.array([normal.inv_cdf(p) for p in PLACES]))


def flat(low, high):
    return low + (high - low) * PLACES


def moved(score, by, error):
    """Return scores with shares that are ``by(score, c)``, with the c that makes the error."""
    low, high = 0.0, 16.0
    for _ in range(50):
        middle = 0.5 * (low + high)
        share = np.clip(by(score, middle), 0, 1)
        low, high = (middle, high) if Strips(score, share).truth < error else (low, middle)
    return Strips(score, np.clip(by(score, high), 0, 1))


def up(score, c):
    return expit(logit(score) + c)


def down(score, c):
    return expit(logit(score) - c)


def blurred(score, c):
    return expit(logit(score) * (1 - min(c, 1.0)))


def two_sizes(score, c):
    """Return shares that are wrong to both sides, in every second bin by more."""
    size = np.where((PLACES * BINS).astype(int) % 2 == 0, 0.3, 1.7)
    return score - np.where(score > np.median(score), 1, -1) * size * c


def thirds(low, high, several, others):
    shares = np.where((PLACES * BINS).astype(int) % 3 == 0, several, others)
    return Strips(flat(low, high), shares)


def halves(low, high, lower, upper):
    return Strips(flat(low, high), np.where(PLACES < 0.5, lower, upper))


# None of these was used to choose how bounds are made, but for the first three.
WORLDS = {
    "low, 0.1 and 0.9": functools.partial(halves, 0.002, 0.006, 0.1, 0.9),
    "all 0.05 too low": lambda: Strips(flat(0.05, 0.95), flat(0.1, 1.0)),
    "low, 0.05": functools.partial(halves, 0.001, 0.005, 0.05, 0.05),
    "low, 0.05 and 0.6": functools.partial(thirds, 0.015, 0.025, 0.05, 0.6),
    "high, 0.3 and 0.9": functools.partial(thirds, 0.975, 0.985, 0.3, 0.9),
    "low, 0.06": functools.partial(thirds, 0.005, 0.015, 0.06, 0.06),
    "a tenth positive, too low": lambda: moved(bell(-3, 1), up, 0.04),
    "a tenth negative, too high": lambda: moved(bell(3, 1), down, 0.04),
    "half positive, too low": lambda: moved(bell(0, 0.7), up, 0.02),
    "half positive, far too low": lambda: moved(bell(0, 0.7), up, 0.15),
    "half positive, two sizes": lambda: moved(bell(0.5, 1), two_sizes, 0.05),
    "half positive, two large sizes": lambda: moved(bell(0.5, 1), two_sizes, 0.2),
    "rare and too sure": lambda: moved(bell(-4, 1.5), blurred, 0.08),
    "a quarter positive, too sure": lambda: moved(bell(-2, 2), blurred, 0.03),
}
SIZES = {
    "low, 0.1 and 0.9": (200, 1_000),
    "all 0.05 too low": (1_000, 20_000),
    "low, 0.05": (1_000,),
    "low, 0.05 and 0.6": (200, 700, 2_500),
    "high, 0.3 and 0.9": (200, 700),
    "low, 0.06": (1_000, 2_500),
    "a tenth positive, too low": (8_000,),
    "a tenth negative, too high": (8_000,),
    "half positive, too low": (1_000, 100_000),
    "half positive, far too low": (300, 2_500),
    "half positive, two sizes": (5_000, 40_000),
    "half positive, two large sizes": (2_500,),
    "rare and too sure": (5_000, 100_000),
    "a quarter positive, too sure": (1_000, 40_000),
}
