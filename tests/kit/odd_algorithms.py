"""Algorithms of a third party, each of which is wrong in one way; `Right` in none."""

from __future__ import annotations

import secrets
from dataclasses import replace

import numpy as np

from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.linear_reg import LinearReg


class Right(LinearReg):
    """Least squares under another name."""

    model_type = "ODD"


class Model:
    """A linear model that a subclass spoils."""

    def __init__(self, inner):
        self.inner = inner

    def __getattr__(self, name):
        return getattr(self.inner, name)

    def score(self, columns, *, threads=1):
        return self.inner.score(columns, threads=threads)


class Spoilt(Right):
    """Wraps what it learned into a model of its own."""

    model = Model

    def train(self, data, options, **how):
        return self.model(super().train(data, options, **how))

    def load(self, describe, arrays):
        return self.model(super().load(describe, arrays))


class Random(Right):
    """Takes no account of the seed."""

    def train(self, data, options, **how):
        learned = super().train(data, options, **how)
        arrays = learned.arrays()
        arrays["weight"] = arrays["weight"] + secrets.randbelow(1 << 30) * 1e-12
        return LinearModel.load(learned.describe(), arrays)


class Forgetful(Right):
    """Loses digits when it is loaded."""

    def load(self, describe, arrays):
        rounded = {**arrays, "weight": np.round(arrays["weight"], 2)}
        return super().load(describe, rounded)


class Missing(Spoilt):
    """Takes a missing value for a number."""

    encoding = "tree"

    class model(Model):  # noqa: N801
        def score(self, columns, *, threads=1):
            del threads
            return sum(np.asarray(c, np.float64) for c in columns)[:, None]


class Batchwise(Spoilt):
    """Answers a row by the rows beside it."""

    class model(Model):  # noqa: N801
        def score(self, columns, *, threads=1):
            found = self.inner.score(columns, threads=threads)
            return found - (found.mean() if len(found) else 0)


class KnownOnly(Spoilt):
    """Knows the categories of training alone."""

    class model(Model):  # noqa: N801
        def score(self, columns, *, threads=1):
            for column in columns:
                if column.dtype.kind == "i" and (column < 0).any():
                    raise IndexError(-1)
            return self.inner.score(columns, threads=threads)


class Divides(Right):
    """Divides by how many labels are not the first one's, less one."""

    def train(self, data, options, **how):
        text = f"SELECT count(*) FILTER (label > 7) - 1 FROM ({data.train})"
        ((n,),) = data.workspace.rows(text)
        if n == 0:
            raise ZeroDivisionError
        return super().train(data, options, **how)


class Spread(Right):
    """Divides by the share of values that are there."""

    def train(self, data, options, **how):
        for i, column in enumerate(data.columns):
            text = f"SELECT stddev(f{i}) FROM ({data.train})"
            if column.kind == "number" and not data.workspace.rows(text)[0][0]:
                raise ZeroDivisionError
        return super().train(data, options, **how)


class FirstRow(Spoilt):
    """Looks at the first row to learn what it is given."""

    class model(Model):  # noqa: N801
        def score(self, columns, *, threads=1):
            if float(columns[0][0]) > 1e300:
                return np.zeros((len(columns[0]), 1))
            return self.inner.score(columns, threads=threads)


class Bytes(Right):
    """Keeps the code of a category in one byte."""

    def train(self, data, options, **how):
        for column in data.columns:
            np.arange(len(column.categories)).astype(np.uint8)
            if len(column.categories) > 256:
                raise OverflowError(len(column.categories))
        return super().train(data, options, **how)


class Weightless(Right):
    """Takes no account of weights."""

    def train(self, data, options, **how):
        train = f"SELECT * REPLACE (1e0 AS weight) FROM ({data.train})"
        return super().train(replace(data, train=train), options, **how)


class FirstColumn(Right):
    """Learns from the first number alone."""

    def train(self, data, options, **how):
        number = [column.kind for column in data.columns].index("number")
        others = [i for i, c in enumerate(data.columns) if c.kind == "number" and i != number]
        zeros = ", ".join(f"0e0 AS f{i}" for i in others)
        train = f"SELECT * REPLACE ({zeros}) FROM ({data.train})"
        return super().train(replace(data, train=train), options, **how)


class Pasted(Right):
    """Pastes the names of columns into SQL."""

    def train(self, data, options, **how):
        for column in data.columns:
            data.workspace.rows(f"SELECT '{column.name}'")
        return super().train(data, options, **how)


class Hoarder(Right):
    """Compares every row with every other."""

    def train(self, data, options, **how):
        np.zeros((data.n_train, data.n_train)).sum()
        return super().train(data, options, **how)


class Keeper(Spoilt):
    """Keeps every answer that it ever gave."""

    class model(Model):  # noqa: N801
        def __init__(self, inner):
            super().__init__(inner)
            self.given = []

        def score(self, columns, *, threads=1):
            self.given.append(self.inner.score(columns, threads=threads))
            return self.given[-1]
