"""Exported queries in the databases that they are for, on rows that no parity test has seen."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.export.databases import in_duckdb, in_postgres, in_sqlite
from tests.export.trained import trained

from forebay.errors import ProjectError
from forebay.export.query_options import QueryOptions

COLUMNS = [
    ("id", "BIGINT"), ("a", "DOUBLE"), ("b", "DOUBLE"), ("color", "VARCHAR"), ("flag", "BOOLEAN"),
    ("k", "BIGINT"),
]  # fmt: skip
UNSEEN = """(SELECT id, a * 1.37 + 0.01 AS a, b * 0.9 AS b, CASE WHEN k = 5 THEN 'violet' WHEN k = 4
  THEN 'RED' ELSE color END AS color, flag, CASE WHEN k = 2 THEN NULL ELSE k END AS k
  FROM d ORDER BY id LIMIT 150)"""
LABELS = {
    "boosted": ("BOOSTED_TREE_CLASSIFIER", "third", ", max_iterations = 8"),
    "walked": ("RANDOM_FOREST_REGRESSOR", "y", ", num_parallel_tree = 12, max_tree_depth = 15"),
    "linear": ("LOGISTIC_REG", "high", ""),
}
OTHERS = {
    "groups": "KMEANS', num_clusters = 3",
    "angles": "KMEANS', num_clusters = 3, distance_type = 'COSINE'",
    "parts": "PCA', num_principal_components = 3",
}


def unlabelled(session, name):
    session.sql(
        f"CREATE OR REPLACE MODEL {name} OPTIONS (model_type = '{OTHERS[name]}) PREDICT AT NONE"
        " AS SELECT a, b, color, flag FROM d WHERE a IS NOT NULL"
    )
    return name


def numbers_of(row):
    """Return what ML.PREDICT answers as a query does: numbers, classes in order, distances."""
    found = {}
    for name, value in row.items():
        if name.endswith("_probs"):
            word = name.removesuffix("_probs")
            found |= {f"{word}_prob_{str(p['label']).lower()}": p["prob"] for p in value}
        elif name == "nearest_centroids_distance":
            found |= {f"distance_{p['centroid_id']}": p["distance"] for p in value or ()}
        else:
            found[name] = value
    return found


def expected(session, name):
    answer = session.sql(f"SELECT * FROM ML.PREDICT(MODEL {name}, {UNSEEN}) ORDER BY id")
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]
    return [numbers_of(row) for row in rows]


def exported(session, tmp_path, name, dialect, **more):
    target = tmp_path / "query.sql"
    options = QueryOptions(**{"dialect": dialect, "key": ("id",), **more})
    done = session.export(name, "sql", target, options=options)
    assert done.rows == 100
    assert done.difference <= 1e-9
    return target.read_text()


def assert_alike(found, wanted):
    assert len(found) == len(wanted) == 150
    for mine, theirs in zip(found, wanted, strict=True):
        for column, value in mine.items():
            other = theirs.get(column)
            if isinstance(value, float) and isinstance(other, float):
                assert math.isclose(value, other, rel_tol=1e-9, abs_tol=1e-9), column
            else:
                assert value == other, column


@pytest.mark.parametrize("name", [*LABELS, *OTHERS])
def test_duckdb_sqlite_and_postgres_answer_as_ml_predict_does(session, postgres, tmp_path, name):
    if name in OTHERS:
        model = unlabelled(session, name)
    else:
        model_type, label, more = LABELS[name]
        model = trained(session, model_type, label, more=more)
    wanted = expected(session, model)
    rows = session.sql(f"SELECT id, a, b, color, flag, k FROM {UNSEEN} ORDER BY id").fetchall()
    query = {d: exported(session, tmp_path, model, d) for d in ("duckdb", "sqlite", "postgres")}
    assert ("forebay_walk" in query["postgres"]) == (name == "walked")
    assert_alike(in_duckdb(query["duckdb"], COLUMNS, rows), wanted)
    assert_alike(in_sqlite(query["sqlite"], COLUMNS, rows), wanted)
    assert_alike(in_postgres(postgres, query["postgres"], COLUMNS, rows), wanted)


def test_a_number_between_two_float32_goes_the_way_of_the_trainer(session, postgres, tmp_path):
    """The trees were grown on float32: what is rounded to a threshold goes left, in float64 too."""
    model = trained(session, "BOOSTED_TREE_REGRESSOR", "y", features="a", more=", max_iterations=3")
    from forebay.session.export_file import read_model

    forest = read_model(session.root, session.env, model).learned.forest
    cuts = [float(cut) for cut in np.unique(forest.threshold)]
    near = []
    for cut in cuts:
        above = float(np.nextafter(np.float32(cut), np.float32(np.inf)))
        middle = (cut + above) / 2
        near += [cut, above, middle, np.nextafter(middle, -np.inf), np.nextafter(middle, np.inf)]
    values = [*map(float, near), 0.0, -0.0, 1e-36, -1e-36, 1e300, -1e300, None]
    rows = list(enumerate(values))
    session.register("edges", {"id": np.arange(len(values)), "a": np.array(
        [math.nan if v is None else v for v in values])})  # fmt: skip
    answer = session.sql(
        f"SELECT predicted_y FROM ML.PREDICT(MODEL {model},"
        " (SELECT id, CASE WHEN isnan(a) THEN NULL ELSE a END AS a FROM edges)) ORDER BY id"
    ).fetchall()
    columns = [("id", "BIGINT"), ("a", "DOUBLE")]
    for dialect in ("duckdb", "sqlite", "postgres"):
        query = exported(session, tmp_path, model, dialect)
        run = {
            "duckdb": in_duckdb,
            "sqlite": in_sqlite,
            "postgres": lambda *given: in_postgres(postgres, *given),
        }[dialect]
        found = [row["predicted_y"] for row in run(query, columns, rows)]
        np.testing.assert_allclose(found, [row[0] for row in answer], rtol=1e-12)


def test_many_categories_stand_in_a_table_that_is_joined(session, postgres, tmp_path):
    session.sql("CREATE TABLE wide AS SELECT id, 'c' || (id % 90) AS city, y FROM d")
    session.sql(
        "CREATE MODEL cities OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y']) KEY (id)"
        " PREDICT AT NONE STANDARDS (mean_squared_error <= 1e9) AS SELECT * FROM wide"
    )
    rows = [(0, "c1"), (1, "c89"), (2, "C1"), (3, "it's"), (4, None)]
    given = "(SELECT * FROM (VALUES (0, 'c1'), (1, 'c89'), (2, 'C1'), (3, 'it''s'), (4, NULL))"
    answer = session.sql(
        f"SELECT predicted_y FROM ML.PREDICT(MODEL cities, {given} v(id, city))) ORDER BY id"
    ).fetchall()
    columns = [("id", "BIGINT"), ("city", "VARCHAR")]
    for dialect, run in (("duckdb", in_duckdb), ("sqlite", in_sqlite)):
        query = exported(session, tmp_path, "cities", dialect)
        assert "LEFT JOIN forebay_codes_0" in query
        found = [row["predicted_y"] for row in run(query, columns, rows)]
        np.testing.assert_allclose(found, [row[0] for row in answer], rtol=1e-12)
    query = exported(session, tmp_path, "cities", "postgres")
    found = [row["predicted_y"] for row in in_postgres(postgres, query, columns, rows)]
    np.testing.assert_allclose(found, [row[0] for row in answer], rtol=1e-12)


def test_a_set_of_categories_is_looked_up_in_duckdb_not_joined(session, tmp_path):
    session.sql(
        "CREATE TABLE towns AS SELECT id, 'c' || (id % 9) AS city, y + hash(id % 9) % 7 AS y FROM d"
    )
    session.sql(
        "CREATE MODEL town OPTIONS (model_type = 'BOOSTED_TREE_REGRESSOR',"
        " input_label_cols = ['y'], max_iterations = 3, max_tree_depth = 3) KEY (id)"
        " PREDICT AT NONE STANDARDS (mean_squared_error <= 1e9) AS SELECT * FROM towns"
    )
    rows = [(i, f"c{i}") for i in range(12)] + [(12, None), (13, "C1")]
    values = ", ".join(f"({i}, {'NULL' if city is None else repr(city)})" for i, city in rows)
    answer = session.sql(
        "SELECT predicted_y FROM ML.PREDICT(MODEL town,"
        f" (SELECT * FROM (VALUES {values}) v(id, city))) ORDER BY id"
    ).fetchall()
    columns = [("id", "BIGINT"), ("city", "VARCHAR")]
    query = exported(session, tmp_path, "town", "duckdb")
    assert " IN (" not in query
    assert " IN (" in exported(session, tmp_path, "town", "sqlite")
    found = [row["predicted_y"] for row in in_duckdb(query, columns, rows)]
    assert len(set(found)) > 3
    np.testing.assert_allclose(found, [row[0] for row in answer], rtol=1e-12)


@pytest.mark.parametrize("dialect", ["snowflake", "bigquery", "spark"])
def test_what_cannot_be_run_here_says_so(session, tmp_path, dialect):
    model = trained(session, "BOOSTED_TREE_REGRESSOR", "y", more=", max_iterations = 3")
    options = QueryOptions(dialect=dialect)
    done = session.export(model, "sql", tmp_path / "q.sql", options=options)
    assert done.proof == (
        "the same model as SQL of DuckDB was run in DuckDB;"
        f" the SQL of {dialect} was parsed and was not run"
    )


def test_deep_trees_without_a_row_number_need_a_key(session, tmp_path):
    model_type, label, more = LABELS["walked"]
    model = trained(session, model_type, label, more=more)
    target = tmp_path / "q.sql"
    with pytest.raises(ProjectError, match="walks them by the key") as raised:
        session.export(model, "sql", target, options=QueryOptions(dialect="spark"))
    assert raised.value.problems[0].name == "missing-option"
    options = QueryOptions(dialect="spark", key=("id",))
    session.export(model, "sql", target, options=options)
    assert "forebay_walk_1 AS" in target.read_text()


def test_the_table_is_quoted_part_by_part(session, tmp_path):
    model = trained(session, "LINEAR_REG", "y")
    text = exported(session, tmp_path, model, "bigquery", table="my project.shop.we`ird")
    assert "FROM `my project`.`shop`.`we\\`ird`" in text
    with pytest.raises(ProjectError, match="names no table"):
        exported(session, tmp_path, model, "duckdb", table="shop.")


def test_everything_that_is_wrong_is_said_at_once(session, tmp_path):
    with pytest.raises(ProjectError) as raised:
        session.export(
            "m", "sqll", tmp_path / ".forebay" / "x", options=QueryOptions(dialect="duckbd")
        )
    assert [problem.name for problem in raised.value.problems] == ["bad-arguments"] * 4
    assert 'did you mean "duckdb"?' in str(raised.value)


def test_a_key_that_the_model_has_never_seen_is_told_with_the_nearest(session, tmp_path):
    model = trained(session, "LINEAR_REG", "y")
    for key, told in (("idd", 'did you mean "id"?'), ("customer", "a view can give the column")):
        options = QueryOptions(key=("id", key))
        with pytest.raises(ProjectError) as raised:
            session.export(model, "sql", tmp_path / "q.sql", options=options)
        (problem,) = raised.value.problems
        assert (problem.name, problem.message) == (
            "bad-arguments", f'"{model}" knows no column "{key}"',
        )  # fmt: skip
        assert told in problem.hint
        assert "its KEY is (id)" in problem.detail
    # Another table may have other columns, as far as they are no slip.
    exported(session, tmp_path, model, "duckdb", table="people", key=("customer",))
    with pytest.raises(ProjectError, match='did you mean "id"'):
        exported(session, tmp_path, model, "duckdb", table="people", key=("idd",))
    # Whoever trains without a key is not asked for one.
    exported(session, tmp_path, unlabelled(session, "groups"), "duckdb")
