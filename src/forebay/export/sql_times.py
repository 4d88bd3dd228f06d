"""Parts of days and instants, and differences of them, in the SQL of each dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.export.sql_dialect import SqlDialect
    from forebay.features.expression import Part

SPARK_1970: Final = "TIMESTAMP_NTZ '1970-01-01 00:00:00'"
_EXTRACTED: Final = "CAST(EXTRACT({word} FROM {{0}}) AS {whole})"
_PARTS: Final = {
    "year": "YEAR", "quarter": "QUARTER", "month": "MONTH", "day": "DAY", "hour": "HOUR",
    "minute": "MINUTE", "dayofyear": "DOY", "week": "WEEK", "dayofweek": "DOW", "isodow": "ISODOW",
    "second": "SECOND",
}  # fmt: skip
# Where a dialect's word or count is another one.
_OWN: Final[dict[str, dict[str, str]]] = {
    "postgres": {"second": "CAST(floor(EXTRACT(SECOND FROM {0})) AS BIGINT)"},
    "bigquery": {
        "dayofyear": "EXTRACT(DAYOFYEAR FROM {0})",
        "week": "EXTRACT(ISOWEEK FROM {0})",
        "dayofweek": "(EXTRACT(DAYOFWEEK FROM {0}) - 1)",
        "isodow": "(MOD(EXTRACT(DAYOFWEEK FROM {0}) + 5, 7) + 1)",
    },
    "snowflake": {
        "dayofyear": "dayofyear({0})",
        "week": "weekiso({0})",
        "dayofweek": "(dayofweekiso({0}) % 7)",
        "isodow": "dayofweekiso({0})",
    },
    "spark": {
        "dayofyear": "dayofyear({0})",
        "week": "weekofyear({0})",
        "dayofweek": "(dayofweek({0}) - 1)",
        "isodow": "(weekday({0}) + 1)",
        "second": "second({0})",
    },
    # Days and instants are ISO 8601 texts; %V is of SQLite 3.46, so a week is counted from the
    # Thursday in it.
    "sqlite": {
        **{
            word: f"CAST(strftime('{letter}', substr({{0}}, 1, 19)) AS INTEGER)"
            for word, letter in {
                "year": "%Y",
                "month": "%m",
                "day": "%d",
                "hour": "%H",
                "minute": "%M",
                "second": "%S",
                "dayofyear": "%j",
                "dayofweek": "%w",
            }.items()
        },
        "quarter": "((CAST(strftime('%m', substr({0}, 1, 19)) AS INTEGER) + 2) / 3)",
        "isodow": "((CAST(strftime('%w', substr({0}, 1, 19)) AS INTEGER) + 6) % 7 + 1)",
        "week": "((CAST(strftime('%j', date(substr({0}, 1, 10), '-3 days', 'weekday 4'))"
        " AS INTEGER) - 1) / 7 + 1)",
    },
}
_CASTS: Final = {
    "date_to_timestamp": {
        "duckdb": "CAST({0} AS TIMESTAMP)", "postgres": "CAST({0} AS TIMESTAMP)",
        "snowflake": "CAST({0} AS TIMESTAMP_NTZ)", "bigquery": "CAST({0} AS DATETIME)",
        "spark": "CAST({0} AS TIMESTAMP_NTZ)", "sqlite": "({0} || ' 00:00:00')",
    },
    "timestamp_to_date": {
        **dict.fromkeys(
            ("duckdb", "postgres", "snowflake", "bigquery", "spark"), "CAST({0} AS DATE)"
        ),
        "sqlite": "substr({0}, 1, 10)",
    },
    # Elsewhere the column itself is read in UTC (`sql_inputs`).
    "timestamp": {
        **dict.fromkeys(("duckdb", "postgres"), "({0} AT TIME ZONE 'UTC')"),
        **dict.fromkeys(("snowflake", "bigquery", "spark"), "{0}"),
    },
}  # fmt: skip
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_EPOCH: Final = {
    "duckdb": "epoch({0})",
    "postgres": "CAST(EXTRACT(EPOCH FROM {0}) AS DOUBLE PRECISION)",
    "snowflake": "(CAST(date_part(EPOCH_MICROSECOND, {0}) AS FLOAT) / 1000000)",
    "bigquery": "(UNIX_MICROS(TIMESTAMP({0})) / 1000000)",
    # By a difference: unix_micros would take the instant for one of the session's zone.
    "spark": "CAST("
    + " + ".join(
        f"extract({word} FROM CAST({{0}} AS TIMESTAMP_NTZ) - {SPARK_1970}) * {seconds}"
        for word, seconds in (("DAY", "86400L"), ("HOUR", 3600), ("MINUTE", 60), ("SECOND", 1))
    )
    + " AS DOUBLE)",
    # Digits beside the point are counted by themselves: strftime would round them.
    "sqlite": "((CAST(strftime('%s', substr({0}, 1, 19)) AS INTEGER) * 1000000"
    " + CAST(substr(substr({0}, 21) || '000000', 1, 6) AS INTEGER)) / 1000000.0)",
}

TIME_OPERATIONS: Final = frozenset(
    {f"part_{name}" for name in _PARTS}
    | {f"difference_{unit}" for unit in (*_SECONDS, *_MONTHS)}
    | _CASTS.keys()
)


def time_operation_sql(dialect: SqlDialect, name: str, made: Sequence[str]) -> str | None:
    """Return an operation on days and instants; None where it was not compared."""
    if name in _CASTS:
        template = _CASTS[name].get(dialect.name)
        return template.format(*made) if template else None
    kind, _, word = name.partition("_")
    if kind == "part":
        return _part(dialect, word, made[0])
    if word in _MONTHS:
        begin, end = (_months(dialect, value, _MONTHS[word]) for value in made)
        return f"({end} - {begin})"
    if dialect.name not in _EPOCH:
        return None
    seconds, kind = _SECONDS[word], dialect.whole
    counts = [f"CAST(floor({_EPOCH[dialect.name].format(v)} / {seconds}) AS {kind})" for v in made]
    return f"({counts[1]} - {counts[0]})"


def _part(dialect: SqlDialect, word: str, value: str) -> str:
    own = _OWN.get(dialect.name, {}).get(word)
    template = own or _EXTRACTED.format(word=_PARTS[word], whole=dialect.whole)
    return template.format(value)


def _months(dialect: SqlDialect, value: str, size: int) -> str:
    year, month = (_part(dialect, word, value) for word in ("year", "month"))
    months = f"{year} * 12 + {month} - 1"
    return f"CAST(floor(({months}) / {size}.0) AS {dialect.whole})" if size > 1 else f"({months})"


def time_part_sql(dialect: SqlDialect, part: Part, value: str, kind: str) -> str:
    """Return a part of an instant in UTC as a float64; NULL for an infinite one."""
    if kind == "TIMESTAMP WITH TIME ZONE" and dialect.name in {"duckdb", "postgres"}:
        value = f"({value} AT TIME ZONE 'UTC')"
    made = f"CAST({_time_part(dialect, part, value)} AS {dialect.double})"
    if dialect.name in {"duckdb", "postgres"}:
        return f"CASE WHEN isfinite({value}) THEN {made} END"
    return made


def _time_part(dialect: SqlDialect, part: Part, value: str) -> str:
    words = {"DOM": "day", "MOY": "month", "HOD": "hour", "MOH": "minute", "YEAR": "year"}
    match part:
        case "EPOCH":
            return _EPOCH[dialect.name].format(value)
        case "DOW":
            return f"{_part(dialect, 'dayofweek', value)} + 1"
        case "WOY":
            day, weekday = (_part(dialect, w, value) for w in ("dayofyear", "dayofweek"))
            return f"floor(({day} + 6 - {weekday}) / 7.0)"
        case _:
            return _part(dialect, words[part], value)
