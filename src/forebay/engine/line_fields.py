"""What the fields of a line of a CSV file may hold, for compiled code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineFields:
    """How lines without quotes are made.

    Parameters
    ----------
    delimiter
        One byte that no number and no truth value may hold.
    forms
        Of each field: the number of its form in ``native/lines.c``.
    nulls
        The texts that are NULL whatever the form.
    has_returns
        Lines end with carriage return and line feed.
    most_bytes
        That a line may have.

    """

    delimiter: int
    forms: bytes
    nulls: tuple[bytes, ...]
    has_returns: bool
    most_bytes: int
