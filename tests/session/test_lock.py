"""``forebay.lock``, ``build --locked``, and what verify says of the first difference."""

from __future__ import annotations

import json

import pytest

from forebay.build import BuildRequest
from forebay.errors import ProjectError
from forebay.session import connect


@pytest.fixture
def built(shop):
    """Return the small project, built and locked."""
    shop.build()
    with connect(shop.root) as session:
        session.lock()
    return shop


def refused(shop) -> list[str]:
    """Return what a locked build refuses, as a person reads it."""
    with pytest.raises(ProjectError) as raised:
        shop.build(locked=True)
    assert {problem.name for problem in raised.value.problems} == {"lock-differs"}
    return [problem.message for problem in raised.value.problems]


def test_the_lock_holds_libraries_definitions_data_and_content(built):
    lock = json.loads((built.root / "forebay.lock").read_text())
    assert {"duckdb", "numpy", "lightgbm"} <= set(lock["libraries"])
    assert set(lock["nodes"]["visits"]) == {"kind", "definition", "data", "content"}
    assert set(lock["nodes"]["converts"]) == {"kind", "definition", "content"}


def test_a_locked_build_of_the_same_runs(built):
    assert built.build(locked=True).outcome == "done"


def test_a_locked_build_refuses_other_sql_data_and_libraries_all_at_once(built):
    path = built.root / "tables/clean_visits.sql"
    path.write_text(path.read_text().replace("pages > 0", "pages > 1"))
    with (built.root / "visits.csv").open("a") as file:
        file.write("9999,2026-01-01,3,mail,1\n")
    lock = json.loads((built.root / "forebay.lock").read_text())
    lock["libraries"]["duckdb"] = "0.1"
    del lock["nodes"]["scored"]
    lock["nodes"]["old"] = {}
    (built.root / "forebay.lock").write_text(json.dumps(lock))
    said = refused(built)
    assert said[0].startswith("duckdb is ")
    assert 'the SQL of "clean_visits" is not that of the lock' in said
    assert 'the files of "visits" are not those of the lock' in said
    assert '"scored" is not in the lock' in said
    assert '"old" is in the lock and not in the project' in said


def test_a_plan_can_be_locked_too(built):
    (built.root / "tables/more.sql").write_text("CREATE TABLE more AS SELECT 1 AS one;")
    with connect(built.root) as session, pytest.raises(ProjectError, match="not in the lock"):
        session.plan(BuildRequest(locked=True))


@pytest.mark.parametrize("text", [None, "{", "[]", '{"nodes": 1, "libraries": {}}'])
def test_a_lock_that_is_not_there_or_broken_says_what_writes_it(built, text):
    path = built.root / "forebay.lock"
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(ProjectError) as raised:
        built.build(locked=True)
    (problem,) = raised.value.problems
    assert problem.name == "no-lock"
    assert "forebay lock" in problem.hint


def test_what_is_behind_the_project_is_not_locked(built):
    path = built.root / "tables/clean_visits.sql"
    path.write_text(path.read_text().replace("pages > 0", "pages > 1"))
    with connect(built.root) as session, pytest.raises(ProjectError) as raised:
        session.lock()
    assert raised.value.problems[0].name == "lock-behind"


def compared(shop):
    """Return what verify finds to differ: node and why, in order."""
    with connect(shop.root) as session:
        return [(one.node, one.why) for one in session.verify() if not one.is_same]


def test_verify_names_sql_that_changed_first_and_what_follows_from_it(built):
    path = built.root / "tables/clean_visits.sql"
    path.write_text(path.read_text().replace("pages > 0", "pages > 1"))
    found = compared(built)
    assert found[0] == ("clean_visits", "its SQL is not that of run 1")
    assert ("converts", "it reads clean_visits") in found


def test_verify_names_data_that_changed(built):
    with (built.root / "visits.csv").open("a") as file:
        file.write("9999,2026-01-01,3,mail,1\n")
    assert compared(built)[0] == ("visits", "its files changed since it was read")


def test_verify_says_what_is_not_repeatable(shop):
    shop.write("tables/more.sql", "CREATE TABLE more AS SELECT uuid() AS u;")
    shop.build()
    ((node, why),) = compared(shop)
    assert node == "more"
    assert why.startswith("same SQL, data and libraries")


def test_verify_compares_with_the_lock(built):
    lock = json.loads((built.root / "forebay.lock").read_text())
    lock["nodes"]["clean_visits"]["content"] = "0" * 64
    (built.root / "forebay.lock").write_text(json.dumps(lock))
    with connect(built.root) as session:
        found = {one.node: one.note for one in session.verify() if not one.is_same}
    assert found == {"clean_visits": "forebay.lock says 0000000000000000"}
