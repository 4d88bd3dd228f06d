"""What a definition in a session did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.build import RunFinished
    from forebay.errors import Problem


@dataclass(frozen=True, slots=True)
class Built:
    """The end of the build that a statement caused; ``outcome`` says whether it was published.

    Parameters
    ----------
    problems
        Why steps of the build failed, as the engine or Forebay said it; empty if none did.
    refused
        For each model that was refused, which version and by which standards:
        ``late v1 was refused: roc_auc 0.51, surely below 0.68``.

    """

    run: RunFinished
    problems: tuple[Problem, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        """``done``, ``failed`` or ``refused``."""
        return self.run.outcome

    def __repr__(self) -> str:
        """Return the run's last line without what differs from run to run, and what is wrong."""
        line = f"<forebay: {self.run.last_line.split(' seconds=')[0]}>"
        return "\n".join([line, *self.refused, *(problem.render() for problem in self.problems)])
