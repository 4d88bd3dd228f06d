"""Check the settings of an ``ML.*`` call that are expressions, as the engine binds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError, Span
from forebay.features.value_kind import value_kind
from forebay.query.settings import expressions_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.engine.protocol import Schema
    from forebay.sql.statement import ModelCall

_SELECT: Final = "SELECT "


def check_expressions(call: ModelCall, bind: Callable[[str, Span], Schema]) -> None:
    """Raise ProjectError if an expression does not bind, or gives no time.

    Only a setting that takes a time may be an expression (``setting_kind.fits``).

    Parameters
    ----------
    bind
        Returns the columns of a query at a place of the same length.

    """
    for name, expression in expressions_of(call).items():
        span = expression.span
        # Our word stands over characters of the call: "name =>" is never shorter than it.
        place = Span(span.source, span.start - len(_SELECT), span.end)
        (column,) = bind(_SELECT + span.text, place).columns
        if value_kind(column.type) != "instant":
            raise ProjectError.of(
                "bad-argument",
                f'"{name}" of ML.{call.function} takes a time, and this is {column.type}',
                span,
                hint=f"cast it: CAST({span.text} AS TIMESTAMP).",
            )
