"""A session that runs BigQuery scripts (SEMANTICS 37)."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from forebay.errors import ProjectError
from forebay.session import Result, connect

SCRIPT = Path(__file__).parents[1] / "cases" / "bigquery" / "penguins_tutorial.sql"
PENGUINS = "bigquery-public-data.ml_datasets.penguins"
# The table of BigQuery's public data has other names for two columns, and longer ones for species.
PREPARE = """
CREATE EXTERNAL TABLE measured
OPTIONS (format = 'CSV', uris = ['data/penguins.csv'], null_markers = ['', 'NA']);
CREATE VIEW ml_datasets.penguins AS
SELECT
  CASE species
    WHEN 'Adelie' THEN 'Adelie Penguin (Pygoscelis adeliae)'
    WHEN 'Chinstrap' THEN 'Chinstrap penguin (Pygoscelis antarctica)'
    ELSE 'Gentoo penguin (Pygoscelis papua)'
  END AS species,
  island, bill_length_mm AS culmen_length_mm, bill_depth_mm AS culmen_depth_mm,
  flipper_length_mm, body_mass_g, UPPER(sex) AS sex
FROM measured;
"""


@pytest.fixture
def fb():
    with connect(dialect="bigquery") as session:
        yield session


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory):
    """The session after the whole script, and what its last query gave."""
    package = importlib.util.find_spec("palmerpenguins")
    work = tmp_path_factory.mktemp("work")
    (work / "data").mkdir()
    source = Path(package.origin).parent / "data" / "penguins.csv"
    (work / "data" / "penguins.csv").write_bytes(source.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(work)
        with connect(dialect="bigquery", datasets={PENGUINS: "ml_datasets.penguins"}) as session:
            session.sql(PREPARE)
            yield session, session.sql(SCRIPT.read_text())


def test_a_whole_tutorial_script_runs(tutorial):
    _, last = tutorial

    assert last.columns == ("n_big", "n_all", "n", "accuracy", "f0_", "f1_")
    ((n_big, n_all, n, accuracy, *rest),) = last.fetchall()
    assert (n_big, n_all, rest) == (123, 342, [True, True])
    assert 40 < n < 90
    assert accuracy > 0.75


def test_the_penguins_have_the_published_weights(tutorial):
    """Horst, Hill and Gorman: Palmer Archipelago penguins (package palmerpenguins)."""
    session, _ = tutorial
    query = "SELECT species, n, mean_mass, median_mass, islands FROM by_species ORDER BY 3 DESC"

    rows = session.sql(query).fetchall()

    assert rows == [
        ("Gentoo", 123, 5076.0, 5000, ["Biscoe"]),
        ("Chinstrap", 68, 3733.1, 3700, ["Dream"]),
        ("Adelie", 151, 3700.7, 3700, ["Biscoe", "Dream", "Torgersen"]),
    ]


def test_the_model_of_the_script_explains_the_weight(tutorial):
    session, _ = tutorial

    found = session.sql("SELECT * FROM ML.EVALUATE(MODEL `bqml_tutorial.penguins_model`)")

    row = dict(zip(found.columns, found.fetchone(), strict=True))
    assert list(row) == [
        "mean_absolute_error", "mean_squared_error", "mean_squared_log_error",
        "median_absolute_error", "r2_score", "explained_variance",
    ]  # fmt: skip
    assert row["r2_score"] > 0.8


def test_predictions_are_a_table_with_the_columns_that_were_kept(tutorial):
    session, _ = tutorial

    found = session.sql("SELECT * FROM bqml_tutorial.biscoe")

    assert found.columns == (
        "predicted_body_mass_g", "species", "island", "flipper_length_mm", "body_mass_g", "sex",
        "off",
    )  # fmt: skip
    assert len(found.fetchall()) == 167


# Variables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        ("DECLARE x INT64 DEFAULT 5;", 5),
        ("DECLARE x DEFAULT 2.5;", 2.5),
        ("DECLARE x STRING DEFAULT 'it\\'s';", "it's"),
        ("DECLARE x DATE DEFAULT '2020-01-31';", date(2020, 1, 31)),
        ("DECLARE x BOOL; SET x = 1 < 2;", True),
        ("DECLARE x FLOAT64;", None),
        ("DECLARE x DEFAULT -3;", -3),
        ("DECLARE x ARRAY<INT64> DEFAULT [1, 2];", [1, 2]),
        ("DECLARE x DEFAULT NUMERIC '1.5'; SET x = NULL;", None),
        ("DECLARE y INT64 DEFAULT 2; DECLARE x DEFAULT y * 2; SET y = 9;", 4),
    ],
)
def test_a_variable_has_its_value(fb, declared, value):
    assert fb.sql(f"{declared} SELECT x").fetchone() == (value,)


def test_a_column_goes_before_a_variable_of_the_same_name(fb):
    fb.sql("CREATE TABLE t AS SELECT 1 AS x, 2 AS y")

    assert fb.sql("DECLARE x DEFAULT 10; SELECT x, y FROM t").fetchone() == (1, 2)
    assert fb.sql("DECLARE z DEFAULT 10; SELECT z, y FROM t WHERE z > y").fetchone() == (10, 2)


def test_a_column_cannot_be_named_as_a_variable(fb):
    with pytest.raises(ProjectError, match='"x" is the name of a variable and of a column'):
        fb.sql("DECLARE x DEFAULT 10; SELECT 1 AS x")


def test_a_variable_of_a_block_ends_with_it(fb):
    with pytest.raises(ProjectError, match='no column "x"'):
        fb.sql("BEGIN DECLARE x DEFAULT 1; SELECT x; END; SELECT x")


def test_a_variable_must_be_declared(fb):
    with pytest.raises(ProjectError, match='no variable "x" is declared'):
        fb.sql("SET x = 1; SELECT 1")


def test_the_value_of_a_variable_decides_what_is_built(fb):
    script = "DECLARE x DEFAULT {}; CREATE OR REPLACE TABLE t AS SELECT x AS n"

    fb.sql(script.format(1))
    fb.sql(script.format(2))

    assert fb.sql("SELECT n FROM t").fetchone() == (2,)


# Statements --------------------------------------------------------------------------------------


def test_nothing_runs_when_a_later_statement_cannot_be_read(fb):
    with pytest.raises(ProjectError, match="MY_FUNCTION"):
        fb.sql("CREATE TABLE t AS SELECT 1 AS n; SELECT MY_FUNCTION(1)")

    with pytest.raises(ProjectError, match="not live"):
        fb.sql("SELECT n FROM t")


def test_a_mistake_is_shown_at_its_line_of_the_script(fb):
    with pytest.raises(ProjectError) as caught:
        fb.sql("CREATE TABLE t AS SELECT 1 AS n;\nCREATE TABLE u AS\n  SELECT nn FROM t;")

    (problem,) = [p for p in caught.value.problems if p.severity == "error"]
    assert (problem.name, problem.span.place) == ("unknown-column", "<query>:3:10")


def test_a_name_that_is_there_is_replaced_only_when_the_statement_says_so(fb):
    fb.sql("CREATE TABLE t AS SELECT 1 AS n")

    with pytest.raises(ProjectError, match='"t" is there already'):
        fb.sql("CREATE TABLE t AS SELECT 2 AS n")


def test_a_refused_model_is_a_result_and_the_old_one_serves(fb):
    rows = (
        "SELECT x AS id, x, MOD(x * 7919, 1000) / 100 AS noise, x * 2.0 + MOD(x, 3) AS y"
        " FROM UNNEST(GENERATE_ARRAY(1, 1200)) AS x"
    )
    fb.sql(f"CREATE TABLE given AS {rows}")
    model = (
        "CREATE OR REPLACE MODEL m OPTIONS (model_type = 'linear_reg', input_label_cols = ['y'])"
        " KEY (id) PREDICT AT NONE STANDARDS (r2_score >= 0.9) AS SELECT id, {}, y FROM given"
    )
    fb.sql(model.format("x"))

    again = fb.sql(model.format("noise"))

    assert again.outcome == "refused"
    weights = fb.sql("SELECT processed_input FROM ML.WEIGHTS(MODEL m)").fetchall()
    assert ("x",) in weights


def test_alter_and_drop_model_read_bigquery_too(fb):
    fb.sql(
        "CREATE TABLE given AS SELECT x, x * 2 AS label FROM UNNEST(GENERATE_ARRAY(1, 600)) AS x"
    )
    fb.sql("CREATE MODEL `p.d.m` OPTIONS (model_type = 'linear_reg') AS SELECT * FROM given")

    fb.sql("ALTER MODEL `p.d.m` SET OPTIONS (description = 'it\\'s a line')")
    fb.sql("DROP MODEL d.m")

    with pytest.raises(ProjectError, match="unknown-model"):
        fb.sql("SELECT * FROM ML.WEIGHTS(MODEL d.m)")


def test_registered_data_is_read_by_its_name(fb):
    import numpy as np

    fb.register("shop.orders", {"n": np.arange(3)})

    assert fb.sql("SELECT SUM(n) AS n FROM `my-project.shop.orders`").fetchone() == (3,)


def test_an_error_is_told_before_the_warnings_of_its_statement(fb):
    with pytest.raises(ProjectError) as caught:
        fb.sql(
            "CREATE MODEL m OPTIONS (model_type = 'DNN_CLASSIFIER') AS SELECT 1 AS a, 2 AS label"
        )

    assert caught.value.problems[0].severity == "error"


def test_there_is_no_information_schema_and_the_hint_says_where_to_look(fb):
    with pytest.raises(ProjectError) as caught:
        fb.sql("SELECT * FROM `d.INFORMATION_SCHEMA.MODELS`")

    assert "forebay models" in caught.value.problems[0].hint


# Datasets ----------------------------------------------------------------------------------------


def test_a_dataset_can_be_a_file_or_a_folder(tmp_path):
    (tmp_path / "many").mkdir()
    (tmp_path / "one.csv").write_text("a\n1\n2\n")
    (tmp_path / "many" / "t.csv").write_text("b\n5\n")
    datasets = {"p.d.one": str(tmp_path / "one.csv"), "p.many": f"{tmp_path / 'many'}/"}

    with connect(dialect="bigquery", datasets=datasets) as session:
        found = session.sql("SELECT SUM(a), MAX(b) FROM `p.d.one`, `p.many.t`")

        assert found.fetchone() == (3, 5)


def test_a_dataset_that_is_not_there_is_told():
    with pytest.raises(ProjectError, match=r'"nowhere\.csv" of dataset "p\.d\.t" is not there'):
        connect(dialect="bigquery", datasets={"p.d.t": "nowhere.csv"})


def test_an_unknown_table_names_the_line_to_add(fb):
    with pytest.raises(ProjectError) as caught:
        fb.sql("SELECT *\nFROM `my-project.shop.orders`")

    (problem,) = caught.value.problems
    assert (problem.name, problem.span.place) == ("unknown-table", "<query>:2:6")
    assert '"my-project.shop.orders" = "data/orders.csv"' in problem.hint


@pytest.mark.parametrize(
    "arguments", [{"dialect": "oracle"}, {"datasets": {"p.d.t": "x.csv"}}], ids=str
)
def test_what_connect_does_not_take_is_told(arguments):
    with pytest.raises(ProjectError):
        connect(**arguments)


# Projects ----------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "orders.csv").write_text("id,price\n1,10\n2,20\n3,0\n")
    (tmp_path / "forebay.toml").write_text(
        'dialect = "bigquery"\n[datasets]\n"p.shop.orders" = "data/orders.csv"\n'
    )
    (tmp_path / "cheap.sql").write_text(
        "CREATE TABLE shop.cheap AS\n"
        "SELECT * EXCEPT (price), SAFE_DIVIDE(1, price) AS share FROM `p.shop.orders`\n"
        "WHERE price < 15;\n"
    )
    return tmp_path


def test_the_files_of_a_project_are_bigquery_sql(project):
    session = connect(project)

    assert session.build().outcome == "done"
    found = session.sql("SELECT id, share FROM `p.shop.cheap` ORDER BY id")
    assert found.fetchall() == [(1, 0.1), (3, None)]


def test_a_second_build_of_the_project_has_nothing_to_do(project):
    session = connect(project)
    session.build()

    assert session.build().built == 0


def test_a_comment_builds_nothing_anew_and_another_expression_does(project):
    session = connect(project)
    session.build()
    text = (project / "cheap.sql").read_text()

    (project / "cheap.sql").write_text("# why\n" + text)
    commented = session.build()
    (project / "cheap.sql").write_text(text.replace("15", "16"))

    assert (commented.built, session.build().built) == (0, 1)


def test_a_project_is_asked_in_bigquery_sql_before_it_is_built(project):
    found = connect(project).sql("SELECT COUNTIF(price > 5) AS n FROM `p.shop.orders`")

    assert isinstance(found, Result)
    assert found.fetchone() == (2,)


def test_definitions_of_a_project_belong_in_its_files(project):
    session = connect(project)
    session.build()

    with pytest.raises(ProjectError, match=r"edit cheap\.sql:1"):
        session.sql("CREATE OR REPLACE TABLE `p.shop.cheap` AS SELECT 1 AS n")


def test_the_dialect_of_a_project_stands_in_its_settings(project):
    with pytest.raises(ProjectError, match="bad-arguments"):
        connect(project, dialect="duckdb")


def test_a_broken_file_of_datasets_is_told_at_its_line_of_the_settings(project):
    (project / "data" / "orders.csv").unlink()

    with pytest.raises(ProjectError) as caught:
        connect(project).build()

    assert caught.value.problems[0].span.place == "forebay.toml:3:20"


def test_an_error_says_nothing_of_earlier_definitions(fb):
    fb.sql("CREATE VIEW v AS SELECT 1 AS x, 2 AS label")
    (fb.root / "sql" / "early.sql").write_text(
        "CREATE MODEL early OPTIONS (model_type = 'LINEAR_REG') AS SELECT x, label FROM v;"
    )

    with pytest.raises(ProjectError) as caught:
        fb.sql("CREATE VIEW w AS SELECT wrong FROM v")

    assert [problem.name for problem in caught.value.problems] == ["unknown-column"]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("ML.STANDARD_SCALER(x) OVER()", [-1.0, 1.0]),
        ("ML.QUANTILE_BUCKETIZE(x, 2) OVER ()", ["bin_1", "bin_1"]),
        ("ML.IMPUTER(IF(x = 1, NULL, x), 'mean') OVER ()", [3.0, 3.0]),
        ("ML.LABEL_ENCODER(c, 10, 0) OVER ()", [1, 2]),
        (
            "ML.BAG_OF_WORDS([c, c], 10, 0) OVER ()",
            [[{"index": 1, "value": 2.0}], [{"index": 2, "value": 2.0}]],
        ),
        ("ML.MIN_MAX_SCALER(x) OVER () * 2 + 1", [1.0, 3.0]),
    ],
)
def test_functions_that_learn_stand_in_queries(fb, call, expected):
    rows = "UNNEST([STRUCT(1 AS x, 'a' AS c), STRUCT(3 AS x, 'b' AS c)])"

    found = fb.sql(f"SELECT {call} AS v FROM {rows}").fetchall()

    assert [row[0] for row in found] == expected


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("ML.STANDARD_SCALER(x)", "missing-over"),
        ("ML.STANDARD_SCALER(x) OVER (PARTITION BY c)", "over-not-empty"),
        ("ML.IMPUTER(x, 'middle') OVER ()", "transform-argument"),
    ],
)
def test_a_mistake_in_them_is_told_where_it_was_written(fb, call, name):
    with pytest.raises(ProjectError) as caught:
        fb.sql(f"SELECT {call} AS v FROM UNNEST([STRUCT(1 AS x, 'a' AS c)])")

    (problem,) = caught.value.problems
    assert problem.name == name
    assert problem.span.text in call
