"""Models that are read from files: checked before anything runs, served, judged, built again."""

from __future__ import annotations

import json
import shutil

import lightgbm
import numpy as np
import pandas as pd
import pytest
import xgboost

import forebay
from forebay.algorithms.installed_library import installed_library
from forebay.build.event import Progress, StepFinished
from forebay.cli import main
from forebay.errors import ProjectError

MODEL = "CREATE MODEL m {} OPTIONS (model_type = '{}', model_path = '{}');"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A folder with model files, the rows they were trained on, and a source of these rows."""
    root = tmp_path_factory.mktemp("imported")
    (root / "models").mkdir()
    rng = np.random.default_rng(0)
    n = 1200
    x = pd.DataFrame({"a": rng.normal(size=n), "b": rng.normal(size=n)})
    x["kind"] = pd.Categorical(rng.choice(["new", "old", "used"], n))
    x.loc[rng.random(n) < 0.1, "a"] = np.nan
    noise = rng.normal(size=n) * 0.4
    y = (x.a.fillna(0) + (x.kind == "new") + noise > 0.4).astype(int)
    third = np.digitize(x.a.fillna(0) + noise, [-0.5, 0.5])
    plain = {"verbosity": -1, "num_threads": 1}

    def boosted(objective, label, **more):
        matrix = xgboost.DMatrix(x, label, enable_categorical=True)
        return xgboost.train({"objective": objective, "max_depth": 4, **more}, matrix, 6)

    boosted("binary:logistic", y).save_model(root / "models/two.ubj")
    boosted("multi:softprob", third, num_class=3).save_model(root / "models/three.json")
    nameless = xgboost.DMatrix(x[["a", "b"]].to_numpy(), x.b)
    xgboost.train({}, nameless, 3).save_model(root / "models/nameless.json")
    lightgbm.train(plain, lightgbm.Dataset(x, x.b * 2), 6).save_model(root / "models/value.txt")
    (root / "models/broken.json").write_text('{"learner": ')
    rows = x.assign(id=range(n), y=y, third=third)
    rows.to_csv(root / "rows.csv", index=False)
    (root / "forebay.toml").write_text('name = "imported"\n')
    (root / "source.sql").write_text(
        "CREATE EXTERNAL TABLE d (*, id PRIMARY KEY) OPTIONS (format = 'CSV', uris = ['rows.csv']);"
    )
    return root, x, y


@pytest.fixture
def project(files, tmp_path):
    folder = tmp_path / "project"
    shutil.copytree(files[0], folder)
    return folder


def problems_of(project, text):
    (project / "m.sql").write_text(text)
    with forebay.connect(project) as fb, pytest.raises(ProjectError) as raised:
        fb.outline()
    return raised.value.problems


def built(project, text):
    (project / "m.sql").write_text(text)
    with forebay.connect(project) as fb:
        return fb.build()


def test_a_file_serves_with_what_its_library_predicts(project, files):
    run = built(project, MODEL.format("OUTPUT (p FLOAT64)", "XGBOOST", "models/two.ubj"))
    assert (run.outcome, run.trained) == ("done", 1)
    with forebay.connect(project) as fb:
        ask = "SELECT p FROM ML.PREDICT(MODEL m, (SELECT * FROM d ORDER BY id))"
        answer = fb.sql(ask).fetchall()
        (version,) = fb.models("m")
    booster = xgboost.Booster(model_file=str(project / "models/two.ubj"))
    theirs = booster.predict(xgboost.DMatrix(files[1], enable_categorical=True))
    np.testing.assert_allclose([p for (p,) in answer], theirs, atol=1e-6)
    assert version.details["verdict"]["basis"] == "serves"


def test_models_says_what_scores_a_model_of_trees(project, capsys):
    built(project, MODEL.format("", "LIGHTGBM", "models/value.txt"))
    library = installed_library()
    expected = (
        f"compiled, {library.instructions}"
        if library
        else "NumPy, as no compiled library is installed"
    )

    assert main(["-C", str(project), "models", "m"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"scored by: {expected}"
    assert main(["-C", str(project), "--json", "models", "m"]) == 0
    assert json.loads(capsys.readouterr().out)["scored_by"] == expected


def test_the_file_is_not_needed_to_answer(project):
    built(project, MODEL.format("", "LIGHTGBM", "models/value.txt"))
    shutil.rmtree(project / "models")
    with forebay.connect(project) as fb:
        rows = "(SELECT 1e0 AS a, 0e0 AS b, 'new' AS kind)"
        assert len(fb.sql(f"SELECT * FROM ML.PREDICT(MODEL m, {rows})").fetchall()) == 1


def test_another_file_is_another_version_and_the_same_bytes_are_not(project):
    text = MODEL.format("", "XGBOOST", "models/now*")
    shutil.copy(project / "models/two.ubj", project / "models/now.ubj")
    assert built(project, text).trained == 1
    assert built(project, text).trained == 0
    shutil.copy(project / "models/two.ubj", project / "models/now.ubj")  # written again
    assert built(project, text).trained == 0
    shutil.copy(project / "models/three.json", project / "models/now.ubj")
    assert built(project, text).trained == 1


def test_a_query_with_a_label_judges_on_every_row(project):
    judged = (
        "CREATE MODEL m OPTIONS (model_type = 'XGBOOST', model_path = 'models/two.ubj',"
        " input_label_cols = ['y']) PREDICT AT NONE STANDARDS (roc_auc >= {}) AS SELECT * FROM d;"
    )
    assert built(project, judged.format(0.8)).outcome == "done"
    with forebay.connect(project) as fb:
        (version,) = fb.models("m")
        assert version.details["verdict"]["gate_rows"] == 1200
        probs = fb.sql("SELECT predicted_y_probs FROM ML.PREDICT(MODEL m, (FROM d LIMIT 1))")
        assert {p["label"] for p in probs.fetchall()[0][0]} == {0, 1}
        seen = fb.sql("SELECT input, null_count FROM ML.FEATURE_INFO(MODEL m)").fetchall()
        assert [name for name, _ in seen] == ["a", "b", "kind"]
        assert seen[0][1] > 50
        explained = fb.sql("SELECT * FROM ML.EXPLAIN_PREDICT(MODEL m, (FROM d LIMIT 5))").fetchall()
        assert len(explained) == 5
    assert built(project, judged.format(0.9999)).outcome == "refused"


def test_classes_must_be_as_many_as_the_file_knows(project):
    text = (
        "CREATE MODEL m OPTIONS (model_type = 'XGBOOST', model_path = 'models/three.json',"
        " input_label_cols = ['{}']) PREDICT AT NONE STANDARDS (accuracy >= 0.3)"
        " AS SELECT * FROM d;"
    )
    assert built(project, text.format("third")).outcome == "done"
    (project / "m.sql").write_text(text.format("y"))
    told = []
    with forebay.connect(project) as fb:
        run = fb.build(on_event=told.append)
    names = {p.name for event in told for p in getattr(event, "problems", ())}
    assert (run.outcome, run.exit_code, names) == ("failed", 3, {"class-count"})


def test_inputs_come_in_the_order_of_the_training_where_the_file_has_no_names(project):
    built(project, MODEL.format("INPUT (a FLOAT64, b FLOAT64)", "XGBOOST", "models/nameless.json"))
    with forebay.connect(project) as fb:
        ask = "SELECT * EXCLUDE (a, b) FROM ML.PREDICT(MODEL m, (SELECT {} FROM d ORDER BY id))"
        one = fb.sql(ask.format("a, b")).fetchall()
        assert one == fb.sql(ask.format("b, a")).fetchall()


@pytest.mark.parametrize(
    ("fields", "kind", "path", "name", "words"),
    [
        ("", "XGBOOST", "models/nameless.json", "input-fields", "names none of its 2 inputs"),
        ("INPUT (a FLOAT64)", "XGBOOST", "models/nameless.json", "input-fields", "names 1 columns"),
        (
            "INPUT (a FLOAT64, bb FLOAT64, kind STRING)",
            "XGBOOST", "models/two.ubj", "input-fields", 'no input "bb"',
        ),
        (
            "INPUT (a FLOAT64, b FLOAT64)",
            "XGBOOST", "models/two.ubj", "input-fields", 'lacks "kind"',
        ),
        (
            "INPUT (a STRING, b FLOAT64, kind STRING)",
            "XGBOOST", "models/two.ubj", "input-fields", '"a" cannot be STRING',
        ),
        ("OUTPUT (p STRING)", "XGBOOST", "models/two.ubj", "input-fields", "cannot be STRING"),
        ("", "XGBOOST", "models/broken.json", "model-file", "no model of XGBoost"),
        ("", "LIGHTGBM", "models/two.ubj", "model-file", "no model text of LightGBM"),
        ("", "ONNX", "models/two.ubj", "model-file", "no ONNX model"),
        ("", "XGBOOST", "models/*.json", "several-files", "matches 3 files"),
        ("", "XGBOOST", "models/none", "no-files", "matches no file"),
        ("", "XGBOOST", "../two.ubj", "outside-project", "leads out"),
        ("", "XGBOOST", "gs://bucket/two.ubj", "not-supported", "address on a network"),
        ("STANDARDS (roc_auc > 0.5)", "XGBOOST", "models/two.ubj", "missing-query", "STANDARDS"),
        ("TRANSFORM (a)", "XGBOOST", "models/two.ubj", "not-supported", "TRANSFORM"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_before_anything_runs(project, fields, kind, path, name, words):
    found = problems_of(project, MODEL.format(fields, kind, path))
    assert [p.name for p in found] == [name]
    assert words in found[0].message
    assert found[0].span is not None


def test_a_model_that_is_trained_here_needs_a_query(project):
    text = "CREATE MODEL m OPTIONS (model_type = 'LINEAR_REG', model_path = 'models/two.ubj');"
    assert {p.name for p in problems_of(project, text)} == {"missing-query"}
    no_path = "CREATE MODEL m OPTIONS (model_type = 'XGBOOST') AS SELECT * FROM d;"
    assert "missing-option" in {p.name for p in problems_of(project, no_path)}


def test_a_query_that_lacks_what_the_file_reads_is_an_error(project):
    text = (
        "CREATE MODEL m OPTIONS (model_type = 'XGBOOST', model_path = 'models/two.ubj',"
        " input_label_cols = ['y']) PREDICT AT NONE AS SELECT a, kind, y FROM d;"
    )
    assert [p.name for p in problems_of(project, text)] == ["missing-feature"]


def test_a_file_that_changes_under_the_build_fails_the_node(project):
    (project / "m.sql").write_text(MODEL.format("", "XGBOOST", "models/two.ubj"))
    told = []

    def change(event):
        told.append(event)
        if type(event).__name__ == "RunStarted":
            shutil.copy(project / "models/three.json", project / "models/two.ubj")

    with forebay.connect(project) as fb:
        run = fb.build(on_event=change)
    names = {p.name for event in told for p in getattr(event, "problems", ())}
    assert (run.outcome, run.exit_code, names) == ("failed", 3, {"source-changed"})


def test_verify_builds_it_again_to_the_same_hash(project):
    built(project, MODEL.format("", "LIGHTGBM", "models/value.txt"))
    with forebay.connect(project) as fb:
        assert all(found.is_same for found in fb.verify())


def test_a_table_of_predictions_is_written_while_its_rows_are_scored(project):
    text = MODEL.format("OUTPUT (p FLOAT64)", "LIGHTGBM", "models/value.txt")
    text += "CREATE TABLE t AS SELECT id, p FROM ML.PREDICT(MODEL m, TABLE d) WHERE id >= 100;"
    (project / "m.sql").write_text(text)
    events = []
    with forebay.connect(project) as fb:
        assert fb.build(on_event=events.append).outcome == "done"
        found = fb.sql("FROM t ORDER BY id").fetchall()
        asked = "SELECT id, p FROM ML.PREDICT(MODEL m, TABLE d) WHERE id >= 100 ORDER BY id"
        expected = fb.sql(asked).fetchall()

    assert found == expected
    assert len(found) == 1100
    told = [e for e in events if isinstance(e, Progress) and e.stage == "score"]
    assert [(e.node, e.share, e.figure) for e in told] == [("t", 1.0, "1,200 of 1,200 rows")]


def test_a_table_of_predictions_without_rows_says_what_emptied_it(project):
    text = MODEL.format("OUTPUT (p FLOAT64)", "LIGHTGBM", "models/value.txt")
    text += "CREATE TABLE t AS SELECT id, p FROM ML.PREDICT(MODEL m, TABLE d) WHERE id < 0;"
    (project / "m.sql").write_text(text)
    events = []
    with forebay.connect(project) as fb:
        assert fb.build(on_event=events.append).outcome == "failed"

    (problem,) = [p for e in events if isinstance(e, StepFinished) for p in e.problems]
    assert problem.name == "empty-table"
    assert problem.detail == '"id < 0" keeps none of 1,200 rows.'


def test_models_says_that_sums_are_sql(project, capsys):
    text = "CREATE MODEL m OPTIONS (model_type = 'KMEANS', num_clusters = 2) KEY (id) AS"
    built(project, f"{text} SELECT id, a, b, kind FROM d;")

    assert main(["-C", str(project), "models", "m"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "scored by: SQL in the engine"
