"""A sample of labelled rows from columns that numpy made."""

from __future__ import annotations

import csv
import itertools
import math

import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.trust.label_sample import LabelSample


@pytest.fixture(scope="module")
def sample_of(tmp_path_factory):
    """Return a function that makes a sample of a label and columns; None and nan are NULL."""
    folder = tmp_path_factory.mktemp("rows")
    numbers = itertools.count()

    def written(value) -> object:
        value = value.item() if hasattr(value, "item") else value
        return "" if value is None or (isinstance(value, float) and math.isnan(value)) else value

    with DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[folder], scratch=folder / "scratch"
    ) as workspace:

        def make(y, n_classes: int, **columns) -> LabelSample:
            name = f"looked_at_{next(numbers)}"
            path = folder / f"{name}.csv"
            with path.open("w", newline="") as file:
                lines = csv.writer(file)
                lines.writerow(["__y", *columns])
                rows = zip([float(v) for v in y], *columns.values(), strict=True)
                lines.writerows([written(value) for value in row] for row in rows)
            workspace.define_view(name, f"SELECT * FROM read_csv('{path}')")
            schema = workspace.describe(f"SELECT * FROM {name}")
            features = [c for c in schema.columns if c.name in columns]
            return LabelSample(workspace, name, features, n_classes, len(y))

        yield make
