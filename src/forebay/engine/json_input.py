"""JSON lines as a relation of JSON texts: one object a line, columns by key."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.engine.csv_records import MAX_RECORD_BYTES, Record
from forebay.engine.csv_scan import scan
from forebay.engine.file_names import file_names
from forebay.engine.json_path import json_path
from forebay.engine.nested_types import is_nested, nested_fits, structure_of
from forebay.engine.quote import literal
from forebay.engine.source_files import plain_text
from forebay.engine.source_options import SourceOptions
from forebay.engine.source_types import INFERRED_DOUBLE, Conversion, conversion
from forebay.engine.text_input import Sifted
from forebay.errors import EngineError, ForebayError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.engine.source_columns import Picked
    from forebay.engine.source_spec import SourceSpec

# A byte scan of lines only: no delimiter, no quotes.
_LINES = SourceOptions(field_delimiter="\x01", quote="")
_BOM = b"\xef\xbb\xbf"
# The engine takes a list or a number for a line, too: it would be a row of nothing but NULL.
_IS_OBJECT = "CASE WHEN json_type(json) = 'OBJECT' THEN true ELSE error('no object') END"


class JsonInput:
    """The JSON lines files of a source.

    Parameters
    ----------
    workspace
        Runs the query that lists the keys of all lines.

    """

    def __init__(self, spec: SourceSpec, scratch: Path, workspace: Workspace) -> None:
        self._options = spec.options
        self._scratch = scratch
        self._workspace = workspace
        self._displays = spec.display
        self._told = file_names(spec)
        self._paths = [
            plain_text(path, display, spec.options, scratch, spec)
            for path, display in zip(spec.files, spec.display, strict=True)
        ]
        self._declared = tuple(c.name for c in spec.columns or ())
        self._only_declared = spec.columns is not None and not spec.star
        self._counts = [scan(path, _LINES) for path in self._paths]
        self._keys = self._all_keys()
        if not self._keys and not self._declared and self._holds_objects():
            message = f'source "{spec.name}": no object in {", ".join(spec.display)} has a key'
            hint = "each line is an object, {...}, whose keys are the columns."
            raise EngineError.of("empty-header", message, spec.span, hint=hint)

    @property
    def widest(self) -> str:
        """The type that holds every value: JSON."""
        return "JSON"

    @property
    def headers(self) -> Sequence[tuple[str, ...]]:
        """The keys of all files together: a key that is missing from an object is NULL."""
        names = list(self._declared)
        declared = {name.casefold() for name in names}
        for key in self._keys:
            if key.casefold() in declared:
                declared.remove(key.casefold())  # the same key in other letters is one too many
            elif not (self._only_declared and self._options.ignore_unknown_values):
                names.append(key)
        return [tuple(names)] * len(self._paths)

    def file_of(self, name: str) -> str:
        """Return the first file with the key; only asked where something is wrong with it."""
        held = f"list_contains(json_keys(json), {literal(name)})"
        for path, display in zip(self._paths, self._displays, strict=True):
            try:
                rows = self._workspace.rows(
                    f"SELECT 1 FROM {_objects([path])} WHERE {held} LIMIT 1"
                )
            except ForebayError:  # a damaged line, which is told if nothing else is wrong
                continue
            if rows:
                return display
        return self._displays[0]

    def relation(self, picked: Sequence[Picked]) -> str:
        """Return SQL with the columns t0, t1, ... of JSON texts."""
        texts = self._texts(picked, "json")
        if not any(self._told):
            return f"SELECT {texts} FROM {_objects(self._paths)} WHERE {_IS_OBJECT}"
        return " UNION ALL ".join(
            f"SELECT {texts}{told} FROM {_objects([path])} WHERE {_IS_OBJECT}"
            for path, told in zip(self._paths, self._told, strict=True)
        )

    def typed(self, picked: Sequence[Picked]) -> tuple[str, frozenset[int]]:
        """Return the relation: JSON values become values by casts only."""
        return self.relation(picked), frozenset()

    def adds_up(self, rows: int) -> bool:
        """Return whether there is one row a line."""
        return rows == sum(counts.lines for counts in self._counts)

    def sift(self, picked: Sequence[Picked]) -> Sifted:
        """Copy the lines that are objects, with their numbers, and keep the others."""
        bad: list[tuple[int, Record]] = []
        good = 0
        parts = []
        for index in range(len(self._paths)):
            clean = self._scratch / f"{index}.clean"
            with clean.open("wb") as copy:
                for record in self._records(index):
                    if record.kind:
                        bad.append((index, record))
                    else:
                        good += 1
                        copy.write(b'{"line":%d,"row":%b}\n' % (record.line, record.raw))
            parts.append(
                f"SELECT {index} AS file, CAST(json->>'$.line' AS BIGINT) AS line,"
                f" {self._texts(picked, 'row')}{self._told[index]}"
                f" FROM (SELECT json, json->'$.row' AS row FROM {_objects([clean])})"
            )
        return Sifted(" UNION ALL ".join(parts), tuple(bad), good)

    def raw(self, file: int, lines: set[int]) -> dict[int, str]:
        """Return the text of some lines of a file."""
        found = (record for record in self._records(file) if record.line in lines)
        return {record.line: record.raw.decode(errors="replace") for record in found}

    def conversion(self, kind: str, text: str) -> Conversion:
        """Return the SQL by which a JSON value becomes a value of a type, without a change."""
        if kind == "JSON":
            return Conversion(text, "true")
        if is_nested(kind):
            value = f"from_json({text}, {literal(structure_of(kind))})"
            return Conversion(
                value, nested_fits(kind, text, lambda own, inner: self.conversion(own, inner).fits)
            )
        seen, plain = f"json_type({text})", f"({text}->>'$')"
        if kind == "VARCHAR":
            fits = f"{seen} = 'VARCHAR'"
            return Conversion(plain, f"coalesce({fits}, true)")
        # Only numbers may be numbers; whatever is written as a text must read as one in CSV.
        options = replace(self._options, decimal_separator=".", null_markers=("",))
        inner = conversion(kind, plain, options, has_quotes=False)
        if kind == "BOOLEAN":
            allowed = "('BOOLEAN')"
        elif kind in {"FLOAT", "DOUBLE"}:
            allowed = "('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE')"
        elif kind.startswith("DECIMAL"):
            allowed = "('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE', 'VARCHAR')"
        elif "INT" in kind:
            allowed = "('BIGINT', 'UBIGINT', 'HUGEINT')"
        else:
            allowed = "('VARCHAR')"
        return Conversion(inner.value, f"coalesce({seen} IN {allowed}, true) AND {inner.fits}")

    def guess(self, kind: str, text: str) -> str:
        """Return SQL that is true where inference may take a JSON value for a value of a type."""
        fits = self.conversion(kind, text).fits
        if kind != "DOUBLE":
            return fits
        # Beside 1.5, 9007199254740993 would become 9007199254740992.
        return f"{fits} AND regexp_full_match({text}->>'$', {literal(INFERRED_DOUBLE)})"

    def batches(self, picked: object, kinds: object) -> None:
        """Return None: the engine reads JSON."""

    def look(self, picked: object, kinds: object) -> None:
        """Return None: lines of JSON have no fields to look at."""

    def quick_look(self, picked: object, kinds: object) -> None:
        """Return None: nothing is faster than looking at each value."""

    def _all_keys(self) -> tuple[str, ...]:
        """Return all keys in the order in which they first occur."""
        keys = (
            "SELECT unnest(json_keys(json)) AS key, row_number() OVER () AS line"
            f" FROM {_objects(self._paths)} WHERE json_type(json) = 'OBJECT'"
        )
        firsts = f"SELECT key, min(line) AS line FROM ({keys}) GROUP BY key"
        text = f"SELECT key FROM ({firsts}) ORDER BY line, key"
        try:
            return tuple(str(row[0]) for row in self._workspace.rows(text))
        except ForebayError:  # a damaged line
            return tuple(dict.fromkeys(self._keys_by_record()))

    def _keys_by_record(self) -> Iterator[str]:
        for index in range(len(self._paths)):
            for record in self._records(index):
                if not record.kind:
                    yield from json.loads(record.raw)

    def _holds_objects(self) -> bool:
        """Whether there are lines and each is an object."""
        found = [r.kind for index in range(len(self._paths)) for r in self._records(index)]
        return bool(found) and not any(found)

    def _records(self, index: int) -> Iterator[Record]:
        with self._paths[index].open("rb") as file:
            if file.read(len(_BOM)) != _BOM:
                file.seek(0)
            for number, line in enumerate(file, start=1):
                raw = line.strip(b"\r\n \t")
                if raw or number <= self._counts[index].lines:
                    kind, reason = _judge(raw)
                    yield Record(number, raw, kind, reason)

    def _texts(self, picked: Sequence[Picked], row: str) -> str:
        keys = {key.casefold(): key for key in self._keys}
        paths = [literal(json_path(keys.get(c.name.casefold(), c.name))) for c in picked]
        return ", ".join(
            f"nullif(json_extract({row}, {path}), 'null') AS t{i}" for i, path in enumerate(paths)
        )


def _judge(raw: bytes) -> tuple[str, str]:
    if not raw:
        return "bad-json", "the line is empty"
    if len(raw) > MAX_RECORD_BYTES:
        return (
            "row-too-long",
            f"the line has {len(raw):,} bytes, and {MAX_RECORD_BYTES:,} is the limit",
        )
    try:
        value: Any = json.loads(raw, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        return "wrong-encoding", f"byte {error.start + 1} is 0x{raw[error.start]:02x}, not UTF-8"
    except (ValueError, RecursionError) as error:
        return "bad-json", f"it is no JSON: {error}"
    if not isinstance(value, dict):
        return "bad-json", "it is not an object: {...}"
    return "", ""


def _no_constant(word: str) -> None:
    message = f"{word} is no JSON number"
    raise ValueError(message)


def _objects(paths: list[Path]) -> str:
    listed = literal([str(p.resolve()) for p in paths])
    return (
        f"read_json_objects({listed}, format = 'newline_delimited', ignore_errors = false,"
        f" maximum_object_size = {MAX_RECORD_BYTES + 64})"
    )
