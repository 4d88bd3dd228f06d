"""Which nodes a selector such as ``+churn`` or ``tag:daily`` means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from forebay.errors import Problem, ProjectError, nearest
from forebay.project.order import descendants, reached

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence


class Selectable(Protocol):
    """What of a node a selector looks at; ``Node`` and ``NodeOutline`` both have it."""

    @property
    def name(self) -> str: ...
    @property
    def reads(self) -> tuple[str, ...]: ...
    @property
    def tags(self) -> tuple[str, ...]: ...


def select(
    nodes: Mapping[str, Selectable],
    selectors: Sequence[str],
    *,
    changed: Callable[[], Collection[str]] = tuple,
    failed: Callable[[], Collection[str]] = tuple,
) -> frozenset[str]:
    """Return the keys that any of the selectors means; all if there are no selectors.

    Parameters
    ----------
    nodes
        By key.
    selectors
        ``x``; ``+x`` with all that it reads; ``x+`` with all that read it; ``+x+``; ``tag:t``,
        ``changed``, ``failed``, each also with ``+``.
    changed, failed
        Asked only if a selector needs it: keys of nodes that a build would change, and of nodes
        that failed or were refused in the last run.

    Raises
    ------
    ProjectError
        ``empty-selection``: a selector means no node. One problem for each.

    """
    if not selectors:
        return frozenset(nodes)
    asked = {"changed": changed, "failed": failed}
    problems: list[Problem] = []
    selected: set[str] = set()
    for selector in selectors:
        found = _one(nodes, selector, asked)
        selected |= found
        # "Nothing has changed" is an answer, not a misspelt name.
        if not found and selector.strip().strip("+").casefold() not in asked:
            problems.append(_empty(nodes, selector))
    if problems:
        raise ProjectError(*problems)
    return frozenset(selected)


def _one(
    nodes: Mapping[str, Selectable],
    selector: str,
    asked: Mapping[str, Callable[[], Collection[str]]],
) -> set[str]:
    text = selector.strip()
    word = text.removeprefix("+").removesuffix("+").strip().casefold()
    if word.startswith("tag:"):
        tag = word.removeprefix("tag:")
        found = {k for k, n in nodes.items() if tag in {t.casefold() for t in n.tags}}
    elif word in nodes:
        found = {word}
    elif word in asked:
        found = set(asked[word]()) & set(nodes)
    else:
        found = set()
    reads = {key: node.reads for key, node in nodes.items()}
    above = reached(found, reads) if text.startswith("+") else frozenset()
    below = descendants(found, reads) if text.endswith("+") else frozenset()
    return {*found, *above, *below}


def _empty(nodes: Mapping[str, Selectable], selector: str) -> Problem:
    word = selector.strip().removeprefix("+").removesuffix("+")
    if word.casefold().startswith("tag:"):
        tags = {tag for node in nodes.values() for tag in node.tags}
        near, known = nearest(word[4:], tags), f"tags are: {', '.join(sorted(tags)) or 'none'}."
        hint = f'did you mean "tag:{near}"?' if near else ""
    else:
        names = [node.name for node in nodes.values()]
        near, known = nearest(word, [*names, "changed", "failed"]), ""
        hint = f'did you mean "{near}"?' if near else "forebay ls prints every name."
    return Problem(
        "empty-selection", f'selector "{selector}" means no node', detail=known, hint=hint
    )
