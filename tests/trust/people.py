"""A project without a time of prediction: 900 people of thirty towns, of whom some buy."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
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

SOURCES = """
CREATE EXTERNAL TABLE people (
  id BIGINT, town BIGINT, year BIGINT, age BIGINT, spent DOUBLE, bought BIGINT, part VARCHAR
) OPTIONS (uris = ['people.csv']);
CREATE EXTERNAL TABLE towns (town BIGINT, rich BIGINT) OPTIONS (uris = ['towns.csv']);
"""
MODEL = """
{tables}
CREATE MODEL buys
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['buys']{options})
{key} PREDICT AT NONE
STANDARDS (roc_auc >= 0.1 POINT){allow}
AS {query};
"""
QUERY = "SELECT {key}age, {feature}, bought = 1 AS buys FROM people AS p"


@dataclass
class People:
    """The project in a folder, and what its last build told."""

    root: Path
    events: list[Event] = field(default_factory=list)

    def model(
        self,
        feature: str = "",
        *,
        query: str = "",
        tables: str = "",
        options: str = "",
        key: bool = False,
        allow: str = "",
    ) -> None:
        """Write the model, with one feature or another query."""
        body = query or QUERY.format(feature=feature, key="id, " if key else "")
        text = MODEL.format(
            query=body,
            tables=tables,
            options=f", {options}" if options else "",
            key="KEY (id)" if key else "",
            allow=allow,
        )
        (self.root / "model.sql").write_text(text)

    def build(self, *, advisory: bool = False) -> RunFinished:
        """Build without the search in the SQL, which would refuse some of it before."""
        self.events = []
        project = load(self.root)
        write_outline(make_outline(project), project.inferred)
        return run(self.root, BuildRequest(advisory=advisory), self.events.append)

    def problems(self) -> list[Problem]:
        """Return what stopped the model."""
        finished = (e for e in self.events if isinstance(e, StepFinished))
        return [problem for event in finished for problem in event.problems]

    def leaks(self) -> list[Problem]:
        """Return the leaks that stopped the model."""
        return [problem for problem in self.problems() if problem.name == "leakage"]

    def notices(self, name: str) -> list[Problem]:
        """Return the warnings of that name."""
        found = (e.problem for e in self.events if isinstance(e, Noticed))
        return [problem for problem in found if problem.name == name]

    @property
    def replays(self) -> list[str]:
        """What the checks of the replay say."""
        results = [e.result for e in self.events if isinstance(e, CheckFinished)]
        return [f"{r.label}: {r.message}" for r in results if r.kind == "replay"]


def rows(n: int = 900, seed: int = 3) -> str:
    """Return people as CSV: thirty towns, thirty years, age decides who buys."""
    draw = random.Random(seed)
    lines = ["id,town,year,age,spent,bought,part"]
    for number in range(n):
        age = draw.randint(18, 80)
        bought = int(draw.random() < 0.2 + 0.6 * (age > 50))
        part = "test" if draw.random() < 0.25 else "train"
        cells = [number, draw.randint(1, 30), 1990 + number // 30, age]
        lines.append(",".join(map(str, [*cells, round(draw.gauss(50, 9), 3), bought, part])))
    return "\n".join(lines) + "\n"


@pytest.fixture
def people(tmp_path: Path) -> People:
    """Return the project without its model."""
    project = People(tmp_path)
    (tmp_path / "forebay.toml").write_text('name = "people"\ndefault_env = "prod"\nthreads = 1\n')
    (tmp_path / "sources.sql").write_text(SOURCES)
    (tmp_path / "people.csv").write_text(rows())
    (tmp_path / "towns.csv").write_text(
        "town,rich\n" + "".join(f"{t},{t % 2}\n" for t in range(1, 31))
    )
    return project
