"""An answer that is written while it is computed is the answer that would be read from a file."""

from __future__ import annotations

import pytest

from forebay.engine.quote import literal
from forebay.errors import EngineError, Source
from forebay.query import prepare
from forebay.query.direct_answer import DirectAnswer
from forebay.sql.parse_query import parse_query

NESTED = "SELECT *, CAST(id AS HUGEINT) AS h FROM ML.PREDICT(MODEL prices, TABLE rows)"
ODD_TYPES = """
SELECT *, CAST(id AS HUGEINT) AS h, CAST('00000000-0000-0000-0000-000000000001' AS UUID) AS u
FROM rows
"""
CALL = "ML.PREDICT(MODEL late_trees, TABLE rows)"


@pytest.fixture
def write(ask):
    """Write a query; return the rows, the types, whether that was direct, and the rows scored."""

    def written(text):
        direct, done = DirectAnswer(), []
        query = parse_query(Source("q", text))
        plain = prepare(query, ask.workspace, ask.resolve, ask.scratch, direct=direct)
        target = ask.scratch / "written.parquet"
        file = direct.write(ask.workspace, plain, query.span, target, done.append)
        sql = f"FROM read_parquet({literal(target)})"
        rows = ask.workspace.rows(sql)
        assert file.rows == len(rows)
        return rows, ask.workspace.describe(sql), direct.stream is not None, done

    return written


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * FROM {CALL}",
        f"FROM {CALL}",
        f"SELECT id, predicted_late FROM {CALL}",
        f"SELECT predicted_late_probs[1].prob AS p, c FROM {CALL} WHERE x > 50 AND z IS NOT NULL",
        f"SELECT p.id, p.kind FROM {CALL} AS p ORDER BY p.x DESC, p.id LIMIT 7",
        f"SELECT p FROM {CALL} p LIMIT 3",
        f"SELECT c, count(*) AS n, avg(x) AS m FROM {CALL} GROUP BY c ORDER BY c",
        f"SELECT COLUMNS('i.*') FROM {CALL}",
        "SELECT * FROM ML.PREDICT(MODEL late_trees, (SELECT * FROM rows WHERE id % 2 = 0))",
        f"SELECT id, predicted_late FROM ML.PREDICT(MODEL late_trees, ({NESTED}))",
        f"SELECT id, h, u FROM ML.PREDICT(MODEL late_trees, ({ODD_TYPES}))",
    ],
)
def test_it_is_what_is_read_from_a_file(ask, write, monkeypatch, text):
    monkeypatch.setattr("forebay.query.scored_stream._BATCH_ROWS", 400)
    rows, _, is_direct, done = write(text)

    assert is_direct
    assert done[-1] <= 1500
    assert rows == ask(f"  {text}")


def test_explanations_are_written_directly_too(ask, write):
    text = "SELECT * FROM ML.EXPLAIN_PREDICT(MODEL late_trees, (FROM rows WHERE id < 50))"

    rows, _, is_direct, _ = write(text)

    assert is_direct
    assert rows == ask(f" {text}")


def test_only_columns_that_are_named_go_through_python(ask, write, monkeypatch):
    seen = []
    stream = type(ask.workspace).stream

    def watched(workspace, text, **how):
        seen.append(workspace.describe(text).names)
        return stream(workspace, text, **how)

    monkeypatch.setattr(type(ask.workspace), "stream", watched)
    write(f"SELECT id, predicted_late FROM {CALL} WHERE price > 0")

    (names,) = seen
    assert [name for name in names if not name.startswith("__f")] == ["id", "price"]


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT a.id FROM {CALL} AS a JOIN rows AS b ON a.id = b.id",
        f"SELECT a.id FROM {CALL} AS a, (SELECT 1 AS one) AS b",
        f"WITH p AS (SELECT * FROM {CALL}) SELECT (SELECT count(*) FROM p) AS n, id FROM p",
        f"SELECT id FROM {CALL} UNION ALL SELECT id FROM rows",
        f"SELECT id FROM {CALL} WHERE x > (SELECT avg(x) FROM rows)",
        "SELECT predicted_price FROM ML.PREDICT(MODEL prices, TABLE rows)",
        "SELECT id FROM rows",
    ],
)
def test_what_may_be_read_twice_or_needs_no_stream_is_not(ask, write, text):
    rows, _, is_direct, _ = write(text)

    assert not is_direct
    assert sorted(rows) == sorted(ask(f" {text}"))


def test_no_rows_have_the_columns_of_rows(ask, write):
    text = "SELECT * FROM ML.PREDICT(MODEL late_trees, (FROM rows WHERE id < 0))"
    rows, schema, is_direct, done = write(text)

    assert is_direct
    assert (rows, done) == ([], [])
    assert schema.names == ask.bind(text).names


def test_a_value_that_cannot_be_cast_stops_it_and_leaves_no_file(ask, write):
    bad = "CAST(CASE WHEN id = 1400 THEN 'x' ELSE '1' END AS INTEGER) AS z"
    text = f"SELECT * FROM ML.PREDICT(MODEL late_trees, (SELECT * REPLACE ({bad}) FROM rows))"

    with pytest.raises(EngineError, match="x"):
        write(text)
    assert not (ask.scratch / "written.parquet").exists()
    assert ask.workspace.rows("SELECT 1") == [(1,)]
