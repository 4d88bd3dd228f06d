"""Every way to embed a model answers with the same number."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forebay.cli import main
from forebay.session import connect

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "embed"
SCRIPTS = sorted(script.name for script in FOLDER.glob("*.py"))
NEEDS = {"in_mlflow.py": ("mlflow", "pandas"), "in_onnx.py": ("onnx", "onnxruntime")}


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """The project of the documentation, of which one model is built."""
    folder = tmp_path_factory.mktemp("embed") / "shop"
    shutil.copytree(ROOT / "docs" / "shop", folder, ignore=shutil.ignore_patterns(".forebay"))
    subprocess.run([sys.executable, "make_data.py"], cwd=folder, check=True)
    assert main(["-q", "-C", str(folder), "build", "+churn"]) == 0
    with connect(folder) as session:
        ((share,),) = session.sql(
            "SELECT ML.PROBABILITY(predicted_has_left_probs, TRUE) FROM ML.PREDICT(MODEL churn,"
            " (SELECT 'basic' AS plan, 'Utrecht' AS city, 9 AS monthly_fee, 2 AS tickets))"
        ).fetchall()
    return folder, share


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_prints_what_ml_predict_answers(shop, script):
    for name in NEEDS.get(script, ()):
        pytest.importorskip(name)
    folder, share = shop
    done = subprocess.run(
        [sys.executable, str(FOLDER / script), str(folder)], capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert abs(float(done.stdout.splitlines()[-1]) - share) < 1e-9
    assert 0.05 < share < 0.95


def test_the_readme_names_every_script():
    table = (FOLDER / "README.md").read_text()
    assert [name for name in SCRIPTS if f"| `{name}` |" not in table] == []
