"""Exported queries in a real Apache Spark, beside ML.PREDICT and ML.TRANSFORM.

Spark stands in an environment of its own (`make test-spark` makes it), with a Java of the system.
"""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.export import test_sql_arrays, test_sql_dialects, test_sql_operations, test_sql_query
from tests.export.test_calibrated import stepped
from tests.export.test_sql_arrays import arrays  # noqa: F401 - a fixture
from tests.export.test_sql_dialects import zoned  # noqa: F401
from tests.export.test_sql_operations import EVERYWHERE, WITH_TIMES, made, wanted  # noqa: F401
from tests.export.trained import trained

from forebay.export.query_options import QueryOptions

pytestmark = pytest.mark.slow_spark
PROGRAM = Path(__file__).with_name("spark_queries.py")


@pytest.fixture(scope="module")
def python():
    found = os.environ.get("FOREBAY_SPARK_PYTHON")
    if not found:
        pytest.skip("FOREBAY_SPARK_PYTHON names no Python with pyspark")
    return found


def exported(session, tmp_path, name):
    target = tmp_path / f"{name}.sql"
    session.export(name, "sql", target, options=QueryOptions(dialect="spark", key=("id",)))
    return target.read_text()


def ran(python, asked):
    """Return what Spark answers to each query, all of them in one process."""
    texts = json.dumps(asked, default=lambda v: v.isoformat(sep=" ") if not isinstance(v, date)
                       or hasattr(v, "hour") else v.isoformat())  # fmt: skip
    done = subprocess.run(
        [python, PROGRAM], input=texts, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout[done.stdout.index("{") :])


def test_spark_answers_as_ml_predict_and_ml_transform_do(
    session,
    made,  # noqa: F811
    arrays,  # noqa: F811
    zoned,  # noqa: F811
    python,
    tmp_path,
):
    rows = session.sql(
        f"SELECT id, a, b, color, flag, k FROM {test_sql_query.UNSEEN} ORDER BY id"
    ).fetchall()
    asked, expected = {}, {}
    names = {
        name: trained(session, kind, label, more=more)
        for name, (kind, label, more) in test_sql_query.LABELS.items()
    }
    names |= {name: test_sql_query.unlabelled(session, name) for name in test_sql_query.OTHERS}
    names["stepped"] = stepped(session)
    for title, name in names.items():
        asked[title] = {"columns": test_sql_query.COLUMNS, "rows": rows,
                        "query": exported(session, tmp_path, name)}  # fmt: skip
        expected[title] = test_sql_query.expected(session, name)
    asked["operations"] = {
        "columns": test_sql_operations.COLUMNS, "rows": test_sql_operations.ROWS,
        "query": exported(made, tmp_path, "timed"),
    }  # fmt: skip
    for name in ("plain_lists", "made_lists"):
        asked[name] = {"columns": test_sql_arrays.COLUMNS, "rows": test_sql_arrays.ROWS,
                       "query": exported(arrays, tmp_path, name)}  # fmt: skip
        expected[name] = test_sql_arrays.expected(arrays, name)
    asked["zoned"] = {
        "columns": test_sql_dialects.ZONED, "rows": list(enumerate(test_sql_dialects.MOMENTS)),
        "query": exported(zoned, tmp_path, "zoned"),
    }  # fmt: skip
    found = ran(python, asked)
    told = {name: answer for name, answer in found.items() if isinstance(answer, str)}
    assert not told, told
    for title, answer in expected.items():
        if title in {"plain_lists", "made_lists"}:
            shares = [row["predicted_y_prob_true"] for row in found[title]]
            assert shares == pytest.approx(answer, rel=1e-9), title
        else:
            test_sql_query.assert_alike(found[title], answer)
    test_sql_operations.assert_alike(
        found["operations"], wanted(made, "timed"), EVERYWHERE | WITH_TIMES
    )
    for mine, theirs in zip(found["zoned"], test_sql_dialects.of_moments(zoned), strict=True):
        for name in test_sql_dialects.OF_A_MOMENT:
            assert mine[name] == theirs[name], (name, theirs)
