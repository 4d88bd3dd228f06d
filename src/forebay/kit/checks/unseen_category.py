"""A category that training never saw is no error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.kit.bench import PLAIN, differ, not_usable
from forebay.kit.subject import Asked

if TYPE_CHECKING:
    from forebay.kit.bench import Bench

_UNSEEN: Final = (
    "(SELECT * REPLACE (CASE id WHEN 7 THEN 'mauve' ELSE colour END AS colour) FROM rows)"
)


def unseen_category(bench: Bench) -> str:
    """Ask with an unseen category in one row: it has a finite answer, the others have theirs."""
    expected = bench.plain()
    found = bench.answers(Asked(_UNSEEN), PLAIN)
    wrong = not_usable(found, n_rows=len(expected))
    return wrong or differ([*found[:7], *found[8:]], [*expected[:7], *expected[8:]])
