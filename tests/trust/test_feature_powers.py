"""The power of single features against scikit-learn and numpy."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.trust.feature_powers import feature_powers
from forebay.trust.label_sample import LabelSample

RNG = np.random.default_rng(4)
BEGINNING = RNG.bit_generator.state
N = 4000


@pytest.fixture(autouse=True)
def same_numbers():
    """Draw the same numbers in a test whatever ran before it."""
    RNG.bit_generator.state = BEGINNING


@pytest.fixture
def measured(tmp_path):
    """Return a function that measures columns of numbers against a label."""

    def measure(y, n_classes, **columns):
        lines = [",".join(["__y", "__fold", *columns])]
        lines += [
            ",".join(
                [
                    repr(float(y[i])),
                    str(i % 2),
                    *("" if c[i] is None else str(c[i]) for c in columns.values()),
                ]
            )
            for i in range(len(y))
        ]
        (tmp_path / "s.csv").write_text("\n".join(lines) + "\n")
        with DuckDBEngine().workspace(
            threads=1, memory_limit=None, readable=(tmp_path,), scratch=tmp_path / "scratch"
        ) as workspace:
            workspace.define_view("s", f"SELECT * FROM read_csv('{tmp_path / 's.csv'}')")
            schema = workspace.describe("SELECT * FROM s")
            features = [c for c in schema.columns if c.name in columns]
            sample = LabelSample(workspace, "s", features, n_classes, len(y))
            return {(p.feature, p.of): p.power for p in feature_powers(sample)}

    return measure


def test_the_power_of_a_number_is_its_area_with_ties(measured):
    y = (RNG.random(N) < 0.3).astype(float)
    x = np.round(y + RNG.normal(0, 1, N), 1)
    found = measured(y, 2, x=x.tolist(), back=(-x).tolist())
    assert found["x", "value"] == pytest.approx(roc_auc_score(y, x), abs=1e-12)
    assert found["back", "value"] == pytest.approx(roc_auc_score(y, x), abs=1e-12)


def test_the_power_of_a_number_for_a_number_is_the_square_of_the_correlation(measured):
    x = RNG.normal(0, 1, N)
    y = x + RNG.normal(0, 1, N)
    found = measured(y, 0, x=x.tolist())
    assert found["x", "value"] == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2, abs=1e-9)


def test_a_text_that_is_different_in_every_row_tells_nothing(measured):
    y = (RNG.random(N) < 0.5).astype(float)
    found = measured(y, 2, name=[f"n{i}" for i in range(N)])
    assert found["name", "value"] == pytest.approx(0.5, abs=1e-12)


def test_a_text_tells_what_its_rows_in_the_other_half_say(measured):
    group = RNG.integers(0, 20, N)
    share = np.linspace(0.1, 0.9, 20)[group]
    y = (RNG.random(N) < share).astype(float)
    found = measured(y, 2, g=[f"g{v}" for v in group])
    # The share itself is the best that can be known; 200 rows a text are a little worse.
    assert found["g", "value"] == pytest.approx(roc_auc_score(y, share), abs=0.01)


def test_the_power_of_null_is_that_of_the_indicator(measured):
    y = (RNG.random(N) < 0.4).astype(float)
    missing = RNG.random(N) < np.where(y > 0, 0.8, 0.2)
    x = [None if gone else 1.5 + i % 3 for i, gone in enumerate(missing)]
    found = measured(y, 2, x=x)
    assert found["x", "null"] == pytest.approx(roc_auc_score(y, missing), abs=1e-12)


def test_more_classes_are_each_told_from_the_rest(measured):
    y = RNG.integers(0, 3, N).astype(float)
    x = y + RNG.normal(0, 1, N)
    areas = [max(a := roc_auc_score(y == k, x), 1 - a) for k in range(3)]
    weights = [np.mean(y == k) for k in range(3)]
    found = measured(y, 3, x=x.tolist())
    assert found["x", "value"] == pytest.approx(np.dot(areas, weights), abs=1e-12)


def test_too_few_rows_of_a_class_have_no_power(measured):
    y = np.zeros(N)
    y[:10] = 1
    assert measured(y, 2, x=RNG.normal(0, 1, N).tolist()) == {}


@pytest.mark.parametrize("n_classes", [0, 2])
def test_each_of_many_features_has_its_own_power(measured, n_classes):
    y = (RNG.random(200) < 0.5).astype(float)
    columns = {f"x{i}": (y * i / 40 + RNG.normal(0, 1, 200)).tolist() for i in range(120)}

    together = measured(y, n_classes, **columns)

    for name in ("x0", "x49", "x50", "x99", "x100", "x119"):
        alone = measured(y, n_classes, **{name: columns[name]})
        assert together[name, "value"] == pytest.approx(alone[name, "value"], abs=1e-12)
