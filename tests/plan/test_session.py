from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

import pytest

from forebay.errors import ProjectError
from forebay.plan.session import variables


@dataclass(frozen=True)
class Request:
    as_of: str | None = None
    variables: dict[str, str] = field(default_factory=dict)
    select: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    only_drops: bool = False
    drop: bool = False
    upgrade: bool = False
    unpin: tuple[str, ...] = ()


def test_as_of_is_the_start_of_the_day_in_utc() -> None:
    """SEMANTICS 12."""
    # 01:30 in a zone two hours east is still yesterday in UTC.
    now = datetime(2026, 11, 24, 1, 30, tzinfo=timezone(timedelta(hours=2)))

    assert variables(Request(), now)["as_of"] == "2026-11-23 00:00:00"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2013-12-01", "2013-12-01 00:00:00"),
        ("2013-12-01T06:00:00+01:00", "2013-12-01 05:00:00"),
        ("2013-12-01 06:00:00Z", "2013-12-01 06:00:00"),
    ],
)
def test_as_of_is_told_in_utc(text: str, means: str) -> None:
    assert variables(Request(text), datetime.now(UTC))["as_of"] == means


def test_a_time_that_is_none_is_an_error() -> None:
    with pytest.raises(ProjectError, match=r"error\[bad-as-of\]"):
        variables(Request("yesterday"), datetime.now(UTC))
