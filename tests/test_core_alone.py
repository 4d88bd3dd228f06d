"""With the core's libraries alone, everything but what needs an extra works."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.shop import MODEL, SCORED, SOURCE, TABLE, Shop

if TYPE_CHECKING:
    from pathlib import Path

# The libraries of extras and of the tests; what imports one of them fails.
_HIDDEN = (
    "statsmodels", "holidays", "onnx", "onnxruntime", "optuna", "scipy", "pandas", "sklearn",
    "pyarrow", "uvicorn", "orjson", "httptools", "uvloop", "polars", "xgboost",
)  # fmt: skip
_MAIN = f"""
import sys
hidden = {_HIDDEN!r}
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in hidden:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Refuse())
from forebay.cli import main
sys.exit(main())
"""


@pytest.fixture
def project(tmp_path: Path) -> Shop:
    """Return the small project, not built."""
    shop = Shop(tmp_path)
    shop.write("forebay.toml", 'name = "shop"\ndefault_env = "prod"\nthreads = 1\n')
    shop.write("sources/visits.sql", SOURCE)
    shop.write("tables/clean_visits.sql", TABLE)
    shop.write("tables/scored.sql", SCORED)
    shop.write(
        "models/converts.sql",
        MODEL.format(floor=0.1).replace("LOGISTIC_REG", "BOOSTED_TREE_CLASSIFIER"),
    )
    shop.visits()
    return shop


def test_every_command_runs_with_the_core_alone(project: Shop) -> None:
    for arguments in (
        ("check",),
        ("build",),
        ("sql", "SELECT * FROM ML.EVALUATE(MODEL converts)"),
        ("sql", "SELECT * FROM ML.GLOBAL_EXPLAIN(MODEL converts)"),
        ("models", "converts"),
        ("report",),
        ("readiness",),
        ("lock",),
        ("verify",),
        ("gc",),
    ):
        done = subprocess.run(
            [sys.executable, "-c", _MAIN, "-C", str(project.root), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout[-2000:], done.stderr[-2000:])
