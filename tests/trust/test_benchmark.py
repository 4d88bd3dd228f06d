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


@pytest.mark.parametrize(
    ("part", "n_leaky", "n_clean"),
    [("first", 32, 32), ("second", 37, 33), ("third", 38, 36), ("fourth", 39, 39)],
)
def test_leaks_are_found_and_honest_models_are_left_alone(part, n_leaky, n_clean):
    outcomes = runner().measure(part)

    leaky = [o for o in outcomes if o.expected]
    clean = [o for o in outcomes if not o.expected]
    assert (len(leaky), len(clean)) == (n_leaky, n_clean)
    wrong = [o.case for o in outcomes if not o.is_right]
    assert sum(o.is_right for o in leaky) >= 0.95 * len(leaky), wrong
    assert sum(not o.is_right for o in clean) <= 0.03 * len(clean), wrong
    times = sorted(o.seconds for o in outcomes)
    assert times[len(times) // 2] < 0.02  # 20 ms of processor time a model


def test_of_the_fifth_part_no_more_is_wrong_than_its_table_says():
    outcomes = runner().measure("fifth")

    leaky = [o for o in outcomes if o.expected]
    wrong = [o.case for o in outcomes if not o.is_right]
    assert (len(leaky), len(outcomes)) == (45, 90)
    assert sum(o.is_right for o in leaky) >= 41, wrong
    assert sum(not o.is_right for o in outcomes if not o.expected) <= 1, wrong


def test_the_benchmark_covers_the_eight_types():
    heads = [path.read_text().split(":", 1)[0] for path in FOLDER.glob("*/leaky/*.sql")]

    kinds = {head.removeprefix("-- ").split(",")[0] for head in heads}

    assert kinds == {"L1.1", "L1.2", "L1.3", "L1.4", "L2", "L3.1", "L3.2", "L3.3"}
