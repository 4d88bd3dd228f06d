"""The texts that a feature takes in the training rows, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from forebay.engine.protocol import Workspace

MOST_CATEGORIES = 10_000
LONGEST_CATEGORY = 10_000  # bytes; what is longer is a document, and names nothing
NULL_CATEGORY = "_null_filler"  # as BigQuery ML shows it


@dataclass(frozen=True, slots=True)
class Categories:
    """The categories of one feature.

    Parameters
    ----------
    names
        The texts that have a code, in alphabetical order (of their code points).
    n_distinct
        All texts that occur; more than ``len(names)`` if some have no code.
    n_rows, n_null
        Rows, and those among them that are NULL.
    n_uncoded
        Rows with a text that has no code.
    n_too_long, longest
        Rows with a text of more than ``LONGEST_CATEGORY`` bytes, which has no code, and the bytes
        of the longest text.

    """

    names: tuple[str, ...]
    n_distinct: int
    n_rows: int
    n_null: int
    n_uncoded: int = 0
    n_too_long: int = 0
    longest: int = 0

    @property
    def null_name(self) -> str:
        """A name for NULL that is none of `names`."""
        name = NULL_CATEGORY
        while name in self.names:
            name += "_"
        return name


def read_categories(workspace: Workspace, rows: str, text_sql: str) -> Categories:
    """Return the categories of a text expression over some rows.

    Of more than ``MOST_CATEGORIES`` the most frequent ones get a code; of equally frequent ones the
    alphabetically first. Texts with a NUL character get none: SQL cannot write them.

    Parameters
    ----------
    rows
        SQL in FROM position, with its WHERE.

    """
    answer = workspace.rows(
        "WITH counted AS MATERIALIZED ("
        f"SELECT {text_sql} AS v, count(*) AS n FROM {rows} GROUP BY ALL),"
        " named AS (SELECT v, n FROM counted WHERE v IS NOT NULL AND NOT contains(v, chr(0))"
        f" AND strlen(v) <= {LONGEST_CATEGORY} ORDER BY n DESC, v LIMIT {MOST_CATEGORIES})"
        " SELECT NULL, count(v), coalesce(sum(n), 0), coalesce(sum(n) FILTER (v IS NULL), 0),"
        f" coalesce(sum(n) FILTER (strlen(v) > {LONGEST_CATEGORY}), 0), coalesce(max(strlen(v)), 0)"
        " FROM counted UNION ALL SELECT v, n, 0, 0, 0, 0 FROM named"
    )
    total = next(row for row in answer if row[0] is None)
    found = [row for row in answer if row[0] is not None]
    n_distinct, n_rows, n_null, n_long, longest = (int(cast("int", v)) for v in total[1:])
    coded = sum(cast("int", row[1]) for row in found)
    names = tuple(sorted(str(row[0]) for row in found))
    uncoded = n_rows - n_null - coded
    return Categories(names, n_distinct, n_rows, n_null, uncoded, n_long, longest)
