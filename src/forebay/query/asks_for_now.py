"""Which calls of ``ML.*`` functions answer otherwise tomorrow."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from forebay.query.model_function import FUNCTIONS
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from forebay.sql.statement import ModelCall


def asks_for_now(call: ModelCall) -> bool:
    """Whether what a call gives depends on when it is made (``FunctionShape.now_without``)."""
    module = FUNCTIONS.get(call.function)
    setting = import_module(module).SHAPE.now_without if module is not None else None
    return setting is not None and setting not in settings_of(call)
