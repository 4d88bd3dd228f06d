"""Things, series and sums that looking at the rows of a model finds before it is trained."""

from __future__ import annotations

import random

import pytest
from tests.trust.data import Data


def test_a_number_in_the_very_order_of_another_is_that_number_in_another_form(tmp_path):
    data = Data(tmp_path, 600)
    text = "SELECT id, {x} AS x, z, exp(3 * z) AS y FROM a"
    (error,), _ = data.build(text.format(x="exp(z)"), kind="LINEAR_REG")
    assert error.message == '"x" is "y" in another form'
    errors, _ = data.build(text.format(x="exp(z + 0.02 * w)"), kind="LINEAR_REG")
    assert "in another form" not in " ".join(error.message for error in errors)


@pytest.mark.parametrize(
    ("series", "options", "refused"),
    [
        ("sin(id / 40.0) + 0.3 * w", "", True),
        ("sin(id / 40.0) + 0.3 * w",
         ", data_split_method = 'SEQ', data_split_col = 'day'", False),
        ("w", "", False),
    ],
)  # fmt: skip
def test_a_series_whose_neighbours_are_alike_is_not_split_at_random(
    tmp_path, series, options, refused
):
    errors, _ = Data(tmp_path, 800).build(
        f"SELECT DATE '2020-01-01' + CAST(id AS INTEGER) AS day, z, v, {series} AS y FROM a",
        kind="LINEAR_REG",
        key="KEY (day) ",
        options=options,
    )
    assert [error.name for error in errors] == (["repeated-entities"] if refused else []), errors
    if refused:
        assert "stand in time between those it learns from" in errors[0].message


WORKERS = (
    "(SELECT id // 5 AS worker, 2000 + id % 5 AS year, x, z, w, v,"
    " sin(hash(id // 5) % 1000) * 1.4 + {noise} * x AS y FROM a)"
)


@pytest.mark.parametrize(("noise", "refused"), [(0.3, True), (9.0, False)])
def test_a_part_of_a_key_names_a_thing(tmp_path, noise, refused):
    data = Data(tmp_path, 1500)
    (tmp_path / "t.sql").write_text(
        f"CREATE TABLE t AS SELECT worker || '-' || year AS worker_year, worker, z, y"
        f" FROM {WORKERS.format(noise=noise)};"
    )
    errors, _ = data.build("SELECT * FROM t", kind="LINEAR_REG", key="KEY (worker_year) ")
    assert [error.name for error in errors] == (["repeated-entities"] if refused else []), errors


def panel(root, noise, year="year") -> Data:
    """Write the rows of 300 workers in five years."""
    data, draw = Data(root, 1), random.Random(3)
    lines = [f"worker_id,{year},z,y"]
    for i in range(1500):
        own = random.Random(i // 5).gauss(0, 1)
        lines.append(f"{i // 5},{2000 + i % 5},{draw.gauss(0, 1)},{own + noise * draw.gauss(0, 1)}")
    (root / "a.csv").write_text("\n".join(lines) + "\n")
    return data


@pytest.mark.parametrize(
    ("noise", "year", "refused"), [(0.3, "year", True), (9.0, "year", False), (0.3, "floor", False)]
)
def test_a_number_that_the_model_leaves_out_names_the_things_of_a_panel(
    tmp_path, noise, year, refused
):
    """Where no time tells the rows of a worker apart, he may be a group of others."""
    data = panel(tmp_path, noise, year)
    (tmp_path / "v.sql").write_text("CREATE VIEW v AS SELECT * FROM a;")
    errors, _ = data.build("SELECT * EXCLUDE (worker_id) FROM v", kind="LINEAR_REG", key="")
    assert [error.name for error in errors] == (["repeated-entities"] if refused else []), errors
    if refused:
        assert errors[0].hint.startswith('select "worker_id" and keep its rows together')


@pytest.mark.parametrize(
    ("split", "refused"),
    [
        ("hash(worker_id, year) % 5 = 0", True),
        ("row_number() OVER (ORDER BY z) % 5 = 0", True),
        ("(worker_id * 7 + year * 3) % 5 = 0", True),
        ("hash(worker_id) % 5 = 0", False),
        ("worker_id % 5 = 0", False),
        ("year = 2004", False),
    ],
    ids=[
        "rows by hash",
        "every fifth row",
        "dealt",
        "workers by hash",
        "workers dealt",
        "last year",
    ],
)
def test_a_split_that_the_query_draws_tears_things_as_one_at_random_does(tmp_path, split, refused):
    data = panel(tmp_path, 0.3)
    (tmp_path / "v.sql").write_text(f"CREATE VIEW v AS SELECT *, {split} AS is_test FROM a;")
    errors, _ = data.build(
        "SELECT * EXCLUDE (worker_id) FROM v",
        kind="LINEAR_REG",
        key="",
        options=", data_split_method = 'CUSTOM', data_split_col = 'is_test'",
    )
    assert [error.name for error in errors] == (["repeated-entities"] if refused else []), errors


def test_a_constant_that_says_which_list_a_row_came_with_tells_no_copies_apart(tmp_path):
    data = Data(tmp_path, 600, age=lambda y, draw: draw.choice([20, 30]) + 0 * y)
    (tmp_path / "t.sql").write_text(
        "CREATE TABLE t AS SELECT *, 'young' AS list FROM a WHERE age <= 20"
        " UNION ALL SELECT *, 'all' AS list FROM a WHERE age * 2 >= 40;"
    )
    errors, _ = data.build("SELECT * EXCLUDE (id) FROM t", key="")
    assert "copied-rows" in [error.name for error in errors]


def test_a_series_without_its_times_is_replayed_by_the_column_that_says_which_judge(tmp_path):
    """Two years may have one value: which of them judge, ``year >= 1940`` tells of all of them."""
    data, draw = Data(tmp_path, 1), random.Random(3)
    values = [draw.randrange(60) + 20 * (i % 11) for i in range(300)]
    rows = [f"{1700 + i},{value}" for i, value in enumerate(values)]
    (tmp_path / "a.csv").write_text("\n".join(["year,value", *rows]) + "\n")
    (tmp_path / "t.sql").write_text(
        "CREATE TABLE t AS SELECT year >= 1940 AS is_test, value AS y,"
        " {}(value) OVER (ORDER BY year) AS one,"
        " avg(value) OVER (ORDER BY year ROWS BETWEEN 11 PRECEDING AND 1 PRECEDING) AS mean"
        " FROM a;".format("lag")
    )
    options = ", data_split_method = 'CUSTOM', data_split_col = 'is_test'"
    query = "SELECT * FROM t WHERE one IS NOT NULL"
    errors, _ = data.build(query, kind="LINEAR_REG", key="", options=options)
    assert errors == []
    text = (tmp_path / "t.sql").read_text()
    (tmp_path / "t.sql").write_text(text.replace("lag(value)", "lead(value)"))
    errors, _ = data.build(query, kind="LINEAR_REG", key="", options=options)
    assert {error.message[1:4] for error in errors} == {"one"}


def test_what_tells_the_rows_of_a_thing_apart_is_no_answer(tmp_path):
    """Of four ways one is taken: the cost of each is no secret, whichever it is."""
    data, draw = Data(tmp_path, 1), random.Random(3)
    lines = ["person,mode,cost,choice"]
    for person in range(300):
        taken = draw.randrange(4)
        lines += [f"{person},{m},{draw.randrange(90)},{int(m == taken)}" for m in range(4)]
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "t.sql").write_text(
        "CREATE TABLE t AS SELECT person, max(CASE WHEN choice = 1 THEN mode END) AS y,"
        + ", ".join(f" max(cost) FILTER (mode = {m}) AS cost_{m}" for m in range(4))
        + ", sum(cost * choice) AS paid FROM a GROUP BY person;"
    )
    errors, _ = data.build("SELECT * EXCLUDE (paid) FROM t", kind="LINEAR_REG", key="KEY (person) ")
    assert errors == []
    errors, _ = data.build("SELECT * FROM t", kind="LINEAR_REG", key="KEY (person) ")
    assert {error.message.split('"')[1] for error in errors} == {"paid"}


def test_a_number_that_the_query_gives_its_rows_names_no_things(tmp_path):
    data = Data(tmp_path, 1500)
    (tmp_path / "t.sql").write_text(
        "CREATE TABLE t AS SELECT row_number() OVER (ORDER BY worker, z) AS nr, worker, z, y"
        f" FROM {WORKERS.format(noise=0.3)};"
    )
    errors, _ = data.build("SELECT * FROM t", kind="LINEAR_REG", key="KEY (nr) ")
    assert errors == []


def test_rows_of_a_thing_that_the_split_keeps_together_may_be_alike(tmp_path):
    parts = ", ".join(f"hash(id // 2, {k}) % 97 AS f{k}" for k in range(5))
    errors, notices = Data(tmp_path, 1500).build(
        f"SELECT id // 2 AS home, {parts}, hash(id // 2, 9) % 2 AS y FROM a",
        options=", data_split_group_cols = ['home']",
        key="",
    )
    assert errors == []
    assert notices["repeated-rows"].message.endswith("judge it once more")


def test_who_comes_again_is_told_by_earlier_visits(tmp_path):
    """The answer is that there is a later visit; when the earlier ones were is no answer."""
    data, draw = Data(tmp_path, 1), random.Random(3)
    visits = [
        f"{draw.randrange(300)},{draw.randrange(60)},{draw.randrange(9)}" for _ in range(2000)
    ]
    (tmp_path / "a.csv").write_text("\n".join(["person,day,spent", *visits]) + "\n")
    (tmp_path / "t.sql").write_text(
        "CREATE TABLE t AS WITH before AS (SELECT person, max(day) AS last, count(*) AS n,"
        " sum(spent) AS spent FROM a WHERE day < 50 GROUP BY person),"
        " after AS (SELECT DISTINCT person FROM a WHERE day >= 50)"
        " SELECT b.*, s.person IS NOT NULL AS y FROM before AS b"
        " LEFT JOIN after AS s ON s.person = b.person;"
    )
    errors, _ = data.build("SELECT * FROM t", key="KEY (person) ")
    assert errors == []


@pytest.mark.parametrize(
    ("noise", "year", "refused"), [(0.3, "year", True), (9.0, "year", False), (0.3, "floor", False)]
)
def test_a_feature_names_the_things_of_a_panel(tmp_path, noise, year, refused):
    """Without a KEY, where each worker has one row a year; without years he may be a group."""
    data, draw = Data(tmp_path, 1), random.Random(3)
    lines = [f"worker,{year},z,y"]
    for i in range(1500):
        own = random.Random(i // 5).gauss(0, 1)
        at = 2000 + i % 5 if year == "year" else draw.randrange(9)
        lines.append(f"{i // 5},{at},{draw.gauss(0, 1)},{own + noise * draw.gauss(0, 1)}")
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n")
    errors, _ = data.build("SELECT * FROM a", kind="LINEAR_REG", key="")
    assert [error.name for error in errors] == (["repeated-entities"] if refused else []), errors


def test_a_source_may_call_its_columns_as_it_likes(tmp_path):
    """What is counted beside them has names of its own."""
    data, draw = Data(tmp_path, 1), random.Random(3)
    rows = [f"{i},{draw.gauss(0, 1)},{draw.randrange(3)},{draw.gauss(0, 1)}" for i in range(900)]
    (tmp_path / "a.csv").write_text("\n".join(["n,is_judged,is_any,y", *rows]) + "\n")
    query = "SELECT n, is_judged, is_any, is_judged - avg(is_judged) OVER () AS f, y FROM a"
    errors, _ = data.build(query, kind="LINEAR_REG", key="KEY (n) ")
    assert {error.message.split('"')[1] for error in errors} == {"f"}
