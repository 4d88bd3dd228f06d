import hashlib
import json
import struct

import pytest

ROWS = "SELECT i AS a, 'x' || (i % 5) AS b, i / 4 AS c FROM range(1000) t(i)"


def test_the_order_of_rows_does_not_count(workspace):
    """SEMANTICS 7."""
    assert workspace.content_id(f"FROM ({ROWS}) ORDER BY b, a DESC") == workspace.content_id(ROWS)


def test_files_and_threads_do_not_count(workspace, engine, tmp_path):
    """SEMANTICS 7."""
    parts = [
        workspace.write(f"FROM ({ROWS}) WHERE a % 2 = {n}", tmp_path / "tables" / f"{n}.parquet")
        for n in range(2)
    ]
    workspace.attach("t", [p.path for p in parts], workspace.describe(ROWS))
    with engine.workspace(
        threads=1, memory_limit=None, readable=[], scratch=tmp_path / "other"
    ) as other:
        expected = other.content_id(ROWS)

    assert workspace.content_id("FROM t") == workspace.content_id(ROWS) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT 1 AS a", "SELECT 2 AS a"),
        ("SELECT 1 AS a", "SELECT 1 AS b"),
        ("SELECT 1 AS a", "SELECT 1::BIGINT AS a"),
        ("SELECT 1 AS a", "SELECT 1 AS a UNION ALL SELECT 1"),
        ("SELECT NULL::VARCHAR AS a", "SELECT '' AS a"),
        ("SELECT NULL::VARCHAR AS a", "SELECT '~' AS a"),
        ("SELECT 'a' AS a, 'bc' AS b", "SELECT 'ab' AS a, 'c' AS b"),
        ("SELECT 'a|1:b' AS a, 'c' AS b", "SELECT 'a' AS a, 'b|1:c' AS b"),
        ("SELECT NULL AS a, 1 AS b", "SELECT 1 AS a, NULL AS b"),
        ("SELECT ['a', 'b'] AS a", "SELECT ['a, b'] AS a"),
        ("SELECT [NULL] AS a", "SELECT []::INTEGER[] AS a"),
        ("SELECT {'x': 1, 'y': 2} AS a", "SELECT {'x': 2, 'y': 1} AS a"),
        ("SELECT 'nan'::DOUBLE AS a", "SELECT NULL::DOUBLE AS a"),
        ("SELECT 0.1::DOUBLE AS a", "SELECT 0.1::DOUBLE + 1e-17 AS a UNION ALL SELECT 0"),
        ("SELECT 1 AS a WHERE false", "SELECT 1 AS a"),
        ("SELECT 'a' AS a UNION ALL SELECT 'b'", "SELECT 'a' AS a UNION ALL SELECT 'a'"),
        ("SELECT 'a' AS a", "SELECT 'a' || chr(0) AS a"),
        ("SELECT repeat('a', 8) AS a", "SELECT repeat('a', 9) AS a"),
        ("SELECT repeat('a', 65) AS a", "SELECT repeat('a', 66) AS a"),
        (
            "SELECT 1 AS a, 2 AS b UNION ALL SELECT 3, 4",
            "SELECT 1 AS a, 4 AS b UNION ALL FROM (VALUES (3, 2))",
        ),
        ("SELECT 'x'::BLOB AS a", "SELECT 'y'::BLOB AS a"),
        (
            "SELECT 170141183460469231731687303715884105727 AS a",
            "SELECT 170141183460469231731687303715884105726 AS a",
        ),
    ],
)
def test_another_value_name_type_or_number_of_rows_counts(workspace, one, other):
    """SEMANTICS 7."""
    assert workspace.content_id(one) != workspace.content_id(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT 0.0::DOUBLE AS a", "SELECT -0.0::DOUBLE AS a"),
        ("SELECT 'nan'::DOUBLE AS a", "SELECT -'nan'::DOUBLE AS a"),
        ("SELECT 1.5 AS a", "SELECT 1.50::DECIMAL(2,1) AS a"),
    ],
)
def test_equal_values_count_as_equal(workspace, one, other):
    """SEMANTICS 7."""
    assert workspace.content_id(one) == workspace.content_id(other)


def test_the_checksum_of_known_rows_never_changes(workspace):
    """SEMANTICS 7 and 9: seen on DuckDB 1.5.6 and 2.0.0."""
    text = (
        "SELECT i AS a, 'x' || i AS b, i / 3 AS c, i % 2 = 0 AS d,"
        " DATE '2026-01-01' + i::INTEGER AS e, TIMESTAMP '2026-01-01' + i * INTERVAL 1 SECOND"
        " AS f, [i, NULL] AS g FROM range(100) t(i)"
    )

    assert workspace.content_id(text) == (
        "27831186f43367fe72890310146f05bccd9daeaf6efa2a20b4c1ca53cf1b8aff"
    )


WRAP = 2**64


def _number(name):
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")


def _mix(x, odd):
    y = (x ^ (x >> 32)) * odd % WRAP
    return y ^ (y >> 29)


def _word(value):
    match value:
        case float():
            return struct.unpack("<Q", struct.pack("<d", value + 0.0))[0]
        case int():
            return value % WRAP
    encoded = value.encode()
    if len(encoded) > 64:
        encoded = b"md5:" + hashlib.md5(encoded).hexdigest().encode()
    word = _mix(len(encoded), _number("text") | 1)
    for begin in range(0, len(encoded), 8):
        block = int.from_bytes(encoded[begin : begin + 8], "little")
        word = _mix(word ^ block, _number("text") | 1)
    return word


def _digest(row):
    total = sum(
        _number(f"null {i}") if value is None else _mix(_word(value), _number(f"value {i}") | 1)
        for i, value in enumerate(row)
    )
    odd = _number("row") | 1
    return _mix(_mix(total % WRAP, odd), odd)


def test_another_implementation_gives_the_same_checksum(workspace):
    """SEMANTICS 7: in plain Python, with nothing of the engine's but its values."""
    text = (
        "SELECT (i - 50)::BIGINT * 123456789012 AS a, nullif(repeat('ä', i % 50), '') AS b,"
        " CASE WHEN i % 7 <> 0 THEN (i - 50) / 3 END AS c, i % 3 = 0 AS d, (-i)::TINYINT AS e,"
        " CASE i % 3 WHEN 0 THEN 'nan'::DOUBLE WHEN 1 THEN '-inf'::DOUBLE END AS f,"
        " (i * 1.5)::DECIMAL(9,2)::VARCHAR AS g FROM range(100) t(i)"
    )
    columns = [[c.name, c.type] for c in workspace.describe(text).columns]
    rows = workspace.rows(text)

    total = sum(map(_digest, rows)) % WRAP

    told = json.dumps(["content-id-2", columns, len(rows), str(total)])
    assert workspace.content_id(text) == hashlib.sha256(told.encode()).hexdigest()


def test_batches_do_not_count(workspace):
    """SEMANTICS 7: texts and NULLs on both sides of where batches are cut."""
    rows = (
        "SELECT i AS a, CASE WHEN i % 3 > 0 THEN 'x' || i END AS b, i % 5 = 0 AS c"
        " FROM range(50000) t(i)"
    )
    whole = workspace.content_id(rows)
    parts = [f"FROM ({rows}) WHERE a % 4 = {n}" for n in (2, 0, 3, 1)]

    assert workspace.content_id(" UNION ALL ".join(parts)) == whole
