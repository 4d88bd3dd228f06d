"""A query is described once, until a name that it may read means other columns."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from forebay.errors import ProjectError


def columns(workspace, text="SELECT * FROM v"):
    return [(c.name, c.type) for c in workspace.describe(text).columns]


def test_a_view_of_other_columns_is_seen(workspace):
    workspace.define_view("v", "SELECT 1 AS a")
    assert columns(workspace) == [("a", "INTEGER")]

    workspace.define_view("v", "SELECT 2 AS a")
    assert (columns(workspace), workspace.rows("FROM v")) == ([("a", "INTEGER")], [(2,)])

    workspace.define_view("V", "SELECT 2 AS a, 'x' AS b")
    assert columns(workspace) == [("a", "INTEGER"), ("b", "VARCHAR")]


def test_what_a_view_reads_may_change_below_it(workspace):
    workspace.define_view("w", "SELECT 1 AS a")
    workspace.define_view("v", "SELECT a FROM w")
    assert columns(workspace, "SELECT a + a AS s FROM v") == [("s", "INTEGER")]

    workspace.define_view("w", "SELECT 1.5::DOUBLE AS a")
    workspace.define_view("v", "SELECT a FROM w")
    assert columns(workspace, "SELECT a + a AS s FROM v") == [("s", "DOUBLE")]


def test_what_is_dropped_binds_no_more(workspace):
    workspace.define_view("v", "SELECT 1 AS a")
    columns(workspace)
    workspace.drop("V")

    with pytest.raises(ProjectError):
        columns(workspace)


@pytest.mark.parametrize(
    "values",
    [
        (1, "x"),
        (datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None), 7),
        (
            7,
            datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None),
            datetime(2020, 1, 1, tzinfo=UTC),
        ),
        (1, 10**12, 10**30),
    ],
)
def test_a_variable_of_another_type_is_seen(workspace, values):
    for value in values:
        workspace.set_variable("x", value)
        found = columns(workspace, "SELECT getvariable('x') AS x")
        assert found == [("x", str(workspace.rows("SELECT typeof(getvariable('x'))")[0][0]))]


def test_a_macro_that_is_another_is_seen(workspace):
    workspace.define_macro("CREATE MACRO m(a) AS a + 1")
    assert columns(workspace, "SELECT m(1) AS x") == [("x", "INTEGER")]

    workspace.define_macro("CREATE OR REPLACE MACRO m(a) AS 'x' || a")
    assert columns(workspace, "SELECT m(1) AS x") == [("x", "VARCHAR")]
