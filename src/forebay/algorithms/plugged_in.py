"""Let an algorithm that Forebay does not ship be the one of a MODEL_TYPE, for a while."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from forebay.algorithms.load_algorithm import ALGORITHMS
from forebay.algorithms.model_task import MODEL_TASKS
from forebay.algorithms.options import OPTION_RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.algorithms.model_task import ModelTask
    from forebay.algorithms.option_rule import OptionRule

# The types that are plugged in now: the algorithm as a string, and the task.
PLUGGED: dict[str, tuple[str, ModelTask]] = {}


@contextmanager
def plugged_in(
    model_type: str, algorithm: str, task: ModelTask, options: tuple[OptionRule, ...]
) -> Iterator[None]:
    """Make a MODEL_TYPE known to this process as long as the ``with`` block runs.

    Parameters
    ----------
    model_type
        The word of ``model_type = '...'``; one that Forebay has already is replaced meanwhile.
    algorithm
        ``package.module:Class``, imported when a model is first trained or loaded. The class is an
        ``Algorithm``, or a ``MatrixAlgorithm`` where the task has no label.
    task
        What its models are for.
    options
        What CREATE MODEL takes; begin with those of the type that is nearest, such as
        ``OPTION_RULES["LINEAR_REG"]``: the build reads the seed, the split and the label there.

    Examples
    --------
    >>> from forebay.algorithms import load_algorithm
    >>> rules = OPTION_RULES["LINEAR_REG"]
    >>> with plugged_in("MINE", "forebay.algorithms.linear_reg:LinearReg", "regression", rules):
    ...     load_algorithm("MINE").task
    'regression'
    >>> "MINE" in ALGORITHMS
    False

    """
    name = model_type.upper()
    with ExitStack() as before:
        before.callback(_put_back, PLUGGED, name, PLUGGED.get(name))
        PLUGGED[name] = (algorithm, task)
        for table in (ALGORITHMS, MODEL_TASKS, OPTION_RULES):
            before.callback(_put_back, table, name, table.get(name))
        ALGORITHMS[name], MODEL_TASKS[name], OPTION_RULES[name] = algorithm, task, options
        yield


def _put_back(table: dict[str, Any], name: str, value: object) -> None:
    if value is None:
        del table[name]
    else:
        table[name] = value
