"""One option of ``OPTIONS (...)``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.errors import Span
    from forebay.sql.expression import OptionValue


@dataclass(frozen=True, slots=True)
class Option:
    """``name = value`` inside OPTIONS(...); the name in lower case."""

    name: str
    value: OptionValue
    span: Span
    value_span: Span


Options: TypeAlias = "Mapping[str, Option]"
