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
        "f16c2275eaaaebdc43745b7bd1900fb12d7055df96dfa9f30c6d3ea6dbfbbb40"
    )
