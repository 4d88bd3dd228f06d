"""A value of this build as JSON values: for the catalog, ``--json`` and the report."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Any

from forebay.errors import Problem, Span


def to_json(value: object) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """Return dataclasses as objects, spans as places, anything unknown as text.

    Numbers that JSON does not have (NaN, infinities) become text.

    Examples
    --------
    >>> from forebay.checks.outcome import Reconciliation
    >>> to_json((Reconciliation(3, 2, 1), float("nan")))
    [{'rows_in': 3, 'rows_out': 2, 'rows_dropped': 1}, 'nan']

    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case Span():
            return value.place
        case Problem():
            place = value.span.place if value.span is not None else None
            return {
                "name": value.name,
                "message": value.message,
                "place": place,
                "detail": value.detail,
                "hint": value.hint,
                "severity": value.severity,
            }
        case Mapping():
            return {str(key): to_json(item) for key, item in value.items()}
        case _ if dataclasses.is_dataclass(value):
            fields = dataclasses.fields(value)
            return {field.name: to_json(getattr(value, field.name)) for field in fields}
        case Sequence() | frozenset() | set():
            return [to_json(item) for item in value]
        case _:
            return str(value)
