"""A model as a person names it on the command line: ``late_arrival`` or ``late_arrival@8``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote
from forebay.errors import ProjectError, Source
from forebay.sql.parse import parse
from forebay.sql.statement import SelectStatement

if TYPE_CHECKING:
    from forebay.sql.statement import ModelReference


def model_reference(model: str) -> ModelReference:
    """Return what a text names, by the grammar of queries; ProjectError ``bad-arguments``.

    Examples
    --------
    >>> model_reference("late_arrival@8").version
    '8'

    """
    name, _, version = model.partition("@")
    written = ".".join(quote(part) for part in name.split(".") if part) or '""'
    told = f"{written}@{version}" if version else written
    try:
        statements = parse(Source("<model>", f"SELECT * FROM ML.WEIGHTS(MODEL {told})"))
    except ProjectError:
        statements = ()
    if len(statements) == 1 and isinstance(statements[0], SelectStatement):
        reference = statements[0].query.calls[0].model
        if reference is not None:
            return reference
    raise ProjectError.of(
        "bad-arguments",
        f'"{model}" names no model',
        hint="write a name, or a name and a version: late_arrival@8.",
    )
