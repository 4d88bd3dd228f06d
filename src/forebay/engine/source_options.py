"""The options of CREATE EXTERNAL TABLE, as data: names, types, defaults, one line each.

BigQuery's names where it has one. Standard library only: validating a project reads this table
without loading an engine.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Literal

from forebay.errors import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.errors import Span

SourceFormat = Literal["CSV", "PARQUET", "JSON"]

# What a person may write, and the format it means.
FORMATS: dict[str, SourceFormat] = {
    "CSV": "CSV",
    "PARQUET": "PARQUET",
    "JSON": "JSON",
    "NEWLINE_DELIMITED_JSON": "JSON",
}


@dataclass(frozen=True, slots=True)
class SourceOption:
    """One option.

    Parameters
    ----------
    kind
        ``string``, ``strings`` (a list), ``integer``, ``number`` or ``boolean``.
    default
        What counts when it is not written; None: nothing.
    formats
        The formats for which it means something; empty: all.
    doc
        One sentence for the reference.

    """

    name: str
    kind: Literal["string", "strings", "integer", "number", "boolean"]
    default: object
    formats: tuple[SourceFormat, ...]
    doc: str


_CSV: tuple[SourceFormat, ...] = ("CSV",)
_TEXT: tuple[SourceFormat, ...] = ("CSV", "JSON")

_ANY: tuple[SourceFormat, ...] = ()

_TABLE = (
    SourceOption(
        "format", "string", "CSV", _ANY,
        "`CSV`, `PARQUET` or `JSON` (one object a line; also `NEWLINE_DELIMITED_JSON`).",
    ),
    SourceOption(
        "uris", "strings", None, _ANY, "Paths or globs relative to the project; required."
    ),
    SourceOption(
        "field_delimiter", "string", ",", _CSV,
        "One character between fields; `tab` or `\\t` for a tab.",
    ),
    SourceOption(
        "quote", "string", '"', _CSV,
        "One character around fields, doubled inside them; empty: no quoting.",
    ),
    SourceOption(
        "encoding", "string", "UTF-8", _TEXT,
        "The encoding of the text: `UTF-8`, `UTF-16`, `ISO-8859-1`, `WINDOWS-1252`, ...",
    ),
    SourceOption(
        "skip_leading_rows", "integer", 1, _CSV,
        "Lines before the data; the last of them is the header."
        " `0`: no header, and the columns are declared in the order of the file.",
    ),
    SourceOption(
        "null_marker", "string", None, _CSV,
        "The unquoted text that means NULL; without it the empty text does.",
    ),
    SourceOption(
        "null_markers", "strings", None, _CSV,
        "Several texts that mean NULL: `['', 'NA']`. They replace the default.",
    ),
    SourceOption(
        "max_bad_records", "integer", 0, _TEXT,
        "Rows that may be bad; they go to quarantine. One more and nothing is read.",
    ),
    SourceOption(
        "max_bad_percent", "number", None, _TEXT,
        "The same as a share of all rows, 0 to 100; the larger of the two counts.",
    ),
    SourceOption(
        "date_format", "string", None, _TEXT,
        "How dates are written: `DD/MM/YYYY` or `%d/%m/%Y`;"
        " without it only `YYYY-MM-DD` is a date.",
    ),
    SourceOption(
        "timestamp_format", "string", None, _TEXT,
        "How timestamps are written: `DD/MM/YYYY HH24:MI:SS` or `%d/%m/%Y %H:%M:%S`;"
        " without it only ISO 8601, in UTC where no offset is given.",
    ),
    SourceOption("decimal_separator", "string", ".", _CSV, "`.` or `,` in numbers."),
    SourceOption(
        "ignore_unknown_values", "boolean", default=False, formats=("JSON",),
        doc="Keys that are not declared are left out; without it they are errors.",
    ),
    SourceOption(
        "allow_empty", "boolean", default=False, formats=_ANY,
        doc="A source without rows is no error.",
    ),
    SourceOption(
        "keep_repeated_files", "boolean", default=False, formats=_ANY,
        doc="A file that is the same to the byte as one before it is read too;"
        " without it the file is left out, and that is said.",
    ),
    SourceOption("description", "string", None, _ANY, "For people; changes nothing."),
    SourceOption("tags", "strings", (), _ANY, "For selecting nodes: `tag:daily`."),
)  # fmt: skip

SOURCE_OPTIONS: dict[str, SourceOption] = {option.name: option for option in _TABLE}

# BigQuery has them; we say why we do not.
NOT_SUPPORTED: dict[str, str] = {
    "allow_jagged_rows": "a row that is too short is damage; set max_bad_records to put such"
    " rows in quarantine",
    "allow_quoted_newlines": "line ends inside quotes are always read",
    "autodetect": "columns without a type are always inferred, from the whole file",
    "compression": "files that end in .gz are read as they are",
    "connection": "connections come with a later issue",
    "enable_logical_types": "avro is not read",
    "file_set_spec_type": "list the files in uris",
    "hive_partition_uri_prefix": "partition columns from folder names are not read",
    "preserve_ascii_control_characters": "a NUL character is always an error",
    "projection_fields": "datastore backups are not read",
    "reference_file_schema_uri": "declare the columns instead",
    "require_hive_partition_filter": "partition columns from folder names are not read",
    "sheet_range": "spreadsheets are not read: export them as CSV",
}


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """The options of one source with their defaults filled in."""

    field_delimiter: str = ","
    quote: str = '"'
    encoding: str = "UTF-8"
    skip_leading_rows: int = 1
    null_markers: tuple[str, ...] = ("",)
    max_bad_records: int = 0
    max_bad_percent: float | None = None
    date_format: str | None = None
    timestamp_format: str | None = None
    decimal_separator: str = "."
    ignore_unknown_values: bool = False
    allow_empty: bool = False
    keep_repeated_files: bool = False

    @classmethod
    def of(cls, values: Mapping[str, object]) -> SourceOptions:
        """Return the options for the values that a person wrote, which have no problems.

        Examples
        --------
        >>> SourceOptions.of({"null_marker": "NA", "field_delimiter": "tab"}).null_markers
        ('NA',)

        """
        known = {field.name for field in fields(cls)}
        taken = {k: v for k, v in values.items() if k in known and v is not None}
        if "null_markers" in taken:
            taken["null_markers"] = tuple(taken["null_markers"])  # type: ignore[arg-type]
        elif values.get("null_marker") is not None:
            taken["null_markers"] = (values["null_marker"],)
        if taken.get("field_delimiter") in {"tab", "\\t"}:
            taken["field_delimiter"] = "\t"
        return cls(**taken)  # type: ignore[arg-type]

    def allowed_bad(self, rows: int) -> int:
        """Return how many of `rows` rows may be bad."""
        share = int(rows * self.max_bad_percent / 100) if self.max_bad_percent else 0
        return max(self.max_bad_records, share)


def option_problems(
    values: Mapping[str, object], spans: Mapping[str, Span] | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong with the options of a source; `spans` are the places of their values.

    Examples
    --------
    >>> for problem in option_problems({"uris": ["a.csv"], "null_markr": "NA"}):
    ...     print(problem.render())
    error[unknown-option]: an external table has no option "null_markr"
      hint: did you mean "null_marker"?

    """
    places = spans or {}
    found: list[Problem] = []
    for name, value in values.items():
        span = places.get(name)
        if name in NOT_SUPPORTED:
            message = f'the option "{name}" is not supported'
            found.append(Problem("not-supported", message, span, hint=NOT_SUPPORTED[name]))
        elif name not in SOURCE_OPTIONS:
            like = nearest(name, SOURCE_OPTIONS)
            message = f'an external table has no option "{name}"'
            hint = f'did you mean "{like}"?' if like else ""
            found.append(Problem("unknown-option", message, span, hint=hint))
        else:
            found += [
                Problem(
                    "invalid-option",
                    f'option "{name}" {wrong}',
                    span,
                    hint="docs/sql/create_external_table.md lists what each option takes.",
                )
                for wrong in _wrong(SOURCE_OPTIONS[name], value, values)
            ]
    if not values.get("uris"):
        hint = "OPTIONS (uris = ['data/file.csv'])"
        found.append(
            Problem("missing-option", 'an external table needs the option "uris"', None, hint=hint)
        )
    return tuple(found)


def _wrong(option: SourceOption, value: object, values: Mapping[str, object]) -> Iterator[str]:
    expected = {
        "string": isinstance(value, str),
        "strings": isinstance(value, (list, tuple)) and all(isinstance(v, str) for v in value),
        "integer": isinstance(value, int) and not isinstance(value, bool),
        "number": isinstance(value, (int, float)) and not isinstance(value, bool),
        "boolean": isinstance(value, bool),
    }
    if not expected[option.kind]:
        words = {"strings": "a list of texts", "string": "a text"}.get(option.kind, option.kind)
        yield f"is {value!r}, needs {words}"
        return
    chosen = FORMATS.get(str(values.get("format", "CSV")).upper())
    if option.formats and chosen is not None and chosen not in option.formats:
        yield f"means nothing for the format {chosen}"
    yield from _out_of_range(option.name, value, values)


def _out_of_range(name: str, value: object, values: Mapping[str, object]) -> Iterator[str]:
    match name, value:
        case "format", str() if value.upper() not in FORMATS:
            yield f"is '{value}', needs one of {', '.join(FORMATS)}"
        case "field_delimiter", str() if value not in {"tab", "\\t"} and not _one_byte(value):
            yield f"is '{value}', needs one ASCII character"
        case "quote", str() if value and not _one_byte(value):
            yield f"is '{value}', needs one ASCII character or none"
        case "decimal_separator", str() if value not in {".", ","}:
            yield f"is '{value}', needs '.' or ','"
        case "encoding", str() if not _is_encoding(value):
            yield f"is '{value}', which is no encoding known"
        case (("skip_leading_rows" | "max_bad_records"), int()) if value < 0:
            yield f"is {value}, needs 0 or more"
        case "max_bad_percent", (int() | float()) if not 0 <= value <= 100:  # noqa: PLR2004
            yield f"is {value}, needs 0 to 100"
        case "null_marker", _ if values.get("null_markers") is not None:
            yield 'stands beside "null_markers": write one of the two'
        case _:
            pass


def _one_byte(value: str) -> bool:
    return len(value) == 1 and value.isascii() and value not in "\r\n\0"


def _is_encoding(value: str) -> bool:
    try:
        return bool(codecs.lookup(value))
    except LookupError:
        return False
