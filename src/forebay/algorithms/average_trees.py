"""One forest whose sums are the averages of others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.forest import Forest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def average_trees(forests: Sequence[Forest], means: Sequence[float]) -> Forest:
    r"""Return a forest with one output for each of `forests`: a mean plus its average tree.

    Parameters
    ----------
    forests
        Each with one output; all have the same number of trees, at least one.
    means
        What is added to each output. It is shared out over the leaves, like the division by the
        number of trees, so that predictions are plain sums.

    Examples
    --------
    >>> from forebay.algorithms.lightgbm_text import read_lightgbm_text
    >>> text = "version=v4\nnum_tree_per_iteration=1\nmax_feature_idx=0\n" + "".join(
    ...     f"\nTree={i}\nnum_leaves=1\nleaf_value={i}\n\nend of trees" for i in range(2)
    ... )
    >>> average_trees([read_lightgbm_text(text)], [3.0]).leaf_value.tolist()
    [1.5, 2.0]

    """
    shares = [
        replace(forest, leaf_value=(forest.leaf_value + mean) / forest.n_trees)
        for forest, mean in zip(forests, means, strict=True)
    ]
    return shares[0] if len(shares) == 1 else _interleaved(shares)


def _interleaved(forests: Sequence[Forest]) -> Forest:
    """Return the first trees of all forests, then the second ones, ..."""
    pieces = [(forest, tree) for tree in range(forests[0].n_trees) for forest in forests]
    nodes = [slice(*f.tree_start[t : t + 2]) for f, t in pieces]
    leaves = [slice(*f.leaf_start[t : t + 2]) for f, t in pieces]

    def joined(name: str, parts: list[slice]) -> NDArray[Any]:
        return np.concatenate(
            [getattr(forest, name)[part] for (forest, _), part in zip(pieces, parts, strict=True)]
        )

    def starts(lengths: list[int]) -> NDArray[np.int64]:
        return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)

    set_lengths = [
        np.diff(forest.set_start[part.start : part.stop + 1])
        for (forest, _), part in zip(pieces, nodes, strict=True)
    ]
    words = [
        slice(*forest.set_start[[part.start, part.stop]])
        for (forest, _), part in zip(pieces, nodes, strict=True)
    ]
    by_node = ("feature", "threshold", "missing", "default_left", "left", "right", "gain", "cover")
    return Forest(
        forests[0].n_features,
        len(forests),
        tree_start=starts([part.stop - part.start for part in nodes]),
        leaf_start=starts([part.stop - part.start for part in leaves]),
        set_start=starts(np.concatenate(set_lengths).tolist()),
        set_words=joined("set_words", words),
        leaf_value=joined("leaf_value", leaves),
        leaf_count=joined("leaf_count", leaves),
        **{name: joined(name, nodes) for name in by_node},
    )
