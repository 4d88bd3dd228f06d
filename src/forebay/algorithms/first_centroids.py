"""The rows from which KMEANS starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from forebay.algorithms.cluster_rows import ClusterRows

_TAKEN: Final = 4  # rows drawn at once for each centroid that is wanted, for equal ones among them


def first_centroids(
    rows: ClusterRows, n_clusters: int, method: str, *, seed: int, at_most: bool = False
) -> NDArray[np.float64]:
    """Return the first centroids, no two of them equal.

    Parameters
    ----------
    method
        RANDOM: rows at random. KMEANS++: a row at random, then each further one with a chance in
        proportion to its squared distance from the nearest that is chosen [^1]. CUSTOM: the marked
        rows, in order.
    at_most
        Fewer are enough where fewer rows differ.

    Raises
    ------
    EngineError
        ``few-distinct-rows``: fewer rows differ than there are clusters; ``init-rows``: another
        number of rows is marked.

    References
    ----------
    [^1]: Arthur, Vassilvitskii (2007). k-means++: the advantages of careful seeding. Proceedings
    of the 18th ACM-SIAM Symposium on Discrete Algorithms, 1027-1035.

    """
    match method:
        case "CUSTOM":
            return _marked(rows, n_clusters)
        case "KMEANS++":
            chosen, power = _random_rows(rows, 1, seed), 1.0
        case _:
            chosen, power = _random_rows(rows, n_clusters, seed), 0.0
    # With RANDOM only where equal rows were drawn: any row counts that is not chosen yet.
    for turn in range(len(chosen), n_clusters):
        found = _next(rows, chosen, power, (seed, turn))
        if found is None and at_most:
            break
        if found is None:
            raise EngineError.of(
                "few-distinct-rows",
                f"{n_clusters} clusters are wanted, and only {len(chosen)} training rows differ",
                detail="two centroids in one place would share the same rows.",
                hint="lower num_clusters, or select more columns.",
            )
        chosen = np.concatenate([chosen, found])
    return chosen


def _marked(rows: ClusterRows, n_clusters: int) -> NDArray[np.float64]:
    found = _distinct(b.space.rows(b.columns, np.flatnonzero(b.marked)) for b in rows)
    n_marked = sum(int(block.marked.sum()) for block in rows)
    if n_marked != n_clusters or len(found) != n_clusters:
        same = f", {len(found)} of them different" if len(found) != n_marked else ""
        raise EngineError.of(
            "init-rows",
            f"kmeans_init_col is TRUE in {n_marked} training rows{same}, and num_clusters is"
            f" {n_clusters}",
            hint="mark exactly one row for each cluster.",
        )
    return found


def _random_rows(rows: ClusterRows, wanted: int, seed: int) -> NDArray[np.float64]:
    """Return up to `wanted` different rows, drawn without regard to where they stand."""
    draw = np.random.default_rng(seed)
    drawn = draw.choice(rows.n_rows, min(rows.n_rows, _TAKEN * wanted), replace=False)
    place = {int(row): turn for turn, row in enumerate(drawn)}
    found: list[tuple[int, NDArray[np.float64]]] = []
    start = 0
    for block in rows:
        here = sorted(row - start for row in place if start <= row < start + block.n_rows)
        points = block.space.rows(block.columns, np.array(here, np.intp))
        found += [(place[start + row], p) for row, p in zip(here, points, strict=True)]
        start += block.n_rows
    in_turn = [point[None, :] for _, point in sorted(found, key=lambda pair: pair[0])]
    return _distinct(in_turn)[:wanted]


def _next(
    rows: ClusterRows, chosen: NDArray[np.float64], power: float, seed: tuple[int, int]
) -> NDArray[np.float64] | None:
    """Draw one row with a chance in proportion to its squared distance to that power.

    One pass: of independent exponential waiting times with these rates the shortest decides. None
    if every row is chosen already.
    """
    draw = np.random.default_rng(seed)
    shortest, found = np.inf, None
    for block in rows:
        nearest = block.space.squares(block.columns, chosen).min(axis=0)
        waiting = draw.exponential(size=block.n_rows)
        rate = np.where(nearest > block.space.rounding, nearest**power, 0.0)
        time = np.divide(waiting, rate, out=np.full_like(waiting, np.inf), where=rate > 0)
        row = int(time.argmin())
        if time[row] < shortest:
            shortest = time[row]
            found = block.space.rows(block.columns, np.array([row], np.intp))
    return found


def _distinct(points: Iterable[NDArray[np.float64]]) -> NDArray[Any]:
    """Return the points that differ, in order of their first appearance."""
    kept = list(points)
    everything = np.concatenate(kept) if kept else np.empty((0, 0))
    if not len(everything):
        return everything
    _, first = np.unique(everything, axis=0, return_index=True)
    return np.asarray(everything[np.sort(first)])
