"""What checking a table found, as values: a failed check is a "no", never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from forebay.errors import Span


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One constraint or assertion against the full result of a node.

    Parameters
    ----------
    label
        The constraint's name or rule in words; an assertion's description.
    verdict
        ``ok``; ``warn`` (within its limit or ON VIOLATION WARN); ``dropped`` (rows went to
        ``__rejected``, within the limit); ``failed`` (the node is held back).
    rows
        Rows that were looked at.
    failing
        Rows that break the rule.
    null_passed
        Rows that passed a CHECK only because it was NULL.
    limit
        The limit in words (``0.1 percent``), empty if there is none.
    columns, sample
        Up to five failing rows with their column names.
    message
        For assertions both sides: ``count(*) = 12, needs > 1000``.

    """

    node: str
    label: str
    kind: str
    verdict: Literal["ok", "warn", "dropped", "failed"]
    rows: int
    failing: int
    null_passed: int = 0
    limit: str = ""
    columns: tuple[str, ...] = ()
    sample: tuple[tuple[object, ...], ...] = ()
    message: str = ""
    span: Span | None = None

    @property
    def share(self) -> float:
        """The failing share of the rows looked at, in [0, 1]; 0 for no rows."""
        return self.failing / self.rows if self.rows else 0.0


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Rows in, out and dropped of one step: ``rows_in = rows_out + rows_dropped``."""

    rows_in: int
    rows_out: int
    rows_dropped: int


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell in which a unit test's expected and actual rows differ."""

    row: int  # the number of the expected row, from 1
    column: str
    expected: object
    actual: object


@dataclass(frozen=True, slots=True)
class TestResult:
    """One CREATE TEST."""

    __test__: ClassVar[bool] = False  # the name begins with Test, and it is none of pytest's

    name: str
    target: str
    passed: bool
    seconds: float
    span: Span
    differences: tuple[CellDifference, ...] = ()
    missing: tuple[tuple[object, ...], ...] = ()  # expected rows that did not come
    unexpected: tuple[tuple[object, ...], ...] = ()  # rows that came and were not expected
    columns: tuple[str, ...] = ()
    empty_inputs: tuple[str, ...] = ()  # inputs that the test did not list
    message: str = ""
