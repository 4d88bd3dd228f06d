"""Wildcard tables of BigQuery: many files under one name, and what the star stands for."""

import pytest

from forebay.errors import ProjectError
from forebay.session import connect

NAME = "bigquery-public-data.sample.sessions_*"


@pytest.fixture
def fb(tmp_path):
    for day, visits in (("20160801", 3), ("20160802", 4), ("20160901", 5)):
        (tmp_path / f"sessions_{day}.csv").write_text(f"visits\n{visits}\n")
    with connect(dialect="bigquery", datasets={NAME: f"{tmp_path}/sessions_*.csv"}) as session:
        yield session


def test_rows_are_chosen_by_what_the_star_stands_for(fb):
    text = f"""
    SELECT SUM(visits) AS n, MIN(_TABLE_SUFFIX) AS first FROM `{NAME}`
    WHERE _TABLE_SUFFIX BETWEEN '20160801' AND '20160831'
    """

    assert fb.sql(text).fetchone() == (7, "20160801")


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * FROM `{NAME}` ORDER BY visits",
        f"SELECT s.* FROM `{NAME}` AS s ORDER BY visits",
        f"SELECT s.* FROM `{NAME}` AS s JOIN (SELECT 1 AS one) AS o ON o.one = 1 ORDER BY visits",
        f"SELECT * EXCEPT (nothing) FROM (SELECT *, 1 AS nothing FROM `{NAME}`) ORDER BY visits",
    ],
)
def test_a_star_does_not_have_it(fb, text):
    found = fb.sql(text)

    assert found.columns == ("visits",)
    assert found.fetchone() == (3,)


def test_it_can_be_selected_beside_a_star(fb):
    found = fb.sql(f"SELECT *, _TABLE_SUFFIX AS day FROM `{NAME}` ORDER BY day DESC")

    assert found.columns == ("visits", "day")
    assert found.fetchone() == (5, "20160901")


def test_a_wildcard_that_nothing_maps_is_told(fb):
    with pytest.raises(ProjectError, match="wildcard"):
        fb.sql("SELECT * FROM `p.d.other_*`")


def test_a_pattern_without_files_is_told(tmp_path):
    with pytest.raises(ProjectError, match="source-missing"):
        connect(dialect="bigquery", datasets={NAME: f"{tmp_path}/none_*.csv"})
