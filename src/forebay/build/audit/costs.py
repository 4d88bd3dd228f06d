"""What each feature costs: the time of what is read and built for it, and what of it is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork


def costs(work: ModelWork, lineage: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return the cost of each feature of a model, and of each source that features are made of.

    A source costs the seconds of its last reading and those of every table that reads nothing but
    it; that is what the build would save without its features, which share it equally.

    Parameters
    ----------
    lineage
        The source columns of each feature: ``flights.distance``.

    Returns
    -------
    dict
        ``features``: seconds and sources by feature; ``sources``: seconds by source; ``shared``:
        the seconds of tables above the model that read several sources.

    """
    roots = _roots(work)
    by_source: dict[str, float] = {}
    shared = 0.0
    for key, sources in roots.items():
        version = work.walk.effective[key].version
        seconds = version.seconds if version is not None else 0.0
        if len(sources) == 1:
            (source,) = sources
            by_source[source] = by_source.get(source, 0.0) + seconds
        else:
            shared += seconds
    of_feature = {
        feature: sorted({origin.rpartition(".")[0] for origin in origins})
        for feature, origins in lineage.items()
    }
    made = {
        source: [f for f, sources in of_feature.items() if source in sources]
        for source in by_source
    }
    features = {
        feature: {
            "seconds": round(
                sum(by_source.get(s, 0.0) / len(made[s]) for s in sources if s in made), 4
            ),
            "sources": sources,
        }
        for feature, sources in of_feature.items()
    }
    return {
        "features": features,
        "sources": {source: round(seconds, 4) for source, seconds in sorted(by_source.items())},
        "shared": round(shared, 4),
    }


def _roots(work: ModelWork) -> dict[str, frozenset[str]]:
    """Return the names of the sources behind each node above the model; models are a wall."""
    found: dict[str, frozenset[str]] = {}

    def visit(key: str) -> frozenset[str]:
        if key not in found:
            node = work.walk.node(key)
            if node.kind == "source":
                found[key] = frozenset({node.name})
            elif node.kind == "model":
                return frozenset()
            else:
                found[key] = frozenset().union(*(visit(read) for read in node.reads))
        return found[key]

    for read in work.node.reads:
        visit(read)
    return found
