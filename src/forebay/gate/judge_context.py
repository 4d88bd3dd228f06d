"""What the gate must know beside the scored rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from forebay.gate.evidence_floor import RAREST_CLASS_ROWS

_ALPHA: Final = 0.05


@dataclass(frozen=True, slots=True)
class JudgeContext:
    """The circumstances of a judgement.

    Parameters
    ----------
    champion
        The live version that the ``champion`` column holds (``v7``); without one the reason:
        ``no champion``, ``new target``, ``not comparable``.
    has_champion
        Whether the ``champion`` column may be compared with.
    retrain
        The champion was trained by the same code and options, on older data.
    confidence
        Of the one-sided bounds; 0 judges points (``no confidence``).
    can_be_proven
        False if the split leaves no rows for the gate (too few rows, NO_SPLIT).
    env
        The environment in which the model would go live.
    n_dropped
        Gate rows on which the champion was not compared because it had been trained on them.
    look
        Which look at these gate rows it is, from 1; 0 where looks are not counted. See `holdout`.
    least_of_class
        How many rows of the rarest class are enough to be judged.
    carried
        By how much the champion's figure on these rows is too high already, because it was chosen
        on some of them. See `chance`.
    carried_share
        How much the champion's own error on these rows still varies, as a share. See `chance`.

    """

    champion: str = "no champion"
    has_champion: bool = False
    retrain: bool = False
    confidence: float = 0.95
    can_be_proven: bool = True
    env: str = "prod"
    n_dropped: int = 0
    look: int = 0
    carried: float = 0.0
    carried_share: float = 1.0
    least_of_class: int = RAREST_CLASS_ROWS

    @property
    def alpha_worse(self) -> float:
        """How often "surely worse" may be wrong: never rarer because rows were looked at often."""
        return max(_ALPHA, 1.0 - self.confidence)

    @property
    def strictness(self) -> float:
        """By which factor a bound is wrong less often than at the first look, in (0, 1]."""
        return min(1.0, (1.0 - self.confidence) / _ALPHA)

    @property
    def needs_reason(self) -> bool:
        """A champion is live that cannot be compared: only ``promote --reason`` replaces it."""
        return not self.has_champion and self.champion not in {"", "no champion"}
