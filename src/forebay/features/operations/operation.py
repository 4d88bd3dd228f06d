"""One operation of a feature expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.features.operations.kind import Kind


@dataclass(frozen=True, slots=True)
class Operation:
    """What an operation means, and how it is computed.

    Parameters
    ----------
    gives
        The kind of its value.
    meaning
        One line for people.
    sql
        Returns SQL; it is given SQL of each argument.
    value
        Returns the value for one row, bit for bit what the engine computes.
    strict
        An argument that is NULL makes the value NULL, and `value` never sees it.

    """

    gives: Kind
    meaning: str
    sql: Callable[..., str]
    value: Callable[..., Any]
    strict: bool = True


def out_of_range(what: str) -> EngineError:
    """Return the error of a number that its type cannot hold; the engine raises the same."""
    return EngineError.of("out-of-range", what, hint="compute with a wider type, such as DOUBLE.")


def cast_failed(text: str, kind: str) -> EngineError:
    """Return the error of a text that does not spell a value."""
    return EngineError.of(
        "cast-failed", f'"{text}" is no {kind}', hint="TRY_CAST gives NULL instead."
    )
