"""A project with a prediction time: 1,200 orders, of which some are returned days later."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from forebay.build import BuildRequest, run
from forebay.build.event import CheckFinished, Noticed, StepFinished
from forebay.project.cache import write_outline
from forebay.project.load import load
from forebay.project.make_outline import make_outline

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build import Event, RunFinished
    from forebay.errors import Problem

SETTINGS = 'name = "orders"\ndefault_env = "prod"\nthreads = 1\n'
SOURCE = """
CREATE EXTERNAL TABLE orders (
  id BIGINT, customer BIGINT, made_at TIMESTAMP, amount BIGINT, shipped_at TIMESTAMP,
  returned BIGINT, refund BIGINT, settled_at TIMESTAMP
) OPTIONS (uris = ['orders.csv'])
KNOWN AT made_at
KNOWN AT shipped_at FOR (shipped_at)
KNOWN AT settled_at FOR (returned, refund);
"""
MODEL = """
CREATE MODEL comes_back
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['is_returned'])
KEY (id)
PREDICT AT made_at + INTERVAL 1 MINUTE
LABEL KNOWN AT made_at + INTERVAL 12 DAY
STANDARDS (roc_auc >= 0.1 POINT){allow}
AS {query};
"""
FROM_ORDERS = "SELECT id, made_at, amount, {feature}returned = 1 AS is_returned FROM orders"


@dataclass
class Orders:
    """The project in a folder, and what its last build told."""

    root: Path
    events: list[Event] = field(default_factory=list)

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def model(self, feature: str = "", *, query: str = "", allow: str = "") -> None:
        """Write the model, with one more feature or another query."""
        body = query or FROM_ORDERS.format(feature=f"{feature}, " if feature else "")
        self.write("models/comes_back.sql", MODEL.format(query=body, allow=allow))

    def build(self, *select: str) -> RunFinished:
        """Build; keep the events.

        Validation is done and kept before, without the search for leaks in the SQL: much of what
        the replay is given here would not come so far.
        """
        self.events = []
        project = load(self.root)
        write_outline(make_outline(project), project.inferred)
        return run(self.root, BuildRequest(select=select), self.events.append)

    def leaks(self) -> list[Problem]:
        """Return the leaks that stopped the model."""
        finished = (e for e in self.events if isinstance(e, StepFinished))
        return [p for e in finished for p in e.problems if p.name == "leakage"]

    def notices(self, name: str) -> list[Problem]:
        """Return the warnings of that name."""
        found = (e.problem for e in self.events if isinstance(e, Noticed))
        return [problem for problem in found if problem.name == name]

    @property
    def replay(self) -> str:
        """What the check of the replay says."""
        results = [e.result for e in self.events if isinstance(e, CheckFinished)]
        (found,) = [result for result in results if result.kind == "replay"]
        return found.message


def rows(n: int = 1200, seed: int = 3) -> str:
    """Return orders as CSV: forty at each of the times, amounts decide what comes back."""
    draw, start = random.Random(seed), datetime(2026, 1, 1, 8)  # noqa: DTZ001 - in UTC, as ours
    lines = ["id,customer,made_at,amount,shipped_at,returned,refund,settled_at"]
    for number in range(n):
        made_at = start + timedelta(hours=12 * (number // 10))
        amount = draw.randint(1, 100)
        returned = int(draw.random() < 0.2 + 0.6 * (amount > 50))
        shipped = made_at + timedelta(hours=draw.randint(1, 40))
        settled = made_at + timedelta(days=draw.randint(2, 10))
        cells = [number, draw.randint(1, 30), made_at, amount, shipped, returned]
        lines.append(",".join(map(str, [*cells, returned * amount, settled])))
    return "\n".join(lines) + "\n"


@pytest.fixture
def orders(tmp_path: Path) -> Orders:
    """Return the project without its model."""
    project = Orders(tmp_path)
    project.write("forebay.toml", SETTINGS)
    project.write("sources/orders.sql", SOURCE)
    project.write("orders.csv", rows())
    return project
