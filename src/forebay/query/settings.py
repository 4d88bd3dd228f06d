"""The settings of an ``ML.*`` call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.expression import Expression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.sql.statement import Argument, ModelCall


def settings_of(call: ModelCall) -> Mapping[str, Argument]:
    """Return what STRUCT(...) and ``name => value`` say, together."""
    return {**call.settings, **call.named}


def expressions_of(call: ModelCall) -> Mapping[str, Expression]:
    """Return the settings that are expressions, not literals."""
    return {name: e for name, e in settings_of(call).items() if isinstance(e, Expression)}
