"""The outline of a validated project, kept so that a build with nothing to do reads no SQL.

The key is everything that validation depends on: the bytes of every file, the settings, the
versions of the programs, and the state of the files whose columns were inferred (SEMANTICS 38).
"""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import suppress
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, Final

from forebay.catalog import layout
from forebay.catalog.atomic import write_atomically
from forebay.errors import Problem, Source, Span
from forebay.project.installed import installed
from forebay.project.load_settings import FILE_NAME, load_settings
from forebay.project.outline import NodeOutline, ProjectOutline, TestOutline
from forebay.project.read_files import ProjectFile, decode, read_files
from forebay.project.source_files import source_files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from forebay.project.settings import Settings

_FORMAT: Final = 2  # of the cache; another number and older caches count for nothing
_TUPLES: Final = frozenset(
    {"reads", "model_reads", "variables", "tags", "uris", "known_at", "features"}
)


def read_outline(root: Path) -> ProjectOutline | None:
    """Return the outline of a project whose validation is still good; None if it must be done.

    Imports nothing beyond the standard library.

    Raises
    ------
    ProjectError
        ``no-project`` or wrong settings: there is nothing to validate.

    """
    settings = load_settings(root)
    files, problems = read_files(root, settings)
    if any(problem.severity == "error" for problem in problems):
        return None
    try:
        document = json.loads(_path(root).read_bytes())
        if document["key"] != _key(root, files):
            return None
        if _states(root, document["inferred"]) != document["states"]:
            return None
        return _outline(root, settings, document, files)
    except (OSError, ValueError, KeyError, TypeError):
        # No cache, or half of one: nothing but time is lost.
        return None


def write_outline(outline: ProjectOutline, inferred: Sequence[Sequence[str]]) -> None:
    """Keep the outline of a project that was just validated.

    Parameters
    ----------
    inferred
        The URI patterns of each source whose columns were inferred from its files, and the file of
        each imported model.

    """
    files, _ = read_files(outline.root, outline.settings)
    patterns = [list(uris) for uris in inferred]
    document = {
        "key": _key(outline.root, files),
        "inferred": patterns,
        "states": _states(outline.root, patterns),
        "nodes": [asdict(node) for node in outline.nodes.values()],
        "tests": [asdict(test) for test in outline.tests],
        "warnings": [_problem(problem) for problem in outline.warnings],
        "versions": dict(outline.versions),
        "n_asserts": outline.n_asserts,
    }
    # A folder that cannot be written costs time at the next start, no more.
    with suppress(OSError):
        write_atomically(_path(outline.root), json.dumps(document).encode())


def _path(root: Path) -> Path:
    return layout.cache(root) / "project.json"


def _key(root: Path, files: Sequence[ProjectFile]) -> str:
    digest = hashlib.sha256()
    facts = {"format": _FORMAT, "python": sys.version, **installed()}
    parts = [json.dumps(facts, sort_keys=True).encode(), (root / FILE_NAME).read_bytes()]
    for file in files:
        parts += [file.path.encode(), file.data]
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _states(root: Path, inferred: Sequence[Sequence[str]]) -> list[list[list[Any]]]:
    """Return path, size and time of change of every file that columns were inferred from."""
    states = []
    for uris in inferred:
        found = source_files(root, uris)
        paths = () if isinstance(found, Problem) else found
        stats = [(path, path.stat()) for path in paths]
        states.append(
            [[p.relative_to(root).as_posix(), s.st_size, s.st_mtime_ns] for p, s in stats]
        )
    return states


def _outline(
    root: Path, settings: Settings, document: Mapping[str, Any], files: Sequence[ProjectFile]
) -> ProjectOutline:
    nodes = [_node(values) for values in document["nodes"]]
    texts = {file.path: file for file in files}
    return ProjectOutline(
        root,
        settings,
        {node.key: node for node in nodes},
        tuple(TestOutline(**values) for values in document["tests"]),
        tuple(_restored(values, texts) for values in document["warnings"]),
        document["versions"],
        document["n_asserts"],
    )


def _node(values: dict[str, Any]) -> NodeOutline:
    for name in _TUPLES:
        values[name] = tuple(values[name])
    for pairs in ("columns", "left_to_build"):
        values[pairs] = tuple((name, other) for name, other in values[pairs])
    return NodeOutline(**values)


def _problem(problem: Problem) -> dict[str, Any]:
    values = {
        field.name: getattr(problem, field.name)
        for field in fields(problem)
        if field.name != "span"
    }
    span = problem.span
    values["place"] = None if span is None else [span.source.path, span.start, span.end]
    return values


def _restored(values: dict[str, Any], texts: Mapping[str, ProjectFile]) -> Problem:
    place = values.pop("place")
    span = None
    if place is not None:
        path, start, end = place
        source = decode(texts[path]) if path in texts else Source(path, "")
        if isinstance(source, Source):
            span = Span(source, start, end)
    return Problem(span=span, **values)
