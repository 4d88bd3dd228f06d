"""Lists and times as people read them in messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 4
_UNITS = ((86400, "DAY"), (3600, "HOUR"), (60, "MINUTE"), (1, "SECOND"))


def listed(names: Iterable[str]) -> str:
    """Return names in double quotes, the last after "and".

    Examples
    --------
    >>> listed(["a", "b", "c"])
    '"a", "b" and "c"'

    """
    quoted = [f'"{name}"' for name in names]
    if len(quoted) > _SHOWN:
        return f"{', '.join(quoted[:_SHOWN])} and {len(quoted) - _SHOWN} more"
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def shifted_by(text: str, seconds: float) -> str:
    """Return SQL for a time that many seconds after another; negative: before it.

    Examples
    --------
    >>> shifted_by("f.sched_dep", -7200)
    'f.sched_dep - INTERVAL 2 HOUR'

    """
    if seconds == 0:
        return text
    size = abs(int(seconds))
    unit, name = next((u for u in _UNITS if size % u[0] == 0), _UNITS[-1])
    return f"{text} {'-' if seconds < 0 else '+'} INTERVAL {size // unit} {name}"
