"""The texts that an encoder gives a code, and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from forebay.features.preprocessing.function import FunctionCall, TrainingRows


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known texts of an encoder.

    Parameters
    ----------
    names
        In alphabetical order (of their code points); their codes are 1, 2, ...
    rows
        For each of `names` the number of training rows that hold it.
    n_rows
        All training rows.
    n_texts
        All texts that occur in them, those without a code too.

    """

    names: tuple[str, ...]
    rows: tuple[int, ...]
    n_rows: int
    n_texts: int

    @property
    def most_frequent(self) -> int:
        """The code of the most frequent text, the alphabetically first of several; 0 if none."""
        if not self.names:
            return 0
        return max(range(len(self.names)), key=lambda i: (self.rows[i], -i)) + 1


def learn_vocabulary(call: FunctionCall, training: TrainingRows, sql: str) -> Vocabulary:
    """Return the texts that a call of an encoder gives a code: see ``known_texts``."""
    top_k, threshold = call.integer("top_k"), call.integer("frequency_threshold")
    return known_texts(training, sql, call.text, top_k, threshold)


def known_texts(
    training: TrainingRows, sql: str, told: str, top_k: int, threshold: int
) -> Vocabulary:
    """Return the `top_k` most frequent texts of those in `threshold` rows or more.

    Of equally frequent ones the alphabetically first. What is left out is counted and told. A text
    counts once for each row that holds it, however often.

    Parameters
    ----------
    sql
        SQL of a VARCHAR[]: the texts of a row.
    told
        What is encoded, for people.

    """
    counted = (
        f"WITH given AS MATERIALIZED (SELECT {sql} AS vs FROM {training.rows}),"
        " counted AS (SELECT v, count(*) AS n FROM"
        " (SELECT unnest(list_distinct(vs)) AS v FROM given) GROUP BY v)"
    )
    fits = f"n >= {threshold} AND NOT contains(v, chr(0))"
    answer = training.workspace.rows(
        f"{counted} SELECT v, n, NULL, NULL FROM (SELECT v, n FROM counted WHERE {fits}"
        f" ORDER BY n DESC, v LIMIT {top_k})"
        " UNION ALL SELECT NULL, (SELECT count(*) FROM given), count(*), coalesce(sum(n), 0)"
        " FROM counted"
    )
    found = {str(v): int(cast("int", n)) for v, n, *_ in answer if v is not None}
    total = next(row for row in answer if row[0] is None)
    n_rows, n_texts, n_held = (int(cast("int", value)) for value in total[1:])
    names = tuple(sorted(found))
    n_left, n_rare = n_texts - len(names), n_held - sum(found.values())
    if n_left:
        training.notices.append(
            f"{told} leaves out {n_left:,} of {n_texts:,} categories, in {n_rare:,} rows: they are"
            f" rarer than {threshold} rows (frequency_threshold) or not among the {top_k:,} most"
            " frequent (top_k), and coded 0, as NULL is."
        )
    return Vocabulary(names, tuple(found[name] for name in names), n_rows, n_texts)
