"""Products and crosses outside TRANSFORM: their fields, their places, their mistakes."""

from __future__ import annotations

import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import ProjectError, Source
from forebay.session import connect
from forebay.sql.parse import parse
from forebay.sql.tokenize import tokenize
from forebay.sql.write_out_combinations import write_out_combinations

ROWS = "(VALUES (1, 2, 'q'), (3, NULL, NULL)) AS t(a, b, s)"


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    root = tmp_path_factory.mktemp("combinations")
    with DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[root], scratch=root / "scratch"
    ) as workspace:

        def of(text):
            (statement,) = parse(Source("q.sql", text))
            return [row[0] for row in workspace.rows(statement.query.plain)]

        yield of


def test_products_are_fields_of_numbers(answer):
    found = answer(f"SELECT ML.POLYNOMIAL_EXPAND(STRUCT(a, b + 1 AS c)) FROM {ROWS}")

    assert found == [
        {"a": 1.0, "a_a": 1.0, "a_c": 3.0, "c": 3.0, "c_c": 9.0},
        {"a": 3.0, "a_a": 9.0, "a_c": None, "c": None, "c_c": None},
    ]


@pytest.mark.parametrize(
    "struct", ["STRUCT(s, a AS n, 'x' AS \"it's\")", "{'s': s, 'n': a, 'it''s': 'x'}"]
)
def test_crosses_are_fields_of_texts_up_to_a_degree(struct, answer):
    found = answer(f"SELECT ML.FEATURE_CROSS({struct}, 3) FROM {ROWS}")

    assert found == [
        {"s_n": "q_1", "s_it's": "q_x", "n_it's": "1_x", "s_n_it's": "q_1_x"},
        {"s_n": None, "s_it's": None, "n_it's": "3_x", "s_n_it's": None},
    ]


def test_they_stand_wherever_an_expression_stands(answer):
    found = answer(
        "WITH scaled AS (SELECT ML.POLYNOMIAL_EXPAND(STRUCT("
        "ML.STANDARD_SCALER(a) OVER () AS z,"
        " ML.POLYNOMIAL_EXPAND(STRUCT(a), 3).a_a_a AS cube), 1) AS p"
        f" FROM {ROWS} WHERE ML.FEATURE_CROSS(STRUCT(s, a)).s_a IS NULL OR a = 1)"
        " SELECT (p.z, p.cube)::TEXT FROM scaled ORDER BY p.cube"
    )

    assert found == ["(-1.0, 1.0)", "(1.0, 27.0)"]


def test_in_transform_they_stay_and_elsewhere_in_the_statement_they_do_not():
    text = (
        "CREATE OR REPLACE MODEL m TRANSFORM (ML.POLYNOMIAL_EXPAND(STRUCT(a)) AS p, y)"
        " OPTIONS (model_type = 'LINEAR_REG')"
        " AS SELECT ML.POLYNOMIAL_EXPAND(STRUCT(a)).a AS a FROM t;"
        " SELECT ML.FEATURE_CROSS(STRUCT(a, b)) FROM t"
    )
    source = Source("m.sql", text)

    written, problems = write_out_combinations(source, tokenize(source))

    assert not problems
    assert written.text == text.replace(
        "ML.POLYNOMIAL_EXPAND(STRUCT(a)).a",
        "{'a': CAST(a AS DOUBLE), 'a_a': CAST(a AS DOUBLE) * CAST(a AS DOUBLE)}.a",
    ).replace(
        "ML.FEATURE_CROSS(STRUCT(a, b))", "{'a_b': CAST(a AS VARCHAR) || '_' || CAST(b AS VARCHAR)}"
    )


@pytest.mark.parametrize(
    ("call", "words", "place"),
    [
        ("ML.POLYNOMIAL_EXPAND(STRUCT(a + 1))", "has no name", "a + 1"),
        ("ML.POLYNOMIAL_EXPAND(s)", "takes a STRUCT of features", "s"),
        ("ML.POLYNOMIAL_EXPAND(STRUCT(a), 5)", "a whole number from 1 to 4", None),
        ("ML.POLYNOMIAL_EXPAND(STRUCT(a), 2, 3)", "a whole number from 1 to 4", None),
        ("ML.FEATURE_CROSS(STRUCT(a))", "two features or more", None),
        ("ML.FEATURE_CROSS(STRUCT(a, b), 1)", "a whole number from 2 to 4", None),
        ("ML.FEATURE_CROSS(STRUCT(a, A))", "two features have the name", "A"),
        ("ML.FEATURE_CROSS(STRUCT(a, b)) OVER ()", "takes no OVER ()", "OVER ()"),
        ("ML.POLYNOMIAL_EXPAND()", "takes a STRUCT of features", None),
        (
            f"ML.POLYNOMIAL_EXPAND(STRUCT({', '.join(f'a{i}' for i in range(11))}))",
            "at most 10 features, and has 11",
            None,
        ),
    ],
)
def test_a_mistake_is_told_at_its_place(call, words, place):
    with pytest.raises(ProjectError) as caught:
        parse(Source("q.sql", f"SELECT 1 FROM t; SELECT {call} FROM t"))

    (problem,) = caught.value.problems
    assert words in problem.message
    assert problem.span.text == (place or call)


def test_what_the_engine_says_has_the_place_that_was_written():
    with connect() as session, pytest.raises(ProjectError) as caught:
        session.sql(
            "SELECT a,\n  ML.POLYNOMIAL_EXPAND(STRUCT(a, wrong AS b), 2) FROM (SELECT 1 AS a)"
        )

    (problem,) = caught.value.problems
    assert problem.name == "unknown-column"
    assert problem.span.place == "<query>:2:34"


def test_bigquery_scripts_have_them_too():
    with connect(dialect="bigquery") as session:
        found = session.sql(
            "SELECT ML.POLYNOMIAL_EXPAND(STRUCT(a, b + 1 AS c), 2) AS p,"
            " ML.FEATURE_CROSS(STRUCT('x' AS x, `s`)) AS f"
            " FROM UNNEST([STRUCT(1 AS a, 2 AS b, 'q' AS s)])"
        ).fetchall()

    assert found == [({"a": 1.0, "a_a": 1.0, "a_c": 3.0, "c": 3.0, "c_c": 9.0}, {"x_s": "x_q"})]
