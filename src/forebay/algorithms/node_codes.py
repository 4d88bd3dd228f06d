"""Small whole numbers in place of values: what the nodes of a Forest compare when compiled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.node_views import NodeViews

_NARROW: Final = 255  # thresholds that a byte tells apart, as its values below its highest
_WIDE: Final = 65_535
_BITS: Final = 8
_MOST_TABLE_BYTES: Final = 1 << 28
_CATEGORY: Final = 255
_VIEW: Final = np.dtype(
    [(name, "u4") for name in ("feature", "first", "count")]
    + [(name, "u4") for name in ("first_narrow", "stop_narrow", "first_wide", "stop_wide")]
    + [(name, "u1") for name in ("missing", "default_left", "cut_at_zero", "unused")]
)


@dataclass(frozen=True, slots=True, eq=False)
class NodeCodes:
    """The parts into which the codes of each view are cut, and what each node asks of its part.

    A view's code is the number of its thresholds that send a row to the right. It is cut into
    parts of 255 thresholds (a byte) and of 65,535 (16 bits): the node of the k-th threshold asks
    whether part ``k // 255`` is at most ``k % 255``. A category's code is its number plus one. For
    folding, eight category nodes share a table from codes to bytes, one bit each.

    Parameters
    ----------
    views, narrow, bit_tables, wide_start, thresholds
        As ``native/forest.h`` has them.
    narrow_part, narrow_test
        The part and threshold or bit of a node, shape (n_nodes,); 0 for nodes that are not folded.
    wide_part, wide_limit
        The part, and the highest code that goes left or that the node's set tells of.

    """

    views: NDArray[Any]
    narrow: NDArray[np.int64]
    bit_tables: NDArray[np.uint8]
    wide_start: NDArray[np.int64]
    thresholds: NDArray[Any]
    narrow_part: NDArray[np.int64]
    narrow_test: NDArray[np.int64]
    wide_part: NDArray[np.int64]
    wide_limit: NDArray[np.int64]

    @classmethod
    def of(cls, forest: Forest, views: NodeViews, folded: NDArray[np.bool_]) -> NodeCodes | None:
        """Return the codes of a forest's nodes, or None if there is no room for them."""
        codes = _Codes(forest, views, folded)
        codes.add_numbers()
        for row, feature in enumerate(views.set_features):
            if not codes.add_categories(row, feature):
                return None
        if len(codes.wide) > _WIDE:
            return None
        found = np.array(codes.views, _VIEW) if codes.views else np.zeros(0, _VIEW)
        return cls(
            found, np.array(codes.narrow, np.int64),
            np.concatenate([np.zeros(1, np.uint8), *codes.tables]), np.array(codes.wide, np.int64),
            codes.thresholds, codes.narrow_part, codes.narrow_test, codes.wide_part,
            codes.wide_limit,
        )  # fmt: skip


class _Codes:
    """The parts so far."""

    def __init__(self, forest: Forest, views: NodeViews, folded: NDArray[np.bool_]) -> None:
        self._forest, self._source, self._folded = forest, views.source, folded
        self._numbers = views.numbers
        self.views: list[tuple[int, ...]] = []
        self.narrow: list[int] = []
        self.wide: list[int] = []
        self.tables: list[NDArray[np.uint8]] = []
        self._table_bytes = 1
        self.thresholds = forest.threshold[:0]
        self.narrow_part, self.narrow_test, self.wide_part, self.wide_limit = (
            np.zeros(forest.n_nodes, np.int64) for _ in range(4)
        )

    def add_numbers(self) -> None:
        """Add the parts of all views of numbers."""
        nodes = np.flatnonzero(~self._forest.is_set)
        view, threshold = self._source[nodes], self._forest.threshold[nodes]
        order = np.lexsort((threshold, view))
        view, threshold, nodes = view[order], threshold[order], nodes[order]
        is_new = np.ones(len(nodes), np.bool_)
        is_new[1:] = (view[1:] != view[:-1]) | (threshold[1:] != threshold[:-1])
        self.thresholds = threshold[is_new]
        first = np.searchsorted(view[is_new], np.arange(len(self._numbers) + 1))
        rank = np.cumsum(is_new) - 1 - first[view]
        starts: list[tuple[int, int]] = []
        for spec, begin, stop in zip(self._numbers, first[:-1], first[1:], strict=True):
            count = int(stop - begin)
            starts.append((len(self.narrow), len(self.wide)))
            self.narrow += range(0, count, _NARROW) if self._folded.any() else []
            self.wide += range(0, count, _WIDE)
            ends = (starts[-1][0], len(self.narrow), starts[-1][1], len(self.wide))
            flags = (spec.missing, int(spec.default_left), int(spec.has_cut_at_zero), 0)
            self.views.append((spec.feature, int(begin), count, *ends, *flags))
        begin_of = np.array(starts, np.int64).reshape(-1, 2)[view]
        self.narrow_part[nodes] = begin_of[:, 0] + rank // _NARROW
        self.narrow_test[nodes] = rank % _NARROW
        self.wide_part[nodes] = begin_of[:, 1] + rank // _WIDE
        self.wide_limit[nodes] = rank % _WIDE

    def add_categories(self, row: int, feature: int) -> bool:
        """Add the parts of a feature with category sets; False if there is no room for them."""
        forest = self._forest
        nodes = np.flatnonzero(forest.is_set & (self._source == row))
        highest = 32 * np.diff(forest.set_start)[nodes]  # the highest code that a set tells of
        most = int(highest.max())
        asks = nodes[self._folded[nodes]]
        n_parts = -(-len(asks) // _BITS)
        self._table_bytes += n_parts * (most + 1)
        if most >= _WIDE or self._table_bytes > _MOST_TABLE_BYTES:
            return False
        table = np.zeros((n_parts, most + 1), np.uint8)
        for i, node in enumerate(asks.tolist()):
            words = forest.set_words[forest.set_start[node] : forest.set_start[node + 1]]
            in_set = np.unpackbits(words.astype("<u4").view(np.uint8), bitorder="little")
            table[i // _BITS, 1 : len(in_set) + 1] |= in_set << (i % _BITS)
        begin = self._table_bytes - table.size
        ends = (len(self.narrow), len(self.narrow) + n_parts, len(self.wide), len(self.wide) + 1)
        self.narrow_part[asks] = ends[0] + np.arange(len(asks)) // _BITS
        self.narrow_test[asks] = 1 << (np.arange(len(asks)) % _BITS)
        self.wide_part[nodes], self.wide_limit[nodes] = ends[2], highest - 1
        self.narrow += [~(begin + part * (most + 1)) for part in range(n_parts)]
        self.wide.append(0)
        self.tables.append(table.ravel())
        self.views.append((feature, 0, most, *ends, _CATEGORY, 0, 0, 0))
        return True
