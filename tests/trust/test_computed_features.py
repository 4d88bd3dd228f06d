import pytest

from forebay.project.load import load
from forebay.trust.computed_features import computed_features

MODEL = """
CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y']) PREDICT AT NONE
AS SELECT {items}, y FROM {table};
"""


@pytest.fixture
def computed(tmp_path):
    (tmp_path / "forebay.toml").write_text('name = "p"\n')
    (tmp_path / "a.csv").write_text("a,b,y\n1,x,2\n3,y,4\n")
    (tmp_path / "a.sql").write_text(
        "CREATE EXTERNAL TABLE a OPTIONS (format = 'CSV', uris = ['a.csv']);"
        "CREATE TABLE t AS SELECT a * 2 AS twice, b, a AS other, y FROM a;"
    )

    def find(items, table, *features):
        (tmp_path / "m.sql").write_text(MODEL.format(items=items, table=table))
        return dict(computed_features(load(tmp_path), "M", features))

    return find


def test_what_the_select_computes_is_told_with_its_sql(computed):
    assert computed("a + 1 AS more, b", "a", "more", "b") == {"more": "a + 1 AS more"}


def test_what_a_table_above_computes_is_told_too(computed):
    assert computed("twice, b", "t", "twice", "b") == {"twice": "a * 2 AS twice"}


def test_columns_that_are_chosen_or_renamed_are_not_computed(computed):
    assert computed('a.a AS "the a", b letter', "a", "the a", "letter") == {}
    assert computed("other, b", "t", "other", "b") == {}
    assert computed("* EXCLUDE (y)", "a", "a", "b") == {}
