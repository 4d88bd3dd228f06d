from __future__ import annotations

import pytest

from forebay.errors import Source
from forebay.sql import definition_text, judgement_text, parse
from forebay.sql.statement import CreateModel

MODEL = """CREATE MODEL m
OPTIONS (model_type = 'LINEAR_REG', l2_reg = 0.5, tags = ['a'], description = 'one')
TRANSFORM (a, b + 1 AS c) KEY (id) CARRY (x) PREDICT AT t - INTERVAL 1 HOUR
LABEL KNOWN AT t STANDARDS (roc_auc > 0.7) ALLOW LEAKAGE (a) BECAUSE 'why'
AS SELECT * FROM t"""
TABLE = """CREATE TABLE t (*, id PRIMARY KEY ON VIOLATION WARN) OPTIONS (tags = ['a'])
KNOWN AT day KNOWN AT late FOR (c) AS SELECT * FROM s"""
SOURCE = """CREATE EXTERNAL TABLE s (a INTEGER) OPTIONS (format = 'CSV', uris = ['a.csv'])
KNOWN AT day FRESH WITHIN INTERVAL 1 DAY BY day OVERWRITTEN"""


def definition(sql: str) -> str:
    return definition_text(parse(Source("a.sql", sql))[0])


def judgement(sql: str) -> str:
    statement = parse(Source("a.sql", sql))[0]
    assert isinstance(statement, CreateModel)
    return judgement_text(statement)


@pytest.mark.parametrize(
    ("sql", "old", "new"),
    [
        (MODEL, "tags = ['a'], description = 'one'", "description = 'two'"),
        (MODEL, "STANDARDS (roc_auc > 0.7)", "STANDARDS (roc_auc > 0.8)"),
        (MODEL, "STANDARDS (roc_auc > 0.7)", ""),
        (MODEL, "ALLOW LEAKAGE (a) BECAUSE 'why'", ""),
        (MODEL, "CREATE MODEL m", "create or replace model M -- comment"),
        (MODEL, "KEY (id) CARRY (x)", "CARRY (x) KEY ( ID )"),
        (
            MODEL,
            "model_type = 'LINEAR_REG', l2_reg = 0.5",
            "L2_REG = 0.5, model_type = 'LINEAR_REG'",
        ),
        (TABLE, "OPTIONS (tags = ['a'])", "OPTIONS (tags = ['b', 'c'])"),
        (TABLE, "KNOWN AT day KNOWN AT late FOR (c)", "KNOWN AT late FOR (c) KNOWN AT day"),
    ],
)
def test_what_changes_no_result_is_not_in_the_definition(sql: str, old: str, new: str) -> None:
    """SEMANTICS 7 and 8."""
    assert old in sql

    assert definition(sql.replace(old, new)) == definition(sql)


@pytest.mark.parametrize(
    ("sql", "old", "new"),
    [
        (MODEL, "'LINEAR_REG'", "'linear_reg'"),
        (MODEL, "l2_reg = 0.5", "l2_reg = 0.6"),
        (MODEL, "b + 1 AS c", "b + 2 AS c"),
        (MODEL, "TRANSFORM (a, b + 1 AS c)", ""),
        (MODEL, "KEY (id)", "KEY (id2)"),
        (MODEL, "KEY (id)", "KEY (id, id2)"),
        (MODEL, "CARRY (x)", ""),
        (MODEL, "INTERVAL 1 HOUR", "INTERVAL 2 HOUR"),
        (MODEL, "PREDICT AT t - INTERVAL 1 HOUR", "PREDICT AT NONE"),
        (MODEL, "LABEL KNOWN AT t", ""),
        (MODEL, "FROM t", "FROM t@run4"),
        (TABLE, "ON VIOLATION WARN", ""),
        (TABLE, "KNOWN AT day", "KNOWN AT night"),
        (TABLE, "FROM s", "FROM S2"),
        (TABLE, "*, id", "id"),
        (SOURCE, "a INTEGER", "a BIGINT"),
        (SOURCE, "'a.csv'", "'A.csv'"),
        (SOURCE, "OVERWRITTEN", ""),
        (SOURCE, "INTERVAL 1 DAY", "INTERVAL 2 DAY"),
    ],
)
def test_what_changes_a_result_is_in_the_definition(sql: str, old: str, new: str) -> None:
    """SEMANTICS 7."""
    assert old in sql

    assert definition(sql.replace(old, new)) != definition(sql)


def test_standards_and_waivers_are_the_judgement_and_nothing_else_is() -> None:
    """SEMANTICS 8."""
    said = judgement(MODEL)

    assert said == "standard roc_auc > 0.7\nallow leakage ( a ) because 'why'"
    assert judgement(MODEL.replace("0.7", "0.70")) == said
    assert judgement(MODEL.replace("l2_reg = 0.5", "l2_reg = 0.6")) == said
    assert judgement(MODEL.replace("0.7", "0.8")) != said
    assert judgement(MODEL.replace("STANDARDS (roc_auc > 0.7)", "")) != said


def test_no_two_kinds_of_statement_share_a_definition() -> None:
    kinds = [
        "CREATE TABLE t AS SELECT 1",
        "CREATE VIEW t AS SELECT 1",
        "CREATE MODEL t AS SELECT 1",
    ]

    assert len({definition(sql) for sql in kinds}) == len(kinds)


def test_labels_of_a_model_name_what_it_predicts_and_so_count() -> None:
    """SEMANTICS 7: ``labels`` is another name of ``input_label_cols``."""
    text = "CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', labels = ['{}']) AS SELECT * FROM t"

    one, other = (parse(Source("m.sql", text.format(name)))[0] for name in ("y", "z"))

    assert definition_text(one) != definition_text(other)
