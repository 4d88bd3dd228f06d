from datetime import date

import pytest

from forebay.engine import Column, Schema
from forebay.errors import ProjectError, Source

DEPARTURES = Schema(
    (Column("id", "BIGINT"), Column("distance", "DOUBLE"), Column("carrier", "VARCHAR"))
)
ORDERS = Schema((Column("id", "BIGINT"), Column("placed", "TIMESTAMP")))


@pytest.fixture
def binder(engine):
    opened = engine.binder()
    opened.declare_table("departures", DEPARTURES)
    opened.declare_table("shop.orders", ORDERS)
    yield opened
    opened.close()


def problem_of(binder, text):
    span = Source("t.sql", text).whole()
    with pytest.raises(ProjectError) as caught:
        binder.bind(text, span)
    (problem,) = caught.value.problems
    return problem


def test_a_query_is_described_without_any_rows(binder):
    text = "SELECT id, distance * 2 AS far, {'a': 1, 'b': [1.5]} AS s FROM departures d"

    schema = binder.bind(text, None)

    assert schema == Schema(
        (
            Column("id", "BIGINT"),
            Column("far", "DOUBLE"),
            Column("s", "STRUCT(a INTEGER, b DECIMAL(2,1)[])"),
        )
    )


@pytest.mark.parametrize(
    "text",
    ["FROM departures", "VALUES (1, 2)", "WITH x AS (SELECT 1 AS a) FROM x", "(SELECT 1)",
     "SELECT 1 -- no comment", "SELECT 1;", "FROM shop.orders SELECT id"],
)  # fmt: skip
def test_every_form_of_a_select_binds(binder, text):
    assert binder.bind(text, None).columns


@pytest.mark.parametrize(
    ("text", "name", "place", "hint"),
    [
        ("SELECT 'é', distnace FROM departures", "unknown-column", "distnace", '"distance"'),
        ("SELECT d.distnace FROM departures d", "unknown-column", "d.distnace", '"distance"'),
        ("SELECT * FROM departrues", "unknown-table", "departrues", '"departures"'),
        ("SELECT * FROM shop.ordres", "unknown-table", "shop.ordres", '"shop.orders"'),
        ("SELECT * FROM nowhere.t", "unknown-table", "nowhere.t", ""),
        ("SELECT lowr(carrier) FROM departures", "unknown-function", "lowr", '"lower"'),
        ("SELECT carrier + 1 FROM departures", "type-mismatch", "+", "cast"),
        ("SELECT sqrt(carrier, 1) FROM departures", "type-mismatch", "sqrt", "cast"),
        ("SELECT 1 FROM departures a, departures b WHERE id = 1", "ambiguous-column", "id", "a.id"),
        ("SELECT id, count(*) FROM departures", "not-grouped", "id", "GROUP BY"),
        ("SELECT 1 FROM departures WHERE sum(id) > 1", "misplaced-aggregate", "sum", ""),
        ("SELECT 1 FROM departures WHERE row_number() OVER () > 1", "misplaced-window", "row_", ""),
        ("SELECT CAST(id AS FLOAT64) FROM departures", "unknown-type", "", '"DOUBLE"'),
        ("SELECT id AS a, carrier AS A FROM departures", "duplicate-column", "carrier", "AS name"),
        ("SELECT id FROM departures UNION SELECT 1, 2", "column-count", "", ""),
        ("SELECT $1", "unexpected-parameter", "", "getvariable"),
        ("SELECT {'a': 1}.b", "unknown-field", "", ""),
        ("SELECT * EXCLUDE (distnace) FROM departures", "unknown-column", "distnace", '"distance"'),
        ("SELECT x.id FROM departures d", "unknown-table", "x.id", ""),
        ("SELECT id FROM FROM departures", "syntax", "FROM", ""),
        ("SELECT 1; SELECT 2", "not-a-query", "", ""),
        ("SELECT * FROM read_csv('/etc/passwd')", "hidden-source", "read_csv", "EXTERNAL TABLE"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_name_a_place_and_a_hint(binder, text, name, place, hint):
    problem = problem_of(binder, text)

    assert problem.name == name
    assert problem.span.text.startswith(place)
    assert hint in problem.hint


def test_an_unknown_column_is_told_with_the_columns_of_its_table(binder):
    """The example of DESIGN section 9."""
    text = "SELECT distnace AS label\nFROM departures"

    assert problem_of(binder, text).render() == (
        'error[unknown-column]: table "departures" has no column "distnace"\n'
        "  --> t.sql:1:8\n"
        "    |\n"
        "  1 | SELECT distnace AS label\n"
        "    |        ^^^^^^^^\n"
        '  detail: "departures" has columns: id, distance, carrier.\n'
        '  hint: did you mean "distance"?'
    )


def test_a_hint_names_only_what_the_project_declares(binder):
    problem = problem_of(binder, "SELECT * FROM pg_depend_")

    assert "pg_" not in problem.hint
    assert problem.detail == "there are: departures, shop.orders."


def test_a_name_can_be_anything_that_can_be_quoted(binder):
    binder.declare_table('odd "t', Schema((Column('a";--', "INTEGER"),)))

    assert binder.bind('SELECT * FROM "odd ""t"', None).names == ('a";--',)


def test_a_relation_can_be_declared_again(binder):
    binder.declare_table("departures", ORDERS)

    assert binder.bind("FROM departures", None).names == ("id", "placed")


def test_a_macro_is_known_after_it_is_declared(binder):
    text = "CREATE MACRO shop.twice(x) AS x * 2"

    binder.declare_macro(text, Source("m.sql", text).whole())

    assert binder.bind("SELECT shop.twice(2) AS four", None).columns[0].type == "INTEGER"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CREATE MACRO f(x) AS x +", "syntax"),
        ("CREATE TABLE t (a INT)", "not-a-macro"),
        ("CREATE MACRO f(x) AS x; DROP TABLE departures", "not-a-macro"),
    ],
)
def test_a_macro_that_is_none_is_an_error(binder, text, name):
    with pytest.raises(ProjectError, match=name):
        binder.declare_macro(text, Source("m.sql", text).whole())


def test_a_variable_gives_its_type(binder):
    binder.declare_variable("as_of", date(2026, 1, 1))

    assert binder.bind("SELECT getvariable('as_of') AS d", None).columns[0].type == "DATE"


def test_a_column_of_nothing_but_null_has_a_type_that_a_table_can_have(binder):
    assert binder.bind("SELECT NULL AS a", None).columns[0].type == "INTEGER"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("ml.probability([{'label': true, 'prob': 0.3}], true)", 0.3),
        ("ML.PROBABILITY([{'label': 'a', 'prob': 0.3}], 'z')", None),
        ("ml.probability([{'label': 'a', 'prob': 0.3}, {'label': NULL, 'prob': 0.7}], NULL)", 0.7),
        ("ml.probability(NULL::STRUCT(label VARCHAR, prob DOUBLE)[], 'a')", None),
    ],
)
def test_the_probability_of_a_label_is_looked_up(workspace, call, expected):
    ((value,),) = workspace.rows(f"SELECT {call}")

    assert (None if value is None else float(value)) == expected
