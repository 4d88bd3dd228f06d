"""In plain SQL the preprocessing functions give what they give in TRANSFORM."""

from __future__ import annotations

import random

import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import ProjectError, Source
from forebay.features.operations.farm_fingerprint import farm_fingerprint
from forebay.sql.parse_query import parse_query

DOCUMENTS = (
    "(VALUES (1, ['I', 'like', 'pie', 'pie', 'pie', NULL]), (2, ['yum', 'yum', 'pie', NULL]),"
    " (3, ['I', 'yum', 'pie', NULL]), (4, ['you', 'like', 'pie', NULL])) AS t(id, f)"
)


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    root = tmp_path_factory.mktemp("macros")
    with DuckDBEngine().workspace(
        threads=2, memory_limit="1GB", readable=[root], scratch=root / "scratch"
    ) as workspace:

        def of(text):
            query = parse_query(Source("q.sql", text))
            assert len(query.plain) == len(text)
            return [row[0] if len(row) == 1 else row for row in workspace.rows(query.plain)]

        yield of


def over(values, call):
    return f"SELECT {call} FROM unnest({values}) AS t(f)"


@pytest.mark.parametrize(
    ("values", "call", "expected"),
    [
        ("[1, 2, 3]", "ML.STANDARD_SCALER(f) OVER ()", [-(1.5**0.5), 0.0, 1.5**0.5]),
        ("[2, 2]", "ML.STANDARD_SCALER(f) OVER ( )", [0.0, 0.0]),
        ("[1, 2, 5]", "ML.MIN_MAX_SCALER(f) OVER ()", [0.0, 0.25, 1.0]),
        ("[-4, 2]", "ML.MAX_ABS_SCALER(f) OVER ()", [-1.0, 0.5]),
        ("[-3, 1, 2, 3, 4, 5]", "ML.ROBUST_SCALER(f, [25, 75], TRUE, FALSE) OVER ()",
         [-5, -1, 0, 1, 2, 3]),
        ("[NULL, 1, 2, 6]", "ML.IMPUTER(f, 'mean') OVER ()", [3.0, 1.0, 2.0, 6.0]),
        ("[NULL, 1, 2, 6]", "ML.IMPUTER(f, 'MEDIAN') OVER ()", [2.0, 1.0, 2.0, 6.0]),
        ("['b', NULL, 'a']", "ML.IMPUTER(f, 'most_frequent') OVER ()", ["b", "a", "a"]),
        ("[0.5, 1, 3, NULL]", "ML.BUCKETIZE(f, [1, 2])", ["bin_1", "bin_2", "bin_3", None]),
        ("[2.5]", "ML.BUCKETIZE(f, [1, 2, 3], FALSE, 'bucket_ranges')", ["[2, 3)"]),
        ("[1, 2, 3, 4, 5]", "ML.QUANTILE_BUCKETIZE(f, 3) OVER ()",
         ["bin_1", "bin_2", "bin_2", "bin_3", "bin_3"]),
        ("['a', 'b', 'c', 'd', NULL]", "ML.HASH_BUCKETIZE(f, 3)", [0, 1, 1, 2, None]),
        ("['b', 'a', 'b', 'c', NULL]", "ML.LABEL_ENCODER(f, 1, 2) OVER ()", [1, 0, 1, 0, 0]),
        ("['foo']", "ML.HASH_BUCKETIZE(f, 0)", [6150913649986995171]),
    ],
)  # fmt: skip
def test_a_function_learns_from_the_rows_of_the_query(answer, values, call, expected):
    found = answer(over(values, call))

    assert [x if x is None or isinstance(x, str) else pytest.approx(x) for x in expected] == found


def test_an_array_has_norm_1(answer):
    assert answer("SELECT ML.NORMALIZER([3.0, 4.0]), ML.NORMALIZER([1, 3], 1)") == [
        ([0.6, 0.8], [0.25, 0.75])
    ]


def test_encoders_give_pairs_by_index(answer):
    found = answer(over("['b', 'a', 'b']", "ML.ONE_HOT_ENCODER(f, 'most_frequent', 9, 0) OVER ()"))

    assert found[0] == [{"index": 2, "value": 0.0}]
    assert found[1] == [{"index": 1, "value": 1.0}]


def test_tf_idf_has_the_values_of_bigquerys_page(answer):
    found = answer(f"SELECT ML.TF_IDF(f, 3, 1) OVER () FROM {DOCUMENTS} ORDER BY id")

    assert [pair["value"] for pair in found[0]] == pytest.approx(
        [0.12679902142647365, 0.1412163100645339, 0.1412163100645339, 0.29389333245105953]
    )
    assert [pair["index"] for pair in found[1]] == [0, 3]


def test_words_are_counted(answer):
    found = answer(f"SELECT ML.BAG_OF_WORDS(f, 3, 1) OVER () FROM {DOCUMENTS} ORDER BY id")

    assert found[1] == [{"index": 0, "value": 3.0}, {"index": 3, "value": 1.0}]


def test_a_query_around_and_a_cte_may_use_what_a_scaler_gives(answer):
    text = "WITH s AS (SELECT ML.MIN_MAX_SCALER(f) OVER () AS s FROM unnest([1, 3]) t(f))"

    assert answer(f"{text} SELECT sum(s) FROM s WHERE s > 0.5") == [1.0]


def test_the_fingerprint_in_sql_is_that_of_python(answer):
    letters = random.Random(1)
    texts = ["".join(letters.choice("ab\u00e9\u20ac") for _ in range(n)) for n in range(0, 100, 3)]
    values = ", ".join(f"'{text}'" for text in texts)

    found = answer(f"SELECT ML.HASH_BUCKETIZE(f, 0) FROM unnest([{values}]) AS t(f)")

    assert found == [farm_fingerprint(text) for text in texts]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("ML.STANDARD_SCALER(f)", "missing-over"),
        ("ML.STANDARD_SCALER(f) OVER (PARTITION BY f)", "over-not-empty"),
        ("ML.STANDARD_SCALER(f) OVER w", "over-not-empty"),
        ("ML.MAX_ABS_SCALER(ML.STANDARD_SCALER(f) OVER ()) OVER ()", "nested-analytic"),
        ("ML.BUCKETIZE(f, [1]) OVER ()", "transform-argument"),
        ("ML.IMPUTER(f, 'middle') OVER ()", "transform-argument"),
    ],
)
def test_a_mistake_has_a_name_and_a_place(call, name):
    with pytest.raises(ProjectError) as caught:
        parse_query(Source("q.sql", f"SELECT {call} FROM t"))

    (problem,) = caught.value.problems
    assert problem.name == name
    assert problem.span is not None


def test_a_hash_is_the_same_whatever_the_columns_are_called(answer):
    """DuckDB takes the parameter of a lambda for a column or table of its name."""
    names = ", ".join(f"1 AS {c}" for c in "abcdeghijklmnopqrsuvwxyz")
    text = f"SELECT ML.HASH_BUCKETIZE(f, 0) FROM (SELECT repeat('ab', 50) AS f, {names}) AS t"

    assert answer(text) == [farm_fingerprint("ab" * 50)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [("2", ["a b", "b c"]), ("[2]", ["a b", "b c"]), ("[2, 3]", ["a b", "a b c", "b c"])],
)
def test_ngrams_take_one_size_or_a_range(sizes, expected, answer):
    assert answer(f"SELECT ML.NGRAMS(['a', 'b', 'c'], {sizes})") == [expected]
