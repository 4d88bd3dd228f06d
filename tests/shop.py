"""A small project that builds in a second: 3,000 visits, of which some convert."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from forebay.build import BuildRequest, Event, RunFinished, run
from forebay.build.event import CheckFinished, Judged, StepFinished
from forebay.catalog import Catalog, read_live

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = 'name = "shop"\ndefault_env = "prod"\nthreads = 1\n'
SOURCE = """
CREATE EXTERNAL TABLE visits (
  id BIGINT, day DATE, pages BIGINT, channel VARCHAR, paid BIGINT
) OPTIONS (format = 'CSV', uris = ['visits.csv']);
"""
TABLE = """
-- every visit with a channel
CREATE TABLE clean_visits (*, id PRIMARY KEY,
  CONSTRAINT some_pages EXPECT (pages > 0) ON VIOLATION DROP ROW LIMIT 5 PERCENT
) AS
SELECT id, CAST(day AS TIMESTAMP) AS at, pages, channel, paid = 1 AS bought FROM visits;
"""
OTHER = "CREATE TABLE per_channel AS SELECT channel, count(*) AS n FROM visits GROUP BY channel;\n"
MODEL = """
CREATE MODEL converts
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['bought'])
KEY (id)
PREDICT AT NONE
STANDARDS (roc_auc >= {floor})
AS SELECT id, pages, channel, bought FROM clean_visits;
"""
SCORED = """
CREATE TABLE scored AS
SELECT id, ML.PROBABILITY(predicted_bought_probs, TRUE) AS p
FROM ML.PREDICT(MODEL converts, (SELECT * FROM clean_visits));
"""


@dataclass
class Shop:
    """The project in a folder, and what its last build told."""

    root: Path
    events: list[Event] = field(default_factory=list)

    def build(self, *select: str, **asked: object) -> RunFinished:
        """Build; keep the events."""
        self.events = []
        request = BuildRequest(select=select, **asked)  # type: ignore[arg-type]
        return run(self.root, request, self.events.append)

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def visits(self, n: int = 3000, seed: int = 1, bad: int = 20) -> None:
        """Write the data: pages and channel decide, with noise; some rows have no pages."""
        draw = random.Random(seed)
        rows = ["id,day,pages,channel,paid"]
        for i in range(n):
            pages = draw.randint(1, 20) if i >= bad else 0
            channel = draw.choice(["mail", "search", "direct"])
            p = 1 / (1 + 2.718 ** (3 - 0.25 * pages - (channel == "mail")))
            paid = int(draw.random() < p)
            rows.append(f"{i},2026-01-{i % 28 + 1:02d},{pages},{channel},{paid}")
        (self.root / "visits.csv").write_text("\n".join(rows) + "\n")

    def standard(self, floor: float) -> None:
        """Write the model with another standard."""
        self.write("models/converts.sql", MODEL.format(floor=floor))

    def outcomes(self) -> dict[str, str]:
        """What became of each node in the last build."""
        return {e.node: e.outcome for e in self.events if isinstance(e, StepFinished)}

    def checks(self) -> dict[str, str]:
        """The verdict of each check of the last build."""
        return {
            e.result.label: e.result.verdict for e in self.events if isinstance(e, CheckFinished)
        }

    def judged(self) -> Judged:
        """The judgement of the last build."""
        return next(e for e in self.events if isinstance(e, Judged))

    def live(self) -> dict[str, int]:
        """The number of every live version."""
        return {k: v.number for k, v in read_live(self.root, "prod").versions.items()}

    def catalog(self) -> Catalog:
        """The catalog, to be used as a context manager."""
        return Catalog(self.root)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A project that was not built yet."""
    shop = Shop(tmp_path / "shop")
    shop.root.mkdir()
    shop.write("forebay.toml", SETTINGS)
    shop.write("sources/visits.sql", SOURCE)
    shop.write("tables/clean_visits.sql", TABLE)
    shop.write("tables/per_channel.sql", OTHER)
    shop.standard(0.6)
    shop.write("tables/scored.sql", SCORED)
    shop.visits()
    return shop
