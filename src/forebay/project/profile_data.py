"""What a data file holds, as far as a first project needs to know."""

from __future__ import annotations

import glob
import importlib
import re
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal, quote
from forebay.engine.source_spec import SourceSpec
from forebay.project.guess_options import guess_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Engine, Schema, Workspace
    from forebay.engine.source_options import SourceFormat
    from forebay.errors import Problem

# Texts that stand for "nothing" in files of other people's tools.
NULL_WORDS: Final = ("NA", "N/A", "n/a", "NULL", "null", "None", "nan", "NaN", "-", "?", "\\N")
_FORMATS: Final[dict[str, SourceFormat]] = {
    ".parquet": "PARQUET", ".json": "JSON", ".jsonl": "JSON", ".ndjson": "JSON",
}  # fmt: skip
_DATA: Final = "__data"
_KEY_COLUMNS: Final = 6  # the first so many columns are tried as a key of several columns
_KEY_ROWS: Final = 5_000_000  # above that only single columns are tried


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column: its type, how many values are NULL, how many differ, and one value."""

    name: str
    type: str
    nulls: int
    distinct: int
    example: object


@dataclass(frozen=True, slots=True)
class DataProfile:
    """Some files of one kind.

    Parameters
    ----------
    key
        Columns without NULLs whose values never repeat; empty if no such were found.
    null_markers
        Texts that mean NULL beside the empty one.
    uris
        The files, relative to the project: one pattern, where one matches them and no other.
    doubts
        What the values alone do not say, such as whether the day or the month stands first.

    """

    spec: SourceSpec
    rows: int
    columns: tuple[ColumnProfile, ...]
    key: tuple[str, ...]
    null_markers: tuple[str, ...]
    notices: tuple[Problem, ...]
    uris: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the source."""
        return self.spec.name


def profile_data(root: Path, name: str, files: Sequence[Path], engine: Engine) -> DataProfile:
    """Read files below `root` and return what they hold.

    Raises
    ------
    EngineError
        The files cannot be read as a table.

    """
    read = importlib.import_module("forebay.engine.read_source")
    spec = _spec(root, name, files)
    with TemporaryDirectory(prefix="forebay-") as folder:
        scratch = Path(folder)
        workspace = engine.workspace(threads=2, memory_limit=None, readable=[root], scratch=scratch)
        try:
            guessed, doubts = guess_options(spec, lambda tried: read.infer(workspace, tried)[0])
            spec = replace(spec, options=guessed)
            markers = _null_markers(workspace, spec, scratch, read)
            if markers:
                options = replace(spec.options, null_markers=("", *markers))
                spec = replace(spec, options=options)
            target = scratch / "data.parquet"
            reading = read.read_source(workspace, spec, target, scratch / "rejected.parquet")
            workspace.attach(_DATA, [target], reading.schema)
            columns = _columns(workspace, reading.schema)
            rows = reading.file.rows
            key = _key(workspace, columns, rows)
            return DataProfile(
                spec, rows, columns, key, markers, reading.notices, _uris(root, files), doubts
            )
        finally:
            workspace.close()


def _spec(root: Path, name: str, files: Sequence[Path]) -> SourceSpec:
    suffixes = [s.lower() for s in files[0].suffixes if s.lower() != ".gz"]
    kind = _FORMATS.get(suffixes[-1] if suffixes else "", "CSV")
    return SourceSpec(
        name=name,
        format=kind,
        files=tuple(files),
        display=tuple(path.relative_to(root).as_posix() for path in files),
        root=root,
    )


def _uris(root: Path, files: Sequence[Path]) -> tuple[str, ...]:
    """Return one pattern that matches the files and no other, else each file.

    With a pattern the files of tomorrow are read, too.
    """
    names = tuple(file.relative_to(root).as_posix() for file in files)
    if len(files) < 2 or len({file.parent for file in files}) > 1:  # noqa: PLR2004 - one or more
        return names
    low, high = min(file.name for file in files), max(file.name for file in files)
    differ = (i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b)
    common = low[: next(differ, len(low))]
    head = re.sub(r"\d[\d\-_. ]*$", "", common)
    pattern = f"{head}*{''.join(_suffixes(files[0]))}"
    folder = files[0].parent
    if glob.escape(head) != head or set(folder.glob(pattern)) != set(files):
        return names
    return ((folder / pattern).relative_to(root).as_posix(),)


def _suffixes(file: Path) -> list[str]:
    return file.suffixes[-2:] if file.suffix.lower() == ".gz" else file.suffixes[-1:]


def _null_markers(
    workspace: Workspace, spec: SourceSpec, scratch: Path, read: object
) -> tuple[str, ...]:
    """Return the words for NULL without which a column of numbers or times would be text."""
    if spec.format != "CSV":
        return ()
    infer, read_source = read.infer, read.read_source  # type: ignore[attr-defined]
    plain: Schema = infer(workspace, spec)[0]
    options = replace(spec.options, null_markers=("", *NULL_WORDS))
    freed: Schema = infer(workspace, replace(spec, options=options))[0]
    differ = [
        own.name
        for own, other in zip(plain.columns, freed.columns, strict=True)
        if own.type == "VARCHAR" and other.type != "VARCHAR"
    ]
    if not differ:
        return ()
    target = scratch / "plain.parquet"
    reading = read_source(workspace, spec, target, scratch / "plain-rejected.parquet")
    workspace.attach(_DATA, [target], reading.schema)
    words = ", ".join(literal(word) for word in NULL_WORDS)
    found: set[str] = set()
    for name in differ:
        rows = workspace.rows(
            f"SELECT DISTINCT {quote(name)} FROM {_DATA} WHERE {quote(name)} IN ({words})"
        )
        found.update(str(row[0]) for row in rows)
    workspace.drop(_DATA)
    return tuple(word for word in NULL_WORDS if word in found)


def _columns(workspace: Workspace, schema: Schema) -> tuple[ColumnProfile, ...]:
    found = []
    for column in schema.columns:
        name = quote(column.name)
        [(nulls, distinct, example)] = workspace.rows(
            f"SELECT count(*) - count({name}), count(DISTINCT {name}), min({name}) FROM {_DATA}"
        )
        found.append(
            ColumnProfile(column.name, column.type, int(str(nulls)), int(str(distinct)), example)
        )
    return tuple(found)


def _key(workspace: Workspace, columns: Sequence[ColumnProfile], rows: int) -> tuple[str, ...]:
    """Return the likeliest key: one column, named like one before the others, else two or three."""
    usable = [c for c in columns if c.nulls == 0 and c.type not in {"DOUBLE", "FLOAT", "BOOLEAN"}]
    single = [c.name for c in usable if c.distinct == rows and not c.type.startswith("TIMESTAMP")]
    if rows and single:
        return (min(single, key=lambda name: (not _is_key_name(name), single.index(name))),)
    if not 0 < rows <= _KEY_ROWS:
        return ()
    counts = {c.name: c.distinct for c in usable}
    # Times last: a key of times alone is mostly an accident.
    tried = sorted(usable, key=lambda c: (c.type.startswith("TIMESTAMP"), usable.index(c)))
    names = [c.name for c in tried if c.distinct > 1]
    names = [*names[:_KEY_COLUMNS], *[c.name for c in tried if c.type.startswith("TIMESTAMP")][:1]]
    for width in (2, 3):
        for together in combinations(dict.fromkeys(names), width):
            most = 1
            for name in together:
                most *= counts[name]
            listed = ", ".join(quote(name) for name in together)
            if most >= rows and _never_repeats(workspace, listed, rows):
                return together
    return ()


def _never_repeats(workspace: Workspace, listed: str, rows: int) -> bool:
    [(distinct,)] = workspace.rows(f"SELECT count(*) FROM (SELECT DISTINCT {listed} FROM {_DATA})")
    return int(str(distinct)) == rows


def _is_key_name(name: str) -> bool:
    key = name.casefold()
    return key in {"id", "key", "uuid"} or key.endswith(("_id", "id", "_key", "key", "num", "_no"))
