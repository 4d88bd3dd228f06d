"""The primary key that reaches a model through a plain SELECT (SEMANTICS rule 10)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from forebay.sql.statement import CreateExternalTable, CreateTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine import Schema
    from forebay.project.node import NodeStatement
    from forebay.sql.statement import CreateModel
    from forebay.sql.token import Token

# Whatever might repeat a row, or make one of several.
_OTHER: Final = frozenset(
    {
        "JOIN", "UNION", "INTERSECT", "EXCEPT", "GROUP", "DISTINCT", "UNNEST", "LATERAL", "WITH",
        "PIVOT", "UNPIVOT", "TABLESAMPLE", "SAMPLE", "POSITIONAL", "VALUES", "REPLACE", "RENAME",
    }
)  # fmt: skip


def primary_key(
    model: CreateModel, schema: Schema, nodes: Mapping[str, NodeStatement]
) -> tuple[str, ...]:
    """Return the primary key of the one table that a model reads; empty if it may not hold.

    It holds for ``SELECT ... FROM t [WHERE ...]`` in which every column of the key comes out under
    its own name.
    """
    tokens = [token for token in model.rows.tokens if token.text != ";"]
    words = [token.upper for token in tokens]
    if model.rows.calls or words.count("SELECT") > 1 or words.count("FROM") != 1:
        return ()
    after = words[words.index("FROM") + 1 :]
    # EXCEPT is also what BigQuery calls EXCLUDE; then it is followed by a bracket.
    others = {w for w, n in zip(words, [*words[1:], ""], strict=True) if n != "("} & _OTHER
    clause = next((i for i, word in enumerate(after) if word in {"WHERE", "ORDER"}), len(after))
    if others or "," in after[:clause] or "(" in after[:clause]:
        return ()
    parts = [token.value for token in tokens[words.index("FROM") + 1 :]]
    length = 3 if len(parts) > 2 and parts[1] == "." else 1  # noqa: PLR2004 - schema . table
    table = nodes.get("".join(parts[:length]).casefold())
    if not isinstance(table, CreateTable | CreateExternalTable) or table.columns is None:
        return ()
    keys = [c.columns for c in table.columns.constraints if c.kind == "primary_key"]
    if not keys or any(schema.find(name) is None for name in keys[0]):
        return ()
    items = tokens[1 : words.index("FROM")]
    return keys[0] if all(_comes_as_itself(name, items) for name in keys[0]) else ()


def _comes_as_itself(name: str, items: Sequence[Token]) -> bool:
    """Return whether a select list gives a column only under its own name, or through a star."""
    texts = [",", *(token.text for token in items), ","]
    star = any(b == "*" and a in {",", "."} for a, b in pairwise(texts))
    places = [i for i, t in enumerate(items, 1) if t.value.casefold() == name.casefold()]
    alone = all(texts[i - 1] in {",", "."} and texts[i + 1] == "," for i in places)
    return alone and (star or bool(places))
