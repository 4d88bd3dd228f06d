"""Probabilities made of scores, against scikit-learn and against what happened."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.frozen import FrozenEstimator
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.naive_bayes import GaussianNB

from forebay.algorithms.fit_calibration import fit_calibration
from forebay.algorithms.isotonic_scaling import TILT, isotonic_scaling
from forebay.algorithms.platt_scaling import PlattScaling, platt_scaling
from forebay.algorithms.score_calibration import ScoreCalibration

Floats = NDArray[np.float64]


def drawn(n: int, *, seed: int = 1, decimals: int = 16) -> tuple[Floats, Floats]:
    """Draw scores that are too sure of themselves, and what happened."""
    random = np.random.default_rng(seed)
    truth = random.beta(2, 3, n)
    odds = np.log(truth / (1 - truth))
    score = 1 / (1 + np.exp(-2.5 * odds - 0.7))
    return score.round(decimals), (random.random(n) < truth).astype(np.float64)


@pytest.mark.parametrize("decimals", [16, 2, 1])
def test_the_isotonic_curve_is_that_of_scikit_learn(decimals: int) -> None:
    """To 1e-12 before shares are kept off 0 and 1 and tilted by 1e-6, which is done here too."""
    score, happened = drawn(2_000, decimals=decimals)
    theirs = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(score, happened)
    asked = np.concatenate([[0.0, 1.0], np.random.default_rng(2).random(500), score])

    found = isotonic_scaling(score, happened).of(asked)

    least = 1 / (len(score) + 2)
    inner = np.interp(asked, theirs.X_thresholds_, np.clip(theirs.y_thresholds_, least, 1 - least))
    assert found == pytest.approx((1 - TILT) * inner + TILT * asked, abs=1e-12)
    assert found == pytest.approx(theirs.predict(asked), abs=2 * least + TILT)


def test_platt_scaling_is_that_of_scikit_learn() -> None:
    """Their sigmoid of log-odds; 1e-4 is as near as their minimiser goes."""
    score, happened = drawn(3_000)
    squeezed = 1e-6 + (1 - 2e-6) * score
    odds = np.log(squeezed / (1 - squeezed))

    class OfOdds(LogisticRegression):  # type: ignore[misc]
        def decision_function(self, rows: Floats) -> Floats:
            return rows[:, 0]

    model = OfOdds().fit(odds[:, None], happened)
    theirs = CalibratedClassifierCV(FrozenEstimator(model), method="sigmoid").fit(
        odds[:, None], happened
    )

    found = platt_scaling(score, happened).of(score)

    assert found == pytest.approx(theirs.predict_proba(odds[:, None])[:, 1], abs=1e-4)


def test_platt_scaling_is_at_the_bottom() -> None:
    """The gradient of its loss vanishes there, by central differences."""
    score, happened = drawn(500)
    found = platt_scaling(score, happened)
    squeezed = 1e-6 + (1 - 2e-6) * score
    odds = np.log(squeezed / (1 - squeezed))
    n1 = happened.sum()
    aims = np.where(happened > 0, (n1 + 1) / (n1 + 2), 1 / (len(score) - n1 + 2))

    def loss(slope: float, intercept: float) -> float:
        p = 1 / (1 + np.exp(-(slope * odds + intercept)))
        return float(-(aims * np.log(p) + (1 - aims) * np.log(1 - p)).sum())

    at, h = (found.slope, found.intercept), 1e-5
    assert (loss(at[0] + h, at[1]) - loss(at[0] - h, at[1])) / (2 * h) == pytest.approx(0, abs=1e-4)
    assert (loss(at[0], at[1] + h) - loss(at[0], at[1] - h)) / (2 * h) == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize("method", ["PLATT", "ISOTONIC"])
@pytest.mark.parametrize("decimals", [16, 2])
def test_ranks_stay_as_they_were(method: Any, decimals: int) -> None:
    score, happened = drawn(2_000, decimals=decimals)
    folds = np.arange(2_000) % 5
    fitted = fit_calibration(score[:, None], happened.astype(np.int64), folds, method)
    assert fitted.calibration is not None

    after = fitted.calibration.of(score[:, None])[:, 0]

    order = np.argsort(score, kind="stable")
    assert ((np.diff(after[order]) > 0) == (np.diff(score[order]) > 0)).all()
    assert roc_auc_score(happened, after) == roc_auc_score(happened, score)
    assert (after > 0).all()
    assert (after < 1).all()


def test_more_than_two_classes_are_put_right_one_by_one_as_scikit_learn_does() -> None:
    """Isotonic, to 3e-3: their shares reach 0 and 1, ours stop at 1 of n + 2 rows."""
    data = load_iris()
    rows = np.repeat(data.data, 8, axis=0) + np.random.default_rng(3).normal(0, 0.9, (1200, 4))
    labels = np.repeat(data.target, 8)
    model = GaussianNB().fit(rows[::2], labels[::2])
    theirs = CalibratedClassifierCV(FrozenEstimator(model), method="isotonic").fit(rows, labels)
    scores = model.predict_proba(rows)

    found = fit_calibration(scores, labels, np.arange(1200) % 5, "ISOTONIC").calibration

    assert found is not None
    after = found.of(scores)
    assert after.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert after == pytest.approx(theirs.predict_proba(rows), abs=3e-3)


def test_auto_takes_the_curve_that_fits_rows_it_did_not_see() -> None:
    random = np.random.default_rng(5)
    truth = random.beta(2, 2, 6_000)
    happened = (random.random(6_000) < truth).astype(np.int64)
    folds = random.integers(0, 5, 6_000)
    too_sure = truth**3 / (truth**3 + (1 - truth) ** 3)
    stepped = np.where(truth < 0.5, truth * 0.2, 0.9 + 0.2 * (truth - 0.5))  # no line on log-odds

    chosen = {
        name: fit_calibration(score[:, None], happened, folds, "AUTO")
        for name, score in {"right": truth, "too sure": too_sure, "stepped": stepped}.items()
    }

    methods = {
        name: fitted.calibration.method if fitted.calibration else "NONE"
        for name, fitted in chosen.items()
    }
    assert methods == {"right": "NONE", "too sure": "PLATT", "stepped": "ISOTONIC"}
    assert set(chosen["right"].losses) == {"NONE", "PLATT", "ISOTONIC"}
    assert chosen["too sure"].losses["PLATT"] < chosen["too sure"].losses["NONE"]


def test_auto_does_not_try_isotonic_with_few_rows() -> None:
    score, happened = drawn(900)

    fitted = fit_calibration(score[:, None], happened.astype(np.int64), np.arange(900) % 5, "AUTO")

    assert set(fitted.losses) == {"NONE", "PLATT"}


@pytest.mark.parametrize(
    ("n", "method", "reason"),
    [
        (60, "PLATT", "rows of the rarest class, and 50 are needed"),
        (999, "ISOTONIC", "999 rows, and ISOTONIC needs 1,000"),
    ],
)
def test_too_few_rows_leave_scores_as_they_are_and_say_so(n: int, method: Any, reason: str) -> None:
    score, happened = drawn(n)

    fitted = fit_calibration(score[:, None], happened.astype(np.int64), np.arange(n) % 5, method)

    assert fitted.calibration is None
    assert reason in fitted.reason


def test_scores_that_point_the_wrong_way_are_not_turned_round() -> None:
    score, happened = drawn(1_000)

    fitted = fit_calibration(
        1 - score[:, None], happened.astype(np.int64), np.arange(1_000) % 5, "PLATT"
    )

    assert fitted.calibration is None
    assert "higher scores do not go with more rows" in fitted.reason


@pytest.mark.parametrize("method", ["PLATT", "ISOTONIC"])
def test_rows_are_answered_alone_as_among_others_and_after_json(method: Any) -> None:
    """Bit for bit: a server answers one row, a build a million."""
    data = load_breast_cancer()
    rows = np.tile(data.data, (3, 1)) + np.random.default_rng(7).normal(0, 5, (1707, 30))
    labels = np.tile(data.target, 3)
    scores = GaussianNB().fit(rows, labels).predict_proba(rows)
    three = np.column_stack([scores[:, :1] * 0.5, scores[:, :1] * 0.5, scores[:, 1:]])
    classes = labels * 2 - (np.arange(1707) % 2) * (labels == 0) + (labels == 0)
    found = fit_calibration(three, classes.astype(np.int64), np.arange(1707) % 5, method)
    assert found.calibration is not None

    again = ScoreCalibration.from_json(json.loads(json.dumps(found.calibration.to_json())), 3)

    whole = found.calibration.of(three)
    assert (again.of(three) == whole).all()
    alone = np.concatenate([again.of(three[i : i + 1]) for i in range(200)])
    assert (alone == whole[:200]).all()


def test_what_is_no_number_stays_none() -> None:
    nan = np.array([[np.nan], [0.5]])
    curve = isotonic_scaling(*drawn(100))
    for calibration in (
        ScoreCalibration("PLATT", (PlattScaling(2.0, 0.1),)),
        ScoreCalibration("ISOTONIC", (curve,)),
    ):
        assert np.isnan(calibration.of(nan)).ravel().tolist() == [True, False]


@pytest.mark.parametrize(
    "content",
    [
        {"method": "PLATT", "curves": []},
        {"method": "SPLINE", "curves": [{}]},
        {"method": "PLATT", "curves": [{"slope": -1.0, "intercept": 0.0}]},
        {"method": "ISOTONIC", "curves": [{"scores": [0.1, 0.2], "shares": [0.5, 0.4]}]},
        {"method": "ISOTONIC", "curves": [{"scores": [0.2, 0.1], "shares": [0.4, 0.5]}]},
        {"method": "ISOTONIC", "curves": [{"scores": [], "shares": []}]},
    ],
)
def test_a_curve_that_does_not_rise_is_not_read(content: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="calibration"):
        ScoreCalibration.from_json(content, 1)
