"""Check an algorithm as a user's data would, through CREATE MODEL and ML.PREDICT."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from forebay.algorithms.model_task import model_task
from forebay.algorithms.options import OPTION_RULES
from forebay.errors import ForebayError, ProjectError, nearest
from forebay.kit.algorithm_checks import ALGORITHM_CHECKS
from forebay.kit.bench import Bench, names
from forebay.kit.finding import Finding
from forebay.kit.not_applicable import NOT_APPLICABLE, OTHER_TASKS
from forebay.kit.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


# What a type cannot be trained without.
_NEEDED: Final[dict[str, dict[str, object]]] = {"PCA": {"num_principal_components": 2}}


def check_algorithm(
    model_type: str,
    *,
    options: Mapping[str, object] | None = None,
    checks: Sequence[str] | None = None,
) -> tuple[Finding, ...]:
    """Train and ask a model type in sessions of its own, and return what each check found.

    Every check makes CREATE MODEL statements and queries, as a person would; nothing is given to
    the algorithm by hand but where a check says so. Takes a few seconds for each type.

    Parameters
    ----------
    model_type
        One of Forebay, or one that ``forebay.algorithms.plugged_in`` made known.
    options
        What CREATE MODEL needs beside the label and the split, by name.
    checks
        Names out of ``ALGORITHM_CHECKS``; None: all.

    Returns
    -------
    tuple
        One finding for each check, in the order of ``ALGORITHM_CHECKS``.

    Raises
    ------
    ProjectError
        ``unknown-model-type`` and ``bad-arguments``: there is no such type, or no such check.

    Examples
    --------
    >>> for finding in check_algorithm("kmeans", checks=["unseen_category", "weights"]):
    ...     print(finding.check, finding.outcome)
    unseen_category passed
    weights not applicable

    """
    name = model_type.upper()
    task = model_task(name)
    if task is None:
        raise ProjectError.of(
            "unknown-model-type",
            f'there is no model_type "{model_type}"',
            hint=_meant(model_type, list(OPTION_RULES)),
        )
    for check in checks or ():
        if check not in ALGORITHM_CHECKS:
            hint = _meant(check, list(ALGORITHM_CHECKS))
            raise ProjectError.of("bad-arguments", f'there is no check "{check}"', hint=hint)
    chosen = [check for check in ALGORITHM_CHECKS if checks is None or check in checks]
    if task in OTHER_TASKS:
        return tuple(Finding(name, one, "not applicable", OTHER_TASKS[task]) for one in chosen)
    subject = Subject(name, task, _NEEDED.get(name, {}) if options is None else options)
    with Bench(subject) as bench:
        return tuple(_find(bench, check) for check in chosen)


def _find(bench: Bench, check: str) -> Finding:
    subject = bench.subject
    reason = NOT_APPLICABLE.get((subject.task, check))
    if reason is not None:
        return Finding(subject.model_type, check, "not applicable", reason)
    wrong = run_check(bench, check)
    return Finding(subject.model_type, check, "failed" if wrong else "passed", wrong)


def run_check(bench: Bench, check: str) -> str:
    """Return what is wrong by one check; nothing if it passed. An exception is an answer too."""
    module, name = ALGORITHM_CHECKS[check].split(":")
    function = cast("Callable[[Bench], str]", getattr(import_module(module), name))
    try:
        return function(bench)
    except ForebayError as error:
        return f"refused, {names(error.problems)}"
    except Exception as error:  # noqa: BLE001 - whatever an algorithm raises is what is looked for
        return f"raised {type(error).__name__}: {error}"


def _meant(word: str, known: list[str]) -> str:
    meant = nearest(word, known)
    return f'did you mean "{meant}"?' if meant else f"there are: {', '.join(known)}."
