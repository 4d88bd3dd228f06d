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
    rf"(?:{_NAME}\s*\.\s*)*(?P<name>{_NAME})(?:\s+(?:AS\s+)?{_NAME})?", re.IGNORECASE
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
    found = {}
    for feature in features:
        text = _computed(project, lineage, name.casefold(), feature.casefold())
        if text:
            found[feature] = text
    return found


def _computed(project: Project, lineage: Lineage, key: str, column: str) -> str:
    """Return the SQL that computes a column of a node, or of what it is chosen from; or nothing."""
    relation = lineage.relations.get(key)
    traced = relation.find(column) if relation is not None else None
    if traced is None:
        return ""
    text = " ".join(traced.span.text.split()) if traced.span else ""
    as_it_stands = _AS_IT_STANDS.fullmatch(text)
    if text and as_it_stands is None and "*" not in text.split()[0]:
        return text
    chosen = as_it_stands["name"].strip('"').casefold() if as_it_stands else column
    above = (read for read in project.nodes[key].reads if read != key)
    found = (
        _computed(project, lineage, read, chosen)
        for read in above
        if project.nodes[read].kind in {"table", "view"}
    )
    return next(filter(None, found), "")
