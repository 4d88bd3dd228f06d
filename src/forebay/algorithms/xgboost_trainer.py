"""XGBoost as what trains trees, where an option needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.algorithms.exact_problems import exact_problems
from forebay.algorithms.xgboost_booster import XGBoostBooster
from forebay.algorithms.xgboost_library import xgboost_version
from forebay.algorithms.xgboost_matrix import XGBoostMatrix
from forebay.algorithms.xgboost_parameters import set_columns, xgboost_parameters
from forebay.algorithms.xgboost_reasons import missing_xgboost, xgboost_reasons
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.algorithms.link import Link
    from forebay.algorithms.row_blocks import RowBlocks
    from forebay.algorithms.training_data import TrainingData
    from forebay.algorithms.tree_trainer import TreePart


class XGBoostTrainer:
    """A ``TreeTrainer``.

    Parameters
    ----------
    learn_rate
        What all trees of a round count together.

    Raises
    ------
    ProjectError
        ``library-missing``, ``not-supported``: what ``check`` says, of a trial or of a library that
        is gone since.

    """

    def __init__(
        self,
        data: TrainingData,
        options: Mapping[str, Any],
        *,
        seed: int,
        threads: int,
        learn_rate: float,
    ) -> None:
        problems = [*missing_xgboost(options, {})]
        if options["tree_method"] == "EXACT":
            problems += exact_problems(options)
        if problems:
            raise ProjectError(*problems)
        self.params = xgboost_parameters(data, options, seed=seed, threads=threads)
        self.params["eta"] = learn_rate
        self.n_at_once = int(options["num_parallel_tree"])
        self._n_categories, self._threads = set_columns(data, options), threads
        reasons = ", ".join(xgboost_reasons(options).values())
        self.note = f"XGBoost {xgboost_version()} grew the trees, because of {reasons}."

    def hold(self, rows: RowBlocks, *, reference: Any = None) -> XGBoostMatrix:
        """Return rows as they are: bins are not chosen here."""
        del reference
        categories = [i for i, n in enumerate(self._n_categories) if n]
        return XGBoostMatrix(rows, categories, threads=self._threads)

    def booster(self, parts: Sequence[TreePart], link: Link) -> XGBoostBooster:
        """Return a run that grows trees on the first of some parts."""
        return XGBoostBooster(
            self.params,
            [part.rows for part in parts],
            [part.label for part in parts],
            [part.weight for part in parts],
            link,
            self._n_categories,
        )
