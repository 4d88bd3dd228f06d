"""Objects and lists in JSON lines become STRUCTs and lists, where all lines agree on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import literal, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.protocol import Workspace

# What the engine says of a value in JSON, and the type that holds every such value.
_PLAIN: Final = {
    "BIGINT": "BIGINT",
    "UBIGINT": "BIGINT",
    "DOUBLE": "DOUBLE",
    "VARCHAR": "VARCHAR",
    "BOOLEAN": "BOOLEAN",
    "NULL": "VARCHAR",
}
_MOST_FIELDS: Final = 200


def nested_types(workspace: Workspace, relation: str, columns: Sequence[str]) -> dict[str, str]:
    """Return the types of those columns of JSON that hold objects or lists of one form.

    A field is of the type that all of its values have; where there is none, or an object has so
    many keys that they are data, the column stays JSON.

    Parameters
    ----------
    relation
        SQL that has the columns.

    """
    asked = ", ".join(f"CAST(json_group_structure({column}) AS VARCHAR)" for column in columns)
    ((*texts,),) = workspace.rows(f"SELECT {asked} FROM ({relation})")
    found: dict[str, str] = {}
    for column, text in zip(columns, texts, strict=True):
        structure = json.loads(str(text)) if text is not None else "NULL"
        kind = _type_of(structure) if isinstance(structure, (dict, list)) else None
        if kind is not None and _keeps_all(workspace, relation, column, kind):
            found[column] = kind
    return found


def is_nested(kind: str) -> bool:
    """Whether a type is a STRUCT or a list.

    Examples
    --------
    >>> is_nested("STRUCT(a BIGINT)"), is_nested("VARCHAR[]"), is_nested("BIGINT")
    (True, True, False)

    """
    return kind.startswith("STRUCT(") or kind.endswith("]")


def structure_of(kind: str) -> str:
    """Return the form of JSON for a type that `nested_types` gave.

    Examples
    --------
    >>> structure_of('STRUCT("a" BIGINT, "b" STRUCT("c" VARCHAR)[])')
    '{"a": "BIGINT", "b": [{"c": "VARCHAR"}]}'

    """
    return json.dumps(_Reader(kind).value())


def is_written_here(kind: str) -> bool:
    """Whether a text is a type as `nested_types` writes it, and nothing else.

    Examples
    --------
    >>> is_written_here('STRUCT("a" BIGINT)[]'), is_written_here("STRUCT(a BIGINT); DROP TABLE t")
    (True, False)

    """
    if not is_nested(kind):
        return False
    try:
        return _type_of(_Reader(kind).value()) == kind
    except (ValueError, IndexError):
        return False


def _type_of(structure: Any) -> str | None:
    match structure:
        case str():
            return _PLAIN.get(structure)
        case [inner]:
            kind = _type_of(inner)
            return None if kind is None else f"{kind}[]"
        case dict() if 0 < len(structure) <= _MOST_FIELDS:
            kinds = {name: _type_of(inner) for name, inner in structure.items()}
            if None in kinds.values() or len({name.casefold() for name in kinds}) < len(kinds):
                return None
            return f"STRUCT({', '.join(f'{quote(n)} {kind}' for n, kind in kinds.items())})"
        case _:
            return None


def _keeps_all(workspace: Workspace, relation: str, column: str, kind: str) -> bool:
    """Whether no number is another one, and no text is lost, when JSON becomes the type."""
    value = f"from_json({column}, {literal(structure_of(kind))})"
    again = f"from_json(CAST(to_json({value}) AS JSON), {literal(structure_of(kind))})"
    whole = "[-]?[0-9]{16,}"  # beside fractions such numbers would be rounded
    text = (
        f"SELECT count(*) FROM ({relation}) WHERE {column} IS NOT NULL AND ({value} IS NULL"
        f" OR {again} IS DISTINCT FROM {value}"
        f" OR regexp_matches(CAST({column} AS VARCHAR), '[^0-9\"]{whole}[^0-9\"]'))"
    )
    ((lost,),) = workspace.rows(text)
    return lost == 0


class _Reader:
    """Reads the text of a type that was written here."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def value(self) -> Any:
        if self.text.startswith("STRUCT(", self.at):
            self.at += len("STRUCT(")
            found: Any = {}
            while self.text[self.at] != ")":
                self.at += len(", ") if self.text.startswith(", ", self.at) else 0
                name = self._name()
                self.at += 1
                found[name] = self.value()
            self.at += 1
        else:
            end = self.at
            while end < len(self.text) and self.text[end].isalpha():
                end += 1
            found, self.at = self.text[self.at : end], end
        while self.text.startswith("[]", self.at):
            found, self.at = [found], self.at + 2
        return found

    def _name(self) -> str:
        """Read a name, which the engine writes without quotation marks where it can."""
        if self.text[self.at] != '"':
            end = self.text.index(" ", self.at)
            name, self.at = self.text[self.at : end], end
            return name
        end = self.at + 1
        while self.text[end] != '"' or self.text.startswith('""', end):
            end += 2 if self.text.startswith('""', end) else 1
        name = self.text[self.at + 1 : end].replace('""', '"')
        self.at = end + 1
        return name
