"""DeLong's covariance from the engine against the definition."""

import numpy as np
import pytest

from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.quantity import Formula, Quantity, single

MODEL, CHAMPION = Quantity("roc_auc"), Quantity("roc_auc", "champion")


def placements(label, score):
    """Return areas and the placements of positive and negative rows, by comparing all pairs."""
    positive, negative = score[label == 1], score[label == 0]
    wins = (positive[:, None] > negative) + 0.5 * (positive[:, None] == negative)
    return wins.mean(), wins.mean(axis=1), wins.mean(axis=0)


def covariance(label, scores):
    found = [placements(label, score) for score in scores]
    of_positives = np.atleast_2d(np.cov([p for _, p, _ in found]))
    of_negatives = np.atleast_2d(np.cov([n for _, _, n in found]))
    return of_positives / (label == 1).sum() + of_negatives / (label == 0).sum()


@pytest.mark.parametrize("seed", range(4))
def test_the_covariance_of_three_scorers_is_that_of_the_definition(scored, seed):
    random = np.random.default_rng(seed)
    label = (random.random(300) < 0.3).astype(int)
    scores = [np.round(random.normal(size=300) + label, 1 + seed % 2) for _ in range(3)]
    columns = dict(zip(("score", "baseline", "champion"), scores, strict=True))
    rows = scored("binary", label=label, **columns)
    quantities = [Quantity("roc_auc", scorer) for scorer in ("score", "baseline", "champion")]
    evidence = Evidence(rows, quantities)

    found = evidence.area_covariance(["score", "baseline", "champion"])

    assert found == pytest.approx(covariance(label, scores), rel=1e-9, abs=1e-15)


def test_a_difference_of_areas_is_judged_on_the_rows_that_both_scored(scored):
    random = np.random.default_rng(1)
    label = (random.random(400) < 0.3).astype(int)
    score, champion = random.normal(size=(2, 400)) + label
    champion[300:] = np.nan
    rows = scored("binary", label=label, score=score, champion=champion)
    difference = Formula(
        (MODEL, CHAMPION), lambda v: v[MODEL] - v[CHAMPION], {MODEL: 1.0, CHAMPION: -1.0}
    )

    found = estimate(Evidence(rows, [MODEL, CHAMPION]), difference, "seed")

    both = [score[:300], champion[:300]]
    areas = [placements(label[:300], s)[0] for s in both]
    error = np.sqrt([1, -1] @ covariance(label[:300], both) @ [1, -1])
    assert found.method == "paired DeLong"
    assert found.value == pytest.approx(areas[0] - areas[1])
    assert found.lower(0.05) == pytest.approx(found.value - 1.6448536 * error)


def test_blocks_of_one_row_give_nearly_the_interval_without_blocks(scored):
    random = np.random.default_rng(4)
    label = (random.random(800) < 0.3).astype(int)
    score = random.normal(size=800) + label
    alone = scored("binary", label=label, score=score)
    blocks = scored("binary", label=label, score=score, block=np.arange(800))

    found = [
        estimate(Evidence(rows, [MODEL]), single(MODEL), "").interval() for rows in (alone, blocks)
    ]

    assert found[0].method == found[1].method == "logit-DeLong"
    assert found[1].lower == pytest.approx(found[0].lower, abs=5e-4)


def test_rows_that_come_in_blocks_of_four_count_once(scored):
    random = np.random.default_rng(4)
    label = (random.random(200) < 0.4).astype(int)
    score = random.normal(size=200) + label
    alone = scored("binary", label=label, score=score)
    fourfold = {"label": np.repeat(label, 4), "score": np.repeat(score, 4)}
    blocks = scored("binary", **fourfold, block=np.repeat(np.arange(200), 4))

    once, copied = (
        estimate(Evidence(rows, [MODEL]), single(MODEL), "").interval() for rows in (alone, blocks)
    )

    assert copied.value == pytest.approx(once.value)
    assert copied.lower == pytest.approx(once.lower, abs=3e-3)
    assert copied.upper == pytest.approx(once.upper, abs=3e-3)


def test_a_perfect_area_is_bounded_by_its_rows(scored):
    rows = scored("binary", score=np.arange(100) / 100, label=[0] * 60 + [1] * 40)

    found = estimate(Evidence(rows, [MODEL]), single(MODEL), "").interval()

    assert found.value == 1.0
    assert 0.90 < found.lower < 0.93  # Wilson, 40 of 40
    assert found.upper == 1.0
