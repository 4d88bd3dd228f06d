"""How a model is tuned, as far as its statement tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.algorithms.model_task import model_task
from forebay.algorithms.options import OPTION_RULES
from forebay.algorithms.search_space import hyperparameter_kinds
from forebay.algorithms.tuning_problems import objective
from forebay.query.tuned import tuned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.query.tuned import Tuned
    from forebay.sql.statement import Option


def model_tuned(values: Mapping[str, Any], options: Mapping[str, Option]) -> Tuned | None:
    """Return what varies and what is compared; None for a model that is not tuned.

    Parameters
    ----------
    values
        The options, defaults included.
    options
        As written.

    """
    model_type = str(values["model_type"])
    kinds = hyperparameter_kinds(OPTION_RULES[model_type], options)
    return tuned(kinds, objective(model_task(model_type), values))
