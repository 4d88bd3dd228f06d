"""DuckDB's functions that are volatile, hide a source or depend on the order of rows.

SEMANTICS 11, 12 and 14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.engine.protocol import Analysis, Reference

# Another value on every run, or state outside the query (SEMANTICS 12).
VOLATILE = frozenset(
    {
        "clock_timestamp", "current_date", "current_localtime",
        "current_localtimestamp", "current_time", "current_timestamp", "currval", "gen_random_uuid",
        "get_current_time", "get_current_timestamp", "localtime", "localtimestamp", "nextval",
        "now", "rand", "random", "setseed", "setval", "statement_timestamp", "tablesample", "today",
        "transaction_timestamp", "txid_current", "uuid", "uuidv4", "uuidv7", "write_log",
    }
)  # fmt: skip

# These look like columns to the parser, but mean a function where no column has the name.
VOLATILE_WORDS = frozenset(
    {"current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"}
)

# Read files, the network, settings or other relations behind a string (SEMANTICS 14).
HIDDEN_SOURCES = frozenset(
    {
        "add_parquet_key", "arrow_scan", "arrow_scan_dumb", "checkpoint", "current_catalog",
        "current_connection_id", "current_database", "current_query", "current_query_id",
        "current_role", "current_schema", "current_schemas", "current_setting",
        "current_transaction_id", "current_user", "delta_scan", "force_checkpoint",
        "get_block_size", "getenv", "glob", "iceberg_scan", "icu_calendar_names",
        "in_search_path",
        "json_execute_serialized_sql", "mysql_scan", "pandas_scan", "parquet_bloom_probe",
        "parquet_file_metadata", "parquet_full_metadata", "parquet_kv_metadata",
        "parquet_metadata", "parquet_scan", "parquet_schema", "pg_timezone_names",
        "postgres_query", "postgres_scan", "python_map_function", "query", "query_table",
        "read_arrow", "read_avro", "read_blob", "read_csv", "read_csv_auto", "read_duckdb",
        "read_json", "read_json_auto", "read_json_objects", "read_json_objects_auto",
        "read_ndjson", "read_ndjson_auto", "read_ndjson_objects", "read_parquet", "read_text",
        "read_vortex", "read_xlsx", "seq_scan", "session_user", "sniff_csv", "sqlite_scan",
        "sql_auto_complete", "st_read", "summary", "test_all_types", "test_vector_types",
        "truncate_duckdb_logs", "user", "version", "which_secret",
    }
)  # fmt: skip

_HIDDEN_PREFIXES = ("duckdb_", "pragma_", "read_", "python_", "inet_")

# Their value depends on the order in which rows come, unless the call itself orders them.
ORDER_DEPENDENT = frozenset(
    {
        "any_value", "arbitrary", "arg_max", "arg_max_null", "arg_max_nulls_last", "arg_min",
        "arg_min_null", "arg_min_nulls_last", "argmax", "argmin", "array_agg", "first",
        "first_value", "group_concat", "histogram_exact", "json_group_array",
        "json_group_object", "json_group_structure", "lag", "last", "last_value", "lead", "list",
        "listagg", "max_by", "min_by", "mode", "nth_value", "ntile", "reservoir_quantile",
        "row_number", "string_agg", "approx_quantile", "approx_top_k",
    }
)  # fmt: skip

# Sums of floats depend on the order of addition; single-threaded they are stable (SEMANTICS 11).
FLOATING_AGGREGATES = frozenset(
    {
        "avg", "corr", "covar_pop", "covar_samp", "entropy", "favg", "fsum", "geomean",
        "geometric_mean", "kahan_sum", "kurtosis", "kurtosis_pop", "mad", "mean", "product",
        "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope",
        "regr_sxx", "regr_sxy", "regr_syy", "sem", "skewness", "stddev", "stddev_pop",
        "stddev_samp", "sum", "sumkahan", "var_pop", "var_samp", "variance", "weighted_avg",
        # Macros of ours whose windows average: ML.STANDARD_SCALER, ML.IMPUTER(x, 'mean').
        "ml.standard_scaler", "ml.impmean",
    }
)  # fmt: skip


def volatile_calls(analysis: Analysis) -> tuple[Reference, ...]:
    """Return the calls whose value changes from run to run (SEMANTICS 12)."""
    return tuple(f for f in analysis.functions if f.name in VOLATILE)


def hidden_sources(analysis: Analysis) -> tuple[Reference, ...]:
    """Return the calls that read files, settings or relations behind a string (SEMANTICS 14)."""
    calls = (*analysis.functions, *analysis.table_functions)
    return tuple(f for f in calls if hides_a_source(f.name))


def hides_a_source(function: str) -> bool:
    """Return whether a function of that name reads what the project does not name.

    Examples
    --------
    >>> hides_a_source("read_csv"), hides_a_source("duckdb_settings"), hides_a_source("range")
    (True, True, False)

    """
    name = function.casefold()
    return name in HIDDEN_SOURCES or name.startswith(_HIDDEN_PREFIXES)


def order_dependent_calls(analysis: Analysis) -> tuple[Reference, ...]:
    """Return the calls whose value may depend on the order of rows and that do not order them."""
    return tuple(
        f for f in analysis.functions if f.name in ORDER_DEPENDENT and f not in analysis.ordered
    )


def floating_aggregates(analysis: Analysis) -> tuple[Reference, ...]:
    """Return the aggregates that are unstable over DOUBLE or FLOAT arguments on many threads."""
    return tuple(f for f in analysis.functions if f.name in FLOATING_AGGREGATES)
