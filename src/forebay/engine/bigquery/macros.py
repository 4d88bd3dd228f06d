"""Macros of the schema ``bq``: what DuckDB does otherwise than BigQuery, done as BigQuery does it.

A macro has no types, so that one which acts by type asks ``typeof``; DuckDB decides that once, when
it binds, not for every row.
"""

from __future__ import annotations

from typing import Final

from forebay.engine.bigquery.argument_type import ARGUMENT_MACROS
from forebay.engine.bigquery.cast_macros import CAST_MACROS
from forebay.engine.bigquery.failure import unless
from forebay.engine.bigquery.farm_fingerprint import FARM_FINGERPRINT

_A: Final = "CAST(a AS DOUBLE)"
_B: Final = "CAST(b AS DOUBLE)"
_NO_NUMERIC: Final = "NUMERIC is not divided or rounded: CAST to FLOAT64"
_EITHER_NUMERIC: Final = "typeof(a) LIKE 'DECIMAL%' OR typeof(b) LIKE 'DECIMAL%'"


def _macro(head: str, bad: str, words: str, value: str, shown: str = "") -> str:
    """Return a macro that ends the query where BigQuery does."""
    return f"bq.{head} AS {unless(bad, words, value, shown)}"


# docs: mathematical functions. Overflow and what has no value are errors.
_NUMBERS: Final = (
    f"bq.divide(a, b) AS {unless('b = 0', 'division by zero', 'bq.quotient(a, b)')}",
    "bq.safe_divide(a, b) AS CASE WHEN b = 0 THEN NULL ELSE bq.quotient(a, b) END",
    _macro("quotient(a, b)", _EITHER_NUMERIC, _NO_NUMERIC, "a / b"),
    _macro("mod(a, b)", "b = 0", "division by zero", "a % b"),
    _macro("div(a, b)", "b = 0", "division by zero", "a // b"),
    "bq.floor_divide(a, b) AS (a - ((a % b) + b) % b) // b",
    _macro("sqrt(a)", "a < 0", "SQRT of a negative number", f"sqrt({_A})"),
    _macro("ln(a)", "a <= 0", "LN of a number that is not positive", f"ln({_A})"),
    _macro("log10(a)", "a <= 0", "LOG10 of a number that is not positive", f"log10({_A})"),
    _macro("exp(a)", f"isinf(exp({_A})) AND NOT isinf({_A})", "EXP is too large", f"exp({_A})"),
    _macro(
        "pow(a, b)",
        f"isinf(pow({_A}, {_B})) AND NOT isinf({_A}) AND NOT isinf({_B})"
        f" OR isnan(pow({_A}, {_B})) AND NOT isnan({_A}) AND NOT isnan({_B})",
        "POW has no value",
        f"pow({_A}, {_B})",
    ),
    _macro("asin(a)", "abs(a) > 1", "ASIN of a number beyond 1", f"asin({_A})"),
    _macro("acos(a)", "abs(a) > 1", "ACOS of a number beyond 1", f"acos({_A})"),
    _macro(
        "array_distance(a, b)",
        "len(a) <> len(b)",
        "two arrays of one length are needed",
        "list_distance(CAST(a AS DOUBLE[]), CAST(b AS DOUBLE[]))",
    ),
    _macro(
        "cosine_distance(a, b)",
        "len(a) <> len(b) OR list_sum(list_transform(CAST(a AS DOUBLE[]), lambda e: abs(e))) = 0"
        " OR list_sum(list_transform(CAST(b AS DOUBLE[]), lambda e: abs(e))) = 0",
        "two arrays of one length that are not zero are needed",
        "list_cosine_distance(CAST(a AS DOUBLE[]), CAST(b AS DOUBLE[]))",
    ),
    _macro("real(a)", "typeof(a) LIKE 'DECIMAL%'", _NO_NUMERIC, _A),
    (
        "bq.range_bucket(a, b) AS"
        " CASE WHEN a IS NOT NULL THEN len(list_filter(b, lambda e: e <= a)) END"
    ),
    f"bq.farm_fingerprint(value) AS {FARM_FINGERPRINT}",
)
_SHOWN: Final = "'VARCHAR', 'STRING_LITERAL', 'BIGINT', 'BOOLEAN', 'DATE', 'NULL', '\"NULL\"'"
_PADDED: Final = "b < 0 OR c = ''"
_TEXTS: Final = (
    (
        "bq.length(a) AS CASE typeof(a) WHEN 'BLOB' THEN octet_length(TRY_CAST(a AS BLOB))"
        " ELSE length(CAST(a AS VARCHAR)) END"
    ),
    # docs: SUBSTR. A position left of the text is its beginning.
    "bq.position(a, b) AS CASE WHEN b = 0 OR b < -length(a) THEN 1 ELSE b END",
    "bq.substr(a, b) AS substr(a, bq.position(a, b))",
    _macro(
        "substr_of(a, b, c)",
        "c < 0",
        "SUBSTR of a negative length",
        "substr(a, bq.position(a, b), c)",
    ),
    _macro("first_characters(a, b)", "b < 0", "LEFT of a negative length", "left(a, b)"),
    _macro("last_characters(a, b)", "b < 0", "RIGHT of a negative length", "right(a, b)"),
    _macro("repeat(a, b)", "b < 0", "REPEAT a negative number of times", "repeat(a, b)"),
    "bq.replace(a, b, c) AS CASE WHEN b = '' AND c IS NOT NULL THEN a ELSE replace(a, b, c) END",
    _macro("lpad(a, b, c)", _PADDED, "LPAD takes a length and characters", "lpad(a, b::INT, c)"),
    _macro("rpad(a, b, c)", _PADDED, "RPAD takes a length and characters", "rpad(a, b::INT, c)"),
    _macro(
        "ascii(a)",
        "ascii(a) > 127",
        "ASCII of another character",
        "CASE WHEN a = '' THEN 0 ELSE CAST(ascii(a) AS BIGINT) END",
    ),
    _macro(
        "format_value(v)",
        f"typeof(v) NOT IN ({_SHOWN}, 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMP')",
        "FORMAT writes no",
        "coalesce(bq.to_string(v), 'NULL')",
        "typeof(v)",
    ),
    _macro(
        "format_literal(v)",
        f"typeof(v) NOT IN ({_SHOWN}) OR regexp_matches(CAST(v AS VARCHAR), '[\"\\\\[:cntrl:]]')",
        "FORMAT writes no literal of",
        "CASE WHEN v IS NULL THEN 'NULL' WHEN typeof(v) = 'DATE'"
        " THEN 'DATE \"' || CAST(v AS VARCHAR) || '\"' WHEN typeof(v) IN ('VARCHAR',"
        " 'STRING_LITERAL') THEN '\"' || CAST(v AS VARCHAR) || '\"'"
        " ELSE CAST(v AS VARCHAR) END",
        "v",
    ),
    "bq.unicode(a) AS CASE WHEN a = '' THEN 0 ELSE CAST(unicode(a) AS BIGINT) END",
)
# What is no JSON has no values in it.
_JSON: Final = "CASE WHEN json_valid(CAST(v AS VARCHAR)) THEN CAST(v AS VARCHAR) END"
_KIND: Final = f"json_type({_JSON}, p)"
_JSONS: Final = (
    # A number is written as it stands: where the engine writes it otherwise, nobody gets it.
    _macro(
        "json_value(v, p)",
        f"{_KIND} = 'DOUBLE' AND NOT regexp_matches(CAST(v AS VARCHAR),"
        " '(^|[^0-9.])' || regexp_escape(bq.json_text(v, p)) || '($|[^0-9.eE])')",
        "a number in JSON that would be written otherwise",
        f"CASE WHEN {_KIND} NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN bq.json_text(v, p) END",
    ),
    f"bq.json_text(v, p) AS json_extract_string({_JSON}, p)",
    (
        f"bq.json_query(v, p) AS CASE WHEN {_KIND} <> 'NULL'"
        f" THEN CAST(json_extract({_JSON}, p) AS VARCHAR) END"
    ),
    (
        f"bq.json_queries(v, p) AS CASE WHEN {_KIND} = 'ARRAY' THEN list_transform("
        f"CAST(json_extract({_JSON}, p) AS JSON[]), lambda e: CAST(e AS VARCHAR)) END"
    ),
    (
        "bq.json_values(v, p) AS CASE WHEN len(list_filter(bq.json_queries(v, p), lambda e:"
        " e[1] = '{' OR e[1] = '[')) = 0 THEN list_transform(bq.json_queries(v, p),"
        " lambda e: json_extract_string(e, '$')) END"
    ),
    _macro(
        "to_json_string(v)",
        "regexp_matches(typeof(v), 'DOUBLE|FLOAT|DECIMAL|TIME|BLOB|HUGEINT|INTERVAL')",
        "TO_JSON_STRING takes INT64, STRING, BOOL, DATE and STRUCTs and ARRAYs of them, and has",
        "coalesce(CAST(to_json(v) AS VARCHAR), 'null')",
        "typeof(v)",
    ),
)
# The same rows each time, whatever their order: a row is taken by what it holds.
_SAMPLES: Final = (
    "bq.in_sample(r, p) AS md5_number_lower(CAST(r AS VARCHAR)) % 1000000 < p * 10000",
)
_STEP: Final = "GENERATE_ARRAY with step 0"
_ARRAYS: Final = (
    _macro("offset(a, i)", "i < 0 OR i >= len(a)", "the array has no index", "a[i + 1]", "i"),
    "bq.safe_offset(a, i) AS CASE WHEN i < 0 THEN NULL ELSE a[i + 1] END",
    _macro("generate_integers(a, b, c)", "c = 0", _STEP, "generate_series(a, b, c)"),
    _macro(
        "generate_reals(a, b, c)",
        "c = 0",
        _STEP,
        "list_transform(range(CAST(greatest(floor((b - a) / c + 1e-9) + 1, 0) AS BIGINT)),"
        " lambda i: CAST(a + i * c AS DOUBLE))",
    ),
    (
        "bq.generate_days(a, b, c) AS list_transform("
        "generate_series(CAST(bq.day(a) AS TIMESTAMP), CAST(bq.day(b) AS TIMESTAMP), c),"
        " lambda d: CAST(d AS DATE))"
    ),
    _macro(
        "generate_months(a, b, c)",
        "day(bq.day(a)) > 28",
        "GENERATE_DATE_ARRAY steps in months from a day that not every month has",
        "bq.generate_days(a, b, c)",
    ),
)
_DAY_TYPES: Final = "('DATE', 'VARCHAR', 'STRING_LITERAL', 'NULL', '\"NULL\"')"
_TIMES: Final = (
    _macro(
        "day_and_time(a, b)",
        "typeof(b) <> 'TIME'",
        "DATETIME takes a DATE and a TIME, or a TIMESTAMP and a literal zone",
        "CAST(bq.day(a) + CAST(b AS TIME) AS TIMESTAMP)",
    ),
    _macro(
        "day(v)",
        f"typeof(v) NOT IN {_DAY_TYPES}",
        "a DATE is needed: write DATE(...) around",
        "bq.to_date(v)",
        "v",
    ),
)
# By name without the schema: "name(parameters) AS body".
BIGQUERY_MACROS: Final[dict[str, str]] = {
    text.partition("(")[0].removeprefix("bq."): text
    for text in (
        *CAST_MACROS,
        *ARGUMENT_MACROS,
        *_NUMBERS,
        *_TEXTS,
        *_TIMES,
        *_ARRAYS,
        *_JSONS,
        *_SAMPLES,
    )
}
