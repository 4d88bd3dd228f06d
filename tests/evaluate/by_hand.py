"""Influences of rows on figures, in closed form: what the engine's pulls are compared with.

All for many samples at once: labels and scores of shape (repeats, n), figures of shape (repeats,),
pulls of shape (repeats, n), which sum to 0 in every sample.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from forebay.evaluate.class_freedom import class_freedom
from forebay.evaluate.spread import Spread


def mean(term):
    """A mean: brier_score, log_loss, mean_absolute_error, bias, ..."""
    value = term.mean(axis=1)
    return value, (term - value[:, None]) / term.shape[1]


def counts(label, predicted):
    """Return f1_score, balanced_accuracy and matthews_correlation, each with its pulls."""
    n = label.shape[1]
    hits, positives, called = (
        x.sum(axis=1)[:, None] for x in (label * predicted, label, predicted)
    )
    negatives = n - positives
    f1 = 2 * hits / (called + positives)
    of_f1 = (2 * label * predicted - f1 * (label + predicted)) / (called + positives)
    recall, kept = hits / positives, 1 - (called - hits) / negatives
    of_recall = label * (predicted - recall) / positives
    of_kept = (1 - label) * ((1 - predicted) - kept) / negatives
    y = (label - positives / n) / np.sqrt(positives * negatives) * n
    p = (predicted - called / n) / np.sqrt(called * (n - called)) * n
    correlation = (y * p).mean(axis=1)[:, None]
    of_correlation = (y * p - correlation * (y**2 + p**2) / 2) / n
    return {
        "f1_score": (f1[:, 0], of_f1),
        "balanced_accuracy": ((recall + kept)[:, 0] / 2, (of_recall + of_kept) / 2),
        "matthews_correlation": (correlation[:, 0], of_correlation),
    }


def losses(label, score):
    """Return log_loss and brier_score."""
    return {
        "log_loss": mean(-np.log(np.where(label == 1, score, 1 - score))),
        "brier_score": mean((score - label) ** 2),
    }


def errors(label, score):
    """Return the figures of numbers that are no medians."""
    error = score - label
    squared, of_squared = mean(error**2)
    spread, of_spread = mean((label - label.mean(axis=1)[:, None]) ** 2)
    scatter, of_scatter = mean((error - error.mean(axis=1)[:, None]) ** 2)

    def share(top, of_top):
        part = (top / spread)[:, None]
        return 1 - part[:, 0], -(of_top - part * of_spread) / spread[:, None]

    return {
        "mean_absolute_error": mean(np.abs(error)),
        "mean_squared_error": (squared, of_squared),
        "root_mean_squared_error": (np.sqrt(squared), of_squared / np.sqrt(squared)[:, None] / 2),
        "r2_score": share(squared, of_squared),
        "explained_variance": share(scatter, of_scatter),
        "bias": mean(error),
    }


def area(label, score):
    """ROC AUC of scores without ties; the pulls of a row are placement gaps over its class."""
    order = np.argsort(score, axis=1)
    y = np.take_along_axis(label, order, axis=1) == 1
    positives = y.sum(axis=1)[:, None]
    negatives = label.shape[1] - positives
    below = np.where(
        y, np.cumsum(~y, axis=1) / negatives, (positives - np.cumsum(y, axis=1)) / positives
    )
    value = np.where(y, below, 0).sum(axis=1) / positives[:, 0]
    pulls = np.empty_like(below)
    np.put_along_axis(
        pulls, order, (below - value[:, None]) / np.where(y, positives, negatives), axis=1
    )
    return value, pulls


def precision(label, score):
    """Average precision of scores without ties, its pulls (without each row) and its bias."""
    order = np.argsort(-score, axis=1)
    y = np.take_along_axis(label, order, axis=1)
    n = label.shape[1]
    hits, called = np.cumsum(y, axis=1), np.arange(1, n + 1)
    positives = hits[:, -1:]
    value = (y * hits / called).sum(axis=1) / positives[:, 0]
    slope = y / np.maximum(called * (called - 1), 1)
    gain = np.cumsum((slope * (called - hits))[:, ::-1], axis=1)[:, ::-1] - slope * (called - hits)
    loss = np.cumsum((slope * hits)[:, ::-1], axis=1)[:, ::-1]
    of_positive = (hits / called - value[:, None] + gain) / np.maximum(positives - 1, 1)
    influence = np.where(y == 1, of_positive, -loss / positives) * (n - 1) / n
    bias = (y / called**2 * (called - hits)).sum(axis=1) / positives[:, 0]
    pulls = np.empty_like(influence)
    np.put_along_axis(pulls, order, influence, axis=1)
    return value, pulls, bias


def three_classes(label, score):
    """Return the macro figures of three classes with scores of shape (repeats, n, 3)."""
    called = score.argmax(axis=2)
    parts = {"precision": [], "recall": [], "f1_score": [], "roc_auc": []}
    for c in range(3):
        y, p = (label == c) * 1.0, (called == c) * 1.0
        hits, positives, predicted = (x.sum(axis=1)[:, None] for x in (y * p, y, p))
        for name, bottom, terms in (
            ("precision", predicted, p),
            ("recall", positives, y),
            ("f1_score", (predicted + positives) / 2, (p + y) / 2),
        ):
            value = hits / bottom
            parts[name].append((value[:, 0], (y * p - value * terms) / bottom))
        parts["roc_auc"].append(area(y, score[:, :, c]))
    found = {
        name: tuple(sum(x) / 3 for x in zip(*of_classes, strict=True))
        for name, of_classes in parts.items()
    }
    ones = np.eye(3)[label]
    losses = np.where(ones == 1, -np.log(score), -np.log1p(-score)).mean(axis=2)
    return found | {"balanced_accuracy": found["recall"], "log_loss": mean(losses)}


def of_blocks(rows, sizes):
    """Return the sums of blocks of so many consecutive rows."""
    return np.add.reduceat(rows, np.concatenate([[0], np.cumsum(sizes)[:-1]]), axis=1)


def block_spreads(pulls, sizes, label=None):
    """Return the spread of each sample of blocks, as the definition says.

    A label says that the figure is made of two classes apart.
    """
    share = np.broadcast_to(sizes / np.sum(sizes), (len(pulls), len(sizes)))
    freedom, n = 1 / (share**2).sum(axis=1) - 1, len(sizes)
    whole = [np.ones_like(pulls)] if label is None else [1 - label, label]
    without, parts = 0, []
    for rows in whole:
        held = of_blocks(rows, sizes)
        held = held / held.sum(axis=1)[:, None]
        own = of_blocks(pulls * rows, sizes)
        without = without + own / np.sqrt(np.maximum(1 - held, 1e-3))
        parts.append(((held**2).sum(axis=1), (own**2).sum(axis=1)))
    if label is not None:
        (e0, s0), (e1, s1) = parts
        each = zip(zip(e0, e1, strict=True), zip(s0, s1, strict=True), strict=True)
        freedom = np.minimum(freedom, [class_freedom(*known) for known in each])
    return [
        replace(s, variance=s.variance * (n - 1) / n, df=float(d))
        for s, d in zip(spreads(without), freedom, strict=True)
    ]


def spreads(pulls):
    """Return the spread of each sample, as the definition says."""
    n = pulls.shape[1]
    pulls = pulls - pulls.mean(axis=1)[:, None]
    squares = (pulls**2).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        skew = np.nan_to_num((pulls**3).sum(axis=1) / (6 * squares**1.5))
    below, above = np.minimum(pulls.min(axis=1), 0) ** 2, np.maximum(pulls.max(axis=1), 0) ** 2
    columns = zip(squares * n / (n - 1), below, above, skew, strict=True)
    return [Spread(float(v), n - 1.0, float(b), float(a), float(s)) for v, b, a, s in columns]


def class_spreads(label, pulls):
    """Return the spread of areas: the two classes are drawn apart."""
    found = []
    sides = [(label == 1, label.sum(axis=1)), (label == 0, (1 - label).sum(axis=1))]
    sums = []
    for rows, n in sides:
        own = np.where(rows, pulls, 0)
        grow = n / (n - 1)
        sums.append(
            (
                grow * (own**2).sum(axis=1),
                grow * np.minimum(own.min(axis=1), 0) ** 2,
                grow * np.maximum(own.max(axis=1), 0) ** 2,
                n,
            )
        )
    ones, zeros = (zip(*of_class, strict=True) for of_class in sums)
    for (v1, b1, a1, n1), (v0, b0, a0, n0) in zip(ones, zeros, strict=True):
        uncertainty = v1**2 / (n1 - 1) + v0**2 / (n0 - 1)
        df = (v1 + v0) ** 2 / uncertainty if uncertainty > 0 else float("inf")
        found.append(Spread(float(v1 + v0), float(df), float(b1 + b0), float(a1 + a0)))
    return found
