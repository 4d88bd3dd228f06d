"""Sources are read beside the unit tests, and nothing else is different for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from tests.shop import SETTINGS, Shop

from forebay.build import BuildRequest, event, run
from forebay.build.read_files import read_files

if TYPE_CHECKING:
    from forebay.build import Event
    from forebay.build.walk import Walk

TEST = """
CREATE TEST pages_count FOR clean_visits
WITH visits (id, pages) AS (VALUES (1, {pages}))
EXPECT (id) AS (VALUES (1));
"""


@pytest.fixture
def project(shop: Shop) -> Shop:
    for name in ("models/converts.sql", "tables/scored.sql"):
        (shop.root / name).unlink()
    shop.write("tests/clean_visits.sql", TEST.format(pages=3))
    threads(shop, 2)
    return shop


def threads(shop: Shop, n: int) -> None:
    shop.write("forebay.toml", SETTINGS.replace("threads = 1", f"threads = {n}"))


def test_what_is_read_beside_the_tests_is_what_one_thread_reads(project: Shop) -> None:
    found = []
    for n in (2, 1):
        threads(project, n)
        assert project.build(force=("visits", "clean_visits", "per_channel")).exit_code == 0
        with project.catalog() as catalog:
            found.append({k: v.content_id for k, v in catalog.live("prod").items()})
        finished = [
            e for e in project.events if isinstance(e, event.TestFinished | event.StepFinished)
        ]
        assert isinstance(finished[0], event.TestFinished)
        assert [e.node for e in finished[1:]] == ["visits", "clean_visits", "per_channel"]
    assert found[0] == found[1]


def test_each_source_is_read_once(project: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    by = []

    def noted(walk: Walk, *rest: object) -> object:
        by.append(threading.current_thread().name)
        return read_files(walk, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("forebay.build.read_ahead.read_files", noted)
    monkeypatch.setattr("forebay.build.source_step.read_files", noted)
    assert project.build().exit_code == 0
    assert by == ["read ahead"]


def test_a_damaged_source_fails_at_its_step(project: Shop) -> None:
    data = (project.root / "visits.csv").read_text()
    project.write("visits.csv", data.replace("2026-01-05", "soon", 1))
    assert project.build().exit_code == 3
    told = next(e for e in project.events if isinstance(e, event.StepFinished))
    assert (told.node, told.outcome) == ("visits", "failed")
    assert told.problems[0].name == "unreadable-value"


@pytest.mark.parametrize("end", ["a test fails", "an interrupt"])
def test_whatever_ends_a_build_ends_the_reading(project: Shop, end: str) -> None:
    project.write("tests/clean_visits.sql", TEST.format(pages=0))

    def hear(heard: Event) -> None:
        if end == "an interrupt" and isinstance(heard, event.TestFinished):
            raise KeyboardInterrupt

    if end == "an interrupt":
        with pytest.raises(KeyboardInterrupt):
            run(project.root, BuildRequest(), hear)
    else:
        assert run(project.root, BuildRequest(), hear).exit_code == 1
    assert not [t for t in threading.enumerate() if t.name == "read ahead"]
    with project.catalog() as catalog:
        assert not catalog.versions.of("visits")
    project.write("tests/clean_visits.sql", TEST.format(pages=3))
    assert project.build().exit_code == 0
