"""S2, without KNOWN AT: columns whose names say that they are known at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.trust.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.trust.model_view import ModelView

_NAMES: Final = re.compile(
    r"(_reason$|^closed_|_closed_|_outcome$|^outcome_|^final_|^cancell?ed_|^churn(ed)?_(date|at)$"
    r"|^refund|_resolution$|^resolved_|^actual_|^discharge|^settled_|_settled_|^charged?_?back"
    r"|^charged?_?off|^write_?off|^recover(ed|y|ies)_|^terminat(ed|ion)_|^death_|_of_death$|^died_"
    r"|^deceased|^completed_(at|on|date)$|^finished_(at|on|date)$|^delivered_(at|on|date)$"
    r"|^returned_(at|on|date)$|^exit_(date|reason|code)|^follow_?up_|^post_(treatment|event|op)"
    r"|^default(ed)?_(date|at|on)$|^surviv|_survival$|^censor|^cens$|_censored$)"
)


def named(view: ModelView) -> Iterator[Finding]:
    """Warn of each feature that sounds like an outcome, where nothing says otherwise."""
    if view.label is None:
        return
    for name, feature in view.features.items():
        columns = {name.casefold(), *(o.column for o in feature.value if o.shift != "past")}
        if not any(_NAMES.search(column) for column in columns):
            continue
        if any(view.lineage.known_at(o) is not None for o in feature.value):
            continue
        if any(view.says_the_same(o, a) for o in feature.all for a in view.answer):
            continue
        yield Finding(
            "sounds-like-outcome",
            (name,),
            f'"{name}" sounds as if it were known only when the answer is',
            feature.span,
            "its source does not say when it is known.",
            f"say it at the source: KNOWN AT time FOR ({name}); or leave it out.",
            severity="warning",
        )
