"""A small project: one source, one table with constraints, an assertion and a unit test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from forebay.cli import main

FILES = {
    "forebay.toml": 'name = "small"\n',
    "data/flights.csv": "id,carrier,distance\n1,UA,100\n2,AA,-5\n3,UA,300\n",
    "sources/flights.sql": """CREATE EXTERNAL TABLE flights
OPTIONS (format = 'CSV', uris = ['data/flights.csv'])
KNOWN AT TIMESTAMP '2013-01-01 00:00:00';
""",
    "tables/departures.sql": """CREATE TABLE departures (
  *, id PRIMARY KEY, CONSTRAINT sane EXPECT (distance > 0) ON VIOLATION DROP ROW LIMIT 50 PERCENT
) AS SELECT id, carrier, distance FROM flights;
ASSERT (SELECT count(*) FROM departures) > 1 AS 'a normal load';
""",
    "tests/departures.sql": """CREATE TEST one_row FOR departures
WITH flights (id, carrier, distance) AS (VALUES (1, 'UA', 10))
EXPECT (id, distance) AS (VALUES (1, 10));
""",
}


def write_project(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("built"))
    assert main(["-q", "-C", str(folder), "build"]) == 0
    return folder


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built_once, tmp_path / "project"))
