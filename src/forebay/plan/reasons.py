"""Why a node is built again, in the words of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.plan.now import Now
    from forebay.plan.state import Past, SourceFile
    from forebay.project.outline import NodeOutline

_UNITS: Final = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"))
_SHOWN: Final = 3  # more columns or files than these are counted, not named


def reasons(node: NodeOutline, past: Past | None, now: Now) -> tuple[str, ...]:
    """Return everything that differs from the version `past`; empty if nothing is known to.

    Examples
    --------
    ``SQL changed (+1 column: extra)``, ``input flights changed``, ``first build``.

    """
    if past is None:
        return ("first build",)
    found = []
    if past.definition != node.definition:
        columns = column_changes(past.columns, node.columns)
        found.append("SQL changed" + (f" ({columns})" if columns else ""))
    found += [
        f"{_kind(node, key)} {now.names.get(key, key)} changed{now.details.get(key, '')}"
        for key in node.reads
        if key in past.inputs
        and key in now.content_ids
        and past.inputs[key] != now.content_ids[key]
    ]
    if node.kind == "source" and past.inputs.get(node.key) != now.content_ids.get(node.key):
        found.append(f"data changed{now.details.get(node.key, '')}")
    found += [
        f"variable {name} changed ({past.variables[name]} -> {now.variables.get(name, 'not set')})"
        for name in node.variables
        if name in past.variables and past.variables[name] != now.variables.get(name)
    ]
    found += [
        f"setting {name} changed ({past.session[name]} -> {value})"
        for name, value in now.session.items()
        if name in past.session and past.session[name] != value
    ]
    return tuple(found)


def column_changes(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> str:
    """Return what was added, taken away or retyped: ``+1 column: extra``; empty if nothing.

    Examples
    --------
    >>> column_changes([("a", "INTEGER")], [("a", "BIGINT"), ("b", "VARCHAR")])
    '+1 column: b; a INTEGER -> BIGINT'

    """
    if not old or not new:
        return ""
    before = {name.casefold(): (name, kind) for name, kind in old}
    after = {name.casefold(): (name, kind) for name, kind in new}
    added = [after[key][0] for key in after if key not in before]
    gone = [before[key][0] for key in before if key not in after]
    retyped = [
        f"{name} {before[key][1]} -> {kind}"
        for key, (name, kind) in after.items()
        if key in before and before[key][1] != kind
    ]
    parts = [_counted("+", added), _counted("-", gone), *retyped[:_SHOWN]]
    if len(retyped) > _SHOWN:
        parts.append(f"{len(retyped) - _SHOWN} more types")
    return "; ".join(part for part in parts if part)


def file_changes(old: Sequence[SourceFile], new: Sequence[SourceFile]) -> str:
    """Return which files of a source differ: `` (departures.csv 12.1 MB -> 12.3 MB)``.

    Empty if nothing differs or nothing is known of the old files.
    """
    if not old:
        return ""
    before = {file.path: file for file in old}
    after = {file.path: file for file in new}
    parts = [
        f"{_base(path)} {_resize(before[path], file)}"
        for path, file in after.items()
        if path in before and before[path].sha256 != file.sha256
    ]
    parts += [f"{_base(path)} new" for path in after if path not in before]
    parts += [f"{_base(path)} gone" for path in before if path not in after]
    if len(parts) > _SHOWN:
        parts = [*parts[:_SHOWN], f"{len(parts) - _SHOWN} more files"]
    return f" ({', '.join(parts)})" if parts else ""


def size(size_bytes: float) -> str:
    """Return a number of bytes as a person says it, in powers of 1000.

    Examples
    --------
    >>> size(12_100_000), size(812)
    ('12.1 MB', '812 B')

    """
    for unit, word in _UNITS:
        if size_bytes >= unit:
            return f"{size_bytes / unit:.1f} {word}"
    return f"{size_bytes:.0f} B"


def _resize(old: SourceFile, new: SourceFile) -> str:
    if old.size == new.size:
        return f"has other content, {size(new.size)}"
    if size(old.size) == size(new.size):
        return f"{old.size:,} -> {new.size:,} bytes"
    return f"{size(old.size)} -> {size(new.size)}"


def _counted(sign: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
    return f"{sign}{len(names)} column{'s' if len(names) > 1 else ''}: {shown}"


def _base(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _kind(node: NodeOutline, key: str) -> str:
    return "model" if key in node.model_reads else "input"
