"""Numerical derivatives against those on paper."""

import numpy as np
import pytest

from forebay.evaluate.binary_moments import BINARY_MOMENTS, binary_terms
from forebay.evaluate.gradient import formula_gradient, moment_gradient
from forebay.evaluate.moment import Term
from forebay.evaluate.quantity import Formula, Quantity
from forebay.evaluate.regression_moments import REGRESSION_MOMENTS

COUNTS = {"n": 1_000.0, "positives": 200.0, "predicted": 150.0, "hits": 90.0}
AUC, BRIER = Quantity("roc_auc"), Quantity("brier_score")


def test_the_gradient_of_f1_is_that_on_paper():
    found = moment_gradient(BINARY_MOMENTS["f1_score"], COUNTS, binary_terms("s0", 0.5))

    # 2 hits / (predicted + positives)
    expected = {"hits": 2 / 350, "predicted": -180 / 350**2, "positives": -180 / 350**2}
    assert found == pytest.approx(expected, rel=1e-8)


def test_the_gradient_of_a_root_is_that_on_paper():
    terms = {name: Term("", 1.0) for name in ("n", "squared")}
    moment = REGRESSION_MOMENTS["root_mean_squared_error"]

    found = moment_gradient(moment, {"n": 400.0, "squared": 100.0}, terms)

    # sqrt(squared / n): 1 / (2 n root), -root / (2 n)
    expected = {"squared": 1 / (2 * 400 * 0.5), "n": -0.5 / (2 * 400)}
    assert found == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("squared", [1e-12, 1.0, 1e20])
def test_a_sum_whose_terms_cancel_is_moved_by_a_step_of_their_size(squared):
    """The sum of centred labels is 0: a step that is a share of it would be none."""
    names = ("n", "squared", "label_centred", "label_squared")
    terms = {name: Term("", 1.0) for name in names}
    terms["label_centred"] = Term("", 1.0, "label_squared")
    sums = {
        "n": 400.0, "squared": squared, "label_centred": 0.0, "label_squared": 4 * squared,
    }  # fmt: skip

    found = moment_gradient(REGRESSION_MOMENTS["r2_score"], sums, terms)

    assert found["squared"] == pytest.approx(-1 / (4 * squared), rel=1e-8)
    assert found["label_squared"] == pytest.approx(1 / (16 * squared), rel=1e-8)
    # A slope of 0; beside it the other addends of a row are about 1 / n.
    assert abs(found["label_centred"]) * np.sqrt(squared / 400) < 1e-9


def test_an_affine_formula_has_its_slopes():
    formula = Formula((AUC,), lambda v: v[AUC], {AUC: 1.0})

    assert formula_gradient(formula, {AUC: 0.7}) == {AUC: 1.0}


@pytest.mark.parametrize("brier", [0.2, 0.0])
def test_the_gradient_of_a_product_is_that_on_paper(brier):
    formula = Formula((AUC, BRIER), lambda v: v[AUC] * (1 - v[BRIER]), None)

    found = formula_gradient(formula, {AUC: 0.7, BRIER: brier})

    assert found == pytest.approx({AUC: 1 - brier, BRIER: -0.7}, rel=1e-8)
