"""LightGBM as what trains trees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.lightgbm_booster import LightGBMBooster
from forebay.algorithms.lightgbm_dataset import StreamedDataset
from forebay.algorithms.parallel_trees import ParallelTrees

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.algorithms.link import Link
    from forebay.algorithms.row_blocks import RowBlocks
    from forebay.algorithms.tree_trainer import TreePart


class LightGBMTrainer:
    """A ``TreeTrainer``.

    Parameters
    ----------
    params
        What LightGBM is told.
    n_at_once
        How many trees a round adds.

    """

    note: Final = ""

    def __init__(self, params: Mapping[str, Any], n_at_once: int = 1) -> None:
        self.params = params
        self.n_at_once = n_at_once

    def hold(self, rows: RowBlocks, *, reference: Any = None) -> StreamedDataset:
        """Return rows in bins; those of `reference` if it is given."""
        return StreamedDataset(rows, self.params, reference=reference)

    def booster(self, parts: Sequence[TreePart], link: Link) -> LightGBMBooster:
        """Return a run that grows trees on the first of some parts."""
        datasets: list[StreamedDataset] = [part.rows for part in parts]
        for dataset, part in zip(datasets, parts, strict=True):
            dataset.set_target(part.label, part.weight)
        if self.n_at_once == 1:
            return LightGBMBooster(self.params, datasets)
        labels, weights = [part.label for part in parts], [part.weight for part in parts]
        return ParallelTrees(self.params, datasets, labels, weights, link, self.n_at_once)
