"""Which features a model's SELECT computes: whoever asks the model must compute them alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.trust.trace_project import trace_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from forebay.project import Project
    from forebay.trust.lineage import Lineage

# A column as it stands, perhaps of a table and by another name.
_NAME: Final = r'(?:"(?:[^"]|"")*"|[^\W\d]\w*)'
_AS_IT_STANDS: Final = re.compile(
    rf"(?:{_NAME}\s*\.\s*)*{_NAME}(?:\s+(?:AS\s+)?{_NAME})?", re.IGNORECASE
)


def computed_features(
    project: Project, name: str, features: Iterable[str], lineage: Lineage | None = None
) -> Mapping[str, str]:
    """Return the features that are computed outside of TRANSFORM, each with the SQL that does it.

    TRANSFORM is part of the model: it runs in training and wherever the model answers. What the
    SELECT computes, or a table or view above it, is computed by whoever asks, a second time and
    perhaps differently. Columns that are only chosen, renamed or joined are not among them, nor
    what nothing is known of.

    Parameters
    ----------
    name
        Of a model of the project, in any case.
    features
        The columns that it asks for.
    lineage
        Of the project as far as that model, if it was traced already.

    Returns
    -------
    Mapping
        Feature to SQL on one line, as it stands where it was computed last.

    """
    lineage = lineage or trace_project(project, up_to=name.casefold())
    relation = lineage.relations.get(name.casefold())
    found = {}
    for feature in features:
        traced = relation.find(feature.casefold()) if relation is not None else None
        text = " ".join(traced.span.text.split()) if traced and traced.span else ""
        if text and not text.startswith("*") and not _AS_IT_STANDS.fullmatch(text):
            found[feature] = text
    return found
