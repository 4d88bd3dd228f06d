"""The one place where a plan or build asks what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the time, UTC, with its zone.

    Examples
    --------
    >>> now().utcoffset()
    datetime.timedelta(0)

    """
    return datetime.now(UTC)
