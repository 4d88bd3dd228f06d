"""VIZIER_DEFAULT: a search that learns from the trials before, by Optuna."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final, assert_never

from forebay.algorithms.search_space import Choices, NumberRange
from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from forebay.algorithms.search_space import Dimension
    from forebay.sql.statement import Option

_FIRST_TRIALS: Final = 5  # drawn at random, before there is something to learn from
_ASKED_AGAIN: Final = 50  # after so many known combinations in a row the space counts as exhausted


def missing_optimiser(
    values: Mapping[str, Any], options: Mapping[str, Option]
) -> Iterator[Problem]:
    """Yield ``library-missing`` if a tuning needs Optuna and has it not; it is not imported.

    Parameters
    ----------
    values
        The options of a model, defaults included.
    options
        As written.

    """
    tuned = values.get("num_trials") and values["hparam_tuning_algorithm"] == "VIZIER_DEFAULT"
    if tuned and find_spec("optuna") is None:
        yield Problem(
            "library-missing",
            'hparam_tuning_algorithm VIZIER_DEFAULT needs the library "optuna", which is not'
            " installed",
            options.get("hparam_tuning_algorithm", options["num_trials"]).value_span,
            hint="pip install 'forebay[tune]', or hparam_tuning_algorithm = 'RANDOM_SEARCH'.",
        )


class VizierSearch:
    """A tree-structured Parzen estimator.

    Vizier itself is a service; this is the search of its kind that is well kept and runs anywhere.
    Trials that were asked for together do not know of each other's figures, so that what is asked
    for does not depend on how many run at once.

    References
    ----------
    [^1]: Bergstra et al. (2011). Algorithms for hyper-parameter optimization. NIPS 24.

    """

    def __init__(self, space: Sequence[Dimension], *, seed: int) -> None:
        import optuna

        optuna.logging.set_verbosity(optuna.logging.ERROR)
        sampler = optuna.samplers.TPESampler(
            seed=seed, n_startup_trials=_FIRST_TRIALS, constant_liar=True
        )
        self._study: Any = optuna.create_study(direction="maximize", sampler=sampler)
        self._failed: Any = optuna.trial.TrialState.FAIL
        self._space = {dimension.name: dimension for dimension in space}
        self._distributions = {d.name: _distribution(d) for d in space}
        self._waiting: dict[tuple[Any, ...], Any] = {}
        self._known: dict[tuple[Any, ...], float | None] = {}

    def ask(self, count: int) -> list[Mapping[str, Any]]:
        """Return the combinations that promise most."""
        found: list[Mapping[str, Any]] = []
        repeated = 0
        while len(found) < count and repeated < _ASKED_AGAIN:
            trial = self._study.ask(self._distributions)
            values = {name: _value(self._space[name], v) for name, v in trial.params.items()}
            key = tuple(values[name] for name in self._space)
            if key in self._waiting:
                repeated += 1
                self._study.tell(trial, state=self._failed)
            elif key in self._known:
                repeated += 1
                self._finish(trial, self._known[key])
            else:
                self._waiting[key] = trial
                found.append({name: values[name] for name in self._space})
        return found

    def tell(self, values: Mapping[str, Any], figure: float | None) -> None:
        """Give the estimator a figure."""
        key = tuple(values.values())
        self._known[key] = figure
        self._finish(self._waiting.pop(key), figure)

    def _finish(self, trial: Any, figure: float | None) -> None:
        if figure is None:
            self._study.tell(trial, state=self._failed)
        else:
            self._study.tell(trial, figure)


def _distribution(dimension: Dimension) -> Any:
    from optuna import distributions

    match dimension:
        case Choices():
            # By place: Optuna takes only some types as they are.
            return distributions.CategoricalDistribution(range(len(dimension.values)))
        case NumberRange() if dimension.is_whole:
            return distributions.IntDistribution(int(dimension.low), int(dimension.high))
        case NumberRange():
            return distributions.FloatDistribution(
                dimension.low, dimension.high, log=dimension.is_log
            )
        case _:
            assert_never(dimension)


def _value(dimension: Dimension, found: Any) -> Any:
    return dimension.values[found] if isinstance(dimension, Choices) else found
