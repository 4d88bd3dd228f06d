"""ML.TRANSFORM: the columns of the clause, then the others of the data."""

from __future__ import annotations

import pytest

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError, Source
from forebay.features.label import Label
from forebay.features.transform_output import TransformColumn
from forebay.query.functions.transform import output_schema
from forebay.query.signature import ModelSignature
from forebay.sql.parse_query import parse_query

(CALL,) = parse_query(Source("q.sql", "SELECT * FROM ML.TRANSFORM(MODEL m, (SELECT 1 AS x))")).calls
CLAUSE = (TransformColumn("s", "DOUBLE"), TransformColumn("y", "INTEGER", is_role=True))


def given(*names, clause=CLAUSE):
    label = Label("y", "INTEGER", "regression")
    signature = ModelSignature("m", "LINEAR_REG", label, (Column("x", "INTEGER"),), clause)
    data = Schema(tuple(Column(name, "INTEGER") for name in names))
    return output_schema(CALL, (data,), signature).names


def test_the_columns_of_the_clause_come_first_and_raw_ones_that_it_reads_follow():
    assert given("id", "x") == ("s", "id", "x")


def test_the_label_stands_where_the_clause_has_it_if_the_data_has_it():
    assert given("Y", "x", "id") == ("s", "y", "x", "id")


def test_a_column_of_the_clause_takes_the_place_of_one_of_the_data():
    assert given("S", "x") == ("s", "x")


@pytest.mark.parametrize(
    ("names", "clause", "problem"),
    [(("x",), (), "no-transform"), (("id",), CLAUSE, "missing-feature")],
)
def test_what_cannot_be_transformed_has_a_name(names, clause, problem):
    with pytest.raises(ProjectError) as caught:
        given(*names, clause=clause)

    assert caught.value.problems[0].name == problem
