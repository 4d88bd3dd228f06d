"""What a model will answer with, as far as its statement tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from forebay.algorithms.model_task import MODEL_TASKS
from forebay.errors import InternalError
from forebay.features.label import Label
from forebay.query.target import Clusters, Components, Forecasts, Transformed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.features.roles import Roles
    from forebay.features.task import Task
    from forebay.query.target import Target


def task_of(model_type: str) -> Task:
    """Return what a model of a known type is for; a classifier has two classes until it is trained.

    Examples
    --------
    >>> task_of("LOGISTIC_REG")
    'binary'

    """
    task = MODEL_TASKS[model_type]
    return "binary" if task == "classification" else task


def model_target(values: Mapping[str, Any], roles: Roles, holidays: tuple[str, ...] = ()) -> Target:
    """Return what a sound model will answer with.

    Parameters
    ----------
    values
        Its options, defaults included.
    holidays
        Of a model of series: the names of its holidays.

    """
    task = task_of(str(values["model_type"]))
    match task:
        case "regression" | "binary" | "multiclass":
            if roles.label is None:
                raise InternalError.of("no-roles", f"a {values['model_type']} has a label")
            return Label(roles.label.name, roles.label.type, task)
        case "clustering":
            return Clusters()
        case "reduction":
            return Components(values["num_principal_components"])
        case "transform":
            return Transformed()
        case "forecast":
            if roles.series is None:
                raise InternalError.of("no-roles", f"a {values['model_type']} has series")
            keeps_parts = bool(values["decompose_time_series"])
            return Forecasts(roles.series, int(values["horizon"]), holidays, keeps_parts)
        case "imported":  # what a file answers with only the file can tell
            raise InternalError.of("no-target", f"nothing has the task {task}")
        case _:
            assert_never(task)
