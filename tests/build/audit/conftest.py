"""A project of one model, whose rows are made so that what an audit must find is known."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from forebay.build import BuildRequest, Event, run
from forebay.build.event import Noticed
from forebay.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOURCE = """
CREATE EXTERNAL TABLE seen (id BIGINT, moment TIMESTAMP, x DOUBLE, z DOUBLE, same DOUBLE,
  part VARCHAR, y BOOLEAN) OPTIONS (format = 'CSV', uris = ['seen.csv'])
  KNOWN AT moment - INTERVAL 2 HOUR
  KNOWN AT moment + INTERVAL 1 HOUR FOR (y);
"""
MODEL = """
CREATE MODEL m OPTIONS (model_type = '{kind}', input_label_cols = ['y'])
KEY (id) PREDICT AT moment LABEL KNOWN AT moment + INTERVAL 2 HOUR
STANDARDS ({standards})
AS SELECT id, moment, x, z, same, part, y FROM seen;
"""


@dataclass
class Lab:
    """The project, and what its last build told."""

    root: Path
    events: list[Event] = field(default_factory=list)

    def rows(self, n: int, chance: Callable[[int, float, float], float]) -> None:
        """Write rows, one an hour; `chance` is that of TRUE, by number, x and z."""
        draw = random.Random(3)
        lines = ["id,moment,x,z,same,part,y"]
        for i in range(n):
            x, z = draw.gauss(0, 1), draw.gauss(0, 1)
            at = f"2020-{i // 672 + 1:02d}-{i % 672 // 24 + 1:02d} {i % 24:02d}:00:00"
            part = "a" if x + draw.gauss(0, 0.1) > 0 else "b"
            y = str(draw.random() < chance(i, x, z)).lower()
            lines.append(f"{i},{at},{x!r},{z!r},1.0,{part},{y}")
        (self.root / "seen.csv").write_text("\n".join(lines) + "\n")

    def model(self, kind: str, standards: str = "roc_auc >= 0.4") -> None:
        """Write the model."""
        (self.root / "m.sql").write_text(MODEL.format(kind=kind, standards=standards))

    def build(self) -> dict[str, Any]:
        """Build; return what the last version keeps of its audit."""
        self.events = []
        run(self.root, BuildRequest(), self.events.append)
        with Catalog(self.root) as catalog:
            details: Any = catalog.versions.of("m")[-1].details
        audit: dict[str, Any] = details["evidence"]["audit"]
        return audit

    def warnings(self) -> dict[str, str]:
        """The warnings of the last build, by name."""
        return {e.problem.name: e.problem.message for e in self.events if isinstance(e, Noticed)}


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    """A project without rows and without a model."""
    root = tmp_path / "lab"
    root.mkdir()
    (root / "forebay.toml").write_text('name = "lab"\ndefault_env = "prod"\nthreads = 1\n')
    (root / "seen.sql").write_text(SOURCE)
    return Lab(root)
