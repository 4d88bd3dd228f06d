"""10,000 categories are learned from, or refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.kit.bench import not_usable
from forebay.kit.subject import Asked, rows_of

if TYPE_CHECKING:
    from forebay.kit.bench import Bench

N_CATEGORIES: Final = 10_000


def many_categories(bench: Bench) -> str:
    """Train on a column of 10,000 categories, each of them in a row of its own."""
    asked = Asked(rows_of(N_CATEGORIES, "'c' || id"))
    problems = bench.train(asked)
    if problems:
        return ""  # a problem has a name, and says what to do; anything else is raised
    return not_usable(bench.answers(asked), n_rows=N_CATEGORIES)
