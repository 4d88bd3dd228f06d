"""The engine's pulls against scikit-learn's figures, moved row by row.

By how much a row pulls a figure is the derivative of the figure in the weight of the row, times the
weight. It is taken from scikit-learn's own functions, by central differences of their weights, and
the spread is made from such pulls as its definition says.
"""

import math

import numpy as np
import pytest
from scipy import stats
from sklearn import metrics as sk
from statsmodels.regression.linear_model import OLS
from tests.evaluate.line_by_hand import line_by_hand

from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.gradient import formula_gradient
from forebay.evaluate.metric_names import metric_names
from forebay.evaluate.quantity import Formula, Quantity, single

N = 60


def average(term, weight):
    return np.average(term, weights=weight)


def of_two_classes(label, score):
    called = (score > 0.5).astype(int)

    def by_call(function):
        return lambda w: function(label, called, sample_weight=w)

    def by_score(function):
        return lambda w: function(label, score, sample_weight=w)

    return {
        "precision": by_call(sk.precision_score),
        "recall": by_call(sk.recall_score),
        "accuracy": by_call(sk.accuracy_score),
        "f1_score": by_call(sk.f1_score),
        "balanced_accuracy": by_call(sk.balanced_accuracy_score),
        "matthews_correlation": by_call(sk.matthews_corrcoef),
        "log_loss": by_score(sk.log_loss),
        "roc_auc": by_score(sk.roc_auc_score),
        "average_precision": by_score(sk.average_precision_score),
        "brier_score": by_score(sk.brier_score_loss),
        "brier_skill": lambda w: (
            1
            - sk.brier_score_loss(label, score, sample_weight=w)
            / (average(label, w) * (1 - average(label, w)))
        ),
        "calibration_slope": lambda w: line_by_hand(label, score, w)[0],
        "calibration_intercept": lambda w: line_by_hand(label, score, w)[1],
        "positive_rate": lambda w: average(called, w),
        "false_positive_rate": lambda w: (
            1 - sk.recall_score(label, called, pos_label=0, sample_weight=w)
        ),
        "expected_cost": lambda w: 1 - sk.accuracy_score(label, called, sample_weight=w),
    }


def of_three_classes(label, score):
    called = score.argmax(axis=1)

    def macro(function):
        return lambda w: function(label, called, sample_weight=w, average="macro")

    def binary_losses(w):
        ones = np.eye(3)[label]
        return average(-(ones * np.log(score) + (1 - ones) * np.log1p(-score)).mean(axis=1), w)

    return {
        "precision": macro(sk.precision_score),
        "recall": macro(sk.recall_score),
        "f1_score": macro(sk.f1_score),
        "accuracy": lambda w: sk.accuracy_score(label, called, sample_weight=w),
        "balanced_accuracy": lambda w: sk.balanced_accuracy_score(label, called, sample_weight=w),
        "log_loss": binary_losses,
        "roc_auc": lambda w: sk.roc_auc_score(label, score, sample_weight=w, multi_class="ovr"),
    }


def of_numbers(label, score):
    def by(function):
        return lambda w: function(label, score, sample_weight=w)

    return {
        "mean_absolute_error": by(sk.mean_absolute_error),
        "mean_squared_error": by(sk.mean_squared_error),
        "root_mean_squared_error": by(sk.root_mean_squared_error),
        "mean_squared_log_error": by(sk.mean_squared_log_error),
        "r2_score": by(sk.r2_score),
        "explained_variance": by(sk.explained_variance_score),
        "mean_absolute_percentage_error": lambda w: average(100 * abs(score / label - 1), w),
        "bias": lambda w: average(score - label, w),
        "interval_coverage": lambda w: average(is_inside(label, score), w),
    }


def is_inside(label, score):
    return np.abs(score - label) <= 0.8


FIGURES = {"binary": of_two_classes, "multiclass": of_three_classes, "regression": of_numbers}
# The median is no smooth function of weights, and bins move with them: see below.
PAIRS = [
    (task, metric)
    for task in FIGURES
    for metric in metric_names(task)
    if metric not in {"median_absolute_error", "calibration_error"}
]


def columns_of(task, seed=3, n=N):
    """Return labels and scores; half of the scores are rounded, so that there are ties."""
    random = np.random.default_rng(seed)
    if task == "multiclass":
        score = random.dirichlet(np.ones(3), n)
        return (random.random((n, 1)) > score.cumsum(axis=1)).sum(axis=1).clip(0, 2), score
    if task == "binary":
        score = random.beta(1.5, 2.0, n)
        score[::2] = score[::2].round(1).clip(0.1, 0.9)
        return (random.random(n) < score).astype(int), score
    label = random.gamma(3, 2, n) + 1
    return label, label + random.normal(0, 1, n).clip(-1, 3)


def derivatives(figure, weight):
    """Return the pulls of all rows, by central differences."""
    found, step = np.empty(len(weight)), 1e-4
    for row in range(len(weight)):
        moved = weight.copy()
        moved[row] = weight[row] + step
        high = figure(moved)
        moved[row] = weight[row] - step
        found[row] = weight[row] * (high - figure(moved)) / (2 * step)
    return found


def without_each(figure):
    """Return the pulls of all rows that count once: the figure less that without the row."""
    others = 1.0 - np.eye(N)
    return np.array([figure(np.ones(N)) - figure(w) for w in others]) * (N - 1) / N


def expect(found, pulls):
    """Assert that a spread is that of these pulls."""
    n, centred = len(pulls), pulls - pulls.mean()
    assert found.df == n - 1
    assert found.variance == pytest.approx((centred**2).sum() * n / (n - 1), rel=1e-5)
    assert found.below == pytest.approx(min(centred.min(), 0) ** 2, rel=1e-4)
    assert found.above == pytest.approx(max(centred.max(), 0) ** 2, rel=1e-4)
    # A sixth of the skewness of a sum of n such pulls.
    assert found.skew == pytest.approx(stats.skew(pulls) / math.sqrt(n) / 6, abs=1e-5)


def spread_of(scored, task, metric, label, score, **roles):
    quantity = Quantity(metric)
    classes = {"classes": ("a", "b", "c")} if task == "multiclass" else {}
    if metric == "interval_coverage":
        roles["inside"] = is_inside(label, score)
    rows = scored(task, label=label, score=score, **classes, **roles)
    return Evidence(rows, [quantity]).pulls({quantity: 1.0})


@pytest.mark.parametrize(("task", "metric"), PAIRS)
def test_rows_pull_as_scikit_learns_figure_moves_with_their_weights(scored, task, metric):
    label, score = columns_of(task)

    found = spread_of(scored, task, metric, label, score)

    figure = FIGURES[task](label, score)[metric]
    is_smooth = metric != "average_precision"
    expect(found, derivatives(figure, np.ones(N)) if is_smooth else without_each(figure))


@pytest.mark.parametrize(("task", "metric"), PAIRS)
def test_rows_with_weights_pull_by_their_weights(scored, task, metric):
    label, score = columns_of(task)
    weight = np.random.default_rng(8).gamma(2, 1, N) + 0.1

    found = spread_of(scored, task, metric, label, score, weight=weight)

    expect(found, derivatives(FIGURES[task](label, score)[metric], weight))


BY_CLASS = {
    "precision", "recall", "false_positive_rate", "f1_score", "roc_auc", "balanced_accuracy",
    "average_precision", "matthews_correlation",
}  # fmt: skip


def shares(block, weight, rows):
    """Return by how much each block makes up of some rows."""
    total = weight[rows].sum()
    return np.array([weight[rows & (block == b)].sum() / total for b in np.unique(block)])


def expect_blocks(found, pulls, block, weight, label=None):
    """Assert that a spread is that of whole blocks, from its definition."""
    numbers, all_rows = np.unique(block), np.ones(len(block), bool)
    df = 1 / (shares(block, weight, all_rows) ** 2).sum() - 1
    classes = [all_rows] if label is None else [label == 0, label == 1]
    without, known = 0, []
    for rows in classes:
        own = np.array([pulls[(block == b) & rows].sum() for b in numbers])
        held = shares(block, weight, rows)
        without = without + own / np.sqrt(1 - held)
        known.append((1 / (held**2).sum() - 1, (own**2).sum()))
    if label is not None:
        (fewer, part), (more, other) = sorted(known)
        part = max(0.5, part / (part + other))
        df = min(df, 1 / (part**2 / fewer + (1 - part) ** 2 / more))
    n, centred = len(numbers), without - without.mean()
    assert found.df == pytest.approx(df)
    assert found.variance == pytest.approx((centred**2).sum(), rel=1e-5)
    assert found.below == pytest.approx(min(centred.min(), 0) ** 2, rel=1e-4)
    assert found.above == pytest.approx(max(centred.max(), 0) ** 2, rel=1e-4)
    assert found.skew == pytest.approx(stats.skew(without) / math.sqrt(n) / 6, abs=1e-5)


@pytest.mark.parametrize(("task", "metric"), PAIRS)
def test_rows_of_one_block_are_one_piece(scored, task, metric):
    label, score = columns_of(task)
    random = np.random.default_rng(9)
    block = random.choice(14, N, p=np.arange(1, 15) / 105)
    weight = random.gamma(2, 1, N) + 0.1

    found = spread_of(scored, task, metric, label, score, block=block, weight=weight)

    pulls = derivatives(FIGURES[task](label, score)[metric], weight)
    is_apart = task == "binary" and metric in BY_CLASS
    expect_blocks(found, pulls, block, weight, label if is_apart else None)


def test_a_row_without_a_block_is_a_piece_of_its_own(scored):
    label, score = columns_of("regression")
    block = np.where(np.arange(N) < 40, np.arange(N) // 10, np.arange(N))
    given = np.where(np.arange(N) < 40, block, np.nan)

    found = spread_of(scored, "regression", "bias", label, score, block=given)

    expect_blocks(
        found, derivatives(of_numbers(label, score)["bias"], np.ones(N)), block, np.ones(N)
    )


def test_all_positive_rows_in_three_blocks_are_three_pieces(scored):
    label = (np.arange(600) < 60).astype(int)
    block = np.arange(600) // 20
    score = np.random.default_rng(3).normal(size=600) + label

    found = spread_of(scored, "binary", "recall", label, score, block=block)

    assert found.df == pytest.approx(2)


def test_nine_blocks_of_positive_rows_and_the_others_are_known_as_welch_says(scored):
    """Rows of a block all alike: ROC AUC is then made of two means of so many numbers."""
    label = (np.arange(600) < 180).astype(int)
    score = np.repeat(np.random.default_rng(3).normal(size=30), 20) + label
    placed = [np.array([(score[label == 0] < s).mean() for s in score[:180:20]])]
    placed.append(np.array([(score[label == 1] > s).mean() for s in score[180::20]]))

    found = spread_of(scored, "binary", "roc_auc", label, score, block=np.arange(600) // 20)

    parts = [v.var(ddof=1) / len(v) for v in placed]
    assert found.variance == pytest.approx(sum(parts), rel=1e-9)
    # Of the pulls as they are, not grown by their shares of the class.
    plain = [v.var() / len(v) for v in placed]
    welch = sum(plain) ** 2 / (plain[0] ** 2 / 8 + plain[1] ** 2 / 20)
    assert plain[0] > plain[1]
    assert found.df == pytest.approx(welch, rel=1e-6)


@pytest.mark.parametrize(("lift", "most"), [(0.3, 0.0), (0.5, 0.1)])
def test_all_positive_rows_in_one_block_say_nothing(scored, lift, most):
    """Nor do they if none of them is wrong."""
    label = (np.arange(600) < 60).astype(int)
    score = np.random.default_rng(3).random(600) / 2 + lift * label
    rows = scored("binary", label=label, score=score, block=np.arange(600) // 60)

    found = estimate(Evidence(rows, [Quantity("f1_score")]), single(Quantity("f1_score")))

    assert found.lower(0.05) <= most < found.value
    assert found.upper(0.05) == 1.0


@pytest.mark.parametrize("blocks", [5, 40])
def test_equal_blocks_of_a_mean_have_the_variance_of_their_means(scored, blocks):
    label, score = columns_of("regression", n=200)
    block = np.arange(200) % blocks

    found = spread_of(scored, "regression", "bias", label, score, block=block)

    means = [(score - label)[block == b].mean() for b in range(blocks)]
    assert found.variance == pytest.approx(np.var(means, ddof=1) / blocks, rel=1e-9)
    assert found.df == pytest.approx(blocks - 1)


def test_blocks_of_a_linear_model_have_statsmodels_cluster_robust_error(scored):
    """CR1 of a constant, without statsmodels' correction for rows, is that of equal blocks."""
    label, score = columns_of("regression", n=200)
    block = np.arange(200) % 25

    found = spread_of(scored, "regression", "bias", label, score, block=block)

    fitted = OLS(score - label, np.ones(200)).fit(
        cov_type="cluster", cov_kwds={"groups": block, "use_correction": False}
    )
    assert found.variance == pytest.approx(fitted.bse[0] ** 2 * 25 / 24, rel=1e-9)


@pytest.mark.parametrize("task", ["binary", "regression"])
def test_pulls_have_the_same_bits_in_any_order_and_with_any_threads(scored, task):
    """SEMANTICS 11."""
    label, score = columns_of(task, n=3_000)
    block = np.arange(3_000) % 70
    metric = "average_precision" if task == "binary" else "r2_score"

    found = []
    for threads in (1, 3):
        order = np.random.default_rng(threads).permutation(3_000)
        roles = {"label": label[order], "score": score[order], "block": block[order]}
        rows = scored(task, threads=threads, **roles)
        found.append(Evidence(rows, [Quantity(metric)]).pulls({Quantity(metric): 1.0}))

    assert repr(found[0]) == repr(found[1])


def test_a_formula_over_two_scorers_is_paired_row_by_row(scored):
    label, score = columns_of("binary")
    champion = np.random.default_rng(2).beta(2, 2, N)
    mine, theirs = Quantity("f1_score"), Quantity("roc_auc", "champion")
    formula = Formula((mine, theirs), lambda v: v[mine] / v[theirs], None)
    evidence = Evidence(
        scored("binary", label=label, score=score, champion=champion), [mine, theirs]
    )
    values = {q: evidence.value(q) for q in (mine, theirs)}

    found = evidence.pulls(formula_gradient(formula, values))

    f1, area = of_two_classes(label, score)["f1_score"], of_two_classes(label, champion)["roc_auc"]
    expect(found, derivatives(lambda w: f1(w) / area(w), np.ones(N)))


def test_one_scorer_against_itself_has_no_spread(scored):
    label, score = columns_of("binary")
    mine, same = Quantity("brier_score"), Quantity("brier_score", "champion")
    rows = scored("binary", label=label, score=score, champion=score)

    found = Evidence(rows, [mine, same]).pulls({mine: 1.0, same: -1.0})

    assert (found.variance, found.below, found.above) == pytest.approx((0, 0, 0), abs=1e-30)


def test_the_calibration_error_is_pulled_by_the_gap_of_the_rows_bin(scored):
    random = np.random.default_rng(6)
    score = np.sort(random.random(150))
    label = (random.random(150) < score**2).astype(int)

    found = spread_of(scored, "binary", "calibration_error", label, score)

    gaps = (label - score).reshape(15, 10)
    signed = np.where(gaps.sum(axis=1, keepdims=True) >= 0, gaps, -gaps).ravel()
    expect(found, (signed - signed.mean()) / 150)


def test_a_median_is_pulled_by_the_side_of_the_row_over_the_density(scored):
    """The density of 4,000 exponential errors at their median is 0.5; it is known to 10 %."""
    errors = np.random.default_rng(4).exponential(size=4_000)

    found = spread_of(scored, "regression", "median_absolute_error", np.zeros(4_000), errors)

    # The variance of a median: 1 / (4 n f^2).
    assert found.variance == pytest.approx(1 / (4 * 4_000 * 0.25), rel=0.2)
    assert found.skew == pytest.approx(0, abs=1e-9)
