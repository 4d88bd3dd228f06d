"""The order in which nodes can be built, and the circles that make one impossible."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def topological(reads: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return the names so that what is read comes first; ties in order of name.

    Names that stand in a circle, or that read one that does, are left out. Names that are read
    but are no keys count for nothing.

    Examples
    --------
    >>> topological({"b": ["a"], "a": [], "c": ["a"]})
    ('a', 'b', 'c')

    """
    waiting = {name: {read for read in read_by if read in reads} for name, read_by in reads.items()}
    readers: dict[str, list[str]] = {name: [] for name in reads}
    for name, needed in waiting.items():
        for read in needed:
            readers[read].append(name)
    ready = [name for name, needed in waiting.items() if not needed]
    heapify(ready)
    ordered = []
    while ready:
        name = heappop(ready)
        ordered.append(name)
        for reader in readers[name]:
            waiting[reader].discard(name)
            if not waiting[reader]:
                heappush(ready, reader)
    return tuple(ordered)


def circles(reads: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], ...]:
    """Return each circle once, from its first name in order: ``("a", "b")`` is a, b, a.

    One shortest circle for each knot of names that reach one another.

    Examples
    --------
    >>> circles({"a": ["b"], "b": ["a"], "c": ["b"]})
    (('a', 'b'),)

    """
    rest = {name: [r for r in sorted(reads[name]) if r in reads] for name in sorted(reads)}
    found: list[tuple[str, ...]] = []
    used: set[str] = set()
    for name in rest:
        if name not in used and (circle := _shortest_circle(name, rest)):
            found.append(circle)
            used |= _knot(name, rest)
    return tuple(found)


def descendants(names: Collection[str], reads: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Return every name that reads one of `names`, directly or not; not the names themselves.

    Examples
    --------
    >>> sorted(descendants(["a"], {"a": [], "b": ["a"], "c": ["b"]}))
    ['b', 'c']

    """
    readers: dict[str, list[str]] = {}
    for name, read_by in reads.items():
        for read in read_by:
            readers.setdefault(read, []).append(name)
    return reached(names, readers)


def reached(names: Collection[str], edges: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Return what can be reached from `names` along `edges`, the start only if it is on a circle.

    Examples
    --------
    >>> sorted(reached(["c"], {"c": ["b"], "b": ["a"]}))
    ['a', 'b']

    """
    found: set[str] = set()
    open_ends = list(names)
    while open_ends:
        for target in edges.get(open_ends.pop(), ()):
            if target not in found:
                found.add(target)
                open_ends.append(target)
    return frozenset(found)


def _shortest_circle(start: str, edges: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    before: dict[str, str] = {}
    level = [start]
    while level:
        next_level = []
        for name in level:
            for target in edges[name]:
                if target == start:
                    path = [name]
                    while path[-1] != start:
                        path.append(before[path[-1]])
                    return tuple(reversed(path))
                if target not in before:
                    before[target] = name
                    next_level.append(target)
        level = next_level
    return ()


def _knot(name: str, edges: Mapping[str, Collection[str]]) -> set[str]:
    return {name} | {other for other in reached([name], edges) if name in reached([other], edges)}
