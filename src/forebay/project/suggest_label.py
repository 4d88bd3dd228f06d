"""Which column a first model could predict."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.project.profile_data import ColumnProfile, DataProfile

_MOST_CLASSES: Final = 20
_FEWEST_ROWS: Final = 50
# Names that people give to what they want to predict, the surest first.
_NAMES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"label|target|y|outcome",
        r".*_(label|target|outcome)|(label|target)_.*",
        r"class|response|churn(ed)?|is_churn(ed)?|fraud(ulent)?|is_fraud|default(ed)?|survived",
        r"convert(ed)?|click(ed)?|purchased|bought|won|late|cancel(l)?ed|returned|approved|fail(ed|ure)?",
        r"is_.*|has_.*|was_.*|will_.*|.*_flag",
    )
)
_NUMBERS: Final = re.compile(r"U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DOUBLE|FLOAT|DECIMAL.*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A column that could be predicted, and by which kind of model."""

    table: DataProfile
    column: ColumnProfile
    model_type: str
    standard: str
    rank: int  # 0 is the surest name; as many as there are patterns: only its values fit


def suggest_labels(tables: Sequence[DataProfile]) -> tuple[Suggestion, ...]:
    """Return the columns that could be a label, the likeliest first.

    A column fits if it has 2 to 20 values, or many numbers and the name of a label.
    """
    found = [
        suggestion
        for table in tables
        for column in table.columns
        if (suggestion := _fit(table, column)) is not None
    ]
    return tuple(sorted(found, key=lambda s: (s.rank, s.column.distinct)))


def is_sure(suggestion: Suggestion) -> bool:
    """Return whether the name says that people predict it."""
    return suggestion.rank < len(_NAMES)


def _fit(table: DataProfile, column: ColumnProfile) -> Suggestion | None:
    if column.name in table.key or table.rows - column.nulls < _FEWEST_ROWS:
        return None
    name = column.name.casefold()
    rank = next((i for i, p in enumerate(_NAMES) if p.fullmatch(name)), len(_NAMES))
    is_text = column.type in {"BOOLEAN", "VARCHAR"}
    is_number = bool(_NUMBERS.fullmatch(column.type))
    is_whole = is_number and "INT" in column.type
    if 1 < column.distinct <= _MOST_CLASSES and (is_text or is_whole):
        kind, standard = "BOOSTED_TREE_CLASSIFIER", "roc_auc >= baseline + 0.05"
    elif is_number and rank <= 1 and column.distinct > 1:
        kind, standard = "BOOSTED_TREE_REGRESSOR", "r2_score >= baseline + 0.05"
    else:
        return None
    return Suggestion(table, column, kind, standard, rank)
