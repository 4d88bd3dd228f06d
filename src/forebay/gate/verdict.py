"""What judging a model gave, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.errors import Span

Outcome: TypeAlias = Literal["PASS", "FAIL", "NOT PROVEN", "VOID"]

# On what a verdict rests: rows that training never saw, the training rows themselves, or only that
# the stored model answers ("not judged").
Basis: TypeAlias = Literal["gate rows", "training rows", "serves"]


@dataclass(frozen=True, slots=True)
class StandardVerdict:
    """One standard, judged.

    Parameters
    ----------
    text
        The standard as written: ``roc_auc >= 0.68``.
    outcome
        VOID: nothing to compare with (no champion), printed and not counted.
    value
        The point value of the left side on the gate rows; None if it could not be computed.
    bound
        The one-sided 95 % bound of the left side that was judged: the one that must meet the
        figure, with FAIL (and for slices) the opposite one. None with POINT or without one.
    needs
        The figure that the bound must meet (baseline and champion already put in).
    champion_value
        The champion's value of the same metric on the same rows, if it was compared.
    rows_needed
        For NOT PROVEN: about how many gate rows would decide it; None if unknown.
    slice
        For FOR EACH: the slice's value as text; empty for all rows.
    warn
        Written with WARN: counts for nothing but is shown.

    """

    text: str
    outcome: Outcome
    value: float | None
    bound: float | None
    needs: float | None
    n_rows: int
    champion_value: float | None = None
    baseline_value: float | None = None
    rows_needed: int | None = None
    slice: str = ""
    warn: bool = False
    note: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leakage that a person allowed in writing."""

    columns: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one candidate.

    ``outcome`` is FAIL if any counted standard fails, else NOT PROVEN if any is not proven, else
    PASS. ``provisional`` marks a model without written standards and without possible evidence.
    """

    outcome: Literal["PASS", "FAIL", "NOT PROVEN"]
    standards: tuple[StandardVerdict, ...]
    gate_rows: int
    champion: str = ""  # "v7", or why there is none: "no champion", "new target", ...
    provisional: bool = False
    suggestion: str = ""  # a paste-ready STANDARDS (...) when none was written
    basis: Basis = "gate rows"
    look: int = 0  # which look at these gate rows it was, from 1; 0: not counted
    confidence: float = 0.95  # of the bounds that were judged
    chance: float = 0.0  # of the figure of the model that stays: the luck of having been chosen
    chance_share: float = 1.0  # of its own variance that is left; see gate.chance
    served: str = ""  # what was seen when it was loaded and asked in a clean process
    # What was measured then: requests, way, and SERVING_METRICS by name; empty: nothing was.
    serving: Mapping[str, object] = field(default_factory=dict)
    calibration: str = (
        ""  # how scores were made probabilities, or intervals measured, and with what
    )
    waivers: tuple[Waiver, ...] = ()  # as they stand in the statement that was judged
    class_rows: Mapping[str, int] = field(default_factory=dict)  # of the gate rows, by class
