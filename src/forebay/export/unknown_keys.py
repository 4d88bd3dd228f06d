"""Columns that are asked for as a key, and that the model has never seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, nearest
from forebay.export.query_options import QueryOptions
from forebay.features.label import Label

if TYPE_CHECKING:
    from forebay.query.live_model import LiveModel


def unknown_keys(model: LiveModel, options: QueryOptions) -> list[Problem]:
    """Return a problem for each key that is neither key nor feature of a model.

    The table of the rows is not at hand, but the rows that a model was trained on had a key. A
    table that is named may have others: there only what looks like a slip is refused. A model
    without KEY says nothing of the columns beside its features.
    """
    key = [str(name) for name in model.facts.get("key") or ()]
    if not key:
        return []
    carried = [str(name) for name in model.facts.get("carry") or ()]
    features = [column.name for column in model.features.inputs]
    target = model.signature.target
    label = [target.name] if isinstance(target, Label) else []
    known = [*key, *carried, *features, *label]
    folded = {name.casefold() for name in known}
    is_named = options.table != QueryOptions().table
    return [
        Problem(
            "bad-arguments",
            f'"{model.name}" knows no column "{name}"',
            detail=f"its KEY is ({', '.join(key)}); it reads {', '.join(features)}.",
            hint=f'did you mean "{near}"?'
            if (near := nearest(name, known))
            else f"--key {key[0]}; a view can give the column of your table that name.",
        )
        for name in options.key
        if name.casefold() not in folded and (not is_named or nearest(name, known))
    ]
