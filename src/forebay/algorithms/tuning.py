"""Between which values an option may be tuned, and between which it is by default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tuning:
    """How an option is tuned.

    Parameters
    ----------
    low, high
        The range that is searched where no option says what to tune; None: the option is then
        left at its default.
    is_log
        Whether a range is searched by the order of magnitude of the value.

    """

    low: float | None = None
    high: float | None = None
    is_log: bool = False

    @property
    def by_default(self) -> bool:
        """Whether the option is tuned where no option says what to tune."""
        return self.high is not None
