"""What the elements of an array are, as far as its expression says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sqlglot import exp


def element_kind(node: exp.Expr) -> Literal["struct", "scalar", "unknown"]:
    """Return whether the elements are structs, where the text shows it."""
    match type(node).__name__:
        case "Paren":
            return element_kind(node.this)
        case "Array":
            kinds = {_kind(item) for item in node.expressions}
            return kinds.pop() if len(kinds) == 1 else "unknown"
        case "Cast":
            inner = node.args["to"].expressions
            name = getattr(inner[0].this, "name", "") if inner else ""
            return "struct" if name == "STRUCT" else "scalar"
        case _:
            return "unknown"


def _kind(item: exp.Expr) -> Literal["struct", "scalar", "unknown"]:
    match type(item).__name__:
        case "Struct":
            return "struct"
        case "Literal" | "Boolean" | "Neg":
            return "scalar"
        case "Select":
            if item.args.get("kind") == "STRUCT":
                return "struct"
            return "unknown"
        case _:
            return "unknown"
