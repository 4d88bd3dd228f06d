"""What a definition in a session did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.build import RunFinished


@dataclass(frozen=True, slots=True)
class Built:
    """The end of the build that a statement caused; ``outcome`` says whether it was published."""

    run: RunFinished

    @property
    def outcome(self) -> str:
        """``done``, ``failed`` or ``refused``."""
        return self.run.outcome

    def __repr__(self) -> str:
        """Return the run's last line without what differs from run to run."""
        return f"<forebay: {self.run.last_line.split(' seconds=')[0]}>"
