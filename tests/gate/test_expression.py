"""Standards as formulas."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forebay.errors import Source
from forebay.gate.expression import affine, compute, difference, figures_of
from forebay.sql.statement import Arithmetic, Metric, Number

NAMES = st.sampled_from(["roc_auc", "baseline", "champion"])
LEAVES = st.one_of(
    st.integers(-500, 500).map(lambda n: n / 100).map(Number),
    NAMES.map(lambda name: Metric(name, Source("s", name).whole())),
)
EXPRESSIONS = st.recursive(
    LEAVES, lambda e: st.builds(Arithmetic, st.sampled_from("+-*/"), e, e), max_leaves=8
)


@given(EXPRESSIONS, st.lists(st.floats(0.1, 2), min_size=3, max_size=3))
def test_an_affine_form_has_the_value_of_its_expression(expression, figures):
    scorers = ("score", "baseline", "champion")
    values = {("roc_auc", s): v for s, v in zip(scorers, figures, strict=True)}

    found = affine(expression, "roc_auc")

    if found is not None:
        value = found.constant + sum(k * values[key] for key, k in found.slopes.items())
        expected = compute(expression, "roc_auc")(values)
        if math.isfinite(expected):
            assert value == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_a_standard_is_the_difference_of_its_sides(standards):
    (standard,) = standards("roc_auc >= champion - 0.01")

    value, form = difference(standard)

    assert figures_of(standard) == (("roc_auc", "champion"), ("roc_auc", "score"))
    assert form.constant == 0.01
    assert form.slopes == {("roc_auc", "score"): 1.0, ("roc_auc", "champion"): -1.0}
    assert value({("roc_auc", "score"): 0.7, ("roc_auc", "champion"): 0.6}) == pytest.approx(0.11)


def test_a_metric_on_both_sides_cancels(standards):
    (standard,) = standards("roc_auc - roc_auc + recall >= 0.5")

    _, form = difference(standard)

    assert form.slopes == {("recall", "score"): 1.0}


def test_a_product_of_figures_is_no_affine_form(standards):
    (standard,) = standards("roc_auc * roc_auc >= 0.5")

    assert difference(standard)[1] is None


def test_division_by_zero_gives_nan_and_no_error(standards):
    (standard,) = standards("roc_auc / (recall - recall) >= 0.5")

    value, _ = difference(standard)

    assert math.isnan(value({("roc_auc", "score"): 0.7, ("recall", "score"): 0.2}))
