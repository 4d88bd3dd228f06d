"""The label of a model, by its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.algorithms.model_task import has_label, model_task
from forebay.sql.statement import CreateModel

if TYPE_CHECKING:
    from forebay.project import Node


def model_label(node: Node) -> str | None:
    """Return the name of the column that a model predicts; None if it learns without one."""
    statement = node.statement
    if not isinstance(statement, CreateModel) or node.schema is None:
        return None
    kind = statement.options.get("model_type")
    if kind is None or not has_label(model_task(str(kind.value).upper())):
        return None
    option = statement.options.get("input_label_cols") or statement.options.get("labels")
    name = "label"
    if option is not None:
        value = option.value
        name = str(value[0]) if isinstance(value, tuple) and value else str(value)
    found = node.schema.find(name)
    return found.name if found is not None else None
