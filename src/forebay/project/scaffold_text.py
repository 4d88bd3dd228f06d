"""The files of a first project, written from what is true of its data."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal
from forebay.engine.source_options import SOURCE_OPTIONS
from forebay.project.suggest_label import is_sure
from forebay.sql.keywords import keywords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.project.profile_data import ColumnProfile, DataProfile
    from forebay.project.suggest_label import Suggestion

CLEAN: Final = "clean_"
_SHOWN: Final = 10
_FREE_TEXT: Final = 0.5  # a text column with more different values than this share names its rows

# Words that cannot stand bare as a name of a column or table; more than needed does no harm.
_RESERVED: Final = keywords(
    """
    all analyse analyze and anti any array as asc asof asymmetric at authorization binary both
    by case cast check collate collation column columns concurrently constraint create cross
    default deferrable desc describe distinct do else end except expect false fetch for foreign
    freeze from full generated glob grant group having ilike in initially inner intersect into
    is isnull join key known lambda lateral leading left like limit map natural not notnull null
    offset on only options or order outer overlaps pivot pivot_longer pivot_wider placing
    positional predict primary qualify recursive references returning right select semi show
    similar some standards struct summarize symmetric table tablesample then to trailing true
    try_cast tuple union unique unpack unpivot using variadic verbose when where window with
    """
)


def name_text(name: str) -> str:
    """Return a name as SQL, quoted only where it must be.

    Examples
    --------
    >>> name_text("tailnum"), name_text("order"), name_text("Odd name")
    ('tailnum', '"order"', '"Odd name"')

    """
    plain = name.isascii() and name.isidentifier() and name == name.lower()
    return name if plain and name not in _RESERVED else '"{}"'.format(name.replace('"', '""'))


def settings_text(name: str) -> str:
    """Return ``forebay.toml``."""
    return f'name = "{name}"\ntimezone = "UTC"\ndefault_env = "dev"\n'


def source_text(profile: DataProfile) -> str:
    """Return the CREATE EXTERNAL TABLE of some files, every column with its type."""
    spec, options = profile.spec, profile.spec.options
    width = max(len(name_text(c.name)) for c in profile.columns)
    columns = ",\n".join(f"  {name_text(c.name):<{width}} {c.type}" for c in profile.columns)
    given = [f"format = '{spec.format}'", f"uris = [{_listed(profile.uris)}]"]
    if options.field_delimiter != ",":
        given.append(f"field_delimiter = {literal(options.field_delimiter)}")
    for name in ("encoding", "decimal_separator", "date_format", "timestamp_format"):
        value = getattr(options, name)
        if value != SOURCE_OPTIONS[name].default:
            given.append(f"{name} = {literal(value)}")
    if profile.null_markers:
        given.append(f"null_markers = [{_listed(('', *profile.null_markers))}]")
    told = (text for n in profile.notices for text in (f"{n.message}.", n.detail, n.hint) if text)
    notes = "".join(f"-- {text}\n" for text in (*told, *profile.doubts))
    return (
        f"-- {profile.rows:,} rows when this was written; the types fit every one of them.\n{notes}"
        f"CREATE EXTERNAL TABLE {name_text(profile.name)} (\n{columns}\n)\n"
        f"OPTIONS ({', '.join(given)})\n{_known_at(profile)};\n"
    )


def table_text(profile: DataProfile) -> str:
    """Return a cleaned table whose constraints hold in the data."""
    key = ", ".join(name_text(name) for name in profile.key)
    rules = []
    if len(profile.key) == 1:
        rules.append(f"{key} PRIMARY KEY")
    elif profile.key:
        rules.append(f"PRIMARY KEY ({key})")
    rules += [f"{name_text(c.name)} NOT NULL" for c in _never_null(profile)]
    listed = ",\n".join(f"  {rule}" for rule in ["*", *rules])
    columns = ",\n".join(f"  {name_text(c.name)}" for c in profile.columns)
    return (
        "-- Clean and join here. The constraints hold in the data today; a build that breaks one\n"
        "-- stops, and nothing of it is published.\n"
        f"CREATE TABLE {name_text(CLEAN + profile.name)} (\n{listed}\n) AS\n"
        f"SELECT\n{columns}\nFROM {name_text(profile.name)};\n"
    )


def tests_text(profile: DataProfile) -> str:
    """Return unit tests of the cleaned table: a row comes through, a key may not repeat."""
    needed = [c for c in profile.columns if c in _never_null(profile) or c.name in profile.key]
    needed = needed or list(profile.columns[:1])
    names = ", ".join(name_text(c.name) for c in needed)
    row = f"({', '.join(_value(c) for c in needed)})"
    source, target = name_text(profile.name), name_text(CLEAN + profile.name)
    text = (
        f"CREATE TEST {name_text(f'{profile.name}_comes_through')} FOR {target}\n"
        f"WITH {source} ({names}) AS (VALUES {row})\n"
        f"EXPECT ({names}) AS (VALUES {row});\n"
    )
    if profile.key:
        text += (
            f"\nCREATE TEST {name_text(f'{profile.name}_has_no_key_twice')} FOR {target}\n"
            f"WITH {source} ({names}) AS (VALUES {row}, {row})\n"
            "EXPECT ERROR;\n"
        )
    return text


def model_text(suggestions: Sequence[Suggestion]) -> str:
    """Return a first model; commented out if no column is surely what people predict."""
    if not suggestions:
        return (
            "-- No column looks like something to predict: one with 2 to 20 values, or a number\n"
            "-- called label or target. Compute one in a table, such as\n"
            "--   amount > 100 AS is_big\n"
            "-- and write a CREATE MODEL statement here.\n"
        )
    first = suggestions[0]
    statement = _model(first)
    if is_sure(first):
        return statement
    others = [f"{s.table.name}.{s.column.name} ({s.column.distinct} values)" for s in suggestions]
    shown = "\n".join(f"--   {other}" for other in others[:_SHOWN])
    commented = "".join(f"-- {line}\n" if line else "--\n" for line in statement.splitlines())
    return (
        "-- No column is called label or target. These have few values and could be predicted:\n"
        f"{shown}\n-- Put one of them below, and take the dashes away.\n--\n{commented}"
    )


def model_name(suggestions: Sequence[Suggestion]) -> str:
    """Return the name of the first model's file, without its ending."""
    if suggestions and is_sure(suggestions[0]):
        return f"predict_{suggestions[0].column.name}"
    return "first_model"


def _model(suggestion: Suggestion) -> str:
    table, label = suggestion.table, suggestion.column
    left_out = [c for c in table.columns if c is not label and not _can_teach(c, table)]
    star = "*"
    if left_out:
        star = f"* EXCLUDE ({', '.join(name_text(c.name) for c in left_out)})"
    options = f"model_type = '{suggestion.model_type}', input_label_cols = [{literal(label.name)}]"
    lines = [
        f"-- Predicts {label.name}. Leave out of the SELECT what you do not know beforehand.",
        f"CREATE MODEL {name_text(f'predict_{label.name}')}",
        f"OPTIONS ({options})",
    ]
    if table.key:
        lines.append(f"KEY ({', '.join(name_text(name) for name in table.key)})")
    lines += [
        _predict_at(table),
        f"STANDARDS ({suggestion.standard})",
        f"AS SELECT {star} FROM {name_text(CLEAN + table.name)};",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _predict_at(table: DataProfile) -> str:
    times = [c for c in table.columns if c.type.startswith("TIMESTAMP")]
    if not times:
        return "PREDICT AT NONE"
    return (
        f"-- PREDICT AT {name_text(times[0].name)}: say when the prediction is made, and it is\n"
        "-- judged on the latest rows. Until then it is judged on rows picked by chance:\n"
        "PREDICT AT NONE"
    )


def _can_teach(column: ColumnProfile, table: DataProfile) -> bool:
    """Return whether a column can help: neither constant nor another name of the row."""
    is_name = column.type == "VARCHAR" and column.distinct > _FREE_TEXT * table.rows
    return column.name in table.key or (column.distinct > 1 and not is_name)


def _known_at(profile: DataProfile) -> str:
    times = [c for c in profile.columns if c.type.startswith("TIMESTAMP")]
    when = name_text(times[0].name) if times else "TIMESTAMP '2026-01-01 00:00:00'"
    return (
        "-- Say when a row becomes known to you, and models are checked for what they could not\n"
        f"-- have known: KNOWN AT {when}\n"
    )


def _never_null(profile: DataProfile) -> list[ColumnProfile]:
    return [c for c in profile.columns if c.nulls == 0 and c.name not in profile.key]


def _value(column: ColumnProfile) -> str:
    value = column.example
    if isinstance(value, float) and math.isfinite(value):
        return repr(value)
    if value is None or isinstance(value, str | int | float | date | Decimal):
        return literal(value)
    return f"CAST({literal(str(value))} AS {column.type})"


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(literal(text) for text in texts)
