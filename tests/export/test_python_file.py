"""The Python file of a model, run by an interpreter that finds no package, in an empty folder."""

from __future__ import annotations

import ast
import json
import math
import subprocess
import sys

import pytest
from tests.export.trained import trained

from forebay.errors import ProjectError

UNSEEN = """(SELECT id, a * 1.37 + 0.01 AS a, b * 0.9 AS b, CASE WHEN k = 5 THEN 'violet' ELSE color
  END AS color, flag, CASE WHEN k = 2 THEN NULL ELSE k END AS k FROM d ORDER BY id LIMIT 120)"""
TREES = ", max_iterations = 8, max_tree_depth = 5"
CASES = [
    ("BOOSTED_TREE_REGRESSOR", "y", TREES),
    ("BOOSTED_TREE_CLASSIFIER", "third", TREES),
    ("RANDOM_FOREST_CLASSIFIER", "high", ", num_parallel_tree = 8, max_tree_depth = 15"),
    ("LOGISTIC_REG", "third", ""),
]
OTHERS = {
    "groups": "KMEANS', num_clusters = 3",
    "angles": "KMEANS', num_clusters = 3, distance_type = 'COSINE'",
    "parts": "PCA', num_principal_components = 3",
}


def answers(file, rows, *more):
    """Return what the file answers: -I hides the environment, -S every installed package."""
    asked = "".join(json.dumps(row) + "\n" for row in rows)
    done = subprocess.run(
        [sys.executable, "-I", "-S", file.name, *more], input=asked, capture_output=True,
        text=True, cwd=file.parent, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def exported(session, tmp_path, name):
    folder = tmp_path / "empty"
    folder.mkdir()
    done = session.export(name, "python", folder / "model.py")
    assert (done.format, done.rows) == ("python", 100)
    assert done.difference <= 1e-9
    return folder / "model.py"


def unlike(mine, theirs):
    """Tell whether two answers differ: numbers by more than 1e-9."""
    match mine, theirs:
        case float(), (float() | int()):
            return not math.isclose(mine, theirs, rel_tol=1e-9, abs_tol=1e-9)
        case dict(), dict():
            return mine.keys() != theirs.keys() or any(unlike(mine[k], theirs[k]) for k in mine)
        case list(), list():
            return len(mine) != len(theirs) or any(map(unlike, mine, theirs))
        case _:
            return mine != theirs


def assert_alike(session, tmp_path, name):
    file = exported(session, tmp_path, name)
    answer = session.sql(f"SELECT * FROM ML.PREDICT(MODEL {name}, {UNSEEN}) ORDER BY id")
    given = session.sql(f"SELECT id, a, b, color, flag, k FROM {UNSEEN} ORDER BY id")
    rows = [dict(zip(given.columns, row, strict=True)) for row in given.fetchall()]
    wanted = [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]
    found = answers(file, rows)
    assert len(found) == len(wanted) == 120
    for mine, theirs in zip(found, wanted, strict=True):
        assert not unlike(mine, {key: theirs[key] for key in mine})
    return file


@pytest.mark.parametrize(("model_type", "label", "more"), CASES)
def test_a_file_alone_answers_as_ml_predict_does(session, tmp_path, model_type, label, more):
    file = assert_alike(session, tmp_path, trained(session, model_type, label, more=more))
    # Nothing in it is newer than Python 3.9, as far as its grammar tells.
    ast.parse(file.read_text(), feature_version=(3, 9))
    names = [name for node in ast.walk(ast.parse(file.read_text())) for name in imported(node)]
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def imported(node):
    match node:
        case ast.Import(names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module):
            return [module]
        case _:
            return []


@pytest.mark.parametrize("name", OTHERS)
def test_groups_and_components_answer_alike(session, tmp_path, name):
    session.sql(
        f"CREATE OR REPLACE MODEL {name} OPTIONS (model_type = '{OTHERS[name]}) PREDICT AT NONE"
        " AS SELECT a, b, color, flag FROM d WHERE a IS NOT NULL"
    )
    assert_alike(session, tmp_path, name)


def test_what_is_wrong_with_a_row_is_said_at_once(session, tmp_path):
    file = exported(session, tmp_path, trained(session, "LINEAR_REG", "y"))
    code = (
        "import model\n"
        "try:\n    model.predict({'a': 'x', 'b': True, 'COLOR': 3, 'flag': 1})\n"
        "except ValueError as error:\n    print(type(error).__name__, error.name, error)\n"
        "print(sorted(model.predict({'A': 1, 'b': None, 'color': 'red', 'flag': True, 'k': 2,"
        " 'more': []})))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=file.parent,
        check=True,
    )  # fmt: skip
    first, second = done.stdout.splitlines()
    assert first == (
        'ForebayError missing-feature the row has no column "k"; "a" is DOUBLE, and the value is'
        ' \'x\'; "b" is DOUBLE, and the value is True; "color" is VARCHAR, and the value is 3;'
        ' "flag" is BOOLEAN, and the value is 1'
    )
    assert second == "['predicted_y']"


def test_a_line_that_is_no_row_ends_the_file_with_its_number(session, tmp_path):
    file = exported(session, tmp_path, trained(session, "LINEAR_REG", "y"))
    done = subprocess.run(
        [sys.executable, "-I", "-S", file.name], input='\n{"a": 1}\n', capture_output=True,
        text=True, cwd=file.parent, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("line 2: the row has no column")


def test_everything_that_only_the_engine_computes_is_named(session, tmp_path):
    transform = "TRANSFORM (a, md5(color) AS m, list_sum([b, a]) AS s, y)"
    name = trained(session, "LINEAR_REG", "y", transform=transform)
    for to in ("python", "sql", "mlflow"):
        with pytest.raises(ProjectError) as raised:
            session.export(name, to, tmp_path / "m")
        assert [problem.name for problem in raised.value.problems] == ["engine-only"] * 2
        assert 'feature "m"' in raised.value.problems[0].message
    assert not (tmp_path / "m").exists()


def test_the_statement_writes_python_and_sql_by_the_end_of_the_name(session, tmp_path):
    name = trained(session, "LINEAR_REG", "y")
    for ending, format_ in ((".py", "python"), (".sql", "sql")):
        uri = tmp_path / f"m{ending}"
        ((*_, found, _, compared, difference),) = session.sql(
            f"EXPORT MODEL {name} OPTIONS (uri = '{uri}')"
        ).fetchall()
        assert (found, compared) == (format_, 100)
        assert difference <= 1e-9
        assert uri.exists()
