"""Statements keep their shape; names, strings and places are carried over."""

from __future__ import annotations

import pytest

from forebay.engine.bigquery.datasets import Datasets
from forebay.engine.bigquery.read_bigquery import read_bigquery
from forebay.engine.bigquery.translate import translate
from forebay.errors import ProjectError, Source
from forebay.sql import definition_text

MAPPED = Datasets(
    {
        "bigquery-public-data.ml_datasets.penguins": "birds",
        "my-project.files.orders": "data/orders.csv",
        "my-project.folder": "data/folder/",
        "my-project.other": "shop",
    }
)


@pytest.mark.parametrize(
    ("name", "node"),
    [
        ("`bigquery-public-data.ml_datasets.penguins`", '"birds" AS "penguins"'),
        ("`bigquery-public-data`.`ml_datasets`.`penguins`", '"birds" AS "penguins"'),
        ("`bigquery-public-data`.ml_datasets.penguins", '"birds" AS "penguins"'),
        ("bigquery-public-data.ml_datasets.penguins", '"birds" AS "penguins"'),
        ("BigQuery-Public-Data.ML_Datasets.Penguins", '"birds" AS "Penguins"'),
        ("`my-project.files.orders`", '"files"."orders"'),
        ("`my-project.folder.a`", '"folder"."a"'),
        ("`my-project.other.orders`", '"shop"."orders"'),
        ("`unknown.d.t`", '"d"."t"'),
        ("d.t", '"d"."t"'),
        ("t", '"t"'),
        ("t AS u", '"t" AS "u"'),
    ],
)
def test_a_name_means_what_the_datasets_say_else_its_last_two_parts(name, node):
    text = f"SELECT 1 AS x FROM {name}"

    sql = translate(Source("a.sql", text), MAPPED).source.text

    assert sql == f'SELECT 1::BIGINT AS "x" FROM {node}'


def test_files_that_names_stand_for_are_told():
    text = "SELECT 1 AS x FROM `my-project.files.orders`, `my-project.folder.a`"

    files = translate(Source("a.sql", text), MAPPED).files

    assert files == {"files.orders": "data/orders.csv", "folder.a": "data/folder/a.*"}


def test_models_and_tables_of_ml_calls_are_names_too():
    text = "SELECT * FROM ML.PREDICT(MODEL my-project.d.m, TABLE `my-project.other.t`) AS p"

    sql = translate(Source("a.sql", text), MAPPED).source.text

    assert sql == 'SELECT * FROM ML.PREDICT(MODEL "d"."m", TABLE "shop"."t") AS "p"'


def test_a_column_may_have_the_whole_name_of_its_table_before_it():
    text = (
        "SELECT `p.d.t`.a, u.s.b FROM `p.d.t` JOIN `p.d.u` ON `p.d.t`.k = `p.d.u`.k"
        " WHERE EXISTS (SELECT 1 FROM `p.d.v` WHERE `p.d.v`.a = `p.d.t`.a)"
    )

    sql = translate(Source("a.sql", text)).source.text

    assert sql == (
        'SELECT "t"."a", "u"."s"."b" FROM "d"."t" JOIN "d"."u" ON "t"."k" = "u"."k"'
        ' WHERE EXISTS (SELECT 1::BIGINT AS "f0_" FROM "d"."v" WHERE "v"."a" = "t"."a")'
    )


def test_the_query_of_an_ml_call_is_translated_and_its_settings_are_kept():
    text = (
        "SELECT * FROM ML.PREDICT(MODEL m, (SELECT * EXCEPT (a) FROM t), STRUCT(0.5 AS threshold))"
    )

    sql = translate(Source("a.sql", text)).source.text

    assert sql == (
        'SELECT * FROM ML.PREDICT(MODEL "m", (SELECT * EXCLUDE ("a") FROM "t"),'
        " STRUCT(0.5 AS threshold))"
    )


def test_options_keep_their_values_whatever_the_quotation_marks():
    text = """CREATE MODEL m OPTIONS (model_type = "linear_reg", input_label_cols = ['it\\'s'],
      l2_reg = HPARAM_RANGE(0, 1), description = r'a\\b', class_weights = [STRUCT('a', .5)])
    AS SELECT 1 AS x"""

    (model,) = read_bigquery(Source("a.sql", text), Datasets()).statements

    assert model.options["model_type"].value == "linear_reg"
    assert model.options["input_label_cols"].value == ("it's",)
    assert model.options["description"].value == "a\\b"
    assert model.options["class_weights"].value == (("a", 0.5),)


def test_expressions_of_clauses_are_translated():
    text = """CREATE MODEL m TRANSFORM (EXTRACT(DAYOFWEEK FROM day) AS dow, * EXCEPT (day), label)
      PREDICT AT TIMESTAMP_SUB(at, INTERVAL 1 HOUR) AS SELECT 1 AS x"""

    (model,) = read_bigquery(Source("a.sql", text), Datasets()).statements

    assert model.transform[0].expression.text == '(dayofweek("day") + 1)'
    assert model.transform[1].except_columns == ("day",)
    assert model.predict_at.expression.text == (
        '(CAST("at" AS TIMESTAMP WITH TIME ZONE) - to_hours(1::BIGINT))'
    )


def test_types_of_a_column_list_are_bigquerys():
    text = "CREATE TABLE t (date DATE, n INT64 NOT NULL, x FLOAT64, s STRING) AS SELECT 1 AS x"

    (table,) = read_bigquery(Source("a.sql", text), Datasets()).statements

    assert [c.type for c in table.columns.columns] == ["DATE", "BIGINT", "DOUBLE", "VARCHAR"]


def test_what_decides_a_result_is_read_from_the_text_that_was_written():
    """SEMANTICS 7: no text of sqlglot or of ours in a fingerprint."""
    text = "CREATE TABLE t AS SELECT IF(a > 1, 'x', 'y') AS b # why\n FROM `p.d.t`"

    (table,) = read_bigquery(Source("a.sql", text), Datasets()).statements

    assert definition_text(table) == (
        "table t\nas select if ( a > 1 , 'x' , 'y' ) as b from `p.d.t`"
    )


def test_a_place_in_the_translation_is_shown_where_it_was_written():
    source = Source("a.sql", "SELECT 1 AS x,\n  IF(a > 1, b, 2) AS y FROM t")
    translated = translate(source).source
    start = translated.text.index('"b"')

    span = translated.whole().part(start, start + 3)

    assert (span.place, span.written.text) == ("a.sql:2:13", "b")


def test_a_text_that_does_not_end_is_told():
    with pytest.raises(ProjectError, match="the string that opens here does not end"):
        translate(Source("a.sql", "SELECT 'a"))
