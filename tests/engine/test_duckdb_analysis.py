import pytest

from forebay.engine.functions import (
    floating_aggregates,
    hidden_sources,
    order_dependent_calls,
    volatile_calls,
)
from forebay.errors import ProjectError, Source


def names(references):
    return [reference.name for reference in references]


def test_tables_are_listed_with_their_offsets_and_ctes_are_not(engine):
    text = 'WITH c AS (SELECT * FROM base) SELECT * FROM c JOIN shop."Odd t" t ON true'

    found = engine.analyse(text, None).tables

    assert names(found) == ["base", "shop.Odd t"]
    assert [text[t.start : t.end] for t in found] == ["base", 'shop."Odd t"']


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        # A CTE hides a table only after it is defined, and not from itself unless recursive.
        ("WITH a AS (SELECT * FROM a) SELECT * FROM a", ["a"]),
        ("WITH a AS (SELECT * FROM b), b AS (SELECT 1 AS x) SELECT * FROM a, b", ["b"]),
        ("WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a FROM r) SELECT * FROM r", []),
        ("SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM x), x", ["x"]),
        ("WITH x AS (SELECT 1 AS a) SELECT (SELECT max(a) FROM x) FROM main.x", ["main.x"]),
        ("SELECT * FROM t WHERE EXISTS (SELECT 1 FROM u) UNION SELECT * FROM v", ["t", "u", "v"]),
        ("FROM t", ["t"]),
        ("SELECT * FROM (PIVOT p ON a IN (1, 2) USING sum(b))", ["p"]),
        ("SELECT * FROM 'data/a.csv'", ["data/a.csv"]),
        ("SELECT * FROM a ASOF LEFT JOIN b ON a.t >= b.t", ["a", "b"]),
        ("SELECT * FROM t, LATERAL (SELECT * FROM u WHERE u.a = t.a)", ["t", "u"]),
        ("VALUES (1), (2)", []),
    ],
)
def test_what_a_query_reads_follows_the_scopes_of_its_ctes(engine, text, tables):
    assert sorted(names(engine.analyse(text, None).tables)) == sorted(tables)


def test_offsets_count_characters_and_not_bytes(engine):
    text = "SELECT 'éü😀', lower(a) FROM tabelle"

    analysis = engine.analyse(text, None)

    assert text[analysis.tables[0].start :] == "tabelle"
    assert text[analysis.functions[0].start :].startswith("lower(a)")


def test_functions_variables_and_table_functions_are_listed(engine):
    text = "SELECT ML.f(a), sum(b) OVER (ORDER BY c) FROM range(3) WHERE getvariable('as_of') > d"

    analysis = engine.analyse(text, None)

    assert names(analysis.functions) == ["ml.f", "sum", "getvariable"]
    assert names(analysis.table_functions) == ["range"]
    assert analysis.variables == ("as_of",)


@pytest.mark.parametrize(
    "call",
    [
        "now()", "current_date", "CURRENT_TIMESTAMP", "localtimestamp", "random()", "uuid()",
        "gen_random_uuid()", "today()", "get_current_timestamp()", "nextval('s')", "age(a)",
        "transaction_timestamp()", "uuidv7()",
    ],
)  # fmt: skip
def test_a_volatile_call_is_found(engine, call):
    """SEMANTICS 12."""
    assert volatile_calls(engine.analyse(f"SELECT {call} FROM t", None))


@pytest.mark.parametrize(
    "call", ["age(a, b)", '"current_date"', "t.current_date", "date_trunc('day', a)"]
)
def test_what_only_looks_volatile_is_not(engine, call):
    """SEMANTICS 12."""
    assert not volatile_calls(engine.analyse(f"SELECT {call} FROM t", None))


def test_a_sample_without_a_seed_is_volatile(engine):
    """SEMANTICS 12."""
    unseeded = engine.analyse("SELECT * FROM t TABLESAMPLE 10%", None)
    seeded = engine.analyse("SELECT * FROM t TABLESAMPLE reservoir(5 ROWS) REPEATABLE (3)", None)

    assert names(volatile_calls(unseeded)) == ["tablesample"]
    assert not volatile_calls(seeded)


@pytest.mark.parametrize(
    "source",
    [
        "read_csv('a')", "read_csv_auto('a')", "read_parquet('a')", "parquet_scan('a')",
        "read_json('a')", "read_ndjson_objects('a')", "read_text('a')", "read_blob('a')",
        "glob('*')", "sniff_csv('a')", "parquet_metadata('a')", "sqlite_scan('a', 'b')",
        "query('SELECT 1')", "query_table('t')", "duckdb_settings()", "duckdb_secrets()",
        "pragma_version()", "pragma_table_info('t')",
    ],
)  # fmt: skip
def test_a_table_function_that_hides_a_source_is_found(engine, source):
    """SEMANTICS 14."""
    assert hidden_sources(engine.analyse(f"SELECT * FROM {source}", None))


@pytest.mark.parametrize(
    "call", ["getenv('HOME')", "current_setting('threads')", "current_query()"]
)
def test_a_scalar_that_reads_settings_is_found(engine, call):
    """SEMANTICS 14."""
    assert hidden_sources(engine.analyse(f"SELECT {call}", None))


def test_ranges_and_lists_hide_nothing(engine):
    """SEMANTICS 14."""
    text = "SELECT * FROM range(3), generate_series(1, 2), unnest([1, 2])"

    assert not hidden_sources(engine.analyse(text, None))


def test_calls_that_depend_on_row_order_are_found_unless_they_order_themselves(engine):
    """SEMANTICS 12."""
    text = """
    SELECT first(a), list(a ORDER BY b), string_agg(c), row_number() OVER (ORDER BY a),
        any_value(d), array_agg(a ORDER BY a) FROM t
    """

    found = order_dependent_calls(engine.analyse(text, None))

    assert sorted(names(found)) == ["any_value", "first", "string_agg"]


def test_a_limit_without_an_order_is_found(engine):
    """SEMANTICS 12."""
    text = "SELECT * FROM (SELECT * FROM t LIMIT 5) ORDER BY a LIMIT 3"

    (limit,) = engine.analyse(text, None).unordered_limits

    assert text[limit.start] == "5"


def test_aggregates_that_may_add_floats_are_found(engine):
    """SEMANTICS 11."""
    found = floating_aggregates(
        engine.analyse("SELECT avg(a), max(b), regr_slope(c, d) FROM t", None)
    )

    assert names(found) == ["avg", "regr_slope"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE t", "CREATE TABLE t (a INT)", "DROP TABLE t",
        "INSERT INTO t VALUES (1)", "COPY t TO 'x'", "SET threads = 1", "ATTACH 'x'",
        "PRAGMA version", "DESCRIBE t", "SELECT * FROM (DESCRIBE t)", "SUMMARIZE t", "SHOW TABLES",
        "INSTALL httpfs", "CALL duckdb_settings()", "", "-- nothing",
        "PIVOT t ON a USING sum(b)",
    ],
)  # fmt: skip
def test_anything_but_one_select_is_an_error(engine, text):
    """SEMANTICS 14 and 39."""
    with pytest.raises(ProjectError, match=r"not-a-query|syntax"):
        engine.analyse(text, None)


def test_a_syntax_error_has_its_place_in_the_users_file(engine):
    file = Source("tables/t.sql", "CREATE TABLE t AS\nSELECT 'é',\n  selec FROM FROM x")
    span = file.whole().part(18, len(file.text))

    with pytest.raises(ProjectError) as caught:
        engine.analyse(span.text, span)

    (problem,) = caught.value.problems
    assert problem.name == "syntax"
    assert problem.span.place == "tables/t.sql:3:14"


def test_a_variable_without_a_plain_name_is_an_error(engine):
    with pytest.raises(ProjectError, match="variable-name"):
        engine.analyse("SELECT getvariable(a) FROM t", None)


@pytest.mark.parametrize("written", ["INTERVAL 3", "INTERVAL 3 HOURZ", "INTERVAL (3) HOURZ"])
def test_an_interval_without_a_unit_is_an_error_before_any_row_is_read(engine, written):
    file = Source("t.sql", f"SELECT a - {written} FROM t")

    with pytest.raises(ProjectError) as caught:
        engine.analyse(file.text, file.whole())

    (problem,) = caught.value.problems
    assert problem.name == "syntax"
    assert problem.span.place == "t.sql:1:12"


@pytest.mark.parametrize(
    "written",
    ["INTERVAL 3 HOURS", "INTERVAL '3 days'", "INTERVAL (a) DAY", "TRY_CAST(3 AS INTERVAL)"],
)
def test_an_interval_with_a_unit_is_none(engine, written):
    engine.analyse(f"SELECT a - {written} FROM t", None)
