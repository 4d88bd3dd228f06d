"""Parts of a value: fields of structs, paths into JSON, rows as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.trust.traced import Traced, together

if TYPE_CHECKING:
    from forebay.trust.tracing import Scope


_EXTRACTS: Final = frozenset(
    {"list_extract", "array_extract", "list_element", "element_at", "map_extract",
     "map_extract_value"}
)  # fmt: skip
_CONTAINER_AND_KEY: Final = 2


def trace_struct(tree: Any, scope: Scope) -> Traced:
    """Return what ``{'a': x, 'b': y}`` is made of; each field keeps what it is made of."""
    fields: dict[str, Traced] = {}
    for item in tree.expressions:
        value = item.args.get("expression") or item
        if type(item).__name__ == "Alias":
            value = item.this
        found = scope.tracing.expression(value, scope)
        is_pair = type(item).__name__ in {"PropertyEQ", "JSONKeyValue"}
        name = item.this.name if is_pair else item.alias_or_name
        fields[str(name).casefold()] = found
    whole = together(fields.values(), scope.tracing.place(tree))
    return replace(whole, time=None, fields=fields)


def trace_list(tree: Any, scope: Scope) -> Traced:
    """Return what ``[x, y]`` is made of; each place keeps what it is made of."""
    parts = [scope.tracing.expression(item, scope) for item in tree.expressions]
    fields = {str(place): part for place, part in enumerate(parts, 1)}
    return replace(together(parts, scope.tracing.place(tree)), time=None, fields=fields)


def trace_map(tree: Any, scope: Scope) -> Traced | None:
    """Return what ``map(['a', 'b'], [x, y])`` is made of; None if its keys are not written out."""
    keys, values = tree.args.get("keys"), tree.args.get("values")
    if type(keys).__name__ != "Array" or type(values).__name__ != "Array":
        return None
    found = trace_list(values, scope)
    names = [key.name.casefold() for key in keys.expressions]
    return replace(found, fields=dict(zip(names, found.fields.values(), strict=False)))


def trace_json(tree: Any, scope: Scope) -> Traced | None:
    """Return what a struct is made of that becomes JSON: its fields stay what they are.

    None for anything else.
    """
    given = tree.expressions
    if tree.name.casefold() in _EXTRACTS and len(given) == _CONTAINER_AND_KEY:
        found, key = scope.tracing.expression(given[0], scope), given[1].name.casefold()
        return field_of(found, key) if key in found.fields else None
    if tree.name.casefold() in {"to_json", "row_to_json"} and len(given) == 1:
        return scope.tracing.expression(given[0], scope)
    return None


def trace_field(tree: Any, scope: Scope) -> Traced | None:
    """Return what ``s['a']``, ``s.a`` or ``j->>'$.a'`` is made of; None if no name is written."""
    names = _names(tree)
    if not names:
        return _placed(tree, scope)
    found = scope.tracing.expression(tree.this, scope)
    for name in names:
        found = field_of(found, name)
    return found


def _placed(tree: Any, scope: Scope) -> Traced | None:
    """Return one place of a list that the query made: ``l[1]``."""
    keys = tree.expressions if type(tree).__name__ == "Bracket" else ()
    if not keys:
        return None
    found = scope.tracing.expression(tree.this, scope)
    if len(keys) == 1 and type(keys[0]).__name__ == "Literal":
        # sqlglot counts from 0.
        place = str(int(float(keys[0].this)) + 1)
        if place in found.fields:
            return found.fields[place]
    parts = [scope.tracing.expression(key, scope) for key in keys]
    whole = together([found, *parts], scope.tracing.place(tree))
    # One of many structs has the fields that each of them has.
    return replace(whole, fields={} if "1" in found.fields else found.fields)


def field_of(found: Traced, name: str) -> Traced:
    """Return one field of a value: what it was made of, or a part of the column that it is."""
    if name in found.fields:
        return found.fields[name]
    value = found.value
    if len(value) == 1 and (origin := next(iter(value))).source:
        path = f"{origin.field}.{name}" if origin.field else name
        value = frozenset({replace(origin, field=path)})
    return replace(found, value=value, time=None, fields={})


def _names(tree: Any) -> list[str]:
    match type(tree).__name__:
        case "Bracket":
            keys = tree.expressions
            is_name = len(keys) == 1 and type(keys[0]).__name__ == "Literal" and keys[0].is_string
            return [keys[0].this.casefold()] if is_name else []
        case "StructExtract" | "Dot":
            is_name = type(tree.expression).__name__ in {"Identifier", "Literal"}
            return [tree.expression.name.casefold()] if is_name else []
        case _:
            path = tree.expression
            if type(path).__name__ != "JSONPath":
                return []
            return [str(p.this).casefold() for p in path.expressions if _is_key(p)]


def _is_key(part: Any) -> bool:
    return type(part).__name__ == "JSONPathKey" and isinstance(part.this, str)


def trace_name(tree: Any, scope: Scope) -> Traced | None:
    """Return what a dotted name is made of: a column, a field of one, a row as a whole."""
    parts = [tree.args.get(part) for part in ("catalog", "db", "table", "this")]
    names = [part.name.casefold() for part in parts if part is not None]
    found = scope.column(names[-1], names[-2] if len(names) > 1 else "")
    if found is not None:
        return found
    for first in (0, 1):
        if first >= len(names) or (first and names[0] not in scope.relations):
            continue
        whole = scope.column(names[first], names[0] if first else "")
        if whole is not None:
            for name in names[first + 1 :]:
                whole = field_of(whole, name)
            return whole
    return _row(names[0], scope) if len(names) == 1 else None


def _row(alias: str, scope: Scope | None) -> Traced | None:
    while scope is not None:
        relation = scope.relations.get(alias)
        if relation is not None:
            columns = dict(relation.columns)
            return replace(together(columns.values()), time=None, fields=columns)
        scope = scope.outer
    return None
