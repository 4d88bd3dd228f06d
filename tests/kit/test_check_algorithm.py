"""Every model type passes every check of the kit, and every check can fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from forebay.algorithms import ALGORITHMS, MODEL_TASKS, OPTION_RULES, plugged_in
from forebay.errors import ProjectError
from forebay.kit import ALGORITHM_CHECKS, check_algorithm
from forebay.kit.bench import Bench
from forebay.kit.check_algorithm import run_check
from forebay.kit.not_applicable import NOT_APPLICABLE, OTHER_TASKS
from forebay.kit.subject import Subject

CHECKED = [name for name, task in MODEL_TASKS.items() if task not in OTHER_TASKS]
# One of trees and one of numbers alone are enough for each change; `make test-kit` takes all.
LONG = {"KMEANS", "PCA", "RANDOM_FOREST_CLASSIFIER", "RANDOM_FOREST_REGRESSOR"}


@pytest.mark.parametrize(
    "model_type",
    [pytest.param(n, marks=[pytest.mark.slow_kit] if n in LONG else []) for n in CHECKED],
)
def test_a_model_type_passes_every_check(model_type):
    findings = check_algorithm(model_type)

    assert [finding.check for finding in findings] == list(ALGORITHM_CHECKS)
    assert [str(finding) for finding in findings if finding.outcome == "failed"] == []


def test_a_forest_of_xgboost_passes_where_it_differs_most():
    """It takes no infinite numbers, and has a way of its own for what it has not seen."""
    options = {"colsample_bylevel": 0.7, "num_parallel_tree": 5}

    findings = check_algorithm(
        "RANDOM_FOREST_CLASSIFIER", options=options, checks=["nan", "infinity", "unseen_category"]
    )

    assert [str(finding) for finding in findings if finding.outcome != "passed"] == []


def test_what_does_not_apply_says_why():
    for finding in check_algorithm("TRANSFORM_ONLY", checks=["one_class", "weights"]):
        assert finding.outcome == "not applicable"
        assert finding.note


@pytest.mark.parametrize(("task", "check"), NOT_APPLICABLE)
def test_a_check_that_would_pass_is_applied(task, check):
    """The table of what does not apply is as short as it can be."""
    model_type, options = {
        "clustering": ("KMEANS", {}),
        "reduction": ("PCA", {"num_principal_components": 2}),
        "transform": ("TRANSFORM_ONLY", {}),
    }[task]

    with Bench(Subject(model_type, task, options)) as bench:
        assert run_check(bench, check) != ""


# A third party ------------------------------------------------------------------------------------

WRONG = {
    "same_seed_same_bytes": "Random",
    "save_and_load": "Forgetful",
    "null": "Missing",
    "nan": "Batchwise",
    "infinity": "Batchwise",
    "unseen_category": "KnownOnly",
    "one_class": "Divides",
    "constant_column": "Spread",
    "one_row": "Batchwise",
    "zero_rows": "FirstRow",
    "many_categories": "Bytes",
    "weights": "Weightless",
    "permuted_columns": "FirstColumn",
    "hostile_names": "Pasted",
    "memory": "Hoarder",
}


@pytest.fixture
def odd(monkeypatch):
    """Return a function that checks an algorithm of odd_algorithms.py as a MODEL_TYPE."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))

    def check(name, **how):
        rules = OPTION_RULES["LINEAR_REG"]
        with plugged_in("ODD", f"odd_algorithms:{name}", "regression", rules):
            return check_algorithm("ODD", **how)

    return check


def test_an_algorithm_of_a_third_party_passes(odd):
    assert {finding.outcome for finding in odd("Right")} == {"passed"}
    assert "ODD" not in ALGORITHMS


@pytest.mark.parametrize(("check", "name"), [*WRONG.items(), ("memory", "Keeper")])
def test_a_broken_algorithm_fails(odd, check, name):
    (finding,) = odd(name, checks=[check])

    assert finding.outcome == "failed", finding
    assert finding.note


def test_every_check_is_seen_to_fail():
    assert WRONG.keys() == ALGORITHM_CHECKS.keys()


# What is asked ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "name", "hint"),
    [
        ({"model_type": "KMEAN"}, "unknown-model-type", "KMEANS"),
        ({"model_type": "PCA", "checks": ["one_rows"]}, "bad-arguments", "one_row"),
    ],
)
def test_what_is_not_there_is_told(arguments, name, hint):
    with pytest.raises(ProjectError) as raised:
        check_algorithm(**arguments)

    (problem,) = raised.value.problems
    assert (problem.name, problem.hint) == (name, f'did you mean "{hint}"?')
