"""Where a column of a query comes from: by its values, and by what chose its rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forebay.errors import Span
    from forebay.trust.moment import Moment

Shift: TypeAlias = Literal["past", "row", "future", "all"]
MarkKind: TypeAlias = Literal[
    "later",
    "pooled",
    "copies",
    "perhaps copies",
    "crossed",
    "siblings",
    "fanned",
    "nested",
    "swapped",
]

PREDICTED: Final = "predicted_"  # the column of an origin that a model answers, whatever its name
ROWS: Final = "*"  # the column of an origin that is the number or the existence of rows


GENERATED: Final = "generated"  # the column of an origin that a query makes up
REPEATED: Final = "repeated"  # the same, where one value comes several times
THROUGH_WINDOW: Final = -1  # the reading of the rows that a window reads, while it is looked at


@dataclass(frozen=True, slots=True)
class Frame:
    """How late the rows are that a window reads: not after ``most``, of the row that it is of.

    Parameters
    ----------
    order
        The column that orders the window, or the time that its partition shares.
    most
        In seconds, or in units of the column; negative: before the row.
    strict
        They are before that.
    is_exact
        It is a distance in time (RANGE), and not a number of rows.
    rows
        How many rows before its row they end, at least, where they are counted.

    """

    order: Moment
    most: float = 0.0
    strict: bool = False
    is_exact: bool = False
    rows: float = 1.0

    def renamed(self, rows: Mapping[int, int]) -> Frame:
        """Return the same of other rows."""
        return replace(self, order=self.order.renamed(rows))


@dataclass(frozen=True, slots=True)
class Origin:
    """A column of a source, as read through one reading of it.

    Parameters
    ----------
    source
        The key of an external table, or of a table that nothing more is known of.
    column
        Its column, folded; ``ROWS`` for how many rows there are.
    row
        The reading: each time that a query names a table, its rows are others.
    shift
        Which rows around that row: ``past`` by LAG and frames that end PRECEDING, ``future`` by
        LEAD, ``all`` by a window over a whole partition.
    pooled
        Rows were put together: it went through an aggregate.
    is_key
        It tells groups of rows apart: a column of GROUP BY, or of SELECT DISTINCT.
    known
        When it is known, where a table of the project says so itself; else its source says it.
    field
        The part of the column, where it is a struct or JSON: ``a.b``; empty for all of it.
    frame
        Which rows around that row, where a window tells it in time.

    """

    source: str
    column: str
    row: int
    shift: Shift = "row"
    pooled: bool = False
    known: Moment | None = None
    is_key: bool = False
    field: str = ""
    frame: Frame | None = None

    @property
    def is_around(self) -> bool:
        """Whether it is of rows around its row, and nothing says how late these are."""
        return self.frame is None and self.shift in {"all", "future"}

    def meets(self, other: Origin) -> bool:
        """Return whether both are of one column, and of one part of it or one within the other."""
        if self.source != other.source or self.column != other.column:
            return False
        mine, theirs = f"{self.field}.", f"{other.field}."
        return (
            not (self.field and other.field) or mine.startswith(theirs) or theirs.startswith(mine)
        )

    @property
    def place(self) -> tuple[str, str]:
        """Source and column."""
        return self.source, self.column


Origins: TypeAlias = frozenset[Origin]
NOTHING: Final[Origins] = frozenset()


@dataclass(frozen=True, slots=True)
class Mark:
    """Something a rule wants to know about how a column was made, and where that stands."""

    kind: MarkKind
    span: Span | None
    text: str = ""
    rows: frozenset[int] = frozenset()
    by: frozenset[tuple[str, str]] = frozenset()  # source and column of what it is partitioned by

    def renamed(self, rows: Mapping[int, int]) -> Mark:
        """Return the same of other rows."""
        return replace(self, rows=frozenset(rows.get(row, row) for row in self.rows))


@dataclass(frozen=True, slots=True)
class Traced:
    """What one column or expression is made of.

    Parameters
    ----------
    value
        What its values are computed from (VALUE).
    control
        What chose or ordered the rows behind it: WHERE, ON, HAVING, QUALIFY, FILTER of derived
        rows, IN and EXISTS (CONTROL).
    reference
        The part of ``value`` that others are only compared with: b of ``a - b`` and ``a > b``.
    time
        The time or number that it is, where SQL text tells it.
    span
        Where it was last computed or first chosen.
    fields
        Of a struct that the query made: what each field is made of.
    running
        Of a sum up to its own row, in the order of time: what is added up. Without it, only the
        rows before are left.
    alike
        Of the number of a row among those that are alike: what they are alike in. The first of
        them is kept instead of all; nothing is chosen by it.
    parted
        Of the number of a row in its partition: what each column of that is made of.
    sides
        Of a column that is written out: the constant by reading. After UNION ALL, of each side.

    """

    value: Origins = NOTHING
    control: Origins = NOTHING
    reference: Origins = NOTHING
    time: Moment | None = None
    span: Span | None = None
    marks: frozenset[Mark] = field(default_factory=frozenset)
    fields: Mapping[str, Traced] = field(default_factory=dict, compare=False, repr=False)
    running: Origins = NOTHING
    alike: Origins = NOTHING
    parted: tuple[Origins, ...] = ()
    sides: frozenset[tuple[int, str]] = frozenset()

    @property
    def all(self) -> Origins:
        """By value or by control."""
        return self.value | self.control

    def renamed(self, rows: Mapping[int, int]) -> Traced:
        """Return the same of other rows."""
        return replace(
            self,
            value=rename(self.value, rows),
            control=rename(self.control, rows),
            reference=rename(self.reference, rows),
            time=self.time.renamed(rows) if self.time is not None else None,
            marks=frozenset(mark.renamed(rows) for mark in self.marks),
            fields={name: part.renamed(rows) for name, part in self.fields.items()},
            running=rename(self.running, rows),
            alike=rename(self.alike, rows),
            parted=tuple(rename(part, rows) for part in self.parted),
            sides=frozenset((rows.get(row, row), text) for row, text in self.sides),
        )

    def without(self, rows: frozenset[int]) -> Traced:
        """Return it without what is read from some readings."""
        if not rows:
            return self
        value, control, reference = (
            frozenset(o for o in part if o.row not in rows)
            for part in (self.value, self.control, self.reference)
        )
        fields = {name: part.without(rows) for name, part in self.fields.items()}
        return replace(self, value=value, control=control, reference=reference, fields=fields)

    def chosen_by(self, control: Origins) -> Traced:
        """Return it with more that chose its rows."""
        if not control:
            return self
        fields = {name: part.chosen_by(control) for name, part in self.fields.items()}
        return replace(self, control=self.control | control, fields=fields)


UNTRACED: Final = Traced()


def named(found: Traced, name: str) -> Traced:
    """Return what an answer of a model is made of, with the name that it has."""
    if not any(o.column == PREDICTED for o in found.value):
        return found
    value = frozenset(replace(o, column=name) if o.column == PREDICTED else o for o in found.value)
    return replace(found, value=value)


def rename(origins: Origins, rows: Mapping[int, int]) -> Origins:
    """Return origins of other rows."""
    return frozenset(
        replace(
            o,
            row=rows.get(o.row, o.row),
            known=o.known.renamed(rows) if o.known is not None else None,
            frame=o.frame.renamed(rows) if o.frame is not None else None,
        )
        for o in origins
    )


def put_together(found: Traced) -> Traced:
    """Return what is one value of many rows: an aggregate of them, the last of them."""
    value = frozenset(o if o.is_key else replace(o, pooled=True) for o in found.value)
    return replace(found, value=value)


def together(parts: Iterable[Traced], span: Span | None = None) -> Traced:
    """Return what an expression over some parts is made of.

    Examples
    --------
    >>> a, b = Traced(frozenset({Origin("t", "a", 1)})), Traced(frozenset({Origin("t", "b", 1)}))
    >>> sorted(o.column for o in together([a, b]).value)
    ['a', 'b']

    """
    kept = [part for part in parts if part is not UNTRACED]
    if len(kept) == 1:
        return replace(
            kept[0], time=None, span=span, fields={}, running=NOTHING, alike=NOTHING, parted=()
        )
    value = NOTHING.union(*(part.value for part in kept))
    plain = NOTHING.union(*(part.value - part.reference for part in kept))
    return Traced(
        value,
        NOTHING.union(*(part.control for part in kept)),
        NOTHING.union(*(part.reference for part in kept)) - plain,
        None,
        span,
        frozenset().union(*(part.marks for part in kept)),
    )
