"""User text becomes SQL text only here: quoted names and literal values."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from forebay.errors import ProjectError


def quote(name: str) -> str:
    """Return a name as a quoted identifier; a dot in it is a letter like any other.

    Examples
    --------
    >>> quote("Odd name"), quote('a"b')
    ('"Odd name"', '"a""b"')

    """
    if not name or "\0" in name:
        message = "a name is empty" if not name else "a name holds a NUL character"
        raise ProjectError.of(
            "invalid-name", message, hint="give it a name of letters, digits and _."
        )
    return '"' + name.replace('"', '""') + '"'


def quote_dotted(name: str) -> str:
    """Return a dotted relation name with each of its parts quoted.

    Examples
    --------
    >>> quote_dotted("shop.orders")
    '"shop"."orders"'

    """
    return ".".join(quote(part) for part in name.split("."))


def quote_list(names: tuple[str, ...] | list[str]) -> str:
    """Return several quoted names with commas between them.

    Examples
    --------
    >>> quote_list(["a", "b"])
    '"a", "b"'

    """
    return ", ".join(quote(name) for name in names)


def literal(value: object) -> str:  # noqa: C901, PLR0911, PLR0912 - one line per type
    """Return a Python value as an SQL literal of the type it means.

    Floats are written as text and cast, because DuckDB reads ``0.1`` as a DECIMAL.

    Examples
    --------
    >>> literal("it's"), literal(None), literal(0.1)
    ("'it''s'", 'NULL', "CAST('0.1' AS DOUBLE)")
    >>> literal([1, True])
    '[1, true]'

    """
    match value:
        case None:
            return "NULL"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            word = float.__repr__(value)  # a NumPy float's own repr names its type
            return f"CAST('{word}' AS DOUBLE)"
        case Decimal():
            return f"CAST('{value}' AS DECIMAL(38, {max(0, -_exponent(value))}))"
        case str() | Path():
            return _text(str(value))
        case bytes():
            return f"from_hex('{value.hex()}')"
        case datetime():
            kind = "TIMESTAMP" if value.tzinfo is None else "TIMESTAMPTZ"
            return f"{kind} '{value.isoformat(sep=' ')}'"
        case date():
            return f"DATE '{value.isoformat()}'"
        case time():
            return f"TIME '{value.isoformat()}'"
        case timedelta():
            return f"to_microseconds({value // timedelta(microseconds=1)})"
        case list() | tuple():
            return "[" + ", ".join(literal(item) for item in value) + "]"
        case _:
            message = f"a value of type {type(value).__name__} cannot stand in SQL"
            raise ProjectError.of(
                "not-supported", message, hint="give a number, text, time, list or None."
            )


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _text(value: str) -> str:
    if "\0" in value:
        raise ProjectError.of(
            "not-supported",
            "a text with a NUL character cannot stand in SQL",
            hint="take the character out of the text.",
        )
    return "'" + value.replace("'", "''") + "'"
