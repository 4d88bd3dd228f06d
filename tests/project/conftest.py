"""Small projects, written out by the tests that use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forebay.errors import ForebayError
from forebay.project.load import load
from forebay.trust.load_project import load_project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.errors import Problem
    from forebay.project import Project

ORDERS = """id,customer,amount,placed_at,note
1,10,12.5,2026-01-01 10:00:00,first
2,10,7.0,2026-01-02 11:30:00,
3,11,99.9,2026-01-03 09:00:00,gift
"""

SHOP = {
    "forebay.toml": 'name = "shop"\n',
    "data/orders.csv": ORDERS,
    "sources/orders.sql": """CREATE EXTERNAL TABLE orders (
  id BIGINT PRIMARY KEY, customer BIGINT, amount DOUBLE, placed_at TIMESTAMP, note VARCHAR
) OPTIONS (uris = ['data/orders.csv']) KNOWN AT placed_at;
""",
    "tables/customers.sql": """CREATE TABLE customers (*, customer PRIMARY KEY) AS
SELECT customer, count(*) AS n_orders, max(placed_at) AS last_at, sum(amount) > 50 AS is_big
FROM orders GROUP BY customer;
""",
    "models/big.sql": """CREATE MODEL big
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_big'])
KEY (customer) PREDICT AT NONE
STANDARDS (roc_auc >= 0.6)
AS SELECT * FROM customers;
""",
}


class Shop:
    """A folder that tests write files into."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, files: Mapping[str, str | bytes | None]) -> Shop:
        """Write files; None takes one away."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink()
            elif isinstance(text, bytes):
                path.write_bytes(text)
            else:
                path.write_text(text, newline="")
        return self

    def load(self) -> Project:
        """Validate it."""
        return load(self.root)

    def keep(self) -> Project:
        """Validate it, look for leaks, and keep the outline."""
        return load_project(self.root)

    def problems(self) -> list[Problem]:
        """Return everything that is wrong with it; empty if nothing is."""
        try:
            load(self.root)
        except ForebayError as error:
            return list(error.problems)
        return []

    def told(self) -> list[str]:
        """Return ``place name: message`` of everything that is wrong with it."""
        return [
            f"{p.span.place if p.span else '-'} {p.name}: {p.message}"
            for p in self.problems()
            if p.severity == "error"
        ]


@pytest.fixture
def empty(tmp_path: Path) -> Shop:
    """A project without statements."""
    return Shop(tmp_path).write({"forebay.toml": ""})


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A source, a table and a model that are right."""
    return Shop(tmp_path).write(SHOP)
