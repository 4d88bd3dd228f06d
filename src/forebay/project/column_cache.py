"""What inference found in the files of a source, kept for as long as they stay as they are."""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from forebay.catalog import layout
from forebay.catalog.atomic import write_atomically
from forebay.engine import Column, Schema
from forebay.errors import Problem
from forebay.project.installed import installed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from forebay.engine.source_spec import SourceSpec

Found = tuple[Schema, tuple[Problem, ...]]

# A file may be written twice within the resolution of its time (SEMANTICS 13).
_SETTLED_NS: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class _Kept:
    schema: Schema
    notices: tuple[Problem, ...]
    seen_ns: int  # when inference began


class ColumnCache:
    """Inferred columns by the state of the files, the options and the versions."""

    def __init__(self, root: Path) -> None:
        self._folder = layout.cache(root) / "columns"

    def columns(self, spec: SourceSpec, infer: Callable[[], Found]) -> Found:
        """Return the file's columns and what is odd about them, from the last look or from now."""
        path = self._folder / f"{_state(spec)}.json"
        kept = _read(path, spec)
        if kept is not None:
            return kept.schema, kept.notices
        began = time.time_ns()
        schema, notices = infer()
        told = [
            {"name": n.name, "message": n.message, "detail": n.detail, "hint": n.hint}
            for n in notices
        ]
        with suppress(OSError):
            document = {
                "columns": [asdict(column) for column in schema.columns],
                "notices": told,
                "seen_ns": began,
            }
            write_atomically(path, json.dumps(document).encode())
        return schema, notices

    def checked(self, spec: SourceSpec) -> frozenset[tuple[str, str]]:
        """Return names and types of the columns of which inference saw every text as it is now.

        None where a file is so new that it could have been written again unseen; columns with a
        declared type are not among them, because inference does not look at those.
        """
        try:
            kept = _read(self._folder / f"{_state(spec)}.json", spec)
            newest = max(path.stat().st_mtime_ns for path in spec.files)
        except OSError:  # reading says what is wrong with the file
            return frozenset()
        if kept is None or newest + _SETTLED_NS > kept.seen_ns:
            return frozenset()
        declared = {c.name.casefold() for c in spec.columns or () if c.type is not None}
        return frozenset(
            (c.name, c.type) for c in kept.schema.columns if c.name.casefold() not in declared
        )


def _read(path: Path, spec: SourceSpec) -> _Kept | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        document = json.loads(path.read_bytes())
        columns = tuple(Column(c["name"], c["type"]) for c in document["columns"])
        notices = tuple(
            Problem(
                notice["name"],
                notice["message"],
                spec.span,
                notice["detail"],
                notice["hint"],
                severity="warning",
            )
            for notice in document["notices"]
        )
        return _Kept(Schema(columns), notices, int(document["seen_ns"]))
    return None


def _state(spec: SourceSpec) -> str:
    """Return a digest of all that inference depends on: files by size and time, options, types."""
    stats = [(shown, path.stat()) for shown, path in zip(spec.display, spec.files, strict=True)]
    facts = {
        "files": [(shown, stat.st_size, stat.st_mtime_ns) for shown, stat in stats],
        "columns": spec.columns,
        "star": spec.star,
        "format": spec.format,
        "options": asdict(spec.options),
        "versions": dict(installed()),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
