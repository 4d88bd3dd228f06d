"""The same TRANSFORM in training, in ML.PREDICT, in ML.TRANSFORM and for a single row."""

from __future__ import annotations

import math
import re
import struct

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from forebay.algorithms import TrainingData, load_algorithm
from forebay.algorithms.options import validate_options
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import EngineError, Source
from forebay.features import fit, frame_query, plan_split, read_label, resolve_roles
from forebay.query import prepare
from forebay.query.live_model import LiveModel, write_documents
from forebay.query.signature import ModelSignature
from forebay.sql.parse import parse
from forebay.sql.parse_query import parse_query

# scatter(i) stands for a number that looks random, the same in every version of the engine.
ROWS = """
SELECT i AS id, CAST(i % 7 + scatter(i) % 5 AS DOUBLE) AS y,
  CASE WHEN i % 11 = 0 THEN NULL ELSE CAST(scatter(i * 3) % 1000 AS DOUBLE) / 7 - 40 END AS x,
  CAST(scatter(i * 5) % 100 AS INTEGER) AS n,
  CAST(scatter(i * 7) % 1000 AS DECIMAL(9, 2)) / 100 AS price,
  CASE WHEN i % 13 <> 0 THEN 'c' || chr(CAST(97 + scatter(i * 9) % 12 AS INTEGER)) END AS c,
  CASE WHEN scatter(i * 11) % 3 = 0 THEN 'Éa b' ELSE 'zZ' END AS d,
  scatter(i * 13) % 2 = 0 AS b,
  CASE WHEN i % 17 <> 0 THEN
    list_transform(range(scatter(i * 15) % 5), lambda k: 'w' || (scatter(i * 17 + k) % 9))
    END AS words,
  [CAST(i % 3 AS DOUBLE), CAST(scatter(i) % 10 AS DOUBLE) / 3, CASE WHEN i % 5 <> 0 THEN 0.5 END]
    AS vec,
  TIMESTAMP '2024-01-31 23:59:58' + scatter(i * 19) * INTERVAL 9 MINUTE AS t,
  DATE '2023-12-31' + CAST(scatter(i * 21) % 400 AS INTEGER) AS day
FROM range({n}) r(i)
"""
ROWS = re.sub(r"scatter\(([^()]+)\)", r"(((\1) * 7919 + 104729) % 10007)", ROWS)
TRAINED = ROWS.format(n=150)
# Prediction meets values that training did not: unknown texts, larger numbers.
ASKED = ROWS.format(n=60).replace("97 +", "100 +").replace("/ 7", "/ 3").replace("'w' ||", "'v' ||")

NUMBERS = st.sampled_from(
    [
        "x", "n", "price", "n * 2 - 0.1", "x / (n - 50)", "n // 7 + n % 7", "price * 1.1",
        "abs(x) ** 0.5", "ln(n)", "round(x, 1)", "coalesce(x, -1)", "length(c)", "sqrt(x)",
        "CASE WHEN x > 10 AND n < 50 THEN x ELSE price END", "greatest(x, n, 3)",
        "EXTRACT(month FROM t)", "date_diff('hour', TIMESTAMP '2024-01-01 00:00:00', t)",
        "if(b, 1, 0)", "nullif(n, 3)", "CAST(x AS BIGINT)", "exp(x / 100)",
    ]
)  # fmt: skip
FINITE = st.sampled_from(
    ["x", "n", "price", "n * 2 - 0.1", "coalesce(x, -1)", "length(c)", "n % 7"]
)
TEXTS = st.sampled_from(
    ["c", "d", "upper(c)", "c || '_' || d", "concat(c, n)", "lower(trim(d))", "substr(d, 2, 2)",
     "CASE c WHEN 'ca' THEN d ELSE c END", "replace(c, 'c', '')", "CAST(b AS VARCHAR)"]
)  # fmt: skip
TOKENS = st.sampled_from(["words", "[c, d]", "ML.NGRAMS(words, [1, 2], '#')"])
VECTORS = st.sampled_from(["vec", "[n, n * 0.5]"])


def text_of(pattern, *parts):
    return st.tuples(*parts).map(lambda filled: pattern.format(*filled))


YES = st.sampled_from(["TRUE", "FALSE"])
STRATEGIES = st.sampled_from(["mean", "median", "most_frequent"])
FORMATS = st.sampled_from(["bucket_names", "bucket_ranges", "bucket_ranges_json"])
DROPS = st.sampled_from(["none", "most_frequent"])
OF_ARRAYS = st.sampled_from(["MULTI_HOT_ENCODER", "BAG_OF_WORDS", "TF_IDF"])
TOP, FEWEST = st.integers(1, 12), st.integers(0, 9)

ITEMS = st.one_of(
    NUMBERS,
    TEXTS,
    TOKENS,
    VECTORS,
    st.sampled_from(["b", "t", "day", "x > 3 OR b"]),
    text_of("ML.STANDARD_SCALER({}) OVER ()", FINITE),
    text_of("ML.MIN_MAX_SCALER({}) OVER () * 10", FINITE),
    text_of("ML.MAX_ABS_SCALER({}) OVER()", FINITE),
    text_of("ML.ROBUST_SCALER({}, [{}, 90], {}, {}) OVER ()", FINITE, st.integers(1, 80), YES, YES),
    text_of("ML.IMPUTER({}, '{}') OVER ()", FINITE, STRATEGIES),
    text_of("ML.IMPUTER({}, 'most_frequent') OVER ()", TEXTS),
    text_of("ML.BUCKETIZE({}, [0.5, 10, 20], {}, '{}')", NUMBERS, YES, FORMATS),
    text_of("ML.QUANTILE_BUCKETIZE({}, {}) OVER ()", FINITE, st.integers(2, 6)),
    text_of("ML.HASH_BUCKETIZE({}, {})", TEXTS, st.integers(0, 9)),
    text_of("ML.NORMALIZER({}, {})", VECTORS, st.sampled_from(["0", "1", "2", "3.5", "'inf'"])),
    text_of("ML.POLYNOMIAL_EXPAND(STRUCT(n, {} AS f), {})", FINITE, st.integers(1, 3)),
    text_of("ML.FEATURE_CROSS(STRUCT(d, {} AS f))", TEXTS),
    text_of("ML.FEATURE_CROSS(STRUCT(d, ML.BUCKETIZE({}, [1, 20]) AS f))", NUMBERS),
    text_of("ML.ONE_HOT_ENCODER({}, '{}', {}, {}) OVER ()", TEXTS, DROPS, TOP, FEWEST),
    text_of("ML.LABEL_ENCODER({}, {}, {}) OVER ()", TEXTS, TOP, FEWEST),
    text_of("ML.{}({}, {}, {}) OVER ()", OF_ARRAYS, TOKENS, TOP, FEWEST),
)
CLAUSES = st.lists(ITEMS, min_size=1, max_size=4).map(
    lambda items: "n AS base, " + ", ".join(f"{item} AS f{i}" for i, item in enumerate(items))
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    root = tmp_path_factory.mktemp("same")
    opened = DuckDBEngine().workspace(
        threads=2, memory_limit="1GB", readable=[root], scratch=root / "scratch"
    )
    opened.define_view("trained", TRAINED)
    opened.define_view("asked", ASKED)
    yield opened
    opened.close()


def learned(workspace, clause, model_type):
    """Return the model, and the query of the matrix that it was trained on."""
    text = (
        f"CREATE MODEL m TRANSFORM ({clause}, y) OPTIONS (model_type = '{model_type}',"
        " input_label_cols = ['y']) KEY (id) PREDICT AT NONE AS SELECT * FROM trained"
    )
    (statement,) = parse(Source("m.sql", text))
    roles = resolve_roles(statement, workspace.describe("SELECT * FROM trained"))
    options, problems = validate_options(model_type, statement.options)
    assert not problems
    workspace.define_view("frame", frame_query(roles, "trained"))
    split = plan_split(workspace, "frame", roles, seed=1)
    train = split.where("train")
    label = read_label(workspace, "frame", train, roles.label, classifies=False)
    algorithm = load_algorithm(model_type)
    features = fit(
        workspace, "frame", train, roles,
        transform=statement.transform, encoding=algorithm.encoding,
    )  # fmt: skip
    carried = [(label.index_sql(), "label"), ("1e0", "weight"), ("__key", "key")]
    source = f"(SELECT * FROM frame WHERE {train} ORDER BY __key)"
    query = features.matrix_query(source, carried=carried)
    data = TrainingData(workspace, query, None, features.columns, 0, split.counts["train"], 0)
    model = algorithm.train(data, options, seed=1, threads=1, on_progress=lambda *_: None)
    signature = ModelSignature("m", model_type, label, features.inputs, features.transform_columns)
    raw = workspace.rows(f"SELECT * FROM frame WHERE {train} ORDER BY __key")
    names = workspace.describe("FROM frame").names
    return LiveModel(signature, 1, features, model, options=options), query, raw, names


def bits(value):
    if isinstance(value, float):
        return "nan" if math.isnan(value) else struct.pack("d", value)
    if isinstance(value, list | tuple):
        return [bits(item) for item in value]
    if isinstance(value, dict):
        return {name: bits(item) for name, item in value.items()}
    return float(value) if isinstance(value, np.floating) else value


def dense(features, row):
    """Return what a matrix query gave as the row function gives it."""
    from forebay.features.matrix_batch import n_given

    made = []
    for i, expression in enumerate(features.expressions):
        del expression
        value = row[i]
        width = features._widths()[i]
        if width is None:
            made.append(math.nan if value is None else value)
        else:
            numbers = [0.0] * width
            for pair in value:
                numbers[pair["index"]] = pair["value"]
            made += numbers
    assert n_given(features.columns) == len(features.expressions)
    return made


@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],  # to shrink a clause takes minutes, and it is short
)
@given(clause=CLAUSES, model_type=st.sampled_from(["LINEAR_REG", "BOOSTED_TREE_REGRESSOR"]))
def test_training_prediction_transform_and_a_single_row_agree_to_the_bit(
    workspace, tmp_path_factory, clause, model_type
):
    """SEMANTICS 24."""
    try:
        model, query, raw, names = learned(workspace, clause, model_type)
    except EngineError as refused:  # the logarithm of 0 is no feature of a linear model
        if {problem.name for problem in refused.problems} != {"not-finite"}:
            raise
        reject()
    folder = tmp_path_factory.mktemp("model")
    write_documents(model, folder)
    loaded = LiveModel.from_folder(folder)
    features = loaded.features

    trained = [dense(features, row) for row in workspace.rows(query)]
    by_row = [features.row(dict(zip(names, row, strict=True))) for row in raw]
    assert bits(trained) == bits(by_row)

    columns = workspace.describe("FROM asked").names
    asked = [
        dict(zip(columns, row, strict=True)) for row in workspace.rows("FROM asked ORDER BY id")
    ]
    answered = ask(workspace, loaded, "ML.PREDICT")
    matrix = np.array([features.row(row) for row in asked], dtype=np.float64)
    arrays = [
        matrix[:, i].astype(np.int64) if column.kind == "category" else matrix[:, i].copy()
        for i, column in enumerate(features.columns)
    ]
    assert bits([row[0] for row in answered]) == bits(list(loaded.scorer.score(arrays)[:, 0]))

    given = ask(workspace, loaded, "ML.TRANSFORM")
    shown = [c.name for c in features.transform_columns]
    rows = [features.transformed_row(row) | {"y": row["y"]} for row in asked]
    assert bits([row[: len(shown)] for row in given]) == bits(
        [tuple(row[name] for name in shown) for row in rows]
    )


def ask(workspace, model, function):
    text = f"SELECT * FROM {function}(MODEL m, (SELECT * FROM asked ORDER BY id))"
    query = parse_query(Source("q.sql", text))
    plain = prepare(query, workspace, lambda _: model, workspace.scratch)
    return workspace.rows(plain)
