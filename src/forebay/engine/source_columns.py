"""The columns of a file against the columns that were declared: matched by name, never by place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from forebay.engine.source_spec import DeclaredColumn
from forebay.errors import EngineError, Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.engine.source_spec import SourceSpec


class Picked(NamedTuple):
    """A column of the result: its name, its declared type, its place in each file."""

    name: str
    type: str | None
    places: tuple[int, ...]
    is_checked: bool = False


def pick_columns(
    spec: SourceSpec,
    headers: Sequence[tuple[str, ...]],
    file_of: Callable[[str], str] | None = None,
) -> tuple[Picked, ...]:
    """Return the columns of the result for the headers of all files.

    Declared columns come in declared order; with a star, all columns come in the first file's
    order. Names are compared without regard to case.

    Parameters
    ----------
    file_of
        Returns the first file that has a column, where headers are those of all files together;
        None: each file has its own.

    Raises
    ------
    EngineError
        ``empty-header``, ``duplicate-header``, ``files-differ``, ``missing-column``,
        ``unexpected-column``: all of them at once.

    """
    problems: list[Problem] = []
    for header, display in zip(headers, spec.display, strict=True):
        problems += _header_problems(header, display, spec)
    if not problems:
        problems = _differences(spec, headers) or _contract_problems(
            spec, headers[0], file_of or (lambda _: spec.display[0])
        )
    if problems:
        raise EngineError(*problems)
    declared = {c.name.casefold(): c for c in spec.columns or ()}
    if spec.columns is not None and not spec.star:
        names = [c.name for c in spec.columns]
    else:
        names = [declared[n.casefold()].name if n.casefold() in declared else n for n in headers[0]]
    places = [{n.casefold(): i for i, n in enumerate(header)} for header in headers]
    undeclared = DeclaredColumn("", None)
    found = [(name, declared.get(name.casefold(), undeclared)) for name in names]
    return tuple(
        Picked(name, own.type, tuple(place[name.casefold()] for place in places), own.is_checked)
        for name, own in found
    )


def _header_problems(header: tuple[str, ...], display: str, spec: SourceSpec) -> list[Problem]:
    problems = [
        Problem(
            "empty-header",
            f'"{display}": column {place} of {len(header)} has no name',
            spec.span,
            detail=f"the header reads: {', '.join(header)}.",
            hint="name the column in the file, or remove a delimiter at the end of the header",
        )
        for place, name in enumerate(header, start=1)
        if not name
    ]
    counted = Counter(name.casefold() for name in header if name)
    for key, count in counted.items():
        if count > 1:
            alike = [f'"{n}" (column {i})' for i, n in enumerate(header, 1) if n.casefold() == key]
            message = f'"{display}": {count} columns have the same name'
            detail = f"{', '.join(alike)}; names are compared without regard to case."
            hint = "rename them in the file"
            problems.append(Problem("duplicate-header", message, spec.span, detail, hint))
    return problems


def _differences(spec: SourceSpec, headers: Sequence[tuple[str, ...]]) -> list[Problem]:
    first = {name.casefold(): name for name in headers[0]}
    problems = []
    for header, display in zip(headers[1:], spec.display[1:], strict=True):
        other = {name.casefold(): name for name in header}
        missing = [first[key] for key in first.keys() - other.keys()]
        more = [other[key] for key in other.keys() - first.keys()]
        if missing or more:
            detail = f'"{spec.display[0]}" has columns: {", ".join(headers[0])}.'
            detail += f" missing: {', '.join(sorted(missing))}." if missing else ""
            detail += f" more: {', '.join(sorted(more))}." if more else ""
            message = f'"{display}" has other columns than "{spec.display[0]}"'
            hint = "give files of another kind a source of their own"
            problems.append(Problem("files-differ", message, spec.span, detail, hint))
    return problems


def _contract_problems(
    spec: SourceSpec, header: tuple[str, ...], file_of: Callable[[str], str]
) -> list[Problem]:
    if spec.columns is None:
        return []
    display = spec.display[0]
    present = {name.casefold() for name in header}
    declared = {c.name.casefold() for c in spec.columns}
    free = [name for name in header if name.casefold() not in declared]
    problems = []
    for column in spec.columns:
        if column.name.casefold() not in present:
            like = nearest(column.name, free or header)
            hint = f'did you mean "{like}"?' if like else ""
            message = f'"{display}" has no column "{column.name}"'
            detail = f"it has columns: {', '.join(header)}."
            problems.append(Problem("missing-column", message, spec.span, detail, hint))
    by_file: dict[str, list[str]] = {}
    for name in free if not spec.star else ():
        by_file.setdefault(file_of(name), []).append(f'"{name}"')
    hint = "declare them, or begin the column list with * to take all there are"
    for file, names in by_file.items():
        message = f'"{file}" has columns that are not declared: {", ".join(names)}'
        problems.append(Problem("unexpected-column", message, spec.span, "", hint))
    return problems
