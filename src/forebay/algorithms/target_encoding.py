"""TARGET_ENCODING for trees: a category counts as the mean label of its training rows.

The mean is drawn to that of all rows as if ten more rows had it (an m-estimate: Micci-Barreca 2001,
A preprocessing scheme for high-cardinality categorical attributes, section 3), because BigQuery ML
does not say how it is computed. Of more than two classes each gives a mean: the share of the class.

Trees are grown on the means. A split of them parts the categories in two sets, so it is stored as
such: what answers needs no means. A category that was not there in training counts as the mean of
all rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from forebay.algorithms.forest import MISSING_NONE
from forebay.algorithms.row_blocks import RowBlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.row_blocks import RowBlocks
    from forebay.features.matrix_column import MatrixColumn

_PRIOR_ROWS: Final = 10.0
_WORD_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class EncodedColumn:
    """One column of means.

    Parameters
    ----------
    source
        The matrix column with the codes.
    means
        By code, and last that of what is unknown; float32.

    """

    source: int
    means: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TargetEncoding:
    """What the codes of categories are replaced by.

    Parameters
    ----------
    n_columns
        How many columns the matrix has.
    encoded
        Those of the first class, or of the value, stand in the place of their codes; those of
        further classes after all columns, in this order.

    """

    n_columns: int
    encoded: tuple[EncodedColumn, ...]
    further: tuple[EncodedColumn, ...]

    @classmethod
    def learn(
        cls, rows: RowBlocks, columns: Sequence[MatrixColumn], n_classes: int
    ) -> TargetEncoding:
        """Return the means of some training rows, each row counting its weight."""
        n_targets = n_classes if n_classes > 2 else 1  # noqa: PLR2004 - more than two classes
        sources = [i for i, column in enumerate(columns) if column.kind == "category"]
        sums = {
            i: np.zeros((n_targets + 1, len(columns[i].categories) + 1)) for i in sources
        }  # the last row has the weights, the last column what is unknown
        total = np.zeros(n_targets + 1)
        for block in rows:
            weighted = [*_targets(block.label, n_targets) * block.weight, block.weight]
            total += [part.sum() for part in weighted]
            for source, found in sums.items():
                code = _codes(block.values[:, source], found.shape[1] - 1)
                for target, part in enumerate(weighted):
                    found[target] += np.bincount(code, part, minlength=found.shape[1])
        prior = total[:-1] / total[-1] if total[-1] else np.zeros(n_targets)
        means = {source: _means(found, prior) for source, found in sums.items()}
        by_target = [
            tuple(EncodedColumn(source, means[source][target]) for source in sources)
            for target in range(n_targets)
        ]
        return cls(len(columns), by_target[0], tuple(c for part in by_target[1:] for c in part))

    def of(self, rows: RowBlocks) -> RowBlocks:
        """Return rows whose codes are replaced."""
        # It has what a dataset asks for: the number of rows, blocks, and to be let go.
        return cast("RowBlocks", _EncodedRows(rows, self))

    def as_sets(self, forest: Forest) -> Forest:
        """Return a forest over codes with the answers of one over means."""
        by_feature = {c.source: c for c in self.encoded}
        by_feature |= {self.n_columns + i: c for i, c in enumerate(self.further)}
        kept = [forest.set_words[a:b] for a, b in _pairs(forest.set_start)]
        changed = {
            name: getattr(forest, name).copy()
            for name in ("feature", "threshold", "missing", "default_left", "left", "right")
        }
        for node, feature in enumerate(forest.feature):
            column = by_feature.get(int(feature))
            if column is None:
                continue
            goes_left = column.means <= forest.threshold[node]
            is_swapped = bool(goes_left[-1])  # what is in no set goes right
            kept[node] = _words(goes_left[:-1] ^ is_swapped)
            if is_swapped:
                changed["left"][node], changed["right"][node] = (
                    forest.right[node], forest.left[node],
                )  # fmt: skip
            changed["feature"][node], changed["threshold"][node] = column.source, 0
            changed["missing"][node], changed["default_left"][node] = MISSING_NONE, False
        starts = np.concatenate([[0], np.cumsum([len(words) for words in kept])])
        words = np.concatenate([*kept, np.empty(0, np.uint32)])
        return replace(
            forest,
            n_features=self.n_columns,
            set_start=starts.astype(np.int64),
            set_words=words.astype(np.uint32),
            **changed,
        )


class _EncodedRows:
    """The rows of a training with means in the place of codes."""

    def __init__(self, rows: RowBlocks, encoding: TargetEncoding) -> None:
        self.n_rows = rows.n_rows
        self._rows, self._encoding = rows, encoding

    def __iter__(self) -> Iterator[RowBlock]:
        """Yield blocks of their own memory."""
        n_columns = self._encoding.n_columns
        for block in self._rows:
            shape = (len(block.label), n_columns + len(self._encoding.further))
            values = np.empty(shape, block.values.dtype)
            values[:, :n_columns] = block.values
            for column in self._encoding.encoded:
                values[:, column.source] = _encoded(block.values, column)
            for i, column in enumerate(self._encoding.further):
                values[:, n_columns + i] = _encoded(block.values, column)
            yield RowBlock(values, block.label, block.weight)

    def release(self) -> None:
        """Forget kept rows."""
        self._rows.release()


def _encoded(values: NDArray[Any], column: EncodedColumn) -> NDArray[np.float32]:
    return column.means[_codes(values[:, column.source], len(column.means) - 1)]


def _targets(label: NDArray[np.float64], n_targets: int) -> NDArray[np.float64]:
    """Return what is averaged, shape (n_targets, n_rows): the label, or a row for each class."""
    if n_targets == 1:
        return label[None, :]
    return np.asarray(label == np.arange(n_targets)[:, None], np.float64)


def _codes(values: NDArray[Any], n_categories: int) -> NDArray[np.intp]:
    """Return codes, `n_categories` for what is unknown."""
    known = (values >= 0) & (values < n_categories)  # false for NaN
    return np.where(known, values, n_categories).astype(np.intp)


def _means(sums: NDArray[np.float64], prior: NDArray[np.float64]) -> NDArray[np.float32]:
    weighted = sums[:-1] + _PRIOR_ROWS * prior[:, None]
    means = weighted / (sums[-1] + _PRIOR_ROWS)
    means[:, -1] = prior
    return np.asarray(means, np.float32)


def _pairs(starts: NDArray[np.int64]) -> zip[tuple[int, int]]:
    return zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)


def _words(in_set: NDArray[np.bool_]) -> NDArray[np.uint32]:
    """Return a set of codes as words of 32 bits, at least one."""
    padded = np.zeros(max(1, -(-len(in_set) // _WORD_BITS)) * _WORD_BITS, np.bool_)
    padded[: len(in_set)] = in_set
    return np.packbits(padded, bitorder="little").view("<u4").astype(np.uint32)
