"""DeLong's variance from the engine against the definition."""

import numpy as np
import pytest
from scipy import special, stats
from statsmodels.stats.proportion import proportion_confint

from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.quantity import Formula, Quantity, single

MODEL, CHAMPION = Quantity("roc_auc"), Quantity("roc_auc", "champion")
SCORERS = ("score", "baseline", "champion")
DIFFERENCE = Formula(
    (MODEL, CHAMPION), lambda v: v[MODEL] - v[CHAMPION], {MODEL: 1.0, CHAMPION: -1.0}
)


def placements(label, score):
    """Return areas and the placements of positive and negative rows, by comparing all pairs."""
    positive, negative = score[label == 1], score[label == 0]
    wins = (positive[:, None] > negative) + 0.5 * (positive[:, None] == negative)
    return wins.mean(), wins.mean(axis=1), wins.mean(axis=0)


def pieces(label, scores, slopes):
    """Return, for each class, what its rows add to a sum of areas times slopes, around 0."""
    found = [placements(label, score) for score in scores]
    sums = [sum(s * f[k] for s, f in zip(slopes, found, strict=True)) for k in (1, 2)]
    return [rows - rows.mean() for rows in sums]


def squared_error(label, scores, slopes):
    return sum(rows.var(ddof=1) / len(rows) for rows in pieces(label, scores, slopes))


@pytest.mark.parametrize("slopes", [(1, 0, 0), (1, 0, -1), (0, 1, -1), (0.5, 2, -1)])
@pytest.mark.parametrize("seed", range(4))
def test_the_variance_of_a_sum_of_areas_is_that_of_the_definition(scored, seed, slopes):
    random = np.random.default_rng(seed)
    label = (random.random(300) < 0.3).astype(int)
    scores = [np.round(random.normal(size=300) + label, 1 + seed % 2) for _ in range(3)]
    rows = scored("binary", label=label, **dict(zip(SCORERS, scores, strict=True)))
    evidence = Evidence(rows, [Quantity("roc_auc", scorer) for scorer in SCORERS])
    wanted = {s: float(slope) for s, slope in zip(SCORERS, slopes, strict=True) if slope}

    found = evidence.area_spread(wanted)

    parts = pieces(label, scores, slopes)
    variances = [rows.var(ddof=1) / len(rows) for rows in parts]
    assert found.variance == pytest.approx(sum(variances), rel=1e-9)
    below = sum(min(r) ** 2 / (len(r) - 1) / len(r) for r in parts)
    assert found.below == pytest.approx(below, rel=1e-9)
    assert found.above == pytest.approx(
        sum(max(r) ** 2 / (len(r) - 1) / len(r) for r in parts), rel=1e-9
    )


def test_degrees_of_freedom_are_those_of_welchs_test(scored):
    random = np.random.default_rng(6)
    label = (np.arange(200) < 30).astype(int)
    score = random.normal(size=200) * (1 + label) + label
    evidence = Evidence(scored("binary", label=label, score=score), [MODEL])

    found = evidence.area_spread({"score": 1.0})

    parts = pieces(label, [score], [1])
    assert found.df == pytest.approx(stats.ttest_ind(*parts, equal_var=False).df, rel=1e-9)


def test_the_interval_of_an_area_is_normal_on_the_logit_scale(scored):
    """2,000 rows of each class: what is counted beside them is below a thousandth."""
    random = np.random.default_rng(2)
    label = np.repeat([0, 1], 2_000)
    score = random.normal(size=4_000) + label

    found = estimate(Evidence(scored("binary", label=label, score=score), [MODEL]), single(MODEL))

    area = placements(label, score)[0]
    half = 1.96 * np.sqrt(squared_error(label, [score], [1])) / (area * (1 - area))
    expected = special.expit(special.logit(area) + np.array([-half, half]))
    shown = found.interval()
    assert shown.method == "logit-DeLong"
    assert (shown.lower, shown.upper) == pytest.approx(tuple(expected), abs=2e-5)


def test_a_difference_of_areas_is_judged_on_the_rows_that_both_scored(scored):
    random = np.random.default_rng(1)
    label = (random.random(4_000) < 0.3).astype(int)
    score, champion = random.normal(size=(2, 4_000)) + label
    champion[3_000:] = np.nan
    rows = scored("binary", label=label, score=score, champion=champion)

    found = estimate(Evidence(rows, [MODEL, CHAMPION]), DIFFERENCE)

    label, both = label[:3_000], [score[:3_000], champion[:3_000]]
    areas = [placements(label, s)[0] for s in both]
    error = np.sqrt(squared_error(label, both, (1, -1)))
    assert found.method == "paired DeLong"
    assert found.value == pytest.approx(areas[0] - areas[1])
    # The normal quantile of 4.5 %: a tenth of the rate is kept back. Students' quantile with some
    # 900 positives and the rows counted beside make it 1 % wider.
    assert found.lower(0.05) == pytest.approx(found.value - 1.6953977 * error, abs=0.02 * error)


def test_an_area_less_that_of_one_score_for_all_has_the_bounds_of_the_area(scored):
    random = np.random.default_rng(1)
    label = (random.random(400) < 0.3).astype(int)
    columns = {"label": label, "score": random.normal(size=400) + label}
    rows = scored("binary", **columns, champion=np.full(400, 0.3))

    less = estimate(Evidence(rows, [MODEL, CHAMPION]), DIFFERENCE)

    alone = estimate(Evidence(rows, [MODEL]), single(MODEL))
    assert less.lower(0.05) == pytest.approx(alone.lower(0.05) - 0.5)
    assert less.method == "logit-DeLong"


def test_blocks_of_one_row_give_nearly_the_interval_without_blocks(scored):
    random = np.random.default_rng(4)
    label = (random.random(800) < 0.3).astype(int)
    score = random.normal(size=800) + label
    alone = scored("binary", label=label, score=score)
    blocks = scored("binary", label=label, score=score, block=np.arange(800))

    found = [
        estimate(Evidence(rows, [MODEL]), single(MODEL)).interval() for rows in (alone, blocks)
    ]

    assert found[1].method == "delta method"
    assert found[1].lower == pytest.approx(found[0].lower, abs=1e-3)
    assert found[1].upper == pytest.approx(found[0].upper, abs=1e-3)


def test_rows_that_come_in_blocks_of_four_count_once(scored):
    random = np.random.default_rng(4)
    label = (random.random(200) < 0.4).astype(int)
    score = random.normal(size=200) + label
    alone = scored("binary", label=label, score=score)
    fourfold = {"label": np.repeat(label, 4), "score": np.repeat(score, 4)}
    blocks = scored("binary", **fourfold, block=np.repeat(np.arange(200), 4))

    once, copied = (
        estimate(Evidence(rows, [MODEL]), single(MODEL)).interval() for rows in (alone, blocks)
    )

    assert copied.value == pytest.approx(once.value)
    assert copied.lower == pytest.approx(once.lower, abs=4e-3)
    assert copied.upper == pytest.approx(once.upper, abs=4e-3)


def test_a_perfect_area_is_bounded_by_its_rows(scored):
    rows = scored("binary", score=np.arange(100) / 100, label=[0] * 60 + [1] * 40)

    found = estimate(Evidence(rows, [MODEL]), single(MODEL)).interval()

    assert found.value == 1.0
    assert found.lower == pytest.approx(proportion_confint(40, 40, method="wilson")[0])
    assert found.upper == 1.0
