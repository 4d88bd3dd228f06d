"""``GENERATE_ARRAY(start, stop [, step])`` of numbers that are written, as its values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from forebay.sql.token_reader import TokenReader

_MOST: Final = 10_000


def at_array(reader: TokenReader) -> bool:
    """Whether an array of numbers begins here, written or generated."""
    return reader.at("[") or reader.at("ARRAY", "[") or reader.at("GENERATE_ARRAY", "(")


def generate_array(reader: TokenReader) -> tuple[float, ...]:
    """Read the call; what decimals say is exact: the fourth of (0, 1, 0.1) is 0.3.

    Raises
    ------
    ProjectError
        ``bad-argument``: the arguments are not two or three numbers, the step is 0, or there are
        more than 10,000 values.

    """
    start = reader.index
    reader.expect("GENERATE_ARRAY")
    inner = reader.inside()
    given: list[Decimal] = []
    while not inner.done:
        if given:
            inner.expect(",")
        given.append(_number(inner))
    begin, stop, step = (*given, Decimal(1))[:3] if len(given) in {2, 3} else (None, None, None)
    if begin is None or stop is None or not step or abs(stop - begin) / abs(step) > _MOST:
        raise ProjectError.of(
            "bad-argument",
            "GENERATE_ARRAY takes two numbers and a step that is not 0",
            reader.span_from(start),
            hint=f"at most {_MOST:,} values, such as GENERATE_ARRAY(0, 1, 0.1).",
        )
    count = int((stop - begin) / step) + 1 if (stop - begin) / step >= 0 else 0
    return tuple(float(begin + i * step) for i in range(count))


def _number(reader: TokenReader) -> Decimal:
    sign = -1 if reader.accept("-") else 1
    token = reader.take("a number")
    if token.kind != "number":
        reader.index -= 1
        raise reader.unexpected("a number")
    return sign * Decimal(token.text.replace("_", ""))
