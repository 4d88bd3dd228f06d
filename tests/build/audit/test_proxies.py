"""Which features tell a group: what is known to, what is known not to."""

from __future__ import annotations

import numpy as np

from forebay.build.audit.drawn_rows import DrawnRows
from forebay.build.audit.proxies import proxies
from forebay.engine import Column
from forebay.features.frozen_features import FrozenFeatures
from forebay.features.matrix_column import MatrixColumn


def test_a_copy_tells_all_a_third_of_it_something_and_chance_nothing() -> None:
    random = np.random.default_rng(1)
    group = random.integers(0, 3, 5000)
    is_first = (group == 0).astype(float)
    noise = random.normal(size=5000)
    names = ("copy", "first", "noise")
    features = FrozenFeatures(
        tuple(Column(name, "DOUBLE") for name in names),
        (
            MatrixColumn("copy", "category", ("a", "b", "c")),
            MatrixColumn("first", "number"),
            MatrixColumn("noise", "number"),
        ),
        (),
    )
    rows = DrawnRows((group, is_first, noise), np.zeros(5000), np.zeros((5000, 1)))

    found = proxies(rows, features, group.astype(float))

    assert list(found) == ["copy", "first"]
    assert found["copy"] > 0.999
    # H(1/3) / H(group) = 0.6365 / 1.0986 nats.
    assert abs(found["first"] - 0.579) < 0.02
