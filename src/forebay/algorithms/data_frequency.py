"""The words of ``data_frequency``, and how far apart the points of such a series are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MINUTE: Final = 60_000_000
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
WEEK: Final = 7 * DAY


@dataclass(frozen=True, slots=True)
class Step:
    """From one point to the next: whole months, or microseconds; the other is 0."""

    months: int
    micros: int

    def __str__(self) -> str:
        """Return it as a person says it.

        Examples
        --------
        >>> str(Step(0, DAY)), str(Step(0, 15 * MINUTE)), str(Step(3, 0))
        ('1 day', '15 minutes', '3 months')

        """
        count, unit = self.months, "month"
        if not self.months:
            sizes = ((WEEK, "week"), (DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"))
            for size, name in (*sizes, (1_000_000, "second"), (1, "microsecond")):
                if self.micros % size == 0:
                    count, unit = self.micros // size, name
                    break
        return f"{count} {unit}{'' if count == 1 else 's'}"


FREQUENCIES: Final[dict[str, Step]] = {
    "PER_MINUTE": Step(0, MINUTE),
    "HOURLY": Step(0, HOUR),
    "DAILY": Step(0, DAY),
    "WEEKLY": Step(0, WEEK),
    "MONTHLY": Step(1, 0),
    "QUARTERLY": Step(3, 0),
    "YEARLY": Step(12, 0),
}
AUTO_FREQUENCY: Final = "AUTO_FREQUENCY"
SEASONALITIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "YEARLY")
