"""A JSON value as the value of a recorded type, exactly or not at all."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Final, TypeAlias

from forebay.features.value_kind import struct_fields

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader: TypeAlias = Callable[[object], object]

_INTEGER: Final = re.compile(r"(U?)(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)")
_BITS: Final = {"TINYINT": 8, "SMALLINT": 16, "INTEGER": 32, "BIGINT": 64, "HUGEINT": 128}
_DECIMAL: Final = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?")
_FLOAT_MAX: Final = 3.4028234663852886e38
_EXACT: Final = 2.0**53


class UnfitError(ValueError):
    """The value does not fit; the text says what would."""


def reader_of(kind: str) -> Reader:  # noqa: PLR0911 - one line per type
    """Return the function that reads values of an engine type; NULL never comes to it.

    The function raises UnfitError where a value would be rounded, parsed or cut.

    Examples
    --------
    >>> reader_of("INTEGER")(3.0), reader_of("DECIMAL(5,2)")(1.25), reader_of("DATE")("2026-02-28")
    (3, Decimal('1.25'), datetime.date(2026, 2, 28))

    """
    kind = kind.upper() if not kind.upper().startswith("STRUCT(") else kind
    if (whole := _INTEGER.fullmatch(kind)) is not None:
        bits = _BITS[whole[2]]
        return _integer(0 if whole[1] else -(2 ** (bits - 1)), 2 ** (bits - (not whole[1])) - 1)
    if (exact := _DECIMAL.fullmatch(kind)) is not None:
        return _decimal(int(exact[1]), int(exact[2]))
    if kind.endswith("]"):
        return _list(reader_of(kind[: kind.rindex("[")]))
    if kind.upper().startswith("STRUCT("):
        return _struct({name: reader_of(part) for name, part in struct_fields(kind)})
    if kind.startswith("TIMESTAMP"):
        return _zoned if kind in {"TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"} else _instant
    if kind in {"VARCHAR", "UUID"} or kind.startswith("ENUM("):
        return _text
    return _PLAIN.get(kind, _unreadable)


def _integer(least: int, most: int) -> Reader:
    def read(value: object) -> int:
        if type(value) is float and value.is_integer() and abs(value) <= _EXACT:
            value = int(value)
        if type(value) is not int:
            raise UnfitError("a whole number")
        if not least <= value <= most:
            raise UnfitError(f"a whole number from {least} to {most}")
        return value

    return read


def _double(value: object) -> float:
    if type(value) is float:
        return value
    if type(value) is int:
        return float(value)
    raise UnfitError("a number")


def _float(value: object) -> float:
    number = _double(value)
    if abs(number) > _FLOAT_MAX:
        raise UnfitError(f"a number up to {_FLOAT_MAX:.7g}")
    return number


def _decimal(width: int, scale: int) -> Reader:
    wanted = f"a number of at most {width - scale} digits before and {scale} behind the point"
    unit, limit = Decimal(1).scaleb(-scale), Decimal(10) ** (width - scale)

    def read(value: object) -> Decimal:
        if type(value) not in {int, float}:
            raise UnfitError("a number")
        given = Decimal(repr(value))
        if abs(given) >= limit:
            raise UnfitError(wanted)
        with localcontext(prec=60):
            rounded = given.quantize(unit)
        if rounded != given:
            raise UnfitError(wanted)
        return rounded

    return read


def _boolean(value: object) -> bool:
    if type(value) is not bool:
        raise UnfitError("true or false")
    return value


def _text(value: object) -> str:
    if type(value) is not str:
        raise UnfitError("a text")
    if "\0" in value:
        raise UnfitError("a text without NUL characters")
    return value


def _day(value: object) -> date:
    wanted = "a day as YYYY-MM-DD"
    if type(value) is not str or not _DAY.fullmatch(value):
        raise UnfitError(wanted)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UnfitError(wanted) from error


def _time(value: object) -> time:
    wanted = "a time of day as HH:MM:SS"
    try:
        read = time.fromisoformat(value) if type(value) is str else None
    except ValueError as error:
        raise UnfitError(wanted) from error
    if read is None or read.tzinfo is not None:
        raise UnfitError(wanted)
    return read


def _instant(value: object) -> datetime:
    read = _read_instant(value, "an instant as YYYY-MM-DDTHH:MM:SS, without a zone")
    if read.tzinfo is not None:
        raise UnfitError("an instant as YYYY-MM-DDTHH:MM:SS, without a zone")
    return read


def _zoned(value: object) -> datetime:
    read = _read_instant(value, "an instant with its zone, as YYYY-MM-DDTHH:MM:SSZ")
    if read.tzinfo is None:
        raise UnfitError("an instant with its zone, as YYYY-MM-DDTHH:MM:SSZ")
    try:
        return read.astimezone(UTC)
    except OverflowError as error:
        raise UnfitError("an instant between the years 1 and 9999") from error


def _read_instant(value: object, wanted: str) -> datetime:
    if type(value) is str and _DAY.fullmatch(value):
        value = f"{value}T00:00:00"
    if type(value) is not str or not _INSTANT.fullmatch(value):
        raise UnfitError(wanted)
    try:
        return datetime.fromisoformat(value)
    except ValueError as error:
        raise UnfitError(wanted) from error


def _list(element: Reader) -> Reader:
    def read(value: object) -> list[object]:
        if type(value) is not list:
            raise UnfitError("a list")
        return [None if item is None else element(item) for item in value]

    return read


def _struct(fields: dict[str, Reader]) -> Reader:
    def read(value: object) -> dict[str, object]:
        if type(value) is not dict or set(value) - set(fields):
            raise UnfitError(f"an object with {', '.join(fields)}")
        return {
            name: None if value.get(name) is None else part(value[name])
            for name, part in fields.items()
        }

    return read


def _unreadable(value: object) -> object:
    del value
    raise UnfitError("a value of a type that JSON has not; send the rows as Arrow")


_PLAIN: Final[dict[str, Reader]] = {
    "DOUBLE": _double,
    "FLOAT": _float,
    "BOOLEAN": _boolean,
    "DATE": _day,
    "TIME": _time,
}


def is_finite(value: object) -> bool:
    """Whether a value is no float, or a finite one; JSON has no others."""
    return type(value) is not float or math.isfinite(value)
