"""Macros of the schema ``bq``: what DuckDB does otherwise than BigQuery, done as BigQuery does it.

A macro has no types, so that one which acts by type asks ``typeof``; DuckDB decides that once, when
it binds, not for every row. ``error`` ends a query where BigQuery does.
"""

from __future__ import annotations

from typing import Final

from forebay.engine.bigquery.farm_fingerprint import FARM_FINGERPRINT

# docs: numeric types. A cast from a text reads decimal and hexadecimal digits, and no fraction.
_INTEGER: Final = r"\s*[-+]?(0[xX][0-9a-fA-F]+|[0-9]+)\s*"
_REAL: Final = (
    r"\s*[-+]?([0-9]+\.?[0-9]*([eE][-+]?[0-9]+)?|\.[0-9]+([eE][-+]?[0-9]+)?|inf|infinity|nan)\s*"
)
_DAY: Final = r"\s*[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}"
_CLOCK: Final = r"[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]{1,6})?"
_ZONE: Final = r"\s*([zZ]|[-+][0-9]{1,2}(:[0-9]{2})?|UTC|[A-Z][A-Za-z]+/[A-Za-z_/]+)?\s*"
_WHOLE_DAY: Final = _DAY + r"\s*"
_CIVIL: Final = f"{_DAY}([ tT]{_CLOCK})?" + r"\s*"
_INSTANT: Final = f"{_DAY}([ tT]{_CLOCK})?{_ZONE}"
_TZ: Final = "TIMESTAMP WITH TIME ZONE"
_TEXTS: Final = "('VARCHAR', 'STRING_LITERAL')"


def _from_text(pattern: str, kind: str, flags: str = "") -> str:
    """Return the cast of the text ``v`` to a type, which must match a pattern."""
    options = f", '{flags}'" if flags else ""
    fits = f"regexp_full_match(CAST(v AS VARCHAR), '{pattern}'{options})"
    return f"CASE WHEN {fits} THEN CAST(v AS {kind}) ELSE FAIL END"


_FLOATS: Final = "('DOUBLE', 'FLOAT')"
# By the name of a type, the text of CAST; FAIL is an error, or NULL for SAFE_CAST.
_CASTS: Final = {
    "int64": f"""CASE WHEN typeof(v) IN {_TEXTS} THEN {_from_text(_INTEGER, "BIGINT")}
        WHEN typeof(v) IN {_FLOATS} OR typeof(v) LIKE 'DECIMAL%'
            THEN CAST(round(TRY_CAST(v AS DOUBLE)) AS BIGINT)
        ELSE CAST(v AS BIGINT) END""",
    "float64": f"""CASE WHEN typeof(v) IN {_TEXTS} THEN {_from_text(_REAL, "DOUBLE", "i")}
        ELSE CAST(v AS DOUBLE) END""",
    "bool": f"""CASE WHEN typeof(v) IN {_TEXTS} THEN {_from_text("true|false", "BOOLEAN", "i")}
        ELSE CAST(v AS BOOLEAN) END""",
    "date": f"""CASE WHEN typeof(v) IN {_TEXTS} THEN {_from_text(_WHOLE_DAY, "DATE")}
        ELSE CAST(v AS DATE) END""",
    "datetime": f"""CASE WHEN typeof(v) IN {_TEXTS}
            THEN {_from_text(_CIVIL, "TIMESTAMP")}
        ELSE CAST(v AS TIMESTAMP) END""",
    "timestamp": f"""CASE WHEN typeof(v) IN {_TEXTS}
            THEN {_from_text(_INSTANT, _TZ)}
        ELSE CAST(v AS {_TZ}) END""",
    "time": f"""CASE WHEN typeof(v) IN {_TEXTS} THEN {_from_text(_CLOCK, "TIME")}
        ELSE CAST(v AS TIME) END""",
    "numeric": f"""CASE WHEN typeof(v) IN {_TEXTS} THEN {_from_text(_REAL, "DECIMAL(38, 9)")}
        ELSE CAST(v AS DECIMAL(38, 9)) END""",
    "bytes": """CASE WHEN typeof(v) = 'BLOB' THEN CAST(v AS BLOB)
        ELSE encode(CAST(v AS VARCHAR)) END""",
    # docs: conversion functions, CAST AS STRING. Without a fraction there is no point; from 1e15 on
    # and below 1e-4 there is an exponent, where DuckDB agrees from 1e16 on.
    "string": r"""CASE
        WHEN typeof(v) IN ('DOUBLE', 'FLOAT') THEN CASE
            WHEN abs(TRY_CAST(CAST(v AS VARCHAR) AS DOUBLE)) >= 1e15
                AND abs(TRY_CAST(CAST(v AS VARCHAR) AS DOUBLE)) < 1e16 THEN FAIL
            ELSE regexp_replace(CAST(v AS VARCHAR), '\.0$', '') END
        WHEN typeof(v) LIKE 'DECIMAL%'
            THEN regexp_replace(CAST(v AS VARCHAR), '\.?0*$', '')
        WHEN typeof(v) LIKE 'TIMESTAMP%' THEN CASE
            WHEN regexp_matches(CAST(v AS VARCHAR), '\.') THEN FAIL ELSE CAST(v AS VARCHAR) END
        WHEN typeof(v) = 'BLOB' THEN decode(CAST(v AS BLOB))
        WHEN typeof(v) LIKE '%]' OR typeof(v) LIKE 'STRUCT%' THEN FAIL
        ELSE CAST(v AS VARCHAR) END""",
}


def _casts() -> tuple[str, ...]:
    found = []
    for name, text in _CASTS.items():
        told = f"error('this is no {name.upper()}: ' || CAST(v AS VARCHAR))"
        found.append(f"bq.to_{name}(v) AS {text.replace('FAIL', told)}")
        safe = text.replace("FAIL", "NULL").replace("THEN CAST(", "THEN TRY_CAST(")
        found.append(f"bq.safe_{name}(v) AS {safe.replace('ELSE CAST(', 'ELSE TRY_CAST(')}")
    return tuple(found)


def _checked(name: str, parameters: str, wrong: str, words: str, text: str) -> str:
    """Return a macro that ends the query where BigQuery does."""
    return f"bq.{name}({parameters}) AS CASE WHEN {wrong} THEN error('{words}') ELSE {text} END"


_A: Final = "CAST(a AS DOUBLE)"
_DECIMALS: Final = "typeof({0}) LIKE 'DECIMAL%'"
_NUMBERS: Final = (
    # docs: mathematical functions; overflow and what has no value are errors.
    (
        "bq.divide(a, b) AS CASE WHEN typeof(a) LIKE 'DECIMAL%' OR typeof(b) LIKE 'DECIMAL%'"
        " THEN error('NUMERIC is not divided: CAST to FLOAT64')"
        " WHEN b = 0 THEN error('division by zero') ELSE a / b END"
    ),
    (
        "bq.safe_divide(a, b) AS CASE WHEN typeof(a) LIKE 'DECIMAL%' OR typeof(b) LIKE 'DECIMAL%'"
        " THEN error('NUMERIC is not divided: CAST to FLOAT64') WHEN b = 0 THEN NULL ELSE a / b END"
    ),
    _checked("mod", "a, b", "b = 0", "division by zero", "a % b"),
    _checked("div", "a, b", "b = 0", "division by zero", "a // b"),
    "bq.floor_divide(a, b) AS (a - ((a % b) + b) % b) // b",
    _checked("sqrt", "a", "a < 0", "SQRT of a negative number", f"sqrt({_A})"),
    _checked("ln", "a", "a <= 0", "LN of a number that is not positive", f"ln({_A})"),
    _checked("log10", "a", "a <= 0", "LOG10 of a number that is not positive", f"log10({_A})"),
    _checked("exp", "a", f"isinf(exp({_A})) AND NOT isinf({_A})", "EXP is too large", f"exp({_A})"),
    _checked(
        "pow",
        "a, b",
        f"isinf(pow({_A}, CAST(b AS DOUBLE))) AND NOT isinf({_A}) AND NOT isinf(CAST(b AS DOUBLE))"
        f" OR isnan(pow({_A}, CAST(b AS DOUBLE))) AND NOT isnan({_A})"
        " AND NOT isnan(CAST(b AS DOUBLE))",
        "POW has no value",
        f"pow({_A}, CAST(b AS DOUBLE))",
    ),
    _checked(
        "real", "a", "typeof(a) LIKE 'DECIMAL%'", "NUMERIC is not rounded: CAST to FLOAT64", _A
    ),
    (
        "bq.range_bucket(a, b) AS CASE WHEN a IS NULL THEN NULL"
        " ELSE len(list_filter(b, lambda e: e <= a)) END"
    ),
    f"bq.farm_fingerprint(value) AS {FARM_FINGERPRINT}",
)
_TEXT_MACROS: Final = (
    (
        "bq.length(a) AS CASE typeof(a) WHEN 'BLOB' THEN octet_length(CAST(a AS BLOB))"
        " ELSE length(CAST(a AS VARCHAR)) END"
    ),
    # docs: SUBSTR. A position left of the text is its beginning.
    "bq.position(a, b) AS CASE WHEN b = 0 OR b < -length(a) THEN 1 ELSE b END",
    "bq.substr(a, b) AS substr(a, bq.position(a, b))",
    _checked(
        "substr_of",
        "a, b, c",
        "c < 0",
        "SUBSTR of a negative length",
        "substr(a, bq.position(a, b), c)",
    ),
    _checked("first_characters", "a, b", "b < 0", "LEFT of a negative length", "left(a, b)"),
    _checked("last_characters", "a, b", "b < 0", "RIGHT of a negative length", "right(a, b)"),
    _checked("repeat", "a, b", "b < 0", "REPEAT a negative number of times", "repeat(a, b)"),
    "bq.replace(a, b, c) AS CASE WHEN b = '' AND c IS NOT NULL THEN a ELSE replace(a, b, c) END",
    _checked(
        "lpad",
        "a, b, c",
        "b < 0 OR c = ''",
        "LPAD takes a length and characters",
        "lpad(a, CAST(b AS INTEGER), c)",
    ),
    _checked(
        "rpad",
        "a, b, c",
        "b < 0 OR c = ''",
        "RPAD takes a length and characters",
        "rpad(a, CAST(b AS INTEGER), c)",
    ),
    (
        "bq.ascii(a) AS CASE WHEN a = '' THEN 0 WHEN ascii(a) > 127"
        " THEN error('ASCII of another character') ELSE CAST(ascii(a) AS BIGINT) END"
    ),
    "bq.unicode(a) AS CASE WHEN a = '' THEN 0 ELSE CAST(unicode(a) AS BIGINT) END",
)
_ARRAYS: Final = (
    (
        "bq.offset(a, i) AS CASE WHEN i < 0 OR i >= len(a)"
        " THEN error('the index ' || i || ' is outside of the array') ELSE a[i + 1] END"
    ),
    "bq.safe_offset(a, i) AS CASE WHEN i < 0 THEN NULL ELSE a[i + 1] END",
    _checked(
        "generate_integers",
        "a, b, c",
        "c = 0",
        "GENERATE_ARRAY with step 0",
        "generate_series(a, b, c)",
    ),
    _checked(
        "generate_reals",
        "a, b, c",
        "c = 0",
        "GENERATE_ARRAY with step 0",
        "list_transform(range(CAST(greatest(floor((b - a) / c + 1e-9) + 1, 0) AS BIGINT)),"
        " lambda i: CAST(a + i * c AS DOUBLE))",
    ),
    (
        "bq.generate_days(a, b, c) AS list_transform("
        "generate_series(CAST(bq.day(a) AS TIMESTAMP), CAST(bq.day(b) AS TIMESTAMP), c),"
        " lambda d: CAST(d AS DATE))"
    ),
    _checked(
        "generate_months",
        "a, b, c",
        "day(bq.day(a)) > 28",
        "GENERATE_DATE_ARRAY steps in months from a day that not every month has",
        "bq.generate_days(a, b, c)",
    ),
)
_TIMES: Final = (
    (
        "bq.day(v) AS CASE WHEN typeof(v) IN ('DATE', '\"NULL\"', 'NULL') THEN CAST(v AS DATE)"
        f" WHEN typeof(v) IN {_TEXTS} THEN bq.to_date(v)"
        " ELSE error('a DATE is needed, and this is a ' || typeof(v) || ': write DATE(...)') END"
    ),
)

# By name without the schema: "name(parameters) AS body".
BIGQUERY_MACROS: Final[dict[str, str]] = {
    text.partition("(")[0].removeprefix("bq."): text
    for text in (*_casts(), *_NUMBERS, *_TEXT_MACROS, *_TIMES, *_ARRAYS)
}
