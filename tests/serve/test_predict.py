"""What is answered over HTTP is what ML.PREDICT answers, to the bit."""

from __future__ import annotations

import io
import json
import math
from datetime import date, datetime
from decimal import Decimal

import nanoarrow as na
import pytest
from nanoarrow import ipc
from tests.serve.conftest import MODELS

from forebay.session import connect

# Known values, values that training never saw, and NULL in every column.
ROWS = """SELECT * REPLACE (
    CASE WHEN id % 7 = 0 THEN NULL WHEN id % 5 = 0 THEN a * 1.37 ELSE a END AS a,
    CASE WHEN id % 11 = 0 THEN NULL WHEN id % 13 = 0 THEN 2147483647 ELSE k END AS k,
    CASE WHEN id % 17 = 0 THEN NULL ELSE price END AS price,
    CASE WHEN id % 6 = 0 THEN 'violet' ELSE color END AS color,
    CASE WHEN id % 19 = 0 THEN NULL ELSE flag END AS flag,
    CASE WHEN id % 23 = 0 THEN NULL ELSE day END AS day,
    CASE WHEN id % 29 = 0 THEN NULL ELSE seen END AS seen)
  FROM given ORDER BY id LIMIT 400"""


@pytest.fixture(scope="module")
def session(project):
    with connect(project) as session:
        yield session


def plain(value):
    """Return a value as JSON has it."""
    match value:
        case Decimal():
            return float(value)
        case datetime() | date():
            return value.isoformat()
        case dict():
            return {key: plain(part) for key, part in value.items()}
        case list():
            return [plain(part) for part in value]
        case float() if not math.isfinite(value):
            return None
        case _:
            return value


def asked(session, model):
    """Return rows as JSON and what ML.PREDICT says of them."""
    columns = ("id", "a", "k", "price", "color", "flag", "day", "seen")
    rows = [dict(zip(columns, map(plain, row[:8]), strict=True)) for row in
            session.sql(ROWS).fetchall()]  # fmt: skip
    result = session.sql(
        f"SELECT * FROM ML.PREDICT(MODEL {model}, ({ROWS})"
        + (", STRUCT(true AS keep_original_columns))" if model == "axes" else ")")
    )
    names = list(result.columns)
    answers = [dict(zip(names, map(plain, row), strict=True)) for row in result.fetchall()]
    return rows, answers


@pytest.mark.parametrize("model", MODELS)
def test_many_rows_and_one_row_have_the_answers_of_ml_predict(server, session, model):
    rows, expected = asked(session, model)
    told = server.predict(model, rows)
    added = list(told["predictions"][0])
    assert told["predictions"] == [{name: row[name] for name in added} for row in expected]
    ours = ("predicted_", "prediction_", "centroid_id", "nearest_", "principal_")
    assert added == [name for name in expected[0] if name.startswith(ours)]
    for row, answer in zip(rows[:15], told["predictions"], strict=False):
        assert server.predict(model, [row])["predictions"] == [answer]


def test_a_model_is_computed_row_by_row_unless_only_the_engine_can(server):
    how = {
        model: server.get(f"/v2/models/{model}")[1]["parameters"]["computed_by"] for model in MODELS
    }
    assert how == {model: "engine" if model == "engine" else "row" for model in MODELS}


def test_the_answer_names_its_version_and_says_what_it_ignored(server):
    body = json.dumps([{"a": 1, "K": 2, "FLAG": True, "miles": 3, "note": "é"}]).encode()
    status, headers, data = server.ask(
        "POST", "/models/AXES/predict", body, {"Content-Type": "application/json"}
    )
    assert status == 200
    assert headers["forebay-ignored"] == "miles,note" or "miles" in headers["forebay-ignored"]
    assert (json.loads(data)["model"], json.loads(data)["version"]) == ("axes", 1)


def test_no_rows_have_no_answers(server):
    assert server.predict("axes", [])["predictions"] == []


def test_an_arrow_stream_is_answered_by_an_arrow_stream(server, session):
    made = session.sql(f"SELECT * FROM ({ROWS}) LIMIT 50")
    stream = io.BytesIO()
    with ipc.StreamWriter.from_writable(stream) as writer:
        writer.write_stream(na.ArrayStream(made))
    status, headers, data = server.ask(
        "POST",
        "/models/thirds/predict",
        stream.getvalue(),
        {"Content-Type": "application/vnd.apache.arrow.stream"},
    )
    assert status == 200, data
    assert headers["content-type"] == "application/vnd.apache.arrow.stream"
    with ipc.InputStream.from_readable(io.BytesIO(data)) as given:
        told = na.ArrayStream(given).read_all().to_pylist()
    expected = session.sql(
        f"SELECT predicted_third, predicted_third_probs FROM ML.PREDICT(MODEL thirds, ({ROWS}))"
    ).fetchall()[:50]
    assert [(row["predicted_third"], row["predicted_third_probs"]) for row in told] == expected
