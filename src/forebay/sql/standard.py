"""What STANDARDS (...) says: comparisons over figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from forebay.errors import Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a standard."""

    value: float


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric name in a standard, in lower case; also ``baseline`` and ``champion``."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``left op right`` in a standard."""

    operator: Literal["+", "-", "*", "/"]
    left: StandardExpression
    right: StandardExpression


StandardExpression: TypeAlias = "Number | Metric | Arithmetic"


@dataclass(frozen=True, slots=True)
class Standard:
    """One comparison of STANDARDS (...).

    ``left operator right``, then ``FOR EACH column`` or ``FOR n PERCENT OF column`` (the share of
    rows on which an interval or group must hold), ``WARN`` and ``POINT``.
    """

    left: StandardExpression
    operator: Literal[">=", ">", "<=", "<"]
    right: StandardExpression
    span: Span
    for_each: str | None = None
    percent_of: tuple[float, str] | None = None
    warn: bool = False
    point: bool = False
