"""CREATE SCHEMA and DROP SCHEMA in BigQuery scripts."""

import pytest

from forebay.errors import ProjectError
from forebay.session import connect


@pytest.fixture
def fb():
    with connect(dialect="bigquery") as session:
        yield session


def test_a_script_may_begin_by_making_its_dataset_and_end_by_dropping_all_of_it(fb):
    fb.sql("CREATE SCHEMA IF NOT EXISTS `my-project.shop`; CREATE TABLE shop.t AS SELECT 1 AS a")
    fb.sql("CREATE SCHEMA IF NOT EXISTS SHOP")

    with pytest.raises(ProjectError) as caught:
        fb.sql("DROP SCHEMA shop")
    assert caught.value.problems[0].name == "dataset-not-empty"
    assert fb.sql("SELECT a FROM shop.t").fetchone() == (1,)

    fb.sql("DROP SCHEMA `my-project.shop` CASCADE")
    with pytest.raises(ProjectError, match="unknown-table"):
        fb.sql("SELECT a FROM shop.t")


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("CREATE SCHEMA d; CREATE SCHEMA D", "duplicate-name"),
        ("CREATE TABLE d.t AS SELECT 1 AS a; CREATE SCHEMA d", "duplicate-name"),
        ("DROP SCHEMA d", "unknown-table"),
        ("CREATE SCHEMA d OPTIONS (default_table_expiration_days = 3)", "not-supported"),
        ("CREATE SCHEMA d CASCADE", "unexpected-token"),
        ("DROP SCHEMA d NOW", "unexpected-token"),
    ],
)
def test_what_is_wrong_with_a_dataset_is_told(fb, script, name):
    with pytest.raises(ProjectError) as caught:
        fb.sql(script)

    assert caught.value.problems[0].name == name
    assert caught.value.problems[0].span is not None


def test_a_dataset_that_others_read_from_is_not_dropped(fb):
    fb.sql("CREATE TABLE d.t AS SELECT 1 AS a; CREATE TABLE e.t AS SELECT a FROM d.t")

    with pytest.raises(ProjectError):
        fb.sql("DROP SCHEMA d CASCADE")

    assert fb.sql("SELECT a FROM d.t").fetchone() == (1,)


def test_what_a_dataset_says_of_itself_changes_nothing(fb):
    fb.sql("CREATE SCHEMA IF NOT EXISTS d OPTIONS (location = 'EU', labels = [('a', 'b')])")

    assert fb.sql("CREATE TABLE d.t AS SELECT 1 AS a; SELECT a FROM d.t").fetchone() == (1,)
