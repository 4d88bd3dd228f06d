"""A project with a model of each kind that answers, built once for all tests of a server."""

from __future__ import annotations

import random
import shutil

import pytest
from tests.serve.running import running

from forebay.build import BuildRequest, run

SOURCE = """
CREATE EXTERNAL TABLE given (
  id BIGINT, a DOUBLE, k INTEGER, price DECIMAL(9,2), color VARCHAR, flag BOOLEAN, day DATE,
  seen TIMESTAMP, y DOUBLE, high BOOLEAN, third VARCHAR
) OPTIONS (format = 'CSV', uris = ['given.csv']);
"""
FEATURES = "a, k, price, color, flag, day, seen"
ANY = "KEY (id) PREDICT AT NONE"
FEW = "max_iterations = 8, max_tree_depth = 4"
FEW_TREES = "num_parallel_tree = 8, max_tree_depth = 4"
MODELS = {
    "line": f"""CREATE MODEL line OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y'])
      {ANY} STANDARDS (mean_squared_error <= 1e9) AS SELECT id, {FEATURES}, y FROM given;""",
    "trees": f"""CREATE MODEL trees
      OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['high'], {FEW})
      {ANY} STANDARDS (roc_auc >= 0.5) AS SELECT id, {FEATURES}, high FROM given;""",
    "thirds": f"""CREATE MODEL thirds
      OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['third'])
      {ANY} STANDARDS (roc_auc >= 0.5) AS SELECT id, {FEATURES}, third FROM given;""",
    "made": f"""CREATE MODEL made
      TRANSFORM (ML.STANDARD_SCALER(a) OVER () AS a, k * 2 + 1 AS k2, coalesce(color, '-') AS c,
        ML.QUANTILE_BUCKETIZE(k, 3) OVER () AS bucket, high, id)
      OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['high'], {FEW})
      {ANY} STANDARDS (roc_auc >= 0.5) AS SELECT id, a, k, color, high FROM given;""",
    "engine": f"""CREATE MODEL engine
      TRANSFORM (regexp_extract(color, '^(.)', 1) AS initial, a, high, id)
      OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['high'])
      {ANY} STANDARDS (roc_auc >= 0.5) AS SELECT id, a, color, high FROM given;""",
    "between": f"""CREATE MODEL between
      OPTIONS (model_type = 'LINEAR_REG', input_label_cols = ['y'],
      prediction_interval_level = 0.8, calibration_fraction = 0.4)
      {ANY} STANDARDS (interval_coverage >= 0.5) AS SELECT id, {FEATURES}, y FROM given;""",
    "likely": f"""CREATE MODEL likely OPTIONS (model_type = 'RANDOM_FOREST_CLASSIFIER', {FEW_TREES},
      input_label_cols = ['third'], calibration_method = 'PLATT', calibration_fraction = 0.4)
      {ANY} STANDARDS (roc_auc >= 0.5) AS SELECT id, {FEATURES}, third FROM given;""",
    "groups": """CREATE MODEL groups OPTIONS (model_type = 'KMEANS', num_clusters = 3)
      KEY (id) PREDICT AT NONE AS SELECT id, a, k, color FROM given;""",
    "axes": """CREATE MODEL axes OPTIONS (model_type = 'PCA', num_principal_components = 2)
      KEY (id) PREDICT AT NONE AS SELECT id, a, k, flag FROM given;""",
}


def write_project(root, models=tuple(MODELS)):
    root.mkdir(parents=True, exist_ok=True)
    (root / "forebay.toml").write_text('name = "s"\ndefault_env = "prod"\nthreads = 1\n')
    for folder in ("sources", "models"):
        (root / folder).mkdir(exist_ok=True)
    (root / "sources" / "given.sql").write_text(SOURCE)
    for name in models:
        (root / "models" / f"{name}.sql").write_text(MODELS[name])
    write_rows(root)


def write_rows(root, seed=7, n=1600):
    dice = random.Random(seed)
    lines = ["id,a,k,price,color,flag,day,seen,y,high,third"]
    for i in range(n):
        a, k = dice.gauss(0, 1), dice.randrange(6)
        color = dice.choice(["red", "green", "blue", ""])
        flag = dice.random() < 0.4
        y = a + 0.4 * (color == "red") - 0.3 * flag + 0.1 * k + dice.gauss(0, 0.3)
        third = "low" if y < -0.3 else "mid" if y < 0.6 else "top"
        shown = "" if dice.random() < 0.1 else repr(a)
        day = f"2026-0{dice.randrange(1, 8)}-1{dice.randrange(10)}"
        price = f"{dice.randrange(1, 99999) / 100:.2f}"
        lines.append(
            f"{i},{shown},{k},{price},{color},{str(flag).lower()},{day},{day} 0{k}:30:00,"
            f"{y!r},{str(y > 0.3).lower()},{third}"
        )
    (root / "given.csv").write_text("\n".join(lines) + "\n")


def build(root, **asked):
    done = run(root, BuildRequest(**asked), lambda _: None)
    assert done.outcome == "done", done
    return done


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    root = tmp_path_factory.mktemp("serve") / "project"
    write_project(root)
    build(root)
    return root


@pytest.fixture(scope="session")
def server(project):
    with running(project) as server:
        yield server


@pytest.fixture
def copy(project, tmp_path):
    """The project to change."""
    return shutil.copytree(project, tmp_path / "copy")
