"""Which models explain their predictions, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.algorithms.linear_attribution import LinearAttribution
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.tree_attribution import TreeAttribution
from forebay.algorithms.tree_model import TreeModel
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from forebay.algorithms.attribution import Attribution
    from forebay.algorithms.protocol import Model


def attribution_of(model: Model) -> Attribution:
    """Return what splits ``Model.raw`` into a baseline and parts of columns, exactly.

    Raises
    ------
    ProjectError
        ``not-supported``: the model is neither linear nor made of trees.

    """
    match model:
        case LinearModel():
            return LinearAttribution(model)
        case TreeModel():
            return TreeAttribution(model.forest, model.base_score)
        case _:
            raise ProjectError.of(
                "not-supported",
                "attributions are for linear models and for models made of trees",
                hint="train a LINEAR_REG or a BOOSTED_TREE_* on the predictions and explain that.",
            )
