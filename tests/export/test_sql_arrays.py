"""Models of arrays as SQL, in DuckDB and PostgreSQL, on rows that no parity test has seen."""

from __future__ import annotations

import math

import pytest
from tests.export.databases import in_duckdb, in_postgres, in_sqlite

from forebay.errors import ProjectError
from forebay.export.query_options import QueryOptions

COLUMNS = [
    ("id", "BIGINT"), ("v", "DOUBLE[]"), ("w", "VARCHAR[]"), ("c", "VARCHAR"), ("e", "VARCHAR"),
    ("x", "DOUBLE"),
]  # fmt: skip
ROWS = [
    (0, [0.5, None, -3.0], ["a1", "b2"], "c1", "c2", 0.25),
    (1, None, None, None, "c0", None),
    (2, [1.0, 2.0, 3.0], [], "it's", None, -1.0),
    (3, [1e9, -1e-9, 0.0], ["a1", "a1", None, "new"], "c5", "c5", 4.0),
]
TRANSFORM = """TRANSFORM (ML.MULTI_HOT_ENCODER(w, 10, 1) OVER () AS seen,
  ML.TF_IDF(w, 10, 1) OVER () AS weights, ML.BAG_OF_WORDS([c, e], 10, 1) OVER () AS counted,
  [x, x * 2] AS both, y)"""


@pytest.fixture(scope="module")
def arrays(session):
    session.sql("""
        CREATE TABLE lists AS SELECT id,
          [sin(id), CASE WHEN id % 5 > 0 THEN cos(id) END, id / 100] AS v,
          CASE WHEN id % 11 > 0
               THEN ['a' || (id % 3), CASE WHEN id % 7 > 0 THEN 'b' || (id % 4) END] END AS w,
          CASE WHEN id % 17 > 0 THEN 'c' || (id % 6) ELSE 'it''s' END AS c, 'c' || (id % 4) AS e,
          id / 7 AS x, id % 3 = 0 AS y
        FROM range(1200) AS r(id)
    """)
    for name, transform, options in (
        ("plain_lists", "", "model_type = 'LOGISTIC_REG'"),
        ("made_lists", TRANSFORM, "model_type = 'BOOSTED_TREE_CLASSIFIER', max_iterations = 4"),
    ):
        built = session.sql(
            f"CREATE MODEL {name} {transform} OPTIONS ({options}, input_label_cols = ['y'])"
            " KEY (id) PREDICT AT NONE STANDARDS (roc_auc >= 0.0) AS SELECT * FROM lists"
        )
        assert built.outcome == "done", built
    return session


def exported(session, tmp_path, name, dialect):
    target = tmp_path / f"{name}.{dialect}.sql"
    options = QueryOptions(dialect=dialect, key=("id",))
    assert session.export(name, "sql", target, options=options).difference <= 1e-9
    return target.read_text()


def literal(value):
    match value:
        case None:
            return "NULL"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case _:
            return repr(value)


def expected(session, name):
    """Return what ML.PREDICT answers for the rows."""
    given = ", ".join(f"({', '.join(map(literal, row))})" for row in ROWS)
    typed = ", ".join(f"CAST({column} AS {kind}) AS {column}" for column, kind in COLUMNS)
    answer = session.sql(
        f"SELECT ML.PROBABILITY(predicted_y_probs, TRUE) FROM ML.PREDICT(MODEL {name}, (SELECT"
        f" {typed} FROM (VALUES {given}) AS r({', '.join(c for c, _ in COLUMNS)}))) ORDER BY id"
    ).fetchall()
    return [share for (share,) in answer]


@pytest.mark.parametrize("name", ["plain_lists", "made_lists"])
def test_each_place_of_an_array_is_what_training_saw(arrays, postgres, tmp_path, name):
    wanted = expected(arrays, name)
    runs = {"duckdb": in_duckdb, "postgres": lambda *asked: in_postgres(postgres, *asked)}
    for dialect, run in runs.items():
        found = run(exported(arrays, tmp_path, name, dialect), COLUMNS, ROWS)
        shares = [row["predicted_y_prob_true"] for row in found]
        assert shares == pytest.approx(wanted, rel=1e-9), dialect


def test_an_array_of_another_length_is_an_error_there_too(arrays, postgres, tmp_path):
    rows = [(0, [1.0, 2.0], [], "c1", "c2", 0.5)]
    runs = {"duckdb": in_duckdb, "postgres": lambda *asked: in_postgres(postgres, *asked)}
    for dialect, run in runs.items():
        query = exported(arrays, tmp_path, "plain_lists", dialect)
        with pytest.raises(Exception, match="an array has 2 numbers, and in training it had 3"):
            run(query, COLUMNS, rows)


def test_arrays_of_single_texts_and_numbers_are_written_where_there_are_no_arrays(arrays, tmp_path):
    arrays.sql(
        "CREATE MODEL singles TRANSFORM (ML.BAG_OF_WORDS([c, e], 10, 1) OVER () AS counted,"
        " [x, x * 2] AS both, y) OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['y'])"
        " KEY (id) PREDICT AT NONE STANDARDS (roc_auc >= 0.0) AS SELECT * FROM lists"
    )
    columns = [column for column in COLUMNS if not column[1].endswith("[]")]
    rows = [tuple(v for v, (_, kind) in zip(row, COLUMNS, strict=True) if not kind.endswith("[]"))
            for row in ROWS]  # fmt: skip
    in_one, in_other = (
        run(exported(arrays, tmp_path, "singles", dialect), columns, rows)
        for dialect, run in (("duckdb", in_duckdb), ("sqlite", in_sqlite))
    )
    for mine, theirs in zip(in_one, in_other, strict=True):
        share = "predicted_y_prob_true"
        assert math.isclose(mine[share], theirs[share], rel_tol=1e-9)


def test_arrays_that_a_dialect_has_not_are_named_once(arrays, tmp_path):
    for dialect in ("sqlite", "snowflake"):
        with pytest.raises(ProjectError) as raised:
            arrays.export(
                "plain_lists", "sql", tmp_path / "q.sql", options=QueryOptions(dialect=dialect)
            )
        told = [problem.message for problem in raised.value.problems]
        assert sum('feature "v"' in message for message in told) == 1
        assert {problem.name for problem in raised.value.problems} == {"not-supported"}
