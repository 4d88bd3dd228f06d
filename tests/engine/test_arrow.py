import nanoarrow as na
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forebay.engine.arrow import column_array, probability_list, take
from forebay.errors import InternalError

INTEGER_TYPES = (
    "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
)  # fmt: skip


def batch_of(workspace, text, batch_rows=1000):
    return list(workspace.stream(text, batch_rows=batch_rows))


@pytest.mark.parametrize("kind", INTEGER_TYPES)
def test_integers_of_every_width_are_read_with_their_null(workspace, kind):
    text = f"SELECT CAST(CASE WHEN i % 3 > 0 THEN i END AS {kind}) AS a FROM range(100) t(i)"
    batches = batch_of(workspace, text, 33)  # slices that do not begin at a whole byte

    integers = np.concatenate([b.integers(0, null=-1) for b in batches])
    floats = np.concatenate([b.floats(0) for b in batches])

    expected = [i if i % 3 else -1 for i in range(100)]
    assert integers.tolist() == expected
    assert np.isnan(floats).tolist() == [e < 0 for e in expected]
    assert np.nansum(floats) == sum(e for e in expected if e > 0)


@pytest.mark.parametrize("kind", ["DOUBLE", "FLOAT"])
def test_floats_are_read_with_their_null_and_nan(workspace, kind):
    text = f"SELECT CAST(a AS {kind}) AS a FROM (VALUES (1.5), (NULL), ('nan'::DOUBLE)) t(a)"

    (batch,) = batch_of(workspace, text)

    assert np.array_equal(batch.floats(0), [1.5, np.nan, np.nan], equal_nan=True)


def test_a_double_column_without_null_is_not_copied(workspace):
    (batch,) = batch_of(workspace, "SELECT i::DOUBLE AS a FROM range(1000) t(i)")

    assert not batch.floats(0).flags.owndata
    assert batch.floats(0).base is not None


def test_booleans_are_unpacked_at_any_offset(workspace):
    text = "SELECT CASE WHEN i % 5 > 0 THEN i % 2 = 0 END AS a FROM range(1000) t(i)"

    values = np.concatenate([b.integers(0, null=9) for b in batch_of(workspace, text, 7)])

    assert values.tolist() == [9 if i % 5 == 0 else int(i % 2 == 0) for i in range(1000)]


def test_objects_are_python_values(workspace):
    text = "SELECT ['a', NULL] AS l, {'x': 1} AS s, NULL AS n FROM range(3)"

    (first, second) = batch_of(workspace, text, 2)

    assert first.objects(0) == [["a", None]] * 2
    assert second.objects(1) == [{"x": 1}]
    assert second.objects(2) == [None]


def test_reading_a_text_as_numbers_is_our_mistake(workspace):
    (batch,) = batch_of(workspace, "SELECT 'a' AS s, 1.5::DOUBLE AS d")

    with pytest.raises(InternalError, match='column "s" of type VARCHAR'):
        batch.floats(0)
    with pytest.raises(InternalError, match='column "d"'):
        batch.integers(1, null=0)


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1), st.data())
def test_taken_texts_are_the_labels_of_their_codes(labels, data):
    codes = data.draw(st.lists(st.integers(-1, len(labels) - 1)))

    taken = na.Array(take(labels, np.array(codes, dtype=np.int64), "VARCHAR")).to_pylist()

    assert taken == [None if code < 0 else labels[code] for code in codes]


@pytest.mark.parametrize(
    ("labels", "kind"), [([True, False], "BOOLEAN"), ([3, -5], "SMALLINT"), ([0.5, 2.0], "DOUBLE")]
)
def test_taken_labels_keep_their_type(labels, kind):
    taken = na.Array(take(labels, np.array([1, -1, 0]), kind))

    assert taken.to_pylist() == [labels[1], None, labels[0]]


def test_probabilities_come_sorted_and_ties_keep_the_order_of_labels():
    probabilities = np.array([[0.25, 0.5, 0.25], [0.4, 0.2, 0.4]])

    rows = na.Array(probability_list([1, 2, 3], "BIGINT", probabilities)).to_pylist()

    assert [[(e["label"], e["prob"]) for e in row] for row in rows] == [
        [(2, 0.5), (1, 0.25), (3, 0.25)],
        [(1, 0.4), (3, 0.4), (2, 0.2)],
    ]


def test_probabilities_can_keep_the_order_of_labels():
    rows = na.Array(
        probability_list(["a", "b"], "VARCHAR", np.array([[0.1, 0.9]]), "label")
    ).to_pylist()

    assert [e["label"] for e in rows[0]] == ["a", "b"]


def test_masked_entries_of_a_new_column_are_null():
    column = np.ma.MaskedArray([1.5, 2.5, 3.5], mask=[False, True, False])

    assert na.Array(column_array(column)).to_pylist() == [1.5, None, 3.5]


def test_a_column_without_an_arrow_form_is_our_mistake():
    with pytest.raises(InternalError, match="column-not-cast"):
        column_array(np.array(["a"]))
