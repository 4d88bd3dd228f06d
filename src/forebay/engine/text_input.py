"""What CSV and JSON lines have in common: a relation of texts, and a slower one that is exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine.csv_batches import CsvBatches
    from forebay.engine.csv_records import Record
    from forebay.engine.source_columns import Picked
    from forebay.engine.source_types import Conversion


@dataclass(frozen=True, slots=True)
class Sifted:
    """Files gone through record by record.

    Parameters
    ----------
    relation
        SQL with the columns file (an index), line (of the record's start), t0, t1, ... of the
        well-formed records.
    bad
        The other records, each with the index of its file.
    good
        How many records are well-formed.

    """

    relation: str
    bad: tuple[tuple[int, Record], ...]
    good: int


class TextInput(Protocol):
    """The files of one source, opened."""

    @property
    def widest(self) -> str:
        """The type that holds every value."""
        ...

    @property
    def headers(self) -> Sequence[tuple[str, ...]]:
        """The column names of each file."""
        ...

    def file_of(self, name: str) -> str:
        """Return the first file that has a column, as a person wrote it."""
        ...

    def relation(self, picked: Sequence[Picked]) -> str:
        """Return SQL with the columns t0, t1, ... of texts, in the order of the files' rows.

        It may fail while it runs where a file is damaged.
        """
        ...

    def typed(self, picked: Sequence[Picked]) -> tuple[str, frozenset[int]]:
        """Return the relation with the values of columns whose every text is known to fit.

        The second are the positions of those that hold values; the others hold texts.
        """
        ...

    def batches(self, picked: Sequence[Picked], kinds: Sequence[str]) -> CsvBatches | None:
        """Return the rows as arrays t0, t1, ... of columns of some types, by compiled code.

        None where only the engine can read them.
        """
        ...

    def adds_up(self, rows: int) -> bool:
        """Return whether a number of rows read is what a count of the bytes says."""
        ...

    def sift(self, picked: Sequence[Picked]) -> Sifted:
        """Go through the files record by record."""
        ...

    def raw(self, file: int, lines: set[int]) -> dict[int, str]:
        """Return the text of the records that begin in some lines of a file."""
        ...

    def conversion(self, kind: str, text: str) -> Conversion:
        """Return the SQL by which a text of the relation becomes a value of a type."""
        ...

    def guess(self, kind: str, text: str) -> str:
        """Return SQL that is true where inference may take a text for a value of a type."""
        ...

    def look(
        self, picked: Sequence[Picked], kinds: Mapping[int, str]
    ) -> tuple[int, frozenset[int]] | None:
        """Return the number of rows, and which of some columns surely fit their type in each.

        By compiled code, faster than `quick_look`; None where that cannot tell.
        """
        ...

    def quick_look(
        self, picked: Sequence[Picked], kinds: Mapping[int, str]
    ) -> tuple[str, frozenset[int]] | None:
        """Return SQL that gives, much faster than `guess`, whether each row holds what it should.

        Its column ``ok`` is true only where `guess` is, for each column of those whose positions
        are the second; it may be false there, too. None where there is no such short way.
        """
        ...
