"""Values as a person reads them in a message."""

from __future__ import annotations


def value_text(value: object) -> str:
    """Return a value as text: NULL, numbers with thousands, strings in quotes.

    Examples
    --------
    >>> value_text(336776), value_text(None), value_text("a"), value_text(0.25)
    ('336,776', 'NULL', "'a'", '0.25')

    """
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case int():
            return f"{value:,}"
        case float():
            return f"{value:.6g}"
        case str():
            return f"'{value}'"
        case _:
            return str(value)
