"""The benchmark of ``benchmarks/leakage``: its README has the figures of the frozen rules."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "leakage"


def runner():
    spec = importlib.util.spec_from_file_location("leakage_run", FOLDER / "run.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["leakage_run"] = module
    before = [*sys.path]
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = before
    return module


# By part: leaky models, clean ones, leaks that the lint tells or leaves to the replay, alarms.
PARTS = {
    "first": (32, 32, 32, 0),
    "second": (37, 33, 37, 0),
    "third": (38, 36, 38, 0),
    "fourth": (39, 39, 39, 0),
    "fifth": (45, 45, 44, 0),
    "sixth": (69, 69, 60, 0),
    "seventh": (64, 64, 51, 1),
    "eighth": (44, 44, 35, 0),
    "ninth": (44, 44, 34, 0),
    "tenth": (64, 64, 53, 0),
    "eleventh": (40, 40, 32, 1),
    "twelfth": (60, 60, 40, 0),
    "thirteenth": (60, 60, 41, 0),
    "fourteenth": (60, 60, 40, 1),
    "fifteenth": (60, 60, 45, 0),
    "sixteenth": (60, 60, 38, 0),
    "seventeenth": (60, 60, 38, 0),
    "eighteenth": (60, 60, 41, 0),
}


# The others bind some 1,400 models, a minute and a half: with those that are built.
ALWAYS = {"first", "sixth", "eleventh", "fifteenth", "sixteenth", "seventeenth", "eighteenth"}


@pytest.mark.parametrize(
    "part", [pytest.param(p, marks=() if p in ALWAYS else pytest.mark.slow_leakage) for p in PARTS]
)
def test_leaks_are_told_or_left_to_the_replay_and_honest_models_are_left_alone(part):
    n_leaky, n_clean, n_found, n_false = PARTS[part]
    outcomes = runner().measure(part)

    leaky = [o for o in outcomes if o.expected]
    clean = [o for o in outcomes if not o.expected]
    assert (len(leaky), len(clean)) == (n_leaky, n_clean)
    wrong = [o.case for o in outcomes if not (o.is_right or o.is_left)]
    assert sum(o.is_right or o.is_left for o in leaky) >= n_found, wrong
    assert sum(not o.is_right for o in clean) <= n_false, wrong
    times = sorted(o.seconds for o in outcomes)
    assert times[len(times) // 2] < 0.02  # 20 ms of processor time a model


# By part: leaks that the lint and the build find together, alarms of both.
BUILT = {
    "third": (38, 0),
    "fourth": (39, 0),
    "fifth": (45, 0),
    "sixth": (67, 1),
    "seventh": (61, 1),
    "eighth": (41, 0),
    "ninth": (41, 0),
    "tenth": (62, 0),
    "eleventh": (36, 2),
    "twelfth": (57, 0),
    "thirteenth": (57, 0),
    "fourteenth": (57, 1),
    "fifteenth": (59, 0),
    "sixteenth": (59, 0),
    "seventeenth": (59, 0),
    "eighteenth": (59, 0),
}


@pytest.mark.slow_leakage
@pytest.mark.parametrize("part", BUILT)
def test_what_is_left_to_the_replay_is_decided_by_the_build(part):
    n_found, n_false = BUILT[part]
    outcomes = runner().measure(part, builds=True)

    wrong = [o.case for o in outcomes if not o.is_right_in_all]
    assert sum(o.is_right_in_all for o in outcomes if o.expected) >= n_found, wrong
    assert sum(not o.is_right_in_all for o in outcomes if not o.expected) <= n_false, wrong


def test_the_benchmark_covers_the_eight_types():
    heads = [path.read_text().split(":", 1)[0] for path in FOLDER.glob("*/leaky/*.sql")]

    kinds = {head.removeprefix("-- ").split(",")[0] for head in heads}

    assert kinds == {"L1.1", "L1.2", "L1.3", "L1.4", "L2", "L3.1", "L3.2", "L3.3"}
