"""Models without a label: built, judged by whether they serve, asked (SEMANTICS 28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from sklearn.datasets import load_iris
from tests.shop import Shop

from forebay.build.event import Judged
from forebay.catalog import layout, read_live
from forebay.cli import main
from forebay.session import connect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

IRIS = load_iris()
SOURCE = "CREATE EXTERNAL TABLE iris OPTIONS (format = 'CSV', uris = ['iris.csv']);"
KMEANS = """
CREATE MODEL groups
OPTIONS (model_type = 'KMEANS', num_clusters = 3, early_stop = FALSE, max_iterations = 100{options})
KEY (id) CARRY (species) {at}
{standards}
AS SELECT * FROM iris;
"""
PCA = """
CREATE MODEL axes OPTIONS (model_type = 'PCA', num_principal_components = 2)
KEY (id) CARRY (species) PREDICT AT NONE
AS SELECT * FROM iris;
"""
TRANSFORM = """
CREATE MODEL prepared
TRANSFORM (ML.STANDARD_SCALER(sl) OVER () AS sl, species)
OPTIONS (model_type = 'TRANSFORM_ONLY')
KEY (id) PREDICT AT NONE
AS SELECT * FROM iris;
"""


class Flowers(Shop):
    """A project over iris, each flower with a day of its own."""

    def flowers(self, order: Sequence[int] = range(150)) -> Flowers:
        lines = ["id,day,sl,sw,pl,pw,species"]
        for i in order:
            values = ",".join(str(x) for x in IRIS.data[i])
            day = f"2026-{1 + i // 28:02d}-{1 + i % 28:02d}"
            lines.append(f"{i},{day},{values},{IRIS.target_names[IRIS.target[i]]}")
        self.write("iris.csv", "\n".join(lines) + "\n")
        return self

    def kmeans(
        self, *, options: str = "", at: str = "PREDICT AT NONE", standards: str = ""
    ) -> None:
        text = KMEANS.format(options=options, at=at, standards=standards)
        if "day" not in at:
            text = text.replace("SELECT *", "SELECT * EXCLUDE (day)")
        self.write("groups.sql", text)

    def verdict(self) -> Judged:
        return next(event for event in self.events if isinstance(event, Judged))

    def ask(self, text: str) -> list[tuple[object, ...]]:
        with connect(self.root) as session:
            return session.sql(text).fetchall()


@pytest.fixture
def flowers(tmp_path: Path) -> Flowers:
    return made(tmp_path)


def made(root: Path, *, threads: int = 2) -> Flowers:
    project = Flowers(root).flowers()
    project.write("forebay.toml", f'name = "iris"\ndefault_env = "dev"\nthreads = {threads}\n')
    project.write("iris.sql", SOURCE)
    return project


def test_without_standards_a_clustering_goes_live_if_it_serves_and_is_called_not_judged(
    flowers: Flowers, capsys: pytest.CaptureFixture[str]
) -> None:
    flowers.kmeans()

    finished = flowers.build()
    found = flowers.verdict().verdict
    main(["-C", str(flowers.root), "models"])

    assert finished.exit_code == 0
    assert (found.outcome, found.basis, found.gate_rows) == ("PASS", "serves", 0)
    assert [s.text for s in found.standards] == ["serves"]
    assert "100 stored answers" in found.standards[0].note
    assert "serves" in capsys.readouterr().out


def test_the_card_says_that_nothing_was_judged(flowers: Flowers) -> None:
    flowers.kmeans()
    flowers.build()

    with connect(flowers.root) as session:
        page = session.report(flowers.root / "report.html").read_text()

    assert "not judged" in page
    assert "Figures on the training rows" in page
    assert "into 3 clusters" in page


def test_standards_are_judged_on_training_rows_and_the_verdict_says_so(flowers: Flowers) -> None:
    flowers.kmeans(standards="STANDARDS (mean_squared_distance <= 1)")

    flowers.build()

    found = flowers.verdict().verdict
    assert (found.outcome, found.basis, found.gate_rows) == ("PASS", "training rows", 0)
    assert found.standards[1].note == "on 150 training rows"


def test_with_a_split_they_are_judged_on_held_out_rows(flowers: Flowers) -> None:
    flowers.kmeans(
        options=", data_split_eval_fraction = 0.3",
        standards="STANDARDS (mean_squared_distance <= 2, davies_bouldin_index <= 2)",
    )

    flowers.build()

    found = flowers.verdict().verdict
    sizes = flowers.ask("SELECT list_sum(list_transform(cluster_info, lambda c: c.cluster_size))"
                        " FROM ML.TRAINING_INFO(MODEL groups) LIMIT 1")  # fmt: skip
    assert found.basis == "gate rows"
    assert found.gate_rows == 150 - sizes[0][0] > 20
    assert (
        found.standards[1].value
        == flowers.ask("SELECT mean_squared_distance FROM ML.EVALUATE(MODEL groups)")[0][0]
    )


def test_predict_at_keeps_the_latest_rows_from_training(flowers: Flowers) -> None:
    flowers.kmeans(
        at="PREDICT AT CAST(day AS TIMESTAMP)", standards="STANDARDS (mean_squared_distance <= 9)"
    )

    flowers.build()

    assert flowers.verdict().verdict.basis == "gate rows"
    assert flowers.verdict().verdict.gate_rows == 30


def test_a_missed_standard_refuses_and_the_live_version_keeps_serving(flowers: Flowers) -> None:
    flowers.kmeans(standards="STANDARDS (mean_squared_distance <= 1)")
    flowers.build()

    flowers.kmeans(standards="STANDARDS (mean_squared_distance <= 0.1)", options=", seed = 3")
    finished = flowers.build()

    assert finished.exit_code == 4
    assert flowers.verdict().verdict.outcome == "FAIL"
    assert read_live(flowers.root, "dev").versions["groups"].number == 1


def test_a_version_whose_files_changed_does_not_serve(flowers: Flowers) -> None:
    """Only its standards changed, so it is judged again without training."""
    flowers.kmeans()
    flowers.build()
    golden = layout.model_folder(flowers.root, "groups", 1) / "golden.parquet"
    golden.write_bytes(golden.read_bytes()[:-1] + b"x")

    flowers.kmeans(standards="STANDARDS (mean_squared_distance <= 1)")
    finished = flowers.build()

    assert finished.exit_code != 0


def test_the_order_of_rows_and_threads_never_change_a_model(tmp_path: Path) -> None:
    found = []
    for name, threads, seed in (("a", 1, 0), ("b", 3, 1), ("c", 2, 2)):
        (tmp_path / name).mkdir()
        project = made(tmp_path / name, threads=threads)
        project.flowers([int(i) for i in np.random.default_rng(seed).permutation(150)])
        project.kmeans()
        project.write("axes.sql", PCA.replace("SELECT *", "SELECT * EXCLUDE (day)"))
        project.write("prepared.sql", TRANSFORM)
        project.build()
        live = read_live(project.root, "dev").versions
        found.append({key: live[key].content_id for key in ("groups", "axes", "prepared")})

    assert found[0] == found[1] == found[2]


def test_predictions_are_the_nearest_centroids_and_then_the_columns_of_the_data(
    flowers: Flowers,
) -> None:
    flowers.kmeans()
    flowers.build()

    rows = flowers.ask("SELECT * FROM ML.PREDICT(MODEL groups, (FROM iris ORDER BY id))")

    assert [row[2:] for row in rows] == flowers.ask("FROM iris ORDER BY id")
    assert len(rows) == 150
    for number, nearest, *_ in rows:
        assert nearest[0]["centroid_id"] == number
        assert [entry["distance"] for entry in nearest] == sorted(e["distance"] for e in nearest)
        assert {entry["centroid_id"] for entry in nearest} == {1, 2, 3}


def test_figures_of_data_are_those_of_training_on_the_training_rows(flowers: Flowers) -> None:
    flowers.kmeans()
    flowers.write("axes.sql", PCA.replace("SELECT *", "SELECT * EXCLUDE (day)"))
    flowers.build()

    for model in ("groups", "axes"):
        kept = flowers.ask(f"SELECT * FROM ML.EVALUATE(MODEL {model})")
        anew = flowers.ask(f"SELECT * FROM ML.EVALUATE(MODEL {model}, TABLE iris)")
        assert kept == anew


def test_the_share_that_is_asked_for_is_found_anomalous_among_the_training_rows(
    flowers: Flowers,
) -> None:
    flowers.kmeans()
    flowers.write("axes.sql", PCA.replace("SELECT *", "SELECT * EXCLUDE (day)"))
    flowers.build()

    for model, figure in (("groups", "normalized_distance"), ("axes", "mean_squared_error")):
        for share in (0.0, 0.1, 0.5):
            found = flowers.ask(
                f"SELECT is_anomaly, {figure} FROM ML.DETECT_ANOMALIES(MODEL {model},"
                f" STRUCT({share} AS contamination), TABLE iris)"
            )
            figures = np.array([value for _, value in found], float)
            limit = np.quantile(figures, 1 - share, method="inverted_cdf")
            assert [bool(a) for a, _ in found] == list(figures > limit)
            assert sum(bool(a) for a, _ in found) <= share * 150


def test_components_come_as_columns_as_a_list_and_beside_all_columns_if_asked(
    flowers: Flowers,
) -> None:
    flowers.write("axes.sql", PCA.replace("SELECT *", "SELECT * EXCLUDE (day)"))
    flowers.build()

    given = "MODEL axes, (SELECT * FROM iris ORDER BY id)"
    plain = flowers.ask(f"SELECT * FROM ML.PREDICT({given})")
    whole = flowers.ask(f"SELECT * FROM ML.PREDICT({given}, STRUCT(TRUE AS keep_original_columns))")
    listed = flowers.ask(f"SELECT ml_generate_embedding_result FROM ML.GENERATE_EMBEDDING({given})")

    assert [row[2] for row in plain] == list(range(150))  # id; the four features are gone
    assert len(plain[0]) == 5
    assert len(whole[0]) == 9
    assert [list(row[:2]) for row in plain] == [row[0] for row in listed]


def test_rows_with_numbers_that_are_not_finite_have_null_for_an_answer(flowers: Flowers) -> None:
    flowers.kmeans()
    flowers.build()

    asked = "(SELECT * REPLACE (CAST('inf' AS DOUBLE) AS sl) FROM iris LIMIT 1)"
    (row,) = flowers.ask(f"SELECT * FROM ML.PREDICT(MODEL groups, {asked})")
    (other,) = flowers.ask(
        f"SELECT * FROM ML.DETECT_ANOMALIES(MODEL groups, {asked}, STRUCT(0.1 AS contamination))"
    )

    assert row[:2] == (None, None)
    assert other[:3] == (None, None, None)


def test_marked_rows_are_the_first_centroids(flowers: Flowers) -> None:
    flowers.write("groups.sql", """
        CREATE MODEL groups
        OPTIONS (model_type = 'KMEANS', num_clusters = 3, kmeans_init_method = 'CUSTOM',
                 kmeans_init_col = 'is_first')
        KEY (id) CARRY (species) PREDICT AT NONE
        AS SELECT * EXCLUDE (day), id IN (0, 60, 120) AS is_first FROM iris;
    """)  # fmt: skip
    flowers.build()

    features = flowers.ask("SELECT DISTINCT feature FROM ML.CENTROIDS(MODEL groups) ORDER BY ALL")
    species = flowers.ask(
        "SELECT mode(species) FROM ML.PREDICT(MODEL groups, TABLE iris)"
        " GROUP BY centroid_id ORDER BY ALL"
    )

    assert features == [("pl",), ("pw",), ("sl",), ("sw",)]
    assert species == [("setosa",), ("versicolor",), ("virginica",)]


def test_a_warm_start_begins_with_the_live_centroids_and_is_verified(flowers: Flowers) -> None:
    flowers.kmeans(options=", warm_start = TRUE")
    flowers.build()

    flowers.build(force=("groups",))
    with connect(flowers.root) as session:
        compared = session.verify("groups")

    info = flowers.ask(
        "SELECT training_run, count(*), max(loss), min(loss)"
        " FROM ML.TRAINING_INFO(MODEL groups) GROUP BY training_run ORDER BY training_run"
    )
    assert [run for run, *_ in info] == [0, 1]
    assert info[1][1] <= 2 < info[0][1]  # it had converged before
    assert info[1][2] == pytest.approx(info[0][3], rel=1e-12)
    assert [c.is_same for c in compared] == [True]


def test_a_unit_test_trains_a_clustering_on_its_fixtures(flowers: Flowers) -> None:
    flowers.kmeans()
    flowers.write("groups.sql", """
        CREATE MODEL groups OPTIONS (model_type = 'KMEANS', num_clusters = 2) KEY (id)
        PREDICT AT NONE AS SELECT id, sl FROM iris;
        CREATE TEST two_groups FOR groups
        WITH iris(id, sl) AS (VALUES (1, 1.0), (2, 1.1), (3, 8.0))
        EXPECT (id, sl) AS (VALUES (1, 1.0), (2, 1.1), (3, 8.0));
    """)  # fmt: skip

    assert flowers.build().exit_code == 0


def test_a_frozen_transform_is_a_model_that_serves(flowers: Flowers) -> None:
    flowers.write("prepared.sql", TRANSFORM)

    finished = flowers.build()

    seen = flowers.ask("SELECT input, category_count FROM ML.FEATURE_INFO(MODEL prepared)")
    assert finished.exit_code == 0
    assert flowers.verdict().verdict.basis == "serves"
    assert seen == [("sl", None), ("species", 3)]
