"""KMEANS with several numbers of clusters: compared by the index of Davies and Bouldin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from tests.build.test_unlabelled import IRIS, Flowers, made

from forebay.build.event import StepFinished
from forebay.catalog import layout
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

GRID = "num_trials = 9, hparam_tuning_algorithm = 'GRID_SEARCH'"
PAIR = f"{GRID}, num_clusters = HPARAM_CANDIDATES([2, 4])"
MODEL = """
CREATE MODEL groups
OPTIONS (model_type = 'KMEANS', kmeans_init_method = 'KMEANS++', early_stop = FALSE,
  max_iterations = 100, {options})
KEY (id) CARRY (species) PREDICT AT NONE
AS SELECT * EXCLUDE (day) FROM iris;
"""


@pytest.fixture
def flowers(tmp_path: Path) -> Flowers:
    return made(tmp_path)


def tune(flowers: Flowers, options: str) -> Any:
    """Build the model; return what its version says of itself."""
    flowers.write("groups.sql", MODEL.format(options=options))
    flowers.build()
    return document(flowers)


def document(flowers: Flowers, number: int = 1) -> Any:
    folder = layout.model_folder(flowers.root, "groups", number)
    return json.loads((folder / "model.json").read_text())


def davies_bouldin(cluster: np.ndarray[Any, Any]) -> float:
    """Return the index by its definition: radii are root mean square distances."""
    points = (IRIS.data - IRIS.data.mean(axis=0)) / IRIS.data.std(axis=0)
    groups = [points[cluster == number] for number in np.unique(cluster)]
    centres = [group.mean(axis=0) for group in groups]
    radius = [
        np.sqrt(((group - centre) ** 2).sum(axis=1).mean())
        for group, centre in zip(groups, centres, strict=True)
    ]
    worst = [
        max(
            (radius[i] + radius[j]) / np.linalg.norm(centres[i] - centres[j])
            for j in range(len(groups))
            if j != i
        )
        for i in range(len(groups))
    ]
    return float(np.mean(worst))


def test_every_trial_has_the_index_of_davies_and_bouldin_and_the_lowest_serves(
    flowers: Flowers,
) -> None:
    about = tune(flowers, f"{GRID}, num_clusters = HPARAM_CANDIDATES([2, 3, 5])")

    rows = flowers.ask("SELECT * FROM ML.TRIAL_INFO(MODEL groups)")

    assert [row[1] for row in rows] == [{"num_clusters": k} for k in (2, 3, 5)]
    for number, _, figure, loss, eval_loss, status, _, _ in rows:
        clusters = flowers.ask(
            f"SELECT centroid_id FROM ML.PREDICT(MODEL groups, TABLE iris,"
            f" STRUCT({number} AS trial_id)) ORDER BY id"
        )
        expected = davies_bouldin(np.array([row[0] for row in clusters]))
        # 1e-3: the centroids of the last iteration are those of the assignment before it.
        assert figure == {"davies_bouldin_index": pytest.approx(expected, rel=1e-3)}
        assert (loss > 0, eval_loss, status) == (True, None, "SUCCEEDED")
    # Two of the three species of iris lie together: two clusters are the most separate ones.
    assert [row[7] for row in rows] == [True, False, False]
    assert about["options"]["num_clusters"] == 2


def test_num_clusters_varies_from_2_to_10_if_nothing_says_what_varies(flowers: Flowers) -> None:
    tune(flowers, "num_trials = 5, hparam_tuning_algorithm = 'RANDOM_SEARCH'")

    rows = flowers.ask("SELECT hyperparameters.num_clusters FROM ML.TRIAL_INFO(MODEL groups)")

    assert len({row[0] for row in rows}) == 5
    assert {row[0] for row in rows} <= set(range(2, 11))


def test_trials_that_run_at_once_give_the_same_model(flowers: Flowers) -> None:
    options = (
        "num_trials = 4, hparam_tuning_algorithm = 'RANDOM_SEARCH',"
        " num_clusters = HPARAM_RANGE(2, 8), max_parallel_trials = {}"
    )
    one = tune(flowers, options.format(1))
    tune(flowers, options.format(2))

    two = document(flowers, 2)

    assert one["trials"] == two["trials"]
    assert one["figures"] == two["figures"]


def test_no_rows_are_kept_back_unless_a_split_is_asked_for(flowers: Flowers) -> None:
    counts = tune(flowers, PAIR)["facts"]["split"]["counts"]
    assert (counts["train"], counts["tune"], counts["gate"]) == (150, 0, 0)

    flowers.write("groups.sql", MODEL.format(options=f"{PAIR}, data_split_eval_fraction = 0.3"))
    flowers.build()

    counts = document(flowers, 2)["facts"]["split"]["counts"]
    assert counts["tune"] == 0
    assert counts["gate"] == pytest.approx(45, abs=15)


def test_functions_answer_for_the_trial_that_is_asked_for(flowers: Flowers) -> None:
    tune(flowers, PAIR)

    ((first, index),) = flowers.ask(
        "SELECT trial_id, davies_bouldin_index FROM ML.EVALUATE(MODEL groups)"
    )
    text = "FROM ML.EVALUATE(MODEL groups, TABLE iris, STRUCT({} AS trial_id))"
    one, two = (flowers.ask(text.format(n))[0] for n in (1, 2))
    centroids = flowers.ask(
        "SELECT DISTINCT trial_id, centroid_id"
        " FROM ML.CENTROIDS(MODEL groups, STRUCT(2 AS trial_id))"
    )

    assert (first, index) == (1, pytest.approx(one[1], rel=1e-12))
    assert (one[0], two[0]) == (1, 2)
    assert one[1] != two[1]
    assert sorted(centroids) == [(2, k) for k in (1, 2, 3, 4)]
    with pytest.raises(ProjectError, match="no figures are kept"):
        flowers.ask("FROM ML.EVALUATE(MODEL groups, STRUCT(2 AS trial_id))")


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ("num_clusters = HPARAM_RANGE(2, 5)", "bad-option"),
        (f"{GRID}, num_clusters = HPARAM_RANGE(1, 5)", "bad-option"),
        (f"{GRID}, num_clusters = 3", "bad-option"),
        (f"{PAIR}, hparam_tuning_objectives = ['ROC_AUC']", "bad-option"),
        (f"{PAIR}, data_split_test_fraction = 0.2", "not-supported"),
        (f"{PAIR}, warm_start = TRUE", "bad-option"),
    ],
)
def test_what_cannot_be_tuned_is_refused_before_it_runs(
    flowers: Flowers, options: str, name: str
) -> None:
    flowers.write("groups.sql", MODEL.format(options=options))

    with pytest.raises(ProjectError) as raised:
        flowers.build()

    errors = [p.name for p in raised.value.problems if p.severity == "error"]
    assert errors == [name]
    assert not [event for event in flowers.events if isinstance(event, StepFinished)]
