"""What the fields of a line of a CSV file may hold, for compiled code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from forebay.engine.csv_records import MAX_RECORD_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.engine.csv_scan import Counts
    from forebay.engine.source_options import SourceOptions


@dataclass(frozen=True, slots=True)
class LineFields:
    """How lines without quotes are made.

    Parameters
    ----------
    delimiter
        One byte that no number and no truth value may hold.
    forms
        Of each field: the number of its form in ``native/lines.c``.
    nulls
        The texts that are NULL whatever the form.
    has_returns
        Lines end with carriage return and line feed.
    most_bytes
        That a line may have.

    """

    delimiter: int
    forms: bytes
    nulls: tuple[bytes, ...]
    has_returns: bool
    most_bytes: int

    @classmethod
    def of(
        cls, counts: Counts, width: int, forms: Mapping[int, int], options: SourceOptions
    ) -> Self | None:
        """Return how the lines of a file are made; None if numbers may hold its delimiter.

        Parameters
        ----------
        counts
            Of the file, in which nothing is quoted.
        width
            How many fields a line has, more than one.
        forms
            The numbers of forms by the place of their field.

        """
        delimiter = options.field_delimiter.encode()
        if len(delimiter) != 1 or delimiter.isalnum() or delimiter in b".-: ":
            return None
        return cls(
            delimiter[0],
            bytes(forms.get(place, 0) for place in range(width)),
            tuple(marker.encode() for marker in options.null_markers),
            counts.line_end == "\\r\\n",
            MAX_RECORD_BYTES,
        )
