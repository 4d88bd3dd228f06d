from __future__ import annotations

import pytest

from forebay.errors import ProjectError

COLUMNS = (
    "SELECT 1 AS id, 2 AS shop, 3.5 AS x, 'a' AS c, TRUE AS late, 1.0 AS w,"
    " TIMESTAMP '2024-01-01' AS t, TIMESTAMP '2024-01-02' AS known, FALSE AS held, 1 AS days"
)


@pytest.fixture
def roles(world):
    world.source(COLUMNS)
    return world.roles


def names(columns):
    return [column.name for column in columns]


def test_roles_are_never_features(roles):
    """SEMANTICS 10."""
    found = roles(
        "OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['late'],"
        " instance_weight_col = 'w') KEY (id) CARRY (shop)"
        " PREDICT AT t - days * INTERVAL 1 DAY LABEL KNOWN AT known"
    )

    assert names(found.feature_columns) == ["x", "c", "held", "days"]


def test_names_are_compared_without_regard_to_case(roles):
    found = roles("OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['LATE']) KEY (ID)")

    assert found.label.name == "late"
    assert names(found.key) == ["id"]


def test_the_label_is_the_column_label_where_none_is_named(world):
    world.source("SELECT 1 AS x, 2 AS label")

    assert world.roles("OPTIONS (model_type = 'LINEAR_REG')").label.name == "label"


def test_a_model_without_a_label_says_how_to_name_one(roles):
    with pytest.raises(ProjectError, match="input_label_cols") as caught:
        roles("OPTIONS (model_type = 'LINEAR_REG')")

    assert [p.name for p in caught.value.problems] == ["no-label"]


def test_all_unknown_columns_are_named_at_once_with_the_nearest(roles):
    with pytest.raises(ProjectError) as caught:
        roles("OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['lat']) KEY (idd) CARRY (q)")

    problems = caught.value.problems
    assert [p.name for p in problems] == ["unknown-column"] * 3
    assert problems[0].hint == 'did you mean "late"?'
    assert problems[1].span is not None
    assert problems[1].span.text == "idd"


@pytest.mark.parametrize(
    "clauses",
    [
        ", data_split_method = 'RANDOM') PREDICT AT t",
        ", data_split_group_cols = ['shop']) PREDICT AT t",
        ", data_split_method = 'NO_SPLIT', data_split_group_cols = ['shop'])",
    ],
)
def test_a_split_that_contradicts_the_model_is_an_error(roles, clauses):
    """SEMANTICS 25."""
    with pytest.raises(ProjectError) as caught:
        roles("OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['x']" + clauses)

    assert caught.value.problems[0].name == "split-contradiction"


def test_custom_needs_a_boolean_column(roles):
    with pytest.raises(ProjectError, match=r"\[split-column\].* BOOLEAN"):
        roles(
            "OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['x'],"
            " data_split_method = 'CUSTOM', data_split_col = 'shop')"
        )


def test_a_primary_key_identifies_rows_where_no_key_is_said(roles):
    """SEMANTICS 10."""
    found = roles(
        "OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['x'])", primary_key=["id"]
    )

    assert names(found.key) == ["id"]
