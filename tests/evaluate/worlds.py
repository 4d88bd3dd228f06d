"""Known models from which gate rows are drawn, with their true figures.

A world draws many samples at once: ``draw(random, repeats, n)`` gives labels and scores of shape
(repeats, n). Its truth is computed by quadrature or in closed form, never from a sample.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

NORMAL = NormalDist()


@dataclass(frozen=True)
class Calibrated:
    """Two classes: scores are true probabilities, the logistic of 1.5 Z + shift."""

    shift: float
    threshold: float

    def draw(self, random, repeats, n):
        score = 1 / (1 + np.exp(-(1.5 * random.normal(size=(repeats, n)) + self.shift)))
        return (random.random((repeats, n)) < score).astype(float), score

    def truth(self):
        z = np.linspace(-9, 9, 1_800_001)
        mass = np.exp(-(z**2) / 2)
        mass /= mass.sum()
        p = 1 / (1 + np.exp(-(1.5 * z + self.shift)))
        positive, negative = mass * p, mass * (1 - p)
        share, above = positive.sum(), p > self.threshold
        hits, predicted = positive[above].sum(), mass[above].sum()
        recall, kept = hits / share, 1 - (predicted - hits) / (1 - share)
        at_least = np.cumsum(positive[::-1])[::-1]
        spread = math.sqrt(share * (1 - share) * predicted * (1 - predicted))
        return {
            "precision": hits / predicted,
            "recall": recall,
            "accuracy": 1 - predicted - share + 2 * hits,
            "positive_rate": predicted,
            "f1_score": 2 * hits / (predicted + share),
            "balanced_accuracy": (recall + kept) / 2,
            "matthews_correlation": (hits - share * predicted) / spread,
            "log_loss": -(positive * np.log(p) + negative * np.log1p(-p)).sum(),
            "brier_score": (mass * p * (1 - p)).sum(),
            "roc_auc": (positive * (np.cumsum(negative) - negative / 2)).sum()
            / share
            / (1 - share),
            "average_precision": (positive * at_least / np.cumsum(mass[::-1])[::-1]).sum() / share,
        }


# Positives of which so many percent: the shift that gives them, and a threshold that suits.
CALIBRATED = {50: Calibrated(0.0, 0.5), 20: Calibrated(-1.9163, 0.35), 5: Calibrated(-3.8446, 0.15)}


@dataclass(frozen=True)
class Separated:
    """Two classes of normal scores, the positives' with a standard deviation of its own."""

    area: float
    width: float
    share: float

    @property
    def lead(self):
        return math.sqrt(1 + self.width**2) * NORMAL.inv_cdf(self.area)

    def draw(self, random, repeats, n):
        label = (random.random((repeats, n)) < self.share).astype(float)
        noise = random.normal(size=(repeats, n))
        return label, noise + label * (self.lead + (self.width - 1) * noise)

    def truth(self):
        x = np.linspace(-12, 12 + 12 * self.width, 1_200_001)
        positive = np.exp(-(((x - self.lead) / self.width) ** 2) / 2)
        negative = np.exp(-(x**2) / 2)
        positive *= self.share / positive.sum()
        negative *= (1 - self.share) / negative.sum()
        hits = np.cumsum(positive[::-1])[::-1]
        precision = hits / np.maximum(hits + np.cumsum(negative[::-1])[::-1], 1e-300)
        average = (positive * precision).sum() / self.share
        return {"roc_auc": self.area, "average_precision": average}


@dataclass(frozen=True)
class Pair:
    """Two models whose scores share a part: both on the same rows (label, model, champion)."""

    areas: tuple[float, float]
    shared: float
    share: float

    def draw(self, random, repeats, n):
        label = (random.random((repeats, n)) < self.share).astype(float)
        common = random.normal(size=(repeats, n)) * math.sqrt(self.shared)
        scores = []
        for area in self.areas:
            own = random.normal(size=(repeats, n)) * math.sqrt(1 - self.shared)
            scores.append(common + own + label * math.sqrt(2) * NORMAL.inv_cdf(area))
        return label, *scores


@dataclass(frozen=True)
class Numbers:
    """Labels 2 Z + error, predictions 2 Z; the errors are normal, heavy-tailed or Student's."""

    errors: str

    def draw(self, random, repeats, n):
        known = 2 * random.normal(size=(repeats, n))
        noise = random.normal(size=(repeats, n))
        if self.errors == "heavy":  # a kurtosis of 9; a normal has 3
            noise *= 1 + 0.3 * np.abs(known)
        elif self.errors == "student":  # five degrees of freedom: squares have no fourth moment
            noise = random.standard_t(5, size=(repeats, n))
        return known + noise, known

    def truth(self):
        mean = math.sqrt(2 / math.pi)
        absolute, squared = {
            "normal": (mean, 1.0),
            "heavy": (mean * (1 + 0.6 * mean), 1 + 1.2 * mean + 0.36),
            "student": (math.sqrt(5 / math.pi) / math.gamma(2.5), 5 / 3),
        }[self.errors]
        explained = 1 - squared / (4 + squared)
        return {
            "mean_absolute_error": absolute,
            "mean_squared_error": squared,
            "root_mean_squared_error": math.sqrt(squared),
            "r2_score": explained,
            "explained_variance": explained,
            "bias": 0.0,
        }


@dataclass(frozen=True)
class Prices:
    """Positive labels with errors in percent: what logarithms and shares are for."""

    def draw(self, random, repeats, n):
        known = np.exp(1 + 0.5 * random.normal(size=(repeats, n)))
        noise = np.exp(0.3 * random.normal(size=(repeats, n)))
        return (known + 1) * noise - 1, known

    def truth(self):
        return {"mean_squared_log_error": 0.09}


@dataclass(frozen=True)
class Rivals:
    """Two models that see the same signal, each through as much noise of its own: equally good."""

    shift: float

    def draw(self, random, repeats, n):
        signal = 1.5 * random.normal(size=(repeats, n)) + self.shift
        label = (random.random((repeats, n)) < 1 / (1 + np.exp(-signal))).astype(float)
        noise = 0.4 * random.normal(size=(2, repeats, n))
        return label, *(1 / (1 + np.exp(-(signal + own))) for own in noise)


@dataclass(frozen=True)
class ThreeClasses:
    """Scores are true probabilities: the softmax of normal numbers around unequal means."""

    def draw(self, random, repeats, n):
        place = 1.2 * random.normal(size=(repeats, n, 3)) + np.array([0.7, 0.0, -0.7])
        score = np.exp(place)
        score /= score.sum(axis=2, keepdims=True)
        drawn = random.random((repeats, n, 1)) > np.cumsum(score, axis=2)
        return drawn.sum(axis=2).clip(0, 2), score

    def truth(self):
        """Return the figures of two million rows, each with its chances in place of a class."""
        random = np.random.default_rng(99)
        score = np.concatenate([self.draw(random, 1, 200_000)[1][0] for _ in range(10)])
        called, areas = score.argmax(axis=1), []
        hits = np.array([score[called == c, c].sum() for c in range(3)])
        positives, predicted = score.sum(axis=0), np.bincount(called)
        for c in range(3):
            p = np.sort(score[:, c])
            areas.append((p * (np.cumsum(1 - p) - (1 - p) / 2)).sum() / p.sum() / (1 - p).sum())
        return {
            "precision": (hits / predicted).mean(),
            "recall": (hits / positives).mean(),
            "balanced_accuracy": (hits / positives).mean(),
            "f1_score": (2 * hits / (positives + predicted)).mean(),
            "log_loss": -(score * np.log(score) + (1 - score) * np.log1p(-score)).mean(),
            "roc_auc": np.mean(areas),
        }


SIZES = np.random.default_rng(1).lognormal(math.log(20), 0.8, 100).round().clip(1).astype(int)


@dataclass(frozen=True)
class Grouped:
    """Blocks of rows that share a part of their noise; equal ones, or some ten times as large."""

    blocks: int
    equal: bool

    @property
    def sizes(self):
        return np.full(self.blocks, 20) if self.equal else SIZES[: self.blocks]

    def noise(self, random, repeats):
        """Return standard normal numbers, of whose variance 30 % are shared by a block."""
        own = random.normal(size=(repeats, self.sizes.sum()))
        shared = np.repeat(random.normal(size=(repeats, self.blocks)), self.sizes, axis=1)
        return math.sqrt(0.3) * shared + math.sqrt(0.7) * own

    def numbers(self, random, repeats):
        known = 2 * random.normal(size=(repeats, self.sizes.sum()))
        return known + self.noise(random, repeats), known

    def two_classes(self, random, repeats, area=0.8, share=0.3, *, by_block=False):
        """Return labels and scores; `by_block` gives all rows of a block one label."""
        drawn = random.random((repeats, self.blocks if by_block else self.sizes.sum()))
        label = (np.repeat(drawn, self.sizes, axis=1) if by_block else drawn) < share
        label = label.astype(float)
        lead = math.sqrt(2) * NORMAL.inv_cdf(area)
        return label, self.noise(random, repeats) + lead * label

    def right(self, random, repeats, share):
        """Return which rows are right; a tenth of the variance lies between blocks."""
        chance = random.beta(9 * share, 9 * (1 - share), (repeats, self.blocks))
        drawn = random.random((repeats, self.sizes.sum()))
        return (drawn < np.repeat(chance, self.sizes, axis=1)) * 1.0
