"""What every session of the engine is pinned to, and the values of its variables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.plan.request import PlanRequest
    from forebay.project.settings import Settings


def pinned_session(settings: Settings) -> dict[str, str]:
    """Return the session settings that can change a result, for fingerprints (SEMANTICS rule 7).

    Examples
    --------
    >>> from forebay.project.settings import Settings
    >>> pinned_session(Settings("shop"))["timezone"]
    'UTC'

    """
    return {
        "timezone": settings.timezone,
        "collation": "binary",
        "null_order": "nulls_last",
        "deterministic": str(settings.deterministic).lower(),
    }


def variables(request: PlanRequest, now: datetime) -> Mapping[str, str]:
    """Return the values for ``getvariable``; ``as_of`` is always there (SEMANTICS rule 12).

    Parameters
    ----------
    now
        With a time zone. Without ``--as-of``, ``as_of`` is the start of its day, UTC.

    Returns
    -------
    Mapping
        By name; ``as_of`` as ``YYYY-MM-DD HH:MM:SS[.ffffff]``, UTC.

    Raises
    ------
    ProjectError
        ``bad-as-of``: the text is no ISO 8601 time.

    """
    return {**request.variables, "as_of": _as_of(request.as_of, now)}


def _as_of(text: str | None, now: datetime) -> str:
    if text is None:
        moment = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    else:
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError as error:
            raise ProjectError.of(
                "bad-as-of",
                f'"{text}" is no time',
                hint='write it as "2013-12-01" or "2013-12-01 06:00:00".',
            ) from error
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(sep=" ")
