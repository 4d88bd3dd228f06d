"""Parts of CREATE MODEL that are read and that the model type does not use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.sql.statement import CreateModel


def unread_parts(model: CreateModel, *, has_series: bool = False) -> list[Problem]:
    """Return a problem for each part that would be ignored; holidays are for series."""
    problems = []
    if model.custom_holiday is not None and not has_series:
        problems.append(
            Problem(
                "not-supported",
                "custom_holiday is not supported for this model type",
                model.custom_holiday.span,
                hint="leave it out: AS SELECT ... gives the training data.",
            )
        )
    for word, fields in (("INPUT", model.inputs), ("OUTPUT", model.outputs)):
        if fields:
            problems.append(
                Problem(
                    "not-supported",
                    f"{word} is not supported for this model type",
                    fields[0].span,
                    hint="leave it out: the query gives names and types.",
                )
            )
    return problems
