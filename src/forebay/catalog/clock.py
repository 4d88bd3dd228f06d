"""The time as it is stored."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> str:
    """Return the present, UTC, ISO 8601 with milliseconds, so that text order is time order."""
    return as_text(datetime.now(UTC))


def as_text(moment: datetime) -> str:
    """Return an aware time as it is stored.

    Examples
    --------
    >>> as_text(datetime(2013, 1, 1, tzinfo=UTC))
    '2013-01-01T00:00:00.000+00:00'

    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
