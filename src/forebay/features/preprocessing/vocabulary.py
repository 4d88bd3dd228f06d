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

    """

    names: tuple[str, ...]
    rows: tuple[int, ...]
    n_rows: int

    @property
    def most_frequent(self) -> int:
        """The code of the most frequent text, the alphabetically first of several; 0 if none."""
        if not self.names:
            return 0
        return max(range(len(self.names)), key=lambda i: (self.rows[i], -i)) + 1


def learn_vocabulary(call: FunctionCall, training: TrainingRows, sql: str) -> Vocabulary:
    """Return the ``top_k`` most frequent texts of those in ``frequency_threshold`` rows or more.

    Of equally frequent ones the alphabetically first. What is left out is counted and told. A text
    counts once for each row that holds it, however often.

    Parameters
    ----------
    sql
        SQL of a VARCHAR[]: the texts of a row.

    """
    counted = (
        f"WITH given AS MATERIALIZED (SELECT {sql} AS vs FROM {training.rows}),"
        " counted AS (SELECT v, count(*) AS n FROM"
        " (SELECT unnest(list_distinct(vs)) AS v FROM given) GROUP BY v)"
    )
    fits = f"n >= {call.integer('frequency_threshold')} AND NOT contains(v, chr(0))"
    answer = training.workspace.rows(
        f"{counted} SELECT v, n, NULL, NULL FROM (SELECT v, n FROM counted WHERE {fits}"
        f" ORDER BY n DESC, v LIMIT {call.integer('top_k')})"
        " UNION ALL SELECT NULL, (SELECT count(*) FROM given), count(*), coalesce(sum(n), 0)"
        " FROM counted"
    )
    found = {str(v): cast("int", n) for v, n, *_ in answer if v is not None}
    n_rows, n_texts, n_held = next(
        (int(cast("int", value)) for value in row[1:]) for row in answer if row[0] is None
    )
    names = tuple(sorted(found))
    _tell(call, training, n_texts - len(names), n_texts, n_held - sum(found.values()))
    return Vocabulary(names, tuple(found[name] for name in names), n_rows)


def _tell(
    call: FunctionCall, training: TrainingRows, n_left: int, n_texts: int, n_rows: int
) -> None:
    if n_left:
        training.notices.append(
            f"{call.text} leaves out {n_left:,} of {n_texts:,} categories, in {n_rows:,} rows: they"
            f" are rarer than {call.integer('frequency_threshold')} rows (frequency_threshold) or"
            f" not among the {call.integer('top_k'):,} most frequent (top_k), and coded 0, as NULL"
            " is."
        )
